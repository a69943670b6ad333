import { randomBytes } from 'node:crypto'
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

/**
 * An empty, migrated record of its own for one test file, on the server under
 * test; closed when the file is done.
 */
export async function freshRecord(): Promise<TestRecord> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const at = (database: string) => inject('databaseUrl').replace('NAME', database)
  await createDatabase(at('postgres'), name, TEMPLATE)
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
