import { randomUUID } from 'node:crypto'
import type { Time } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { listHoldings, listSeats } from '../bodies/read-membership.ts'
import { readPersons } from '../people/read-person.ts'
import {
  type AttendanceLine,
  fieldOf,
  reasonsNotToRecordAttendance,
  settleLines,
} from './attendance.rules.ts'
import { reasonsNotYetHeld } from './meeting.rules.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { listItems } from './read-agenda.ts'
import { type AttendanceRow, attendancesOf, decisionsAt, sittingOf } from './read-attendance.ts'
import { statesPublished } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'
import { readQuorumWith } from './read-quorum.ts'
import { replaceAttendance } from './sitting.records.ts'
import { reasonsLeftWithoutQuorum } from './without-quorum.ts'

export type AttendanceInput = {
  readonly meeting: string
  /** The person who presided. */
  readonly chair?: string | undefined
  readonly openedAt?: Time | undefined
  readonly closedAt?: Time | undefined
  readonly publicCount?: number | undefined
  readonly note?: string | undefined
  /** The whole list: what is not on it was not there. */
  readonly lines: readonly AttendanceLine[]
}

/**
 * Records who was at a meeting, in place of what was recorded before; members not
 * on the list are absent. Saying the same again changes nothing.
 *
 * Refuses a meeting not yet held, whatever `reasonsNotToRecordAttendance` refuses,
 * an attendance that would leave formal decisions already recorded without their
 * quorum, and any change once the approved minutes are published.
 */
export const recordAttendance = verb<AttendanceInput, readonly AttendanceRow[]>({
  name: 'meetings.record-attendance',
  permission: 'take attendance',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, input, acting) => {
    const meeting = await readMeeting(tx, input.meeting)
    const settled = reasonsNotToChangeTheRecord(await statesPublished(tx, meeting.id))
    if (settled.length > 0) return refused(...settled)
    const notYet = reasonsNotYetHeld(meeting, acting.today)
    if (notYet.length > 0) return refused(...notYet)

    const seats = await listSeats(tx, meeting.body_id, meeting.day)
    const holdings = await listHoldings(tx, meeting.body_id, meeting.day)
    const membership = {
      seats: seats.map(({ id }) => id),
      holdings: holdings.map(row => ({ seat: row.seat_id, person: row.person_id })),
    }
    const persons = await readPersons(tx, [
      ...input.lines.flatMap(({ person, deputisingFor }) => [person, deputisingFor ?? null]),
      ...holdings.map(row => row.person_id),
      input.chair ?? null,
    ])
    const unknown = input.lines.find(({ person }) => !persons.has(person))
    if (unknown)
      return refused({
        code: 'person-unknown',
        field: fieldOf(unknown.person),
        message: 'One of the people is not in the record: record them first.',
      })
    const refusals = reasonsNotToRecordAttendance(
      input,
      membership,
      id => persons.get(id)?.name ?? 'Somebody not in the record',
    )
    if (refusals.length > 0) return refused(...refusals)

    const lines = settleLines(input.lines, membership).map(line => ({
      id: randomUUID(),
      meeting_id: meeting.id,
      person_id: line.person,
      capacity: line.capacity,
      seat_id: line.seat,
      deputising_for: line.deputisingFor,
      mode: line.mode,
      role: line.role,
      note: line.note,
    }))
    const left = reasonsLeftWithoutQuorum(
      await readQuorumWith(tx, meeting.id, lines),
      await decisionsAt(tx, meeting.id),
      await listItems(tx, meeting.id, { private: true }),
    )
    if (left.length > 0) return refused(...left)

    const before = {
      sitting: (await sittingOf(tx, meeting.id)) ?? null,
      lines: (await attendancesOf(tx, meeting.id)).map(({ id: _, ...line }) => line),
    }
    const sitting = {
      meeting_id: meeting.id,
      chair_person_id: input.chair ?? null,
      opened_at: input.openedAt ?? null,
      closed_at: input.closedAt ?? null,
      public_count: input.publicCount ?? null,
      note: input.note?.trim() ?? '',
    }
    await replaceAttendance(tx, sitting, lines)
    return recorded({
      value: lines,
      subject: { kind: 'meeting', id: meeting.id },
      before: before.sitting === null ? null : before,
      after: { sitting, lines: lines.map(({ id: _, ...line }) => line) },
    })
  },
})
