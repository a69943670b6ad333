import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bundledCalendar as calendar } from './calendar/calendar.ts'
import { addDays, type Day, day, daysBetween, nextDay, previousDay } from './day.rules.ts'
import {
  afterWorkingDays,
  beforeWorkingDays,
  type Calendar,
  COUNTERS,
  clearDaysBefore,
  clearDaysBetween,
  isCountedDay,
  refuseIfDoubtful,
  whyNotCounted,
  workingDaysBetween,
} from './working-days.rules.ts'

describe('R-CAL-1: three ways of counting days', () => {
  const countedOn = (on: string) =>
    COUNTERS.filter(counter => isCountedDay(calendar, counter, day(on)))

  test('R-CAL-1: an ordinary Wednesday counts for all three', () => {
    expect(countedOn('2025-02-12')).toEqual([...COUNTERS])
  })

  test('R-CAL-1: a Saturday counts only as a clear day, a Sunday for none', () => {
    expect(countedOn('2025-02-15')).toEqual(['clear day'])
    expect(countedOn('2025-02-16')).toEqual([])
  })

  test('R-CAL-1: a bank holiday of England and Wales counts for none', () => {
    expect(countedOn('2025-05-05')).toEqual([])
  })

  test('R-CAL-1: a bank holiday only in Northern Ireland or Scotland is left out of the FOI count alone', () => {
    expect(countedOn('2025-03-17')).toEqual(['England working day', 'clear day'])
    expect(countedOn('2025-01-02')).toEqual(['England working day', 'clear day'])
    expect(countedOn('2026-06-15')).toEqual(['England working day', 'clear day'])
  })

  test('R-CAL-1: each day left out says why, in words', () => {
    expect(whyNotCounted(calendar, 'FOI working day', day('2025-03-17'))).toBe(
      'Bank holiday in Northern Ireland: St Patrick’s Day',
    )
    expect(whyNotCounted(calendar, 'England working day', day('2025-04-18'))).toBe(
      'Bank holiday: Good Friday',
    )
    expect(whyNotCounted(calendar, 'England working day', day('2025-02-15'))).toBe('Saturday')
    expect(whyNotCounted(calendar, 'clear day', day('2025-04-19'))).toBe('Easter break (Saturday)')
    expect(whyNotCounted(calendar, 'clear day', day('2025-02-15'))).toBeUndefined()
  })
})

describe('R-CAL-2: clear days leave out the day of issue and the day of the meeting', () => {
  test('R-CAL-2: for a parish meeting on Friday 18 December 2020, three clear days are had by issue on Monday 14', () => {
    const notice = clearDaysBefore(calendar, 'clear day', day('2020-12-18'), 3)
    expect(notice.day).toBe('2020-12-14')
    expect(notice.latest).toBe('2020-12-14')
    expect(notice.warnings).toEqual([])
  })

  test('R-CAL-2: for Monday 14 July 2025 the Thursday, Friday and Saturday are clear, so issue by Wednesday 9', () => {
    const notice = clearDaysBefore(calendar, 'clear day', day('2025-07-14'), 3)
    expect(notice.day).toBe('2025-07-09')
    expect(notice.working).toEqual([
      { day: '2025-07-09', counted: false, why: 'The last day of issue' },
      { day: '2025-07-10', counted: true, why: 'clear day 3' },
      { day: '2025-07-11', counted: true, why: 'clear day 2' },
      { day: '2025-07-12', counted: true, why: 'clear day 1' },
      { day: '2025-07-13', counted: false, why: 'Sunday' },
      { day: '2025-07-14', counted: false, why: 'The day of the meeting' },
    ])
  })

  test('R-CAL-2: counted Monday to Friday the same meeting would need notice by Tuesday 8 July', () => {
    expect(clearDaysBefore(calendar, 'England working day', day('2025-07-14'), 3).day).toBe(
      '2025-07-08',
    )
  })

  test('R-CAL-2: notice issued on Wednesday 9 July gave three clear days, on Thursday 10 two, on the day none', () => {
    const given = (issued: string) =>
      clearDaysBetween(calendar, 'clear day', day(issued), day('2025-07-14')).count
    expect(['2025-07-09', '2025-07-10', '2025-07-14', '2025-07-15'].map(given)).toEqual([
      3, 2, 0, 0,
    ])
  })

  test('R-CAL-2: the working of notice given shows both ends and every day between', () => {
    const { working } = clearDaysBetween(
      calendar,
      'clear day',
      day('2025-07-10'),
      day('2025-07-14'),
    )
    expect(working).toEqual([
      { day: '2025-07-10', counted: false, why: 'The day of issue' },
      { day: '2025-07-11', counted: true, why: 'clear day 1' },
      { day: '2025-07-12', counted: true, why: 'clear day 2' },
      { day: '2025-07-13', counted: false, why: 'Sunday' },
      { day: '2025-07-14', counted: false, why: 'The day of the meeting' },
    ])
  })

  test('R-CAL-2: notice for a Thursday is due on Saturday, though on Sunday it would still be in time', () => {
    const notice = clearDaysBefore(calendar, 'clear day', day('2025-07-17'), 3)
    expect([notice.day, notice.latest]).toEqual(['2025-07-12', '2025-07-13'])
    expect(clearDaysBetween(calendar, 'clear day', notice.latest, day('2025-07-17')).count).toBe(3)
  })

  test('R-CAL-3: for a parish meeting on Wednesday 23 April 2025 the Easter break puts notice back to Tuesday 15', () => {
    // 22, 17 and 16 April are clear; 18 to 21 are the break.
    expect(clearDaysBefore(calendar, 'clear day', day('2025-04-23'), 3).day).toBe('2025-04-15')
  })

  test('R-CAL-3: for a parish meeting on Thursday 22 September 2022 the mourning puts notice back to Tuesday 6', () => {
    // 21, 20 and 7 September are clear.
    expect(clearDaysBefore(calendar, 'clear day', day('2022-09-22'), 3).day).toBe('2022-09-06')
  })
})

describe('counting on and counting back', () => {
  test('R-FOI-1: a request received on Friday 14 March 2025 is answered by Monday 14 April', () => {
    const due = afterWorkingDays(calendar, 'FOI working day', day('2025-03-14'), 20)
    expect(due.day).toBe('2025-04-14')
    expect(due.working.find(line => line.day === '2025-03-17')).toEqual({
      day: '2025-03-17',
      counted: false,
      why: 'Bank holiday in Northern Ireland: St Patrick’s Day',
    })
    expect(due.working.filter(line => line.counted)).toHaveLength(20)
    expect(due.working.at(0)?.day).toBe('2025-03-14')
    expect(due.working.at(-1)).toEqual({ day: '2025-04-14', counted: true, why: 'working day 20' })
  })

  test('R-FOI-1: counted by England alone the same request would be due on Friday 11 April', () => {
    expect(afterWorkingDays(calendar, 'England working day', day('2025-03-14'), 20).day).toBe(
      '2025-04-11',
    )
  })

  test('R-FOI-1: for a request received on a Saturday, day one is the Monday', () => {
    expect(afterWorkingDays(calendar, 'FOI working day', day('2025-02-15'), 1).day).toBe(
      '2025-02-17',
    )
    expect(afterWorkingDays(calendar, 'FOI working day', day('2025-02-14'), 1).day).toBe(
      '2025-02-17',
    )
  })

  test('R-FOI-2: extended to forty working days, the request of 14 March 2025 is due on Thursday 15 May', () => {
    // 20 more after 14 April, less Good Friday, Easter Monday and 5 May.
    expect(afterWorkingDays(calendar, 'FOI working day', day('2025-03-14'), 40).day).toBe(
      '2025-05-15',
    )
  })

  test('R-FOI-7: a complaint of Thursday 17 April 2025 is acknowledged by Thursday 24, for Easter lies between', () => {
    const due = afterWorkingDays(calendar, 'England working day', day('2025-04-17'), 3)
    expect(due.day).toBe('2025-04-24')
    expect(due.working.filter(line => !line.counted).map(line => line.why)).toEqual([
      'The start: counting begins the day after',
      'Bank holiday: Good Friday',
      'Saturday',
      'Sunday',
      'Bank holiday: Easter Monday',
    ])
  })

  test('R-TOR-10: 13 January 2025 was the 79th working day after 19 September 2024', () => {
    const from = day('2024-09-19')
    expect(workingDaysBetween(calendar, 'England working day', from, day('2025-01-13')).count).toBe(
      79,
    )
    expect(afterWorkingDays(calendar, 'England working day', from, 79).day).toBe('2025-01-13')
  })

  test('R-TOR-9: five working days counted plainly back from Friday 14 February 2025 is Friday 7', () => {
    const back = beforeWorkingDays(calendar, 'England working day', day('2025-02-14'), 5)
    expect(back.day).toBe('2025-02-07')
    expect(back.working.map(line => line.why)).toEqual([
      'working day 5',
      'Saturday',
      'Sunday',
      'working day 4',
      'working day 3',
      'working day 2',
      'working day 1',
      'The start: counting begins the day before',
    ])
  })

  test('across a year end the count leaves out Christmas and New Year', () => {
    expect(afterWorkingDays(calendar, 'England working day', day('2024-12-24'), 3).day).toBe(
      '2024-12-31',
    )
    expect(afterWorkingDays(calendar, 'England working day', day('2024-12-31'), 1).day).toBe(
      '2025-01-02',
    )
    expect(afterWorkingDays(calendar, 'FOI working day', day('2024-12-31'), 1).day).toBe(
      '2025-01-03',
    )
    expect(beforeWorkingDays(calendar, 'England working day', day('2025-01-02'), 1).day).toBe(
      '2024-12-31',
    )
  })

  test('29 February 2024 is a working day like another', () => {
    expect(afterWorkingDays(calendar, 'England working day', day('2024-02-28'), 1).day).toBe(
      '2024-02-29',
    )
    expect(
      workingDaysBetween(calendar, 'England working day', day('2024-02-28'), day('2024-03-01'))
        .count,
    ).toBe(2)
  })

  test('counting no days stays where it is; a part of a day, or fewer than none, is a fault', () => {
    expect(afterWorkingDays(calendar, 'clear day', day('2025-02-16'), 0).day).toBe('2025-02-16')
    expect(() => afterWorkingDays(calendar, 'clear day', day('2025-02-16'), -1)).toThrow(RangeError)
    expect(() => beforeWorkingDays(calendar, 'clear day', day('2025-02-16'), 1.5)).toThrow(
      RangeError,
    )
  })

  test('a calendar that leaves out every day is a fault, not an endless count', () => {
    const nothing: Calendar = {
      ...calendar,
      disregarded: Array.from({ length: 900 }, (_, at) => ({
        day: addDays(day('2025-01-01'), at),
        reason: 'Closed',
        counters: ['clear day'],
      })),
    }
    expect(() => afterWorkingDays(nothing, 'clear day', day('2025-01-01'), 1)).toThrow(
      'leaves out every day',
    )
  })
})

describe('R-CAL-4: past the end of what is known', () => {
  const pastTheEnd =
    'Bank holidays are known only up to 31 December 2027. Later days were counted as if there were none, so this may change.'

  test('R-CAL-4: a deadline that falls past the end of the bank holidays carries a warning', () => {
    const due = afterWorkingDays(calendar, 'FOI working day', day('2027-12-20'), 20)
    expect(due.warnings).toEqual([pastTheEnd])
  })

  test('R-CAL-4: a deadline on the last day known carries none', () => {
    const due = afterWorkingDays(calendar, 'England working day', day('2027-12-30'), 1)
    expect([due.day, due.warnings]).toEqual(['2027-12-31', []])
  })

  test('R-CAL-4: counting back from beyond the end warns too, for a holiday may lie between', () => {
    const back = beforeWorkingDays(calendar, 'England working day', day('2028-01-05'), 5)
    expect(back.warnings).toEqual([pastTheEnd])
    expect(clearDaysBefore(calendar, 'clear day', day('2028-01-05'), 3).warnings).toEqual([
      pastTheEnd,
    ])
    expect(
      clearDaysBetween(calendar, 'clear day', day('2027-12-20'), day('2028-01-05')).warnings,
    ).toEqual([pastTheEnd])
    expect(
      workingDaysBetween(calendar, 'clear day', day('2028-01-05'), day('2027-12-20')).warnings,
    ).toEqual([pastTheEnd])
  })

  test('R-CAL-4: days before the list begins carry a warning of their own', () => {
    expect(beforeWorkingDays(calendar, 'clear day', day('2018-01-02'), 3).warnings).toEqual([
      'Bank holidays are known only from 1 January 2018. Earlier days were counted as if there were none, so this may be wrong.',
    ])
  })

  test('R-CAL-4: a form may refuse a doubtful day, with the same sentence beside the field', () => {
    const doubtful = afterWorkingDays(calendar, 'FOI working day', day('2027-12-20'), 20)
    expect(refuseIfDoubtful(doubtful, 'due')).toEqual({
      ok: false,
      refusals: [{ code: 'bank-holidays-not-known', field: 'due', message: pastTheEnd }],
    })
    expect(refuseIfDoubtful(doubtful)).toEqual({
      ok: false,
      refusals: [{ code: 'bank-holidays-not-known', message: pastTheEnd }],
    })
    const sure = afterWorkingDays(calendar, 'FOI working day', day('2025-03-14'), 20)
    expect(refuseIfDoubtful(sure, 'due')).toEqual({ ok: true, value: sure })
  })
})

describe('for any day, any counter and any number of days', () => {
  const anyDay = fc
    .integer({ min: 0, max: daysBetween(day('2018-03-01'), day('2027-10-31')) })
    .map(count => addDays(day('2018-03-01'), count))
  const anyCounter = fc.constantFrom(...COUNTERS)
  const anyCount = fc.integer({ min: 1, max: 30 })

  /** The counted days strictly between, by the plainest possible reading. */
  const between = (counter: (typeof COUNTERS)[number], from: Day, to: Day): number => {
    let found = 0
    for (let on = nextDay(from); on < to; on = nextDay(on))
      if (isCountedDay(calendar, counter, on)) found++
    return found
  }

  test('counting forward and then back from a counted day comes to the same day', () => {
    fc.assert(
      fc.property(anyDay, anyCounter, anyCount, (from, counter, count) => {
        const start = afterWorkingDays(calendar, counter, from, 1).day
        const there = afterWorkingDays(calendar, counter, start, count).day
        expect(isCountedDay(calendar, counter, there)).toBe(true)
        expect(beforeWorkingDays(calendar, counter, there, count).day).toBe(start)
        expect(workingDaysBetween(calendar, counter, start, there).count).toBe(count)
        expect(workingDaysBetween(calendar, counter, there, start).count).toBe(-count)
      }),
    )
  })

  test('a later start or a longer count never gives an earlier day', () => {
    fc.assert(
      fc.property(anyDay, anyCounter, anyCount, (from, counter, count) => {
        const due = afterWorkingDays(calendar, counter, from, count).day
        expect(afterWorkingDays(calendar, counter, nextDay(from), count).day >= due).toBe(true)
        expect(afterWorkingDays(calendar, counter, from, count + 1).day > due).toBe(true)
        const back = clearDaysBefore(calendar, counter, from, count)
        expect(clearDaysBefore(calendar, counter, nextDay(from), count).day >= back.day).toBe(true)
        expect(clearDaysBefore(calendar, counter, from, count + 1).day < back.day).toBe(true)
      }),
    )
  })

  test('the FOI count never ends before the England count, for it leaves out every day that England does', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (from, count) => {
        const due = (counter: (typeof COUNTERS)[number]) =>
          afterWorkingDays(calendar, counter, from, count).day
        expect(due('FOI working day') >= due('England working day')).toBe(true)
      }),
    )
  })

  test('the last day for notice is found by trying every day before the meeting', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyCounter,
        fc.integer({ min: 0, max: 15 }),
        (meeting, counter, count) => {
          let tried = previousDay(meeting)
          while (between(counter, tried, meeting) < count) tried = previousDay(tried)
          const notice = clearDaysBefore(calendar, counter, meeting, count)
          expect(notice.latest).toBe(tried)

          while (!isCountedDay(calendar, counter, tried)) tried = previousDay(tried)
          expect(notice.day).toBe(tried)
          expect(clearDaysBetween(calendar, counter, notice.day, meeting).count).toBe(count)
        },
      ),
    )
  })

  test('the working has each day once, in order, and as many counted as were asked for', () => {
    fc.assert(
      fc.property(anyDay, anyCounter, anyCount, (from, counter, count) => {
        for (const reckon of [afterWorkingDays, beforeWorkingDays, clearDaysBefore]) {
          const { working } = reckon(calendar, counter, from, count)
          const days = working.map(line => line.day)
          expect(days).toEqual(days.map((_, at) => addDays(days[0] ?? from, at)))
          expect(working.filter(line => line.counted)).toHaveLength(count)
        }
      }),
    )
  })
})
