import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'

/** An agenda item as the latest pack that holds it has it. */
export type PublishedItemTitle = {
  readonly id: string
  readonly meetingId: string
  readonly number: string
  readonly title: string
  readonly papers: readonly { readonly id: string; readonly title: string }[]
}

/**
 * The agenda items that are in a published pack: those with these ids, those with one
 * of these papers, and all of these meetings. An item that was never published is not
 * found. One query.
 */
export async function readPublishedItems(
  db: Db,
  wanted: {
    readonly items: readonly string[]
    readonly papers: readonly string[]
    readonly meetings?: readonly string[]
  },
): Promise<PublishedItemTitle[]> {
  const { items, papers, meetings = [] } = wanted
  if (items.length + papers.length + meetings.length === 0) return []
  const { rows } = await sql<{
    meeting_id: string
    item: {
      id: string
      number: string
      title: string
      papers: { id: string; title: string }[]
    }
  }>`
    select distinct on (item ->> 'id') meeting_id, jsonb_build_object(
      'id', item -> 'id', 'number', item -> 'number', 'title', item -> 'title',
      'papers', (select coalesce(jsonb_agg(jsonb_build_object('id', paper -> 'id', 'title', paper -> 'title')), '[]')
        from jsonb_array_elements(item -> 'papers') as paper)) as item
    from publishing.packs
    cross join lateral jsonb_array_elements(content -> 'items') as item
    where (item_ids && ${items}::uuid[] or paper_ids && ${papers}::uuid[] or meeting_id = any(${meetings}::uuid[]))
      and ((item ->> 'id')::uuid = any(${items}::uuid[])
        or meeting_id = any(${meetings}::uuid[])
        or exists (select from jsonb_array_elements(item -> 'papers') as paper
          where (paper ->> 'id')::uuid = any(${papers}::uuid[])))
    order by item ->> 'id', version desc
  `.execute(db)
  return rows.map(({ meeting_id, item }) => ({ meetingId: meeting_id, ...item }))
}
