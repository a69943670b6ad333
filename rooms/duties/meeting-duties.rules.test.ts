import { expect, test } from 'vitest'
import { bundledCalendar } from '../../platform/calendar/calendar.ts'
import { day } from '../../platform/day.rules.ts'
import { defaultTermsFor, type Terms } from '../bodies/terms.rules.ts'
import { standingOn } from './duty.rules.ts'
import {
  approvalDuty,
  chairApprovalDuty,
  type DutyMeeting,
  draftMinutesDuty,
  forwardPlanDuty,
  noticeDuty,
  papersDuty,
} from './meeting-duties.rules.ts'

const terms: Terms = {
  ...defaultTermsFor('1960 Act'),
  papers: { days: 5, counter: 'England working day', citation: '13.1' },
  draftMinutes: { workingDays: 5, citation: 'minutes' },
  forwardPlanInPack: true,
}
const aMeeting = (on: string, differences: Partial<DutyMeeting> = {}): DutyMeeting => ({
  id: on,
  body: 'partnership',
  day: day(on),
  kind: 'ordinary',
  recordedOn: day('2024-01-01'),
  terms,
  regime: '1960 Act',
  calendar: bundledCalendar,
  pages: { notice: '/notice', pack: '/pack', minutes: '/minutes' },
  gaps: new Map(),
  ...differences,
})
const today = day('2025-07-01')
const none = { draftedOn: null, chairApprovedOn: null, approvedOn: null }
const standing = (duty: Parameters<typeof standingOn>[0] | undefined, on = today) =>
  duty && standingOn(duty, on)

test('R-TOR-9: papers for Friday 14 February 2025 are due on Thursday 6 and in breach after Friday 7', () => {
  const duty = papersDuty(aMeeting('2025-02-14'), { on: day('2025-02-06'), href: '/pack' })
  expect(duty).toMatchObject({ due: '2025-02-06', latest: '2025-02-07' })
  expect(standing(duty)).toMatchObject({ standing: 'kept in time' })
  expect(duty?.working().length).toBeGreaterThan(5)
})

test('R-TOR-10: draft minutes of 19 September 2024 were due on 26 September; 13 January 2025 is working day 79', () => {
  const duty = draftMinutesDuty(aMeeting('2024-09-19'), { ...none, draftedOn: day('2025-01-13') })
  expect(duty).toMatchObject({
    due: '2024-09-26',
    remark: 'Working day 79 after the meeting',
  })
  expect(standing(duty)).toMatchObject({ standing: 'kept late', breach: true })
})

test('R-TOR-10: draft minutes of 14 February 2025 are due on 21 February', () => {
  expect(draftMinutesDuty(aMeeting('2025-02-14'), none)?.due).toBe('2025-02-21')
})

test('R-MEET-1: notice three clear days before; of another day it is no notice of this one', () => {
  const meeting = aMeeting('2025-02-14')
  const given = (forDay: string) =>
    noticeDuty(meeting, [
      { kind: 'public notice', givenOn: day('2025-02-06'), forDay: day(forDay) },
    ])
  expect(given('2025-02-14')).toMatchObject({ due: '2025-02-10' })
  expect(standing(given('2025-02-14'))?.standing).toBe('kept in time')
  expect(standing(given('2025-02-07'))?.standing).toBe('missed')
})

test('a meeting that came into the record on its own day: what was due before it is not known', () => {
  const late = aMeeting('2024-09-19', { recordedOn: day('2024-09-19') })
  expect(standing(noticeDuty(late, []))?.standing).toBe('unknown')
  expect(standing(papersDuty(late, undefined))?.standing).toBe('unknown')
  expect(standing(forwardPlanDuty(late, undefined, undefined))?.standing).toBe('unknown')
  // What comes after it is the record's own to tell.
  expect(standing(draftMinutesDuty(late, none))?.standing).toBe('overdue')
})

test('somebody said that the record does not hold the minutes: not known, and not missed', () => {
  const silent = aMeeting('2025-02-14', { gaps: new Map([['minutes', 'Kept on paper.']]) })
  expect(standing(draftMinutesDuty(silent, none))).toMatchObject({
    standing: 'unknown',
    breach: false,
    words: 'Kept on paper.',
  })
})

test('R-TOR-13: a pack without the forward plan is known to have none', () => {
  const issued = { on: day('2025-02-06'), href: '/pack' }
  const meeting = aMeeting('2025-02-14', { recordedOn: day('2025-02-14') })
  expect(standing(forwardPlanDuty(meeting, issued, undefined))?.standing).toBe('missed')
  expect(standing(forwardPlanDuty(meeting, issued, issued))?.standing).toBe('kept in time')
})

test('R-TOR-14: a workshop owes no notice, no papers, no forward plan and no minutes', () => {
  const workshop = aMeeting('2025-02-14', { kind: 'workshop' })
  for (const duty of [
    noticeDuty(workshop, []),
    papersDuty(workshop, undefined),
    forwardPlanDuty(workshop, undefined, undefined),
    draftMinutesDuty(workshop, none),
    chairApprovalDuty(workshop, none, undefined),
    approvalDuty(workshop, none, []),
  ])
    expect(standing(duty)?.standing, duty?.kind).toBe('not owed')
})

const later = (on: string, manner: 'formal' | 'informal' | 'to come' | 'not recorded') => ({
  day: day(on),
  manner,
  silent: false,
  papersDue: null,
})

test('R-TOR-7: approval is due at the next quorate meeting; one without a quorum carries it on', () => {
  const march = aMeeting('2024-03-14')
  const carried = approvalDuty(march, none, [
    later('2024-09-19', 'informal'),
    later('2025-02-14', 'formal'),
  ])
  expect(carried.due).toBe('2025-02-14')
  expect(carried.rule).toContain('There was no quorum on 19 September 2024')
  expect(standing(carried)?.standing).toBe('overdue')
  const approved = approvalDuty(march, { ...none, approvedOn: day('2025-02-14') }, [
    later('2025-02-14', 'formal'),
  ])
  expect(standing(approved)?.standing).toBe('kept in time')
  expect(approvalDuty(march, none, []).due).toBeNull()
})

test('whether a meeting of which the record holds nothing approved the minutes is not known', () => {
  const duty = approvalDuty(aMeeting('2024-09-19'), none, [
    { ...later('2025-02-14', 'not recorded'), silent: true },
  ])
  expect(standing(duty)?.standing).toBe('unknown')
})

test('R-TOR-10, R-MEET-5: the chair approves before the next papers go out; a council’s minutes have no such step', () => {
  const meeting = aMeeting('2024-09-19')
  const duty = chairApprovalDuty(
    meeting,
    { ...none, chairApprovedOn: day('2025-01-13') },
    { ...later('2025-02-14', 'to come'), papersDue: day('2025-02-06') },
  )
  expect(duty).toMatchObject({ due: '2025-02-06', remark: 'Working day 79 after the meeting' })
  expect(standing(duty)?.standing).toBe('kept in time')
  expect(
    chairApprovalDuty({ ...meeting, regime: 'parish council' }, none, undefined),
  ).toBeUndefined()
})
