import { countOf, inWords, opening } from '../../platform/plain-english.rules.ts'

/**
 * One thing that a quorum must include: so many members of a class of seat, or
 * members of that class from so many different organisations.
 */
export type QuorumLimb =
  | { readonly class: string; readonly members: number }
  | { readonly class: string; readonly organisations: number; readonly membersEach: number }

/**
 * What a body's terms of reference say of quorum, as data with a date.
 *
 * The number required is the greatest of what is given: `fraction` of the
 * members, rounded up; `minimum`, the floor beneath a fraction; `atLeast`, a
 * plain number where the terms name one and no fraction.
 */
export type QuorumTerms = {
  readonly fraction?: { readonly numerator: number; readonly denominator: number }
  readonly minimum?: number
  readonly atLeast?: number
  readonly limbs: readonly QuorumLimb[]
  readonly deputies: DeputiesCount
  readonly remoteCounts: boolean
  /** The rule in plain words. */
  readonly rule: string
  readonly citation: string
}

export type DeputiesCount = 'where the seat allows' | 'as minuted' | 'never'

/** A line of the membership: a place, or a range of places (min to max), for one organisation. */
export type Seat = {
  readonly id: string
  readonly class: string
  readonly organisation: string | null
  readonly min: number
  readonly max: number
  readonly voting: boolean
  /** Do the terms of reference let this seat send a deputy? */
  readonly deputies: boolean
}

/** Who holds which seat on the day. A vacancy is simply the absence of a holding. */
export type Holding = { readonly seat: string; readonly person: string }

/** One line of the attendance record; `seat: null` is a participant, in attendance only. */
export type Presence = {
  readonly person: string
  readonly seat: string | null
  readonly deputisingFor?: string
  readonly remote: boolean
}

/**
 * The number of members as a dated fact of the body with its source; it stands
 * in place of the number derived from the seats (R-TOR-4).
 */
export type StatedMembers = {
  readonly members: number
  readonly citation: string
  readonly deputies?: 'as minuted'
}

export type MemberCount = {
  readonly members: number
  readonly basis: 'stated' | 'established seats'
  readonly working: readonly string[]
}

export type Limb = {
  readonly name: string
  readonly required: number
  readonly present: number
  readonly met: boolean
}

export type Quorum = {
  readonly members: number
  readonly required: number
  readonly present: number
  readonly quorate: boolean
  /** The first is 'number'; each other bears the name of its class. */
  readonly limbs: readonly Limb[]
  readonly rule: string
  readonly citation: string
  /** The sum in sentences: by count and class, never by name. */
  readonly working: readonly string[]
  /** What is short, a sentence each; empty when the meeting is quorate. */
  readonly missing: readonly string[]
}

export type QuorumFacts = {
  readonly terms: QuorumTerms
  readonly seats: readonly Seat[]
  readonly holdings: readonly Holding[]
  readonly presences: readonly Presence[]
  /** Persons out of the room for this item over a conflict of interest (R-COI-8). */
  readonly excluded?: ReadonlySet<string>
  readonly stated?: StatedMembers
}

/**
 * How many members a body has on a day: its established seats (R-TOR-4).
 *
 * A seat with a range counts its minimum, and each optional place once it is
 * filled; a vacancy is never taken away; a seat that may not vote is no member's
 * (R-TOR-14). A `stated` number stands instead, and the sum is still shown.
 */
export function memberCount(
  seats: readonly Seat[],
  holdings: readonly Holding[],
  stated?: StatedMembers,
): MemberCount {
  const holders = holdersBySeat(holdings)
  const lines = seats
    .filter(seat => seat.voting)
    .map(seat => {
      const filled = Math.min(holders.get(seat.id)?.size ?? 0, seat.max)
      return { class: seat.class, seat, filled, places: Math.max(seat.min, filled) }
    })
  const established = sum(lines.map(line => line.places))
  const optionalFilled = sum(lines.map(line => line.places - line.seat.min))
  const optionalEmpty = sum(lines.map(line => line.seat.max - line.places))
  const vacant = sum(lines.map(line => line.places - line.filled))

  const working = [
    `The established seats are ${established}: ${tallied(lines.map(line => [line.class, line.places]))}.`,
  ]
  if (optionalFilled > 0)
    working.push(
      `${opening(countOf(optionalFilled, 'optional place is', 'optional places are'))} filled and counted.`,
    )
  if (optionalEmpty > 0)
    working.push(
      `${opening(countOf(optionalEmpty, 'optional place is', 'optional places are'))} not filled and not counted.`,
    )
  if (vacant > 0)
    working.push(
      `${opening(countOf(vacant, 'vacancy is', 'vacancies are'))} counted: an empty seat is still a seat.`,
    )

  if (!stated) return { members: established, basis: 'established seats', working }
  return {
    members: stated.members,
    basis: 'stated',
    working: [
      `The body has ${countOf(stated.members, 'member')}, as stated: ${stated.citation}.`,
      ...(stated.members === established
        ? working
        : [...working, `The stated number stands in place of ${established}.`]),
    ],
  }
}

/**
 * Whether a meeting, or one item of it, is quorate, with the sum shown.
 *
 * A member counts who holds a voting seat and is recorded present in a seat. One
 * person counts once towards the number, and satisfies the class of each seat
 * held. A deputy counts where the terms, or a stated fact, let deputies count,
 * and only for a member who holds that seat and is absent. Participants never
 * count (R-TOR-14); a member excluded over a conflict does not count for that
 * item (R-COI-8). The classes are those of the seats: a Director of Public Health
 * counts in the number and not in the council limb (R-TOR-4).
 */
export function quorumOf(facts: QuorumFacts): Quorum {
  const { terms } = facts
  const count = memberCount(facts.seats, facts.holdings, facts.stated)
  const required = numberRequired(terms, count.members)
  const { sittings, working: attendance } = sittingsOf(facts)
  const present = personsIn(sittings).size

  const reckonings = [
    reckonNumber(required, present),
    ...terms.limbs.map(limb => reckonLimb(limb, sittings)),
  ]
  const missing = reckonings.filter(({ limb }) => !limb.met).map(({ shortage }) => shortage)
  const quorate = missing.length === 0
  return {
    members: count.members,
    required,
    present,
    quorate,
    limbs: reckonings.map(({ limb }) => limb),
    rule: terms.rule,
    citation: terms.citation,
    working: [
      ...count.working,
      numberWorking(terms, count.members, required),
      ...attendance,
      ...reckonings.map(
        ({ limb, needs }) =>
          `${opening(limb.name)}: ${needs} needed, ${limb.present} there: ${limb.met ? 'met' : 'not met'}.`,
      ),
      quorate ? 'The meeting is quorate.' : 'The meeting is not quorate.',
    ],
    missing,
  }
}

/** Who counts towards the quorum, by the same reading of the attendance. */
export const personsCounted = (facts: QuorumFacts): ReadonlySet<string> =>
  personsIn(sittingsOf(facts).sittings)

/** The number required, in whole-number arithmetic; nobody at all is never a quorum. */
function numberRequired({ fraction, minimum = 0, atLeast = 0 }: QuorumTerms, members: number) {
  const share = fraction
    ? Math.floor((members * fraction.numerator + fraction.denominator - 1) / fraction.denominator)
    : 0
  return Math.max(1, share, minimum, atLeast)
}

/** One person in one seat, in a way that counts. */
type Sitting = { readonly person: string; readonly seat: Seat; readonly asDeputy: boolean }

const NOT_COUNTED = {
  participant: 'in attendance and not in a seat',
  memberAsParticipant: 'recorded as in attendance only, although they hold a seat',
  remote: 'attending remotely, which the terms do not count',
  excluded: 'out of the item over a declared interest',
  notTheirSeat: 'recorded in a seat that they do not hold, or that does not vote',
  noDeputies: 'a deputy, and the terms let no deputy count',
  seatWithoutDeputy: 'a deputy in a seat for which the terms name no deputy',
  nobodyToStandFor: 'a deputy for someone who does not hold that seat or is present',
  secondDeputy: 'a second deputy for the same member',
}

/** The attendance record read line by line: who sits where, and why the rest do not count. */
function sittingsOf(facts: QuorumFacts): { sittings: Sitting[]; working: string[] } {
  const { terms, presences, excluded = new Set<string>() } = facts
  const deputies = facts.stated?.deputies ?? terms.deputies
  const votingSeats = new Map(
    facts.seats.filter(seat => seat.voting).map(seat => [seat.id, seat] as const),
  )
  const held = new Map<string, Seat[]>()
  for (const { person, seat } of facts.holdings) {
    const voting = votingSeats.get(seat)
    if (voting) held.set(person, [...(held.get(person) ?? []), voting])
  }
  const seatsHeldBy = (person: string): readonly Seat[] => held.get(person) ?? []
  // Nobody stands in for a member who is at the meeting, even while that member is out of an item.
  const atTheMeeting = new Set(
    presences
      .filter(({ seat, remote }) => seat !== null && (terms.remoteCounts || !remote))
      .map(({ person }) => person),
  )
  const stoodInFor = new Set<string>()

  const deputySeat = ({ seat: id, deputisingFor }: Presence): Seat | string => {
    const seat = id === null ? undefined : votingSeats.get(id)
    if (!seat || deputisingFor === undefined) return NOT_COUNTED.notTheirSeat
    if (deputies === 'never') return NOT_COUNTED.noDeputies
    if (deputies === 'where the seat allows' && !seat.deputies) return NOT_COUNTED.seatWithoutDeputy
    const holder = seatsHeldBy(deputisingFor).includes(seat)
    if (!holder || atTheMeeting.has(deputisingFor)) return NOT_COUNTED.nobodyToStandFor
    const standing = JSON.stringify([seat.id, deputisingFor])
    if (stoodInFor.has(standing)) return NOT_COUNTED.secondDeputy
    stoodInFor.add(standing)
    return seat
  }

  const sittings: Sitting[] = []
  const reasons = new Map<string, string>()
  for (const presence of presences) {
    const { person, seat, remote } = presence
    const own = seatsHeldBy(person)
    if (seat === null) {
      const { memberAsParticipant, participant } = NOT_COUNTED
      reasons.set(person, own.length > 0 ? memberAsParticipant : participant)
    } else if (remote && !terms.remoteCounts) reasons.set(person, NOT_COUNTED.remote)
    else if (excluded.has(person)) reasons.set(person, NOT_COUNTED.excluded)
    else {
      const stoodIn = deputySeat(presence)
      if (typeof stoodIn === 'string') reasons.set(person, stoodIn)
      else sittings.push({ person, seat: stoodIn, asDeputy: true })
      sittings.push(...own.map(held => ({ person, seat: held, asDeputy: false })))
    }
  }

  const counted = personsIn(sittings)
  const asMembers = personsIn(sittings.filter(sitting => !sitting.asDeputy))
  const notCounted = [...reasons].filter(([person]) => !counted.has(person)).map(([, why]) => why)
  return {
    sittings,
    working: [
      countedWorking(sittings, counted.size, counted.size - asMembers.size),
      ...Object.values(NOT_COUNTED)
        .map(why => ({ why, people: notCounted.filter(reason => reason === why).length }))
        .filter(({ people }) => people > 0)
        .map(({ why, people }) => notCountedWorking(people, why)),
    ],
  }
}

type Reckoning = { readonly limb: Limb; readonly needs: string; readonly shortage: string }

function reckonNumber(required: number, present: number): Reckoning {
  return {
    limb: { name: 'number', required, present, met: present >= required },
    needs: `at least ${countOf(required, 'member')}`,
    shortage: `${opening(countOf(present, 'member is', 'members are'))} present and ${isRequired(required)}.`,
  }
}

function reckonLimb(terms: QuorumLimb, sittings: readonly Sitting[]): Reckoning {
  const inClass = sittings.filter(sitting => sitting.seat.class === terms.class)
  if ('members' in terms) {
    const present = personsIn(inClass).size
    const who = countOf(present, `${terms.class} member is`, `${terms.class} members are`)
    return {
      limb: { name: terms.class, required: terms.members, present, met: present >= terms.members },
      needs: `at least ${countOf(terms.members, `${terms.class} member`)}`,
      shortage: `${opening(who)} present and ${isRequired(terms.members)}.`,
    }
  }
  const { organisations, membersEach } = terms
  const organisationsThere = new Set(inClass.flatMap(({ seat }) => seat.organisation ?? []))
  const present = [...organisationsThere].filter(
    organisation =>
      personsIn(inClass.filter(({ seat }) => seat.organisation === organisation)).size >=
      membersEach,
  ).length
  const each = countOf(membersEach, `${terms.class} member`)
  const who = countOf(present, 'organisation has', 'organisations have')
  return {
    limb: { name: terms.class, required: organisations, present, met: present >= organisations },
    needs: `${each} from each of at least ${countOf(organisations, 'organisation')}`,
    shortage: `${opening(who)} ${each} present and ${isRequired(organisations)}.`,
  }
}

const isRequired = (number: number) => `${inWords(number)} ${number === 1 ? 'is' : 'are'} required`

/** 'One third of 34 is 11 and 1/3, so …', and what the floor makes of it. */
function numberWorking(
  { fraction, minimum = 0, atLeast = 0 }: QuorumTerms,
  members: number,
  required: number,
) {
  const floor = Math.max(minimum, atLeast)
  const floorWords = `and never fewer than ${inWords(floor)}`
  if (!fraction)
    return `The terms name a number: ${countOf(required, 'member is', 'members are')} required.`
  const product = members * fraction.numerator
  const whole = Math.floor(product / fraction.denominator)
  const rest = product % fraction.denominator
  const share = rest === 0 ? `${whole}` : `${whole} and ${rest}/${fraction.denominator}, rounded up`
  const reckoning = `${opening(fractionInWords(fraction))} of ${members} is ${share}`
  return `${reckoning}${floor > 0 ? `, ${floorWords}` : ''}: ${countOf(required, 'member is', 'members are')} required.`
}

function fractionInWords({ numerator, denominator }: { numerator: number; denominator: number }) {
  const part = { 2: 'half', 3: 'third', 4: 'quarter', 5: 'fifth' }[denominator]
  return part && numerator < denominator ? countOf(numerator, part) : `${numerator}/${denominator}`
}

function countedWorking(sittings: readonly Sitting[], present: number, deputies: number): string {
  if (present === 0) return 'Nobody who counts is present.'
  const classes = [...new Set(sittings.map(sitting => sitting.seat.class))].map(
    name => [name, personsIn(sittings.filter(({ seat }) => seat.class === name)).size] as const,
  )
  const people = `${opening(countOf(present, 'person is', 'people are'))} present and counted: ${tallied(classes)}`
  const through = deputies > 0 ? `, of whom ${countOf(deputies, 'sits', 'sit')} as a deputy` : ''
  const overlap =
    sum(classes.map(([, number]) => number)) > present
      ? '; who sits in two classes is counted once in the number and once in each class'
      : ''
  return `${people}${through}${overlap}.`
}

const notCountedWorking = (people: number, why: string) =>
  `${opening(countOf(people, 'person is', 'people are'))} not counted: ${why}.`

function holdersBySeat(holdings: readonly Holding[]): ReadonlyMap<string, ReadonlySet<string>> {
  const holders = new Map<string, Set<string>>()
  for (const { seat, person } of holdings) {
    const there = holders.get(seat)
    if (there) there.add(person)
    else holders.set(seat, new Set([person]))
  }
  return holders
}

const personsIn = (sittings: readonly Sitting[]) => new Set(sittings.map(sitting => sitting.person))

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** 'ICB 2, NHS trust 7', in the order in which the classes first appear. */
function tallied(lines: readonly (readonly [string, number])[]): string {
  const totals = new Map<string, number>()
  for (const [name, number] of lines) totals.set(name, (totals.get(name) ?? 0) + number)
  return [...totals].map(([name, number]) => `${name} ${number}`).join(', ')
}
