import { sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { MeetingKind, MeetingTables, MinutesTables } from './meetings.tables.ts'
import type { FrozenQuorumFacts } from './minutes.rules.ts'

/** A meeting with who sat there, as its latest published minutes froze it. */
export type PublishedSitting = {
  readonly id: string
  readonly day: Day
  readonly slug: string
  readonly kind: MeetingKind
  /** Null while no minutes are published. */
  readonly facts: FrozenQuorumFacts | null
}

/** A body's meetings between two days that this connection may see, each as published. One query. */
export const listPublishedSittings = (
  db: Db,
  bodyId: string,
  from: Day,
  to: Day,
): Promise<PublishedSitting[]> =>
  tablesOf<MeetingTables & MinutesTables>(db)
    .selectFrom('meetings.meetings as meeting')
    .select(['meeting.id', 'meeting.day', 'meeting.slug', 'meeting.kind'])
    .select(
      sql<FrozenQuorumFacts | null>`(select published.content -> 'facts'
        from meetings.published_minutes published where published.meeting_id = meeting.id
        order by published.version desc limit 1)`.as('facts'),
    )
    .where('meeting.body_id', '=', bodyId)
    .where('meeting.day', '>=', from)
    .where('meeting.day', '<=', to)
    .orderBy('meeting.day')
    .orderBy('meeting.starts_at')
    .execute()
