import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { MeetingTables } from './meetings.tables.ts'
import type { Meeting } from './read-meeting.ts'

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
