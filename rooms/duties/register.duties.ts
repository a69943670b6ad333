import type { Day } from '../../platform/day.rules.ts'
import { heldOn } from '../bodies/read-memberships.ts'
import { listDeclaredDays } from '../interests/list-declared-days.ts'
import { readPersons } from '../people/read-person.ts'
import { membershipsOf, officesOf } from './duty-meetings.ts'
import type { DutySource } from './duty-source.ts'
import { renewalDuties } from './register-duties.rules.ts'

/** Declarations of interests to be renewed, as the registers have them (R-COI-4). Two queries of its own. */
export const registerDuties: DutySource = {
  kinds: [{ kind: 'declaration', title: 'Declarations of interests', isPublic: false }],
  list: async scope => {
    const { db, bodies, today } = scope
    const rows = await listDeclaredDays(
      db,
      bodies.map(({ id }) => id),
    )
    const persons = await readPersons(
      db,
      rows.map(({ person }) => person),
    )
    const appointments = [...(await membershipsOf(scope)).values()].flatMap(of => of.appointments)
    const offices = await officesOf(scope)
    const sits = new Set(
      [...appointments, ...offices]
        .filter(each => heldOn(each, today))
        .map(({ body_id, person_id }) => `${body_id} ${person_id}`),
    )
    const days = new Map<string, Day[]>()
    for (const { body, person, on } of rows) {
      const key = `${body} ${person}`
      const known = days.get(key) ?? []
      if (on !== null) known.push(on)
      days.set(key, known)
    }
    const bodyOf = new Map(bodies.map(body => [body.id, body]))
    return [...days].flatMap(([key, declared]) => {
      const [bodyId = '', personId = ''] = key.split(' ')
      const body = bodyOf.get(bodyId)
      const person = persons.get(personId)
      return body && person
        ? renewalDuties({ body, person, declared, inPost: sits.has(key), today })
        : []
    })
  },
}
