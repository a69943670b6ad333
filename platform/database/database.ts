import { Kysely, PostgresDialect, type PostgresPool, type Transaction } from 'kysely'
import pg from 'pg'
import type { Day } from '../day.rules.ts'

/**
 * A connection to the record. Rooms type it with their own tables
 * (`tablesOf<MeetingsTables>(db)`), so that no room sees another's.
 */
export type Db = Kysely<unknown>
export type Tx = Transaction<unknown>

/** The record as one room knows it: only its own schema. */
export const tablesOf = <Tables>(db: Db): Kysely<Tables> => db as unknown as Kysely<Tables>

// A day has no time, so it stays the text it is; a time goes to the minute; counts come as numbers.
pg.types.setTypeParser(pg.types.builtins.DATE, text => text)
pg.types.setTypeParser(pg.types.builtins.TIME, text => text.slice(0, 5))
pg.types.setTypeParser(pg.types.builtins.INT8, text => Number(text))

const pools = new WeakMap<Db, pg.Pool>()

/** How many connections of a pool are in use, and how many requests wait for one. */
export function poolOf(db: Db): { readonly inUse: number; readonly waiting: number } {
  const pool = pools.get(db)
  return { inUse: pool ? pool.totalCount - pool.idleCount : 0, waiting: pool?.waitingCount ?? 0 }
}

/** The database roles below the owner: acts read and write, the public and persons only read. */
export type DatabaseRole = 'goldthread_app' | 'goldthread_public' | 'goldthread_person'

export type ConnectionOptions = {
  readonly url: string
  /** Left out only for migrations, which run as the owner. */
  readonly role?: DatabaseRole
  readonly size?: number
  readonly onQuery?: (sql: string) => void
}

/**
 * Opens a pool. The role is a connection-time setting, so that RESET ROLE
 * comes back to it, not to the owner.
 */
export function connect(options: ConnectionOptions): Db {
  const pool = openPool(options)
  const db = over(pool, options.onQuery)
  pools.set(db, pool)
  return db
}

function openPool({
  url,
  role,
  size = 8,
  patience,
}: ConnectionOptions & { readonly patience?: number }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    ...(patience ? { connectionTimeoutMillis: patience } : {}),
    ...(role ? { options: `-c role=${role}` } : {}),
  })
  // An idle connection may be cut by the server; the pool opens another when asked.
  pool.on('error', () => {})
  // One that is cut in the middle of a transaction says so through the statement that fails.
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

/** How long a replica may take to let us in, and how long it is then left alone. */
const REPLICA_MS = { patience: 2_000, rest: 3_000 }

export type Replica = {
  readonly db: Db
  /** Whether it answers now. */
  readonly answers: () => Promise<boolean>
  readonly close: () => Promise<void>
}

/**
 * Opens connections that read from a replica and, while that lets nobody in, from the record
 * itself: whoever reads is served either way. It is tried again by itself. What was being read
 * from it when it went fails, as with any server.
 *
 * @param record where to read meanwhile
 */
export function connectReplica({
  replica: replicaUrl,
  record: recordUrl,
  role,
  onQuery,
}: {
  readonly replica: string
  readonly record: string
  readonly role: DatabaseRole
  readonly onQuery?: (sql: string) => void
}): Replica {
  const record = openPool({ url: recordUrl, role })
  const replica = openPool({ url: replicaUrl, role, patience: REPLICA_MS.patience })
  let leftAloneUntil = 0
  const letIn = async () => {
    try {
      return await replica.connect()
    } catch (fault) {
      if (!isOutOfReach(fault)) throw fault
      leftAloneUntil = Date.now() + REPLICA_MS.rest
      return null
    }
  }
  const db = over(
    {
      options: record.options,
      connect: async () =>
        (Date.now() < leftAloneUntil ? null : await letIn()) ?? (await record.connect()),
      end: async () => {},
    },
    onQuery,
  )
  pools.set(db, replica)
  return {
    db,
    answers: async () => {
      const client = await letIn()
      if (client === null) return false
      try {
        await client.query('select 1')
        client.release()
        return true
      } catch {
        client.release(true)
        return false
      }
    },
    close: async () => {
      await replica.end()
      await record.end()
    },
  }
}

const over = (pool: PostgresPool, onQuery: ConnectionOptions['onQuery']): Db =>
  new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery
      ? {
          log: event => {
            if (event.level === 'query') onQuery(event.query.sql)
          },
        }
      : {}),
  })

/** Gives connections that read as a person, for what a signed-in person asks to see. */
export type PersonConnections = {
  /** The record as this person may see it on the day; it cannot be written to. */
  readonly as: (person: string, day: Day) => Db
  readonly close: () => Promise<void>
}

/**
 * Opens the pool from which the requests of signed-in persons read. Row-level security sees by
 * person and day (decision 23): each connection is told both before it is lent, unless it was
 * lent for the same last. One that could not be told is thrown away, and one that never was
 * sees nothing that is not public.
 */
export function connectPersons({
  url,
  size = 8,
  onQuery,
}: Omit<ConnectionOptions, 'role'>): PersonConnections {
  const pool = openPool({ url, size, role: 'goldthread_person' })
  const toldOf = new WeakMap<pg.PoolClient, string>()
  const tell = async (client: pg.PoolClient, person: string, day: Day) => {
    const told = `${person} ${day}`
    if (toldOf.get(client) === told) return
    toldOf.delete(client)
    await client.query(
      "select set_config('goldthread.person', $1, false), set_config('goldthread.day', $2, false)",
      [person, day],
    )
    toldOf.set(client, told)
  }
  return {
    as: (person, day) =>
      over(
        {
          options: pool.options,
          connect: async () => {
            const client = await pool.connect()
            try {
              await tell(client, person, day)
            } catch (fault) {
              client.release(true)
              throw fault
            }
            return client
          },
          end: async () => {},
        },
        onQuery,
      ),
    close: () => pool.end(),
  }
}

/** SQLSTATEs of a server that is going, gone, coming, or has no room for one more (PostgreSQL, appendix A). */
const OUT_OF_REACH = /^(08...|57P0[1-4]|53[23]00)$/
/** No room, or a server that was started only to be read because there is none. */
const DISK_FULL = new Set(['53100', '25006'])
const NO_CONNECTION = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'])

/** Whether a fault says that the disk on which the record stands is full. */
export const isDiskFull = (fault: unknown): boolean =>
  fault instanceof Error && DISK_FULL.has((fault as NodeJS.ErrnoException).code ?? '')

/** Whether a fault says that the database cannot be reached just now. */
export function isOutOfReach(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false
  const { code = '', syscall } = fault as NodeJS.ErrnoException
  return (
    OUT_OF_REACH.test(code) ||
    NO_CONNECTION.has(code) ||
    // The socket of a server on this machine goes with it.
    (code === 'ENOENT' && syscall === 'connect') ||
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(
      fault.message,
    )
  )
}
