import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { type Db, isOutOfReach, tablesOf } from '../../platform/database/database.ts'
import { done, type Outcome, type Refusal, refused } from '../../platform/outcome.ts'
import type { Settings } from '../../platform/settings.ts'
import type { PeopleTables } from './people.tables.ts'
import { wasCopied } from './second-factor.rules.ts'
import { hashOf } from './secret.ts'
import { holdsNow } from './session.rules.ts'

const CHALLENGE_MINUTES = 5
/** A session asks again and again while pages are reloaded; only the latest few can be answered. */
const OPEN_CHALLENGES = 5

const people = (db: Db) => tablesOf<PeopleTables>(db)

/** Of which site a passkey is: the host of the public address. */
const siteOf = ({ url }: Pick<Settings, 'url'>) => ({
  rpID: new URL(url).hostname,
  origin: new URL(url).origin,
})

type Asked = { readonly session: string; readonly person: string; readonly now: Date }
type Purpose = PeopleTables['people.challenges']['purpose']

const rowsOf = (db: Db, person: string) =>
  people(db)
    .selectFrom('people.passkeys')
    .selectAll()
    .where('person_id', '=', person)
    .where('removed_at', 'is', null)
    .execute()

/** What the browser is asked to sign with one of the person's passkeys, as JSON. */
export async function askToSign(
  db: Db,
  settings: Pick<Settings, 'url'>,
  { session, person, now }: Asked,
): Promise<string> {
  const options = await generateAuthenticationOptions({
    rpID: siteOf(settings).rpID,
    userVerification: 'required',
    timeout: CHALLENGE_MINUTES * 60_000,
    allowCredentials: (await rowsOf(db, person)).map(row => ({
      id: row.credential_id,
      transports: row.transports as AuthenticatorTransport[],
    })),
  })
  await keepChallenge(db, session, 'sign in', options.challenge, now)
  return JSON.stringify(options)
}

/** What the browser is asked to make a passkey for, as JSON. */
export async function askToAdd(
  db: Db,
  settings: Pick<Settings, 'url'>,
  { session, person, now, name }: Asked & { readonly name: string },
): Promise<string> {
  const options = await generateRegistrationOptions({
    rpName: 'Goldthread',
    rpID: siteOf(settings).rpID,
    userID: new Uint8Array(Buffer.from(person.replaceAll('-', ''), 'hex')),
    userName: name,
    userDisplayName: name,
    attestationType: 'none',
    timeout: CHALLENGE_MINUTES * 60_000,
    excludeCredentials: (await rowsOf(db, person)).map(row => ({
      id: row.credential_id,
      transports: row.transports as AuthenticatorTransport[],
    })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  })
  await keepChallenge(db, session, 'add', options.challenge, now)
  return JSON.stringify(options)
}

async function keepChallenge(
  db: Db,
  session: string,
  purpose: Purpose,
  challenge: string,
  now: Date,
) {
  await people(db)
    .insertInto('people.challenges')
    .values({
      challenge_hash: hashOf(challenge),
      session_id: session,
      purpose,
      made_at: now,
      expires_at: new Date(now.getTime() + CHALLENGE_MINUTES * 60_000),
    })
    .execute()
  await people(db)
    .deleteFrom('people.challenges')
    .where('session_id', '=', session)
    .where('challenge_hash', 'not in', query =>
      query
        .selectFrom('people.challenges')
        .select('challenge_hash')
        .where('session_id', '=', session)
        .orderBy('made_at', 'desc')
        .orderBy('challenge_hash')
        .limit(OPEN_CHALLENGES),
    )
    .execute()
}

/** Whether this session was asked this, for this purpose, a short while ago; it is spent by asking. */
const spendChallenge =
  (db: Db, { session, now }: Asked, purpose: Purpose) =>
  async (challenge: string): Promise<boolean> => {
    const spent = await people(db)
      .deleteFrom('people.challenges')
      .where('challenge_hash', '=', hashOf(challenge))
      .where('session_id', '=', session)
      .where('purpose', '=', purpose)
      .returningAll()
      .executeTakeFirst()
    return spent !== undefined && holdsNow(spent.made_at, spent.expires_at, now)
  }

const unread: Refusal = {
  code: 'passkey-unread',
  message:
    'Your browser sent nothing from a passkey. Passkeys need a browser that is up to date and lets this site run its scripts.',
}
const untrue: Refusal = {
  code: 'passkey-untrue',
  message: 'That was not signed with one of your passkeys, or too late. Try again.',
}

/** Reads what the browser sent; undefined for anything else than an object with an id. */
function read<Answer extends { readonly id: string }>(text: string): Answer | undefined {
  try {
    const value = JSON.parse(text) as Answer | null
    return typeof value?.id === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

export type Signed = { readonly passkey: string; readonly name: string; readonly copied: boolean }

/**
 * Checks what the browser signed: the challenge was this session's and is spent, the site and
 * the person are right, the device knew its holder, and the signature is of the passkey's key.
 * `copied` where it is all that and the count of uses did not grow. Refuses everything else.
 */
export async function checkSigned(
  db: Db,
  settings: Pick<Settings, 'url'>,
  asked: Asked,
  answer: string,
): Promise<Outcome<Signed>> {
  const response = read<AuthenticationResponseJSON>(answer)
  if (!response) return refused(unread)
  const passkey = (await rowsOf(db, asked.person)).find(row => row.credential_id === response.id)
  const { rpID, origin } = siteOf(settings)
  const checked = await verifyAuthenticationResponse({
    response,
    expectedChallenge: spendChallenge(db, asked, 'sign in'),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: {
      id: passkey?.credential_id ?? '',
      publicKey: new Uint8Array(passkey?.public_key ?? []),
      // Held against ours below, once the signature is known to be right: whoever has no
      // passkey could otherwise have one taken away for being copied.
      counter: 0,
    },
  }).catch(refuseUnlessOurs)
  if (!passkey || !checked?.verified) return refused(untrue)
  const { newCounter } = checked.authenticationInfo
  const noted = await people(db)
    .updateTable('people.passkeys')
    .set({ counter: newCounter, used_at: asked.now })
    .where('id', '=', passkey.id)
    .where('removed_at', 'is', null)
    .where(where =>
      where.or([
        where('counter', '<', newCounter),
        where.and([where('counter', '=', 0), where.val(newCounter === 0)]),
      ]),
    )
    .executeTakeFirst()
  const copied = noted.numUpdatedRows === 0n || wasCopied(passkey.counter, newCounter)
  return done({ passkey: passkey.id, name: passkey.name, copied })
}

export type MadePasskey = {
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly transports: readonly string[]
  readonly counter: number
}

/** Checks a passkey that the browser made, in the same way. */
export async function checkMade(
  db: Db,
  settings: Pick<Settings, 'url'>,
  asked: Asked,
  answer: string,
): Promise<Outcome<MadePasskey>> {
  const response = read<RegistrationResponseJSON>(answer)
  if (!response) return refused(unread)
  const { rpID, origin } = siteOf(settings)
  const checked = await verifyRegistrationResponse({
    response,
    expectedChallenge: spendChallenge(db, asked, 'add'),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch(refuseUnlessOurs)
  if (!checked?.verified || !checked.registrationInfo) return refused(untrue)
  const { credential } = checked.registrationInfo
  return done({
    credentialId: credential.id,
    publicKey: credential.publicKey,
    transports: (credential.transports ?? []).filter(text => /^[a-z-]{1,20}$/.test(text)),
    counter: credential.counter,
  })
}

/**
 * The library throws a sentence for each thing that is not as it should be; the person needs
 * none of them. A fault of the database is still a fault.
 */
function refuseUnlessOurs(fault: unknown): undefined {
  if (isOutOfReach(fault) || (fault instanceof Error && 'severity' in fault)) throw fault
  return undefined
}
