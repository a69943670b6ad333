import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import { type Outcome, refused } from '../../platform/outcome.ts'
import { type Recorded, recorded, verb } from '../../platform/record/verb.ts'
import type { PeopleTables } from './people.tables.ts'
import { readPerson } from './read-person.ts'

const people = (db: Db) => tablesOf<PeopleTables>(db)

const isId = (text: string) => /^[0-9a-f-]{36}$/.test(text)
const over = { code: 'session-over', message: 'That has ended already.' }

export type Ending = {
  readonly person: string
  /** One of them by its id; every session, or every one but this, where it is left out. */
  readonly session?: string
  readonly except?: string
}

/** Ends sessions, and with all of them whatever was begun and waits for its second step. */
async function end(
  tx: Tx,
  { person, session, except }: Ending,
): Promise<Outcome<Recorded<number>>> {
  await readPerson(tx, person)
  if (session !== undefined && !isId(session)) return refused(over)
  const { numDeletedRows } = await people(tx)
    .deleteFrom('people.sessions')
    .where('person_id', '=', person)
    .$if(session !== undefined, query => query.where('id', '=', session ?? ''))
    .$if(except !== undefined, query => query.where('id', '!=', except ?? ''))
    .executeTakeFirst()
  const ended = Number(numDeletedRows)
  if (ended === 0) return refused(over)
  return recorded({
    value: ended,
    subject: { kind: 'person', id: person },
    after: { sessionsEnded: ended },
  })
}

/** Ends sessions of a person: somebody who looks after people does it. */
export const endSessions = verb<Ending, number>({
  name: 'people.end-sessions',
  permission: 'administer people',
  scope: () => null,
  act: end,
})

/** Ends one's own sessions. */
export const endOwnSessions = verb<Omit<Ending, 'person'>, number>({
  name: 'people.end-own-sessions',
  permission: 'look after one’s own sign-in',
  scope: () => null,
  act: (tx, ending, { person }) => end(tx, { ...ending, person: person ?? '' }),
})

type TokenEnding = { readonly person: string; readonly token: string }

async function endToken(
  tx: Tx,
  { person, token }: TokenEnding,
): Promise<Outcome<Recorded<string>>> {
  const tokenOver = { code: 'token-over', message: 'That token has ended already.' }
  if (!isId(token)) return refused(tokenOver)
  const { numDeletedRows } = await people(tx)
    .deleteFrom('people.tokens')
    .where('person_id', '=', person)
    .where('id', '=', token)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return refused(tokenOver)
  return recorded({
    value: token,
    subject: { kind: 'person', id: person },
    after: { tokensEnded: 1 },
  })
}

/** Ends a bearer token of a person. */
export const endTokenOf = verb<TokenEnding, string>({
  name: 'people.end-token',
  permission: 'administer people',
  scope: () => null,
  act: endToken,
})

/** Ends a bearer token of one's own. */
export const endOwnToken = verb<Omit<TokenEnding, 'person'>, string>({
  name: 'people.end-own-token',
  permission: 'look after one’s own sign-in',
  scope: () => null,
  act: (tx, { token }, { person }) => endToken(tx, { person: person ?? '', token }),
})
