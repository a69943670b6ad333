import { type Db, tablesOf } from '../../platform/database/database.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { PeopleTables } from './people.tables.ts'

const people = (db: Db) => tablesOf<PeopleTables>(db)

export type Person = { readonly id: string; readonly name: string; readonly position: string }

/** @throws NotFound */
export async function readPerson(db: Db, id: string): Promise<Person> {
  const person = await people(db)
    .selectFrom('people.persons')
    .select(['id', 'name', 'position'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!person) throw new NotFound('There is no such person in the record.')
  return person
}

/** The persons with these ids, by id. One query. */
export async function readPersons(
  db: Db,
  ids: Iterable<string | null>,
): Promise<ReadonlyMap<string, Person>> {
  const wanted = [...new Set([...ids].filter(id => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await people(db)
    .selectFrom('people.persons')
    .select(['id', 'name', 'position'])
    .where('id', 'in', wanted)
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}

/** Everyone in the record who has not been removed, by name. */
export const listPersons = (db: Db): Promise<Person[]> =>
  people(db)
    .selectFrom('people.persons')
    .select(['id', 'name', 'position'])
    .where('removed_on', 'is', null)
    .orderBy('name')
    .orderBy('position')
    .execute()
