import { listPrompts } from '../interests/read-prompts.ts'
import { readPersons } from '../people/read-person.ts'
import { membershipsOf, officesOf } from './duty-meetings.ts'
import type { DutySource } from './duty-source.ts'
import { promptDuty } from './register-duties.rules.ts'

/** Declarations of interests to be made and renewed (R-COI-3, R-COI-4). Four queries of its own. */
export const registerDuties: DutySource = {
  kinds: [{ kind: 'declaration', title: 'Declarations of interests', isPublic: false }],
  list: async scope => {
    const { db, bodies, today } = scope
    const asked = await listPrompts(db, bodies, today, {
      memberships: await membershipsOf(scope),
      offices: await officesOf(scope),
    })
    const persons = await readPersons(
      db,
      asked.map(({ person }) => person),
    )
    return asked.flatMap(({ body, person: id, prompts }) => {
      const person = persons.get(id)
      return person ? prompts.map(prompt => promptDuty({ body, person, prompt })) : []
    })
  },
}
