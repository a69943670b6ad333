import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { DecisionsTakenTables, SittingTables } from './meetings.tables.ts'

export type DecisionTaken = {
  readonly meeting: string
  readonly item: string
  readonly verb: SittingTables['meetings.decisions']['verb']
  readonly text: string
  readonly forBody: string
  readonly outcome: 'carried' | 'lost'
}

/**
 * What these meetings decided, in their order; for staff. The words of a decision are empty for
 * those who may not see its item. One query.
 */
export async function listDecisionsOf(
  db: Db,
  meetingIds: readonly string[],
): Promise<DecisionTaken[]> {
  if (meetingIds.length === 0) return []
  return tablesOf<DecisionsTakenTables>(db)
    .selectFrom('meetings.decisions_taken')
    .select([
      'meeting_id as meeting',
      'item_id as item',
      'verb',
      'text',
      'for_body as forBody',
      'outcome',
    ])
    .where('meeting_id', 'in', [...meetingIds])
    .orderBy('meeting_id')
    .orderBy('position')
    .execute()
}
