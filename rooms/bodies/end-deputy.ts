import { type Day, formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { setDeputyEnd } from './bodies.records.ts'
import { reasonsAgainstSpan } from './body.rules.ts'
import { deputyToChange, seatToChange } from './parts-of-body.records.ts'

export type DeputyEnd = {
  readonly deputy: string
  /** The last day on which they may stand in. */
  readonly until: Day
}

/**
 * Ends early what lets a person stand in for a seat's holder; answers with its id.
 * Refuses one that ends by then anyway, and a day before its first.
 */
export const endDeputy = verb<DeputyEnd, string>({
  name: 'bodies.end-deputy',
  permission: 'keep the body',
  scope: async (tx, { deputy }) =>
    (await seatToChange(tx, (await deputyToChange(tx, deputy)).seat_id)).body_id,
  act: async (tx, { deputy: id, until }) => {
    const deputy = await deputyToChange(tx, id)
    const seat = await seatToChange(tx, deputy.seat_id)
    if (deputy.until_day !== null && deputy.until_day <= until)
      return refused({
        code: 'already-ended',
        field: 'until',
        message: `This ends on ${formatDay(deputy.until_day)} already.`,
      })
    const refusals = reasonsAgainstSpan(deputy.from_day, until, 'until')
    if (refusals.length > 0) return refused(...refusals)
    await setDeputyEnd(tx, id, until)
    return recorded({
      value: id,
      subject: { kind: 'body', id: seat.body_id },
      before: deputy,
      after: { ...deputy, until_day: until },
    })
  },
})
