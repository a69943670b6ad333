import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { MeetingTables } from './meetings.tables.ts'
import type { OutsideTables } from './outside.tables.ts'
import type { Meeting } from './read-meeting.ts'

const outside = (db: Db) => tablesOf<OutsideTables>(db)

export type OutsideFileRow = Selectable<OutsideTables['meetings.outside_files']>

/** The papers of a decision taken outside a meeting, those taken away left out. */
export const listOutsideFiles = (db: Db, decision: string): Promise<OutsideFileRow[]> =>
  outside(db)
    .selectFrom('meetings.outside_files')
    .selectAll()
    .where('decision_id', '=', decision)
    .where('removed_on', 'is', null)
    .orderBy('position')
    .execute()

/** Where a decision taken outside a meeting was reported; undefined where it was not yet. */
export const findReport = (db: Db, decision: string) =>
  outside(db)
    .selectFrom('meetings.decision_reports')
    .selectAll()
    .where('decision_id', '=', decision)
    .executeTakeFirst()

export type PublishedOutsideRow = Selectable<OutsideTables['meetings.published_outside']>

/** The published versions of a decision taken outside a meeting, newest first. One query. */
export const listPublishedOutside = (db: Db, id: string): Promise<PublishedOutsideRow[]> =>
  outside(db)
    .selectFrom('meetings.published_outside')
    .selectAll()
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .execute()

/** The body's meetings from a day on that go ahead and can take a report, soonest first. */
export const listMeetingsToReportTo = (db: Db, body: string, from: Day): Promise<Meeting[]> =>
  tablesOf<MeetingTables>(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('body_id', '=', body)
    .where('day', '>=', from)
    .where('became', 'is', null)
    .where('kind', '<>', 'workshop')
    .orderBy('day')
    .orderBy('starts_at')
    .execute()
