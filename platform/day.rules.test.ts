import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  compareDays,
  type Day,
  day,
  daysBetween,
  easterSunday,
  financialYearOf,
  formatDay,
  formatDayShort,
  formatDayWithWeekday,
  formatPartialDay,
  formatTime,
  isDay,
  isInTime,
  isTime,
  isWeekend,
  isWithin,
  lastDayOf,
  maxOf,
  minOf,
  nextDay,
  previousDay,
  readDay,
  readPartialDay,
  readTime,
  time,
  weekdayName,
  weekdayOf,
} from './day.rules.ts'

/** Any day from 1 January 1900 to 31 December 2199. */
const anyDay = fc.integer({ min: 0, max: 109_571 }).map(count => addDays(day('1900-01-01'), count))

/** The sentence of a refusal, or the value where there was none. */
const said = (outcome: ReturnType<typeof readDay | typeof readTime>): string =>
  outcome.ok ? outcome.value : (outcome.refusals[0]?.message ?? '')

describe('what is a day', () => {
  test.each(['2025-02-14', '2024-02-29', '2000-02-29', '1000-01-01', '9999-12-31'])(
    '%s is a day',
    text => expect(isDay(text)).toBe(true),
  )

  test.each([
    ['31 February', '2025-02-31'],
    ['29 February of a common year', '2025-02-29'],
    ['29 February 1900, no leap year', '1900-02-29'],
    ['31 April', '2025-04-31'],
    ['month nought', '2025-00-10'],
    ['month 13', '2025-13-01'],
    ['day nought', '2025-01-00'],
    ['a date without its noughts', '2025-2-14'],
    ['a day with a time', '2025-02-14T00:00'],
    ['a year before 1000', '0025-02-14'],
    ['nothing', ''],
  ])('%s is not a day', (_, text) => expect(isDay(text)).toBe(false))

  test('a literal that is not a day is a fault, not an answer', () => {
    expect(() => day('2025-02-31')).toThrow('"2025-02-31" is not a day')
  })
})

describe('counting', () => {
  test('the day after 31 December 2024 is 1 January 2025, and back', () => {
    expect(nextDay(day('2024-12-31'))).toBe('2025-01-01')
    expect(previousDay(day('2025-01-01'))).toBe('2024-12-31')
  })

  test('28 February is followed by 29 in a leap year and by 1 March in a common one', () => {
    expect(nextDay(day('2024-02-28'))).toBe('2024-02-29')
    expect(nextDay(day('2025-02-28'))).toBe('2025-03-01')
  })

  test('a month from 31 January is the last day of February; a year from 29 February is the 28th', () => {
    expect(addMonths(day('2025-01-31'), 1)).toBe('2025-02-28')
    expect(addMonths(day('2024-01-31'), 1)).toBe('2024-02-29')
    expect(addMonths(day('2025-01-15'), -2)).toBe('2024-11-15')
    expect(addMonths(day('2025-12-31'), 1)).toBe('2026-01-31')
    expect(addYears(day('2024-02-29'), 1)).toBe('2025-02-28')
    expect(addYears(day('2024-02-29'), 4)).toBe('2028-02-29')
  })

  test('R-COI-3: within 28 days of 1 January 2025 is by 29 January', () => {
    expect(addDays(day('2025-01-01'), 28)).toBe('2025-01-29')
  })

  test('R-TOR-12: a two-year term begun on 14 February 2025 ends on 13 February 2027, and is warned of 90 days before', () => {
    const ends = previousDay(addYears(day('2025-02-14'), 2))
    expect(ends).toBe('2027-02-13')
    expect(addDays(ends, -90)).toBe('2026-11-15')
    expect(daysBetween(addDays(ends, -90), ends)).toBe(90)
  })

  test('R-TOR-19: a strategy of three years from January 2023 ends with 2025', () => {
    expect(previousDay(addYears(day('2023-01-01'), 3))).toBe('2025-12-31')
  })

  test('a part of a day cannot be counted, nor a day past the year 9999', () => {
    expect(() => addDays(day('2025-01-01'), 0.5)).toThrow('whole number')
    expect(() => addMonths(day('2025-01-01'), 0.5)).toThrow('whole number')
    expect(() => nextDay(day('9999-12-31'))).toThrow(RangeError)
  })

  test('counting forward and back comes to the same day, and the days between are those counted', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (from, count) => {
        const to = addDays(from, count)
        expect(addDays(to, -count)).toBe(from)
        expect(daysBetween(from, to)).toBe(count)
        expect(compareDays(from, to)).toBe(Math.sign(-count) + 0)
        expect(isDay(to)).toBe(true)
      }),
    )
  })

  test('a year has 366 days every fourth year, but for three centuries in four', () => {
    const length = (year: number) => daysBetween(day(`${year}-01-01`), day(`${year + 1}-01-01`))
    expect([2023, 2024, 2025, 1900, 2000, 2100].map(length)).toEqual([365, 366, 365, 365, 366, 365])
  })

  test('each day of the week follows the one before, and every seventh is the same', () => {
    fc.assert(
      fc.property(anyDay, value => {
        expect(weekdayOf(nextDay(value))).toBe((weekdayOf(value) % 7) + 1)
        expect(weekdayOf(addDays(value, 7))).toBe(weekdayOf(value))
        // The platform's own calendar, asked independently.
        expect(weekdayOf(value) % 7).toBe(new Date(`${value}T12:00:00Z`).getUTCDay())
      }),
    )
  })

  test('days sort by date, and the earliest and latest are found', () => {
    const days = ['2025-02-14', '2024-09-19', '2025-01-13'].map(day)
    expect([...days].sort(compareDays)).toEqual(['2024-09-19', '2025-01-13', '2025-02-14'])
    expect(minOf(day('2025-02-14'), ...days)).toBe('2024-09-19')
    expect(maxOf(day('2020-02-14'), ...days)).toBe('2025-02-14')
  })

  test('14 February 2025 was a Friday; the 15th and 16th were the weekend', () => {
    expect(weekdayName(day('2025-02-14'))).toBe('Friday')
    expect(
      ['2025-02-14', '2025-02-15', '2025-02-16', '2025-02-17'].map(day).map(isWeekend),
    ).toEqual([false, true, true, false])
  })

  test('Easter by a second algorithm (Oudin, 1940) agrees for every year from 1583 to 4099', () => {
    const whole = Math.floor
    const oudin = (year: number): string => {
      const golden = year % 19
      const c = whole(year / 100)
      const h = (c - whole(c / 4) - whole((8 * c + 13) / 25) + 19 * golden + 15) % 30
      const i = h - whole(h / 28) * (1 - whole(29 / (h + 1)) * whole((21 - golden) / 11))
      const j = (year + whole(year / 4) + i + 2 - c + whole(c / 4)) % 7
      const l = i - j
      const month = 3 + whole((l + 40) / 44)
      return `${year}-0${month}-${String(l + 28 - 31 * whole(month / 4)).padStart(2, '0')}`
    }
    for (let year = 1583; year <= 4099; year++) {
      expect(easterSunday(year)).toBe(oudin(year))
      expect(weekdayOf(easterSunday(year))).toBe(7)
    }
  })
})

describe('spans and years', () => {
  test('a span holds its first and last days, and one without an end goes on', () => {
    const span = { from: day('2024-07-01'), to: day('2025-02-14') }
    expect(
      ['2024-06-30', '2024-07-01', '2025-02-14', '2025-02-15']
        .map(day)
        .map(on => isWithin(span, on)),
    ).toEqual([false, true, true, false])
    expect(isWithin({ from: day('2024-07-01'), to: null }, day('2099-01-01'))).toBe(true)
  })

  test('R-TOR-8: 19 September 2024 and 14 February 2025 fall in one financial year, 2024/25', () => {
    const year = { name: '2024/25', slug: '2024-25', first: '2024-04-01', last: '2025-03-31' }
    expect(financialYearOf(day('2024-09-19'))).toEqual(year)
    expect(financialYearOf(day('2025-02-14'))).toEqual(year)
  })

  test('R-TOR-8: the financial year turns between 31 March and 1 April', () => {
    expect(financialYearOf(day('2025-03-31')).name).toBe('2024/25')
    expect(financialYearOf(day('2025-04-01')).name).toBe('2025/26')
    expect(financialYearOf(day('1999-04-01')).name).toBe('1999/00')
  })

  test('every day falls within its own financial year', () => {
    fc.assert(
      fc.property(anyDay, value => {
        const { first, last } = financialYearOf(value)
        expect(isWithin({ from: first, to: last }, value)).toBe(true)
        expect(financialYearOf(nextDay(last)).first).toBe(nextDay(last))
      }),
    )
  })
})

describe('writing and reading days', () => {
  test('a day is written in three lengths', () => {
    expect(formatDay(day('2025-02-04'))).toBe('4 February 2025')
    expect(formatDayShort(day('2025-02-14'))).toBe('14 Feb 2025')
    expect(formatDayWithWeekday(day('2025-02-14'))).toBe('Friday 14 February 2025')
  })

  test.each([
    '2025-02-14',
    '2025/2/14',
    '14/2/2025',
    '14/02/2025',
    '14-02-2025',
    '14.2.2025',
    '14 2 2025',
    '14 February 2025',
    '14 february, 2025',
    ' 14  Feb  2025 ',
    '14-Feb-2025',
    '14th February 2025',
    '14th of February 2025',
    'February 14, 2025',
    'Friday 14 February 2025',
    'Fri, 14 Feb. 2025',
  ])('"%s" is read as 14 February 2025', text => {
    expect(readDay(text)).toEqual({ ok: true, value: '2025-02-14' })
  })

  test.each([
    ['31 February 2025', 'February 2025 has 28 days.'],
    ['30/2/2024', 'February 2024 has 29 days.'],
    ['2025-04-31', 'April 2025 has 30 days.'],
    ['32 January 2025', 'January 2025 has 31 days.'],
    ['0/1/2025', 'A month begins on day 1.'],
    ['14/2/25', 'Write the year with four digits, such as 2025.'],
    ['14/2/225', 'Write the year with four digits, such as 2025.'],
    ['14 Febtober 2025', '"Febtober" is not the name of a month.'],
    ['Thursday 14 February 2025', '14 February 2025 is a Friday, not a Thursday.'],
    ['Someday 14 February 2025', '"Someday" is not a day of the week.'],
    ['', 'Enter a date, such as 14 February 2025 or 14/2/2025.'],
    ['soon', '"soon" is not a date. Write one such as 14 February 2025 or 14/2/2025.'],
    [
      '2/14/2025',
      'There is no month 14. Write the day first, then the month, such as 14 February 2025 or 14/2/2025.',
    ],
  ])('"%s" is refused: %s', (text, message) => {
    expect(said(readDay(text))).toBe(message)
  })

  test('a refusal names the field it belongs beside, where the form gives one', () => {
    expect(readDay('31/2/2025', 'meeting-day')).toEqual({
      ok: false,
      refusals: [
        { code: 'not-a-day', field: 'meeting-day', message: 'February 2025 has 28 days.' },
      ],
    })
    expect(readDay('31/2/2025')).toEqual({
      ok: false,
      refusals: [{ code: 'not-a-day', message: 'February 2025 has 28 days.' }],
    })
  })

  test('what is written can be read again, in every length', () => {
    fc.assert(
      fc.property(anyDay, value => {
        for (const write of [formatDay, formatDayShort, formatDayWithWeekday, (it: Day) => it])
          expect(readDay(write(value))).toEqual({ ok: true, value })
      }),
    )
  })

  test('whatever is typed is answered or refused in a sentence, never a fault', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(said(readDay(text))).not.toBe('')
        expect(said(readTime(text))).not.toBe('')
        expect(readPartialDay(text)).toBeDefined()
      }),
    )
  })
})

describe('dates as a source states them', () => {
  test.each([
    ['01/07/2019', '2019-07-01', 'day', '1 July 2019'],
    ['31/12/24', '2024-12-31', 'day', '31 December 2024'],
    ['left role 31/12/24', '2024-12-31', 'day', '31 December 2024'],
    ['until 3 March 2024 only', '2024-03-03', 'day', '3 March 2024'],
    ['April 2013', '2013-04-01', 'month', 'April 2013'],
    ['Nov 2023', '2023-11-01', 'month', 'November 2023'],
    ['May-95', '1995-05-01', 'month', 'May 1995'],
    ['Feb-24', '2024-02-01', 'month', 'February 2024'],
    ['Oct 18', '2018-10-01', 'month', 'October 2018'],
    ['05/2013', '2013-05-01', 'month', 'May 2013'],
    ['2025-05', '2025-05-01', 'month', 'May 2025'],
    ['2001', '2001-01-01', 'year', '2001'],
  ])(
    'R-COI-13: "%s" begins on %s, known to the %s, and keeps its text',
    (text, first, precision, written) => {
      const outcome = readPartialDay(text)
      expect(outcome).toEqual({ ok: true, value: { text, day: first, precision } })
      if (outcome.ok) expect(formatPartialDay(outcome.value)).toBe(written)
    },
  )

  test('R-COI-13: the last day a partial date may mean is the end of its day, month or year', () => {
    const last = (text: string) => {
      const outcome = readPartialDay(text)
      return outcome.ok ? lastDayOf(outcome.value) : undefined
    }
    expect(last('31/12/24')).toBe('2024-12-31')
    expect(last('Feb-24')).toBe('2024-02-29')
    expect(last('2001')).toBe('2001-12-31')
  })

  test.each([
    ['Ongoing', '"Ongoing" is not a date. Write one such as 14 February 2025 or 14/2/2025.'],
    ['left role 31/2/24', 'February 2024 has 29 days.'],
    [
      'Chair 1/7/2023 (acting from 1/2/2023)',
      '"Chair 1/7/2023 (acting from 1/2/2023)" holds more than one date.',
    ],
    ['Smarch 2013', '"Smarch" is not the name of a month.'],
    [
      '13/2013',
      'There is no month 13. Write the day first, then the month, such as 14 February 2025 or 14/2/2025.',
    ],
  ])('R-COI-13: "%s" is refused: %s', (text, message) => {
    const outcome = readPartialDay(text, 'from')
    expect(outcome).toEqual({
      ok: false,
      refusals: [{ code: 'not-a-day', field: 'from', message }],
    })
  })
})

describe('times', () => {
  test.each([
    ['10:00', '10:00'],
    ['10.00', '10:00'],
    ['9:30', '09:30'],
    ['14:30', '14:30'],
    ['02:30', '02:30'],
    ['00:00', '00:00'],
    ['10am', '10:00'],
    ['10 AM', '10:00'],
    ['2.30pm', '14:30'],
    ['2:30 p.m.', '14:30'],
    ['12pm', '12:00'],
    ['12.15am', '00:15'],
    ['midday', '12:00'],
    ['12 noon', '12:00'],
    ['Midnight', '00:00'],
  ])('"%s" is read as %s', (text, value) => {
    expect(readTime(text)).toEqual({ ok: true, value })
  })

  test.each([
    ['', 'Enter a time, such as 10am, 2.30pm or 14:30.'],
    ['10', '"10" is not a time. Write one such as 10am, 2.30pm or 14:30.'],
    ['after lunch', '"after lunch" is not a time. Write one such as 10am, 2.30pm or 14:30.'],
    ['2.30', 'Say which half of the day: 2.30am or 2.30pm.'],
    ['24:00', 'A day has 24 hours, 00 to 23.'],
    ['10:75', 'An hour has 60 minutes, 00 to 59.'],
    ['14.30pm', 'With am or pm, the hour is from 1 to 12.'],
    ['0am', 'With am or pm, the hour is from 1 to 12.'],
  ])('"%s" is refused: %s', (text, message) => {
    expect(said(readTime(text, 'starts'))).toBe(message)
  })

  test.each([
    ['10:00', '10am'],
    ['14:30', '2.30pm'],
    ['09:05', '9.05am'],
    ['00:15', '12.15am'],
    ['12:15', '12.15pm'],
    ['12:00', 'midday'],
    ['00:00', 'midnight'],
  ])('%s is written %s', (value, written) => expect(formatTime(time(value))).toBe(written))

  test('every minute of the day is written so that it can be read again', () => {
    for (let minute = 0; minute < 24 * 60; minute++) {
      const value = time(
        `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
      )
      expect(readTime(formatTime(value))).toEqual({ ok: true, value })
    }
  })

  test('a literal that is not a time is a fault', () => {
    expect(isTime('24:00')).toBe(false)
    expect(() => time('9:30')).toThrow('not a time')
  })

  test('R-CAL-5: a deadline is met up to 23:59 of its day', () => {
    const deadline = { day: day('2025-02-06') }
    expect(isInTime(deadline, { day: day('2025-02-06'), time: time('23:59') })).toBe(true)
    expect(isInTime(deadline, { day: day('2025-02-07'), time: time('00:00') })).toBe(false)
  })

  test('R-CAL-5: a deadline with a time is met up to that minute', () => {
    const deadline = { day: day('2025-02-06'), time: time('12:00') }
    expect(isInTime(deadline, { day: day('2025-02-06'), time: time('12:00') })).toBe(true)
    expect(isInTime(deadline, { day: day('2025-02-06'), time: time('12:01') })).toBe(false)
    expect(isInTime(deadline, { day: day('2025-02-05'), time: time('23:00') })).toBe(true)
  })
})
