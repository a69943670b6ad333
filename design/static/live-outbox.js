/**
 * What was done on this screen and has not reached the record yet, in order. It lies
 * in the browser's own store, so that it outlives a lost connection, a closed lid and
 * a reloaded page; each act has an id made here, so that sending it twice does it once.
 */

/** How long an answer may take before the act is kept and sent again. */
const ANSWER_MS = 12_000
const AGAIN_MS = 4_000

/** An id in the shape of a UUID; `crypto.randomUUID` is there on secure addresses only. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * @param name where it lies: one for each person and screen, so that nobody sends another's acts
 * @param token the page's own token against forged forms
 * @param told called with what waits and what was refused, whenever that changes
 */
export function openOutbox({ name, token, told }) {
  const key = `goldthread-outbox ${name}`
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? '[]')
    } catch {
      return []
    }
  }
  let memory = read()
  const write = acts => {
    memory = acts
    try {
      if (acts.length === 0) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(acts))
    } catch {
      // No room, or none allowed: then it is kept for as long as the page is open.
    }
    told(acts)
  }
  const change = (id, how) => write(memory.flatMap(act => (act.id === id ? how(act) : [act])))

  const post = async act => {
    const body = new URLSearchParams(act.fields)
    body.set('act', act.id)
    body.set('_csrf', token)
    if (act.kept) {
      body.set('kept', 'yes')
      // How long ago, since this clock may differ from the record's.
      body.set('age', String(Date.now() - act.madeAt))
    }
    const answer = await fetch(act.action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status))
    return { status: answer.status, said: await answer.json().catch(() => ({})) }
  }

  let sending = false
  let again
  const waiting = new Map()

  /** What waits is kept, each told so once, and sent again in a while. */
  const keepAll = how => {
    write(memory.map(act => (act.refused ? act : { ...act, ...how })))
    for (const [id, settled] of waiting) {
      waiting.delete(id)
      settled({ kept: true })
    }
    again = setTimeout(sendAll, AGAIN_MS)
  }

  /** Sends what waits, one after the other; stops at the first that does not get through. */
  const sendAll = async () => {
    if (sending) return
    sending = true
    clearTimeout(again)
    for (;;) {
      const act = memory.find(({ refused }) => !refused)
      if (!act) break
      let answer
      try {
        answer = await post(act)
      } catch {
        keepAll({ kept: true, signedOut: false })
        break
      }
      if (answer.status === 401) {
        keepAll({ kept: true, signedOut: true })
        break
      }
      const settle = waiting.get(act.id)
      waiting.delete(act.id)
      if (answer.status < 300) {
        change(act.id, () => [])
        settle?.({ done: true })
        continue
      }
      const refusals = answer.said.refusals ?? [
        { message: answer.said.detail ?? 'This was not accepted.' },
      ]
      // Its own form shows why, if it is still there; otherwise the list of what waits does.
      const shown = settle?.({ refusals }) ?? false
      change(act.id, it =>
        shown ? [] : [{ ...it, refused: refusals.map(({ message }) => message) }],
      )
    }
    sending = false
  }

  // Another window of the same screen changed the list.
  addEventListener('storage', event => {
    if (event.key !== key) return
    memory = read()
    told(memory)
  })
  told(memory)

  return {
    /** Puts an act at the end, and tells once it is kept, done or refused. */
    add: (act, settled) => {
      waiting.set(act.id, settled)
      write([...memory, act])
      void sendAll()
    },
    dismiss: id => change(id, () => []),
    sendAll,
  }
}
