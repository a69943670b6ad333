import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import { done, type Outcome, type Refusal, refused } from '../../platform/outcome.ts'
import { inTransaction, recorded, verb } from '../../platform/record/verb.ts'
import type { PeopleTables } from './people.tables.ts'
import { type Person, readPerson } from './read-person.ts'
import { hashOf, newSecret } from './secret.ts'
import { holdsNow, type Method } from './session.rules.ts'
import { tellOfAccess } from './tell-of-access.ts'

const LINK_MINUTES = 15

/** The address that a person is given. */
export const signInAddress = (site: string, key: string) =>
  `${site}/sign-in?key=${encodeURIComponent(key)}`

export type NewLink = {
  readonly person: string
  readonly madeBy: 'administrator' | 'letter'
  readonly onward?: string
}

/** Keeps the hash of a new link that holds for fifteen minutes; answers with its key and end. */
export async function insertSignInLink(
  tx: Tx,
  { person, madeBy, onward = '/work' }: NewLink,
  now: Date,
): Promise<{ readonly key: string; readonly until: Date }> {
  const key = newSecret()
  const until = new Date(now.getTime() + LINK_MINUTES * 60_000)
  await links(tx)
    .insertInto('people.sign_in_links')
    .values({
      link_hash: hashOf(key),
      person_id: person,
      made_at: now,
      expires_at: until,
      used_at: null,
      made_by: madeBy,
      onward,
    })
    .execute()
  return { key, until }
}

/**
 * Makes the key of a link that signs a person in, once, within fifteen minutes, and lets who
 * lost their passkeys make another. The journal says that one was made and for whom, and a
 * letter says so to them; only the key's hash is kept. Refuses a person who was removed.
 */
export const makeSignInLink = verb<{ readonly person: string }, string>({
  name: 'people.make-sign-in-link',
  permission: 'administer people',
  scope: () => null,
  act: async (tx, { person: id }, acting) => {
    const person = await readPerson(tx, id)
    if (await isRemoved(tx, id))
      return refused({
        code: 'person-removed',
        field: 'person',
        message: `${person.name} was removed from the lists and cannot sign in.`,
      })
    const { key, until } = await insertSignInLink(
      tx,
      { person: id, madeBy: 'administrator' },
      acting.now,
    )
    await tellOfAccess(
      tx,
      id,
      'A link was made with which you can sign in to the record. It is handed to you by whoever made it.',
      acting.now,
    )
    return recorded({
      value: key,
      subject: { kind: 'person', id },
      after: { signInLink: 'made', until: until.toISOString() },
    })
  },
})

/** Whom a link would sign in, or why it signs nobody in. Spends nothing. */
export async function readSignInLink(db: Db, key: string, now: Date): Promise<Outcome<Person>> {
  const link = await links(db)
    .selectFrom('people.sign_in_links')
    .innerJoin('people.persons', 'id', 'person_id')
    .select(['id', 'name', 'position', 'made_at', 'expires_at', 'used_at'])
    .where('link_hash', '=', hashOf(key))
    .where('removed_on', 'is', null)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  if (!link) return refused(unknown)
  if (link.used_at !== null) return refused(used)
  if (!holdsNow(link.made_at, link.expires_at, now)) return refused(expired)
  return done({ id: link.id, name: link.name, position: link.position })
}

export type Spent = { readonly person: string; readonly method: Method; readonly onward: string }

/** Spends a link; answers for whom it was. Refuses a link that was used, ran out, or is not known here. */
export const spendLink = (db: Db, key: string, now: Date): Promise<Outcome<Spent>> =>
  inTransaction(db, async tx => {
    const person = await readSignInLink(tx, key, now)
    if (!person.ok) return person
    const spent = await links(tx)
      .updateTable('people.sign_in_links')
      .set({ used_at: now })
      .where('link_hash', '=', hashOf(key))
      .where('used_at', 'is', null)
      .returning(['person_id', 'made_by', 'onward'])
      .executeTakeFirst()
    // Somebody else may have pressed the button between the two.
    if (!spent) return refused(used)
    return done({
      person: spent.person_id,
      method: spent.made_by === 'letter' ? 'letter' : 'link',
      onward: spent.onward,
    })
  })

const links = (db: Db) => tablesOf<PeopleTables>(db)

const isRemoved = async (tx: Tx, id: string) =>
  (await links(tx)
    .selectFrom('people.persons')
    .select('id')
    .where('id', '=', id)
    .where('removed_on', 'is not', null)
    .executeTakeFirst()) !== undefined

const unknown: Refusal = {
  code: 'link-unknown',
  message:
    'This link is not known here. Check that the whole of it was copied, or ask for another.',
}
const used: Refusal = {
  code: 'link-used',
  message: 'This link was used already. Each works once: ask for another.',
}
const expired: Refusal = {
  code: 'link-expired',
  message: `This link has run out: each holds for ${LINK_MINUTES} minutes. Ask for another.`,
}
