import type { Insertable, Selectable, Updateable } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { YearTables } from './year.tables.ts'

/** The tables of a body's year as this room knows them. */
export const yearTables = (db: Db) => tablesOf<YearTables>(db)

type Row<Table extends keyof YearTables> = Selectable<YearTables[Table]>

export const insertYear = (tx: Tx, row: Insertable<YearTables['meetings.published_years']>) =>
  yearTables(tx).insertInto('meetings.published_years').values(row).execute()

export const insertRecurring = (tx: Tx, row: Insertable<YearTables['meetings.recurring_items']>) =>
  yearTables(tx).insertInto('meetings.recurring_items').values(row).execute()

export const updateRecurring = (
  tx: Tx,
  id: string,
  change: Updateable<YearTables['meetings.recurring_items']>,
) =>
  yearTables(tx).updateTable('meetings.recurring_items').set(change).where('id', '=', id).execute()

/** A recurring item, held until the transaction ends. */
export const lockRecurring = (
  tx: Tx,
  id: string,
): Promise<Row<'meetings.recurring_items'> | undefined> =>
  yearTables(tx)
    .selectFrom('meetings.recurring_items')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const insertPlanItem = (tx: Tx, row: Insertable<YearTables['meetings.plan_items']>) =>
  yearTables(tx).insertInto('meetings.plan_items').values(row).execute()

export const updatePlanItem = (
  tx: Tx,
  id: string,
  change: Updateable<YearTables['meetings.plan_items']>,
) => yearTables(tx).updateTable('meetings.plan_items').set(change).where('id', '=', id).execute()

export const insertPlanStep = (tx: Tx, row: Insertable<YearTables['meetings.plan_steps']>) =>
  yearTables(tx).insertInto('meetings.plan_steps').values(row).execute()

export const putTemplate = (
  tx: Tx,
  row: Insertable<YearTables['meetings.agenda_templates']> & { readonly items: string },
) =>
  yearTables(tx)
    .insertInto('meetings.agenda_templates')
    .values(row)
    .onConflict(clash =>
      clash.columns(['body_id', 'kind']).doUpdateSet({ items: row.items, version: row.version }),
    )
    .execute()

export const insertSetter = (tx: Tx, row: Insertable<YearTables['meetings.agenda_setters']>) =>
  yearTables(tx).insertInto('meetings.agenda_setters').values(row).execute()

export const updateSetter = (
  tx: Tx,
  id: string,
  change: Updateable<YearTables['meetings.agenda_setters']>,
) =>
  yearTables(tx).updateTable('meetings.agenda_setters').set(change).where('id', '=', id).execute()

export const insertSignOff = (tx: Tx, row: Insertable<YearTables['meetings.agenda_sign_offs']>) =>
  yearTables(tx).insertInto('meetings.agenda_sign_offs').values(row).execute()
