import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { MeetingTables } from './meetings.tables.ts'
import type { Meeting } from './read-meeting.ts'

/** A body's meetings that this connection may see, the latest first, at most so many. One query. */
export const listMeetingsOfBody = (db: Db, bodyId: string, limit: number): Promise<Meeting[]> =>
  tablesOf<MeetingTables>(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('body_id', '=', bodyId)
    .orderBy('day', 'desc')
    .orderBy('starts_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
