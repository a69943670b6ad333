import type { Db } from '../../platform/database/database.ts'
import { type Day, formatDay, previousDay } from '../../platform/day.rules.ts'
import { NotFound, type Refusal, refused } from '../../platform/outcome.ts'
import { countOf } from '../../platform/plain-english.rules.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { endGrantsOf, endGrantsWithin } from '../people/appointment-grants.ts'
import {
  endDeputiesOf,
  endParticipantsOf,
  endTermsOf,
  listAppointmentsOf,
  listOffices,
  listOpenSeats,
  lockBody,
  markDissolved,
  passOnReportingLines,
  setAppointmentEnd,
  setOfficeEnd,
  setSeatEnd,
} from './bodies.records.ts'
import { type Body, readBodies, readBody } from './read-body.ts'
import type { Ending, EndingLine, SuccessionPart } from './succession.ts'

export type Dissolution = {
  readonly body: string
  /** The first day on which the body is no more. */
  readonly on: Day
  /** The body that takes up its work. */
  readonly successor?: string | undefined
  readonly reason?: string | undefined
}

const open = <T extends { ended_on: Day | null }>(rows: readonly T[], lastDay: Day) =>
  rows.filter(({ ended_on }) => ended_on === null || ended_on > lastDay)

/** Why a body cannot end on a day, as far as this room knows. */
async function reasonsNotToEnd(
  db: Db,
  { body, on, successor }: Omit<Ending, 'reason'>,
): Promise<Refusal[]> {
  if (body.dissolved_on !== null)
    return [
      {
        code: 'body-dissolved',
        message: `${body.name} was dissolved on ${formatDay(body.dissolved_on)} already.`,
      },
    ]
  if (body.established_on !== null && on <= body.established_on)
    return [
      {
        code: 'body-not-yet-established',
        field: 'on',
        message: `${body.name} was established on ${formatDay(body.established_on)}, so it cannot end on ${formatDay(on)}.`,
      },
    ]
  if (successor?.dissolved_on && successor.dissolved_on <= on)
    return [
      {
        code: 'successor-dissolved',
        field: 'successor',
        message: `${successor.name} was itself dissolved on ${formatDay(successor.dissolved_on)}. Choose a body that still meets.`,
      },
    ]
  const lastDay = previousDay(on)
  const held = [...(await listAppointmentsOf(db, body.id)), ...(await listOffices(db, body.id))]
  return held.some(({ from_day }) => from_day > lastDay)
    ? [
        {
          code: 'appointments-to-come',
          field: 'on',
          message: `Somebody’s appointment begins on or after ${formatDay(on)}. Dissolve the body on a later day.`,
        },
      ]
    : []
}

export type EndingPreview = {
  readonly lines: readonly EndingLine[]
  readonly refusals: readonly Refusal[]
}

/** What will end with a body and what will go where, before anybody says so. Changes nothing. */
export async function previewEnding(
  db: Db,
  parts: readonly SuccessionPart[],
  ending: Omit<Ending, 'reason'>,
  today: Day,
): Promise<EndingPreview> {
  const { body, on } = ending
  const lastDay = previousDay(on)
  const count = (rows: readonly { ended_on: Day | null }[], noun: string): EndingLine[] =>
    rows.length === 0 ? [] : [{ text: `${countOf(rows.length, noun)} will end` }]
  const seats = (await listOpenSeats(db, body.id)).filter(
    ({ until_day }) => until_day === null || until_day > lastDay,
  )
  const own: EndingLine[] = [
    ...(seats.length === 0 ? [] : [{ text: `${countOf(seats.length, 'seat')} will end` }]),
    ...count(open(await listAppointmentsOf(db, body.id), lastDay), 'appointment'),
    ...count(open(await listOffices(db, body.id), lastDay), 'office'),
  ]
  const standing = await standingOf(db, parts, ending, today)
  return {
    lines: [...own, ...standing.lines],
    refusals: [...(await reasonsNotToEnd(db, ending)), ...standing.refusals],
  }
}

async function standingOf(
  db: Db,
  parts: readonly SuccessionPart[],
  ending: Omit<Ending, 'reason'>,
  today: Day,
) {
  const lines: EndingLine[] = []
  const refusals: Refusal[] = []
  let toHandOn = 0
  for (const part of parts) {
    const standing = await part.standing(db, ending)
    lines.push(...standing.lines)
    refusals.push(...standing.refusals)
    toHandOn += standing.toHandOn
  }
  if (ending.successor && toHandOn > 0 && ending.on > today)
    refusals.push({
      code: 'handed-on-before-the-day',
      field: 'on',
      message: `There is work to hand on, which passes on the day itself: record this on ${formatDay(ending.on)} or later.`,
    })
  return { lines, refusals }
}

/**
 * Dissolves a body from a day: its terms, seats, appointments, offices, deputies,
 * participants and grants end the day before. A successor takes up its work: the later
 * rooms hand on what is open, and bodies that reported to the old one report to the new.
 * All of it or nothing. Its record stays.
 *
 * Refuses a body dissolved before or established later, a successor that is not another
 * body of the record or is dissolved itself, appointments still to begin, what the later
 * rooms name (meetings to come), and work to be handed on before the day.
 */
export const dissolveBodyWith = (parts: readonly SuccessionPart[]) =>
  verb<Dissolution, string>({
    name: 'bodies.dissolve-body',
    permission: 'administer bodies',
    scope: (_tx, { body }) => body,
    act: async (tx, { body: id, on, successor: heir, reason = '' }, acting) => {
      if (!(await lockBody(tx, id))) throw new NotFound('There is no such body in the record.')
      const body = await readBody(tx, id)
      const successor: Body | null =
        heir === undefined ? null : ((await readBodies(tx, [heir])).get(heir) ?? null)
      if (heir !== undefined && (successor === null || successor.id === id))
        return refused({
          code: 'body-unknown',
          field: 'successor',
          message: 'Choose another body from the list.',
        })
      const ending: Ending = { body, on, successor, reason: reason.trim() }
      const refusals = [
        ...(await reasonsNotToEnd(tx, ending)),
        ...(body.dissolved_on === null
          ? (await standingOf(tx, parts, ending, acting.today)).refusals
          : []),
      ]
      if (refusals.length > 0) return refused(...refusals)
      const lastDay = previousDay(on)
      const handedOn: string[] = []
      if (successor !== null)
        for (const part of parts)
          handedOn.push(...(await part.handOn(tx, acting, { ...ending, successor })))
      const appointments = open(await listAppointmentsOf(tx, id), lastDay)
      for (const appointment of appointments) {
        await setAppointmentEnd(tx, appointment.id, {
          ended_on: lastDay,
          end_reason: 'The body was dissolved',
        })
        await endGrantsOf(tx, { kind: 'appointment', id: appointment.id }, lastDay)
      }
      const offices = open(await listOffices(tx, id), lastDay)
      for (const office of offices) {
        await setOfficeEnd(tx, office.id, lastDay)
        await endGrantsOf(tx, { kind: 'office', id: office.id }, lastDay)
      }
      for (const seat of await listOpenSeats(tx, id))
        if (seat.from_day !== null && seat.from_day <= lastDay)
          if (seat.until_day === null || seat.until_day > lastDay)
            await setSeatEnd(tx, seat.id, { until_day: lastDay })
      await endDeputiesOf(tx, id, lastDay)
      await endParticipantsOf(tx, id, lastDay)
      await endTermsOf(tx, id, lastDay)
      await endGrantsWithin(tx, id, lastDay)
      if (successor !== null) await passOnReportingLines(tx, id, successor.id)
      await markDissolved(tx, id, {
        dissolved_on: on,
        successor_id: successor?.id ?? null,
        dissolved_reason: ending.reason,
      })
      return recorded({
        value: id,
        subject: { kind: 'body', id },
        before: { dissolvedOn: null },
        after: {
          dissolvedOn: on,
          successor: successor?.id ?? null,
          reason: ending.reason,
          appointmentsEnded: appointments.map(appointment => appointment.id),
          officesEnded: offices.map(office => office.id),
          handedOn,
        },
      })
    },
  })
