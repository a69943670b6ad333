import { describe, expect, test } from 'vitest'
import {
  addDays,
  type Day,
  day,
  easterSunday,
  isWeekend,
  nextDay,
  weekdayOf,
} from '../day.rules.ts'
import { type Division, isCountedDay, whyNotCounted } from '../working-days.rules.ts'
import { bundledCalendar, calendarWith } from './calendar.ts'

const YEARS = [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027]

/** The nth Monday of the month; −1 is the last. */
function monday(year: number, month: number, nth: number): Day {
  const first = day(`${year}-${String(month).padStart(2, '0')}-01`)
  const mondays = Array.from({ length: 31 }, (_, at) => addDays(first, at)).filter(
    each => weekdayOf(each) === 1 && each.slice(0, 7) === first.slice(0, 7),
  )
  return mondays.at(nth > 0 ? nth - 1 : nth) ?? first
}

/** The day itself, or the first weekday after it that is not already a holiday. */
function orSubstitute(wanted: Day, taken: readonly Day[] = []): Day {
  let found = wanted
  while (isWeekend(found) || taken.includes(found)) found = nextDay(found)
  return found
}

/** Days moved or added by proclamation; every other holiday follows from its rule. */
const moved: Readonly<Record<number, { earlyMay?: Day; spring?: Day; added?: readonly Day[] }>> = {
  2020: { earlyMay: day('2020-05-08') },
  2022: { spring: day('2022-06-02'), added: [day('2022-06-03'), day('2022-09-19')] },
  2023: { added: [day('2023-05-08')] },
}

/** The bank holidays of a year, derived from the rules and not from the bundled list. */
function derived(year: number, division: Division): Day[] {
  const on = (monthAndDate: string) => day(`${year}-${monthAndDate}`)
  const easter = easterSunday(year)
  // Where Christmas Day falls on a Sunday, Boxing Day keeps the Monday and Christmas gives way.
  const boxing = orSubstitute(on('12-26'), weekdayOf(on('12-25')) === 6 ? [on('12-27')] : [])
  const christmas = orSubstitute(on('12-25'), [boxing])
  const newYear = orSubstitute(on('01-01'))
  const days = [
    newYear,
    addDays(easter, -2),
    moved[year]?.earlyMay ?? monday(year, 5, 1),
    moved[year]?.spring ?? monday(year, 5, -1),
    ...(moved[year]?.added ?? []),
    christmas,
    boxing,
  ]
  if (division === 'scotland') {
    days.push(orSubstitute(on('01-02'), [newYear]), monday(year, 8, 1), orSubstitute(on('11-30')))
    if (year === 2026) days.push(on('06-15'))
  } else {
    days.push(addDays(easter, 1), monday(year, 8, -1))
  }
  if (division === 'northern-ireland')
    days.push(orSubstitute(on('03-17')), orSubstitute(on('07-12')))
  return days.sort()
}

const bundledDays = (year: number, division: Division): Day[] =>
  bundledCalendar.holidays
    .filter(each => each.day.startsWith(`${year}-`) && each.divisions.includes(division))
    .map(each => each.day)
    .sort()

describe('R-CAL-4: the bundled bank holidays', () => {
  test('cover whole years, from 1 January 2018 to 31 December 2027', () => {
    expect(bundledCalendar.knownFrom).toBe('2018-01-01')
    expect(bundledCalendar.knownUntil).toBe('2027-12-31')
    expect([
      ...new Set(bundledCalendar.holidays.map(each => Number(each.day.slice(0, 4)))),
    ]).toEqual(YEARS)
  })

  describe.each(['england-and-wales', 'scotland', 'northern-ireland'] as const)(
    'of %s',
    division => {
      test.each(YEARS)('are in %i those that follow from the rules and the proclamations', year => {
        expect(bundledDays(year, division)).toEqual(derived(year, division))
      })
    },
  )

  test('never fall on a Saturday or Sunday, and no day is listed twice for one division', () => {
    for (const division of ['england-and-wales', 'scotland', 'northern-ireland'] as const) {
      const days = YEARS.flatMap(year => bundledDays(year, division))
      expect(days.filter(isWeekend)).toEqual([])
      expect(new Set(days).size).toBe(days.length)
    }
  })

  test('bear the names of their rules', () => {
    const nameOn = (on: string, division: Division) =>
      bundledCalendar.holidays.find(each => each.day === on && each.divisions.includes(division))
        ?.name
    for (const year of YEARS) {
      expect(nameOn(addDays(easterSunday(year), -2), 'scotland')).toBe('Good Friday')
      expect(nameOn(addDays(easterSunday(year), 1), 'northern-ireland')).toBe('Easter Monday')
    }
    expect(nameOn('2020-05-08', 'scotland')).toBe('Early May bank holiday (VE day)')
    expect(nameOn('2022-06-02', 'england-and-wales')).toBe('Spring bank holiday')
    expect(nameOn('2022-06-03', 'northern-ireland')).toBe('Platinum Jubilee bank holiday')
    expect(nameOn('2022-12-26', 'england-and-wales')).toBe('Boxing Day')
    expect(nameOn('2022-12-27', 'england-and-wales')).toBe('Christmas Day (substitute day)')
    expect(nameOn('2021-12-27', 'england-and-wales')).toBe('Christmas Day (substitute day)')
    expect(nameOn('2023-05-08', 'england-and-wales')).toContain('coronation')
    expect(nameOn('2022-09-19', 'england-and-wales')).toContain('State Funeral')
    expect(nameOn('2025-07-14', 'northern-ireland')).toContain('Battle of the Boyne')
    expect(nameOn('2026-06-15', 'scotland')).toBe('World Cup bank holiday')
    expect(nameOn('2026-06-15', 'england-and-wales')).toBeUndefined()
  })

  test('one holiday kept everywhere is one line with three divisions', () => {
    expect(bundledCalendar.holidays.filter(each => each.day === '2025-04-18')).toEqual([
      {
        day: '2025-04-18',
        name: 'Good Friday',
        divisions: ['england-and-wales', 'scotland', 'northern-ireland'],
      },
    ])
  })
})

describe('R-CAL-3: the disregarded days', () => {
  test('leave no clear day from Good Friday to Easter Monday, or from Christmas Day to Boxing Day, in any year', () => {
    for (const year of YEARS) {
      const goodFriday = addDays(easterSunday(year), -2)
      for (const on of [0, 1, 2, 3].map(count => addDays(goodFriday, count)))
        expect([on, isCountedDay(bundledCalendar, 'clear day', on)]).toEqual([on, false])
      for (const on of [day(`${year}-12-25`), day(`${year}-12-26`)])
        expect([on, isCountedDay(bundledCalendar, 'clear day', on)]).toEqual([on, false])
    }
  })

  test('leave no clear day between Christmas Day 2020 and its last bank holiday, Monday 28 December', () => {
    const days = [
      '2020-12-24',
      '2020-12-25',
      '2020-12-26',
      '2020-12-27',
      '2020-12-28',
      '2020-12-29',
    ]
    expect(days.map(on => isCountedDay(bundledCalendar, 'clear day', day(on)))).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
    ])
  })

  test('leave out the mourning of 8 to 19 September 2022 for clear days, but not for working days', () => {
    const mourning = Array.from({ length: 12 }, (_, at) => addDays(day('2022-09-08'), at))
    expect(mourning.filter(on => isCountedDay(bundledCalendar, 'clear day', on))).toEqual([])
    expect(isCountedDay(bundledCalendar, 'clear day', day('2022-09-07'))).toBe(true)
    expect(isCountedDay(bundledCalendar, 'clear day', day('2022-09-20'))).toBe(true)
    expect(isCountedDay(bundledCalendar, 'England working day', day('2022-09-12'))).toBe(true)
    expect(whyNotCounted(bundledCalendar, 'clear day', day('2022-09-12'))).toBe(
      'National mourning for Queen Elizabeth II',
    )
  })

  test('each gives its source', () => {
    expect(bundledCalendar.disregarded.filter(each => !each.source)).toEqual([])
  })

  test('a local list adds days for the counters it names, and only those', () => {
    const calendar = calendarWith([
      { day: day('2025-12-24'), reason: 'Christmas Eve', counters: ['clear day'] },
    ])
    expect(whyNotCounted(calendar, 'clear day', day('2025-12-24'))).toBe('Christmas Eve')
    expect(isCountedDay(calendar, 'England working day', day('2025-12-24'))).toBe(true)
    expect(isCountedDay(bundledCalendar, 'clear day', day('2025-12-24'))).toBe(true)
  })

  test('a local list can make Easter Saturday count again, but never Good Friday', () => {
    const narrow = (on: string) => ({
      day: day(on),
      reason: 'Our reading of s.243',
      counters: ['clear day' as const],
      effect: 'counted' as const,
    })
    const calendar = calendarWith([narrow('2025-04-18'), narrow('2025-04-19')])
    expect(isCountedDay(calendar, 'clear day', day('2025-04-19'))).toBe(true)
    expect(isCountedDay(calendar, 'clear day', day('2025-04-18'))).toBe(false)
    expect(isCountedDay(calendar, 'clear day', day('2024-03-30'))).toBe(false)
  })

  test('an empty local list leaves the bundled calendar as it is', () => {
    expect(calendarWith([])).toBe(bundledCalendar)
  })
})
