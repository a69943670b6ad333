import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { PeopleTables } from './people.tables.ts'
import type { Role } from './permissions.rules.ts'
import type { Person } from './read-person.ts'

/** Who holds one of these roles within exactly this scope on a day, each once. One query. */
export const listRoleHolders = (
  db: Db,
  roles: readonly Role[],
  scope: string,
  day: Day,
): Promise<Person[]> =>
  tablesOf<PeopleTables>(db)
    .selectFrom('people.persons')
    .select(['id', 'name', 'position'])
    .where('removed_on', 'is', null)
    .where(where =>
      where.exists(
        where
          .selectFrom('people.grants')
          .select('people.grants.id')
          .whereRef('person_id', '=', 'people.persons.id')
          .where('role', 'in', [...roles])
          .where('scope', '=', scope)
          .where('from_day', '<=', day)
          .where(on => on.or([on('until_day', 'is', null), on('until_day', '>=', day)])),
      ),
    )
    .orderBy('name')
    .execute()
