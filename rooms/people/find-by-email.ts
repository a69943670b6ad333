import { sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { PeopleTables } from './people.tables.ts'

/** The ids of those in the record, not removed, with this address, whatever its capitals; two at most. */
export const findByEmail = async (db: Db, email: string): Promise<string[]> =>
  (
    await tablesOf<PeopleTables>(db)
      .selectFrom('people.contacts')
      .innerJoin('people.persons', 'people.persons.id', 'person_id')
      .select('person_id')
      .where(sql<boolean>`lower(email) = lower(${email.trim()})`)
      .where('removed_on', 'is', null)
      .where('merged_into', 'is', null)
      .limit(2)
      .execute()
  ).map(({ person_id }) => person_id)
