import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { PeopleTables } from './people.tables.ts'

/** The grants that a person holds on a day. */
export const listGrants = (db: Db, personId: string, day: Day) =>
  tablesOf<PeopleTables>(db)
    .selectFrom('people.grants')
    .select(['id', 'role', 'scope', 'from_day', 'until_day'])
    .where('person_id', '=', personId)
    .where('from_day', '<=', day)
    .where(where => where.or([where('until_day', 'is', null), where('until_day', '>=', day)]))
    .execute()
