import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Body } from '../bodies/read-body.ts'
import { listPlaces, type Place } from '../bodies/read-place.ts'
import type { MeetingTables } from './meetings.tables.ts'
import type { PublishedDate, PublishedYear } from './published-year.rules.ts'
import { type Meeting, takesPlace } from './read-meeting.ts'
import type { Year } from './year.rules.ts'

/** A body's meetings in a year that this connection may see, the earliest first. One query. */
export const listMeetingsOfYear = (
  db: Db,
  bodyId: string,
  { first, last }: Pick<Year, 'first' | 'last'>,
): Promise<Meeting[]> =>
  tablesOf<MeetingTables>(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('day', '>=', first)
    .where('day', '<=', last)
    .where(takesPlace)
    .orderBy('day')
    .orderBy('starts_at')
    .orderBy('id')
    .execute()

/** The bank holidays of England in a year, and what is known of them (R-CAL-4). One query. */
export async function readHolidays(db: Db, { first, last }: Pick<Year, 'first' | 'last'>) {
  const calendar = await readCalendar(db)
  return {
    calendar,
    holidays: calendar.holidays.filter(
      ({ day, divisions }) =>
        day >= first && day <= last && divisions.includes('england-and-wales'),
    ),
  }
}

/** A year's dates as they would be published: all but workshops, which are not public (R-TOR-14). */
export const datesToPublish = (
  meetings: readonly Meeting[],
  places: readonly Place[],
): PublishedDate[] =>
  meetings
    .filter(({ kind }) => kind !== 'workshop')
    .map(meeting => ({
      meeting: meeting.id,
      version: meeting.version,
      day: meeting.day,
      startsAt: meeting.starts_at.slice(0, 5),
      endsAt: meeting.ends_at?.slice(0, 5) ?? null,
      kind: meeting.kind,
      mode: meeting.mode,
      venue: meeting.venue,
      place: places.find(({ id }) => id === meeting.place_id)?.name ?? '',
    }))

/** The list of a body's year as it would be published now. Two queries. */
export async function assembleYear(
  db: Db,
  body: Body,
  year: Year,
  asOn: PublishedYear['asOn'],
): Promise<PublishedYear> {
  const meetings = await listMeetingsOfYear(db, body.id, year)
  return {
    format: 1,
    body: { id: body.id, slug: body.slug, name: body.name },
    year: { slug: year.slug, name: year.name, first: year.first, last: year.last },
    asOn,
    dates: datesToPublish(meetings, await listPlaces(db)),
  }
}
