import type { Db } from '../../platform/database/database.ts'
import { bodies } from './bodies.records.ts'
import type { AttendanceTotalRow } from './list-attendance-totals.ts'

/** What was published of attendance by year, of every body, in a steady order. One query. */
export const listAllAttendanceTotals = (
  db: Db,
  page: { readonly limit: number; readonly offset: number },
): Promise<AttendanceTotalRow[]> =>
  bodies(db)
    .selectFrom('bodies.attendance_totals')
    .selectAll()
    .orderBy('year', 'desc')
    .orderBy('body_id')
    .orderBy('position')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
