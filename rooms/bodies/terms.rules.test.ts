import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { attendanceLines } from './attendance-lines.rules.ts'
import { belowInWords, meetsExpectation, shareAttended } from './attendance-totals.rules.ts'
import { slugOf } from './body.rules.ts'
import { membersRange, rangeInWords } from './membership.rules.ts'
import { daysInWords, defaultTermsFor, quorumInWords, reasonsAgainstTerms } from './terms.rules.ts'
import { termOfOffice, termsInWords } from './terms-in-words.rules.ts'

test('the terms to begin from make sense under every law', () => {
  for (const regime of ['1960 Act', 'parish council', 'principal council'] as const)
    expect(reasonsAgainstTerms(defaultTermsFor(regime))).toEqual([])
})

test('R-MEET-1: a body under the 1960 Act gives three clear days of notice', () => {
  expect(daysInWords(defaultTermsFor('1960 Act').notice)).toBe('Three clear days')
})

test('R-MEET-3: a principal council gives five clear days for notice and papers', () => {
  const { notice, papers } = defaultTermsFor('principal council')
  expect([notice.days, papers?.days]).toEqual([5, 5])
})

test('R-MEET-5: a parish council needs one third and never fewer than three, and its chair has a casting vote', () => {
  const { quorum, voting } = defaultTermsFor('parish council')
  expect(quorum.rule).toBe('At least one third of the members, and never fewer than three.')
  expect(voting.castingVote).toBe(true)
})

test('R-TOR-3: a quorum with its limbs is one plain sentence', () => {
  const sentence = quorumInWords({
    fraction: { numerator: 1, denominator: 3 },
    limbs: [
      { class: 'ICB', members: 1 },
      { class: 'NHS trust', members: 1 },
      { class: 'local authority', organisations: 2, membersEach: 1 },
    ],
    deputies: 'never',
    remoteCounts: true,
  })
  expect(sentence).toBe(
    'At least one third of the members, among them one ICB member, one NHS trust member and one local authority member from each of two organisations.',
  )
})

test('a quorum that is a plain number says so', () => {
  expect(quorumInWords({ atLeast: 5, limbs: [], deputies: 'never', remoteCounts: true })).toBe(
    'At least five members.',
  )
})

test('terms that give neither a share nor a number are refused', () => {
  const terms = defaultTermsFor('1960 Act')
  const { fraction: _, ...quorum } = terms.quorum
  expect(reasonsAgainstTerms({ ...terms, quorum })).toMatchObject([{ field: 'quorumNumerator' }])
})

test('R-MEET-6: continuous minute numbers are shown as they will be', () => {
  const terms = { ...defaultTermsFor('parish council'), minuteNumbers: { suffix: 'HS', digits: 2 } }
  expect(termsInWords(terms).find(({ name }) => name === 'Minute numbers')?.says).toContain('01/HS')
})

test('R-TOR-12: a chair’s two years from 1 July 2022 end on 30 June 2024, with ninety days of warning', () => {
  const terms = {
    ...defaultTermsFor('1960 Act'),
    chair: { termYears: 2, warnDays: 90, citation: '3.2' },
  }
  const chair = { office: 'chair', from_day: day('2022-07-01'), term_ends_on: null }
  const on = (today: string) => termOfOffice(chair, terms, day(today))
  expect(on('2024-04-01')).toMatchObject({ endsOn: '2024-06-30', state: 'ending soon' })
  expect(on('2024-03-31')?.state).toBe('running')
  expect(on('2024-06-30')?.state).toBe('ending soon')
  expect(on('2024-07-01')?.state).toBe('run out')
})

test('a secretary has no term unless one was given', () => {
  const terms = {
    ...defaultTermsFor('1960 Act'),
    chair: { termYears: 2, warnDays: 90, citation: '3.2' },
  }
  const secretary = { office: 'secretary', from_day: day('2022-07-01'), term_ends_on: null }
  expect(termOfOffice(secretary, terms, day('2025-01-01'))).toBeUndefined()
})

test('R-TOR-1: optional places widen the range of members, and seats without a vote add none', () => {
  const seat = { min_holders: 1, max_holders: 1, voting: true }
  const range = membersRange([seat, { ...seat, max_holders: 2 }, { ...seat, voting: false }])
  expect(rangeInWords(range)).toBe('2 to 3')
})

test('R-TOR-11: one of one is 100 per cent, one of two is 50 and fails, three of four is 75 and meets it', () => {
  expect([
    shareAttended({ attended: 1, possible: 1 }),
    shareAttended({ attended: 1, possible: 2 }),
  ]).toEqual([100, 50])
  expect(meetsExpectation({ attended: 1, possible: 2 }, 75)).toBe(false)
  expect(meetsExpectation({ attended: 3, possible: 4 }, 75)).toBe(true)
  // 74.7 per cent rounds to 75 and still falls short.
  expect(meetsExpectation({ attended: 56, possible: 75 }, 75)).toBe(false)
  expect(meetsExpectation({ attended: 0, possible: 0 }, 75)).toBeUndefined()
  expect(
    belowInWords(
      [
        { attended: 0, possible: 0 },
        { attended: 2, possible: 2 },
      ],
      75,
    ),
  ).toBe('Nobody was below the expectation of 75 per cent.')
})

test('pasted lines of attendance are read, and one without its numbers is left to be refused', () => {
  expect(attendanceLines('Chair, Luton; 2/3; deputy; from June\n\nLeader; 1 of 2')).toEqual([
    { office: 'Chair, Luton', attended: 2, possible: 3, capacity: 'deputy', note: 'from June' },
    { office: 'Leader', attended: 1, possible: 2 },
  ])
  expect(attendanceLines('Chair; two')[0]?.attended).toBeNaN()
})

test('a word for the address is made from a name', () => {
  expect(slugOf('Quality & Performance Committee')).toBe('quality-and-performance-committee')
  expect(slugOf('Children’s Board – Luton')).toBe('childrens-board-luton')
})
