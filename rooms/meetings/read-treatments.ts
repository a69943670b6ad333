import { sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { AgendaTables, TreatmentKind } from './meetings.tables.ts'
import type { ItemElsewhere, Treatment } from './treatment.rules.ts'

type Row = {
  item_id: string
  kind: TreatmentKind
  reason: string
  decided_by: string
  on_day: Day
  from_id: string
  from_number: string
  from_title: string
  from_meeting: string
  from_slug: string
  from_day: Day
  other_id: string | null
  other_number: string
  other_title: string
  other_meeting: string
  other_slug: string
  other_day: Day
}

/**
 * What stands of the items of a meeting besides their being on the agenda, by item: what
 * became of them, and from which meeting they were carried over. One query.
 */
export async function listTreatments(
  db: Db,
  meetingId: string,
): Promise<ReadonlyMap<string, readonly Treatment[]>> {
  const { rows } = await sql<Row>`
    select t.item_id, t.kind, t.reason, t.decided_by, t.on_day,
      here.id as from_id, here.number as from_number, here.title as from_title,
      hm.id as from_meeting, hm.slug as from_slug, hm.day as from_day,
      other.id as other_id, other.number as other_number, other.title as other_title,
      om.id as other_meeting, om.slug as other_slug, om.day as other_day
    from meetings.item_treatments t
    join meetings.agenda_items here on here.id = t.item_id
    join meetings.meetings hm on hm.id = here.meeting_id
    left join meetings.agenda_items other on other.id = coalesce(t.with_item_id, t.to_item_id)
    left join meetings.meetings om on om.id = other.meeting_id
    where t.undone_on is null and (here.meeting_id = ${meetingId} or other.meeting_id = ${meetingId})
    order by t.recorded_at, t.id`.execute(db)
  const found = new Map<string, Treatment[]>()
  const say = (item: string, treatment: Treatment) =>
    found.set(item, [...(found.get(item) ?? []), treatment])
  for (const row of rows) {
    const from: ItemElsewhere = {
      id: row.from_id,
      number: row.from_number,
      title: row.from_title,
      meeting: { id: row.from_meeting, slug: row.from_slug, day: row.from_day },
    }
    const other: ItemElsewhere | null =
      row.other_id === null
        ? null
        : {
            id: row.other_id,
            number: row.other_number,
            title: row.other_title,
            meeting: { id: row.other_meeting, slug: row.other_slug, day: row.other_day },
          }
    const said = { reason: row.reason, by: row.decided_by, on: row.on_day }
    if (row.from_meeting === meetingId) say(row.item_id, { kind: row.kind, ...said, other })
    if (row.kind === 'deferred' && other && other.meeting.id === meetingId)
      say(other.id, { kind: 'carried over', ...said, other: from })
  }
  return found
}

export type AgendaIssued = {
  readonly agendaOn: Day
  /** Null while the papers are to follow. */
  readonly papersOn: Day | null
  readonly items: ReadonlySet<string>
  readonly papers: ReadonlySet<string>
}

/** What of a meeting's agenda and papers has been issued; undefined before the first issue. One query. */
export async function findAgendaIssued(
  db: Db,
  meetingId: string,
): Promise<AgendaIssued | undefined> {
  const row = await tablesOf<AgendaTables>(db)
    .selectFrom('meetings.agenda_issued')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst()
  return (
    row && {
      agendaOn: row.agenda_on,
      papersOn: row.papers_on,
      items: new Set(row.item_ids),
      papers: new Set(row.paper_ids),
    }
  )
}
