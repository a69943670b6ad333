import { createHash, timingSafeEqual } from 'node:crypto'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { done, type Outcome, type Refusal, refused } from '../../platform/outcome.ts'
import { ownPath } from './own-path.rules.ts'
import type { PeopleTables } from './people.tables.ts'
import type { Ties } from './provider.ts'
import { hashOf, newSecret } from './secret.ts'
import { holdsNow } from './session.rules.ts'

/** So long may a person take at their organisation's sign-in. */
const FLOW_MINUTES = 15

/** In which the browser keeps the secret of its way to an organisation's sign-in and back. */
export const FLOW_COOKIE = 'goldthread-way'

/**
 * State, nonce and PKCE verifier, each derived from the one secret that only this browser has,
 * so that nothing of them need be stored.
 */
export function tiesOf(secret: string): Ties {
  const derived = (use: string) =>
    createHash('sha256').update(`${use} ${secret}`).digest('base64url')
  return { state: derived('state'), nonce: derived('nonce'), verifier: derived('verifier') }
}

/** Notes the beginning of a way; answers with the secret for the cookie. */
export async function beginFlow(
  db: Db,
  { provider, onward }: { readonly provider: string; readonly onward: string },
  now: Date,
): Promise<string> {
  const secret = newSecret()
  await tablesOf<PeopleTables>(db)
    .insertInto('people.sign_in_flows')
    .values({
      flow_hash: hashOf(secret),
      provider,
      onward: ownPath(onward),
      begun_at: now,
      expires_at: new Date(now.getTime() + FLOW_MINUTES * 60_000),
    })
    .execute()
  return secret
}

/**
 * Spends the way on which somebody comes back; answers where they were going. Refuses one that
 * this browser did not begin, that it began with another provider, that was spent, or that
 * took too long. A state that is not this browser's spends nothing: somebody else wrote it.
 */
export async function spendFlow(
  db: Db,
  {
    secret,
    provider,
    state,
  }: { readonly secret: string | undefined; readonly provider: string; readonly state: string },
  now: Date,
): Promise<Outcome<string>> {
  if (!secret || !isSame(state, tiesOf(secret).state)) return refused(notBegun)
  const flow = await tablesOf<PeopleTables>(db)
    .deleteFrom('people.sign_in_flows')
    .where('flow_hash', '=', hashOf(secret))
    .where('provider', '=', provider)
    .returningAll()
    .executeTakeFirst()
  if (!flow) return refused(notBegun)
  if (!holdsNow(flow.begun_at, flow.expires_at, now)) return refused(tooLong)
  return done(flow.onward)
}

const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

const notBegun: Refusal = {
  code: 'way-unknown',
  message:
    'This sign-in was not begun in this browser, was begun again since, or was used already. Begin again.',
}
const tooLong: Refusal = {
  code: 'way-too-long',
  message: `This sign-in took longer than ${FLOW_MINUTES} minutes. Begin again.`,
}
