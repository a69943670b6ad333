import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'

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

/** The two database roles below the owner: staff read and write, the public only reads. */
export type DatabaseRole = 'goldthread_app' | 'goldthread_public'

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
export function connect({ url, role, size = 8, onQuery }: ConnectionOptions): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    ...(role ? { options: `-c role=${role}` } : {}),
  })
  // An idle connection may be cut by the server; the pool opens another when asked.
  pool.on('error', () => {})
  // One that is cut in the middle of a transaction says so through the statement that fails.
  pool.on('connect', client => client.on('error', () => {}))
  return new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery
      ? {
          log: event => {
            if (event.level === 'query') onQuery(event.query.sql)
          },
        }
      : {}),
  })
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
