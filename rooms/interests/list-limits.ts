import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { InterestsTables } from './interests.tables.ts'
import type { OwnLimit } from './limits.rules.ts'

/** The limits that bodies have set for themselves, by body, latest first. One query. */
export async function listLimits(
  db: Db,
  bodyIds: readonly string[],
): Promise<ReadonlyMap<string, OwnLimit[]>> {
  if (bodyIds.length === 0) return new Map()
  const rows = await tablesOf<InterestsTables>(db)
    .selectFrom('interests.limits')
    .selectAll()
    .where('body_id', 'in', [...bodyIds])
    .orderBy('from_day', 'desc')
    .execute()
  const found = new Map<string, OwnLimit[]>()
  for (const { body_id, ...limit } of rows)
    found.set(body_id, [...(found.get(body_id) ?? []), limit])
  return found
}
