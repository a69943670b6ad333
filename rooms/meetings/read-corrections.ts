import { type Selectable, sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { CorrectionTables } from './corrections.tables.ts'
import type { AgendaTables, MeetingTables } from './meetings.tables.ts'

export type Correction = Selectable<CorrectionTables['meetings.minutes_corrections']>

export type PlacedCorrection = Correction & {
  readonly number: string
  readonly title: string
  /** The day and address word of the meeting whose minutes they are, and of that which agreed. */
  readonly minutes_of: Day
  readonly minutes_slug: string
  readonly agreed_day: Day | null
  readonly agreed_slug: string | null
}

const placed = (db: Db) =>
  tablesOf<CorrectionTables & AgendaTables & MeetingTables>(db)
    .selectFrom('meetings.minutes_corrections as correction')
    .innerJoin('meetings.agenda_items as item', 'item.id', 'correction.item_id')
    .innerJoin('meetings.meetings as minutes', 'minutes.id', 'correction.meeting_id')
    .leftJoin('meetings.meetings as agreed', 'agreed.id', 'correction.agreed_at')
    .selectAll('correction')
    .select([
      'item.number',
      'item.title',
      'minutes.day as minutes_of',
      'minutes.slug as minutes_slug',
      'agreed.day as agreed_day',
      'agreed.slug as agreed_slug',
    ])
    .orderBy('correction.proposed_on')
    .orderBy('correction.id')

/** @throws NotFound */
export async function readCorrection(db: Db, id: string): Promise<PlacedCorrection> {
  const row = await placed(db).where('correction.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('There is no such correction in the record.')
  return row
}

/** Corrections of a meeting's minutes, agreed or not, those withdrawn among them. */
export const listCorrectionsOf = (db: Db, meeting: string): Promise<PlacedCorrection[]> =>
  placed(db).where('correction.meeting_id', '=', meeting).execute()

/** Corrections of earlier minutes that a meeting agreed. */
export const listCorrectionsAgreedAt = (db: Db, meeting: string): Promise<PlacedCorrection[]> =>
  placed(db).where('correction.agreed_at', '=', meeting).execute()

/** Corrections of a body's minutes of before a day that no meeting has agreed yet. */
export const listCorrectionsOpen = (
  db: Db,
  body: string,
  before: Day,
): Promise<PlacedCorrection[]> =>
  placed(db)
    .where('minutes.body_id', '=', body)
    .where('minutes.day', '<', before)
    .where('correction.agreed_at', 'is', null)
    .where('correction.withdrawn_on', 'is', null)
    .execute()

/** Holds a correction until this act is done. */
export const lockCorrection = (db: Db, id: string) =>
  sql`select from meetings.minutes_corrections where id = ${id} for update`.execute(db)
