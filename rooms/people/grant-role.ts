import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import type { Subject } from '../../platform/record/journal.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { insertGrant } from './people.records.ts'
import { isRole, type Role } from './permissions.rules.ts'
import { readPerson } from './read-person.ts'

export type NewGrant = {
  readonly person: string
  readonly role: Role
  /** A body's id; null for the whole installation. */
  readonly scope: string | null
  readonly from: Day
  readonly until?: Day
  /** What gave it, when that will also end it. */
  readonly source?: Subject
}

/** Lets a person do what a role may do. Refuses an unknown role, and an end before the start. */
export const grantRole = verb<NewGrant, string>({
  name: 'people.grant-role',
  permission: 'administer people',
  scope: () => null,
  act: async (tx, grant) => {
    if (!isRole(grant.role))
      return refused({ code: 'role-unknown', field: 'role', message: 'Choose one of the roles.' })
    if (grant.until && grant.until < grant.from)
      return refused({
        code: 'ends-before-it-starts',
        field: 'until',
        message: 'The last day must not be before the first.',
      })
    await readPerson(tx, grant.person)
    const id = randomUUID()
    await insertGrant(tx, {
      id,
      person_id: grant.person,
      role: grant.role,
      scope: grant.scope,
      from_day: grant.from,
      until_day: grant.until ?? null,
      source_kind: grant.source?.kind ?? null,
      source_id: grant.source?.id ?? null,
    })
    return recorded({ value: id, subject: { kind: 'person', id: grant.person }, after: grant })
  },
})
