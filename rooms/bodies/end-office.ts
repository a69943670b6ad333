import { type Day, formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { endGrantsOf } from '../people/appointment-grants.ts'
import { setOfficeEnd } from './bodies.records.ts'
import { reasonsAgainstSpan } from './body.rules.ts'
import { officeToChange } from './parts-of-body.records.ts'

export type OfficeEnd = {
  readonly office: string
  /** The last day in office. */
  readonly endedOn: Day
}

/**
 * Ends somebody's time as chair, co-chair, deputy chair or secretary, and what it
 * let them do; answers with its id. Refuses one that has ended, and a day before
 * its first.
 */
export const endOffice = verb<OfficeEnd, string>({
  name: 'bodies.end-office',
  permission: 'keep the body',
  scope: async (tx, { office }) => (await officeToChange(tx, office)).body_id,
  act: async (tx, { office: id, endedOn }) => {
    const office = await officeToChange(tx, id)
    if (office.ended_on !== null)
      return refused({
        code: 'already-ended',
        field: 'endedOn',
        message: `This ended on ${formatDay(office.ended_on)} already.`,
      })
    const refusals = reasonsAgainstSpan(office.from_day, endedOn, 'endedOn')
    if (refusals.length > 0) return refused(...refusals)
    await setOfficeEnd(tx, id, endedOn)
    await endGrantsOf(tx, { kind: 'office', id }, endedOn)
    return recorded({
      value: id,
      subject: { kind: 'body', id: office.body_id },
      before: office,
      after: { ...office, ended_on: endedOn },
    })
  },
})
