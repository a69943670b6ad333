import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { PeopleTables } from './people.tables.ts'

/**
 * The e-mail addresses of persons, by id, for letters only: they are private, and who has
 * none is not there. Nobody who was removed is written to. One query.
 */
export async function readAddresses(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await tablesOf<PeopleTables>(db)
    .selectFrom('people.contacts')
    .innerJoin('people.persons', 'people.persons.id', 'person_id')
    .select(['person_id', 'email'])
    .where('person_id', 'in', wanted)
    .where('removed_on', 'is', null)
    .where('email', '<>', '')
    .execute()
  return new Map(rows.map(row => [row.person_id, row.email]))
}
