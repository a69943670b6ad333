import type { Db } from '../../platform/database/database.ts'
import { SESSION_COOKIE } from '../../platform/http/credentials.ts'
import type { Visit } from '../../platform/http/page.ts'
import { done, type Outcome, refused } from '../../platform/outcome.ts'
import { canHavePasskeys } from '../../platform/sign-in-settings.ts'
import { deviceInWords } from './device.rules.ts'
import { beginSession, endSession } from './identify.ts'
import { listGrants } from './list-grants.ts'
import { countPasskeys } from './list-passkeys.ts'
import { mustHavePasskey, stillToCome } from './second-factor.rules.ts'
import type { Method } from './session.rules.ts'

export const SECOND_STEP = '/sign-in/passkey'
export const FIRST_PASSKEY = '/sign-in/new-passkey'

type Entering = Pick<Visit, 'settings' | 'today' | 'device' | 'cookie' | 'setCookie'>

/** Whether this person must have a passkey, here and today. */
export const mustHave = async (db: Db, visit: Pick<Visit, 'settings' | 'today'>, person: string) =>
  mustHavePasskey(
    await listGrants(db, person, visit.today),
    canHavePasskeys(visit.settings.url) ? visit.settings.passkeysFrom : null,
    visit.today,
  )

/** What is still to come for a person after the first step; see `stillToCome`. */
export const nextStep = async (
  db: Db,
  visit: Pick<Visit, 'settings' | 'today'>,
  person: string,
  method: Method,
) =>
  stillToCome({
    method,
    must: await mustHave(db, visit, person),
    ...(await countPasskeys(db, person)),
  })

/**
 * After the first step of signing in: begins a session under a new secret, whole or waiting
 * for the second step, in place of the one that the browser had. Answers with where to go on.
 * Refuses staff who lost their passkey and come without an administrator's link.
 */
export async function enter(
  db: Db,
  visit: Entering,
  { person, method, onward }: { person: string; method: Method; onward: string },
): Promise<Outcome<string>> {
  const next = await nextStep(db, visit, person, method)
  if (next === 'help')
    return refused({
      code: 'passkey-lost',
      message:
        'Your passkey was taken away, and your role needs one. Ask whoever looks after people in this record for a link with which you can make another.',
    })
  await startSession(db, visit, {
    person,
    method,
    onward,
    ...(next === null ? {} : { waitsFor: next }),
  })
  if (next === null) return done(onward)
  return done(next === 'passkey' ? SECOND_STEP : FIRST_PASSKEY)
}

/** Gives the browser a session under a new secret, and ends the one it had: nobody else can know the new one. */
export async function startSession(
  db: Db,
  visit: Pick<Entering, 'device' | 'cookie' | 'setCookie'>,
  {
    person,
    ...beginning
  }: { readonly person: string } & Omit<NonNullable<Parameters<typeof beginSession>[3]>, 'device'>,
): Promise<void> {
  const before = visit.cookie(SESSION_COOKIE)
  if (before) await endSession(db, before)
  const secret = await beginSession(db, person, new Date(), {
    ...beginning,
    device: deviceInWords(visit.device),
  })
  visit.setCookie(SESSION_COOKIE, secret)
}
