import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { Day, PartialDay } from '../../platform/day.rules.ts'
import type { InterestsTables } from './interests.tables.ts'

const interests = (db: Db) => tablesOf<InterestsTables>(db)

export const insertDeclarations = (tx: Tx, rows: InterestsTables['interests.declarations'][]) =>
  interests(tx).insertInto('interests.declarations').values(rows).execute()

export const insertPublication = (tx: Tx, row: InterestsTables['interests.publications']) =>
  interests(tx)
    .insertInto('interests.publications')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .execute()

/** Those of the lines asked for that stand in a body's register. */
export const findDeclarations = async (db: Db, bodyId: string, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : interests(db)
        .selectFrom('interests.declarations')
        .selectAll()
        .where('body_id', '=', bodyId)
        .where('id', 'in', [...ids])
        .where('withdrawn_on', 'is', null)
        .execute()

export const withdrawDeclaration = (tx: Tx, id: string, on: Day) =>
  interests(tx)
    .updateTable('interests.declarations')
    .set({ withdrawn_on: on })
    .where('id', '=', id)
    .execute()

export const endDeclaration = (tx: Tx, id: string, to: PartialDay) =>
  interests(tx)
    .updateTable('interests.declarations')
    .set({ to_text: to.text, to_day: to.day, to_precision: to.precision })
    .where('id', '=', id)
    .execute()
