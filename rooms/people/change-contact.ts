import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsAgainstEmail } from './email.rules.ts'
import { deleteContact, upsertContact } from './people.records.ts'
import { readPerson } from './read-person.ts'

export type NewContact = {
  readonly person: string
  /** Private; empty takes the address away. */
  readonly email: string
}

/**
 * Changes the private address of a person. The journal says that it changed, not
 * what it is: an address is personal and may have to be forgotten. Refuses what
 * is no address.
 */
export const changeContact = verb<NewContact, string>({
  name: 'people.change-contact',
  permission: 'administer people',
  scope: () => null,
  act: async (tx, { person: id, email }) => {
    await readPerson(tx, id)
    const address = email.trim()
    const refusals = reasonsAgainstEmail(address)
    if (refusals.length > 0) return refused(...refusals)
    if (address === '') await deleteContact(tx, id)
    else await upsertContact(tx, { person_id: id, email: address })
    return recorded({
      value: id,
      subject: { kind: 'person', id },
      after: { contact: address === '' ? 'taken away' : 'changed' },
    })
  },
})
