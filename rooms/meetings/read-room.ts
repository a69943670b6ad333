import { type Db, tablesOf } from '../../platform/database/database.ts'
import { londonMoment } from '../../platform/london.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Body } from '../bodies/read-body.ts'
import {
  type Deputy,
  listDeputies,
  listParticipants,
  type Participant,
} from '../bodies/read-membership.ts'
import type { Person } from '../people/read-person.ts'
import type { SettledLine } from './attendance.rules.ts'
import { boardOf, type RoomBoard } from './board.rules.ts'
import { reasonsNotYetHeld } from './meeting.rules.ts'
import type { RoomTables } from './meetings.tables.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import {
  type RoomFact,
  type RoomMode,
  type RoomState,
  type StandingFact,
  standingFacts,
} from './proceedings.rules.ts'
import type { Item } from './read-agenda.ts'
import { type DecisionRow, type DeclarationRow, sittingFrom } from './read-attendance.ts'
import type { Meeting } from './read-meeting.ts'
import { type RoomSource, readRoomSource, stateOfRoom } from './read-proceedings.ts'
import { roomWarnings } from './room-warnings.rules.ts'
import type { VotingTerms } from './vote.rules.ts'

/** A member on the roll, or somebody else in or expected in the room. */
export type OnRoll = {
  readonly person: string
  readonly name: string
  readonly position: string
  /** The seats they hold: 'Chief Executive, Bedford Borough Council'. */
  readonly seats: readonly { readonly id: string; readonly name: string; readonly class: string }[]
  /** As they came, or as the list has them; null where nothing is noted yet. */
  readonly line: SettledLine | null
  readonly presence: 'not arrived' | 'apologies' | 'in the room' | 'left'
  readonly mode: RoomMode | null
  readonly outForItem: boolean
  /** May vote on the item in hand. */
  readonly mayVote: boolean
  /** Who may come in their place, as the body has named them. */
  readonly deputies: readonly string[]
}

/** Everything that a screen of the room needs. For staff: private items and all. */
export type RoomView = {
  readonly meeting: Meeting
  readonly body: Body
  /** Raised by each act; 0 before the first. */
  readonly version: number
  readonly now: Date
  readonly state: RoomState
  readonly items: readonly Item[]
  /** The members, in the order of the terms of reference. */
  readonly members: readonly OnRoll[]
  /** Whoever else is on the list or has come. */
  readonly others: readonly OnRoll[]
  readonly participants: readonly Participant[]
  readonly persons: ReadonlyMap<string, Person>
  readonly chairs: readonly string[]
  readonly deputyChairs: readonly string[]
  readonly voting: VotingTerms
  readonly termsInForce: boolean
  readonly declarations: readonly DeclarationRow[]
  readonly decisions: readonly DecisionRow[]
  /** What stands, oldest first, at the time at which it stands. */
  readonly facts: readonly StandingFact[]
  /** Everything noted, with what was taken back and amended. */
  readonly allFacts: readonly RoomFact[]
  /** Whether the list was made or anything was noted. */
  readonly begun: boolean
  /** Why nothing may be noted of this meeting (any more). */
  readonly barred: readonly Refusal[]
  /** What the clerk should know, a sentence each. */
  readonly warnings: readonly string[]
  readonly board: RoomBoard | null
}

/** The room of a meeting as it stands. Fifteen queries at most. @throws NotFound */
export async function readRoom(db: Db, meetingId: string, now: Date): Promise<RoomView> {
  const source = await readRoomSource(db, meetingId)
  const { meeting, body, ofBody, items, stored, persons, setting } = source
  const state = stateOfRoom(source)
  const { declarations } = sittingFrom(source, state)
  const deputies = await listDeputies(db, body.id, meeting.day)
  const participants = await listParticipants(db, body.id, meeting.day)
  const facts = standingFacts(stored.facts)
  const named = rollFrom(source, state, deputies)
  const holders = new Set(setting.holdings.map(({ person }) => person))
  const { day: today } = londonMoment(now)
  return {
    meeting,
    body,
    version: await versionOfRoom(db, meetingId),
    now,
    state,
    items,
    members: [...holders].map(named),
    others: [
      ...new Set([
        ...state.people.map(({ person }) => person),
        ...setting.lines.map(({ person }) => person),
      ]),
    ]
      .filter(person => !holders.has(person))
      .map(named),
    participants,
    persons,
    chairs: setting.chairs,
    deputyChairs: setting.deputyChairs,
    voting: setting.voting,
    termsInForce: ofBody.terms !== undefined,
    declarations,
    decisions: stored.decisions,
    facts,
    allFacts: stored.facts,
    begun: stored.facts.length > 0 || stored.lines.length > 0,
    barred: [
      ...reasonsNotToChangeTheRecord(stored.published),
      ...reasonsNotYetHeld(meeting, today),
    ],
    warnings: roomWarnings(setting, state),
    board: boardOf(setting, state, facts),
  }
}

function rollFrom(
  { setting, ofBody, persons }: RoomSource,
  state: RoomState,
  deputies: readonly Deputy[],
) {
  const inRoom = new Map(state.people.map(someone => [someone.person, someone]))
  const listed = new Map(setting.lines.map(line => [line.person, line]))
  const mayVote = new Set(state.mayVote)
  return (person: string): OnRoll => {
    const someone = inRoom.get(person)
    const line = someone?.line ?? listed.get(person) ?? null
    const held = setting.holdings.filter(holding => holding.person === person)
    const seats = ofBody.seatRows.filter(({ id }) => held.some(({ seat }) => seat === id))
    return {
      person,
      name: persons.get(person)?.name ?? '',
      position: persons.get(person)?.position ?? '',
      seats: seats.map(seat => ({
        id: seat.id,
        name: [seat.role, seat.organisation].filter(Boolean).join(', '),
        class: seat.class,
      })),
      line,
      presence: someone
        ? someone.inRoom
          ? 'in the room'
          : 'left'
        : line?.capacity === 'apologies'
          ? 'apologies'
          : 'not arrived',
      mode: someone?.mode ?? null,
      outForItem: someone?.outForItem ?? false,
      mayVote: mayVote.has(person),
      deputies: deputies
        .filter(({ seat_id }) => seats.some(({ id }) => id === seat_id))
        .map(({ person_id }) => person_id),
    }
  }
}

/** The version of a room, for a screen that only asks whether there is something new; 0 before the first act. */
export const versionOfRoom = async (db: Db, meetingId: string): Promise<number> =>
  (
    await tablesOf<RoomTables>(db)
      .selectFrom('meetings.rooms')
      .select('version')
      .where('meeting_id', '=', meetingId)
      .executeTakeFirst()
  )?.version ?? 0

export type PublicBoard = { readonly version: number; readonly board: RoomBoard }

/**
 * The board of a meeting, as the second screen and the public page show it; undefined until
 * the meeting is opened in the room, and where this connection may not see the meeting.
 */
export const readBoard = async (db: Db, meetingId: string): Promise<PublicBoard | undefined> => {
  const row = await tablesOf<RoomTables>(db)
    .selectFrom('meetings.room_boards')
    .select(['version', 'content'])
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst()
  return row && { version: row.version, board: row.content as RoomBoard }
}
