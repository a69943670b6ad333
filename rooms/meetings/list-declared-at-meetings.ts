import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { AgendaTables, MeetingTables, SittingTables } from './meetings.tables.ts'

/** An interest that was declared at a meeting, as its minutes have it. */
export type DeclaredAtMeeting = {
  readonly id: string
  readonly body: string
  readonly slug: string
  readonly day: Day
  readonly item: string | null
  /** '' where it was declared for the meeting as a whole. */
  readonly number: string
  readonly person: string
  readonly interest: string
}

/**
 * What was declared at the meetings of some bodies between two days, first to last. For staff; of
 * private items only for those who may see them. One query.
 */
export async function listDeclaredAtMeetings(
  db: Db,
  bodies: readonly string[],
  from: Day,
  to: Day,
): Promise<DeclaredAtMeeting[]> {
  if (bodies.length === 0) return []
  const rows = await tablesOf<MeetingTables & AgendaTables & SittingTables>(db)
    .selectFrom('meetings.declarations as declared')
    .innerJoin('meetings.meetings', 'meetings.meetings.id', 'declared.meeting_id')
    .leftJoin('meetings.agenda_items as item', 'item.id', 'declared.item_id')
    .select([
      'declared.id',
      'meetings.meetings.body_id as body',
      'meetings.meetings.slug',
      'meetings.meetings.day',
      'declared.item_id as item',
      'item.number',
      'declared.person_id as person',
      'declared.interest',
    ])
    .where('meetings.meetings.body_id', 'in', [...bodies])
    .where('meetings.meetings.day', '>=', from)
    .where('meetings.meetings.day', '<=', to)
    .orderBy('meetings.meetings.day')
    .orderBy('declared.id')
    .execute()
  return rows.map(row => ({ ...row, number: row.number ?? '' }))
}
