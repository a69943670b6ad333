import type { Db } from '../../platform/database/database.ts'
import { listPersons, type Person } from '../people/read-person.ts'
import type { RoomMode, RoomState } from './proceedings.rules.ts'
import type { Item } from './read-agenda.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import type { RoomSource } from './read-proceedings.ts'
import { readRoom } from './read-room.ts'
import { type LogLine, logOf, type RoomNames } from './room-words.rules.ts'

/** One person on the roll of the room: a member, or somebody who came. */
export type RollLine = {
  readonly person: string
  readonly name: string
  /** The seat, or what they came as. */
  readonly seat: string
  readonly member: boolean
  readonly state: 'in the room' | 'left' | 'apologies' | 'not here'
  readonly mode: RoomMode
  /** Since when they are there, or when they left; null for the beginning. */
  readonly since: Date | null
  /** 'deputy for …', 'in attendance'; '' for a member. */
  readonly right: string
  readonly outForItem: boolean
}

/** All that the screens of the room show. */
export type Desk = {
  readonly of: MeetingOfBody
  readonly version: number
  readonly state: RoomState
  readonly items: readonly Item[]
  readonly roll: readonly RollLine[]
  readonly others: readonly RollLine[]
  /** Everybody in the record, for a deputy or a guest. */
  readonly persons: readonly Person[]
  readonly names: RoomNames
  readonly log: readonly LogLine[]
  readonly castingVote: boolean
  readonly hasTerms: boolean
}

/** Reads the room for its screens. */
export async function readDesk(db: Db, of: MeetingOfBody): Promise<Desk> {
  const { version, source, state } = await readRoom(db, of.meeting.id)
  return deskFrom(of, version, source, state, await listPersons(db))
}

/** Puts the screens' facts together; members stand in the order of their seats, and keep it. */
export function deskFrom(
  of: MeetingOfBody,
  version: number,
  { items, setting, stored, ofBody }: RoomSource,
  state: RoomState,
  persons: readonly Person[],
): Desk {
  const { nameOf } = setting
  const names: RoomNames = {
    nameOf,
    items: setting.items,
    motions: state.motions,
    votes: state.votes,
  }
  const inRoom = new Map(state.people.map(each => [each.person, each]))
  const apologies = new Set(
    setting.lines.filter(line => line.capacity === 'apologies').map(line => line.person),
  )
  const lineFor = (person: string, seat: string, member: boolean): RollLine => {
    const there = inRoom.get(person)
    const span = there?.spans.at(-1)
    const { capacity, deputisingFor } = there?.line ?? {}
    return {
      person,
      name: nameOf(person),
      seat,
      member,
      state: there
        ? there.inRoom
          ? 'in the room'
          : 'left'
        : apologies.has(person)
          ? 'apologies'
          : 'not here',
      mode: there?.mode ?? 'in person',
      since: (there?.inRoom ? span?.from : span?.to) ?? null,
      right:
        capacity === 'deputy' && deputisingFor
          ? `deputy for ${nameOf(deputisingFor)}`
          : capacity === undefined || capacity === 'member'
            ? ''
            : capacity,
      outForItem: there?.outForItem ?? false,
    }
  }
  const roll: RollLine[] = []
  for (const seat of ofBody.seatRows)
    for (const { person_id } of ofBody.holdingRows.filter(row => row.seat_id === seat.id))
      if (!roll.some(({ person }) => person === person_id))
        roll.push(
          lineFor(person_id, [seat.role, seat.organisation].filter(Boolean).join(', '), true),
        )
  const members = new Set(roll.map(({ person }) => person))
  return {
    of,
    version,
    state,
    items,
    roll,
    others: state.people
      .filter(({ person }) => !members.has(person))
      .map(({ person }) => lineFor(person, '', false)),
    persons,
    names,
    log: logOf(stored.facts, names),
    castingVote: setting.voting.chairsCastingVote,
    hasTerms: setting.terms !== null,
  }
}

/** The same desk for somebody who may not see private items: their titles, motions and log are left out. */
export function withoutPrivate(desk: Desk): Desk {
  const hidden = new Set(
    desk.items.filter(({ audience }) => audience === 'private').map(({ id }) => id),
  )
  if (hidden.size === 0) return desk
  const { state } = desk
  return {
    ...desk,
    items: desk.items.map(item =>
      hidden.has(item.id) ? { ...item, title: 'An item in private', summary: '', lead: '' } : item,
    ),
    log: desk.log.filter(({ item }) => item === null || !hidden.has(item)),
    state: {
      ...state,
      motions: state.motions.filter(({ item }) => !hidden.has(item)),
      votes: state.votes.filter(({ item }) => !hidden.has(item)),
    },
  }
}
