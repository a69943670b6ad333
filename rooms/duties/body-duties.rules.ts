import { addDays, addMonths, type Day, formatDay } from '../../platform/day.rules.ts'
import { countOf, inWords } from '../../platform/plain-english.rules.ts'
import { meetsExpectation } from '../bodies/attendance-totals.rules.ts'
import type { Terms } from '../bodies/terms.rules.ts'
import { type TermOfOffice, termOfOffice } from '../bodies/terms-in-words.rules.ts'
import type { Duty, Year } from './duty.rules.ts'

type OfBody = { readonly id: string; readonly slug: string }

const noWorking = () => []

const atWork = ({ slug }: OfBody) => `/work/bodies/${slug}`

// ── Meetings a year ─────────────────────────────────────────────────────────

export type YearOfMeetings = {
  readonly body: OfBody & { readonly establishedOn: Day | null }
  readonly year: Year
  readonly terms: Terms
  /** Those of the year that were held or are arranged, first to last. */
  readonly meetings: readonly { readonly day: Day; readonly kind: string; readonly path: string }[]
  /** The day of its first meeting in the record; null where there is none. */
  readonly recordBegins: Day | null
}

/** Meetings that count as meetings of a year: a workshop is none (R-TOR-14). */
export const meetingsThatCount = <Meeting extends { readonly kind: string }>(
  meetings: readonly Meeting[],
): Meeting[] => meetings.filter(({ kind }) => kind !== 'workshop')

/** So many meetings in a financial year (R-TOR-8). */
export function meetingsAYearDuty({
  body,
  year,
  terms,
  meetings,
  recordBegins,
}: YearOfMeetings): Duty | undefined {
  if (!terms.meetingsAYear) return undefined
  const { atLeast, citation } = terms.meetingsAYear
  const counted = meetingsThatCount(meetings)
  const last = counted[atLeast - 1]
  const partly = body.establishedOn !== null && body.establishedOn > year.first
  const silent = recordBegins === null || recordBegins > year.first
  return {
    key: `meetings a year/${body.id}/${year.slug}`,
    kind: 'meetings a year',
    what: `Hold at least ${countOf(atLeast, 'meeting')} in ${year.name}`,
    owner: { words: 'Secretary', persons: [], permission: 'arrange meetings' },
    body: body.id,
    concerns: year.last,
    href: `/work/meetings/new`,
    due: year.last,
    until: year.last,
    warnDays: 120,
    rule: `At least ${inWords(atLeast)} in the financial year. Workshops do not count.`,
    citation,
    working: noWorking,
    remark: `${countOf(counted.length, 'meeting')} in the record`,
    ...(last
      ? {
          kept: {
            on: last.day,
            what: `The ${atLeast === 1 ? 'meeting' : `${ordinal(atLeast)} meeting`} of the year was held`,
            href: last.path,
          },
        }
      : {}),
    ...(partly
      ? {
          notOwed:
            'The body was established during the year, so a full year’s meetings are not owed.',
        }
      : {}),
    ...(silent
      ? {
          unknown:
            recordBegins === null || recordBegins > year.last
              ? 'No meeting of that year is in this record.'
              : `The record of its meetings begins on ${formatDay(recordBegins)}, within the year.`,
        }
      : {}),
  }
}

const ordinal = (number: number) =>
  ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth'][number] ?? `${number}th`

// ── Offices and seats ───────────────────────────────────────────────────────

export type OfficeHeld = {
  readonly id: string
  readonly office: string
  readonly name: string
  readonly from_day: Day
  readonly term_ends_on: Day | null
  readonly ended_on: Day | null
}

/**
 * A term of office that runs out, with ninety days of warning (R-TOR-12). It is kept by
 * an appointment that goes on from it, of the same person or another.
 */
export function termDuty(
  body: OfBody,
  holder: OfficeHeld,
  others: readonly OfficeHeld[],
  terms: Terms | undefined,
  today: Day,
): Duty | undefined {
  const term: TermOfOffice | undefined = termOfOffice(holder, terms, today)
  if (!term) return undefined
  const { endsOn } = term
  const left = holder.ended_on !== null && holder.ended_on < endsOn ? holder.ended_on : undefined
  const next = others
    .filter(
      other =>
        other.id !== holder.id &&
        other.office === holder.office &&
        other.from_day > holder.from_day,
    )
    .sort((one, other) => (one.from_day < other.from_day ? -1 : 1))
    // Two co-chairs appointed on one day do not follow each other.
    .find(other => other.from_day >= addMonths(endsOn, -6))
  return {
    key: `term of office/${holder.id}`,
    kind: 'term of office',
    what: `Appoint a ${holder.office}: the term of ${holder.name} ends`,
    owner: { words: 'The body', persons: [], permission: 'keep the body' },
    body: body.id,
    concerns: endsOn,
    href: `${atWork(body)}/offices/new`,
    due: endsOn,
    warnDays: terms?.chair?.warnDays ?? 90,
    rule: terms?.chair
      ? `A term of ${countOf(terms.chair.termYears, 'year')}, from ${formatDay(holder.from_day)}.`
      : `The appointment gives the day on which the term ends.`,
    citation: terms?.chair?.citation ?? '',
    working: noWorking,
    ...(next
      ? {
          kept: {
            // Who follows on the day after the term has ended follows in time.
            on: next.from_day === addDays(endsOn, 1) ? endsOn : next.from_day,
            what: `${next.name} was appointed`,
            href: atWork(body),
          },
        }
      : {}),
    ...(left
      ? { notOwed: `${holder.name} left on ${formatDay(left)}, before the term ended.` }
      : {}),
  }
}

/** Nobody in the chair, where the terms provide for one: the body appoints at its next meeting (R-TOR-12). */
export function chairVacancyDuty(
  body: OfBody,
  offices: readonly OfficeHeld[],
  terms: Terms | undefined,
  today: Day,
): Duty | undefined {
  if (!terms?.chair) return undefined
  const chairs = offices.filter(({ office }) => office === 'chair' || office === 'co-chair')
  const held = chairs.some(
    each => each.from_day <= today && (each.ended_on === null || each.ended_on >= today),
  )
  if (held) return undefined
  return {
    key: `vacancy/chair/${body.id}`,
    kind: 'vacancy',
    what: 'Appoint a chair: nobody is recorded as chair',
    owner: { words: 'The body', persons: [], permission: 'keep the body' },
    body: body.id,
    concerns: today,
    href: `${atWork(body)}/offices/new`,
    due: null,
    rule: 'The body appoints its chair.',
    citation: terms.chair.citation,
    working: noWorking,
  }
}

export type SeatToFill = {
  readonly id: string
  readonly role: string
  readonly organisation: string
  readonly min_holders: number
}

const nameOf = ({ role, organisation }: SeatToFill) =>
  organisation === '' ? role : `${role}, ${organisation}`

/** A seat with fewer holders than it must have. */
export const seatVacancyDuty = (
  body: OfBody,
  seat: SeatToFill,
  holders: number,
  today: Day,
): Duty | undefined =>
  holders >= seat.min_holders
    ? undefined
    : {
        key: `vacancy/${seat.id}`,
        kind: 'vacancy',
        what: `Fill the seat “${nameOf(seat)}”`,
        owner: { words: 'Secretary', persons: [], permission: 'keep the body' },
        body: body.id,
        concerns: today,
        href: `${atWork(body)}/seats/${seat.id}/appoint`,
        due: null,
        rule: `The terms of reference give the seat ${countOf(seat.min_holders, 'holder')}.`,
        citation: 'Terms of reference, membership',
        working: noWorking,
        remark:
          holders === 0
            ? 'Nobody holds it'
            : `${countOf(holders, 'holder')} of ${inWords(seat.min_holders)}`,
      }

/** The term of somebody's seat that runs out. */
export function seatTermDuty(
  body: OfBody,
  held: {
    readonly id: string
    readonly name: string
    readonly from_day: Day
    readonly term_ends_on: Day | null
    readonly ended_on: Day | null
  },
  seat: SeatToFill,
  next: { readonly name: string; readonly from_day: Day } | undefined,
): Duty | undefined {
  const { term_ends_on: endsOn } = held
  if (endsOn === null) return undefined
  return {
    key: `term of a seat/${held.id}`,
    kind: 'term of a seat',
    what: `Fill or renew “${nameOf(seat)}”: the term of ${held.name} ends`,
    owner: { words: 'Secretary', persons: [], permission: 'keep the body' },
    body: body.id,
    concerns: endsOn,
    href: `${atWork(body)}/seats/${seat.id}/appoint`,
    due: endsOn,
    warnDays: 90,
    rule: 'The appointment gives the day on which the term ends.',
    citation: '',
    working: noWorking,
    ...(next
      ? {
          kept: {
            on: next.from_day === addDays(endsOn, 1) ? endsOn : next.from_day,
            what: `${next.name} was appointed`,
            href: atWork(body),
          },
        }
      : {}),
    ...(held.ended_on !== null && held.ended_on < endsOn
      ? { notOwed: `${held.name} left on ${formatDay(held.ended_on)}, before the term ended.` }
      : {}),
  }
}

// ── Attendance ──────────────────────────────────────────────────────────────

export type YearOfAttendance = {
  readonly body: OfBody
  readonly year: Year
  readonly terms: Terms
  readonly person: { readonly id: string; readonly name: string }
  /** Of the meetings held while in post, those whose attendance is in the record. */
  readonly attended: number
  readonly recorded: number
  /** All those held while in post. */
  readonly held: number
}

/** A member comes to so many of the meetings held while in post (R-TOR-11). */
export function attendanceDuty(facts: YearOfAttendance): Duty | undefined {
  const { body, year, terms, person, attended, recorded, held } = facts
  if (!terms.attendanceExpected || held === 0) return undefined
  const { percent, citation } = terms.attendanceExpected
  const whole = recorded === held
  const meets = whole && meetsExpectation({ attended, possible: held }, percent) === true
  return {
    key: `attendance/${body.id}/${year.slug}/${person.id}`,
    kind: 'attendance',
    what: `${person.name}: come to at least ${percent} per cent of the meetings of ${year.name}`,
    owner: { words: person.name, persons: [person.id], permission: null },
    body: body.id,
    concerns: year.last,
    href: `/bodies/${body.slug}/attendance?year=${year.slug}`,
    due: year.last,
    until: year.last,
    warnDays: 0,
    rule: `At least ${percent} per cent of the meetings held while in post. An apology is not attendance; workshops do not count.`,
    citation,
    working: noWorking,
    remark: `${attended} of ${recorded} in the record`,
    ...(meets
      ? { kept: { on: year.last, what: `Came to ${attended} of ${held}, as reckoned` } }
      : {}),
    ...(whole
      ? {}
      : {
          unknown: `Attendance is in this record for ${inWords(recorded)} of ${countOf(held, 'meeting')} held while in post.`,
        }),
  }
}
