import { type Day, formatDay, previousDay } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { endTermsBefore, reasonsNotToBegin } from './adopt-terms.ts'
import {
  listAppointmentsToSeat,
  listSeatsTiedTo,
  lockTermsOf,
  setSeatEnd,
  setSeatStart,
  setTermsSpan,
} from './bodies.records.ts'
import { termsToChange } from './parts-of-body.records.ts'
import { readBody } from './read-body.ts'

export type TermsBegin = {
  readonly terms: string
  /** The first day on which they hold. */
  readonly from: Day
}

/**
 * Brings proposed terms into force from a day: the terms before end, and so do
 * the seats that these terms leave out, while those they bring begin. Answers
 * with their id.
 *
 * Refuses terms in force already, a day before they were proposed or on which
 * others begin, a dissolved body, and while somebody still holds a seat that
 * would end.
 */
export const bringTermsIntoForce = verb<TermsBegin, string>({
  name: 'bodies.bring-terms-into-force',
  permission: 'keep the body',
  scope: async (tx, { terms }) => (await termsToChange(tx, terms)).body_id,
  act: async (tx, { terms: id, from }) => {
    const before = await termsToChange(tx, id)
    const body = await readBody(tx, before.body_id)
    const all = await lockTermsOf(tx, before.body_id)
    if (before.in_force_from !== null)
      return refused({
        code: 'terms-in-force',
        message: `These terms came into force on ${formatDay(before.in_force_from)}.`,
      })
    const refusals: Refusal[] = reasonsNotToBegin(all, from, before.proposed_on, 'from')
    if (body.dissolved_on !== null && body.dissolved_on <= from)
      refusals.push({
        code: 'body-dissolved',
        field: 'from',
        message: `${body.name} was dissolved on ${formatDay(body.dissolved_on)}.`,
      })
    const tied = await listSeatsTiedTo(tx, id)
    const beginning = tied.filter(seat => seat.begins_with === id)
    const ending = tied.filter(seat => seat.ends_with === id)
    const lastDay = previousDay(from)
    for (const seat of ending) {
      const held = (await listAppointmentsToSeat(tx, seat.id)).some(
        ({ ended_on }) => ended_on === null || ended_on > lastDay,
      )
      if (held)
        refusals.push({
          code: 'seat-held',
          field: 'from',
          message: `The seat “${seat.role}” ends with the new terms and is still held. End that appointment by ${formatDay(lastDay)} first.`,
        })
    }
    if (refusals.length > 0) return refused(...refusals)
    const until = await endTermsBefore(tx, all, from)
    await setTermsSpan(tx, id, { in_force_from: from, in_force_until: until })
    for (const seat of beginning) await setSeatStart(tx, seat.id, from)
    for (const seat of ending) await setSeatEnd(tx, seat.id, { until_day: lastDay })
    return recorded({
      value: id,
      subject: { kind: 'body', id: body.id },
      before: { inForceFrom: null },
      after: {
        terms: id,
        inForceFrom: from,
        inForceUntil: until,
        seatsBegun: beginning.map(seat => seat.id),
        seatsEnded: ending.map(seat => seat.id),
      },
    })
  },
})
