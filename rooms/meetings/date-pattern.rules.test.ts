import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bundledCalendar } from '../../platform/calendar/calendar.ts'
import { addDays, day, isWeekend, weekdayName } from '../../platform/day.rules.ts'
import { whyNotCounted } from '../../platform/working-days.rules.ts'
import {
  type DatePattern,
  datesOf,
  dayInMonth,
  EVERY_MONTH,
  monthsWithin,
  ordinals,
  QUARTER_MONTHS,
  weekdays,
} from './date-pattern.rules.ts'

const year = { first: day('2025-04-01'), last: day('2026-03-31') }
const daysOf = (pattern: DatePattern, span = year) =>
  datesOf(pattern, span, bundledCalendar).map(date => date.day)

test('the second Friday of March, June, September and December', () => {
  expect(
    daysOf({ kind: 'months', ordinal: 'second', weekday: 'Friday', months: QUARTER_MONTHS }),
  ).toEqual(['2025-06-13', '2025-09-12', '2025-12-12', '2026-03-13'])
})

test('the last Thursday of February is the 29th in a leap year and the 22nd or later in any other', () => {
  expect(dayInMonth(day('2024-02-01'), 'last', 'Thursday')).toBe('2024-02-29')
  expect(dayInMonth(day('2025-02-01'), 'last', 'Thursday')).toBe('2025-02-27')
})

test('a bank holiday moves a month’s meeting to the same weekday a week later, and says why', () => {
  const [may] = datesOf(
    { kind: 'months', ordinal: 'first', weekday: 'Monday', months: [5] },
    year,
    bundledCalendar,
  )
  expect(may?.day).toBe('2025-05-12')
  expect(may?.instead?.of).toBe('2025-05-05')
  expect(may?.instead?.why).toMatch(/Early May bank holiday/)
})

test('where a week later would be another month, it moves a week earlier', () => {
  expect(daysOf({ kind: 'months', ordinal: 'last', weekday: 'Monday', months: [8] })).toEqual([
    '2025-08-18',
  ])
})

test('of every two weeks, the one on Easter Monday alone moves, to the Tuesday', () => {
  expect(
    daysOf(
      { kind: 'weeks', every: 2, from: day('2025-04-07') },
      { first: day('2025-04-01'), last: day('2025-05-20') },
    ),
  ).toEqual(['2025-04-07', '2025-04-22', '2025-05-06', '2025-05-19'])
})

test('a pattern that begins before the year begins with the year, and after it gives nothing', () => {
  expect(daysOf({ kind: 'weeks', every: 26, from: day('2024-01-01') })[0]).toBe('2025-04-01')
  expect(daysOf({ kind: 'weeks', every: 1, from: day('2026-04-01') })).toEqual([])
})

const months = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 })
// Bank holidays are known from 2018 to 2027.
const start = fc.integer({ min: 2018, max: 2026 }).map(of => day(`${of}-04-01`))

test('whatever the pattern of months: one date a month, in order, never at a weekend or on a bank holiday', () => {
  fc.assert(
    fc.property(
      start,
      fc.constantFrom(...ordinals),
      fc.constantFrom(...weekdays),
      months,
      (first, ordinal, weekday, chosen) => {
        const span = { first, last: addDays(day(`${Number(first.slice(0, 4)) + 1}-04-01`), -1) }
        const dates = datesOf(
          { kind: 'months', ordinal, weekday, months: chosen },
          span,
          bundledCalendar,
        )
        expect(dates).toHaveLength(chosen.length)
        expect(new Set(dates.map(date => date.day.slice(0, 7))).size).toBe(chosen.length)
        for (const date of dates) {
          expect(isWeekend(date.day)).toBe(false)
          expect(whyNotCounted(bundledCalendar, 'England working day', date.day)).toBeUndefined()
          expect(weekdayName(date.day)).toBe(weekday)
        }
        expect(dates.map(date => date.day).toSorted()).toEqual(dates.map(date => date.day))
      },
    ),
  )
})

test('whatever the run of weeks: the right number, in order, never at a weekend or on a bank holiday', () => {
  fc.assert(
    fc.property(
      start,
      fc.integer({ min: 1, max: 26 }),
      fc.integer({ min: 0, max: 300 }),
      (first, every, ahead) => {
        const span = { first, last: addDays(first, 364) }
        const from = addDays(first, ahead)
        const days = daysOf({ kind: 'weeks', every, from }, span)
        expect(days).toHaveLength(Math.floor((364 - ahead) / (7 * every)) + 1)
        expect(days.toSorted()).toEqual(days)
        for (const on of days)
          expect(whyNotCounted(bundledCalendar, 'England working day', on)).toBeUndefined()
      },
    ),
  )
})

test('every month of a financial year begins with April and ends with March', () => {
  expect(monthsWithin(year.first, year.last)).toHaveLength(EVERY_MONTH.length)
  expect(monthsWithin(day('2025-04-15'), day('2025-06-02'))).toEqual([
    '2025-04-01',
    '2025-05-01',
    '2025-06-01',
  ])
})
