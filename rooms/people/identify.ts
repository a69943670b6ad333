import { type Db, isDiskFull, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Credentials } from '../../platform/http/credentials.ts'
import type { Viewer } from '../../platform/http/page.ts'
import { listGrants } from './list-grants.ts'
import type { PeopleTables } from './people.tables.ts'
import { everybodyMay, mayDo, scopesWhere } from './permissions.rules.ts'
import { hashOf, newSecret } from './secret.ts'
import {
  isSessionAlive,
  isTokenAlive,
  isUseToNote,
  type Method,
  sessionEnd,
  TOKEN_DAYS,
  type Waiting,
} from './session.rules.ts'

const people = (db: Db) => tablesOf<PeopleTables>(db)

/**
 * Who holds this session cookie or bearer token, and what they may do on the
 * day. Null for one that is unknown, out of time, left alone for too long or still
 * waiting for its second step, and for a person since removed. Only the hash is kept.
 */
export async function identify(
  db: Db,
  credentials: Credentials,
  today: Day,
  now: Date,
): Promise<Viewer | null> {
  const person = credentials.bearer
    ? await holderOfToken(db, credentials.bearer, now)
    : credentials.session
      ? await holderOfSession(db, credentials.session, now)
      : null
  if (!person) return null
  const grants = await listGrants(db, person.id, today)
  return {
    person: person.id,
    name: person.name,
    position: person.position,
    may: (permission, scope) => everybodyMay(permission) || mayDo(grants, permission, scope),
    mayAnywhere: permission =>
      everybodyMay(permission) || scopesWhere(grants, permission).length > 0,
    scopesOf: permission => scopesWhere(grants, permission),
  }
}

const holderOfSession = async (db: Db, secret: string, now: Date) => {
  const session = await people(db)
    .selectFrom('people.sessions')
    .innerJoin('people.persons', 'people.persons.id', 'person_id')
    .select(['people.persons.id', 'name', 'position', 'created_at', 'used_at', 'expires_at'])
    .where('token_hash', '=', hashOf(secret))
    .where('waits_for', 'is', null)
    .where('removed_on', 'is', null)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  if (!session || !isSessionAlive(session, now)) return null
  if (isUseToNote(session.used_at, now)) await noteUse(db, 'people.sessions', secret, now)
  return session
}

const holderOfToken = async (db: Db, secret: string, now: Date) => {
  const token = await people(db)
    .selectFrom('people.tokens')
    .innerJoin('people.persons', 'people.persons.id', 'person_id')
    .select(['people.persons.id', 'name', 'position', 'created_at', 'used_at', 'expires_at'])
    .where('token_hash', '=', hashOf(secret))
    .where('removed_on', 'is', null)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  if (!token) return null
  const usedAt = token.used_at ?? token.created_at
  if (!isTokenAlive({ ...token, used_at: usedAt }, now)) return null
  if (token.used_at === null || isUseToNote(usedAt, now))
    await noteUse(db, 'people.tokens', secret, now)
  return token
}

/** Where the disk is full the record can still be read, so that this must not fail. */
const noteUse = async (
  db: Db,
  table: 'people.sessions' | 'people.tokens',
  secret: string,
  now: Date,
) => {
  try {
    await people(db)
      .updateTable(table)
      .set({ used_at: now })
      .where('token_hash', '=', hashOf(secret))
      .execute()
  } catch (fault) {
    if (!isDiskFull(fault)) throw fault
  }
}

export type Beginning = {
  readonly method: Method
  /** In words, as `deviceInWords` says it. */
  readonly device: string
  readonly waitsFor?: Waiting
  /** Where to go once nothing is waited for. */
  readonly onward?: string
}

/** Begins a session under a secret that is new with it; answers with the cookie's value. */
export async function beginSession(
  db: Db,
  person: string,
  now: Date,
  { method, device, waitsFor, onward = '/work' }: Beginning = { method: 'link', device: '' },
): Promise<string> {
  const secret = newSecret()
  await people(db)
    .insertInto('people.sessions')
    .values({
      token_hash: hashOf(secret),
      person_id: person,
      method,
      device,
      created_at: now,
      used_at: now,
      expires_at: sessionEnd(now, waitsFor !== undefined),
      waits_for: waitsFor ?? null,
      onward,
    })
    .execute()
  return secret
}

/** Makes a bearer token for the API that holds for ninety days; it is shown once. */
export async function issueToken(db: Db, person: string, now: Date): Promise<string> {
  const secret = newSecret()
  await people(db)
    .insertInto('people.tokens')
    .values({
      token_hash: hashOf(secret),
      person_id: person,
      created_at: now,
      used_at: null,
      expires_at: new Date(now.getTime() + TOKEN_DAYS * 24 * 3_600_000),
    })
    .execute()
  return secret
}

/** Ends the session at once. */
export const endSession = (db: Db, secret: string) =>
  people(db).deleteFrom('people.sessions').where('token_hash', '=', hashOf(secret)).execute()
