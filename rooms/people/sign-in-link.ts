import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import { done, type Outcome, type Refusal, refused } from '../../platform/outcome.ts'
import { inTransaction, recorded, verb } from '../../platform/record/verb.ts'
import { beginSession } from './identify.ts'
import type { PeopleTables } from './people.tables.ts'
import { type Person, readPerson } from './read-person.ts'
import { hashOf, newSecret } from './secret.ts'

const LINK_MINUTES = 15

/** The address that a person is given. */
export const signInAddress = (site: string, key: string) =>
  `${site}/sign-in?key=${encodeURIComponent(key)}`

/**
 * Makes the key of a link that signs a person in, once, within fifteen minutes.
 * The journal says that one was made and for whom; only the key's hash is kept.
 * Refuses a person who was removed.
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
    const key = newSecret()
    const expires = new Date(acting.now.getTime() + LINK_MINUTES * 60_000)
    await links(tx)
      .insertInto('people.sign_in_links')
      .values({ link_hash: hashOf(key), person_id: id, expires_at: expires, used_at: null })
      .execute()
    return recorded({
      value: key,
      subject: { kind: 'person', id },
      after: { signInLink: 'made', until: expires.toISOString() },
    })
  },
})

/** Whom a link would sign in, or why it signs nobody in. Spends nothing. */
export async function readSignInLink(db: Db, key: string, now: Date): Promise<Outcome<Person>> {
  const link = await links(db)
    .selectFrom('people.sign_in_links')
    .innerJoin('people.persons', 'id', 'person_id')
    .select(['id', 'name', 'position', 'expires_at', 'used_at'])
    .where('link_hash', '=', hashOf(key))
    .where('removed_on', 'is', null)
    .executeTakeFirst()
  if (!link) return refused(unknown)
  if (link.used_at !== null) return refused(used)
  if (link.expires_at <= now) return refused(expired)
  return done({ id: link.id, name: link.name, position: link.position })
}

/**
 * Spends a link and begins a session; answers with the cookie's value. Refuses a
 * link that was used, ran out, or is not known here.
 */
export const signInByLink = (db: Db, key: string, now: Date): Promise<Outcome<string>> =>
  inTransaction(db, async tx => {
    const person = await readSignInLink(tx, key, now)
    if (!person.ok) return person
    const spent = await links(tx)
      .updateTable('people.sign_in_links')
      .set({ used_at: now })
      .where('link_hash', '=', hashOf(key))
      .where('used_at', 'is', null)
      .executeTakeFirst()
    // Somebody else may have pressed the button between the two.
    if (spent.numUpdatedRows === 0n) return refused(used)
    return done(await beginSession(tx, person.value.id, new Date()))
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
