import { randomUUID } from 'node:crypto'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsAgainstAppointing } from '../people/appointment-grants.ts'
import { insertInto, listAppointmentsToSeat } from './bodies.records.ts'
import { reasonsAgainstSpan, reasonsBodyIsNotThere } from './body.rules.ts'
import { seatToChange } from './parts-of-body.records.ts'
import { readBody } from './read-body.ts'

export type NewDeputy = {
  readonly seat: string
  readonly person: string
  readonly from: Day
  readonly until?: Day | undefined
}

/**
 * Names a person who may stand in for a seat's holder; answers with the id. It
 * lets them do nothing in the workspace. Refuses a seat for which the terms name
 * no deputy (R-TOR-4, R-MEET-10) or that does not stand, somebody who holds that
 * seat themselves, a person since removed, and a last day before the first.
 */
export const nameDeputy = verb<NewDeputy, string>({
  name: 'bodies.name-deputy',
  permission: 'keep the body',
  scope: async (tx, { seat }) => (await seatToChange(tx, seat)).body_id,
  act: async (tx, { seat: seatId, person, from, until }) => {
    const seat = await seatToChange(tx, seatId)
    const body = await readBody(tx, seat.body_id)
    const refusals = [
      ...(await reasonsAgainstAppointing(tx, person)),
      ...reasonsBodyIsNotThere(body, from, 'from'),
      ...reasonsAgainstSpan(from, until, 'until'),
    ]
    if (!seat.deputies_allowed)
      refusals.push({
        code: 'no-deputies',
        field: 'seat',
        message: `The terms of reference name no deputy for “${seat.role}”.`,
      })
    if (seat.from_day === null || from < seat.from_day || (seat.until_day ?? from) < from)
      refusals.push({
        code: 'seat-not-there',
        field: 'from',
        message: `The seat does not stand on ${formatDay(from)}.`,
      })
    const holders = await listAppointmentsToSeat(tx, seatId)
    if (holders.some(held => held.person_id === person && (held.ended_on ?? from) >= from))
      refusals.push({
        code: 'own-deputy',
        field: 'person',
        message: 'This person holds the seat, and cannot deputise for themselves.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const deputy = {
      id: randomUUID(),
      seat_id: seatId,
      person_id: person,
      from_day: from,
      until_day: until ?? null,
    }
    await insertInto(tx, 'bodies.deputies', [deputy])
    return recorded({
      value: deputy.id,
      subject: { kind: 'body', id: body.id },
      after: deputy,
    })
  },
})
