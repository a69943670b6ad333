import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { InterestsTables } from './interests.tables.ts'
import { limitsOn } from './limits.rules.ts'
import { listLimits } from './list-limits.ts'
import { type Declaration, stoodOn } from './list-register.ts'
import { staysPublic } from './register.rules.ts'
import { endOf } from './register-at.rules.ts'

/**
 * The lines of every body's register on a day, in a steady order: not withdrawn, not
 * ended over six months before (R-COI-7), never a sensitive one. On the public
 * connection only what was published. Two queries.
 */
export async function listAllRegisters(
  db: Db,
  on: Day,
  page: { readonly limit: number; readonly offset: number },
): Promise<Declaration[]> {
  const rows = await tablesOf<InterestsTables>(db)
    .selectFrom('interests.declarations')
    .selectAll()
    .where('body_id', 'is not', null)
    .where('sensitive', '=', false)
    .where(where => where.or([where('withdrawn_on', 'is', null), where('withdrawn_on', '>', on)]))
    .where(where => where.or([where('declared_on', 'is', null), where('declared_on', '<=', on)]))
    .where(stoodOn(on, true))
    .orderBy('body_id')
    .orderBy('recorded_at')
    .orderBy('line')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const own = await listLimits(db, [...new Set(rows.flatMap(({ body_id }) => body_id ?? []))])
  return rows.filter(row =>
    staysPublic(endOf(row), on, limitsOn(own.get(row.body_id ?? '') ?? [], on)['public months']),
  )
}
