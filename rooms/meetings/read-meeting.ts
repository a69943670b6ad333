import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { NotFound } from '../../platform/outcome.ts'
import { namedOn } from '../bodies/body-name.rules.ts'
import { type Body, readBodyBySlug } from '../bodies/read-body.ts'
import type { MeetingTables } from './meetings.tables.ts'

const meetings = (db: Db) => tablesOf<MeetingTables>(db)

export type Meeting = Selectable<MeetingTables['meetings.meetings']>
export type NoticeGiven = Selectable<MeetingTables['meetings.notices']>

/** @throws NotFound */
export async function readMeeting(db: Db, id: string): Promise<Meeting> {
  const meeting = await meetings(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!meeting) throw new NotFound('There is no such meeting in the record.')
  return meeting
}

export type MeetingOfBody = { readonly body: Body; readonly meeting: Meeting }

/**
 * The meeting at `/meetings/BODY/DATE`. @throws NotFound, also when this
 * connection may not see it.
 */
export async function readMeetingAt(
  db: Db,
  bodySlug: string,
  meetingSlug: string,
): Promise<MeetingOfBody> {
  const body = await readBodyBySlug(db, bodySlug)
  const meeting = await meetings(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('body_id', '=', body.id)
    .where('slug', '=', meetingSlug)
    .executeTakeFirst()
  if (!meeting) throw new NotFound(`${body.name} has no meeting at this address.`)
  // A meeting's pages speak of the body as it was called on the day.
  return { body: namedOn(body, meeting.day), meeting }
}

export const listNotices = (db: Db, meetingId: string): Promise<NoticeGiven[]> =>
  meetings(db)
    .selectFrom('meetings.notices')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('given_on')
    .orderBy('recorded_at')
    .execute()
