import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { InterestsTables } from './interests.tables.ts'

export type DeclaredDay = {
  readonly body: string
  readonly person: string
  /** Null where a return bears no date. */
  readonly on: Day | null
}

/** On which days people made their returns to the registers of some bodies; for staff. One query. */
export async function listDeclaredDays(db: Db, bodyIds: readonly string[]): Promise<DeclaredDay[]> {
  if (bodyIds.length === 0) return []
  return tablesOf<InterestsTables>(db)
    .selectFrom('interests.declared_days')
    .select(['body_id as body', 'person_id as person', 'declared_on as on'])
    .distinct()
    .where('body_id', 'in', [...bodyIds])
    .orderBy('declared_on')
    .$narrowType<{ body: string }>()
    .execute()
}
