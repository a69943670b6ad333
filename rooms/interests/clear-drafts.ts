import { londonNow } from '../../platform/clock.ts'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { draftKeptUntil } from './import-drafts.rules.ts'
import type { InterestsTables } from './interests.tables.ts'

/**
 * Takes away each unfinished import of a register whose days are over; answers with how many. What
 * somebody works on in the same moment stays. The record has nothing of them, so this is no act.
 */
export async function clearDrafts(db: Db, today: Day): Promise<number> {
  const interests = tablesOf<InterestsTables>(db)
  const drafts = await interests
    .selectFrom('interests.import_drafts')
    .select(['id', 'version', 'changed_at'])
    .execute()
  let cleared = 0
  for (const { id, version, changed_at } of drafts) {
    if (today <= draftKeptUntil(londonNow(changed_at).day)) continue
    const { numDeletedRows } = await interests
      .deleteFrom('interests.import_drafts')
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst()
    cleared += Number(numDeletedRows)
  }
  return cleared
}
