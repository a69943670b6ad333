import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { Moved, NotFound } from '../../platform/outcome.ts'
import type { PeopleTables } from './people.tables.ts'

const people = (db: Db) => tablesOf<PeopleTables>(db)

/** How many persons stand on one page of the list. */
export const PEOPLE_A_PAGE = 50

export type PeopleFound = {
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly position: string
  }[]
  /** How many match in all. */
  readonly count: number
  readonly page: number
  readonly pages: number
}

/**
 * Those not removed whose name or position holds the words, by name, a page at a
 * time from 1; a page past the end is the last. Two queries.
 */
export async function findPeople(db: Db, words: string, page: number): Promise<PeopleFound> {
  const like = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`
  const matching = people(db)
    .selectFrom('people.persons')
    .where('removed_on', 'is', null)
    .where('merged_into', 'is', null)
    .where(where => where.or([where('name', 'ilike', like), where('position', 'ilike', like)]))
  const { count } = await matching
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const pages = Math.max(1, Math.ceil(Number(count) / PEOPLE_A_PAGE))
  const shown = Math.min(Math.max(1, page), pages)
  return {
    people: await matching
      .select(['id', 'name', 'position'])
      .orderBy('name')
      .orderBy('position')
      .orderBy('id')
      .limit(PEOPLE_A_PAGE)
      .offset((shown - 1) * PEOPLE_A_PAGE)
      .execute(),
    count: Number(count),
    page: shown,
    pages,
  }
}

export type PersonForStaff = {
  readonly id: string
  readonly name: string
  readonly position: string
  readonly removedOn: Day | null
  /** Private: only for those who administer people. */
  readonly email: string | null
  readonly grants: readonly Selectable<PeopleTables['people.grants']>[]
}

/** One person with their private address and every grant, the newest first. Two queries. @throws NotFound */
export async function readPersonForStaff(db: Db, id: string): Promise<PersonForStaff> {
  const missing = () => new NotFound('There is no such person in the record.')
  if (!/^[0-9a-f-]{36}$/.test(id)) throw missing()
  const person = await people(db)
    .selectFrom('people.persons')
    .leftJoin('people.contacts', 'person_id', 'id')
    .select(['id', 'name', 'position', 'removed_on as removedOn', 'email', 'merged_into'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!person) throw missing()
  if (person.merged_into !== null) throw new Moved({ [id]: person.merged_into })
  const grants = await people(db)
    .selectFrom('people.grants')
    .selectAll()
    .where('person_id', '=', id)
    .orderBy('from_day', 'desc')
    .orderBy('id')
    .execute()
  const { merged_into: _, ...rest } = person
  return { ...rest, grants }
}
