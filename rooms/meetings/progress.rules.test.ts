import { expect, test } from 'vitest'
import { bundledCalendar } from '../../platform/calendar/calendar.ts'
import { day } from '../../platform/day.rules.ts'
import { noticesMissing, type ProgressFacts, standingsOf } from './progress.rules.ts'

const facts: ProgressFacts = {
  today: day('2025-01-20'),
  kind: 'ordinary',
  deadlines: {
    day: day('2025-02-14'),
    convened: day('2025-01-02'),
    regime: '1960 Act',
    terms: {
      notice: { days: 3, counter: 'clear day', citation: '6.1' },
      papers: { days: 5, counter: 'England working day', citation: '13.1' },
      draftMinutes: { workingDays: 5, citation: '13.1' },
      publicQuestions: { workingDaysBefore: 3, citation: 'Website' },
    },
    calendar: bundledCalendar,
  },
  notices: [],
  items: 0,
  papers: [],
  draftedOn: null,
}
const given = (kind: 'public notice' | 'summons', on: string, forDay = '2025-02-14') => ({
  kind,
  givenOn: day(on),
  forDay: day(forDay),
})
const paper = (on: string | null) => ({
  submittedOn: on === null ? null : day(on),
  toFollow: on === null,
})
const stands = (differences: Partial<ProgressFacts>) =>
  Object.fromEntries(
    standingsOf({ ...facts, ...differences }).map(({ key, standing }) => [
      key,
      `${standing.state}: ${standing.words}`,
    ]),
  )

test('well before the meeting everything is waiting, with the day on which it is due', () => {
  expect(stands({})).toEqual({
    papers: 'waiting: Due 6 February 2025',
    notice: 'waiting: Due 10 February 2025',
    questions: 'waiting: Open until 11 February 2025',
    minutes: 'waiting: Due 21 February 2025',
  })
})

test('on its day a thing is due today, and afterwards overdue', () => {
  expect(stands({ today: day('2025-02-10') }).notice).toBe('due: Due today')
  expect(stands({ today: day('2025-02-11') }).notice).toBe('missed: Overdue since 10 February 2025')
})

test('R-TOR-9: papers not in on the 7th are late, and in breach on the 8th', () => {
  expect(stands({ today: day('2025-02-07') }).papers).toBe(
    'due: Due 6 February 2025, a breach after 7 February 2025',
  )
  expect(stands({ today: day('2025-02-08') }).papers).toMatch(/^missed/)
})

test('papers are in when none is to follow, and those that came late are counted', () => {
  const today = day('2025-02-12')
  expect(stands({ today, papers: [paper('2025-02-01')] }).papers).toBe('done: One paper in')
  expect(stands({ today, papers: [paper('2025-02-01'), paper(null)] }).papers).toBe(
    'missed: One paper to follow',
  )
  expect(stands({ today, papers: [paper('2025-02-01'), paper('2025-02-10')] }).papers).toBe(
    'missed: One paper late',
  )
})

test('R-MEET-1: notice given is in time or too late, and the record says so for good', () => {
  const today = day('2025-03-01')
  expect(stands({ today, notices: [given('public notice', '2025-02-03')] }).notice).toBe(
    'done: In time: 9 clear days',
  )
  expect(stands({ today, notices: [given('public notice', '2025-02-12')] }).notice).toBe(
    'missed: Too late: 1 of 3 clear days',
  )
  expect(stands({ today }).notice).toBe('missed: Not recorded')
})

test('R-MEET-4: a council’s meeting needs a public notice and a summons, a workshop a summons only', () => {
  const council = { ...facts.deadlines, regime: 'parish council' } as const
  const notices = [given('public notice', '2025-02-03')]
  expect(noticesMissing({ kind: 'ordinary', deadlines: council, notices })).toEqual(['summons'])
  expect(noticesMissing({ kind: 'workshop', deadlines: facts.deadlines, notices: [] })).toEqual([
    'summons',
  ])
})

test('a notice of the day from which the meeting was moved does not serve', () => {
  const notices = [given('public notice', '2025-01-10', '2025-02-07')]
  expect(noticesMissing({ ...facts, notices })).toEqual(['public notice'])
})

test('R-TOR-10: minutes drafted by 21 February are done, later they are missed', () => {
  const today = day('2025-03-10')
  expect(stands({ today, draftedOn: day('2025-02-21') }).minutes).toBe(
    'done: Done 21 February 2025',
  )
  expect(stands({ today, draftedOn: day('2025-02-24') }).minutes).toMatch(/^missed/)
  expect(stands({ today }).minutes).toBe('missed: Overdue since 21 February 2025')
})

test('R-TOR-14: a workshop has no minutes and takes no public questions', () => {
  expect(Object.keys(stands({ kind: 'workshop' }))).toEqual(['papers', 'notice'])
})
