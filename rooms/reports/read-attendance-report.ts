import type { Db } from '../../platform/database/database.ts'
import { type Day, minOf } from '../../platform/day.rules.ts'
import type { AttendanceTotalRow as TotalRow } from '../bodies/list-attendance-totals.ts'
import type { Body } from '../bodies/read-body.ts'
import { listAllSeats, type SeatOf, type SeatRow } from '../bodies/read-membership.ts'
import { membershipIn, membershipOn, readMemberships } from '../bodies/read-memberships.ts'
import { listTerms, termsInForce } from '../bodies/read-terms.ts'
import type { Year } from '../duties/duty.rules.ts'
import { isThere } from '../meetings/attendance.rules.ts'
import { listMeetingFacts } from '../meetings/list-meeting-facts.ts'
import { listPresences } from '../meetings/list-presences.ts'
import { listPublishedSittings } from '../meetings/list-published-sittings.ts'
import { readPersons } from '../people/read-person.ts'
import {
  type AttendanceReport,
  attendanceReport,
  type HeldMeeting,
  type PublishedLine,
  type SeatOfReport,
} from './attendance-report.rules.ts'

const lineOf = (row: TotalRow): PublishedLine => ({
  office: row.office,
  capacity: row.capacity,
  attended: row.attended,
  possible: row.possible,
  note: row.note,
  source: row.source,
  person: row.person_id,
  seat: row.seat_id,
})

const seatOfReport = (seat: SeatRow & SeatOf): SeatOfReport => ({
  id: seat.id,
  role: seat.role,
  organisation: seat.organisationName,
  class: seat.class,
  voting: seat.voting,
  min: seat.min_holders,
  from: seat.from_day,
  until: seat.until_day,
})

/** The meetings of a year that were held, with who sat there as the public was told. One query. */
const publishedMeetings = async (
  db: Db,
  body: string,
  first: Day,
  last: Day,
): Promise<HeldMeeting[]> =>
  (await listPublishedSittings(db, body, first, last)).map(({ id, day, kind, facts }) => ({
    id,
    day,
    kind,
    record:
      facts && facts.presences.length > 0
        ? { sittings: facts.presences, holdings: facts.holdings }
        : null,
  }))

/** The same as it was recorded, whether minutes are published or not; for staff. */
async function recordedMeetings(
  db: Db,
  body: string,
  first: Day,
  last: Day,
): Promise<HeldMeeting[]> {
  const { meetings } = await listMeetingFacts(db, {
    bodies: [body],
    from: first,
    to: last,
    audience: 'staff',
  })
  const membership = membershipIn(await readMemberships(db, [body], last), body)
  const presences = await listPresences(
    db,
    meetings.map(({ id }) => id),
  )
  return meetings.map(({ id, day, kind }) => {
    const there = presences.filter(row => row.meeting === id)
    return {
      id,
      day,
      kind,
      record:
        there.length === 0
          ? null
          : {
              holdings: membershipOn(membership, day).holdings,
              sittings: there.filter(isThere).map(({ person, seat, deputisingFor }) => ({
                person,
                seat,
                ...(deputisingFor === null ? {} : { deputisingFor }),
              })),
            },
    }
  })
}

/**
 * A body's attendance in a year: the totals that were published, and what the record holds
 * of its meetings. For the public, four queries beside that of the totals.
 */
export async function readAttendanceReport(
  db: Db,
  body: Pick<Body, 'id'>,
  {
    year,
    today,
    totals,
    audience,
  }: {
    readonly year: Year
    readonly today: Day
    readonly totals: readonly TotalRow[]
    readonly audience: 'staff' | 'public'
  },
): Promise<AttendanceReport> {
  const published = totals.filter(row => row.year === year.slug).map(lineOf)
  const last = minOf(year.last, today)
  const terms = termsInForce(await listTerms(db, body.id), year.last)?.terms
  const seats = (await listAllSeats(db, body.id, last)).map(seatOfReport)
  const read = audience === 'public' ? publishedMeetings : recordedMeetings
  const meetings = await read(db, body.id, year.first, last)
  const persons = await readPersons(
    db,
    meetings.flatMap(({ record }) => [
      ...(record?.holdings ?? []).map(({ person }) => person),
      ...(record?.sittings ?? []).map(({ person }) => person),
    ]),
  )
  return attendanceReport({
    expected: terms?.attendanceExpected?.percent ?? null,
    citation: terms?.attendanceExpected?.citation ?? '',
    published,
    meetings,
    seats,
    nameOf: person => persons.get(person)?.name ?? 'Somebody',
  })
}
