import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { giveGrantOf, reasonsAgainstAppointing } from '../people/appointment-grants.ts'
import { insertInto, listAppointmentsToSeat } from './bodies.records.ts'
import { reasonsAgainstSpan, reasonsBodyIsNotThere } from './body.rules.ts'
import { reasonsNotToSeat } from './membership.rules.ts'
import { seatToChange } from './parts-of-body.records.ts'
import { readBody } from './read-body.ts'

export type NewAppointment = {
  readonly seat: string
  readonly person: string
  readonly from: Day
  /** When the term runs out; nobody leaves by that alone. */
  readonly termEndsOn?: Day | undefined
  readonly source?: string | undefined
}

/**
 * Appoints a person to a seat, and lets them do in the body what a member may,
 * from that day; answers with the appointment's id.
 *
 * Refuses a seat that does not stand on the day or is full then or later, a
 * person who holds it already or was removed, a dissolved body, and a term that
 * ends before it begins.
 */
export const appoint = verb<NewAppointment, string>({
  name: 'bodies.appoint',
  permission: 'keep the body',
  scope: async (tx, { seat }) => (await seatToChange(tx, seat)).body_id,
  act: async (tx, { seat: seatId, person, from, termEndsOn, source = '' }) => {
    const seat = await seatToChange(tx, seatId)
    const body = await readBody(tx, seat.body_id)
    const refusals = [
      ...(await reasonsAgainstAppointing(tx, person)),
      ...reasonsBodyIsNotThere(body, from, 'from'),
      ...reasonsNotToSeat(seat, await listAppointmentsToSeat(tx, seatId), person, from),
      ...reasonsAgainstSpan(from, termEndsOn, 'termEndsOn'),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const appointment = {
      id: randomUUID(),
      seat_id: seatId,
      person_id: person,
      from_day: from,
      term_ends_on: termEndsOn ?? null,
      ended_on: null,
      end_reason: '',
      source: source.trim(),
    }
    await insertInto(tx, 'bodies.appointments', [appointment])
    const grant = await giveGrantOf(tx, {
      person,
      role: 'member',
      scope: body.id,
      from,
      source: { kind: 'appointment', id: appointment.id },
    })
    return recorded({
      value: appointment.id,
      subject: { kind: 'body', id: body.id },
      after: { ...appointment, grant: { id: grant, role: 'member' } },
    })
  },
})
