import type { Db } from '../../platform/database/database.ts'
import { listPersons, type Person } from '../people/read-person.ts'
import { type PreparedDeclaration, readPrepared } from './prepared-declarations.ts'
import type { RoomMode, RoomState } from './proceedings.rules.ts'
import type { Item } from './read-agenda.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { type OnRoll, type RoomView, readRoom } from './read-room.ts'
import { type LogLine, logOf, type RoomNames } from './room-words.rules.ts'

/** One person on the roll of the room: a member, or somebody who came or is expected. */
export type RollLine = {
  readonly person: string
  readonly name: string
  /** The seat, or the position. */
  readonly seat: string
  readonly member: boolean
  readonly presence: OnRoll['presence']
  readonly mode: RoomMode
  /** Since when they are there, or when they left; null for the beginning. */
  readonly since: Date | null
  /** 'deputy for …', 'in attendance'; '' for a member. */
  readonly right: string
  readonly outForItem: boolean
  /** Who may come in their place and is not in the room. */
  readonly deputies: readonly { readonly person: string; readonly name: string }[]
}

/** All that the screens of the room show. */
export type Desk = {
  readonly of: MeetingOfBody
  readonly version: number
  readonly state: RoomState
  readonly items: readonly Item[]
  /** The members in the order of their seats, which they keep, and then the others. */
  readonly roll: readonly RollLine[]
  /** Everybody in the record, for a deputy, a guest or an owner of an action. */
  readonly persons: readonly Person[]
  readonly names: RoomNames
  readonly log: readonly LogLine[]
  /** What was decided beforehand of the item in hand and is not declared yet (R-COI-8). */
  readonly prepared: readonly PreparedDeclaration[]
  readonly castingVote: boolean
  readonly hasTerms: boolean
  readonly warnings: readonly string[]
  /** Why nothing can be noted, a sentence each. */
  readonly barred: readonly string[]
}

/** Reads the room for its screens, as it stands now. */
export async function readDesk(db: Db, of: MeetingOfBody, now: Date): Promise<Desk> {
  const room = await readRoom(db, of.meeting.id, now)
  return deskFrom(of, room, await listPersons(db), await readPrepared(db, of.meeting, room))
}

export function deskFrom(
  of: MeetingOfBody,
  room: RoomView,
  persons: readonly Person[],
  prepared: readonly PreparedDeclaration[] = [],
): Desk {
  const { state } = room
  const nameOf = (person: string) => room.persons.get(person)?.name ?? ''
  const inRoom = new Map(state.people.map(each => [each.person, each]))
  const isHere = (person: string) => inRoom.get(person)?.inRoom ?? false
  const every = new Map(persons.map(person => [person.id, person]))
  const lineOf =
    (member: boolean) =>
    (each: OnRoll): RollLine => {
      const someone = inRoom.get(each.person)
      const span = someone?.spans.at(-1)
      const { capacity, deputisingFor } = each.line ?? {}
      return {
        person: each.person,
        name: each.name,
        seat: each.seats.map(({ name }) => name).join('; ') || each.position,
        member,
        presence: each.presence,
        mode: each.mode ?? 'in person',
        since: (someone?.inRoom ? span?.from : span?.to) ?? null,
        right:
          capacity === 'deputy' && deputisingFor
            ? `deputy for ${nameOf(deputisingFor)}`
            : capacity === undefined || capacity === 'member' || capacity === 'apologies'
              ? ''
              : capacity,
        outForItem: each.outForItem,
        deputies:
          each.presence === 'in the room'
            ? []
            : each.deputies
                .filter(person => !isHere(person))
                .map(person => ({ person, name: every.get(person)?.name ?? '' })),
      }
    }
  const names: RoomNames = {
    nameOf,
    items: room.items,
    motions: state.motions,
    votes: state.votes,
  }
  return {
    of,
    version: room.version,
    state,
    items: room.items,
    roll: [...room.members.map(lineOf(true)), ...room.others.map(lineOf(false))],
    persons,
    names,
    log: logOf(room.allFacts, names),
    prepared,
    castingVote: room.voting.chairsCastingVote,
    hasTerms: room.termsInForce,
    warnings: room.warnings,
    barred: room.barred.map(({ message }) => message),
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
    prepared: hidden.has(state.inHand ?? '') ? [] : desk.prepared,
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
