import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { ActionsTables } from './actions.tables.ts'

/** Enough of an action to name it. */
export type ActionTitle = {
  readonly id: string
  readonly body: string
  readonly number: number
  readonly text: string
  readonly raisedOn: Day
}

/** The actions with these ids that this connection may see, by id. One query. */
export async function readActionTitles(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, ActionTitle>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await tablesOf<ActionsTables>(db)
    .selectFrom('actions.actions')
    .select(['id', 'body_id', 'number', 'text', 'raised_on'])
    .where('id', 'in', wanted)
    .execute()
  return new Map(
    rows.map(row => [
      row.id,
      {
        id: row.id,
        body: row.body_id,
        number: row.number,
        text: row.text,
        raisedOn: row.raised_on,
      },
    ]),
  )
}
