import type { Refusal } from '../../platform/outcome.ts'
import type { Capacity } from './meetings.tables.ts'

/** One line of the attendance record, as the clerk gives it. */
export type AttendanceLine = {
  readonly person: string
  readonly capacity: Capacity
  /** The seat a member or deputy sits in; found from who holds what where it is left out. */
  readonly seat?: string | undefined
  /** For a deputy: the member in whose place they sit. */
  readonly deputisingFor?: string | undefined
  readonly mode?: 'in person' | 'remote' | undefined
  /** As the minutes give it, where it differs from the person's own position. */
  readonly role?: string | undefined
  readonly note?: string | undefined
}

/** A line with its seat settled: what is stored. */
export type SettledLine = {
  readonly person: string
  readonly capacity: Capacity
  readonly seat: string | null
  readonly deputisingFor: string | null
  readonly mode: 'in person' | 'remote'
  readonly role: string
  readonly note: string
}

/** Who sits on the body on the day of the meeting. */
export type MembershipOnDay = {
  readonly seats: readonly string[]
  readonly holdings: readonly { readonly seat: string; readonly person: string }[]
}

export type Roll = {
  readonly lines: readonly AttendanceLine[]
  readonly chair?: string | undefined
  /** As instants, so that a meeting may go on past midnight or a change of the clocks. */
  readonly opened?: Date | undefined
  readonly closed?: Date | undefined
  readonly publicCount?: number | undefined
}

/** The capacities of those who were there; apologies are not attendance (R-TOR-11). */
export const isThere = ({ capacity }: { readonly capacity: Capacity }) => capacity !== 'apologies'

/** The name of the form field that holds a person's line. */
export const fieldOf = (person: string) => `here-${person}`

/**
 * Gives each member and deputy their seat, where only one can be meant, and each
 * line what it left out. Participants and those in attendance have none (R-TOR-14).
 */
export function settleLines(
  lines: readonly AttendanceLine[],
  { holdings }: MembershipOnDay,
): SettledLine[] {
  const seatOf = (person: string | undefined) =>
    holdings.find(holding => holding.person === person)?.seat ?? null
  return lines.map(line => {
    const { capacity } = line
    const seat =
      capacity === 'member' || capacity === 'apologies'
        ? (line.seat ?? seatOf(line.person))
        : capacity === 'deputy'
          ? (line.seat ?? seatOf(line.deputisingFor))
          : null
    return {
      person: line.person,
      capacity,
      seat,
      deputisingFor: capacity === 'deputy' ? (line.deputisingFor ?? null) : null,
      mode: line.mode ?? 'in person',
      role: line.role?.trim() ?? '',
      note: line.note?.trim() ?? '',
    }
  })
}

/**
 * Why an attendance record cannot stand: a person twice, a member who holds no
 * seat, a seat not of this body or not theirs, a deputy for nobody, for someone
 * present or beside another deputy, a person presiding who is no member there,
 * or times the wrong way round. `nameOf` gives people's names for the sentences.
 */
export function reasonsNotToRecordAttendance(
  roll: Roll,
  membership: MembershipOnDay,
  nameOf: (person: string) => string,
): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) => {
    refusals.push({ code, field, message })
  }
  const holds = (person: string, seat: string | null) =>
    membership.holdings.some(holding => holding.person === person && holding.seat === seat)
  const holdsAny = (person: string) =>
    membership.holdings.some(holding => holding.person === person)
  const members = new Set(
    roll.lines.filter(line => line.capacity === 'member').map(line => line.person),
  )
  const seen = new Set<string>()
  const stoodInFor = new Set<string>()

  for (const line of settleLines(roll.lines, membership)) {
    const { person, capacity, seat, deputisingFor } = line
    const field = fieldOf(person)
    const name = nameOf(person)
    if (seen.has(person)) {
      refuse('person-twice', field, `${name} is recorded twice: give each person one line.`)
      continue
    }
    seen.add(person)
    if (seat !== null && !membership.seats.includes(seat)) {
      refuse(
        'seat-of-another-body',
        field,
        `${name} is put in a seat that this body does not have.`,
      )
      continue
    }
    if (capacity === 'member' && !holdsAny(person))
      refuse(
        'not-a-member',
        field,
        `${name} holds no seat on this body on the day of the meeting: record a deputy, a participant or someone in attendance, or record the appointment first.`,
      )
    else if (capacity === 'member' && !holds(person, seat))
      refuse('not-their-seat', field, `${name} does not hold the seat given.`)
    if (capacity !== 'deputy') continue
    if (deputisingFor === null || deputisingFor === person || !holds(deputisingFor, seat))
      refuse(
        'deputy-for-nobody',
        field,
        `${name} is recorded as a deputy: say for which member, one who holds that seat.`,
      )
    else if (members.has(deputisingFor))
      refuse(
        'deputy-for-someone-present',
        field,
        `${name} cannot deputise for ${nameOf(deputisingFor)}, who is recorded as present.`,
      )
    else if (stoodInFor.has(deputisingFor))
      refuse(
        'second-deputy',
        field,
        `${nameOf(deputisingFor)} has one deputy already: record ${name} as in attendance.`,
      )
    if (deputisingFor !== null) stoodInFor.add(deputisingFor)
  }

  const { chair, opened, closed, publicCount } = roll
  const chairs = roll.lines.some(
    line => line.person === chair && (line.capacity === 'member' || line.capacity === 'deputy'),
  )
  if (chair !== undefined && !chairs)
    refuse(
      'chair-not-present',
      'chair',
      `${nameOf(chair)} is not recorded as a member present, so cannot have presided.`,
    )
  if (opened !== undefined && closed !== undefined && closed <= opened)
    refuse('closed-before-opened', 'closedAt', 'The meeting must close after it opened.')
  if (publicCount !== undefined && (!Number.isSafeInteger(publicCount) || publicCount < 0))
    refuse(
      'not-a-count',
      'publicCount',
      'Give the number of members of the public as a whole number, nought or more.',
    )
  return refusals
}
