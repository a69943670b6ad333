import { type Day, formatDay } from '../../platform/day.rules.ts'
import { NotFound, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { knownOrganisations, lockOrganisation, setSuccessor } from './bodies.records.ts'

export type Succession = {
  readonly organisation: string
  readonly successor: string
  /** The first day on which the successor stands in its place. */
  readonly on: Day
}

/**
 * Says that one organisation was taken over by another from a day, as RYV by RY3
 * on 1 April 2026 (R-ID-2). Refuses a successor that is not in the record or is
 * the organisation itself, and an organisation taken over before.
 */
export const succeedOrganisation = verb<Succession, string>({
  name: 'bodies.succeed-organisation',
  permission: 'administer bodies',
  scope: () => null,
  act: async (tx, { organisation: id, successor, on }) => {
    const organisation = await lockOrganisation(tx, id)
    if (!organisation) throw new NotFound('There is no such organisation in the record.')
    if (organisation.succeeded_on !== null)
      return refused({
        code: 'already-succeeded',
        message: `It was taken over on ${formatDay(organisation.succeeded_on)} already.`,
      })
    if (successor === id || !(await knownOrganisations(tx, [successor])).has(successor))
      return refused({
        code: 'successor-unknown',
        field: 'successor',
        message: 'Choose the other organisation that took it over.',
      })
    await setSuccessor(tx, id, successor, on)
    return recorded({
      value: id,
      subject: { kind: 'organisation', id },
      after: { successor, on },
    })
  },
})
