import pg from 'pg'

/** How long a listener that lost the database waits before each next try; the last one holds. */
const PATIENCE_MS = [100, 250, 500, 1_000, 2_000, 5_000]

/** How often it makes sure that the database is still there: a cut cable says nothing. */
const PROBE_MS = 20_000
const ANSWER_MS = 5_000

export type Listening = { readonly stop: () => Promise<void> }

export type ListenOptions = {
  readonly url: string
  readonly channels: readonly string[]
  /** Something was told on a channel. */
  readonly heard: (channel: string, payload: string) => void
  /** It listens now, for the first time or again: whatever was told before it did not hear. */
  readonly ready: () => void
  /** It listens no longer, and tries again by itself. */
  readonly lost: (fault: Error) => void
}

/**
 * Listens to PostgreSQL (LISTEN) on a connection of its own, and again by itself
 * after the database went away, until it is stopped.
 */
export function listen({ url, channels, heard, ready, lost }: ListenOptions): Listening {
  let stopped = false
  let attempt = 0
  let waiting: NodeJS.Timeout | undefined
  let current: pg.Client | undefined

  const again = () => {
    if (stopped) return
    const wait = PATIENCE_MS[Math.min(attempt++, PATIENCE_MS.length - 1)]
    waiting = setTimeout(connect, wait)
    waiting.unref()
  }

  const connect = () => {
    const client = new pg.Client({
      connectionString: url,
      options: '-c role=goldthread_app',
      application_name: 'goldthread listener',
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
    })
    current = client
    let over = false
    let probing: NodeJS.Timeout | undefined
    const lose = (fault: Error) => {
      if (over) return
      over = true
      clearInterval(probing)
      client.end().catch(() => {})
      if (stopped) return
      lost(fault)
      again()
    }
    client.on('error', lose)
    client.on('end', () => lose(new Error('The database ended the connection that listens.')))
    client.on('notification', ({ channel, payload }) => heard(channel, payload ?? ''))
    const begin = async () => {
      await client.connect()
      for (const channel of channels)
        await client.query(`listen ${client.escapeIdentifier(channel)}`)
      if (stopped || over) return
      attempt = 0
      probing = setInterval(() => client.query('select 1').catch(lose), PROBE_MS)
      probing.unref()
      ready()
    }
    begin().catch(lose)
  }
  connect()

  return {
    stop: async () => {
      stopped = true
      clearTimeout(waiting)
      await current?.end().catch(() => {})
    },
  }
}
