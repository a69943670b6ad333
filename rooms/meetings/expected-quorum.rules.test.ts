import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type QuorumTerms, quorumOf, type Seat } from '../bodies/quorum.rules.ts'
import {
  cureInWords,
  type ExpectationFacts,
  type ExpectedReply,
  expectedQuorum,
  shortagesInWords,
} from './expected-quorum.rules.ts'

const half = (limbs: QuorumTerms['limbs'], changes: Partial<QuorumTerms> = {}): QuorumTerms => ({
  fraction: { numerator: 1, denominator: 2 },
  limbs,
  deputies: 'where the seat allows',
  remoteCounts: true,
  rule: 'At least half of the members.',
  citation: 'Terms of reference, 4.1',
  ...changes,
})

/** A body of single seats, 'class/organisation', each held by the person of its place: m1, m2 … */
const aBody = (
  kinds: readonly string[],
  terms: QuorumTerms,
  replies: readonly ExpectedReply[] = [],
  seat: Partial<Seat> = {},
): ExpectationFacts => ({
  terms,
  seats: kinds.map((kind, at) => ({
    id: `s${at + 1}`,
    class: kind.split('/')[0] ?? '',
    organisation: kind.split('/')[1] ?? null,
    min: 1,
    max: 1,
    voting: true,
    deputies: false,
    ...seat,
  })),
  holdings: kinds.map((_, at) => ({ seat: `s${at + 1}`, person: `m${at + 1}` })),
  replies,
})

const says = (answer: ExpectedReply['answer'], ...people: readonly number[]): ExpectedReply[] =>
  people.map(at => ({ person: `m${at}`, answer }))
const byName = (person: string) => person

// ── 19 September 2024 ───────────────────────────────────────────────────────

const facts = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../seed/blmk/facts/${name}.json`, import.meta.url), 'utf8'))

type SeatFacts = {
  key: string
  class: string
  organisation: string | null
  min: number
  max: number
  deputies: boolean
  holders: { person: string; from: string; endedOn?: string }[]
}
type LineFacts = { person: string; capacity: string; seat?: string; deputisingFor?: string }

/** The round is made up; who holds which seat, and who came and who did not, are the record's. */
function septemberRound(): ExpectationFacts {
  const on = '2024-09-19'
  const seats: SeatFacts[] = facts('partnership').seats
  const lines: LineFacts[] = facts('partnership-2024-09-19.attendance')
  const holdings = seats.flatMap(({ key, holders }) =>
    holders
      .filter(({ from, endedOn }) => from <= on && (endedOn === undefined || endedOn >= on))
      .map(({ person }) => ({ seat: key, person })),
  )
  return {
    terms: half([
      { class: 'ICB', members: 1 },
      { class: 'local authority', organisations: 2, membersEach: 1 },
    ]),
    seats: seats.map(seat => ({ ...seat, id: seat.key, voting: true })),
    holdings,
    stated: { members: 34, citation: 'the minutes, item 2', deputies: 'as minuted' },
    replies: lines.flatMap((line): ExpectedReply[] => {
      if (line.capacity === 'member') return [{ person: line.person, answer: 'remote' }]
      if (line.capacity === 'deputy')
        return [
          {
            person: line.deputisingFor ?? '',
            answer: 'deputy',
            deputy: line.person,
            deputySeat: line.seat ?? '',
            deputyRemote: true,
          },
        ]
      const isDeputised = lines.some(({ deputisingFor }) => deputisingFor === line.person)
      return line.capacity === 'apologies' && !isDeputised
        ? [{ person: line.person, answer: 'apologies' }]
        : []
    }),
  }
}

test('R-TOR-5: seven days before 19 September 2024 the meeting would be two short, and just two replies would cure it', () => {
  const expected = expectedQuorum(septemberRound())
  expect(expected.state).toBe('uncertain')
  expect(expected.certain).toMatchObject({ members: 34, required: 17, present: 15 })
  expect(expected.limbs).toEqual([
    { name: 'number', required: 17, certain: 15, possible: 17, short: 2 },
    { name: 'ICB', required: 1, certain: 2, possible: 2, short: 0 },
    { name: 'local authority', required: 2, certain: 3, possible: 3, short: 0 },
  ])
  expect(expected.cure).toMatchObject({
    size: 2,
    withoutReply: 2,
    only: [
      'portfolio-holder-for-population-wellbeing-luton',
      'director-of-partnerships-south-central-ambulance-service',
    ],
  })
  expect(shortagesInWords(expected)).toEqual([
    'Fifteen members are coming and seventeen are required: two short.',
  ])
  expect(cureInWords(expected, byName)).toBe(
    'Two replies would do, and only these two: portfolio-holder-for-population-wellbeing-luton and director-of-partnerships-south-central-ambulance-service.',
  )
})

test('R-TOR-5: without the deputy the meeting of 19 September 2024 would be three short, and one who sent apologies must be asked again', () => {
  const round = septemberRound()
  const expected = expectedQuorum({
    ...round,
    replies: round.replies.filter(({ answer }) => answer !== 'deputy'),
  })
  // The Director of Public Health has then not replied either.
  expect(expected.limbs[0]).toMatchObject({ certain: 14, possible: 17, short: 3 })
  const sent = expectedQuorum({
    ...round,
    replies: round.replies.map(reply =>
      reply.answer === 'deputy' ? { person: reply.person, answer: 'apologies' as const } : reply,
    ),
  })
  expect(sent.state).toBe('impossible')
  expect(sent.cure).toMatchObject({ size: 3, withoutReply: 2, only: null })
  expect(cureInWords(sent, byName)).toBe(
    'Three more are needed: both who have not replied, and one of the twelve who sent apologies, or a deputy in the place of one whose seat lets them send one.',
  )
})

// ── In general ──────────────────────────────────────────────────────────────

test('those who said they come are certain; those without a reply are possible; apologies are neither', () => {
  const expected = expectedQuorum(
    aBody(Array(6).fill('member'), half([]), [...says('in person', 1, 2), ...says('apologies', 3)]),
  )
  expect(expected.limbs).toEqual([
    { name: 'number', required: 3, certain: 2, possible: 5, short: 1 },
  ])
  expect(expected.state).toBe('uncertain')
  expect(cureInWords(expected, byName)).toBe(
    'One more is needed: one of the three who have not replied.',
  )
})

test('a meeting whose members have said enough is expected to be quorate, and needs nobody', () => {
  const expected = expectedQuorum(aBody(Array(4).fill('member'), half([]), says('in person', 1, 2)))
  expect(expected).toMatchObject({ state: 'expected', cure: null })
  expect(cureInWords(expected, byName)).toBe('')
})

test('before anybody has replied, nobody is counted on', () => {
  const expected = expectedQuorum(aBody(Array(4).fill('member'), half([])))
  expect(expected).toMatchObject({ state: 'uncertain', cure: { size: 2, only: null } })
})

test('R-TOR-3: a limb that is short is cured by members of its class, who are told by class', () => {
  const expected = expectedQuorum(
    aBody(
      ['ICB', 'ICB', 'local authority/a', 'local authority/b', 'local authority/b', 'VCSE'],
      half([
        { class: 'ICB', members: 1 },
        { class: 'local authority', organisations: 2, membersEach: 1 },
      ]),
      says('in person', 3, 6),
    ),
  )
  expect(expected.cure).toMatchObject({
    size: 2,
    needs: [
      { limb: 'ICB', short: 1, of: 'members', candidates: ['m1', 'm2'] },
      { limb: 'local authority', short: 1, of: 'organisations', candidates: ['m4', 'm5'] },
    ],
  })
  expect(shortagesInWords(expected)).toEqual([
    'Two members are coming and three are required: one short.',
    'Of ICB, none is certain and one is required: one short.',
    'Of local authority, one is certain and two are required: one short.',
  ])
  expect(cureInWords(expected, byName)).toBe(
    'Two more are needed: two of the four who have not replied; among them one ICB member and local authority members from one more organisation.',
  )
})

test('R-TOR-4: one person in two seats counts once, and can cure two limbs', () => {
  const body = aBody(
    ['ICB', 'trust', 'ICB', 'trust'],
    half([
      { class: 'ICB', members: 1 },
      { class: 'trust', members: 1 },
    ]),
  )
  const expected = expectedQuorum({
    ...body,
    terms: { ...body.terms, fraction: { numerator: 1, denominator: 4 } },
    holdings: [...body.holdings.slice(0, 3), { seat: 's4', person: 'm3' }],
  })
  expect(expected.cure).toMatchObject({ size: 1, only: ['m3'] })
})

test('R-TOR-4: a deputy counts where the seat allows one; R-MEET-10: where the terms let no deputy count, none does', () => {
  const deputy: ExpectedReply = {
    person: 'm2',
    answer: 'deputy',
    deputy: 'somebody',
    deputySeat: 's2',
  }
  const replies = [...says('in person', 1), deputy]
  const kinds = Array(4).fill('member')
  const allowed = aBody(kinds, half([]), replies, { deputies: true })
  expect(expectedQuorum(allowed).state).toBe('expected')
  const never = expectedQuorum({
    ...allowed,
    replies: [...replies, ...says('apologies', 3, 4)],
    terms: half([], { deputies: 'never' }),
  })
  expect(never.limbs[0]).toMatchObject({ certain: 1, short: 1 })
  expect(never.cure?.candidates).toContainEqual({
    person: 'm2',
    why: 'does not count so',
    mayDeputise: false,
  })
})

test('remote members whom the terms do not count are not counted on, and would be if they came in person', () => {
  const expected = expectedQuorum(
    aBody(Array(3).fill('member'), half([], { remoteCounts: false }), [
      ...says('in person', 1),
      ...says('remote', 2),
      ...says('apologies', 3),
    ]),
  )
  expect(expected.limbs[0]).toMatchObject({ certain: 1, possible: 1, short: 1 })
  expect(expected.state).toBe('impossible')
  expect(expected.cure).toMatchObject({ size: 1, withoutReply: 0 })
})

test('R-TOR-14: a participant who comes is not counted on', () => {
  const body = aBody(['member', 'member'], half([]))
  const expected = expectedQuorum({
    ...body,
    replies: [{ person: 'a guest', answer: 'in person' }],
  })
  expect(expected.limbs[0]).toMatchObject({ certain: 0, possible: 2 })
})

test('where even all the members would not make a quorum, that is said', () => {
  const body = aBody(['member'], half([{ class: 'ICB', members: 1 }]))
  const expected = expectedQuorum(body)
  expect(expected).toMatchObject({ state: 'impossible', cure: null })
  expect(cureInWords(expected, byName)).toMatch(/vacancies/)
})

test('whatever the body and the replies, no smaller set would do, and those without a reply are asked first', () => {
  const kind = fc.constantFrom('ICB', 'trust', 'council/a', 'council/b', 'council/c')
  const answer = fc.constantFrom('in person', 'remote', 'apologies', 'none', 'none')
  const body = fc.record({
    kinds: fc.array(kind, { minLength: 1, maxLength: 8 }),
    answers: fc.array(answer, { minLength: 8, maxLength: 8 }),
    second: fc.option(fc.tuple(fc.nat(7), fc.nat(7)), { nil: null }),
    terms: fc.record({
      icb: fc.nat(2),
      trusts: fc.nat(2),
      councils: fc.nat(3),
      each: fc.integer({ min: 1, max: 2 }),
      remoteCounts: fc.boolean(),
      thirds: fc.boolean(),
    }),
  })
  fc.assert(
    fc.property(body, ({ kinds, answers, second, terms }) => {
      const given = aBody(
        kinds,
        half(
          [
            { class: 'ICB', members: terms.icb },
            { class: 'trust', members: terms.trusts },
            { class: 'council', organisations: terms.councils, membersEach: terms.each },
          ],
          {
            remoteCounts: terms.remoteCounts,
            fraction: { numerator: 1, denominator: terms.thirds ? 3 : 2 },
          },
        ),
      )
      const holdings = [...given.holdings]
      // Somebody may hold the seat of another beside their own.
      if (second && second[0] < kinds.length && second[1] < kinds.length)
        holdings[second[0]] = { seat: `s${second[0] + 1}`, person: `m${second[1] + 1}` }
      const members = [...new Set(holdings.map(({ person }) => person))]
      const replies = members.flatMap((person): ExpectedReply[] => {
        const said = answers[Number(person.slice(1)) - 1]
        return said === undefined || said === 'none'
          ? []
          : [{ person, answer: said as 'in person' }]
      })
      const round: ExpectationFacts = { ...given, holdings, replies }
      const expected = expectedQuorum(round)
      const remaining = members.filter(person => {
        const said = replies.find(reply => reply.person === person)?.answer
        return said === undefined || said === 'apologies' || said === 'remote'
      })
      const seatOf = (person: string) => holdings.find(held => held.person === person)?.seat ?? null
      const isQuorate = (more: readonly string[]) =>
        quorumOf({
          ...given,
          holdings,
          presences: [
            ...replies
              .filter(reply => reply.answer !== 'apologies' && !more.includes(reply.person))
              .map(reply => ({
                person: reply.person,
                seat: seatOf(reply.person),
                remote: reply.answer === 'remote',
              })),
            ...more.map(person => ({ person, seat: seatOf(person), remote: false })),
          ],
        }).quorate
      const sets: string[][] = [[]]
      for (const person of remaining) for (const set of [...sets]) sets.push([...set, person])
      const silent = (person: string) => !replies.some(reply => reply.person === person)
      const working = sets.filter(isQuorate)
      const ofSilent = working.filter(set => set.every(silent))
      const least = Math.min(...(ofSilent.length > 0 ? ofSilent : working).map(set => set.length))
      if (expected.state === 'expected') expect(least).toBe(0)
      else if (working.length === 0) expect(expected.cure).toBeNull()
      else {
        expect(expected.cure?.size).toBe(least)
        const best = working.filter(set => set.length === least)
        expect(expected.cure?.withoutReply).toBe(
          Math.max(...best.map(set => set.filter(silent).length)),
        )
        if (expected.cure?.only) expect(isQuorate(expected.cure.only)).toBe(true)
      }
    }),
    { numRuns: 400 },
  )
})
