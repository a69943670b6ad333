import type { Insertable, Selectable } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { SittingTables } from './meetings.tables.ts'

const sitting = (db: Db) => tablesOf<SittingTables>(db)

export type AttendanceRow = Selectable<SittingTables['meetings.attendances']>
export type SittingRow = Selectable<SittingTables['meetings.sittings']>
export type DeclarationRow = Selectable<SittingTables['meetings.declarations']>
export type ExclusionRow = Selectable<SittingTables['meetings.exclusions']>
export type DecisionRow = Selectable<SittingTables['meetings.decisions']>

// PostgreSQL writes a time with its seconds; the house writes it to the minute.
const toTheMinute = (time: string | null) => time?.slice(0, 5) ?? null

export const attendancesOf = (db: Db, meetingId: string): Promise<AttendanceRow[]> =>
  sitting(db)
    .selectFrom('meetings.attendances')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('id')
    .execute()

export const sittingOf = async (db: Db, meetingId: string): Promise<SittingRow | undefined> => {
  const row = await sitting(db)
    .selectFrom('meetings.sittings')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst()
  return (
    row && {
      ...row,
      opened_at: toTheMinute(row.opened_at),
      closed_at: toTheMinute(row.closed_at),
    }
  )
}

/** Puts the whole attendance of a meeting in place of what was recorded before. */
export async function replaceAttendance(
  tx: Tx,
  row: SittingRow,
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

export const declarationsAt = async (db: Db, meetingId: string): Promise<DeclarationRow[]> =>
  (
    await sitting(db)
      .selectFrom('meetings.declarations')
      .selectAll()
      .where('meeting_id', '=', meetingId)
      .orderBy('id')
      .execute()
  ).map(row => ({
    ...row,
    left_at: toTheMinute(row.left_at),
    returned_at: toTheMinute(row.returned_at),
  }))

export const declarationWithId = (db: Db, id: string): Promise<DeclarationRow | undefined> =>
  sitting(db)
    .selectFrom('meetings.declarations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()

export const insertDeclaration = (tx: Tx, row: DeclarationRow) =>
  sitting(tx).insertInto('meetings.declarations').values(row).execute()

export const deleteDeclaration = (tx: Tx, id: string) =>
  sitting(tx).deleteFrom('meetings.declarations').where('id', '=', id).execute()

export const exclusionsAt = async (db: Db, meetingId: string): Promise<ExclusionRow[]> =>
  (
    await sitting(db)
      .selectFrom('meetings.exclusions')
      .selectAll()
      .where('meeting_id', '=', meetingId)
      .orderBy('resolved_at')
      .execute()
  ).map(row => ({ ...row, resolved_at: toTheMinute(row.resolved_at) ?? '' }))

export const insertExclusion = (tx: Tx, row: ExclusionRow) =>
  sitting(tx).insertInto('meetings.exclusions').values(row).execute()

export const decisionsAt = (db: Db, meetingId: string): Promise<DecisionRow[]> =>
  sitting(db)
    .selectFrom('meetings.decisions')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .execute()

export const decisionWithId = (db: Db, id: string): Promise<DecisionRow | undefined> =>
  sitting(db).selectFrom('meetings.decisions').selectAll().where('id', '=', id).executeTakeFirst()

export const insertDecision = (tx: Tx, row: Insertable<SittingTables['meetings.decisions']>) =>
  sitting(tx).insertInto('meetings.decisions').values(row).execute()

export const updateDecision = (
  tx: Tx,
  { id, ...row }: Insertable<SittingTables['meetings.decisions']>,
) => sitting(tx).updateTable('meetings.decisions').set(row).where('id', '=', id).execute()

export const deleteDecision = (tx: Tx, id: string) =>
  sitting(tx).deleteFrom('meetings.decisions').where('id', '=', id).execute()
