import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { PeopleTables } from './people.tables.ts'

const people = (db: Db) => tablesOf<PeopleTables>(db)

/** The grants that a person holds on a day. */
export const listGrants = (db: Db, personId: string, day: Day) =>
  people(db)
    .selectFrom('people.grants')
    .select(['id', 'role', 'scope', 'from_day', 'until_day'])
    .where('person_id', '=', personId)
    .where('from_day', '<=', day)
    .where(where => where.or([where('until_day', 'is', null), where('until_day', '>=', day)]))
    .execute()

export const insertPerson = (tx: Tx, row: PeopleTables['people.persons']) =>
  people(tx).insertInto('people.persons').values(row).execute()

export const upsertContact = (tx: Tx, row: PeopleTables['people.contacts']) =>
  people(tx)
    .insertInto('people.contacts')
    .values(row)
    .onConflict(conflict => conflict.column('person_id').doUpdateSet({ email: row.email }))
    .execute()

export const insertGrant = (tx: Tx, row: PeopleTables['people.grants']) =>
  people(tx).insertInto('people.grants').values(row).execute()

/** Ends the grants that something gave, from the day after `day`. */
export const endGrantsFrom = (tx: Tx, source: { kind: string; id: string }, day: Day) =>
  people(tx)
    .updateTable('people.grants')
    .set({ until_day: day })
    .where('source_kind', '=', source.kind)
    .where('source_id', '=', source.id)
    .where(where => where.or([where('until_day', 'is', null), where('until_day', '>', day)]))
    .where('from_day', '<=', day)
    .execute()
