import { type Outcome, type Refusal, refused } from '../../platform/outcome.ts'
import {
  type AttendanceLine,
  reasonsNotToRecordAttendance,
  settleLines,
} from './attendance.rules.ts'
import type { RoomEvent } from './proceedings.rules.ts'
import type { RoomSource } from './read-proceedings.ts'
import { noted, roomVerb } from './room-act.ts'

export type Arrival = {
  readonly person: string
  /** Found where it is left out: a deputy for whoever is named, else a member, else in attendance. */
  readonly capacity?: 'member' | 'deputy' | 'participant' | 'in attendance' | undefined
  readonly seat?: string | undefined
  readonly deputisingFor?: string | undefined
  /** As the meeting is held, where it is left out. */
  readonly mode?: 'in person' | 'remote' | undefined
  /** As the minutes give it, where it differs from the person's own position. */
  readonly role?: string | undefined
  readonly reason?: string | undefined
}

/**
 * Notes that somebody came. The first arrival gives them their line on the attendance list,
 * by the rules of `recordAttendance`: capacity, seat, and for whom they deputise.
 *
 * Refuses somebody who is in the room already, a member who holds no seat, and a deputy
 * for nobody, for somebody in the room, or beside another.
 */
export const noteArrival = roomVerb<Arrival>({
  name: 'meetings.note-arrival',
  permission: 'take attendance',
  persons: ({ person, deputisingFor }) => [person, deputisingFor],
  event: (input, { source }) => arrivalEvent(input, source),
})

function arrivalEvent(input: Arrival, source: RoomSource): Outcome<RoomEvent> {
  const { setting, meeting } = source
  const membership = { seats: setting.seats.map(({ id }) => id), holdings: setting.holdings }
  const isHolder = setting.holdings.some(({ person }) => person === input.person)
  const given: AttendanceLine = {
    person: input.person,
    capacity:
      input.capacity ?? (input.deputisingFor ? 'deputy' : isHolder ? 'member' : 'in attendance'),
    seat: input.seat,
    deputisingFor: input.deputisingFor,
    mode: input.mode ?? (meeting.mode === 'remote' ? 'remote' : 'in person'),
    role: input.role,
  }
  const refusals = reasonsNotToRecordAttendance({ lines: [given] }, membership, setting.nameOf)
  if (refusals.length > 0) return refused(...refusals.map(besideItsField))
  const [line] = settleLines([given], membership)
  if (!line) throw new Error('An attendance line could not be settled.')
  return noted({ kind: 'arrived', person: input.person, line, reason: input.reason?.trim() ?? '' })
}

const fieldOfCode: Readonly<Record<string, string>> = {
  'not-a-member': 'capacity',
  'not-their-seat': 'seat',
  'seat-of-another-body': 'seat',
  'deputy-for-nobody': 'deputisingFor',
}

const besideItsField = (refusal: Refusal): Refusal => ({
  ...refusal,
  field: fieldOfCode[refusal.code] ?? 'person',
})
