import { type Db, tablesOf } from '../../platform/database/database.ts'
import { londonMoment } from '../../platform/london.rules.ts'
import type { SettledLine } from './attendance.rules.ts'
import type { SittingTables } from './meetings.tables.ts'
import type { RoomState } from './proceedings.rules.ts'
import { type RoomSource, readRoomSource, stateOfRoom } from './read-proceedings.ts'
import {
  type AttendanceRow,
  type DecisionRow,
  type DeclarationRow,
  type ExclusionRow,
  readStoredSitting,
  type SittingRow,
} from './read-sitting.ts'
import { linesOfRoom } from './room-attendance.rules.ts'

export type { AttendanceRow, DecisionRow, DeclarationRow, ExclusionRow, SittingRow }

const sitting = (db: Db) => tablesOf<SittingTables>(db)

/** A sitting as it is read: where it has a life in the room, that is where it comes from. */
export type Sitting = {
  readonly lines: readonly AttendanceRow[]
  readonly sitting: SittingRow | undefined
  readonly declarations: readonly DeclarationRow[]
  readonly exclusions: readonly ExclusionRow[]
}

/** Reads it in one query where it has no life in the room. */
export async function readSitting(db: Db, meetingId: string): Promise<Sitting> {
  const stored = await readStoredSitting(db, meetingId)
  if (stored.facts.length === 0) return stored
  const source = await readRoomSource(db, meetingId)
  return sittingFrom(source, stateOfRoom(source))
}

/** The same from the room as it stands. */
export function sittingFrom(source: RoomSource, state: RoomState): Sitting {
  const { stored, setting, meeting } = source
  if (stored.facts.length === 0) return stored
  return {
    lines: linesOfRoom(state, setting.lines).map(line => rowOfLine(source, line)),
    sitting: {
      meeting_id: meeting.id,
      public_count: null,
      note: '',
      ...stored.sitting,
      chair_person_id: state.presided[0]?.person ?? stored.sitting?.chair_person_id ?? null,
      opened: state.openedAt,
      closed: state.closedAt,
      opened_at: clock(state.openedAt),
      closed_at: clock(state.closedAt),
    },
    declarations: stored.declarations.map(row => outAndBack(row, state)),
    exclusions: state.exclusions.map(row => ({
      id: row.id,
      meeting_id: meeting.id,
      item_ids: [...row.items],
      resolution: row.resolution,
      resolved: row.at,
      readmitted: row.readmittedAt,
      mover_id: row.mover,
      seconder_id: row.seconder,
      resolved_at: clock(row.at) ?? '',
      readmitted_at: clock(row.readmittedAt),
    })),
  }
}

const clock = (at: Date | null) => (at === null ? null : londonMoment(at).time)

function rowOfLine({ stored, meeting }: RoomSource, line: SettledLine): AttendanceRow {
  const arrival = stored.facts.find(fact => fact.kind === 'arrived' && fact.person === line.person)
  const listed = stored.lines.find(row => row.person_id === line.person)
  return {
    id: listed?.id ?? arrival?.id ?? line.person,
    meeting_id: meeting.id,
    person_id: line.person,
    capacity: line.capacity,
    seat_id: line.seat,
    deputising_for: line.deputisingFor,
    mode: line.mode,
    role: line.role,
    note: line.note,
  }
}

/** Who left for an item was out while it was in hand, unless other times are recorded (R-COI-8). */
function outAndBack(row: DeclarationRow, state: RoomState): DeclarationRow {
  if (row.handling !== 'leave for the item') return row
  const spans = state.items.find(({ item }) => item === row.item_id)?.spans ?? []
  return {
    ...row,
    left_at: row.left_at ?? clock(spans[0]?.from ?? null),
    returned_at: row.returned_at ?? clock(spans.at(-1)?.to ?? null),
  }
}

/** Who was at a meeting; for staff. Where they came and went in the room, their note says when. */
export const attendancesOf = async (db: Db, meetingId: string) =>
  (await readSitting(db, meetingId)).lines

export const sittingOf = async (db: Db, meetingId: string) =>
  (await readSitting(db, meetingId)).sitting

export const declarationsAt = async (db: Db, meetingId: string) =>
  (await readSitting(db, meetingId)).declarations

export const exclusionsAt = async (db: Db, meetingId: string) =>
  (await readSitting(db, meetingId)).exclusions

export const declarationWithId = (db: Db, id: string): Promise<DeclarationRow | undefined> =>
  sitting(db)
    .selectFrom('meetings.declarations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()

export const decisionsAt = (db: Db, meetingId: string): Promise<DecisionRow[]> =>
  sitting(db)
    .selectFrom('meetings.decisions')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .orderBy('id')
    .execute()

export const decisionWithId = (db: Db, id: string): Promise<DecisionRow | undefined> =>
  sitting(db).selectFrom('meetings.decisions').selectAll().where('id', '=', id).executeTakeFirst()
