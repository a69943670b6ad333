import { expect, test } from 'vitest'
import { bundledCalendar } from '../../platform/calendar/calendar.ts'
import { day } from '../../platform/day.rules.ts'
import {
  type DeadlineFacts,
  deadlinesOf,
  noticeRuleOf,
  reasonsToDoubtDay,
} from './meeting-deadlines.rules.ts'
import {
  draftNotice,
  reasonsNotToGiveNotice,
  remoteWarnings,
  reviewNotice,
} from './notice.rules.ts'

const partnership: DeadlineFacts = {
  day: day('2025-02-14'),
  convened: day('2025-01-02'),
  regime: '1960 Act',
  terms: {
    notice: { days: 3, counter: 'clear day', citation: 'Terms of reference 6.1' },
    papers: { days: 5, counter: 'England working day', citation: 'Terms of reference 13.1' },
    draftMinutes: { workingDays: 5, citation: 'Terms of reference 13.1' },
    publicQuestions: null,
  },
  calendar: bundledCalendar,
}
const dues = (facts: DeadlineFacts) =>
  Object.fromEntries(deadlinesOf(facts).map(({ key, due, latest }) => [key, [due, latest]]))

test('R-TOR-9, R-TOR-10: for 14 February 2025 papers are due on the 6th, in breach after the 7th, minutes by the 21st', () => {
  expect(dues(partnership)).toEqual({
    notice: ['2025-02-10', '2025-02-10'],
    papers: ['2025-02-06', '2025-02-07'],
    minutes: ['2025-02-21', '2025-02-21'],
  })
})

test('R-MEET-1, R-MEET-3: a body without terms of its own owes the notice of the law it meets under', () => {
  const without = { ...partnership, terms: null }
  expect(noticeRuleOf(without).clearDays).toBe(3)
  expect(noticeRuleOf({ ...without, regime: 'principal council' }).clearDays).toBe(5)
  expect(deadlinesOf(without).map(({ key }) => key)).toEqual(['notice'])
})

test('R-CAL-2: for the task group on Friday 18 December 2020 the summons is due by Monday 14', () => {
  expect(
    dues({
      ...partnership,
      day: day('2020-12-18'),
      convened: day('2020-12-01'),
      regime: 'parish council',
      terms: null,
    }).notice,
  ).toEqual(['2020-12-14', '2020-12-14'])
})

test('R-MEET-1: a meeting called too late for full notice is notified when it is called', () => {
  const urgent = { ...partnership, convened: day('2025-02-13') }
  expect(dues(urgent).notice).toEqual(['2025-02-13', '2025-02-13'])
})

test('R-CAL-4: a meeting past the last known bank holidays is doubted beside its day, unless that is accepted', () => {
  const far = { ...partnership, day: day('2031-05-07') }
  const [refusal] = reasonsToDoubtDay(far, { field: 'day', accepted: false })
  expect(refusal).toMatchObject({ code: 'bank-holidays-not-known', field: 'day' })
  expect(refusal?.message).toContain('Bank holidays are known only up to 31 December 2027')
  expect(reasonsToDoubtDay(far, { field: 'day', accepted: true })).toEqual([])
  // The meeting is still within what is known, its draft minutes are not.
  const [near] = reasonsToDoubtDay(
    { ...partnership, day: day('2027-12-30') },
    { field: 'day', accepted: false },
  )
  expect(near?.message).toContain('(draft minutes)')
  expect(reasonsToDoubtDay(partnership, { field: 'day', accepted: false })).toEqual([])
})

const notice = {
  kind: 'public notice',
  givenOn: day('2025-02-05'),
  manner: 'On the website',
  signedBy: '',
  text: 'Notice is given.',
} as const
const meeting = { day: day('2025-02-14'), kind: 'ordinary', items: 3 } as const
const fieldsOf = (differences: object, ofMeeting: object = {}, today = day('2025-03-01')) =>
  reasonsNotToGiveNotice({ ...notice, ...differences }, { ...meeting, ...ofMeeting }, today).map(
    ({ field }) => field,
  )

test('R-MEET-4: a summons names the business and is signed; a public notice needs neither', () => {
  const summons = { kind: 'summons', signedBy: 'Town Clerk' }
  expect(fieldsOf({})).toEqual([])
  expect(fieldsOf({}, { items: 0 })).toEqual([])
  expect(fieldsOf(summons)).toEqual([])
  expect(fieldsOf(summons, { items: 0 })).toEqual(['kind'])
  expect(fieldsOf({ ...summons, signedBy: ' ' })).toEqual(['signedBy'])
})

test('notice is recorded once it is given, before the meeting, with its manner and words', () => {
  expect(fieldsOf({ givenOn: day('2025-02-15') })).toEqual(['givenOn'])
  expect(fieldsOf({}, {}, day('2025-02-04'))).toEqual(['givenOn'])
  expect(fieldsOf({ manner: '', text: ' ' })).toEqual(['manner', 'text'])
})

test('R-TOR-14: no public notice is given of a workshop, which is not public', () => {
  expect(fieldsOf({}, { kind: 'workshop' })).toEqual(['kind'])
})

const reviewed = (givenOn: string, differences: object = {}) =>
  reviewNotice(
    { givenOn: day(givenOn), forDay: partnership.day },
    { ...partnership, mode: 'in person', ...differences },
  )

test('R-MEET-1: late notice is said, with the days it gave', () => {
  expect(reviewed('2025-02-10')).toMatchObject({ sufficient: true, words: 'In time: 3 clear days' })
  const late = reviewed('2025-02-12')
  expect(late).toMatchObject({ sufficient: false, words: 'Too late: 1 of 3 clear days' })
  expect(late.warnings.map(({ code }) => code)).toEqual(['notice-late'])
})

test('notice of a day from which the meeting has since been moved is no notice of it', () => {
  const review = reviewNotice(
    { givenOn: day('2025-01-20'), forDay: day('2025-02-07') },
    { ...partnership, mode: 'in person' },
  )
  expect(review.sufficient).toBe(false)
  expect(review.warnings.map(({ code }) => code)).toEqual(['notice-of-another-day'])
})

test('R-MEET-8: a council meeting held remotely is flagged outside 4 April 2020 to 6 May 2021; the partnership’s is not', () => {
  const codes = (on: string, regime: DeadlineFacts['regime'], mode: 'remote' | 'hybrid') =>
    remoteWarnings({ day: day(on), regime, mode }).map(({ code }) => code)
  expect(codes('2020-12-18', 'parish council', 'remote')).toEqual([])
  expect(codes('2021-05-07', 'parish council', 'remote')).toEqual(['remote-not-lawful'])
  expect(codes('2022-05-17', 'principal council', 'remote')).toEqual(['remote-not-lawful'])
  expect(codes('2025-02-14', '1960 Act', 'remote')).toEqual([])
  expect(codes('2022-05-17', 'parish council', 'hybrid')).toEqual([])
})

const facts = {
  bodyName: 'Health and Care Partnership',
  regime: '1960 Act',
  meeting: {
    day: day('2025-02-14'),
    kind: 'ordinary',
    startsAt: '10:00',
    mode: 'in person',
    venue: 'Council offices',
  },
  items: [
    { number: '1', title: 'Apologies', audience: 'public' },
    { number: '2', title: 'Supplier contract', audience: 'private' },
  ],
} as const

test('R-MEET-4: the summons as drafted names every item, and says which are taken in private', () => {
  const text = draftNotice({ ...facts, kind: 'summons' })
  expect(text).toContain('You are summoned to attend a meeting of Health and Care Partnership')
  expect(text).toContain('Friday 14 February 2025 at 10am')
  expect(text).toContain('1. Apologies\n2. Supplier contract (in private)')
})

test('R-MEET-2: the public notice as drafted says that a part is private, never what it is', () => {
  const text = draftNotice({ ...facts, kind: 'public notice' })
  expect(text).not.toContain('Supplier')
  expect(text).toContain('exclude them for part of its business')
  expect(text).toContain('Place: Council offices')
})

test('R-MEET-7: a council’s public notice says that anyone may film and report', () => {
  const council = { ...facts, regime: 'parish council', kind: 'public notice' } as const
  expect(draftNotice(council)).toContain('film')
  expect(draftNotice({ ...facts, kind: 'public notice' })).not.toContain('film')
})
