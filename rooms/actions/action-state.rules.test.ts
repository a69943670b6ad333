import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, day } from '../../platform/day.rules.ts'
import {
  type Action,
  actionStateOn,
  currentDeadline,
  type Deadline,
  pastDeadlines,
  type Report,
  type ReviewMeeting,
  reasonsNotToClose,
  reasonsNotToReviseDeadline,
  redMeetings,
  reviseDeadline,
  usualTrackerSettings,
} from './action-state.rules.ts'

const anAction = (action: Partial<Action> = {}): Action => ({
  raisedOn: day('2025-01-10'),
  deadlines: [{ setOn: day('2025-01-10'), text: '31 January 2025', day: day('2025-01-31') }],
  reports: [],
  ...action,
})
const report = (on: Day, what: Report['what'], more: Partial<Report> = {}): Report => ({
  on,
  what,
  position: 'as the owner put it',
  ...more,
})
const inWordsOnly = (text: string): Deadline[] => [{ setOn: day('2024-09-19'), text }]
const meeting = (date: Day, kind: ReviewMeeting['kind'] = 'formal') => ({ date, kind })
const monthly = [day('2025-02-14'), day('2025-03-14'), day('2025-04-11'), day('2025-05-09')].map(
  date => meeting(date),
)
const shown = (action: Action, day: Day, meetings: readonly ReviewMeeting[] = monthly) => {
  const { label, colour } = actionStateOn(action, meetings, day)
  return `${label}, ${colour}`
}
const codes = (refusals: readonly { code: string }[]) => refusals.map(refusal => refusal.code)

describe('the four actions of 19 September 2024, as the tracker of 14 February 2025 printed them', () => {
  const propose = { proposesClosureOn: day('2025-02-14') }
  const printed: [number, string, Report, string][] = [
    [
      30,
      'ASAP',
      report(day('2024-09-28'), 'complete', propose),
      'COMPLETE: Propose closure 14 Feb 2025',
    ],
    [31, 'As developments occur', report(day('2025-02-07'), 'started on track'), 'In Progress'],
    [
      32,
      'Following agenda setting meeting',
      report(day('2025-01-07'), 'complete', propose),
      'COMPLETE: Propose closure 14 Feb 2025',
    ],
    [
      33,
      'Agenda Setting Group Meeting',
      report(day('2025-02-07'), 'complete', propose),
      'COMPLETE: Propose closure 14 Feb 2025',
    ],
  ]
  test.each(printed)('R-ACT-1: action %i, due “%s”', (_, deadline, said, label) => {
    const action = {
      raisedOn: day('2024-09-19'),
      deadlines: inWordsOnly(deadline),
      reports: [said],
    }
    const meetings = [meeting(day('2024-09-19'), 'informal'), meeting(day('2025-02-14'))]
    expect(actionStateOn(action, meetings, day('2025-02-07')).label).toBe(label)
    expect(actionStateOn(action, meetings, day('2025-02-14')).label).toBe(label)
  })
})

describe('the key', () => {
  test('R-ACT-1: every line of the key, with its colour', () => {
    expect(shown(anAction(), day('2025-01-20'))).toBe('Not Yet Due, none')
    const onTrack = anAction({ reports: [report(day('2025-01-15'), 'started on track')] })
    expect(shown(onTrack, day('2025-01-20'))).toBe('In Progress, amber')
    expect(shown(anAction(), day('2025-02-01'))).toBe('Outstanding, red')
    expect(shown(anAction(), day('2025-04-11'))).toBe('Escalated, black')
    const complete = anAction({ reports: [report(day('2025-01-15'), 'complete')] })
    expect(shown(complete, day('2025-01-20'))).toBe(
      'COMPLETE: Propose closure at next meeting, green',
    )
    const closed = {
      ...complete,
      closure: { on: day('2025-02-14'), meeting: 'the February meeting' },
    }
    expect(shown(closed, day('2025-02-14'))).toBe('CLOSED (14/02/2025), none')
  })

  test('R-ACT-6: a closed action is closed whatever else is true, and not before its day', () => {
    const action = anAction({
      reports: [report(day('2025-02-01'), 'complete'), report(day('2025-02-20'), 'off track')],
      closure: { on: day('2025-02-14'), meeting: 'the February meeting' },
    })
    expect(shown(action, day('2025-02-13'))).toBe(
      'COMPLETE: Propose closure at next meeting, green',
    )
    expect(shown(action, day('2025-12-31'))).toBe('CLOSED (14/02/2025), none')
  })

  test('R-ACT-6: complete comes before escalated and outstanding', () => {
    const action = anAction({ reports: [report(day('2025-05-01'), 'complete')] })
    expect(shown(action, day('2025-04-30'))).toBe('Escalated, black')
    expect(shown(action, day('2025-05-01'))).toBe(
      'COMPLETE: Propose closure at next meeting, green',
    )
  })

  test('R-ACT-6: an action is on time until the end of its due day, and late from the next', () => {
    const action = anAction({ reports: [report(day('2025-01-15'), 'started on track')] })
    expect(shown(action, day('2025-01-31'))).toBe('In Progress, amber')
    expect(shown(action, day('2025-02-01'))).toBe('Outstanding, red')
  })

  test('R-ACT-6: off track is red before the due day; started and on track puts it right', () => {
    const action = anAction({
      reports: [
        report(day('2025-01-15'), 'off track'),
        report(day('2025-01-20'), 'started on track'),
      ],
    })
    expect(shown(action, day('2025-01-14'))).toBe('Not Yet Due, none')
    expect(shown(action, day('2025-01-15'))).toBe('Outstanding, red')
    expect(shown(action, day('2025-01-20'))).toBe('In Progress, amber')
  })

  test('R-ACT-6: not started is not yet due until the day has passed', () => {
    const action = anAction({ reports: [report(day('2025-01-15'), 'not started')] })
    expect(shown(action, day('2025-01-31'))).toBe('Not Yet Due, none')
    expect(shown(action, day('2025-02-01'))).toBe('Outstanding, red')
  })

  test('a report of position only tells the story and changes no state', () => {
    const action = anAction({
      reports: [
        report(day('2025-01-15'), 'started on track'),
        report(day('2025-01-20'), 'position only'),
      ],
    })
    expect(shown(action, day('2025-01-21'))).toBe('In Progress, amber')
  })

  test('R-ACT-2: the proposing meeting may be named after completion, and the last name stands', () => {
    const action = anAction({
      reports: [
        report(day('2025-01-15'), 'complete', { proposesClosureOn: day('2025-02-14') }),
        report(day('2025-02-20'), 'position only', { proposesClosureOn: day('2025-03-14') }),
      ],
    })
    expect(actionStateOn(action, [], day('2025-02-14')).label).toBe(
      'COMPLETE: Propose closure 14 Feb 2025',
    )
    expect(actionStateOn(action, [], day('2025-02-20')).label).toBe(
      'COMPLETE: Propose closure 14 Mar 2025',
    )
  })

  test('a complete action that its owner takes up again is in progress again', () => {
    const action = anAction({
      reports: [
        report(day('2025-01-15'), 'complete'),
        report(day('2025-01-20'), 'started on track'),
      ],
    })
    expect(shown(action, day('2025-01-20'))).toBe('In Progress, amber')
  })

  test('R-ACT-4: a deadline in words never turns red by itself, nor does its review day', () => {
    const action = anAction({
      deadlines: [{ setOn: day('2025-01-10'), text: 'ASAP', reviewOn: day('2025-01-20') }],
    })
    const standing = actionStateOn(action, monthly, day('2026-01-01'))
    expect(standing).toMatchObject({ state: 'not yet due', rule: 'R-ACT-4' })
    const offTrack = { ...action, reports: [report(day('2025-02-01'), 'off track')] }
    expect(shown(offTrack, day('2025-02-01'))).toBe('Outstanding, red')
  })

  test('each answer shows its working and its rule', () => {
    const action = anAction({ reports: [report(day('2025-01-20'), 'off track')] })
    const answer = (day: Day) => {
      const { working, rule } = actionStateOn(action, monthly, day)
      return [rule, working]
    }
    expect(answer(day('2025-01-12'))).toEqual([
      'R-ACT-6',
      'The owner has not reported a start; it is due on 31 January 2025.',
    ])
    expect(answer(day('2025-01-20'))).toEqual([
      'R-ACT-6',
      'The owner reported it off track on 20 January 2025.',
    ])
    expect(answer(day('2025-03-20'))).toEqual([
      'R-ACT-6',
      'It was due on 31 January 2025 and the owner reported it off track on 20 January 2025. Red at two meetings running; three escalate.',
    ])
    expect(answer(day('2025-04-11'))).toEqual([
      'R-ACT-5',
      'It was due on 31 January 2025 and the owner reported it off track on 20 January 2025. Red at three meetings running: 14 Feb 2025, 14 Mar 2025 and 11 Apr 2025.',
    ])
  })
})

describe('escalation', () => {
  test('R-ACT-5: red at three consecutive meetings, counting the first, and from the day of the third', () => {
    expect(shown(anAction(), day('2025-03-14'))).toBe('Outstanding, red')
    expect(shown(anAction(), day('2025-04-10'))).toBe('Outstanding, red')
    expect(shown(anAction(), day('2025-04-11'))).toBe('Escalated, black')
    expect(shown(anAction(), day('2025-07-01'))).toBe('Escalated, black')
  })

  test('R-ACT-5: a meeting on the due day does not find the action red', () => {
    const action = anAction({
      deadlines: [{ setOn: day('2025-01-10'), text: '14 February', day: day('2025-02-14') }],
    })
    expect(redMeetings(action, monthly, day('2025-05-09'))).toEqual([
      day('2025-03-14'),
      day('2025-04-11'),
      day('2025-05-09'),
    ])
  })

  test('R-ACT-5: informal meetings count and workshops do not, unless the body says otherwise', () => {
    const meetings = [
      meeting(day('2025-02-14'), 'informal'),
      meeting(day('2025-03-14'), 'workshop'),
      meeting(day('2025-04-11')),
    ]
    const red = (settings: Partial<typeof usualTrackerSettings>) =>
      redMeetings(anAction(), meetings, day('2025-05-01'), { ...usualTrackerSettings, ...settings })
    expect(red({})).toEqual([day('2025-02-14'), day('2025-04-11')])
    expect(red({ workshopsCount: true })).toHaveLength(3)
    expect(red({ informalMeetingsCount: false })).toEqual([day('2025-04-11')])
  })

  test('R-ACT-5: a body may escalate after another number of meetings', () => {
    const settings = { ...usualTrackerSettings, meetingsToEscalate: 2 }
    expect(actionStateOn(anAction(), monthly, day('2025-03-14'), settings).state).toBe('escalated')
  })

  test('R-ACT-5: when red ends the run ends, and an action that turns red again starts from nought', () => {
    const action = anAction({
      deadlines: [{ setOn: day('2025-01-10'), text: 'ASAP' }],
      reports: [
        report(day('2025-02-01'), 'off track'),
        report(day('2025-04-20'), 'started on track'),
        report(day('2025-04-28'), 'off track'),
      ],
    })
    expect(shown(action, day('2025-04-19'))).toBe('Escalated, black')
    expect(shown(action, day('2025-04-20'))).toBe('In Progress, amber')
    expect(shown(action, day('2025-04-28'))).toBe('Outstanding, red')
    expect(redMeetings(action, monthly, day('2025-05-09'))).toEqual([day('2025-05-09')])
  })

  test('R-ACT-3, R-ACT-5: a new deadline ends the run, and being late for it begins another', () => {
    const action = reviseDeadline(anAction(), {
      setOn: day('2025-03-20'),
      text: '30 April 2025',
      day: day('2025-04-30'),
    })
    expect(shown(action, day('2025-03-19'))).toBe('Outstanding, red')
    expect(shown(action, day('2025-04-11'))).toBe('Not Yet Due, none')
    expect(redMeetings(action, monthly, day('2025-05-09'))).toEqual([day('2025-05-09')])
  })

  test('R-ACT-5: what a meeting is told on its day counts at that meeting', () => {
    const action = anAction({ reports: [report(day('2025-04-11'), 'complete')] })
    expect(shown(action, day('2025-04-11'))).toBe(
      'COMPLETE: Propose closure at next meeting, green',
    )
  })

  test('R-ACT-5: a fact learned later does not repaint an earlier meeting', () => {
    const action = anAction({
      deadlines: [{ setOn: day('2025-01-10'), text: 'ASAP' }],
      reports: [report(day('2025-03-01'), 'off track')],
    })
    expect(redMeetings(action, monthly, day('2025-05-08'))).toEqual([
      day('2025-03-14'),
      day('2025-04-11'),
    ])
  })

  test('R-ACT-5: meetings to come and meetings before the action was raised do not count', () => {
    const action = anAction({
      deadlines: [{ setOn: day('2024-01-01'), text: 'long ago', day: day('2024-01-31') }],
      raisedOn: day('2025-03-01'),
    })
    expect(redMeetings(action, monthly, day('2025-05-08'))).toEqual([
      day('2025-03-14'),
      day('2025-04-11'),
    ])
  })

  const days = Array.from({ length: 28 }, (_, at) => addDays(day('2025-01-01'), at))
  const aDay = fc.constantFrom(...days)
  const anyAction: fc.Arbitrary<Action> = fc.record(
    {
      raisedOn: fc.constantFrom(...days.slice(0, 5)),
      deadlines: fc.array(
        fc.record(
          { setOn: aDay, text: fc.constant('by then'), day: aDay },
          { requiredKeys: ['setOn', 'text'] },
        ),
        { maxLength: 3 },
      ),
      reports: fc.array(
        fc.record({
          on: aDay,
          what: fc.constantFrom(
            'not started',
            'started on track',
            'off track',
            'off track',
            'complete',
            'position only',
          ),
          position: fc.constant(''),
        }),
        { maxLength: 4 },
      ),
      closure: fc.record({ on: aDay, meeting: fc.constant('a meeting') }),
    },
    { requiredKeys: ['raisedOn', 'deadlines', 'reports'] },
  )
  const anyMeetings: fc.Arbitrary<ReviewMeeting[]> = fc.array(
    fc.record({ date: aDay, kind: fc.constantFrom('formal', 'informal', 'workshop') }),
    { maxLength: 12, size: 'max' },
  )
  const anySettings = fc.record({
    meetingsToEscalate: fc.integer({ min: 1, max: 4 }),
    informalMeetingsCount: fc.boolean(),
    workshopsCount: fc.boolean(),
    informalMeetingsMayClose: fc.boolean(),
  })

  /** The tracker kept by hand: a sheet carried from day to day, amended by what each day brings. */
  function trackerKeptByHand(
    action: Action,
    meetings: readonly ReviewMeeting[],
    today: Day,
    settings: typeof usualTrackerSettings,
  ) {
    let said = 'nothing'
    let due: Day | undefined
    let closed = false
    let run = 0
    let colour = ''
    for (const day of days) {
      if (day > today) break
      for (const line of action.deadlines) if (line.setOn === day) due = line.day
      for (const line of action.reports)
        if (line.on === day && line.what !== 'position only') said = line.what
      if (action.closure?.on === day) closed = true
      if (closed) colour = 'none'
      else if (said === 'complete') colour = 'green'
      else if ((due !== undefined && day > due) || said === 'off track') colour = 'red'
      else colour = said === 'started on track' ? 'amber' : 'none'
      if (colour !== 'red') run = 0
      else if (day >= action.raisedOn)
        for (const { date, kind } of meetings)
          if (date === day) {
            if (kind === 'formal') run++
            if (kind === 'informal' && settings.informalMeetingsCount) run++
            if (kind === 'workshop' && settings.workshopsCount) run++
          }
    }
    return { run, colour: run >= settings.meetingsToEscalate ? 'black' : colour }
  }

  test('R-ACT-5, R-ACT-6: on 2,000 random actions the rule agrees every day with a tracker kept by hand', () => {
    let black = 0
    fc.assert(
      fc.property(anyAction, anyMeetings, anySettings, (action, meetings, settings) => {
        for (const today of days) {
          const byHand = trackerKeptByHand(action, meetings, today, settings)
          expect(redMeetings(action, meetings, today, settings)).toHaveLength(byHand.run)
          expect(actionStateOn(action, meetings, today, settings).colour).toBe(byHand.colour)
          if (byHand.colour === 'black') black++
        }
      }),
      { numRuns: 2000, seed: 3 },
    )
    expect(black).toBeGreaterThan(500)
  })
})

describe('deadlines', () => {
  const revised = reviseDeadline(anAction(), {
    setOn: day('2025-02-14'),
    text: 'As developments occur',
  })

  test('R-ACT-3: revising a deadline adds to its history and loses nothing', () => {
    expect(currentDeadline(revised, day('2025-02-13'))?.day).toBe(day('2025-01-31'))
    expect(pastDeadlines(revised, day('2025-02-13'))).toEqual([])
    expect(currentDeadline(revised, day('2025-02-14'))?.text).toBe('As developments occur')
    expect(pastDeadlines(revised, day('2025-02-14')).map(({ day }) => day)).toEqual([
      day('2025-01-31'),
    ])
    expect(currentDeadline(anAction({ deadlines: [] }), day('2025-02-14'))).toBeUndefined()
  })

  test('R-ACT-3: a revision comes after the last one, says something new, and is not past when set', () => {
    const refusals = (deadline: Partial<Deadline>) =>
      codes(
        reasonsNotToReviseDeadline(revised, {
          setOn: day('2025-03-01'),
          text: 'by summer',
          ...deadline,
        }),
      )
    expect(refusals({})).toEqual([])
    expect(refusals({ day: day('2025-03-01') })).toEqual([])
    expect(refusals({ setOn: day('2025-02-13') })).toEqual(['deadline-out-of-order'])
    expect(refusals({ text: ' ' })).toEqual(['deadline-missing'])
    expect(refusals({ day: day('2025-02-28') })).toEqual(['deadline-past'])
    expect(refusals({ text: 'As developments occur ' })).toEqual(['deadline-unchanged'])
    const unset = anAction({ deadlines: [] })
    expect(
      codes(reasonsNotToReviseDeadline(unset, { setOn: day('2025-01-09'), text: 'ASAP' })),
    ).toEqual(['deadline-out-of-order'])
  })

  test('the deadline of a closed action is not revised', () => {
    const closed = anAction({ closure: { on: day('2025-02-14'), meeting: 'the February meeting' } })
    expect(
      reasonsNotToReviseDeadline(closed, { setOn: day('2025-03-01'), text: 'ASAP' })[0]?.message,
    ).toBe('This action was closed on 14 February 2025.')
  })
})

describe('closure', () => {
  const complete = anAction({ reports: [report(day('2025-01-20'), 'complete')] })
  const february = meeting(day('2025-02-14'))

  test('R-ACT-2: a meeting closes a complete action, on its day or after, and never before', () => {
    expect(reasonsNotToClose(complete, february, day('2025-02-14'))).toEqual([])
    expect(reasonsNotToClose(complete, february, day('2025-03-01'))).toEqual([])
    expect(reasonsNotToClose(complete, february, day('2025-02-13'))).toEqual([
      {
        code: 'meeting-not-held',
        field: 'meeting',
        message:
          'Only a meeting closes an action, and the meeting of 14 February 2025 has not been held yet.',
      },
    ])
  })

  test('R-ACT-2: closure is of what the owner had reported complete by the meeting', () => {
    expect(codes(reasonsNotToClose(anAction(), february, day('2025-02-14')))).toEqual([
      'action-not-complete',
    ])
    const later = anAction({ reports: [report(day('2025-02-15'), 'complete')] })
    expect(codes(reasonsNotToClose(later, february, day('2025-02-20')))).toEqual([
      'action-not-complete',
    ])
  })

  test('R-TOR-14, R-TOR-17: a workshop closes nothing, nor does an inquorate meeting unless the body lets it', () => {
    const codesFor = (kind: ReviewMeeting['kind'], informalMeetingsMayClose = false) =>
      codes(
        reasonsNotToClose(complete, meeting(day('2025-02-14'), kind), day('2025-02-14'), {
          ...usualTrackerSettings,
          informalMeetingsMayClose,
        }),
      )
    expect(codesFor('workshop', true)).toEqual(['workshop-takes-no-decisions'])
    expect(codesFor('informal')).toEqual(['inquorate'])
    expect(codesFor('informal', true)).toEqual([])
  })

  test('an action is closed once, and by no meeting before it was raised', () => {
    const closed = {
      ...complete,
      closure: { on: day('2025-02-14'), meeting: 'the February meeting' },
    }
    expect(codes(reasonsNotToClose(closed, february, day('2025-03-01')))).toEqual(['action-closed'])
    expect(
      codes(reasonsNotToClose(complete, meeting(day('2025-01-09')), day('2025-02-14'))),
    ).toContain('closed-before-raised')
  })
})
