import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Holding,
  memberCount,
  type Presence,
  type QuorumFacts,
  type QuorumTerms,
  quorumOf,
  type Seat,
} from './quorum.rules.ts'

type TermsName = 'existing' | 'proposed'
type Expected = {
  terms: TermsName
  members: number
  required: number
  present: number
  numberMet: boolean
  compositionMet: boolean
  quorate: boolean
}
type Cases = {
  terms: Record<TermsName, QuorumTerms>
  seats: (Omit<Seat, 'voting'> & { office: string; terms: TermsName | 'both' })[]
  requiredByBase: { members: number; existing: number; proposed: number }[]
  printed: { date: string; required: number; impliedMembers: number[] }
  attendance20240919: {
    present: { seat: string; office: string; deputisingFor?: string }[]
    inAttendance: string[]
    absentHolders: { seat: string; office: string }[]
  }
  outcomes20240919: (Expected & { deputies: boolean })[]
  attendance20250214: { byClass: Record<string, number>; councils: string[] }
  outcomes20250214: Expected[]
  boundaries: (Expected & {
    id: string
    why: string
    ICB: number
    councils: number
    trusts: number
  })[]
}
const cases: Cases = JSON.parse(
  readFileSync(new URL('./quorum.cases.json', import.meta.url), 'utf8'),
)

const seatsUnder = (terms: TermsName): Seat[] =>
  cases.seats
    .filter(seat => seat.terms === 'both' || seat.terms === terms)
    .map(seat => ({ ...seat, voting: true }))

const aSeat = (id: string, seat: Partial<Seat> = {}): Seat => ({
  id,
  class: 'member',
  organisation: null,
  min: 1,
  max: 1,
  voting: true,
  deputies: false,
  ...seat,
})
const holding = (seat: string, person = `holder of ${seat}`): Holding => ({ seat, person })
const inSeat = (seat: string, presence: Partial<Presence> = {}): Presence => ({
  person: `holder of ${seat}`,
  seat,
  remote: false,
  ...presence,
})
const aMajority: QuorumTerms = {
  fraction: { numerator: 1, denominator: 2 },
  limbs: [],
  deputies: 'where the seat allows',
  remoteCounts: true,
  rule: 'half of the members',
  citation: 'an invented body',
}
const answered = ({ members, required, present, quorate, limbs }: ReturnType<typeof quorumOf>) => ({
  members,
  required,
  present,
  quorate,
  numberMet: limbs[0]?.met,
  compositionMet: limbs.slice(1).every(limb => limb.met),
})
const wanted = (expected: Expected) => {
  const { members, required, present, quorate, numberMet, compositionMet } = expected
  return { members, required, present, quorate, numberMet, compositionMet }
}

/** A committee of single seats, every one held and present, none of it from the papers. */
function committeeOf(people: { class: string; organisation: string | null }[]) {
  const seats = people.map((person, at) => aSeat(`seat ${at}`, person))
  return {
    seats,
    holdings: seats.map(seat => holding(seat.id)),
    presences: seats.map(seat => inSeat(seat.id)),
  }
}
const several = (number: number, name: string, organisation: (at: number) => string | null) =>
  Array.from({ length: number }, (_, at) => ({ class: name, organisation: organisation(at) }))

/** Everyone minuted on 19 September 2024, by office. */
const september = (() => {
  const { present, inAttendance, absentHolders } = cases.attendance20240919
  return {
    seats: seatsUnder('existing'),
    holdings: [
      ...present.filter(line => !line.deputisingFor).map(line => holding(line.seat, line.office)),
      ...absentHolders.map(line => holding(line.seat, line.office)),
    ],
    presences: [
      ...present.map(({ seat, office, deputisingFor }) => ({
        ...inSeat(seat, { person: office, remote: true }),
        ...(deputisingFor ? { deputisingFor } : {}),
      })),
      ...inAttendance.map(person => ({ person, seat: null, remote: true })),
    ],
  }
})()
const asMinuted = {
  members: 34,
  citation: 'minutes of 19 September 2024, item 2: seventeen required',
  deputies: 'as minuted' as const,
}

describe('how many members a body has', () => {
  test.each([
    ['existing', 30, 34],
    ['proposed', 31, 35],
  ] as const)(
    'R-TOR-1: the %s seats make %i members, or %i with every optional council place filled',
    (terms, fewest, most) => {
      const seats = seatsUnder(terms)
      expect(memberCount(seats, []).members).toBe(fewest)
      const allFilled = seats.flatMap(seat =>
        Array.from({ length: seat.max }, (_, at) => holding(seat.id, `${seat.id} ${at}`)),
      )
      expect(memberCount(seats, allFilled).members).toBe(most)
    },
  )

  test('R-TOR-4: an optional seat counts once its council appoints to it', () => {
    const further = aSeat('further', { min: 1, max: 2 })
    const count = (...people: string[]) =>
      memberCount(
        [further],
        people.map(person => holding('further', person)),
      ).members
    expect([count(), count('first'), count('first', 'second')]).toEqual([1, 1, 2])
    expect(count('first', 'second', 'one too many')).toBe(2)
    expect(count('first', 'first')).toBe(1)
  })

  test('R-TOR-4: a vacancy is never taken away from the number', () => {
    const seats = [aSeat('a'), aSeat('b'), aSeat('c')]
    const count = memberCount(seats, [holding('a')])
    expect(count.members).toBe(3)
    expect(count.working).toContain('Two vacancies are counted: an empty seat is still a seat.')
  })

  test('R-TOR-4: one person in two seats leaves two established seats', () => {
    const seats = [aSeat('a'), aSeat('b')]
    expect(memberCount(seats, [holding('a', 'one'), holding('b', 'one')]).members).toBe(2)
  })

  test('R-TOR-14: a seat that does not vote is not a member’s', () => {
    expect(memberCount([aSeat('a'), aSeat('adviser', { voting: false })], []).members).toBe(1)
  })

  test('R-TOR-4: a stated number of members stands instead, with its source, and the sum is still shown', () => {
    const count = memberCount(seatsUnder('existing'), [], asMinuted)
    expect(count.members).toBe(34)
    expect(count.basis).toBe('stated')
    expect(count.working).toEqual([
      'The body has thirty-four members, as stated: minutes of 19 September 2024, item 2: seventeen required.',
      'The established seats are 30: ICB 2, local authority 9, public health 2, NHS trust 7, PCN 4, Healthwatch 4, senate 1, VCSE 1.',
      'Four optional places are not filled and not counted.',
      'Thirty vacancies are counted: an empty seat is still a seat.',
      'The stated number stands in place of 30.',
    ])
    expect(memberCount(seatsUnder('existing'), []).basis).toBe('established seats')
  })
})

describe('how many must be present', () => {
  const required = (terms: QuorumTerms, members: number) =>
    quorumOf({ terms, seats: [], holdings: [], presences: [], stated: { members, citation: 'x' } })
      .required

  test.each(cases.requiredByBase)(
    'R-TOR-2, R-TOR-3: of $members members, half is $existing and one third is $proposed',
    ({ members, existing, proposed }) => {
      expect(required(cases.terms.existing, members)).toBe(existing)
      expect(required(cases.terms.proposed, members)).toBe(proposed)
    },
  )

  test('R-TOR-2: the minuted seventeen implies 33 or 34 members', () => {
    const implied = Array.from({ length: 50 }, (_, members) => members).filter(
      members => required(cases.terms.existing, members) === cases.printed.required,
    )
    expect(implied).toEqual(cases.printed.impliedMembers)
  })

  test('R-MEET-5: a council committee needs one third of its members and never fewer than three', () => {
    const oneThirdMinimumThree: QuorumTerms = {
      ...aMajority,
      fraction: { numerator: 1, denominator: 3 },
      minimum: 3,
      rule: 'one third of the members, and never fewer than three',
      citation: 'Local Government Act 1972, Schedule 12, paragraph 12',
    }
    expect([2, 7, 9, 10, 12, 13].map(n => required(oneThirdMinimumThree, n))).toEqual([
      3, 3, 3, 4, 4, 5,
    ])
    const { working } = quorumOf({
      terms: oneThirdMinimumThree,
      ...committeeOf(several(7, 'councillor', () => null)),
    })
    expect(working).toContain(
      'One third of 7 is 2 and 1/3, rounded up, and never fewer than three: three members are required.',
    )
  })

  test('terms may name a plain number of members and no fraction', () => {
    const { fraction: _, ...noFraction } = aMajority
    expect(required({ ...noFraction, atLeast: 5 }, 12)).toBe(5)
  })

  test('a third of a number is reckoned in whole numbers, however large', () => {
    expect(required(cases.terms.proposed, 3_000_000_000_001)).toBe(1_000_000_000_001)
  })

  test('a body without members is never quorate', () => {
    const quorum = quorumOf({ terms: aMajority, seats: [], holdings: [], presences: [] })
    expect(quorum).toMatchObject({ members: 0, required: 1, present: 0, quorate: false })
  })
})

describe('19 September 2024', () => {
  test.each(cases.outcomes20240919)(
    'R-TOR-5: by the $terms rule, of $members members, deputy counted $deputies: $present present, $required required, quorate $quorate',
    expected => {
      const quorum = quorumOf({
        terms: cases.terms[expected.terms],
        ...september,
        stated: {
          members: expected.members,
          citation: 'as the case supposes',
          ...(expected.deputies ? { deputies: 'as minuted' as const } : {}),
        },
      })
      expect(answered(quorum)).toEqual(wanted(expected))
    },
  )

  test('R-TOR-5: as the body stood it was inquorate, fifteen present of the seventeen required', () => {
    const quorum = quorumOf({ terms: cases.terms.existing, ...september, stated: asMinuted })
    expect(quorum.limbs).toEqual([
      { name: 'number', required: 17, present: 15, met: false },
      { name: 'ICB', required: 1, present: 2, met: true },
      { name: 'local authority', required: 2, present: 3, met: true },
    ])
    expect(quorum.missing).toEqual(['Fifteen members are present and seventeen are required.'])
    expect(quorum.working.slice(-7)).toEqual([
      'One half of 34 is 17: seventeen members are required.',
      'Fifteen people are present and counted: local authority 3, PCN 2, public health 2, ICB 2, NHS trust 4, Healthwatch 1, VCSE 1, of whom one sits as a deputy.',
      'Twelve people are not counted: in attendance and not in a seat.',
      'Number: at least seventeen members needed, 15 there: not met.',
      'ICB: at least one ICB member needed, 2 there: met.',
      'Local authority: one local authority member from each of at least two organisations needed, 3 there: met.',
      'The meeting is not quorate.',
    ])
  })

  test('R-TOR-5: by the proposed rule it would have been quorate, and so too without the deputy', () => {
    const proposed = { terms: cases.terms.proposed, ...september }
    const counted = quorumOf({ ...proposed, stated: asMinuted })
    expect(counted).toMatchObject({ required: 12, present: 15, quorate: true, missing: [] })
    expect(counted.limbs.map(limb => [limb.name, limb.present])).toEqual([
      ['number', 15],
      ['ICB', 2],
      ['NHS trust', 4],
      ['local authority', 3],
    ])
    const { deputies: _, ...statedNumberOnly } = asMinuted
    const uncounted = quorumOf({ ...proposed, stated: statedNumberOnly })
    expect(uncounted).toMatchObject({ required: 12, present: 14, quorate: true })
    expect(uncounted.working).toContain(
      'One person is not counted: a deputy in a seat for which the terms name no deputy.',
    )
  })

  test('R-TOR-4: an ICB officer who sits for the voluntary sector counts for that sector and not for the ICB', () => {
    const icb = quorumOf({ terms: cases.terms.existing, ...september, stated: asMinuted }).limbs[1]
    expect(icb).toEqual({ name: 'ICB', required: 1, present: 2, met: true })
  })
})

describe('14 February 2025, from the annual report', () => {
  const seats = seatsUnder('existing')
  const { byClass, councils } = cases.attendance20250214
  const attended = Object.entries(byClass).flatMap(([name, number]) => {
    const places = seats.filter(seat => seat.class === name)
    const taken =
      name === 'local authority'
        ? councils.flatMap(council => places.find(seat => seat.organisation === council) ?? [])
        : places.slice(0, number)
    expect(taken).toHaveLength(number)
    return taken
  })
  test.each(cases.outcomes20250214)(
    'R-TOR-5: twenty present are quorate by the $terms rule of $members members',
    expected => {
      const quorum = quorumOf({
        terms: cases.terms[expected.terms],
        seats,
        holdings: attended.map(seat => holding(seat.id)),
        presences: attended.map(seat => inSeat(seat.id)),
        stated: { members: expected.members, citation: 'as the case supposes' },
      })
      expect(answered(quorum)).toEqual(wanted(expected))
    },
  )
})

describe('at the edges', () => {
  test.each(cases.boundaries)('R-TOR-2, R-TOR-3: $id, $why ($terms rule)', expected => {
    const { ICB, councils, trusts, present } = expected
    const others = present - ICB - councils - trusts
    const quorum = quorumOf({
      terms: cases.terms[expected.terms],
      ...committeeOf([
        ...several(ICB, 'ICB', () => 'ICB'),
        ...several(councils, 'local authority', at => `council ${at}`),
        ...several(trusts, 'NHS trust', at => `trust ${at}`),
        ...several(others, 'PCN', at => `network ${at}`),
      ]),
      stated: { members: expected.members, citation: 'as the case supposes' },
    })
    expect(answered(quorum)).toEqual(wanted(expected))
  })

  const limbed = (limbs: QuorumTerms['limbs']): QuorumTerms => ({ ...aMajority, limbs })
  const twoCouncils = limbed([{ class: 'local authority', organisations: 2, membersEach: 1 }])

  test('R-TOR-3: two members of one council are one council', () => {
    const both = several(2, 'local authority', () => 'one council')
    const quorum = quorumOf({ terms: twoCouncils, ...committeeOf(both) })
    expect(quorum).toMatchObject({ present: 2, quorate: false })
    expect(quorum.missing).toEqual([
      'One organisation has one local authority member present and two are required.',
    ])
  })

  test('where terms want two members from each organisation, one from each does not do', () => {
    const terms = limbed([{ class: 'local authority', organisations: 1, membersEach: 2 }])
    const fromTwo = several(2, 'local authority', at => `council ${at}`)
    expect(quorumOf({ terms, ...committeeOf(fromTwo) }).missing).toEqual([
      'No organisations have two local authority members present and one is required.',
    ])
    const fromOne = several(2, 'local authority', () => 'one council')
    expect(quorumOf({ terms, ...committeeOf(fromOne) }).quorate).toBe(true)
  })

  test('R-TOR-4: Directors of Public Health count in the number and not in the council limb', () => {
    const quorum = quorumOf({
      terms: twoCouncils,
      ...committeeOf([
        { class: 'local authority', organisation: 'Luton Council' },
        { class: 'public health', organisation: 'Bedford Borough Council' },
      ]),
    })
    expect(quorum.present).toBe(2)
    expect(quorum.limbs[1]).toEqual({
      name: 'local authority',
      required: 2,
      present: 1,
      met: false,
    })
  })

  test('R-TOR-4: one person in two seats counts once in the number and satisfies both classes', () => {
    const quorum = quorumOf({
      terms: limbed([
        { class: 'ICB', members: 1 },
        { class: 'NHS trust', members: 1 },
      ]),
      seats: [aSeat('a', { class: 'ICB' }), aSeat('b', { class: 'NHS trust' })],
      holdings: [holding('a', 'one'), holding('b', 'one')],
      presences: [inSeat('a', { person: 'one' })],
    })
    expect(quorum.limbs.map(limb => limb.present)).toEqual([1, 1, 1])
    expect(quorum.working).toContain(
      'One person is present and counted: ICB 1, NHS trust 1; who sits in two classes is counted once in the number and once in each class.',
    )
    expect(quorum.quorate).toBe(true)
  })

  const deputised = (presence: Partial<Presence>, facts: Partial<QuorumFacts> = {}) =>
    quorumOf({
      terms: aMajority,
      seats: [aSeat('a', { deputies: true }), aSeat('b')],
      holdings: [holding('a'), holding('b')],
      presences: [
        inSeat('a', { person: 'deputy', deputisingFor: 'holder of a', ...presence }),
        ...(facts.presences ?? []),
      ],
      ...(facts.terms ? { terms: facts.terms } : {}),
    })

  test('R-TOR-4: a deputy counts where the seat allows', () => {
    expect(deputised({}).present).toBe(1)
    expect(deputised({ seat: 'b', deputisingFor: 'holder of b' }).present).toBe(0)
    const asMinutedTerms: QuorumTerms = { ...aMajority, deputies: 'as minuted' }
    expect(
      deputised({ seat: 'b', deputisingFor: 'holder of b' }, { terms: asMinutedTerms }).present,
    ).toBe(1)
  })

  test('R-MEET-10: where a body permits no deputies, none counts', () => {
    const quorum = deputised({}, { terms: { ...aMajority, deputies: 'never' } })
    expect(quorum.present).toBe(0)
    expect(quorum.working).toContain(
      'One person is not counted: a deputy, and the terms let no deputy count.',
    )
  })

  test('a deputy does not count beside the member, nor for someone else’s seat, nor as a second deputy', () => {
    expect(deputised({}, { presences: [inSeat('a')] }).present).toBe(1)
    expect(deputised({ deputisingFor: 'holder of b' }).present).toBe(0)
    const second = inSeat('a', { person: 'second deputy', deputisingFor: 'holder of a' })
    const two = deputised({}, { presences: [second] })
    expect(two.present).toBe(1)
    expect(two.working).toContain('One person is not counted: a second deputy for the same member.')
  })

  test('a member who also deputises still counts once', () => {
    const quorum = deputised({ person: 'holder of b' }, { presences: [inSeat('b')] })
    expect(quorum.present).toBe(1)
    expect(quorum.working.join(' ')).not.toContain('not counted')
  })

  test('R-TOR-14: participants never count, nor does a seat without a vote', () => {
    const quorum = quorumOf({
      terms: aMajority,
      seats: [aSeat('a'), aSeat('adviser', { voting: false })],
      holdings: [holding('a'), holding('adviser')],
      presences: [inSeat('adviser'), { person: 'guest', seat: null, remote: false }],
    })
    expect(quorum).toMatchObject({ members: 1, present: 0, quorate: false })
    expect(quorum.missing).toEqual(['No members are present and one is required.'])
  })

  test('a member recorded as in attendance only is pointed out to the clerk', () => {
    const quorum = quorumOf({
      terms: aMajority,
      seats: [aSeat('a')],
      holdings: [holding('a')],
      presences: [inSeat('a', { seat: null })],
    })
    expect(quorum.present).toBe(0)
    expect(quorum.working).toContain(
      'One person is not counted: recorded as in attendance only, although they hold a seat.',
    )
  })

  test('a person recorded in a seat to which they are not appointed does not count', () => {
    const quorum = quorumOf({
      terms: aMajority,
      seats: [aSeat('a')],
      holdings: [holding('a')],
      presences: [inSeat('a', { person: 'a stranger' })],
    })
    expect(quorum.present).toBe(0)
  })

  test('R-COI-8: a member who leaves over a conflict stops counting for that item only', () => {
    const facts = {
      terms: limbed([{ class: 'ICB', members: 1 }]),
      ...committeeOf([
        { class: 'ICB', organisation: 'ICB' },
        { class: 'PCN', organisation: null },
      ]),
    }
    expect(quorumOf(facts).quorate).toBe(true)
    const item = quorumOf({ ...facts, excluded: new Set(['holder of seat 0']) })
    expect(item).toMatchObject({ members: 2, present: 1, quorate: false })
    expect(item.missing).toEqual(['No ICB members are present and one is required.'])
    expect(item.working).toContain(
      'One person is not counted: out of the item over a declared interest.',
    )
  })

  test('R-TOR-4: remote presence counts unless the terms say otherwise', () => {
    const { seats, holdings } = committeeOf(several(2, 'member', () => null))
    const presences = seats.map(seat => inSeat(seat.id, { remote: true }))
    expect(quorumOf({ terms: aMajority, seats, holdings, presences }).present).toBe(2)
    const inPerson = { ...aMajority, remoteCounts: false }
    const remote = quorumOf({ terms: inPerson, seats, holdings, presences })
    expect(remote.present).toBe(0)
    expect(remote.working).toContain(
      'Two people are not counted: attending remotely, which the terms do not count.',
    )
  })

  test('a member who joins remotely where that does not count may be stood in for in the room', () => {
    const quorum = deputised(
      {},
      { terms: { ...aMajority, remoteCounts: false }, presences: [inSeat('a', { remote: true })] },
    )
    expect(quorum.present).toBe(1)
  })
})

/**
 * The same rule read with a tick sheet: every chair in the room looked at in
 * turn, nothing remembered between looks, no division.
 */
function tickSheet({ terms, seats, holdings, presences, excluded, stated }: QuorumFacts) {
  const has = (person: string, seat: Seat) => {
    for (const line of holdings) if (line.person === person && line.seat === seat.id) return true
    return false
  }
  let members = 0
  for (const seat of seats) {
    const holders = [...new Set(holdings.map(line => line.person))].filter(p => has(p, seat)).length
    for (let place = 1; place <= seat.max; place++)
      if (seat.voting && (place <= seat.min || place <= holders)) members++
  }
  if (stated) members = stated.members

  let required = 1
  while (
    (terms.fraction &&
      required * terms.fraction.denominator < members * terms.fraction.numerator) ||
    required < (terms.minimum ?? 0) ||
    required < (terms.atLeast ?? 0)
  )
    required++

  const inTheRoom = (line: Presence) => line.seat !== null && (!line.remote || terms.remoteCounts)
  const deputyCounts = (at: number, seat: Seat): boolean => {
    const line = presences[at]
    if (!line || line.seat !== seat.id || !line.deputisingFor || !seat.voting) return false
    if (!inTheRoom(line) || excluded?.has(line.person)) return false
    const policy = stated?.deputies ? 'as minuted' : terms.deputies
    if (policy === 'never' || (policy === 'where the seat allows' && !seat.deputies)) return false
    if (line.deputisingFor === line.person || !has(line.deputisingFor, seat)) return false
    for (const other of presences)
      if (other.person === line.deputisingFor && inTheRoom(other)) return false
    for (let before = 0; before < at; before++)
      if (presences[before]?.deputisingFor === line.deputisingFor && deputyCounts(before, seat))
        return false
    return true
  }
  const sits = (person: string, seat: Seat) =>
    presences.some(
      (line, at) =>
        line.person === person &&
        (deputyCounts(at, seat) ||
          (seat.voting && has(person, seat) && inTheRoom(line) && !excluded?.has(person))),
    )
  const everyone = [...new Set(presences.map(line => line.person))].sort()
  const sittingAmong = (some: readonly Seat[]) =>
    everyone.filter(person => some.some(seat => sits(person, seat))).length

  const counts: [number, number][] = [[required, sittingAmong(seats)]]
  for (const limb of terms.limbs) {
    const bench = seats.filter(seat => seat.class === limb.class)
    if ('members' in limb) counts.push([limb.members, sittingAmong(bench)])
    else {
      let enough = 0
      for (const name of new Set(bench.map(seat => seat.organisation)))
        if (name && sittingAmong(bench.filter(s => s.organisation === name)) >= limb.membersEach)
          enough++
      counts.push([limb.organisations, enough])
    }
  }
  return { members, counts, quorate: counts.every(([wanted, there]) => there >= wanted) }
}

const classes = ['ICB', 'local authority', 'NHS trust', 'public health']
const people = Array.from({ length: 14 }, (_, at) => `person ${at}`)
const aPerson = fc.constantFrom(...people)
const aClass = fc.constantFrom(...classes)

const anyTerms: fc.Arbitrary<QuorumTerms> = fc.record(
  {
    fraction: fc.record({
      numerator: fc.integer({ min: 1, max: 2 }),
      denominator: fc.integer({ min: 2, max: 6 }),
    }),
    minimum: fc.integer({ min: 1, max: 4 }),
    atLeast: fc.integer({ min: 1, max: 4 }),
    limbs: fc.array(
      fc.oneof(
        fc.record({ class: aClass, members: fc.integer({ min: 1, max: 2 }) }),
        fc.record({
          class: aClass,
          organisations: fc.integer({ min: 1, max: 2 }),
          membersEach: fc.integer({ min: 1, max: 2 }),
        }),
      ),
      { maxLength: 2 },
    ),
    deputies: fc.constantFrom('where the seat allows', 'as minuted', 'never'),
    remoteCounts: fc.boolean(),
    rule: fc.constant('a random rule'),
    citation: fc.constant('none'),
  },
  { requiredKeys: ['limbs', 'deputies', 'remoteCounts', 'rule', 'citation'] },
)

/** Committees with ranges, vacancies, people in several seats, deputies, strangers and guests. */
const anyMeeting: fc.Arbitrary<QuorumFacts> = fc
  .array(
    fc.record({
      class: aClass,
      organisation: fc.constantFrom('east', 'west', 'north', null),
      min: fc.integer({ min: 0, max: 2 }),
      optional: fc.integer({ min: 0, max: 2 }),
      voting: fc.constantFrom(true, true, true, false),
      deputies: fc.boolean(),
      holders: fc.uniqueArray(aPerson, { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 9, size: 'max' },
  )
  .map(lines =>
    lines.map(({ optional, holders, ...line }, at) => ({
      seat: { ...line, id: `seat ${at}`, max: line.min + optional },
      holders: holders.slice(0, line.min + optional),
    })),
  )
  .chain(lines => {
    const seats = lines.map(line => line.seat)
    const holdings = lines.flatMap(line =>
      line.holders.map(person => holding(line.seat.id, person)),
    )
    const aSeatId = fc.constantFrom(...seats.map(seat => seat.id))
    const appointed = holdings.length > 0 ? fc.constantFrom(...holdings) : fc.constant(undefined)
    const aPresence = fc.oneof(
      // A member in their seat; a deputy; anyone anywhere, for the muddles that records hold.
      appointed.chain(line =>
        fc.record({
          person: fc.constant(line?.person ?? 'nobody'),
          seat: fc.constant(line?.seat ?? null),
          remote: fc.boolean(),
        }),
      ),
      appointed.chain(line =>
        fc.record({
          person: aPerson,
          seat: fc.constant(line?.seat ?? null),
          deputisingFor: fc.constant(line?.person ?? 'nobody'),
          remote: fc.boolean(),
        }),
      ),
      fc.record(
        { person: aPerson, seat: fc.option(aSeatId), deputisingFor: aPerson, remote: fc.boolean() },
        { requiredKeys: ['person', 'seat', 'remote'] },
      ),
    )
    const optional = fc.record(
      {
        excluded: fc.uniqueArray(aPerson, { maxLength: 2 }).map(some => new Set(some)),
        stated: fc.record(
          {
            members: fc.integer({ min: 1, max: 15 }),
            citation: fc.constant('a random minute'),
            deputies: fc.constant('as minuted' as const),
          },
          { requiredKeys: ['members', 'citation'] },
        ),
      },
      { requiredKeys: [] },
    )
    return fc
      .record({
        terms: anyTerms,
        presences: fc.array(aPresence, { maxLength: 40, size: 'max' }),
        optional,
      })
      .map(({ optional: some, ...rest }) => ({ ...rest, ...some, seats, holdings }))
  })

test('R-TOR-4: on 1,000 random committees the rule and a tick sheet agree on every count', () => {
  let quorate = 0
  fc.assert(
    fc.property(anyMeeting, facts => {
      const quorum = quorumOf(facts)
      const sheet = tickSheet(facts)
      expect(quorum.members).toBe(sheet.members)
      expect(quorum.limbs.map(limb => [limb.required, limb.present])).toEqual(sheet.counts)
      expect(quorum.quorate).toBe(sheet.quorate)
      expect(quorum.missing.length).toBe(sheet.counts.filter(([want, are]) => are < want).length)
      if (quorum.quorate) quorate++
    }),
    { numRuns: 1000, seed: 20240919 },
  )
  // Both answers must really have been tried.
  expect(quorate).toBeGreaterThan(100)
  expect(quorate).toBeLessThan(900)
})
