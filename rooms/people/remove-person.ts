import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { endGrantsOfPerson, findPersonRow, forgetPerson, markRemoved } from './people.records.ts'
import { readPerson } from './read-person.ts'

export type Removal = { readonly person: string; readonly reason: string }

/**
 * Takes a person out of the lists from today: no sign-in, no grants, no contact
 * details. What they did stays in the record under the same name. Refuses a
 * person who is removed already, somebody removing themselves, and no reason.
 */
export const removePerson = verb<Removal, string>({
  name: 'people.remove-person',
  permission: 'administer people',
  scope: () => null,
  act: async (tx, { person: id, reason }, acting) => {
    const person = await readPerson(tx, id)
    const row = await findPersonRow(tx, id)
    if (row?.removed_on)
      return refused({
        code: 'already-removed',
        message: `${person.name} was removed from the lists before.`,
      })
    if (acting.person === id)
      return refused({
        code: 'own-removal',
        message: 'You cannot remove yourself. Ask another administrator.',
      })
    if (reason.trim() === '')
      return refused({
        code: 'reason-missing',
        field: 'reason',
        message: 'Say why this person is removed.',
      })
    await markRemoved(tx, id, acting.today)
    await endGrantsOfPerson(tx, id, acting.today)
    await forgetPerson(tx, id)
    return recorded({
      value: id,
      subject: { kind: 'person', id },
      before: { removedOn: null },
      after: { removedOn: acting.today, reason: reason.trim() },
    })
  },
})
