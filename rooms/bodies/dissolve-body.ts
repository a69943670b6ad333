import { type Day, formatDay, previousDay } from '../../platform/day.rules.ts'
import { NotFound, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { endGrantsOf } from '../people/appointment-grants.ts'
import {
  listAppointmentsOf,
  listOffices,
  listOpenSeats,
  lockBody,
  markDissolved,
  setAppointmentEnd,
  setOfficeEnd,
  setSeatEnd,
} from './bodies.records.ts'
import { readBodies } from './read-body.ts'

export type Dissolution = {
  readonly body: string
  /** The first day on which the body is no more. */
  readonly on: Day
  /** The body that takes up its work. */
  readonly successor?: string | undefined
  readonly reason?: string | undefined
}

/**
 * Dissolves a body from a day: its seats, appointments and offices end the day
 * before, and with them what they let people do. Its record stays.
 *
 * Refuses a body dissolved before or established later, a successor that is not
 * another body of the record, and a body with appointments still to begin.
 */
export const dissolveBody = verb<Dissolution, string>({
  name: 'bodies.dissolve-body',
  permission: 'administer bodies',
  scope: (_tx, { body }) => body,
  act: async (tx, { body: id, on, successor, reason = '' }) => {
    const body = await lockBody(tx, id)
    if (!body) throw new NotFound('There is no such body in the record.')
    if (body.dissolved_on !== null)
      return refused({
        code: 'body-dissolved',
        message: `${body.name} was dissolved on ${formatDay(body.dissolved_on)} already.`,
      })
    if (body.established_on !== null && on <= body.established_on)
      return refused({
        code: 'body-not-yet-established',
        field: 'on',
        message: `${body.name} was established on ${formatDay(body.established_on)}, so it cannot end on ${formatDay(on)}.`,
      })
    if (successor && (successor === id || !(await readBodies(tx, [successor])).has(successor)))
      return refused({
        code: 'body-unknown',
        field: 'successor',
        message: 'Choose another body from the list.',
      })
    const lastDay = previousDay(on)
    const held = await listAppointmentsOf(tx, id)
    const offices = await listOffices(tx, id)
    if ([...held, ...offices].some(({ from_day }) => from_day > lastDay))
      return refused({
        code: 'appointments-to-come',
        field: 'on',
        message: `Somebody’s appointment begins on or after ${formatDay(on)}. Dissolve the body on a later day.`,
      })
    const open = <T extends { ended_on: Day | null }>(rows: readonly T[]) =>
      rows.filter(({ ended_on }) => ended_on === null || ended_on > lastDay)
    for (const appointment of open(held)) {
      await setAppointmentEnd(tx, appointment.id, {
        ended_on: lastDay,
        end_reason: 'The body was dissolved',
      })
      await endGrantsOf(tx, { kind: 'appointment', id: appointment.id }, lastDay)
    }
    for (const office of open(offices)) {
      await setOfficeEnd(tx, office.id, lastDay)
      await endGrantsOf(tx, { kind: 'office', id: office.id }, lastDay)
    }
    for (const seat of await listOpenSeats(tx, id))
      if (seat.from_day !== null && seat.from_day <= lastDay)
        if (seat.until_day === null || seat.until_day > lastDay)
          await setSeatEnd(tx, seat.id, { until_day: lastDay })
    await markDissolved(tx, id, on, successor ?? null)
    return recorded({
      value: id,
      subject: { kind: 'body', id },
      before: { dissolvedOn: null },
      after: {
        dissolvedOn: on,
        successor: successor ?? null,
        reason: reason.trim(),
        appointmentsEnded: open(held).map(appointment => appointment.id),
        officesEnded: open(offices).map(office => office.id),
      },
    })
  },
})
