import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Credentials } from '../../platform/http/credentials.ts'
import type { Viewer } from '../../platform/http/page.ts'
import { listGrants } from './list-grants.ts'
import type { PeopleTables } from './people.tables.ts'
import { mayDo, scopesWhere } from './permissions.rules.ts'
import { hashOf, newSecret } from './secret.ts'

const SESSION_HOURS = 12
const TOKEN_DAYS = 90

/**
 * Who holds this session cookie or bearer token, and what they may do on the
 * day. Null for a token that is unknown or out of time, and for a person since
 * removed. Only the token's hash is kept.
 */
export async function identify(
  db: Db,
  credentials: Credentials,
  today: Day,
  now: Date,
): Promise<Viewer | null> {
  const token = credentials.bearer ?? credentials.session
  if (!token) return null
  const table = credentials.bearer ? 'people.tokens' : 'people.sessions'
  const person = await tablesOf<PeopleTables>(db)
    .selectFrom(table)
    .innerJoin('people.persons', 'people.persons.id', `${table}.person_id`)
    .select(['people.persons.id', 'name', 'position'])
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now)
    .where('removed_on', 'is', null)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  if (!person) return null
  const grants = await listGrants(db, person.id, today)
  return {
    person: person.id,
    name: person.name,
    position: person.position,
    may: (permission, scope) => mayDo(grants, permission, scope),
    mayAnywhere: permission => scopesWhere(grants, permission).length > 0,
    scopesOf: permission => scopesWhere(grants, permission),
  }
}

const keep = async (
  db: Db,
  table: 'people.sessions' | 'people.tokens',
  person: string,
  now: Date,
  hours: number,
) => {
  const token = newSecret()
  await tablesOf<PeopleTables>(db)
    .insertInto(table)
    .values({
      token_hash: hashOf(token),
      person_id: person,
      created_at: now,
      expires_at: new Date(now.getTime() + hours * 3_600_000),
    })
    .execute()
  return token
}

/** Begins a session of twelve hours; answers with the cookie's value. */
export const beginSession = (db: Db, person: string, now: Date) =>
  keep(db, 'people.sessions', person, now, SESSION_HOURS)

/** Makes a bearer token for the API that holds for ninety days; it is shown once. */
export const issueToken = (db: Db, person: string, now: Date) =>
  keep(db, 'people.tokens', person, now, TOKEN_DAYS * 24)

/** Ends the session at once. */
export const endSession = (db: Db, token: string) =>
  tablesOf<PeopleTables>(db)
    .deleteFrom('people.sessions')
    .where('token_hash', '=', hashOf(token))
    .execute()
