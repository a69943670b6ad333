import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { MeetingTables, MinutesTables } from './meetings.tables.ts'
import type { MinutesState } from './minutes-state.rules.ts'

const minutes = (db: Db) => tablesOf<MinutesTables & MeetingTables>(db)

export type DraftRow = Selectable<MinutesTables['meetings.minutes_drafts']>
export type StepRow = Selectable<MinutesTables['meetings.minutes_steps']>
export type PublishedRow = Selectable<MinutesTables['meetings.published_minutes']>

export const latestDraft = (db: Db, meetingId: string): Promise<DraftRow | undefined> =>
  minutes(db)
    .selectFrom('meetings.minutes_texts')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

export const draftWithVersion = (
  db: Db,
  meetingId: string,
  version: number,
): Promise<DraftRow | undefined> =>
  minutes(db)
    .selectFrom('meetings.minutes_texts')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('version', '=', version)
    .executeTakeFirst()

export const savesOf = (db: Db, meetingId: string) =>
  minutes(db)
    .selectFrom('meetings.minutes_drafts')
    .select(['version', 'saved_at', 'saved_on', 'saved_by'])
    .where('meeting_id', '=', meetingId)
    .orderBy('version', 'desc')
    .execute()

export const stepsOf = (db: Db, meetingIds: readonly string[]): Promise<StepRow[]> =>
  minutes(db)
    .selectFrom('meetings.minutes_steps')
    .selectAll()
    .where('meeting_id', 'in', [...meetingIds, NOBODY])
    .orderBy('taken_on')
    .orderBy('recorded_at')
    .execute()

export const draftsOf = (db: Db, meetingIds: readonly string[]) =>
  minutes(db)
    .selectFrom('meetings.minutes_drafts')
    .select(select => [
      'meeting_id',
      select.fn.min('saved_on').as('drafted_on'),
      select.fn.max('version').as('version'),
    ])
    .where('meeting_id', 'in', [...meetingIds, NOBODY])
    .groupBy('meeting_id')
    .execute()

// A list for `in` may not be empty.
const NOBODY = '00000000-0000-0000-0000-000000000000'

export const minuteNumbersOf = async (
  db: Db,
  bodyId: string,
  exceptMeeting: string,
): Promise<string[]> =>
  (
    await minutes(db)
      .selectFrom('meetings.minutes_texts as draft')
      .innerJoin('meetings.meetings as meeting', 'meeting.id', 'draft.meeting_id')
      .select('draft.entries')
      .where('meeting.body_id', '=', bodyId)
      .where('meeting.id', '<>', exceptMeeting)
      .where(({ eb, selectFrom }) =>
        eb(
          'draft.version',
          '=',
          selectFrom('meetings.minutes_drafts as later')
            .select(({ fn }) => fn.max('later.version').as('version'))
            .whereRef('later.meeting_id', '=', 'draft.meeting_id'),
        ),
      )
      .execute()
  ).flatMap(({ entries }) =>
    entries.map(entry => entry.minuteNumber).filter(number => number !== ''),
  )

export const statesPublished = async (db: Db, meetingId: string): Promise<MinutesState[]> =>
  (
    await minutes(db)
      .selectFrom('meetings.published_minutes')
      .select('state')
      .where('meeting_id', '=', meetingId)
      .orderBy('version')
      .execute()
  ).map(row => row.state)

export const latestPublished = (db: Db, meetingId: string): Promise<PublishedRow | undefined> =>
  minutes(db)
    .selectFrom('meetings.published_minutes')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

export const minutedMeetingsBefore = (db: Db, bodyId: string, day: string) =>
  minutes(db)
    .selectFrom('meetings.meetings as meeting')
    .selectAll('meeting')
    .where('meeting.body_id', '=', bodyId)
    .where('meeting.day', '<', day as MeetingTables['meetings.meetings']['day'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('meetings.minutes_drafts as draft')
          .select('draft.version')
          .whereRef('draft.meeting_id', '=', 'meeting.id'),
      ),
    )
    .orderBy('meeting.day')
    .orderBy('meeting.starts_at')
    .execute()
