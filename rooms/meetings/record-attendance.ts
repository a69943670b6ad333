import { randomUUID } from 'node:crypto'
import type { Time } from '../../platform/day.rules.ts'
import { londonMoment, londonTime } from '../../platform/london.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import {
  type AttendanceLine,
  fieldOf,
  reasonsNotToRecordAttendance,
  type SettledLine,
  settleLines,
} from './attendance.rules.ts'
import { reasonsNotYetHeld } from './meeting.rules.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import {
  newDiscrepancies,
  type RoomFact,
  type RoomState,
  standingFacts,
} from './proceedings.rules.ts'
import type { AttendanceRow } from './read-attendance.ts'
import { readMeeting } from './read-meeting.ts'
import { readRoomSource, stateOfRoom } from './read-proceedings.ts'
import { readQuorumWith } from './read-quorum.ts'
import { lineOf } from './read-sitting.ts'
import { replay } from './replay.rules.ts'
import { stirRoom } from './room-act.ts'
import { replaceAttendance } from './sitting.records.ts'
import { instantOf } from './sitting-time.rules.ts'
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
    const source = await readRoomSource(tx, input.meeting, [
      ...input.lines.flatMap(({ person, deputisingFor }) => [person, deputisingFor ?? null]),
      input.chair ?? null,
    ])
    const { meeting, setting, persons, stored } = source
    const settled = reasonsNotToChangeTheRecord(stored.published)
    if (settled.length > 0) return refused(...settled)
    const notYet = reasonsNotYetHeld(meeting, acting.today)
    if (notYet.length > 0) return refused(...notYet)
    const unknown = input.lines.find(({ person }) => !persons.has(person))
    if (unknown)
      return refused({
        code: 'person-unknown',
        field: fieldOf(unknown.person),
        message: 'One of the people is not in the record: record them first.',
      })

    const membership = { seats: setting.seats.map(({ id }) => id), holdings: setting.holdings }
    const state = stateOfRoom(source)
    const room = whatTheRoomSays(stored.facts, state)
    const opened = input.openedAt && instantOf(meeting.day, input.openedAt)
    const closed =
      input.closedAt && instantOf(meeting.day, input.closedAt, room.opened ?? opened ?? null)
    const { chair, publicCount } = input
    const refusals = [
      ...reasonsNotToRecordAttendance(
        {
          lines: input.lines,
          chair,
          publicCount,
          ...(opened ? { opened } : {}),
          ...(closed ? { closed } : {}),
        },
        membership,
        setting.nameOf,
      ).filter(refusal => !room.settles(refusal)),
      ...reasonsAgainstTheRoom(input, settleLines(input.lines, membership), room, setting.nameOf),
    ]
    if (refusals.length > 0) return refused(...refusals)

    const lines = settleLines(input.lines, membership)
      .filter(({ person }) => !room.arrived.has(person))
      .map(line => ({
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
    const sitting = {
      meeting_id: meeting.id,
      chair_person_id: room.presided ? null : (chair ?? null),
      opened: room.opened ? null : (opened ?? null),
      closed: room.closed ? null : (closed ?? null),
      public_count: publicCount ?? null,
      note: input.note?.trim() ?? '',
    }
    const amiss = newDiscrepancies(
      state,
      replay(
        {
          ...setting,
          lines: lines.map(lineOf),
          chair: sitting.chair_person_id,
          opened: sitting.opened,
          closed: sitting.closed,
        },
        stored.facts,
      ),
    )
    if (amiss.length > 0)
      return refused(
        ...amiss.map(({ code, message }) => ({
          code,
          message: `Then something noted of this meeting would no longer fit. ${message}`,
        })),
      )
    const left = reasonsLeftWithoutQuorum(
      await readQuorumWith(tx, meeting.id, lines),
      stored.decisions,
      source.items,
    )
    if (left.length > 0) return refused(...left)

    const before = {
      sitting: stored.sitting ?? null,
      lines: stored.lines.map(({ id: _, ...line }) => line),
    }
    await replaceAttendance(tx, sitting, lines)
    await stirRoom(tx, meeting.id)
    return recorded({
      value: lines,
      subject: { kind: 'meeting', id: meeting.id },
      before: before.sitting === null ? null : before,
      after: { sitting, lines: lines.map(({ id: _, ...line }) => line) },
    })
  },
})

type RoomSays = {
  /** Those whose line their arrival gave. */
  readonly arrived: ReadonlyMap<string, SettledLine>
  readonly opened: Date | null
  readonly closed: Date | null
  readonly presided: string | null
  /** Whether the room has settled what the list would be refused for: it knows who was there when. */
  readonly settles: (refusal: Refusal) => boolean
}

/** What the list may not say otherwise, because it was noted in the room as it happened. */
function whatTheRoomSays(facts: readonly RoomFact[], state: RoomState): RoomSays {
  const standing = standingFacts(facts)
  const has = (kind: RoomFact['kind']) => standing.some(fact => fact.kind === kind)
  const came = new Set(standing.flatMap(fact => (fact.kind === 'arrived' ? [fact.person] : [])))
  const arrived = new Map(
    state.people.flatMap(({ person, line }) => (came.has(person) ? [[person, line] as const] : [])),
  )
  return {
    arrived,
    opened: has('opened') ? state.openedAt : null,
    closed: has('closed') ? state.closedAt : null,
    presided: has('took the chair') ? (state.presided[0]?.person ?? null) : null,
    settles: ({ code, field = '' }) =>
      (code === 'deputy-for-someone-present' || code === 'second-deputy') &&
      [...arrived.keys()].some(person => fieldOf(person) === field),
  }
}

function reasonsAgainstTheRoom(
  input: AttendanceInput,
  lines: readonly SettledLine[],
  room: RoomSays,
  nameOf: (person: string) => string,
): Refusal[] {
  const refusals: Refusal[] = []
  for (const [person, came] of room.arrived) {
    const line = lines.find(each => each.person === person)
    const same =
      line?.capacity === came.capacity &&
      line.deputisingFor === came.deputisingFor &&
      line.mode === came.mode
    if (!same)
      refusals.push({
        code: 'noted-in-the-room',
        field: fieldOf(person),
        message: `${nameOf(person)} was noted as coming ${howTheyCame(came)}: put that right among the comings and goings, not on this list.`,
      })
  }
  const clock = (at: Date) => londonMoment(at).time
  if (room.opened && input.openedAt !== undefined && input.openedAt !== clock(room.opened))
    refusals.push({
      code: 'noted-in-the-room',
      field: 'openedAt',
      message: `The meeting was opened in the room at ${londonTime(room.opened)}: amend that time there.`,
    })
  if (room.closed && input.closedAt !== undefined && input.closedAt !== clock(room.closed))
    refusals.push({
      code: 'noted-in-the-room',
      field: 'closedAt',
      message: `The meeting was closed in the room at ${londonTime(room.closed)}: amend that time there.`,
    })
  if (room.presided && input.chair !== undefined && input.chair !== room.presided)
    refusals.push({
      code: 'noted-in-the-room',
      field: 'chair',
      message: `${nameOf(room.presided)} took the chair in the room: put that right there.`,
    })
  return refusals
}

const howTheyCame = ({ capacity, mode }: SettledLine) =>
  `${{ member: 'as a member', deputy: 'as a deputy', participant: 'as a participant', 'in attendance': 'in attendance', apologies: '' }[capacity]}, ${mode === 'remote' ? 'remotely' : 'in person'}`
