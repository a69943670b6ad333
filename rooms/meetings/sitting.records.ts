import type { Insertable } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { SittingTables } from './meetings.tables.ts'
import type { AttendanceRow, DeclarationRow } from './read-attendance.ts'

const sitting = (db: Db) => tablesOf<SittingTables>(db)

/** Puts the whole attendance of a meeting in place of what was recorded before. */
export async function replaceAttendance(
  tx: Tx,
  row: Insertable<SittingTables['meetings.sittings']>,
  lines: readonly AttendanceRow[],
): Promise<void> {
  await sitting(tx)
    .deleteFrom('meetings.attendances')
    .where('meeting_id', '=', row.meeting_id)
    .execute()
  if (lines.length > 0)
    await sitting(tx)
      .insertInto('meetings.attendances')
      .values([...lines])
      .execute()
  await sitting(tx)
    .insertInto('meetings.sittings')
    .values(row)
    .onConflict(conflict => conflict.column('meeting_id').doUpdateSet(row))
    .execute()
}

export const insertDeclaration = (tx: Tx, row: DeclarationRow) =>
  sitting(tx).insertInto('meetings.declarations').values(row).execute()

export const deleteDeclaration = (tx: Tx, id: string) =>
  sitting(tx).deleteFrom('meetings.declarations').where('id', '=', id).execute()

export const insertExclusion = (tx: Tx, row: Insertable<SittingTables['meetings.exclusions']>) =>
  sitting(tx).insertInto('meetings.exclusions').values(row).execute()

export const insertDecision = (tx: Tx, row: Insertable<SittingTables['meetings.decisions']>) =>
  sitting(tx).insertInto('meetings.decisions').values(row).execute()

export const updateDecision = (
  tx: Tx,
  { id, ...row }: Insertable<SittingTables['meetings.decisions']>,
) => sitting(tx).updateTable('meetings.decisions').set(row).where('id', '=', id).execute()

export const deleteDecision = (tx: Tx, id: string) =>
  sitting(tx).deleteFrom('meetings.decisions').where('id', '=', id).execute()
