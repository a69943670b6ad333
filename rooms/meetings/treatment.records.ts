import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Tx, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Acting } from '../../platform/record/verb.ts'
import type { AgendaTables, TreatmentKind } from './meetings.tables.ts'

const agenda = (tx: Tx) => tablesOf<AgendaTables>(tx)

export type NewTreatment = {
  readonly item: string
  readonly kind: TreatmentKind
  readonly reason: string
  readonly by?: string | undefined
  readonly with?: string
  readonly to?: string
}

/** Writes what became of an item, as of the day of the act. */
export async function insertTreatment(
  tx: Tx,
  { item, kind, reason, by, with: together, to }: NewTreatment,
  { today, now }: Pick<Acting, 'today' | 'now'>,
) {
  const row = {
    id: randomUUID(),
    item_id: item,
    kind,
    reason: reason.trim(),
    decided_by: by?.trim() ?? '',
    on_day: today,
    with_item_id: together ?? null,
    to_item_id: to ?? null,
    undone_on: null,
    recorded_at: now,
  }
  await agenda(tx).insertInto('meetings.item_treatments').values(row).execute()
  return row
}

/** Takes back what stands of an item: it is on the agenda again. */
export const undoTreatments = (tx: Tx, itemId: string, on: Day) =>
  agenda(tx)
    .updateTable('meetings.item_treatments')
    .set({ undone_on: on })
    .where('item_id', '=', itemId)
    .where('undone_on', 'is', null)
    .execute()

/** Notes that a version holds these items and papers; the first day of each kind stays. */
export const noteIssued = (
  tx: Tx,
  issue: {
    readonly meeting: string
    readonly on: Day
    readonly withPapers: boolean
    readonly items: readonly string[]
    readonly papers: readonly string[]
  },
) =>
  sql`
    insert into meetings.agenda_issued as known (meeting_id, agenda_on, papers_on, item_ids, paper_ids)
    values (${issue.meeting}, ${issue.on}, ${issue.withPapers ? issue.on : null}, ${issue.items}::uuid[], ${issue.papers}::uuid[])
    on conflict (meeting_id) do update set
      papers_on = coalesce(known.papers_on, excluded.papers_on),
      item_ids = array(select distinct unnest(known.item_ids || excluded.item_ids)),
      paper_ids = array(select distinct unnest(known.paper_ids || excluded.paper_ids))`.execute(tx)

/** Copies of a paper's files under another paper: the same bytes, kept once. */
export const copyFiles = (tx: Tx, from: string, to: string) =>
  sql`
    insert into meetings.paper_files (id, paper_id, position, name, description, hash, media_type, size, pages,
      tagged, twin, warnings)
    select gen_random_uuid(), ${to}, position, name, description, hash, media_type, size, pages, tagged, twin, warnings
    from meetings.paper_files where paper_id = ${from} and removed_on is null`.execute(tx)
