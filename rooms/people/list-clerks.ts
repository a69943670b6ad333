import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { PeopleTables } from './people.tables.ts'

export type ClerkFor = {
  readonly scope: string | null
  readonly from: Day
  readonly until: Day | null
}

/** Everyone's time as clerk from a day on: within a body, or everywhere. One query. */
export const listClerks = (db: Db, from: Day): Promise<ClerkFor[]> =>
  tablesOf<PeopleTables>(db)
    .selectFrom('people.grants')
    .innerJoin('people.persons', 'people.persons.id', 'person_id')
    .select(['scope', 'from_day as from', 'until_day as until'])
    .where('role', '=', 'clerk')
    .where('removed_on', 'is', null)
    .where(where => where.or([where('until_day', 'is', null), where('until_day', '>=', from)]))
    .execute()

/** What a person holds as clerk and has not ended by a day, whatever gave it. */
export const listClerkGrants = (db: Db, person: string, day: Day) =>
  tablesOf<PeopleTables>(db)
    .selectFrom('people.grants')
    .selectAll()
    .where('person_id', '=', person)
    .where('role', '=', 'clerk')
    .where(where => where.or([where('until_day', 'is', null), where('until_day', '>=', day)]))
    .orderBy('from_day')
    .execute()
