import type { Insertable } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { PeopleTables } from './people.tables.ts'

const people = (db: Db) => tablesOf<PeopleTables>(db)

/** Whether somebody holds the role of administrator everywhere on a day. */
export const isAdministered = async (db: Db, day: Day): Promise<boolean> =>
  (await people(db)
    .selectFrom('people.grants')
    .innerJoin('people.persons', 'people.persons.id', 'person_id')
    .select('people.grants.id')
    .where('role', '=', 'administrator')
    .where('scope', 'is', null)
    .where('removed_on', 'is', null)
    .where('from_day', '<=', day)
    .where(where => where.or([where('until_day', 'is', null), where('until_day', '>=', day)]))
    .limit(1)
    .executeTakeFirst()) !== undefined

export const insertPerson = (tx: Tx, row: Insertable<PeopleTables['people.persons']>) =>
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

export const moveGrantsOfScope = (tx: Tx, from: string, to: string) =>
  people(tx).updateTable('people.grants').set({ scope: to }).where('scope', '=', from).execute()

/** Takes out the grants that something gave; answers with them as they stood. */
export const deleteGrantsFrom = (tx: Tx, source: { kind: string; id: string }) =>
  people(tx)
    .deleteFrom('people.grants')
    .where('source_kind', '=', source.kind)
    .where('source_id', '=', source.id)
    .returningAll()
    .execute()

/** Ends every grant within a scope after `day`; one that has not begun is taken away. */
export const endGrantsInScope = async (tx: Tx, scope: string, day: Day) => {
  await people(tx)
    .deleteFrom('people.grants')
    .where('scope', '=', scope)
    .where('from_day', '>', day)
    .execute()
  await people(tx)
    .updateTable('people.grants')
    .set({ until_day: day })
    .where('scope', '=', scope)
    .where(where => where.or([where('until_day', 'is', null), where('until_day', '>', day)]))
    .execute()
}

/** Ends every grant a person still holds after `day`; one that has not begun is taken away. */
export const endGrantsOfPerson = async (tx: Tx, personId: string, day: Day) => {
  await people(tx)
    .deleteFrom('people.grants')
    .where('person_id', '=', personId)
    .where('from_day', '>', day)
    .execute()
  await people(tx)
    .updateTable('people.grants')
    .set({ until_day: day })
    .where('person_id', '=', personId)
    .where(where => where.or([where('until_day', 'is', null), where('until_day', '>', day)]))
    .execute()
}

/** A grant by its id, held until the transaction ends. */
export const findGrant = (tx: Tx, id: string) =>
  people(tx)
    .selectFrom('people.grants')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const setGrantEnd = (tx: Tx, id: string, until: Day) =>
  people(tx).updateTable('people.grants').set({ until_day: until }).where('id', '=', id).execute()

export const findPersonRow = (tx: Tx, id: string) =>
  people(tx)
    .selectFrom('people.persons')
    .select(['id', 'removed_on', 'merged_into'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const markRemoved = (tx: Tx, id: string, day: Day) =>
  people(tx).updateTable('people.persons').set({ removed_on: day }).where('id', '=', id).execute()

export const deleteContact = (tx: Tx, personId: string) =>
  people(tx).deleteFrom('people.contacts').where('person_id', '=', personId).execute()

/** Signs a person out everywhere, takes every way in from them and forgets their contact details. */
export const forgetPerson = async (tx: Tx, personId: string) => {
  await deleteContact(tx, personId)
  for (const table of [
    'people.sessions',
    'people.tokens',
    'people.sign_in_links',
    'people.passkeys',
    'people.identities',
  ] as const)
    await people(tx).deleteFrom(table).where('person_id', '=', personId).execute()
}
