import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Subject } from '../../platform/record/journal.ts'
import { keyOf, type NamedThing } from '../../platform/record/named-thing.ts'
import { readBodies } from '../bodies/read-body.ts'
import type { ActionsTables } from './actions.tables.ts'

/** Actions that this connection may see, named for the pages of other rooms. Two queries. */
export async function nameActions(
  db: Db,
  subjects: readonly Subject[],
): Promise<Map<string, NamedThing>> {
  const ids = subjects.filter(({ kind }) => kind === 'action').map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows = await tablesOf<ActionsTables>(db)
    .selectFrom('actions.actions')
    .select(['id', 'body_id', 'number', 'text', 'raised_on'])
    .where('id', 'in', ids)
    .execute()
  const bodies = await readBodies(
    db,
    rows.map(row => row.body_id),
  )
  return new Map(
    rows.flatMap(row => {
      const body = bodies.get(row.body_id)
      if (!body) return []
      const thing: NamedThing = {
        kind: 'action',
        text: `Action ${row.number}: ${row.text}`,
        href: `/actions/${body.slug}/${row.number}`,
        day: row.raised_on,
      }
      return [[keyOf({ kind: 'action', id: row.id }), thing] as const]
    }),
  )
}
