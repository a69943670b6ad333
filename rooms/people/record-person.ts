import { randomUUID } from 'node:crypto'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsAgainstEmail } from './email.rules.ts'
import { insertPerson, upsertContact } from './people.records.ts'
import type { Person } from './read-person.ts'

export type NewPerson = {
  /** How everybody sees them: a name, or an office where names are not shown. */
  readonly name: string
  readonly position?: string
  /** Private: for invitations and sign-in. */
  readonly email?: string
}

/** Puts a person into the record. Refuses a blank name and an address without an @. */
export const recordPerson = verb<NewPerson, Person>({
  name: 'people.record-person',
  permission: 'administer people',
  scope: () => null,
  act: async (tx, { name, position = '', email = '' }, acting) => {
    const refusals: Refusal[] = []
    if (name.trim() === '')
      refusals.push({ code: 'name-missing', field: 'name', message: 'Enter the person’s name.' })
    refusals.push(...reasonsAgainstEmail(email))
    if (refusals.length > 0) return refused(...refusals)
    const person = { id: randomUUID(), name: name.trim(), position: position.trim() }
    await insertPerson(tx, { ...person, recorded_at: acting.now, removed_on: null })
    if (email !== '') await upsertContact(tx, { person_id: person.id, email })
    return recorded({ value: person, subject: { kind: 'person', id: person.id }, after: person })
  },
})
