import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
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
