// A live page is complete without this module: its forms post and the page comes again.
// With it, the page follows what changes, and what is done stays on the screen.

import { findInLists, walkRows } from './live-find.js'
import { shortcuts } from './live-keys.js'
import { putInPlace, touch, untouch } from './live-morph.js'
import { newId, openOutbox } from './live-outbox.js'

/** Nothing heard for so long means that the connection is dead, though nobody said so. */
const SILENCE_MS = 40_000
/** A short break is mended before anybody need know of it. */
const BLINK_MS = 1_500
const RETRY_MS = 2_000
const TWICE_MS = 700
/** How long an act waits for the screen to show it before it is said to be recorded. */
const SHOWN_MS = 1_000

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** Shows whether the page is in step, and what waits to be sent. */
function statusLine(screen, { writes }) {
  const line = screen.querySelector('[data-live-status]')
  const words = line.querySelector('[role="status"]')
  const list = line.querySelector('ul')
  let state = 'starting'
  const say = (kind, text) => {
    line.dataset.state = kind
    if (words.textContent !== text) words.textContent = text
  }
  return {
    inStep: () => {
      const wasLost = state === 'lost'
      state = 'in step'
      if (wasLost) say('back', 'Connected again. This page is up to date.')
      else if (line.dataset.state !== 'back')
        say('live', 'Live: this page keeps itself up to date.')
    },
    lost: since => {
      if (state === 'lost') return
      state = 'lost'
      const at = clock.format(since)
      say(
        'lost',
        writes
          ? `Connection lost at ${at}. Go on as usual: what you record is kept on this device and sent when the connection is back.`
          : `Connection lost at ${at}. What you see is as it was then. It comes back by itself.`,
      )
    },
    isLost: () => state === 'lost',
    waits: (acts, dismiss) => {
      list.replaceChildren(
        ...acts
          .filter(act => act.kept || act.refused)
          .map(act => {
            const item = document.createElement('li')
            const when = clock.format(new Date(act.madeAt))
            const what = document.createElement('strong')
            what.textContent = `${when} ${act.what}`
            item.append(what, ' ')
            if (act.refused) {
              item.className = 'gt-live-status__refused'
              item.append(`was not accepted: ${act.refused.join(' ')} `)
              const button = document.createElement('button')
              button.type = 'button'
              button.className = 'gt-plain-button'
              button.textContent = 'I have seen this'
              button.addEventListener('click', () => dismiss(act.id))
              item.append(button)
            } else
              item.append(
                act.signedOut
                  ? 'is kept here: you are signed out. Sign in again in another window, and it is sent.'
                  : 'is kept here and not sent yet.',
              )
            return item
          }),
      )
    },
  }
}

/** Follows the page's stream for as long as the page is open, whatever happens to the line. */
function follow(screen, status, onState) {
  const address = screen.dataset.stream
  let source
  let heardAt = Date.now()
  let retry
  let blink

  const heard = () => {
    heardAt = Date.now()
    clearTimeout(blink)
    blink = undefined
    status.inStep()
  }
  const broken = () => {
    const since = new Date()
    blink ??= setTimeout(() => status.lost(since), BLINK_MS)
  }
  const open = () => {
    clearTimeout(retry)
    source?.close()
    source = new EventSource(address)
    source.addEventListener('state', event => {
      heard()
      onState(JSON.parse(event.data).regions)
    })
    source.addEventListener('beat', heard)
    source.addEventListener('error', () => {
      broken()
      // The browser tries again by itself after a cut, but not after an answer it did not want.
      if (source.readyState === EventSource.CLOSED) {
        void reread()
        retry = setTimeout(open, RETRY_MS * (1 + Math.random()))
      }
    })
  }
  /** Without a stream, the page itself still tells the newest. */
  const reread = async () => {
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
      if (!answer.ok || answer.redirected) return
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      onState(
        Object.fromEntries(
          [...page.querySelectorAll('[data-live]')].map(place => [
            place.dataset.live,
            place.innerHTML,
          ]),
        ),
      )
    } catch {
      // The line is down; the stream will tell once it is back.
    }
  }

  addEventListener('offline', () => {
    clearTimeout(blink)
    blink = undefined
    status.lost(new Date())
    source?.close()
  })
  addEventListener('online', open)
  addEventListener('pageshow', event => {
    if (event.persisted) open()
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && Date.now() - heardAt > SILENCE_MS / 2) open()
  })
  setInterval(() => {
    if (Date.now() - heardAt < SILENCE_MS) return
    broken()
    if (source.readyState !== EventSource.CONNECTING) open()
  }, SILENCE_MS / 4)
  open()
  return { reread, isOpen: () => source.readyState === EventSource.OPEN }
}

/** Puts why it was refused beside each field of the form, as the server's own page would. */
function showRefusals(form, refusals) {
  clearRefusals(form)
  const first = refusals
    .map((refusal, at) => {
      const field = refusal.field && form.elements.namedItem(refusal.field)
      const control = field instanceof RadioNodeList ? field[0] : field
      const visible = control && control.type !== 'hidden' ? control : null
      const said = document.createElement('p')
      said.className = 'nhsuk-error-message gt-live-refusal'
      said.id = `refusal-${form.id || newId()}-${at}`
      said.textContent = refusal.message
      const group = visible?.closest('.nhsuk-form-group')
      if (group) {
        group.classList.add('nhsuk-form-group--error')
        const before =
          visible.closest(
            '.nhsuk-radios, .nhsuk-checkboxes, .nhsuk-select-wrapper, .nhsuk-input-wrapper',
          ) ?? visible
        before.before(said)
        visible.setAttribute('aria-describedby', said.id)
        visible.setAttribute('aria-invalid', 'true')
      } else form.prepend(said)
      return visible ?? form.querySelector('button')
    })
    .find(Boolean)
  first?.focus()
}

function clearRefusals(form) {
  for (const said of form.querySelectorAll('.gt-live-refusal')) said.remove()
  for (const group of form.querySelectorAll('.nhsuk-form-group--error'))
    group.classList.remove('nhsuk-form-group--error')
  for (const control of form.querySelectorAll('[aria-invalid]')) {
    control.removeAttribute('aria-invalid')
    control.removeAttribute('aria-describedby')
  }
}

/** Sends the screen's forms without leaving it; a form elsewhere on the page posts as ever. */
function sendForms(screen, status, { reread, isOpen }) {
  let states = 0
  screen.addEventListener('goldthread-live', () => states++)
  /** Once a newer state stands on the screen than when the act was sent. */
  const shown = before =>
    new Promise(resolve => {
      if (states > before) return resolve()
      const late = setTimeout(resolve, SHOWN_MS)
      screen.addEventListener(
        'goldthread-live',
        () => {
          clearTimeout(late)
          resolve()
        },
        { once: true },
      )
    })

  const outbox = openOutbox({
    name: screen.dataset.outbox,
    token: screen.dataset.token,
    told: acts => status.waits(acts, id => outbox.dismiss(id)),
  })
  const spoken = screen.querySelector('[data-live-said]')
  let saidOf = 0
  /** Says what became of an act; what became of an earlier one is not said after it. */
  const say = (act, text) => {
    if (act < saidOf) return
    saidOf = act
    spoken.textContent = text
  }
  let acts = 0
  const sentAt = new WeakMap()

  screen.addEventListener('input', event => {
    if (event.target.form?.matches('[data-live-form]')) touch(event.target.form)
  })
  // Nor does the second half of a double click press what has come in the button's place.
  screen.addEventListener(
    'click',
    event => {
      if (event.detail > 1 && event.target.closest('form[data-live-form] button'))
        event.preventDefault()
    },
    true,
  )
  screen.addEventListener('submit', event => {
    const form = event.target
    if (!form.matches('[data-live-form]')) return
    event.preventDefault()
    // The same button twice in a moment is a slip of the hand; another one puts it right.
    const pressed = event.submitter ?? form
    if (Date.now() - (sentAt.get(pressed) ?? 0) < TWICE_MS) return
    sentAt.set(pressed, Date.now())
    const fields = [...new FormData(form, event.submitter)].filter(
      ([name, value]) => typeof value === 'string' && name !== '_csrf' && name !== 'act',
    )
    const what = (event.submitter?.dataset.says ?? event.submitter?.textContent ?? '').trim()
    const before = states
    const act = ++acts
    clearRefusals(form)
    form.setAttribute('aria-busy', 'true')
    outbox.add(
      { id: newId(), action: form.getAttribute('action'), fields, what, madeAt: Date.now() },
      settled => {
        form.removeAttribute('aria-busy')
        if (settled.refusals) {
          if (!form.isConnected) return false
          // Pressed again after that, it is meant.
          sentAt.delete(pressed)
          showRefusals(form, settled.refusals)
          say(act, settled.refusals.map(({ message }) => message).join(' '))
          return true
        }
        // Done, or kept: either way the form is ready for the next.
        untouch(form)
        form.reset()
        closeFold(form)
        if (settled.kept) say(act, `${what}: kept on this device, not sent yet.`)
        else {
          if (!isOpen()) void reread()
          // Said when it can be seen, so that whoever goes on works with what stands there now.
          void shown(before).then(() => say(act, `${what}: recorded.`))
        }
        return true
      },
    )
  })
  addEventListener('online', outbox.sendAll)
  void outbox.sendAll()
}

/** A fold that held the form closes after it, and the focus goes back to its summary. */
function closeFold(form) {
  const fold = form.closest('details[data-closes]')
  if (!fold) return
  const held = fold.contains(document.activeElement)
  fold.open = false
  if (held) fold.querySelector('summary').focus()
}

/** Says how long it is since an instant, by the record's clock, while the page stands still. */
function tellTime(screen) {
  const ahead = new Date(screen.dataset.now).getTime() - Date.now()
  const tell = () => {
    for (const place of screen.querySelectorAll('[data-elapsed]')) {
      const minutes = Math.floor(
        (Date.now() + ahead - new Date(place.dataset.elapsed).getTime()) / 60_000,
      )
      const words =
        minutes < 1 ? ', just now' : `, ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} so far`
      if (place.textContent !== words) place.textContent = words
    }
  }
  screen.addEventListener('goldthread-live', tell)
  setInterval(tell, 15_000)
  tell()
}

const screen = document.querySelector('[data-module="goldthread-live"]')
if (screen && 'EventSource' in window) {
  const writes = screen.dataset.outbox !== undefined
  const status = statusLine(screen, { writes })
  const stream = follow(screen, status, regions => {
    putInPlace(regions)
    screen.dispatchEvent(new Event('goldthread-live'))
  })
  if (writes) sendForms(screen, status, stream)
  const keysAreOn = shortcuts(screen)
  findInLists(screen)
  walkRows(screen, keysAreOn)
  tellTime(screen)
}
