import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bundledCalendar as calendar } from '../../platform/calendar/calendar.ts'
import { addDays, day } from '../../platform/day.rules.ts'
import { isCountedDay } from '../../platform/working-days.rules.ts'
import {
  boardPapersDueDay,
  draftMinutesDueDay,
  judgeAwaited,
  judgeNotice,
  judgeSubmission,
  NOTICE_RULES,
  noticeDueDay,
  papersDueDay,
  questionDeadline,
  remoteMeetingLawful,
} from './deadline.rules.ts'

describe('notice of a meeting', () => {
  test('R-MEET-1: the partnership of Friday 14 February 2025 gives notice by Monday 10', () => {
    const notice = noticeDueDay(calendar, NOTICE_RULES['public body'], day('2025-02-14'))
    expect(notice.day).toBe('2025-02-10')
    expect(notice.working.filter(line => line.counted).map(line => line.day)).toEqual([
      '2025-02-11',
      '2025-02-12',
      '2025-02-13',
    ])
  })

  test('R-MEET-1: a meeting called too late for three clear days is notified when it is called', () => {
    const rule = NOTICE_RULES['public body']
    const called = day('2025-02-12')
    expect(noticeDueDay(calendar, rule, day('2025-02-14'), called).day).toBe('2025-02-12')
    expect(judgeNotice(calendar, rule, called, day('2025-02-14'), called)).toEqual({
      sufficient: true,
      clearDays: 1,
      words: 'In time: given when the meeting was convened (1 of 3 clear days)',
    })
    expect(
      judgeNotice(calendar, rule, day('2025-02-13'), day('2025-02-14'), called).sufficient,
    ).toBe(false)
  })

  test('R-MEET-1: a meeting called in good time still owes three clear days', () => {
    const rule = NOTICE_RULES['public body']
    expect(noticeDueDay(calendar, rule, day('2025-02-14'), day('2025-01-06')).day).toBe(
      '2025-02-10',
    )
  })

  test('R-MEET-1: a meeting called on the Sunday after its due day is notified that Sunday', () => {
    const notice = noticeDueDay(
      calendar,
      NOTICE_RULES['public body'],
      day('2025-07-17'),
      day('2025-07-13'),
    )
    expect([notice.day, notice.latest]).toEqual(['2025-07-13', '2025-07-13'])
  })

  test('R-MEET-3: a principal council gives five clear working days, a parish three clear days', () => {
    const meeting = day('2025-07-14')
    expect(noticeDueDay(calendar, NOTICE_RULES['principal council'], meeting).day).toBe(
      '2025-07-04',
    )
    expect(noticeDueDay(calendar, NOTICE_RULES['parish council'], meeting).day).toBe('2025-07-09')
  })

  test('R-MEET-3: the clear days are the body’s own setting', () => {
    const setting = { ...NOTICE_RULES['public body'], clearDays: 5 }
    expect(noticeDueDay(calendar, setting, day('2025-02-14')).day).toBe('2025-02-07')
  })

  test('R-MEET-4: the town council’s task group of Friday 18 December 2020 is summoned by Monday 14', () => {
    const rule = NOTICE_RULES['parish council']
    expect(noticeDueDay(calendar, rule, day('2020-12-18')).day).toBe('2020-12-14')
    expect(rule.what).toHaveLength(2)
    expect(judgeNotice(calendar, rule, day('2020-12-14'), day('2020-12-18'))).toEqual({
      sufficient: true,
      clearDays: 3,
      words: 'In time: 3 clear days',
    })
    expect(judgeNotice(calendar, rule, day('2020-12-15'), day('2020-12-18'))).toEqual({
      sufficient: false,
      clearDays: 2,
      words: 'Too late: 2 of 3 clear days',
    })
  })

  test('R-MEET-4: a parish meeting called late is not excused: the summons needs its three clear days', () => {
    const rule = NOTICE_RULES['parish council']
    const called = day('2020-12-16')
    expect(noticeDueDay(calendar, rule, day('2020-12-18'), called).day).toBe('2020-12-14')
    expect(judgeNotice(calendar, rule, called, day('2020-12-18'), called).sufficient).toBe(false)
  })

  test('notice given on a Sunday between is in time where the clear days are still whole', () => {
    const rule = NOTICE_RULES['parish council']
    expect(judgeNotice(calendar, rule, day('2025-07-13'), day('2025-07-17')).sufficient).toBe(true)
  })

  test('notice is enough exactly when the clear days between are enough', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: -3, max: 25 }),
        fc.constantFrom(...Object.values(NOTICE_RULES)),
        (at, ahead, rule) => {
          const meeting = addDays(day('2018-06-01'), at)
          const issued = addDays(meeting, -ahead)
          const { sufficient, clearDays } = judgeNotice(calendar, rule, issued, meeting)
          expect(sufficient).toBe(clearDays >= rule.clearDays)
        },
      ),
    )
  })
})

describe('papers', () => {
  const papers = papersDueDay(calendar, day('2025-02-14'))

  test('R-TOR-9: papers for Friday 14 February 2025 are due on Thursday 6 and in breach after Friday 7', () => {
    expect(papers.due).toBe('2025-02-06')
    expect(papers.breachAfter).toBe('2025-02-07')
    expect(papers.warnings).toEqual([])
  })

  test('R-TOR-9: both readings show their working', () => {
    expect(papers.dueWorking.working.filter(line => line.counted).map(line => line.day)).toEqual([
      '2025-02-07',
      '2025-02-10',
      '2025-02-11',
      '2025-02-12',
      '2025-02-13',
    ])
    expect(papers.breachWorking.working.filter(line => line.counted).map(line => line.day)).toEqual(
      ['2025-02-07', '2025-02-10', '2025-02-11', '2025-02-12', '2025-02-13'],
    )
  })

  test('R-TOR-9: papers sent one week before meet only the second reading', () => {
    const { due, breachAfter } = papers
    expect(judgeSubmission(due, breachAfter, day('2025-02-06'))).toEqual({
      state: 'on time',
      words: 'On time',
    })
    expect(judgeSubmission(due, breachAfter, day('2025-02-07'))).toEqual({
      state: 'late',
      words:
        'Late: due 6 February 2025, but within the terms of reference read by plain count-back',
    })
    expect(judgeSubmission(due, breachAfter, day('2025-02-10'))).toEqual({
      state: 'missed',
      words: 'Missed: the terms of reference allow no later than 7 February 2025',
    })
  })

  test('R-TOR-9: a paper still awaited is not yet due, then due today, late, and missed', () => {
    const state = (today: string) => judgeAwaited(papers.due, papers.breachAfter, day(today))
    expect(state('2025-02-03')).toEqual({ state: 'not yet due', words: 'Due 6 February 2025' })
    expect(state('2025-02-06')).toEqual({ state: 'not yet due', words: 'Due today' })
    expect(state('2025-02-07').state).toBe('late')
    expect(state('2025-02-08').state).toBe('missed')
  })

  test('R-TOR-9: the due day is always a working day before the breach, itself a working day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), at => {
        const { due, breachAfter } = papersDueDay(calendar, addDays(day('2018-06-01'), at))
        expect(due < breachAfter).toBe(true)
        expect(isCountedDay(calendar, 'England working day', due)).toBe(true)
        expect(isCountedDay(calendar, 'England working day', breachAfter)).toBe(true)
      }),
    )
  })

  test('R-CAL-4: papers for a meeting past the known bank holidays are warned of once', () => {
    expect(papersDueDay(calendar, day('2028-01-05')).warnings).toHaveLength(1)
  })
})

describe('draft minutes', () => {
  test('R-TOR-10: minutes of 19 September 2024 are due on 26 September', () => {
    expect(draftMinutesDueDay(calendar, day('2024-09-19')).day).toBe('2024-09-26')
  })

  test('R-TOR-10: minutes of 14 February 2025 are due on 21 February', () => {
    expect(draftMinutesDueDay(calendar, day('2025-02-14')).day).toBe('2025-02-21')
  })
})

describe('a board’s papers and questions', () => {
  test('R-MEET-9: for a board on Friday 28 March 2025 papers are out by Friday 21 and questions in by Tuesday 25', () => {
    expect(boardPapersDueDay(calendar, day('2025-03-28')).day).toBe('2025-03-21')
    expect(questionDeadline(calendar, day('2025-03-28')).day).toBe('2025-03-25')
  })

  test('R-MEET-9: three working days before Tuesday 22 April 2025 reach back over Easter to Tuesday 15', () => {
    expect(questionDeadline(calendar, day('2025-04-22')).day).toBe('2025-04-15')
  })
})

describe('meeting remotely', () => {
  const council = (on: string) =>
    remoteMeetingLawful({ day: day(on), council: true, remote: true }).lawful

  test('R-MEET-8: a council could meet remotely from 4 April 2020 to 6 May 2021, and neither before nor after', () => {
    expect(['2020-04-03', '2020-04-04', '2021-05-06', '2021-05-07'].map(council)).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  test('R-MEET-8: the task group’s remote meeting of 18 December 2020 was lawful', () => {
    expect(council('2020-12-18')).toBe(true)
  })

  test('R-MEET-8: a later remote council meeting is flagged with a reason', () => {
    const { warning } = remoteMeetingLawful({ day: day('2022-05-17'), council: true, remote: true })
    expect(warning).toContain('only from 4 April 2020 to 6 May 2021')
  })

  test('R-MEET-8: the partnership may meet online on any day, and a council in a room', () => {
    const on = day('2025-02-14')
    expect(remoteMeetingLawful({ day: on, council: false, remote: true })).toEqual({ lawful: true })
    expect(remoteMeetingLawful({ day: on, council: true, remote: false })).toEqual({ lawful: true })
  })
})
