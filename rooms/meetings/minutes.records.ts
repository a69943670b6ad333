import { type Insertable, sql } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { MeetingTables, MinutesTables } from './meetings.tables.ts'
import type { StepRow } from './read-drafts.ts'

const minutes = (db: Db) => tablesOf<MinutesTables & MeetingTables>(db)

/**
 * One act at a time on the minutes of a body: two clerks who save together are
 * told apart, and its next minute number is given once.
 */
export const holdMinutesOf = (tx: Tx, bodyId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`minutes of ${bodyId}`}, 0))`.execute(tx)

/** Every save of a meeting's minutes, newest first, without the text. */
export const insertDraft = (tx: Tx, row: Insertable<MinutesTables['meetings.minutes_drafts']>) =>
  minutes(tx).insertInto('meetings.minutes_drafts').values(row).execute()

/** When minutes were first drafted, and the version that stands, for each meeting that has a draft. */
export const insertStep = (tx: Tx, row: StepRow) =>
  minutes(tx).insertInto('meetings.minutes_steps').values(row).execute()

/** The minute numbers that a body's minutes bear, those of one meeting left out. */
/** The states in which a meeting's minutes were published, oldest first. */
/** Freezes a version, and puts its decisions on the register in place of the older version's. */
export async function insertPublished(
  tx: Tx,
  row: Insertable<MinutesTables['meetings.published_minutes']>,
  decisions: readonly Insertable<MinutesTables['meetings.published_decisions']>[],
): Promise<void> {
  await minutes(tx).insertInto('meetings.published_minutes').values(row).execute()
  await minutes(tx)
    .deleteFrom('meetings.published_decisions')
    .where('meeting_id', '=', row.meeting_id)
    .execute()
  if (decisions.length > 0)
    await minutes(tx)
      .insertInto('meetings.published_decisions')
      .values([...decisions])
      .execute()
}

/** Meetings of a body before a day, oldest first, that have a draft of their minutes. */
