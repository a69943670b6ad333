import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Subject } from '../../platform/record/journal.ts'
import { keyOf, type NamedThing } from '../../platform/record/named-thing.ts'
import { readBodies } from '../bodies/read-body.ts'

type Row = {
  kind: 'meeting' | 'agenda-item' | 'decision'
  id: string
  number: string
  text: string
  body_id: string
  slug: string
  title: string
  day: Day
}

/**
 * Meetings, items of published minutes and published decisions, named for the
 * pages of rooms that may not ask this one. Two queries. What the public may not
 * see has no name: items and decisions are looked for only in what was published.
 */
export async function nameMeetingThings(
  db: Db,
  subjects: readonly Subject[],
): Promise<Map<string, NamedThing>> {
  const idsOf = (wanted: string) =>
    subjects.filter(({ kind }) => kind === wanted).map(({ id }) => id)
  const [meetingIds, itemIds, decisionIds] = ['meeting', 'agenda-item', 'decision'].map(idsOf)
  if (![meetingIds, itemIds, decisionIds].some(ids => ids && ids.length > 0)) return new Map()
  const holding = (itemIds ?? []).map(item => JSON.stringify([{ item }]))
  const { rows } = await sql<Row>`
    with found as (
      select 'meeting' as kind, m.id, m.id as meeting_id, '' as number, '' as text
      from meetings.meetings m where m.id = any(${meetingIds}::uuid[])
      union all
      select 'decision', d.id, d.meeting_id, d.item_number, d.text
      from meetings.published_decisions d where d.id = any(${decisionIds}::uuid[])
      union all
      select * from (
        select distinct on (e.item) 'agenda-item' as kind, e.item::uuid as id, p.meeting_id, e.number, e.title
        from meetings.published_minutes p
        cross join lateral jsonb_to_recordset(p.content -> 'entries')
          as e (item text, number text, title text)
        where p.content -> 'entries' @> any(${holding}::jsonb[]) and e.item = any(${itemIds})
        order by e.item, p.version desc
      ) items
    )
    select found.kind, found.id, found.number, found.text, m.body_id, m.slug, m.title, m.day
    from found join meetings.meetings m on m.id = found.meeting_id`.execute(db)
  const bodies = await readBodies(
    db,
    rows.map(row => row.body_id),
  )
  return new Map(
    rows.flatMap(row => {
      const body = bodies.get(row.body_id)
      return body ? [[keyOf(row), named(row, `/meetings/${body.slug}/${row.slug}`)] as const] : []
    }),
  )
}

function named({ kind, number, text, title, day }: Row, href: string): NamedThing {
  const meeting = `${title || 'Meeting'} of ${formatDay(day)}`
  if (kind === 'meeting') return { kind, text: meeting, href, day }
  if (kind === 'decision') return { kind, text, href, day }
  return { kind: 'item', text: `${number} ${text}, ${meeting}`, href, day }
}
