import { type Day, formatDay } from '../../platform/day.rules.ts'
import { countOf, inWords, listed } from '../../platform/plain-english.rules.ts'
import { meetsExpectation } from '../bodies/attendance-totals.rules.ts'

export type Share = { readonly attended: number; readonly possible: number }

/** A line of attendance as it was published, for one person and year. */
export type PublishedLine = Share & {
  readonly office: string
  readonly capacity: string
  readonly note: string
  readonly source: string
  readonly person: string | null
  readonly seat: string | null
}

/** Somebody at a meeting: in a seat, perhaps for another; `seat: null` had none and does not count. */
export type Sitting = {
  readonly person: string
  readonly seat: string | null
  readonly deputisingFor?: string | undefined
}

/** A meeting of the year that was held. */
export type HeldMeeting = {
  readonly id: string
  readonly day: Day
  readonly kind: string
  /** Null where no attendance is in the record. */
  readonly record: {
    readonly sittings: readonly Sitting[]
    readonly holdings: readonly { readonly seat: string; readonly person: string }[]
  } | null
}

export type SeatOfReport = {
  readonly id: string
  readonly role: string
  readonly organisation: string
  readonly class: string
  readonly voting: boolean
  readonly min: number
  readonly from: Day | null
  readonly until: Day | null
}

export type AttendanceFacts = {
  /** What is expected, in per cent; null where the terms say nothing (R-TOR-11). */
  readonly expected: number | null
  readonly citation: string
  readonly published: readonly PublishedLine[]
  readonly meetings: readonly HeldMeeting[]
  readonly seats: readonly SeatOfReport[]
  readonly nameOf: (person: string) => string
}

export type Agreement = 'agrees' | 'agrees so far' | 'differs' | 'not compared'

export type AttendanceRow = Share & {
  readonly office: string
  readonly capacity: string
  readonly note: string
  readonly meets: boolean | null
  readonly fromRecord: Share | null
  readonly agreement: Agreement
}

export type SeatRow = Share & {
  readonly seat: string
  readonly organisation: string
  readonly class: string
  readonly meets: boolean | null
  /** What the seat's published lines come to. */
  readonly published: Share | null
  readonly fromRecord: Share | null
  readonly agreement: Agreement
  /** What a reader should know of it, in a sentence; '' where nothing is odd. */
  readonly remark: string
}

export type AttendanceReport = {
  readonly expected: number | null
  readonly citation: string
  readonly source: string
  readonly rows: readonly AttendanceRow[]
  readonly seats: readonly SeatRow[]
  /** Meetings held, workshops left out, and of how many the attendance is in the record. */
  readonly held: number
  readonly recorded: number
}

/** Workshops count for neither attended nor possible (R-TOR-11, R-TOR-14). */
const thatCount = (meetings: readonly HeldMeeting[]) =>
  meetings.filter(({ kind }) => kind !== 'workshop')

/**
 * What the record says of one person: of the meetings held while in post, at how many
 * they sat themselves. An apology is not attendance, and neither is a deputy's.
 */
export function attendanceOf(person: string, meetings: readonly HeldMeeting[]): Share | null {
  const inPost = thatCount(meetings).flatMap(({ record }) =>
    record?.holdings.some(holding => holding.person === person) ? [record] : [],
  )
  return inPost.length === 0
    ? null
    : {
        possible: inPost.length,
        attended: inPost.filter(({ sittings }) =>
          sittings.some(
            each =>
              each.person === person && each.seat !== null && each.deputisingFor === undefined,
          ),
        ).length,
      }
}

const stands = ({ from, until }: SeatOfReport, day: Day) =>
  from !== null && from <= day && (until === null || until >= day)

/**
 * What the record says of one seat: at how many meetings somebody sat in it, its holder
 * or a deputy. A seat of several places counts each; one that must be held counts
 * while it is vacant.
 */
export function attendanceOfSeat(
  seat: SeatOfReport,
  meetings: readonly HeldMeeting[],
): (Share & { readonly vacant: number }) | null {
  let attended = 0
  let possible = 0
  let vacant = 0
  for (const { day, record } of thatCount(meetings)) {
    if (!record || !stands(seat, day)) continue
    const holders = new Set(
      record.holdings.filter(holding => holding.seat === seat.id).map(({ person }) => person),
    )
    const places = Math.max(holders.size, seat.min)
    const there = new Set(
      record.sittings
        .filter(
          sitting =>
            sitting.seat === seat.id ||
            (sitting.seat !== null &&
              sitting.deputisingFor === undefined &&
              holders.has(sitting.person)),
        )
        .map(({ person }) => person),
    )
    possible += places
    attended += Math.min(places, there.size)
    if (holders.size === 0 && there.size === 0) vacant += places
  }
  return possible === 0 ? null : { attended, possible, vacant }
}

/**
 * Whether what was published and what the record holds can both be true. Where the record
 * holds only some of the meetings, it may show no more attended, and no more missed, than
 * were published.
 */
export function agreementOf(published: Share | null, fromRecord: Share | null): Agreement {
  if (!published || !fromRecord) return 'not compared'
  const missed = ({ attended, possible }: Share) => possible - attended
  if (fromRecord.attended > published.attended || missed(fromRecord) > missed(published))
    return 'differs'
  return fromRecord.possible === published.possible ? 'agrees' : 'agrees so far'
}

const judged = (share: Share, expected: number | null): boolean | null =>
  expected === null ? null : (meetsExpectation(share, expected) ?? null)

const sumOf = (shares: readonly Share[]): Share | null =>
  shares.length === 0
    ? null
    : {
        attended: shares.reduce((sum, { attended }) => sum + attended, 0),
        possible: shares.reduce((sum, { possible }) => sum + possible, 0),
      }

/**
 * A body's attendance in a year, by person and by seat (R-TOR-11).
 *
 * Where totals were published they are the rows, with what the record holds beside them
 * and whether the two agree; where none were, the rows are derived. A seat shows what
 * its lines come to, or what the record shows where that is more: who came for a trust is
 * not always the member whom its line names.
 */
export function attendanceReport(facts: AttendanceFacts): AttendanceReport {
  const { expected, published, meetings, seats, nameOf } = facts
  const held = thatCount(meetings)
  return {
    expected,
    citation: facts.citation,
    source: published[0]?.source ?? '',
    rows:
      published.length > 0
        ? published.map(line => rowOf(line, meetings, expected))
        : derivedRows(meetings, seats, expected, nameOf),
    seats: seats
      .filter(seat => seat.voting)
      .flatMap(seat => {
        const row = seatRow(seat, facts)
        return row ? [row] : []
      }),
    held: held.length,
    recorded: held.filter(({ record }) => record !== null).length,
  }
}

function rowOf(
  line: PublishedLine,
  meetings: readonly HeldMeeting[],
  expected: number | null,
): AttendanceRow {
  const { office, capacity, note, attended, possible } = line
  const fromRecord = line.person === null ? null : attendanceOf(line.person, meetings)
  return {
    office,
    capacity,
    note,
    attended,
    possible,
    // The expectation is of members alone.
    meets: capacity === 'member' ? judged(line, expected) : null,
    fromRecord,
    agreement: agreementOf(line, fromRecord),
  }
}

function derivedRows(
  meetings: readonly HeldMeeting[],
  seats: readonly SeatOfReport[],
  expected: number | null,
  nameOf: (person: string) => string,
): AttendanceRow[] {
  const voting = new Set(seats.filter(seat => seat.voting).map(({ id }) => id))
  const people = new Set(
    thatCount(meetings).flatMap(({ record }) =>
      (record?.holdings ?? []).filter(({ seat }) => voting.has(seat)).map(({ person }) => person),
    ),
  )
  return [...people].flatMap((person): AttendanceRow[] => {
    const share = attendanceOf(person, meetings)
    return share
      ? [
          {
            ...share,
            office: nameOf(person),
            capacity: 'member',
            note: '',
            meets: judged(share, expected),
            fromRecord: share,
            agreement: 'not compared',
          },
        ]
      : []
  })
}

function seatRow(seat: SeatOfReport, facts: AttendanceFacts): SeatRow | undefined {
  const { meetings, expected, nameOf } = facts
  const lines = facts.published.filter(line => line.seat === seat.id)
  const published = sumOf(lines)
  const fromRecord = attendanceOfSeat(seat, meetings)
  if (!published && !fromRecord) return undefined
  const vacant = fromRecord?.vacant ?? 0
  // A line tells of a person, and none tells of a seat that nobody held.
  const whileHeld = fromRecord && { ...fromRecord, possible: fromRecord.possible - vacant }
  const agreement = agreementOf(published, whileHeld?.possible ? whileHeld : null)
  const share = {
    attended: Math.max(published?.attended ?? 0, fromRecord?.attended ?? 0),
    possible: Math.max((published?.possible ?? 0) + vacant, fromRecord?.possible ?? 0),
  }
  return {
    ...share,
    seat: seat.role,
    organisation: seat.organisation,
    class: seat.class,
    meets: judged(share, expected),
    published,
    fromRecord: fromRecord && { attended: fromRecord.attended, possible: fromRecord.possible },
    agreement,
    remark:
      agreement === 'differs'
        ? remarkOn(seat, lines, meetings, nameOf)
        : vacant > 0
          ? `Nobody held it at ${countOf(vacant, 'meeting')}.`
          : '',
  }
}

/** Who came for a seat at a meeting, where the published lines do not show it. */
function remarkOn(
  seat: SeatOfReport,
  lines: readonly PublishedLine[],
  meetings: readonly HeldMeeting[],
  nameOf: (person: string) => string,
): string {
  const came = thatCount(meetings).flatMap(({ day, record }) =>
    (record?.sittings ?? [])
      .filter(
        sitting =>
          sitting.seat === seat.id &&
          !lines.some(line => line.person === sitting.person && line.attended > 0),
      )
      .map(({ person }) => `${nameOf(person)} came on ${formatDay(day)}`),
  )
  const shown = lines.map(
    ({ office, attended, possible }) =>
      `the published line of ${office} shows ${inWords(attended)} of ${inWords(possible)}`,
  )
  return came.length === 0
    ? `The record shows more meetings missed than ${listed(shown)}.`
    : `${listed(came)}, although ${listed(shown)}.`
}

/** 'In the record: 1 of the 2 meetings held.' */
export const coverageInWords = ({ held, recorded }: AttendanceReport): string =>
  held === 0
    ? 'No meeting of this year is in the record.'
    : recorded === held
      ? `Attendance is in the record for ${held === 1 ? 'the one meeting' : `all ${inWords(held)} meetings`} of the year.`
      : `Attendance is in the record for ${inWords(recorded)} of the ${countOf(held, 'meeting')} of the year.`

/** Of the members' rows, how many were judged and how many fell below. */
export function belowExpectation(rows: readonly AttendanceRow[]): {
  readonly below: number
  readonly of: number
} {
  const members = rows.filter(row => row.meets !== null)
  return { below: members.filter(row => row.meets === false).length, of: members.length }
}
