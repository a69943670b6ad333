import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { connect, type Db } from '../database/database.ts'
import { createDatabase } from '../database/embedded.ts'
import { type Day, day } from '../day.rules.ts'
import type { Acting } from '../record/verb.ts'
import { TEMPLATE } from './servers.ts'

export type TestRecord = {
  readonly url: string
  readonly db: Db
  readonly publicDb: Db
  /** Every statement either connection sent, in order; empty it to count afresh. */
  readonly queries: string[]
}

const at = (database: string) => inject('databaseUrl').replace('NAME', database)

/**
 * An empty, migrated record of its own for one test file, on the server under
 * test; closed when the file is done.
 */
export const freshRecord = (): Promise<TestRecord> => copyOf(TEMPLATE)

/**
 * A record of its own that begins as `prepare` leaves an empty one. That is done once for
 * all files on the server under test, and each gets a copy.
 *
 * @param name of what was prepared: letters, digits and underlines
 */
export async function preparedRecord(
  name: string,
  prepare: (db: Db) => Promise<void>,
): Promise<TestRecord> {
  const template = `prepared_${name}`
  const client = new pg.Client({ connectionString: at('postgres') })
  await client.connect()
  try {
    // Two files may ask at once: the second waits until the first has prepared it.
    await client.query('select pg_advisory_lock(hashtext($1))', [template])
    const found = await client.query('select 1 from pg_database where datname = $1', [template])
    if (found.rowCount === 0) {
      const making = `${template}_${randomBytes(4).toString('hex')}`
      await createDatabase(at('postgres'), making, TEMPLATE)
      const db = connect({ url: at(making), role: 'goldthread_app', size: 1 })
      try {
        await prepare(db)
      } finally {
        await db.destroy()
      }
      await client.query(`alter database ${making} rename to ${template}`)
    }
  } finally {
    await client.end()
  }
  return copyOf(template)
}

async function copyOf(template: string): Promise<TestRecord> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await createDatabase(at('postgres'), name, template)
  const queries: string[] = []
  const onQuery = (sql: string) => {
    queries.push(sql)
  }
  const url = at(name)
  const db = connect({ url, role: 'goldthread_app', size: 4, onQuery })
  const publicDb = connect({ url, role: 'goldthread_public', size: 4, onQuery })
  afterAll(async () => {
    await db.destroy()
    await publicDb.destroy()
  })
  return { url, db, publicDb, queries }
}

/**
 * Someone who may do everything, or only what is listed, acting at nine in the
 * morning of a day.
 */
export const actingOn = (
  record: Pick<TestRecord, 'db'>,
  today: string,
  options: { readonly person?: string; readonly may?: Acting['may'] } = {},
): Acting => ({
  db: record.db,
  person: options.person ?? null,
  today: day(today) as Day,
  now: new Date(`${today}T09:00:00Z`),
  may: options.may ?? (() => true),
})
