import type { Insertable } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { DutiesTables } from './duties.tables.ts'

/** The record as this room knows it. */
export const duties = (db: Db) => tablesOf<DutiesTables>(db)

export const insertGap = (tx: Tx, row: Insertable<DutiesTables['duties.gaps']>) =>
  duties(tx).insertInto('duties.gaps').values(row).execute()

export const findGap = (tx: Tx, meeting: string, kind: string) =>
  duties(tx)
    .selectFrom('duties.gaps')
    .selectAll()
    .where('meeting_id', '=', meeting)
    .where('kind', '=', kind)
    .executeTakeFirst()
