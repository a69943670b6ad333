import { randomUUID } from 'node:crypto'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import { type Outcome, refused } from '../../platform/outcome.ts'
import { type Recorded, recorded, verb } from '../../platform/record/verb.ts'
import type { MadePasskey } from './passkeys.ts'
import type { PeopleTables } from './people.tables.ts'
import { readPerson } from './read-person.ts'
import { tellOfAccess } from './tell-of-access.ts'

const people = (db: Db) => tablesOf<PeopleTables>(db)

const LONGEST_NAME = 60
const MOST = 10

export type NewPasskey = { readonly name: string; readonly made: MadePasskey }

/**
 * Adds a passkey to one's own, by a name to know it by, once it is known to be sound
 * (`checkMade`). Half-way sign-ins end: they were begun before it was needed. Refuses a name
 * that is blank, long or used for another, an eleventh passkey, and one that is known here.
 */
export const addPasskey = verb<NewPasskey, string>({
  name: 'people.add-passkey',
  permission: 'look after one’s own sign-in',
  scope: () => null,
  act: async (tx, { name: typed, made }, { person, now }) => {
    const name = typed.trim()
    const refuse = (code: string, message: string) => refused({ code, field: 'name', message })
    const holder = await readPerson(tx, person ?? '')
    if (name === '') return refuse('name-missing', 'Give the passkey a name to know it by.')
    if (name.length > LONGEST_NAME)
      return refuse('name-long', `Give it a name of ${LONGEST_NAME} letters at most.`)
    await holdPerson(tx, holder.id)
    const own = await people(tx)
      .selectFrom('people.passkeys')
      .select('name')
      .where('person_id', '=', holder.id)
      .where('removed_at', 'is', null)
      .execute()
    if (own.some(other => other.name.toLowerCase() === name.toLowerCase()))
      return refuse('name-used', 'You have another passkey of that name.')
    if (own.length >= MOST)
      return refuse('many-passkeys', `You have ${MOST} passkeys. Remove one that you do not use.`)
    const id = randomUUID()
    const { numInsertedOrUpdatedRows } = await people(tx)
      .insertInto('people.passkeys')
      .values({
        id,
        person_id: holder.id,
        credential_id: made.credentialId,
        public_key: Buffer.from(made.publicKey),
        name,
        transports: [...made.transports],
        counter: made.counter,
        made_at: now,
        used_at: null,
        removed_at: null,
      })
      .onConflict(conflict => conflict.column('credential_id').doNothing())
      .executeTakeFirst()
    if (!numInsertedOrUpdatedRows)
      return refuse('passkey-known', 'That passkey is known here already. Make another.')
    await people(tx)
      .deleteFrom('people.sessions')
      .where('person_id', '=', holder.id)
      .where('waits_for', 'is not', null)
      .execute()
    await tellOfAccess(tx, holder.id, `The passkey “${name}” was added to your account.`, now)
    return recorded({
      value: id,
      subject: { kind: 'person', id: holder.id },
      after: { passkey: name, change: 'added' },
    })
  },
})

type Taking = { readonly person: string; readonly passkey: string; readonly why: string }

/** Of two acts on one person's passkeys the second waits, and sees what the first did. */
export const holdPerson = (tx: Tx, person: string) =>
  people(tx)
    .selectFrom('people.persons')
    .select('id')
    .where('id', '=', person)
    .forUpdate()
    .executeTakeFirst()

async function takeAway(
  tx: Tx,
  { person, passkey, why }: Taking,
  now: Date,
): Promise<Outcome<Recorded<string>>> {
  const taken = /^[0-9a-f-]{36}$/.test(passkey)
    ? await people(tx)
        .updateTable('people.passkeys')
        .set({ removed_at: now })
        .where('id', '=', passkey)
        .where('person_id', '=', person)
        .where('removed_at', 'is', null)
        .returning('name')
        .executeTakeFirst()
    : undefined
  if (!taken) return refused({ code: 'passkey-gone', message: 'That passkey was removed before.' })
  await tellOfAccess(
    tx,
    person,
    `The passkey “${taken.name}” was taken from your account: ${why}.`,
    now,
  )
  return recorded({
    value: passkey,
    subject: { kind: 'person', id: person },
    before: { passkey: taken.name },
    after: { passkey: taken.name, change: 'removed', why },
  })
}

/**
 * Removes one of one's own passkeys. Refuses the last one of somebody who must have one:
 * they could not sign in again.
 */
export const removeOwnPasskey = verb<{ readonly passkey: string; readonly must: boolean }, string>({
  name: 'people.remove-own-passkey',
  permission: 'look after one’s own sign-in',
  scope: () => null,
  act: async (tx, { passkey, must }, { person, now }) => {
    const holder = person ?? ''
    await holdPerson(tx, holder)
    const own = await people(tx)
      .selectFrom('people.passkeys')
      .select('id')
      .where('person_id', '=', holder)
      .where('removed_at', 'is', null)
      .execute()
    if (must && own.length === 1 && own[0]?.id === passkey)
      return refused({
        code: 'last-passkey',
        message:
          'This is your only passkey, and your role needs one. Add another first, then remove this one.',
      })
    return takeAway(tx, { person: holder, passkey, why: 'you removed it' }, now)
  },
})

/** Whatever let the person in until now ends: whoever found the passkey may have used it. */
const shutOut = async (tx: Tx, person: string) => {
  await people(tx).deleteFrom('people.sessions').where('person_id', '=', person).execute()
  await people(tx)
    .deleteFrom('people.sign_in_links')
    .where('person_id', '=', person)
    .where('used_at', 'is', null)
    .execute()
}

/**
 * Takes away a passkey that a person lost, and ends their sessions and links. They make another
 * with a link that an administrator makes.
 */
export const takePasskeyAway = verb<{ readonly person: string; readonly passkey: string }, string>({
  name: 'people.take-passkey-away',
  permission: 'administer people',
  scope: () => null,
  act: async (tx, { person, passkey }, { now }) => {
    await readPerson(tx, person)
    await shutOut(tx, person)
    return takeAway(tx, { person, passkey, why: 'an administrator took it away' }, now)
  },
})

/** Takes away a passkey whose count of uses ran backwards: two devices have its key (WebAuthn 6.1.1). */
export const withdrawCopiedPasskey = verb<{ readonly passkey: string }, string>({
  name: 'people.withdraw-copied-passkey',
  permission: 'look after one’s own sign-in',
  scope: () => null,
  act: async (tx, { passkey }, { person, now }) => {
    await shutOut(tx, person ?? '')
    return takeAway(tx, { person: person ?? '', passkey, why: 'it seems to have been copied' }, now)
  },
})
