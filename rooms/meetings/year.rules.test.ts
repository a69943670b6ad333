import { expect, test } from 'vitest'
import { bundledCalendar } from '../../platform/calendar/calendar.ts'
import { day } from '../../platform/day.rules.ts'
import {
  clashesOf,
  type Membership,
  type OtherSitting,
  reasonsToThinkAgain,
  type Sitting,
  worriesOf,
} from './clash.rules.ts'
import { changesInYear, type PublishedDate } from './published-year.rules.ts'
import { nextPlace, placesInTurn } from './rotation.rules.ts'
import { judgeYear, type MeetingOfYear, sameSlot, yearAt, yearsBeside } from './year.rules.ts'

const yearCalled = (slug: string) => {
  const year = yearAt(slug)
  if (!year) throw new Error(`${slug} is no year`)
  return year
}
const meeting = (on: string, differences: Partial<MeetingOfYear> = {}): MeetingOfYear => ({
  day: day(on),
  kind: 'ordinary',
  startsAt: '10:00',
  mode: 'remote',
  ...differences,
})
const known = [meeting('2024-09-19'), meeting('2025-02-14')]
const twice = { atLeast: 2 }

test('R-TOR-8: a year is a financial one, 2024-25 from April to March; a calendar year is asked for by its number', () => {
  expect(yearAt('2024-25')).toMatchObject({
    name: '2024/25',
    first: '2024-04-01',
    last: '2025-03-31',
  })
  expect(yearAt('2025')).toMatchObject({ first: '2025-01-01', last: '2025-12-31' })
  for (const none of ['2024-26', '24-25', '2024/25', 'this', ''])
    expect(yearAt(none)).toBeUndefined()
  expect(yearsBeside(yearCalled('1999-00')).map(({ slug }) => slug)).toEqual(['1998-99', '2000-01'])
  expect(yearsBeside(yearCalled('2025')).map(({ slug }) => slug)).toEqual(['2024', '2026'])
})

test('R-TOR-8: in 2024/25 the partnership met twice and at least two were wanted, so the terms were met', () => {
  const judged = judgeYear(yearCalled('2024-25'), known, twice, day('2025-07-01'))
  expect(judged).toMatchObject({ held: 2, planned: 0, wanted: 2, missing: 0 })
  expect(judged.words).toContain('so they are met')
})

test('R-TOR-8: in 2025/26 nothing is planned on 1 July 2025, so two have to be', () => {
  const judged = judgeYear(yearCalled('2025-26'), [], twice, day('2025-07-01'))
  expect(judged.missing).toBe(2)
  expect(judged.words).toContain('two more have to be planned')
  const over = judgeYear(yearCalled('2025-26'), [], twice, day('2026-04-01'))
  expect(over.words).toContain('fell short by two')
})

test('R-TOR-8, R-TOR-14: neither workshops nor extraordinary meetings count towards the scheduled ones', () => {
  const judged = judgeYear(
    yearCalled('2025-26'),
    [
      meeting('2025-06-13', { kind: 'workshop' }),
      meeting('2025-06-20', { kind: 'extraordinary' }),
      meeting('2025-12-12'),
    ],
    twice,
    day('2025-04-02'),
  )
  expect(judged).toMatchObject({ held: 0, planned: 1, missing: 1 })
})

test('terms count by financial year, so a calendar year is not judged by them', () => {
  expect(judgeYear(yearCalled('2025'), known, twice, day('2025-07-01')).wanted).toBeNull()
})

test('R-TOR-8: meetings all on one weekday at one hour are said to be; the partnership’s were not', () => {
  expect(sameSlot([meeting('2025-06-13'), meeting('2025-09-12')])).toContain('on a Friday at 10am')
  expect(sameSlot([meeting('2025-06-13'), meeting('2025-09-12', { startsAt: '14:00' })])).toBe(
    undefined,
  )
  expect(sameSlot(known)).toBeUndefined()
  expect(sameSlot([meeting('2025-06-13')])).toBeUndefined()
})

const places = ['Bedford', 'Central Bedfordshire', 'Luton', 'Milton Keynes'].map(name => ({
  id: name,
  name,
}))

test('R-TOR-8: both known meetings of the partnership were online, so the round of the Places begins with the first by name', () => {
  const turn = nextPlace(
    places,
    known.map(({ day: on, mode }) => ({ day: on, mode, place: null })),
  )
  expect(turn.next?.name).toBe('Bedford')
  expect(turn.why).toContain('no face-to-face meeting is in the record')
})

test('R-TOR-8: the Place next in turn is where the body met longest ago; a meeting online does not count', () => {
  const met = (
    on: string,
    place: string,
    mode: 'in person' | 'remote' | 'hybrid' = 'in person',
  ) => ({
    day: day(on),
    mode,
    place,
  })
  const held = [
    met('2023-03-01', 'Luton'),
    met('2023-09-01', 'Milton Keynes'),
    met('2024-03-01', 'Bedford', 'hybrid'),
    met('2024-09-01', 'Central Bedfordshire'),
  ]
  expect(nextPlace(places, held).next?.name).toBe('Luton')
  expect(nextPlace(places, [...held, met('2025-03-01', 'Luton', 'remote')]).next?.name).toBe(
    'Luton',
  )
  expect(nextPlace(places, held.slice(0, 3)).why).toContain('the only Place without')
  // Asked for a day before the last of them, what came later is not counted.
  expect(nextPlace(places, held, day('2024-08-01')).next?.name).toBe('Central Bedfordshire')
  expect(
    placesInTurn(places, held, [day('2025-03-01'), day('2025-09-01'), day('2026-03-01')]).map(
      place => place?.name,
    ),
  ).toEqual(['Luton', 'Milton Keynes', 'Bedford'])
  expect(nextPlace([], held).next).toBeNull()
})

const sitting = (differences: Partial<Sitting> = {}): Sitting => ({
  body: 'partnership',
  day: day('2025-09-12'),
  startsAt: '10:00',
  endsAt: '12:00',
  mode: 'in person',
  venue: 'Borough Hall',
  ...differences,
})
const board = (differences: Partial<OtherSitting> = {}): OtherSitting => ({
  ...sitting({ body: 'board', venue: 'The Rufus Centre' }),
  id: 'other',
  bodyName: 'ICB Board',
  ...differences,
})
const sits = (body: string, seat: string, differences: Partial<Membership> = {}): Membership => ({
  body,
  person: 'chief',
  name: 'Chief Executive',
  seat,
  from: day('2024-04-01'),
  until: null,
  ...differences,
})
const inBoth = [sits('partnership', 'Chief Executive Officer, ICB'), sits('board', 'Member')]
const whyOf = (...given: Parameters<typeof clashesOf>) => clashesOf(...given).map(({ why }) => why)

test('meetings of two bodies at one time clash where somebody sits in both, who is named with the seats', () => {
  const [clash] = clashesOf(sitting(), [board()], inBoth)
  expect(clash?.words).toBe(
    'ICB Board meets on that day from 10am to midday, and this person sits in both: Chief Executive (Chief Executive Officer, ICB here, Member there).',
  )
})

test('one that begins as the other ends does not clash; one without an end is allowed two hours', () => {
  expect(whyOf(sitting(), [board({ startsAt: '12:00', endsAt: '13:00' })], inBoth)).toEqual([])
  expect(whyOf(sitting({ endsAt: null }), [board({ startsAt: '11:59' })], inBoth)).toEqual([
    'members',
  ])
  expect(whyOf(sitting(), [board({ day: day('2025-09-11') })], inBoth)).toEqual([])
})

test('members who left by then, or are not yet there, make no clash', () => {
  const left = sits('board', 'Member', { until: day('2025-09-11') })
  const coming = sits('board', 'Member', { from: day('2025-09-13') })
  for (const other of [left, coming])
    expect(whyOf(sitting(), [board()], [inBoth[0] ?? left, other])).toEqual([])
})

test('the same venue clashes without a shared member, but not two meetings held online', () => {
  expect(whyOf(sitting(), [board({ venue: ' borough hall' })], [])).toEqual(['venue'])
  expect(
    whyOf(
      sitting({ mode: 'remote', venue: 'Teams' }),
      [board({ mode: 'remote', venue: 'Teams' })],
      [],
    ),
  ).toEqual([])
})

test('a body that meets already at that time clashes with itself', () => {
  expect(whyOf(sitting(), [board({ body: 'partnership' })], [])).toEqual(['same body'])
})

test('what was read stops nothing; a clash found since does', () => {
  const worries = worriesOf(
    bundledCalendar,
    day('2025-12-25'),
    clashesOf(sitting(), [board()], inBoth),
  )
  expect(worries[0]).toMatch(/Christmas Day/)
  expect(worries).toHaveLength(2)
  expect(reasonsToThinkAgain(worries, worries)).toEqual([])
  expect(reasonsToThinkAgain(worries, worries.slice(0, 1)).map(({ message }) => message)).toEqual(
    worries.slice(1),
  )
  expect(worriesOf(bundledCalendar, day('2025-09-13'), [])).toEqual(['It is a Saturday.'])
})

const published = (differences: Partial<PublishedDate> = {}): PublishedDate => ({
  meeting: 'a',
  version: 1,
  day: day('2025-09-12'),
  startsAt: '10:00',
  endsAt: '12:00',
  kind: 'ordinary',
  mode: 'in person',
  venue: 'Bedford',
  place: 'Bedford',
  ...differences,
})

test('published dates that were moved, added or taken away since are told in sentences', () => {
  expect(changesInYear([published()], [published()])).toEqual([])
  expect(
    changesInYear(
      [published(), published({ meeting: 'gone', day: day('2025-12-12') })],
      [
        published({ day: day('2025-09-19'), startsAt: '14:00', mode: 'remote' }),
        published({ meeting: 'new', day: day('2026-03-13') }),
      ],
    ),
  ).toEqual([
    '12 September 2025 was moved to 19 September 2025.',
    'The time on 19 September 2025 was changed.',
    'The place on 19 September 2025 is now online.',
    '13 March 2026 was added.',
    '12 December 2025 is no longer in the calendar of this year.',
  ])
})
