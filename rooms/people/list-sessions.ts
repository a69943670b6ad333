import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { PeopleTables } from './people.tables.ts'
import { hashOf } from './secret.ts'
import { isSessionAlive, isTokenAlive, type Method, type Waiting } from './session.rules.ts'

const people = (db: Db) => tablesOf<PeopleTables>(db)

export type SignedIn = {
  readonly id: string
  readonly method: Method
  /** In words; '' for a session older than the noting of them. */
  readonly device: string
  readonly since: Date
  readonly used: Date
  /** Whether it is that of the cookie that was given. */
  readonly here: boolean
}

/** Where a person is signed in now, the latest used first. */
export async function listSessions(
  db: Db,
  person: string,
  now: Date,
  cookie?: string,
): Promise<SignedIn[]> {
  const rows = await people(db)
    .selectFrom('people.sessions')
    .selectAll()
    .where('person_id', '=', person)
    .where('waits_for', 'is', null)
    .orderBy('used_at', 'desc')
    .orderBy('id')
    .execute()
  const here = cookie === undefined ? '' : hashOf(cookie)
  return rows
    .filter(row => isSessionAlive(row, now))
    .map(row => ({
      id: row.id,
      method: row.method,
      device: row.device,
      since: row.created_at,
      used: row.used_at,
      here: row.token_hash === here,
    }))
}

export type TokenInUse = {
  readonly id: string
  readonly since: Date
  readonly used: Date | null
  readonly until: Date
}

/** The bearer tokens of a person that hold now, the newest first. */
export async function listTokens(db: Db, person: string, now: Date): Promise<TokenInUse[]> {
  const rows = await people(db)
    .selectFrom('people.tokens')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows
    .filter(row => isTokenAlive({ ...row, used_at: row.used_at ?? row.created_at }, now))
    .map(row => ({ id: row.id, since: row.created_at, used: row.used_at, until: row.expires_at }))
}

/** A session as its own cookie finds it: whole, or waiting for its second step. */
export type OwnSession = {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly method: Method
  readonly device: string
  readonly since: Date
  readonly waitsFor: Waiting | null
  readonly onward: string
}

/** The session of a cookie that is alive, also one that still waits; of nobody who was removed. */
export async function readSession(
  db: Db,
  cookie: string | undefined,
  now: Date,
): Promise<OwnSession | undefined> {
  if (!cookie) return undefined
  const row = await people(db)
    .selectFrom('people.sessions')
    .innerJoin('people.persons', 'people.persons.id', 'person_id')
    .selectAll('people.sessions')
    .select('name')
    .where('token_hash', '=', hashOf(cookie))
    .where('removed_on', 'is', null)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  if (!row || !isSessionAlive(row, now)) return undefined
  return {
    id: row.id,
    person: row.person_id,
    name: row.name,
    method: row.method,
    device: row.device,
    since: row.created_at,
    waitsFor: row.waits_for,
    onward: row.onward,
  }
}
