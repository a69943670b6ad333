import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import {
  figureOf,
  type MeasureKey,
  type MeetingFacts,
  measureKeys,
  medianOf,
  reviewOf,
  reviewYear,
} from './effectiveness.rules.ts'

const someFacts = (given: Partial<MeetingFacts> = {}): MeetingFacts => ({
  day: day('2025-02-14'),
  today: day('2025-03-01'),
  papersDue: { due: day('2025-02-06'), citation: 'Terms of reference 13.1' },
  papers: [day('2025-02-05'), day('2025-02-06'), day('2025-02-10'), null],
  notice: { sufficient: true, words: 'In time: 5 clear days', citation: 'Terms of reference 6.1' },
  planned: { from: 600, to: 720 },
  sat: { from: 600, to: 735 },
  items: [
    { number: '1', title: 'Strategy', asks: 'decide', plannedMinutes: 30, minutes: 45 },
    { number: '2', title: 'Update', asks: 'note', plannedMinutes: 20, minutes: 15 },
  ],
  decisions: 9,
  attendance: {
    present: 15,
    members: 34,
    required: 17,
    quorate: false,
    citation: 'Terms of reference 4.1',
  },
  questions: { put: 2, answered: 1 },
  actions: { raised: 3, closed: 1, overdue: 2 },
  minutes: {
    due: day('2025-02-21'),
    draftedOn: day('2025-02-24'),
    citation: 'Terms of reference 13.1',
  },
  ...given,
})

const nothingKnown: Partial<MeetingFacts> = {
  papersDue: null,
  papers: [],
  notice: null,
  planned: null,
  sat: null,
  items: [],
  decisions: 0,
  attendance: null,
  questions: { put: 0, answered: 0 },
  minutes: null,
}

const measure = (key: MeasureKey, given: Partial<MeetingFacts> = {}) => {
  const found = reviewOf(someFacts(given)).find(each => each.key === key)
  if (!found) throw new Error(`There is no measure ${key}.`)
  return found
}

test('papers on time are counted against the day on which they were due, with how late the last was (R-TOR-9)', () => {
  expect(measure('papers in time')).toMatchObject({
    value: 0.5,
    words:
      'Two of four papers came by 6 February 2025; the latest came four days after; one never came.',
    source: 'Terms of reference 13.1',
  })
})

test('R-TOR-5: fifteen of thirty-four present is two fewer than required', () => {
  expect(measure('attendance').words).toBe('Fifteen of thirty-four members were present (44%).')
  expect(measure('quorum margin')).toMatchObject({
    value: -2,
    words: 'Two fewer than required; the meeting was not quorate.',
  })
})

test('the length is told against the plan, and decisions against the hours', () => {
  expect(measure('length')).toMatchObject({
    value: 15,
    words: 'It took two hours and fifteen minutes, fifteen minutes more than planned.',
  })
  expect(measure('decisions an hour').value).toBe(4)
})

test('items are told against their planned time, and the time by what the meeting was asked', () => {
  expect(measure('items').words).toBe('One of two timed items ran over; item 1 by fifteen minutes.')
  expect(measure('time to decide')).toMatchObject({ value: 0.75 })
})

test('R-TOR-10: draft minutes are told by the days after their day', () => {
  expect(measure('minutes')).toMatchObject({
    value: 3,
    words: 'Drafted on 24 February 2025, three days late.',
  })
  const notDrafted = { due: day('2025-02-21'), draftedOn: null, citation: '' }
  expect(measure('minutes', { minutes: notDrafted })).toMatchObject({
    value: null,
    words: 'No draft is in the record; it was due by 21 February 2025.',
  })
})

test('what is not in the record has no figure and says what is missing; only counts of what the record holds are nought', () => {
  const measures = reviewOf(someFacts(nothingKnown))
  const known = measures.filter(({ value }) => value !== null).map(({ key }) => key)
  expect(known).toEqual(['actions closed', 'actions raised', 'actions overdue'])
  for (const each of measures) expect(each.words).toMatch(/\.$/)
})

test('every measure is there for every meeting, with its rule and its source', () => {
  const measures = reviewOf(someFacts())
  expect(measures.map(({ key }) => key).toSorted()).toEqual([...measureKeys].toSorted())
  for (const { rule, source } of measures) expect([rule, source]).not.toContain('')
})

test('the year has totals of what adds up, medians of the rest, and a plain sentence', () => {
  const review = reviewYear([
    { day: day('2024-09-19'), measures: reviewOf(someFacts()) },
    {
      day: day('2025-02-14'),
      measures: reviewOf(
        someFacts({
          papers: [day('2025-02-05')],
          sat: null,
          actions: { raised: 1, closed: 4, overdue: 0 },
        }),
      ),
    },
  ])
  const of = (key: MeasureKey) => review.measures.find(each => each.key === key)
  expect(of('papers in time')).toMatchObject({ median: 0.75, total: null, known: 2 })
  expect(of('actions closed')).toMatchObject({ total: 5, median: 2.5 })
  expect(of('length')).toMatchObject({ median: 15, known: 1, missing: 1 })
  expect(review.sentence).toBe(
    'Two meetings were held; 75% of papers were on time at the middle one of them; 44% of members were present at the middle one of them; the one meeting of which it is known ran fifteen minutes over its time; five actions were closed and four raised.',
  )
  expect(reviewYear([]).sentence).toBe(
    'No meeting was held in the year, as far as this record goes.',
  )
})

test('a meeting whose figure is missing changes no median: it is not taken for nought', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: -60, max: 180 }), { nil: null }), { maxLength: 12 }),
      overs => {
        const meetings = overs.map(over => ({
          day: day('2025-02-14'),
          measures: reviewOf(
            someFacts({
              planned: { from: 600, to: 700 },
              sat: over === null ? null : { from: 600, to: 700 + over },
            }),
          ),
        }))
        const known = overs.filter(over => over !== null)
        const length = reviewYear(meetings).measures.find(({ key }) => key === 'length')
        expect(length?.median ?? null).toBe(medianOf(known))
        expect(length?.missing ?? 0).toBe(overs.length - known.length)
      },
    ),
  )
})

test('the median lies between the least and the greatest, and half lie on either side', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 30 }), values => {
      const median = medianOf(values) ?? Number.NaN
      const half = values.length / 2
      expect(values.filter(value => value < median).length).toBeLessThanOrEqual(half)
      expect(values.filter(value => value > median).length).toBeLessThanOrEqual(half)
    }),
  )
})

test('a figure is written as its kind is read, and one that is missing says so', () => {
  expect(figureOf(0.834, 'share')).toBe('83%')
  expect(figureOf(15, 'minutes')).toBe('+15 min')
  expect(figureOf(-2, 'count')).toBe('−2')
  expect(figureOf(null, 'share')).toBe('Not known')
})
