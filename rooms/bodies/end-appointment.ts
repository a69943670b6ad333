import { type Day, formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { endGrantsOf } from '../people/appointment-grants.ts'
import { setAppointmentEnd } from './bodies.records.ts'
import { reasonsAgainstBlank, reasonsAgainstSpan } from './body.rules.ts'
import { appointmentToChange, seatToChange } from './parts-of-body.records.ts'

export type AppointmentEnd = {
  readonly appointment: string
  /** The last day on which the person held the seat. */
  readonly endedOn: Day
  readonly reason: string
}

/**
 * Ends an appointment after its last day, and with it what it let the person do;
 * answers with its id. Refuses one that has ended, a day before its first, and no
 * reason.
 */
export const endAppointment = verb<AppointmentEnd, string>({
  name: 'bodies.end-appointment',
  permission: 'keep the body',
  scope: async (tx, { appointment }) =>
    (await seatToChange(tx, (await appointmentToChange(tx, appointment)).seat_id)).body_id,
  act: async (tx, { appointment: id, endedOn, reason }) => {
    const appointment = await appointmentToChange(tx, id)
    const seat = await seatToChange(tx, appointment.seat_id)
    if (appointment.ended_on !== null)
      return refused({
        code: 'already-ended',
        field: 'endedOn',
        message: `This appointment ended on ${formatDay(appointment.ended_on)} already.`,
      })
    const refusals = [
      ...reasonsAgainstSpan(appointment.from_day, endedOn, 'endedOn'),
      ...reasonsAgainstBlank(reason, 'reason', 'Say why the appointment ends.'),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const end = { ended_on: endedOn, end_reason: reason.trim() }
    await setAppointmentEnd(tx, id, end)
    await endGrantsOf(tx, { kind: 'appointment', id }, endedOn)
    return recorded({
      value: id,
      subject: { kind: 'body', id: seat.body_id },
      before: appointment,
      after: { ...appointment, ...end },
    })
  },
})
