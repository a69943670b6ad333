import type { Selectable } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { bodies } from './bodies.records.ts'
import type { BodiesTables } from './bodies.tables.ts'

export type AttendanceTotalRow = Selectable<BodiesTables['bodies.attendance_totals']>

/** What was published of a body's attendance by year, the newest year first, each in its printed order. */
export const listAttendanceTotals = (db: Db, bodyId: string): Promise<AttendanceTotalRow[]> =>
  bodies(db)
    .selectFrom('bodies.attendance_totals')
    .selectAll()
    .where('body_id', '=', bodyId)
    .orderBy('year', 'desc')
    .orderBy('position')
    .execute()

/** One line of it; undefined where there is none. */
export const findAttendanceTotal = (db: Db, id: string): Promise<AttendanceTotalRow | undefined> =>
  bodies(db)
    .selectFrom('bodies.attendance_totals')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
