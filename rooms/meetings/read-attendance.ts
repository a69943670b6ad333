import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
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

export const exclusionsAt = async (db: Db, meetingId: string): Promise<ExclusionRow[]> =>
  (
    await sitting(db)
      .selectFrom('meetings.exclusions')
      .selectAll()
      .where('meeting_id', '=', meetingId)
      .orderBy('resolved_at')
      .execute()
  ).map(row => ({ ...row, resolved_at: toTheMinute(row.resolved_at) ?? '' }))

export const decisionsAt = (db: Db, meetingId: string): Promise<DecisionRow[]> =>
  sitting(db)
    .selectFrom('meetings.decisions')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .execute()

export const decisionWithId = (db: Db, id: string): Promise<DecisionRow | undefined> =>
  sitting(db).selectFrom('meetings.decisions').selectAll().where('id', '=', id).executeTakeFirst()

/** Who was at a meeting, and what was said of the sitting when it was opened; for staff. */
export const readAttendance = async (db: Db, meetingId: string) => ({
  sitting: await sittingOf(db, meetingId),
  lines: await attendancesOf(db, meetingId),
})
