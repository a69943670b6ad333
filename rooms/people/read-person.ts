import { type Db, tablesOf } from '../../platform/database/database.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { PeopleTables } from './people.tables.ts'

const people = (db: Db) => tablesOf<PeopleTables>(db)

export type Person = { readonly id: string; readonly name: string; readonly position: string }

/** Persons under the id asked for; an entry that was merged into another is a signpost to it. */
const named = (db: Db) =>
  people(db)
    .selectFrom('people.persons as asked')
    .innerJoin('people.persons as person', join =>
      join.on(({ eb, fn, ref }) =>
        eb('person.id', '=', fn.coalesce(ref('asked.merged_into'), ref('asked.id'))),
      ),
    )
    .select(['asked.id as asked', 'person.id', 'person.name', 'person.position'])

/** @throws NotFound */
export async function readPerson(db: Db, id: string): Promise<Person> {
  const person = await named(db).where('asked.id', '=', id).executeTakeFirst()
  if (!person) throw new NotFound('There is no such person in the record.')
  const { asked: _, ...rest } = person
  return rest
}

/** The persons with these ids, by id; under the id of a merged entry stands the one it was merged into. One query. */
export async function readPersons(
  db: Db,
  ids: Iterable<string | null>,
): Promise<ReadonlyMap<string, Person>> {
  const wanted = [...new Set(ids)].filter(id => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await named(db).where('asked.id', 'in', wanted).execute()
  return new Map(rows.map(({ asked, ...row }) => [asked, row]))
}

/** Everyone in the record who has not been removed, by name. */
export const listPersons = (db: Db): Promise<Person[]> =>
  people(db)
    .selectFrom('people.persons')
    .select(['id', 'name', 'position'])
    .where('removed_on', 'is', null)
    .where('merged_into', 'is', null)
    .orderBy('name')
    .orderBy('position')
    .execute()
