import { type IncomingMessage, request } from 'node:http'

export type Heard = { readonly id: string; readonly event: string; readonly data: string }

export type Follower = {
  /** Every event so far, in order. */
  readonly events: Heard[]
  readonly status: () => number
  readonly lastId: () => string
  /** The newest state that came, as it was sent. */
  readonly newest: () => {
    readonly version: number
    readonly regions: Record<string, string>
  } | null
  /** Resolves once the newest version is at least this. */
  readonly reaches: (version: number) => Promise<void>
  readonly ended: Promise<void>
  readonly leave: () => void
}

/**
 * Follows a stream as a browser does: comes back by itself with Last-Event-ID, until
 * it leaves. `addressOf` is asked each time, as a restarted server may be elsewhere.
 */
export function followStream(
  addressOf: () => string,
  options: { readonly headers?: Record<string, string>; readonly once?: boolean } = {},
): Follower {
  const events: Heard[] = []
  let status = 0
  let lastId = ''
  let left = false
  let current: ReturnType<typeof request> | undefined
  let over: () => void = () => {}
  const ended = new Promise<void>(resolve => {
    over = resolve
  })
  const waiting = new Set<() => void>()

  const take = (block: string) => {
    const fields = new Map<string, string>()
    for (const line of block.split('\n')) {
      const at = line.indexOf(': ')
      if (at > 0) fields.set(line.slice(0, at), line.slice(at + 2))
    }
    const id = fields.get('id')
    if (id) lastId = id
    if (!fields.has('event')) return
    events.push({ id: id ?? '', event: fields.get('event') ?? '', data: fields.get('data') ?? '' })
    for (const look of waiting) look()
  }
  const again = () => {
    if (left || options.once) return over()
    setTimeout(connect, 50)
  }
  const connect = () => {
    if (left) return
    current = request(
      addressOf(),
      {
        headers: {
          accept: 'text/event-stream',
          ...options.headers,
          ...(lastId === '' ? {} : { 'last-event-id': lastId }),
        },
      },
      (answer: IncomingMessage) => {
        status = answer.statusCode ?? 0
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => {
          text += part
          const blocks = text.split('\n\n')
          text = blocks.pop() ?? ''
          for (const block of blocks) take(block)
        })
        answer.on('close', again)
      },
    )
    current.on('error', again)
    current.end()
  }
  connect()

  const newest = () => {
    const last = events.findLast(({ event }) => event === 'state')
    return last ? JSON.parse(last.data) : null
  }
  return {
    events,
    status: () => status,
    lastId: () => lastId,
    newest,
    reaches: version =>
      new Promise(resolve => {
        const look = () => {
          if ((newest()?.version ?? -1) < version) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    ended,
    leave: () => {
      left = true
      current?.destroy()
      over()
    },
  }
}
