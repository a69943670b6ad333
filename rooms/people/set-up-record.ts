import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import {
  lockInstallation,
  readInstallation,
  writeInstallation,
} from '../../platform/record/installation.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { grantRole } from './grant-role.ts'
import { isAdministered } from './people.records.ts'
import type { Person } from './read-person.ts'
import { recordPerson } from './record-person.ts'
import { hashOf, newSecret } from './secret.ts'

/**
 * Makes a key with which the record can be set up, in place of any before it;
 * null while somebody administers the record. Only its hash is kept.
 */
export async function offerSetUp(db: Db, today: Day): Promise<string | null> {
  if (await isAdministered(db, today)) return null
  const key = newSecret()
  await writeInstallation(db, 'set-up key', hashOf(key))
  return key
}

/** Whether this key still opens the set-up on a day. */
export const opensSetUp = async (db: Db, key: string, today: Day): Promise<boolean> =>
  (await readInstallation(db, 'set-up key')) === hashOf(key) && !(await isAdministered(db, today))

export type SetUp = {
  /** As `offerSetUp` made it. */
  readonly key: string
  /** The system or organisation, as residents know it. */
  readonly organisation: string
  readonly name: string
  /** Private; empty when it is not to be kept. */
  readonly email: string
}

/**
 * Names the record and gives it its first administrator, once; the key opens
 * nothing afterwards. Who holds the key is let in by it: call this as the
 * installation, with everything permitted.
 *
 * Refuses a key that is not the last one made, a record that somebody
 * administers, a blank name of either and an address without an @.
 */
export const setUpRecord = verb<SetUp, Person>({
  name: 'people.set-up-record',
  permission: 'administer people',
  scope: () => null,
  act: async (tx, { key, organisation, name, email }, acting) => {
    const kept = await lockInstallation(tx, 'set-up key')
    if (kept !== hashOf(key) || (await isAdministered(tx, acting.today)))
      return refused({
        code: 'set-up-over',
        message: 'This record was set up already, or a later address was made for doing so.',
      })
    const refusals: Refusal[] = []
    if (organisation.trim() === '')
      refusals.push({
        code: 'organisation-missing',
        field: 'organisation',
        message: 'Enter the name of the system or organisation whose record this is.',
      })
    const person = await recordPerson(acting, { name, email })
    if (!person.ok) refusals.push(...person.refusals)
    if (!person.ok || refusals.length > 0) return refused(...refusals)
    const granted = await grantRole(acting, {
      person: person.value.id,
      role: 'administrator',
      scope: null,
      from: acting.today,
    })
    if (!granted.ok) return granted
    const before = await readInstallation(tx, 'organisation')
    await writeInstallation(tx, 'organisation', organisation.trim())
    await writeInstallation(tx, 'set-up key', null)
    return recorded({
      value: person.value,
      subject: { kind: 'installation', id: 'organisation' },
      before: { organisation: before ?? null },
      after: { organisation: organisation.trim(), administrator: person.value.id },
    })
  },
})
