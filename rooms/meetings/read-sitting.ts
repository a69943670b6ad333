import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { londonMoment } from '../../platform/london.rules.ts'
import type { SettledLine } from './attendance.rules.ts'
import type { SittingTables } from './meetings.tables.ts'
import type { MinutesState } from './minutes-state.rules.ts'
import type { RoomFact } from './proceedings.rules.ts'
import { type FactRow, factOf } from './room-fact-rows.ts'

export type AttendanceRow = Selectable<SittingTables['meetings.attendances']>
export type SittingRow = Selectable<SittingTables['meetings.sittings']> & {
  /** 'HH:MM' on a clock in London. */
  readonly opened_at: string | null
  readonly closed_at: string | null
}
export type DeclarationRow = Selectable<SittingTables['meetings.declarations']>
export type ExclusionRow = Selectable<SittingTables['meetings.exclusions']> & {
  /** 'HH:MM' on a clock in London. */
  readonly resolved_at: string
  readonly readmitted_at: string | null
}

export type DecisionRow = Selectable<SittingTables['meetings.decisions']>

/** What is stored of a sitting, from the forms and from the room, and not yet put together. */
export type StoredSitting = {
  readonly facts: readonly RoomFact[]
  readonly lines: readonly AttendanceRow[]
  readonly sitting: SittingRow | undefined
  readonly declarations: readonly DeclarationRow[]
  readonly exclusions: readonly ExclusionRow[]
  readonly decisions: readonly DecisionRow[]
  /** The states in which its minutes were published, oldest first. */
  readonly published: readonly MinutesState[]
}

// Within JSON an instant is a text.
type InJson<Row> = {
  [Key in keyof Row]: Row[Key] extends Date
    ? string
    : Row[Key] extends Date | null
      ? string | null
      : Row[Key]
}

const instant = (text: string) => new Date(text)
const instantOrNull = (text: string | null) => (text === null ? null : new Date(text))
const clock = (at: Date | null) => (at === null ? null : londonMoment(at).time)
// PostgreSQL writes a time with its seconds; the house writes it to the minute.
const toTheMinute = (time: string | null) => time?.slice(0, 5) ?? null

/** A sitting as it is stored: facts of the room, attendance list, declarations, exclusions, decisions. One query. */
export async function readStoredSitting(db: Db, meetingId: string): Promise<StoredSitting> {
  const all = (table: string, order: string) =>
    sql`(select coalesce(jsonb_agg(to_jsonb(t) order by ${sql.ref(order)}), '[]')
      from ${sql.table(table)} t where t.meeting_id = ${meetingId})`
  const { rows } = await sql<{
    facts: InJson<FactRow>[]
    lines: AttendanceRow[]
    sittings: InJson<Selectable<SittingTables['meetings.sittings']>>[]
    declarations: DeclarationRow[]
    exclusions: InJson<Selectable<SittingTables['meetings.exclusions']>>[]
    decisions: DecisionRow[]
    published: { state: MinutesState }[]
  }>`select
    ${all('meetings.proceedings', 't.id')} as facts,
    ${all('meetings.attendances', 't.id')} as lines,
    ${all('meetings.sittings', 't.meeting_id')} as sittings,
    ${all('meetings.declarations', 't.id')} as declarations,
    ${all('meetings.exclusions', 't.resolved')} as exclusions,
    ${all('meetings.decisions', 't.position')} as decisions,
    (select coalesce(jsonb_agg(jsonb_build_object('state', p.state) order by p.version), '[]')
      from meetings.published_minutes p where p.meeting_id = ${meetingId}) as published`.execute(db)
  const [found] = rows
  if (!found) throw new Error('A sitting could not be read.')
  const [sitting] = found.sittings
  return {
    facts: found.facts.map(row =>
      factOf({ ...row, at: instant(row.at), details: row.details as FactRow['details'] }),
    ),
    lines: found.lines,
    decisions: found.decisions,
    published: found.published.map(({ state }) => state),
    sitting: sitting && asSitting(sitting),
    declarations: found.declarations.map(row => ({
      ...row,
      left_at: toTheMinute(row.left_at),
      returned_at: toTheMinute(row.returned_at),
    })),
    exclusions: found.exclusions.map(row => {
      const resolved = instant(row.resolved)
      const readmitted = instantOrNull(row.readmitted)
      return {
        ...row,
        resolved,
        readmitted,
        resolved_at: clock(resolved) ?? '',
        readmitted_at: clock(readmitted),
      }
    }),
  }
}

function asSitting(row: InJson<Selectable<SittingTables['meetings.sittings']>>): SittingRow {
  const opened = instantOrNull(row.opened)
  const closed = instantOrNull(row.closed)
  return { ...row, opened, closed, opened_at: clock(opened), closed_at: clock(closed) }
}

/** A line of the attendance list as the rules know it, and back. */
export const lineOf = (row: Omit<AttendanceRow, 'id' | 'meeting_id'>): SettledLine => ({
  person: row.person_id,
  capacity: row.capacity,
  seat: row.seat_id,
  deputisingFor: row.deputising_for,
  mode: row.mode,
  role: row.role,
  note: row.note,
})
