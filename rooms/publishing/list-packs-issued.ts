import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { publishing } from './publishing.records.ts'

/** A version of a meeting's pack, by what it lists and when it went out. */
export type PackIssued = {
  readonly meeting: string
  readonly version: number
  readonly on: Day
  /** The titles of its items and papers. */
  readonly titles: readonly string[]
  /** Whether it holds the body's forward plan as such. */
  readonly hasPlan: boolean
}

/** Every version of the packs of these meetings, first to last, without their content. One query. */
export async function listPacksIssued(
  db: Db,
  meetingIds: readonly string[],
): Promise<PackIssued[]> {
  if (meetingIds.length === 0) return []
  return publishing(db)
    .selectFrom('publishing.packs')
    .select(['meeting_id as meeting', 'version', 'published_on as on'])
    .select(
      sql<string[]>`jsonb_path_query_array(content, '$.items[*].title')
        || jsonb_path_query_array(content, '$.items[*].papers[*].title')`.as('titles'),
    )
    .select(
      sql<boolean>`coalesce(jsonb_typeof(content -> 'forwardPlan') = 'object', false)`.as(
        'hasPlan',
      ),
    )
    .where('meeting_id', 'in', [...meetingIds])
    .orderBy('meeting_id')
    .orderBy('version')
    .execute()
}
