import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import pg from 'pg'
import { londonNow } from '../clock.ts'
import { writeJournal } from '../record/journal.ts'
import { connect, type Tx } from './database.ts'

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))

// Any number will do, so long as every Goldthread asks for the same one.
export const MIGRATION_LOCK = 7_415_201

/** The numbered SQL files, in order. */
export function readMigrations() {
  return readdirSync(folder)
    .filter(name => /^\d{3}-.+\.sql$/.test(name))
    .sort()
    .map(name => {
      const text = readFileSync(folder + name, 'utf8')
      return { name, text, digest: digestOf(text) }
    })
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** How a migration waits for a table that somebody is at work in. */
export type Patience = {
  /**
   * How long it stands in line for a lock; whoever comes after it stands behind it, so this is
   * the longest that a page of a running process is held up.
   */
  readonly lockMs: number
  /** How long it then stays out of the way, and how often it tries in all. */
  readonly restMs: number
  readonly attempts: number
}

const usualPatience: Patience = { lockMs: 1_000, restMs: 2_000, attempts: 60 }

/** SQLSTATEs of a lock that was not to be had in time, and of two that waited for each other. */
const GIVES_WAY = new Set(['55P03', '40P01'])

/**
 * Brings the database forward, each file in a transaction of its own, under a
 * lock so that several processes may start at once. Runs as the owner. A file gives way to
 * what is under way in the tables it alters, and is tried again from its beginning.
 *
 * @param upTo only these files, as they were when another record had them: for a backup
 * @returns the names of the files that were applied
 * @param how.also migrations of a release to come, after the files
 * @throws Error when a file that was applied has since been altered, one of `upTo` is
 *   not known here, the server is older than PostgreSQL 15, or a table was never free
 */
export async function migrate(
  url: string,
  upTo?: readonly { readonly name: string; readonly digest: string }[],
  how: {
    readonly patience?: Patience
    readonly also?: readonly { readonly name: string; readonly text: string }[]
  } = {},
): Promise<string[]> {
  const { patience = usualPatience, also = [] } = how
  const files = [
    ...readMigrations(),
    ...also.map(({ name, text }) => ({ name, text, digest: digestOf(text) })),
  ]
  const wanted = upTo
    ? upTo.map(({ name, digest }) => {
        const file = files.find(known => known.name === name && known.digest === digest)
        if (!file)
          throw new Error(
            `This release does not know the migration ${name} as the record had it: it is older, or another program.`,
          )
        return file
      })
    : files
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const db = connect({ url, size: 1 })
  try {
    const version = Number(
      (await client.query('show server_version_num')).rows[0]?.server_version_num,
    )
    if (version < 150_000)
      throw new Error('Goldthread needs PostgreSQL 15 or later; this one is older.')
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query('create schema if not exists platform')
    await client.query(
      'create table if not exists platform.migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    )
    const known = new Map<string, string>(
      (await client.query('select name, digest from platform.migrations')).rows.map(row => [
        row.name,
        row.digest,
      ]),
    )
    const applied: string[] = []
    for (const { name, text, digest } of wanted) {
      const before = known.get(name)
      if (before === digest) continue
      if (before !== undefined)
        throw new Error(`Migration ${name} was altered after it was applied here.`)
      try {
        await givingWay(patience, () =>
          db.transaction().execute(async tx => {
            await sql`select set_config('lock_timeout', ${`${patience.lockMs}ms`}, true)`.execute(
              tx,
            )
            await sql.raw(text).execute(tx)
            await sql`insert into platform.migrations (name, digest) values (${name}, ${digest})`.execute(
              tx,
            )
            await tellOfRows(tx, name)
          }),
        )
      } catch (fault) {
        throw new Error(`Migration ${name} failed: ${(fault as Error).message}`, { cause: fault })
      }
      applied.push(name)
    }
    return applied
  } finally {
    await db.destroy()
    await client.end()
  }
}

async function givingWay({ attempts, restMs }: Patience, work: () => Promise<void>) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (fault) {
      if (attempt === attempts || !GIVES_WAY.has((fault as { code?: string }).code ?? ''))
        throw fault
      await new Promise(resolve => setTimeout(resolve, restMs))
    }
  }
}

/**
 * A migration that changes rows of the record, or gives them other columns, has its line in
 * the journal like any act, in its own transaction. One that changes none has none.
 */
async function tellOfRows(tx: Tx, name: string): Promise<void> {
  const { rows } = await sql<{ notes: boolean }>`
    select to_regproc('platform.note_altered_tables') is not null as notes`.execute(tx)
  if (!rows[0]?.notes) return
  await sql`select platform.note_altered_tables()`.execute(tx)
  const changed = await sql`
    select from platform.row_changes where transaction = pg_current_xact_id() limit 1`.execute(tx)
  if (changed.rows.length === 0) return
  const now = new Date()
  await writeJournal(tx, {
    person: null,
    verb: 'platform.migrate',
    subject: { kind: 'migration', id: name },
    at: now,
    day: londonNow(now).day,
    before: undefined,
    after: { migration: name },
  })
}
