import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { RoomTables, SittingTables } from './meetings.tables.ts'
import { type AttendanceRow, attendancesOf } from './read-attendance.ts'

export type PresenceRow = {
  readonly meeting: string
  readonly person: string
  readonly capacity: AttendanceRow['capacity']
  readonly seat: string | null
  readonly deputisingFor: string | null
  readonly remote: boolean
}

const presenceOf = (row: AttendanceRow): PresenceRow => ({
  meeting: row.meeting_id,
  person: row.person_id,
  capacity: row.capacity,
  seat: row.seat_id,
  deputisingFor: row.deputising_for,
  remote: row.mode === 'remote',
})

/** Those of the meetings that have a life in the room. One query. */
export async function followedInRoom(
  db: Db,
  meetings: readonly string[],
): Promise<ReadonlySet<string>> {
  if (meetings.length === 0) return new Set()
  const rows = await tablesOf<RoomTables>(db)
    .selectFrom('meetings.proceedings')
    .select('meeting_id')
    .distinct()
    .where('meeting_id', 'in', meetings)
    .execute()
  return new Set(rows.map(({ meeting_id }) => meeting_id))
}

/**
 * Who was at these meetings, and in what capacity; for staff. Of a meeting with a life in
 * the room it is that which tells, of the others their attendance list. Two queries, and
 * a few more for each that was followed in the room.
 */
export async function listPresences(
  db: Db,
  meetings: readonly string[],
): Promise<readonly PresenceRow[]> {
  if (meetings.length === 0) return []
  const followed = [...(await followedInRoom(db, meetings))]
  const listed = await tablesOf<SittingTables>(db)
    .selectFrom('meetings.attendances')
    .selectAll()
    .where('meeting_id', 'in', meetings)
    .orderBy('meeting_id')
    .orderBy('id')
    .execute()
  const told = await Promise.all(followed.map(meeting => attendancesOf(db, meeting)))
  return [...listed.filter(({ meeting_id }) => !followed.includes(meeting_id)), ...told.flat()].map(
    presenceOf,
  )
}
