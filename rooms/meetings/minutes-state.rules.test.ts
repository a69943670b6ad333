import { expect, test } from 'vitest'
import { type Day, day } from '../../platform/day.rules.ts'
import {
  carriedFrom,
  type MinutesFacts,
  minutesStandingOn,
  reasonsNotToApproveAsChair,
  reasonsNotToApproveAtMeeting,
  reasonsNotToDraft,
  reasonsNotToSign,
} from './minutes-state.rules.ts'

/** The minutes of 19 September 2024: the chair approved the draft on 13 January 2025. */
const september: MinutesFacts = {
  meetingOn: day('2024-09-19'),
  draftedOn: day('2024-09-26'),
  chairApproval: { by: 'A co-chair', role: 'Chair of the meeting', on: day('2025-01-13') },
  putTo: [{ on: day('2025-02-14'), manner: 'formal', foundCorrect: true }],
  signature: { by: 'A co-chair', on: day('2025-02-14') },
}
/** The minutes of 14 March 2024, found correct by the inquorate meeting of 19 September. */
const march: MinutesFacts = {
  meetingOn: day('2024-03-14'),
  draftedOn: day('2024-03-21'),
  chairApproval: { by: 'A co-chair', role: 'Chair of the meeting', on: day('2024-04-02') },
  putTo: [{ on: day('2024-09-19'), manner: 'informal', foundCorrect: true }],
}
const undrafted: MinutesFacts = { meetingOn: day('2024-09-19'), putTo: [] }
const drafted: MinutesFacts = { ...undrafted, draftedOn: day('2024-09-26') }
const codes = (refusals: readonly { code: string }[]) => refusals.map(refusal => refusal.code)
const february = { on: day('2025-02-14'), manner: 'formal' } as const

test('R-TOR-10: minutes go from not drafted to draft, chair-approved, approved and signed, each on its day', () => {
  const { signature: _, ...unsigned } = september
  const state = (day: Day, minutes = september) => minutesStandingOn(minutes, day).state
  expect(state(day('2024-09-25'))).toBe('not drafted')
  expect(state(day('2024-09-26'))).toBe('draft')
  expect(state(day('2025-01-12'))).toBe('draft')
  expect(state(day('2025-01-13'))).toBe('approved by the chair')
  expect(state(day('2025-02-13'))).toBe('approved by the chair')
  expect(state(day('2025-02-14'), unsigned)).toBe('approved')
  expect(state(day('2025-02-14'))).toBe('signed')
})

test('R-TOR-10: each state says what it rests on', () => {
  const working = (day: Day, minutes = september) => minutesStandingOn(minutes, day).working
  expect(working(day('2024-09-20'))).toBe('No draft yet of the minutes of 19 September 2024.')
  expect(working(day('2024-09-27'))).toBe('Drafted on 26 September 2024.')
  expect(working(day('2025-01-13'))).toBe(
    'Approved in draft by A co-chair, Chair of the meeting, on 13 January 2025.',
  )
  expect(working(day('2025-03-01'))).toBe(
    'Signed by A co-chair on 14 February 2025, after approval on 14 February 2025.',
  )
})

test('R-TOR-7: the minutes of 14 March 2024, found correct at an inquorate meeting, are carried to the next quorate one', () => {
  const standing = minutesStandingOn(march, day('2024-09-20'))
  expect(standing.state).toBe('approved by the chair')
  expect(standing.working).toContain(
    'Found correct on 19 September 2024, but that was not a quorate meeting: approval is carried to the next that is.',
  )
  expect(carriedFrom(march, day('2024-09-20'))).toHaveLength(1)
  expect(carriedFrom(march, day('2024-09-18'))).toEqual([])
  const returned: MinutesFacts = {
    ...march,
    putTo: [{ on: day('2025-02-14'), manner: 'formal', foundCorrect: true }, ...march.putTo],
  }
  expect(minutesStandingOn(returned, day('2025-02-14')).state).toBe('approved')
})

test('R-TOR-7: approval at an inquorate meeting is refused, and the clerk told what to record instead', () => {
  const meeting = { on: day('2024-09-19'), manner: 'informal' } as const
  expect(reasonsNotToApproveAtMeeting({ ...march, putTo: [] }, meeting, day('2024-09-19'))).toEqual(
    [
      {
        code: 'inquorate',
        message:
          'The meeting of 19 September 2024 was not quorate, so it cannot approve minutes: record that it found them correct, and approval is carried to the next quorate meeting.',
      },
    ],
  )
  expect(reasonsNotToApproveAtMeeting(march, february, day('2025-02-14'))).toEqual([])
})

test('minutes that a quorate meeting did not find correct are not approved', () => {
  const disputed: MinutesFacts = {
    ...march,
    putTo: [{ on: day('2025-02-14'), manner: 'formal', foundCorrect: false }],
  }
  expect(minutesStandingOn(disputed, day('2025-02-14')).state).toBe('approved by the chair')
})

test('R-TOR-14: a workshop cannot approve minutes', () => {
  const workshop = { on: day('2024-11-15'), manner: 'workshop' } as const
  expect(codes(reasonsNotToApproveAtMeeting(march, workshop, day('2024-11-15')))).toEqual([
    'workshop-takes-no-decisions',
  ])
})

test('R-TOR-10: a meeting approves minutes after the chair has, unless the body does without', () => {
  const lateChair = {
    ...drafted,
    chairApproval: { by: 'A co-chair', role: 'Chair of the meeting', on: day('2025-02-20') },
  }
  expect(codes(reasonsNotToApproveAtMeeting(drafted, february, day('2025-02-14')))).toEqual([
    'chair-has-not-approved',
  ])
  expect(
    codes(reasonsNotToApproveAtMeeting(lateChair, february, day('2025-03-01'))),
    'the chair approved it only after the meeting',
  ).toEqual(['chair-has-not-approved'])
  expect(
    reasonsNotToApproveAtMeeting(drafted, february, day('2025-02-14'), {
      chairApprovesFirst: false,
    }),
  ).toEqual([])
})

test('minutes are approved once, at a later meeting which has reached its day, from a draft', () => {
  expect(codes(reasonsNotToApproveAtMeeting(september, february, day('2025-03-01')))).toEqual([
    'minutes-approved-already',
  ])
  expect(codes(reasonsNotToApproveAtMeeting(march, february, day('2025-02-13')))).toEqual([
    'meeting-not-held',
  ])
  const same = { on: day('2024-03-14'), manner: 'formal' } as const
  expect(codes(reasonsNotToApproveAtMeeting(march, same, day('2025-02-13')))).toContain(
    'not-a-later-meeting',
  )
  expect(codes(reasonsNotToApproveAtMeeting(undrafted, february, day('2025-02-14')))).toEqual([
    'not-drafted',
    'chair-has-not-approved',
  ])
})

test('minutes are drafted from the day of the meeting until they are approved', () => {
  expect(codes(reasonsNotToDraft(undrafted, day('2024-09-18')))).toEqual(['meeting-not-held'])
  expect(reasonsNotToDraft(undrafted, day('2024-09-19'))).toEqual([])
  expect(reasonsNotToDraft(september, day('2025-01-20'))).toEqual([])
  expect(reasonsNotToDraft(september, day('2025-02-15'))[0]?.message).toBe(
    'These minutes were approved on 14 February 2025; a correction is now a minute of a later meeting.',
  )
})

test('R-TOR-10: the chair approves a draft by name, role and date', () => {
  const approval = { by: 'A co-chair', role: 'Chair of the meeting', on: day('2025-01-13') }
  expect(reasonsNotToApproveAsChair(drafted, approval, day('2025-01-13'))).toEqual([])
  expect(
    codes(
      reasonsNotToApproveAsChair(drafted, { ...approval, by: ' ', role: '' }, day('2025-01-13')),
    ),
  ).toEqual(['approver-missing', 'approver-role-missing'])
  expect(codes(reasonsNotToApproveAsChair(drafted, approval, day('2025-01-12')))).toEqual([
    'day-to-come',
  ])
  expect(codes(reasonsNotToApproveAsChair(undrafted, approval, day('2025-01-13')))).toEqual([
    'not-drafted',
  ])
  expect(codes(reasonsNotToApproveAsChair(september, approval, day('2025-01-20')))).toEqual([
    'chair-approved-already',
  ])
})

test('R-MEET-5: minutes are signed once, by a named person, after a quorate meeting has approved them', () => {
  const { signature: _, ...unsigned } = september
  const signature = { by: 'A co-chair', role: 'Co-Chair', on: day('2025-02-14') }
  expect(reasonsNotToSign(unsigned, signature, day('2025-02-14'))).toEqual([])
  expect(
    codes(
      reasonsNotToSign(unsigned, { by: '', role: '', on: day('2025-02-13') }, day('2025-02-14')),
    ),
  ).toEqual(['not-approved', 'signatory-missing', 'signatory-role-missing'])
  expect(codes(reasonsNotToSign(march, signature, day('2025-02-14')))).toEqual(['not-approved'])
  expect(codes(reasonsNotToSign(september, signature, day('2025-02-15')))).toEqual([
    'signed-already',
  ])
  expect(
    codes(reasonsNotToSign(unsigned, { ...signature, on: day('2025-03-01') }, day('2025-02-15'))),
  ).toEqual(['day-to-come'])
})
