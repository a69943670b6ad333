import { type Day, formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { listAppointmentsToSeat, setSeatEnd } from './bodies.records.ts'
import { seatToChange, termsToChange } from './parts-of-body.records.ts'

export type SeatEnd = {
  readonly seat: string
  /** The last day on which it stands. */
  readonly until?: Day | undefined
  /** Instead: the proposed terms with which it ends, when they come into force. */
  readonly withTerms?: string | undefined
}

/**
 * Ends a seat after a day, or with proposed terms; answers with its id. Refuses
 * while somebody holds it beyond that day, a day before its first, a seat that
 * has ended, and neither a day nor terms.
 */
export const endSeat = verb<SeatEnd, string>({
  name: 'bodies.end-seat',
  permission: 'keep the body',
  scope: async (tx, { seat }) => (await seatToChange(tx, seat)).body_id,
  act: async (tx, { seat: id, until, withTerms }) => {
    const seat = await seatToChange(tx, id)
    const subject = { kind: 'body', id: seat.body_id }
    if (seat.until_day !== null && (until === undefined || seat.until_day <= until))
      return refused({
        code: 'seat-ended',
        field: 'until',
        message: `The seat ends on ${formatDay(seat.until_day)} already.`,
      })
    if (withTerms !== undefined) {
      const terms = await termsToChange(tx, withTerms)
      if (terms.body_id !== seat.body_id || terms.in_force_from !== null)
        return refused({
          code: 'terms-not-proposed',
          field: 'withTerms',
          message: 'Choose proposed terms of this body that are not yet in force.',
        })
      await setSeatEnd(tx, id, { ends_with: withTerms })
      return recorded({
        value: id,
        subject,
        before: seat,
        after: { ...seat, ends_with: withTerms },
      })
    }
    if (until === undefined)
      return refused({
        code: 'missing',
        field: 'until',
        message: 'Enter the last day on which the seat stands.',
      })
    if (seat.from_day === null || until < seat.from_day)
      return refused({
        code: 'ends-before-it-starts',
        field: 'until',
        message: 'The last day must not be before the seat’s first.',
      })
    const held = (await listAppointmentsToSeat(tx, id)).find(
      ({ ended_on }) => ended_on === null || ended_on > until,
    )
    if (held)
      return refused({
        code: 'seat-held',
        field: 'until',
        message: `Somebody holds the seat after ${formatDay(until)}. End that appointment first.`,
      })
    await setSeatEnd(tx, id, { until_day: until })
    return recorded({ value: id, subject, before: seat, after: { ...seat, until_day: until } })
  },
})
