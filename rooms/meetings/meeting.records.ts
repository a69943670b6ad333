import { type Insertable, sql, type Updateable } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { MeetingTables, RoomTables, SittingTables } from './meetings.tables.ts'
import type { Meeting, NoticeGiven } from './read-meeting.ts'

const meetings = (db: Db) => tablesOf<MeetingTables>(db)

export const insertMeeting = (
  tx: Tx,
  row: Insertable<MeetingTables['meetings.meetings']>,
): Promise<Meeting> =>
  meetings(tx).insertInto('meetings.meetings').values(row).returningAll().executeTakeFirstOrThrow()

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

export const updateMeeting = (
  tx: Tx,
  id: string,
  change: Updateable<MeetingTables['meetings.meetings']>,
): Promise<Meeting> =>
  meetings(tx)
    .updateTable('meetings.meetings')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Whether anybody was told of it: by notice or summons, or by the meeting whose place it takes. */
export const isAnnounced = async (
  db: Db,
  { id, came_from }: Pick<Meeting, 'id' | 'came_from'>,
): Promise<boolean> =>
  came_from !== null ||
  (await meetings(db)
    .selectFrom('meetings.notices')
    .select('id')
    .where('meeting_id', '=', id)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** The meeting that takes the place of another, or goes on with it; undefined where there is none. */
export const findMeetingAfter = (db: Db, id: string): Promise<Meeting | undefined> =>
  meetings(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('came_from', '=', id)
    .executeTakeFirst()

/** Those of the meetings of which anybody's attendance, or anything in the room, has been recorded: they were held. */
export async function listHeld(db: Db, meetings: readonly string[]): Promise<ReadonlySet<string>> {
  if (meetings.length === 0) return new Set()
  const tables = tablesOf<SittingTables & RoomTables>(db)
  const rows = await tables
    .selectFrom('meetings.attendances')
    .select('meeting_id')
    .where('meeting_id', 'in', meetings)
    .union(
      tables
        .selectFrom('meetings.proceedings')
        .select('meeting_id')
        .where('meeting_id', 'in', meetings),
    )
    .execute()
  return new Set(rows.map(({ meeting_id }) => meeting_id))
}

/** Whether anything of that kind has been recorded of one. */
export const isAttendanceRecorded = async (db: Db, meeting: string): Promise<boolean> =>
  (await listHeld(db, [meeting])).has(meeting)

export const insertNotice = (tx: Tx, row: NoticeGiven) =>
  meetings(tx).insertInto('meetings.notices').values(row).execute()

/**
 * Takes a meeting out of the record, unless something of this or another room rests on it:
 * then it stays, and the answer is false.
 */
export async function deleteMeeting(tx: Tx, id: string): Promise<boolean> {
  await sql`savepoint dropping`.execute(tx)
  try {
    await meetings(tx).deleteFrom('meetings.meetings').where('id', '=', id).execute()
    return true
  } catch (fault) {
    if ((fault as { code?: unknown }).code !== FOREIGN_KEY_VIOLATION) throw fault
    await sql`rollback to savepoint dropping`.execute(tx)
    return false
  }
}

// PostgreSQL's own number for it.
const FOREIGN_KEY_VIOLATION = '23503'
