import { day } from '../../platform/day.rules.ts'
import type { QuorumLimb } from '../bodies/quorum.rules.ts'
import type { SettledLine } from './attendance.rules.ts'
import type { RoomEvent, RoomFact, RoomSetting } from './proceedings.rules.ts'
import { votingWhereTermsAreSilent } from './vote.rules.ts'

/** A member's line: the seat of member 'm1' is 'seat m1'. */
export const memberLine = (
  person: string,
  mode: SettledLine['mode'] = 'in person',
): SettledLine => ({
  person,
  capacity: 'member',
  seat: `seat ${person}`,
  deputisingFor: null,
  mode,
  role: '',
  note: '',
})

export const otherLine = (
  person: string,
  capacity: SettledLine['capacity'],
  deputisingFor: string | null = null,
): SettledLine => ({
  ...memberLine(person),
  capacity,
  seat: deputisingFor === null ? null : `seat ${deputisingFor}`,
  deputisingFor,
})

/** A committee of so many single seats; half of them make a quorum. Its meeting is on 14 February 2025. */
export function aSetting(
  members: number,
  spec: Partial<RoomSetting> & {
    readonly classOf?: (person: string) => string
    readonly limbs?: readonly QuorumLimb[]
    readonly deputies?: boolean
    readonly remoteCounts?: boolean
  } = {},
): RoomSetting {
  const {
    classOf = () => 'member',
    limbs = [],
    deputies = false,
    remoteCounts = true,
    ...rest
  } = spec
  const names = Array.from({ length: members }, (_, at) => `m${at + 1}`)
  return {
    day: day('2025-02-14'),
    kind: 'ordinary',
    items: ['1', '2', '3'].map(number => ({
      id: `item ${number}`,
      number,
      title: `Business under item ${number}`,
      private: false,
      unlisted: false,
    })),
    terms: {
      fraction: { numerator: 1, denominator: 2 },
      limbs,
      deputies: 'where the seat allows',
      remoteCounts,
      rule: 'half of the members',
      citation: 'Terms of reference 4.1',
    },
    voting: votingWhereTermsAreSilent,
    seats: names.map(name => ({
      id: `seat ${name}`,
      class: classOf(name),
      organisation: null,
      min: 1,
      max: 1,
      voting: true,
      deputies,
    })),
    holdings: names.map(name => ({ seat: `seat ${name}`, person: name })),
    stated: null,
    lines: [],
    chair: null,
    chairs: [],
    deputyChairs: [],
    opened: null,
    closed: null,
    exclusions: [],
    declared: [],
    nameOf: person => person,
    ...rest,
  }
}

let made = 0

/** A fact at a time of day in London (or at an instant), under an id of its own. */
export function aFact(at: string | Date, event: RoomEvent, id = `fact ${++made}`): RoomFact {
  const instant = typeof at === 'string' ? new Date(at.length === 5 ? `2025-02-14T${at}Z` : at) : at
  return { id, at: instant, kept: false, ...event }
}

export const arrival = (at: string | Date, line: SettledLine | string, id?: string): RoomFact =>
  aFact(
    at,
    typeof line === 'string'
      ? { kind: 'arrived', person: line, line: memberLine(line), reason: '' }
      : { kind: 'arrived', person: line.person, line, reason: '' },
    id,
  )
export const departure = (at: string | Date, person: string, id?: string): RoomFact =>
  aFact(at, { kind: 'left', person, reason: '' }, id)
export const comingBack = (at: string | Date, person: string, id?: string): RoomFact =>
  aFact(at, { kind: 'returned', person, mode: 'in person', reason: '' }, id)
