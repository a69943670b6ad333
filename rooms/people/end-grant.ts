import { type Day, formatDay } from '../../platform/day.rules.ts'
import { NotFound, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { findGrant, setGrantEnd } from './people.records.ts'

export type GrantEnd = {
  readonly grant: string
  /** The last day on which it holds. */
  readonly until: Day
}

/**
 * Ends a grant after a last day. Refuses one that came with an appointment
 * (which ends it), one that has ended by then, and a last day before its first.
 */
export const endGrant = verb<GrantEnd, string>({
  name: 'people.end-grant',
  permission: 'administer people',
  scope: () => null,
  act: async (tx, { grant: id, until }) => {
    const grant = await findGrant(tx, id)
    if (!grant) throw new NotFound('There is no such grant in the record.')
    if (grant.source_id !== null)
      return refused({
        code: 'grant-of-appointment',
        message: 'This came with an appointment and ends with it. End the appointment instead.',
      })
    if (grant.until_day !== null && grant.until_day <= until)
      return refused({
        code: 'already-ended',
        field: 'until',
        message: `This ends on ${formatDay(grant.until_day)} already.`,
      })
    if (until < grant.from_day)
      return refused({
        code: 'ends-before-it-starts',
        field: 'until',
        message: `The last day must not be before the first, ${formatDay(grant.from_day)}.`,
      })
    await setGrantEnd(tx, id, until)
    return recorded({
      value: id,
      subject: { kind: 'person', id: grant.person_id },
      before: grant,
      after: { ...grant, until_day: until },
    })
  },
})
