import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { MeetingTables, RoomTables, SittingTables } from './meetings.tables.ts'
import type { Meeting, NoticeGiven } from './read-meeting.ts'

const meetings = (db: Db) => tablesOf<MeetingTables>(db)

export const insertMeeting = (tx: Tx, row: Meeting) =>
  meetings(tx).insertInto('meetings.meetings').values(row).execute()

/** Slugs already taken by a body's meetings on a day. */
export const listSlugsOn = async (db: Db, bodyId: string, day: Day): Promise<string[]> =>
  (
    await meetings(db)
      .selectFrom('meetings.meetings')
      .select('slug')
      .where('body_id', '=', bodyId)
      .where('day', '=', day)
      .execute()
  ).map(row => row.slug)

export const updateMeeting = (tx: Tx, { id, ...row }: Meeting) =>
  meetings(tx).updateTable('meetings.meetings').set(row).where('id', '=', id).execute()

/** Whether anybody's attendance, or anything in the room, has been recorded: then the meeting was held. */
export const isAttendanceRecorded = async (db: Db, meetingId: string): Promise<boolean> =>
  (await tablesOf<SittingTables & RoomTables>(db)
    .selectFrom('meetings.attendances')
    .select('id')
    .where('meeting_id', '=', meetingId)
    .unionAll(
      tablesOf<RoomTables>(db)
        .selectFrom('meetings.proceedings')
        .select('id')
        .where('meeting_id', '=', meetingId),
    )
    .limit(1)
    .executeTakeFirst()) !== undefined

export const insertNotice = (tx: Tx, row: NoticeGiven) =>
  meetings(tx).insertInto('meetings.notices').values(row).execute()
