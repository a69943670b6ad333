import { randomUUID } from 'node:crypto'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { done, type Outcome, type Refusal, refused } from '../../platform/outcome.ts'
import { type Acting, recorded, verb } from '../../platform/record/verb.ts'
import type { ProviderSettings } from '../../platform/sign-in-settings.ts'
import { findByEmail } from './find-by-email.ts'
import type { PeopleTables } from './people.tables.ts'
import { everybodyMay } from './permissions.rules.ts'
import type { Account } from './provider.ts'
import { readPerson } from './read-person.ts'
import { tellOfAccess } from './tell-of-access.ts'

const people = (db: Db) => tablesOf<PeopleTables>(db)

export type Binding = {
  readonly account: Account
  readonly provider: Pick<ProviderSettings, 'name' | 'domains'>
}

/** Why an organisation's word on an address is not taken. */
export function reasonsAgainstAddress({ account, provider }: Binding): Refusal[] {
  const { email, emailVerified } = account
  if (email === '')
    return [
      {
        code: 'no-address',
        message: `${provider.name} did not say which e-mail address is yours. Ask whoever runs its sign-in to let this record see it.`,
      },
    ]
  if (!emailVerified)
    return [
      {
        code: 'address-unverified',
        message: `${provider.name} has not verified your e-mail address. Ask whoever runs its sign-in to do that, then begin again.`,
      },
    ]
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  if (provider.domains.length > 0 && !provider.domains.includes(domain))
    return [
      {
        code: 'address-of-another',
        message: `${provider.name} may not speak for addresses at ${domain}. Sign in with the organisation whose address that is, or by e-mail.`,
      },
    ]
  return []
}

/**
 * Binds an account at an organisation's sign-in to the person whose recorded address it has.
 * From then on it is the account that counts, whatever its address. Acted by that person:
 * see `personOfAccount`. Refuses an address that is not verified, not the organisation's, not
 * the person's or also somebody else's, and a second account at the same organisation.
 */
export const bindIdentity = verb<Binding, string>({
  name: 'people.bind-identity',
  permission: 'look after one’s own sign-in',
  scope: () => null,
  act: async (tx, binding, { person, now }) => {
    const against = reasonsAgainstAddress(binding)
    if (against.length > 0) return refused(...against)
    const holder = await readPerson(tx, person ?? '')
    const found = await findByEmail(tx, binding.account.email)
    if (found.length !== 1 || found[0] !== holder.id) return refused(unknown)
    const id = randomUUID()
    const { numInsertedOrUpdatedRows } = await people(tx)
      .insertInto('people.identities')
      .values({
        id,
        person_id: holder.id,
        issuer: binding.account.issuer,
        subject: binding.account.subject,
        bound_at: now,
      })
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst()
    if (!numInsertedOrUpdatedRows)
      return refused({
        code: 'bound-already',
        message: `You signed in with another account of ${binding.provider.name} before. If it was replaced, ask whoever looks after people in this record to take the old one away.`,
      })
    await tellOfAccess(
      tx,
      holder.id,
      `You can now sign in to the record with ${binding.provider.name}.`,
      now,
    )
    return recorded({
      value: id,
      subject: { kind: 'person', id: holder.id },
      // Neither the address nor the account's own name, which are personal.
      after: { organisationSignIn: binding.provider.name, issuer: binding.account.issuer },
    })
  },
})

/**
 * Whose account this is: the person to whom it is bound, or, the first time, the one whose
 * recorded address it has. No account is made of nothing. Refuses as `bindIdentity` does.
 */
export async function personOfAccount(acting: Acting, binding: Binding): Promise<Outcome<string>> {
  const bound = await people(acting.db)
    .selectFrom('people.identities')
    .innerJoin('people.persons', 'people.persons.id', 'person_id')
    .select('person_id')
    .where('issuer', '=', binding.account.issuer)
    .where('subject', '=', binding.account.subject)
    .where('removed_on', 'is', null)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  if (bound) return done(bound.person_id)
  const against = reasonsAgainstAddress(binding)
  if (against.length > 0) return refused(...against)
  const [person, another] = await findByEmail(acting.db, binding.account.email)
  if (person === undefined) return refused(unknown)
  if (another !== undefined)
    return refused({
      code: 'address-of-two',
      message:
        'Your e-mail address is recorded for two people, so that we cannot tell who you are. Ask whoever looks after people in this record to put that right.',
    })
  const outcome = await bindIdentity({ ...acting, person, may: everybodyMay }, binding)
  return outcome.ok ? done(person) : outcome
}

const unknown: Refusal = {
  code: 'address-unknown',
  message:
    'Nobody in this record has your e-mail address. Ask whoever looks after people here, usually the governance team, to add you or to correct your address. No account was made.',
}

export type Bound = { readonly id: string; readonly issuer: string; readonly boundAt: Date }

/** The accounts that are bound to a person, the oldest first. */
export const listIdentities = (db: Db, person: string): Promise<Bound[]> =>
  people(db)
    .selectFrom('people.identities')
    .select(['id', 'issuer', 'bound_at as boundAt'])
    .where('person_id', '=', person)
    .orderBy('bound_at')
    .orderBy('id')
    .execute()

/** Takes away an account that is bound to a person, and ends their sessions. Refuses one that is gone. */
export const unbindIdentity = verb<{ readonly person: string; readonly identity: string }, string>({
  name: 'people.unbind-identity',
  permission: 'administer people',
  scope: () => null,
  act: async (tx, { person, identity }, { now }) => {
    await readPerson(tx, person)
    const taken = /^[0-9a-f-]{36}$/.test(identity)
      ? await people(tx)
          .deleteFrom('people.identities')
          .where('id', '=', identity)
          .where('person_id', '=', person)
          .returning('issuer')
          .executeTakeFirst()
      : undefined
    if (!taken)
      return refused({ code: 'identity-gone', message: 'That account was taken away before.' })
    await people(tx).deleteFrom('people.sessions').where('person_id', '=', person).execute()
    await tellOfAccess(
      tx,
      person,
      'Your account at your organisation’s sign-in no longer signs you in to the record. It is bound anew when you next use it, by your e-mail address.',
      now,
    )
    return recorded({
      value: identity,
      subject: { kind: 'person', id: person },
      before: { issuer: taken.issuer },
      after: { organisationSignIn: 'taken away' },
    })
  },
})
