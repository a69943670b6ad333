import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { PeopleTables } from './people.tables.ts'

/** The e-mail addresses of these persons, by id, for letters; who has none or was removed is left out. One query. */
export async function readAddresses(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tablesOf<PeopleTables>(db)
    .selectFrom('people.contacts')
    .innerJoin('people.persons', 'id', 'person_id')
    .select(['person_id', 'email'])
    .where('person_id', 'in', [...new Set(ids)])
    .where('removed_on', 'is', null)
    .execute()
  return new Map(rows.map(row => [row.person_id, row.email]))
}
