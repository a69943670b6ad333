import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { defaultTermsFor, type Terms } from '../bodies/terms.rules.ts'
import { type Duty, standingAll, yearCalled } from '../duties/duty.rules.ts'
import { attendanceReport } from './attendance-report.rules.ts'
import { type ComplianceFacts, complianceFindings, type MeetingOfYear } from './compliance.rules.ts'

const year = yearCalled('2024-25')
if (!year) throw new Error('2024-25 is a year.')
const terms: Terms = {
  ...defaultTermsFor('1960 Act'),
  papers: { days: 5, counter: 'England working day', citation: '13.1' },
  draftMinutes: { workingDays: 5, citation: 'minutes' },
  attendanceExpected: { percent: 75, citation: '5.2' },
  meetingsAYear: { atLeast: 2, citation: '5.1' },
  rotatesPlaces: true,
  chair: { termYears: 2, warnDays: 90, citation: '3.1' },
  forwardPlanInPack: true,
  annualSelfAssessment: { citation: '12.1' },
}
const today = day('2025-07-01')
const aMeeting = (on: string, differences: Partial<MeetingOfYear> = {}): MeetingOfYear => ({
  id: on,
  day: day(on),
  startsAt: '10:00',
  kind: 'ordinary',
  mode: 'remote',
  place: null,
  path: `/meetings/partnership/${on}`,
  sat: { manner: 'formal', present: 20, required: 17 },
  formalDecisions: 0,
  signedOff: null,
  ...differences,
})
const aDuty = (kind: string, on: string, differences: Partial<Duty> = {}): Duty => ({
  key: `${kind}/${on}`,
  kind,
  what: 'Do it',
  owner: { words: 'Secretary', persons: [], permission: null },
  body: 'partnership',
  concerns: day(on),
  href: '/work',
  due: day('2025-02-06'),
  latest: day('2025-02-07'),
  until: day('2025-02-14'),
  rule: '',
  citation: '',
  working: () => [],
  ...differences,
})
const facts = (
  differences: Partial<ComplianceFacts> = {},
  duties: readonly Duty[] = [],
): ComplianceFacts => ({
  year,
  today,
  terms,
  meetings: [],
  duties: standingAll(duties, today),
  attendance: attendanceReport({
    expected: 75,
    citation: '5.2',
    published: [],
    meetings: [],
    seats: [],
    nameOf: String,
  }),
  attendanceHref: '/attendance',
  chairs: [],
  lastAssessment: { published: false },
  lastYearName: '2023/24',
  recordBegins: day('2023-01-01'),
  paths: { body: '/bodies/partnership' },
  ...differences,
})
const finding = (title: string, given: ComplianceFacts) =>
  complianceFindings(given).find(each => each.title === title)

test('R-TOR-8: two meetings held online in 2024/25 keep the number; they had no place to change, and one time of day', () => {
  const given = facts({ meetings: [aMeeting('2024-09-19'), aMeeting('2025-02-14')] })
  expect(finding('Meetings in the year', given)).toMatchObject({
    verdict: 'kept',
    finding:
      'Two meetings were held in 2024/25: 19 September 2024 and 14 February 2025. At least two are required.',
  })
  expect(finding('Going round the Places', given)?.verdict).toBe('kept')
  expect(finding('Varied days and times', given)).toMatchObject({
    verdict: 'not kept',
    finding:
      'They were on different weekdays, Thursday and Friday, and began at the same time, 10:00.',
  })
})

test('R-TOR-8: a workshop is no meeting of the year; two in one Place do not go round', () => {
  const workshop = aMeeting('2025-02-14', { kind: 'workshop' })
  expect(
    finding('Meetings in the year', facts({ meetings: [aMeeting('2024-09-19'), workshop] }))
      ?.verdict,
  ).toBe('not kept')
  const inLuton = { mode: 'in person', place: 'Luton' }
  const twice = facts({
    meetings: [aMeeting('2024-09-19', inLuton), aMeeting('2025-02-14', inLuton)],
  })
  expect(finding('Going round the Places', twice)?.verdict).toBe('not kept')
})

test('R-TOR-8: too few meetings in a year before whose end the record begins cannot be told', () => {
  const given = facts({ meetings: [aMeeting('2025-02-14')], recordBegins: day('2025-02-14') })
  expect(finding('Meetings in the year', given)?.verdict).toBe('cannot be told')
})

test('R-TOR-9: papers of 14 February 2025, issued on the 6th, were in time by the clear reading', () => {
  const issued = aDuty('papers', '2025-02-14', {
    kept: { on: day('2025-02-06'), what: 'The papers were issued', href: '/pack' },
  })
  const given = facts({ meetings: [aMeeting('2025-02-14')] }, [issued])
  expect(finding('Papers to members', given)).toMatchObject({
    verdict: 'kept',
    finding:
      'Papers of 14 February 2025 were issued on 6 February 2025, in time by the clear reading (6 February 2025) as by the plain count (7 February 2025).',
    evidence: [
      { text: 'Papers for 14 February 2025', href: '/meetings/partnership/2025-02-14/pack' },
    ],
  })
  const silent = aDuty('papers', '2024-09-19', { unknown: 'Not in the record.' })
  expect(finding('Papers to members', facts({}, [silent, issued]))?.verdict).toBe('cannot be told')
})

test('R-TOR-9: on the 7th they are late by one reading and keep the rule; on the 10th they break it', () => {
  const issued = (on: string) =>
    finding(
      'Papers to members',
      facts({}, [aDuty('papers', '2025-02-14', { kept: { on: day(on), what: 'Issued' } })]),
    )
  expect(issued('2025-02-07')?.verdict).toBe('kept')
  expect(issued('2025-02-10')?.verdict).toBe('not kept')
})

test('R-TOR-10: minutes due 26 September 2024, with the chair’s approval on working day 79', () => {
  const given = facts({}, [
    aDuty('minutes', '2024-09-19', {
      due: day('2024-09-26'),
      latest: undefined,
      until: undefined,
      kept: { on: day('2025-01-13'), what: 'The first draft is' },
      remark: 'Working day 79 after the meeting',
    }),
    aDuty('chair’s approval', '2024-09-19', {
      kept: { on: day('2025-01-13'), what: 'The chair approved' },
      remark: 'Working day 79 after the meeting',
    }),
  ])
  const minutes = finding('Draft minutes', given)
  expect(minutes?.verdict).toBe('not kept')
  expect(minutes?.finding).toContain('due by 26 September 2024')
  expect(minutes?.finding).toContain('the chair approved them on 13 January 2025, working day 79')
})

test('R-TOR-7: an informal meeting that decided nothing keeps the rule; a formal decision at one breaks it', () => {
  const informal = { manner: 'informal' as const, present: 15, required: 17 }
  const title = 'No formal business without a quorum'
  expect(
    finding(title, facts({ meetings: [aMeeting('2024-09-19', { sat: informal })] })),
  ).toMatchObject({
    verdict: 'kept',
    finding:
      '19 September 2024: not quorate, fifteen of seventeen required; it went on informally and decided nothing that needs a quorum.',
  })
  const broke = aMeeting('2024-09-19', { sat: informal, formalDecisions: 1 })
  expect(finding(title, facts({ meetings: [broke] }))?.verdict).toBe('not kept')
  expect(
    finding(title, facts({ meetings: [aMeeting('2025-02-14', { sat: null })] }))?.verdict,
  ).toBe('cannot be told')
})

test('R-TOR-11: members below 75 per cent are counted from the year’s attendance', () => {
  const line = (attended: number) => ({
    office: 'A member',
    capacity: 'member',
    note: '',
    source: 'Annual report',
    person: null,
    seat: null,
    attended,
    possible: 2,
  })
  const attendance = attendanceReport({
    expected: 75,
    citation: '5.2',
    published: [line(2), line(1), line(0)],
    meetings: [],
    seats: [],
    nameOf: String,
  })
  expect(finding('Attendance of members', facts({ attendance }))).toMatchObject({
    verdict: 'not kept',
    finding:
      'Two of 3 members came to less than 75 per cent of the meetings held while they were in post.',
  })
})

test('R-TOR-12: a chair within the two years keeps the term; one who goes on beyond them does not', () => {
  const chair = (endsOn: string) => ({
    office: 'chair',
    name: 'The chair',
    from: day('2022-07-01'),
    until: null,
    term: { endsOn: day(endsOn), state: 'running' as const, words: '' },
  })
  const verdict = (endsOn: string) =>
    finding('The chair’s term', facts({ chairs: [chair(endsOn)] }))?.verdict
  expect(verdict('2026-03-31')).toBe('kept')
  expect(verdict('2024-06-30')).toBe('not kept')
  expect(finding('The chair’s term', facts())?.verdict).toBe('cannot be told')
})

test('R-TOR-13: the February pack has no forward plan, and nothing is known of the group that sets the agenda', () => {
  const given = facts({}, [aDuty('forward plan', '2025-02-14')])
  expect(finding('A forward plan in every pack', given)).toMatchObject({
    verdict: 'not kept',
    finding: 'The pack of 14 February 2025 has no forward plan.',
  })
  expect(finding('The agenda-setting group', given)?.verdict).toBe('cannot be told')
})

test('R-TOR-13: where agendas are signed off for the group, one that was not breaks the rule', () => {
  const title = 'The agenda-setting group'
  const signedOff = { name: 'Chair of the partnership', on: day('2025-02-03') }
  const february = aMeeting('2025-02-14', { signedOff })
  expect(finding(title, facts({ meetings: [february] }))).toMatchObject({
    verdict: 'kept',
    finding:
      'Chair of the partnership signed the agenda of 14 February 2025 off on 3 February 2025.',
    evidence: [{ text: 'Agenda of 14 February 2025' }],
  })
  const september = aMeeting('2024-09-19', { signedOff: null })
  expect(finding(title, facts({ meetings: [september, february] }))?.verdict).toBe('not kept')
})

test('R-TOR-16: last year’s self-assessment is published, is not, or lies before the record', () => {
  const title = 'Last year’s self-assessment'
  const published = { published: true, on: day('2024-09-01'), href: '/reports/x' } as const
  expect(finding(title, facts({ lastAssessment: published }))?.verdict).toBe('kept')
  expect(finding(title, facts())?.verdict).toBe('not kept')
  expect(finding(title, facts({ recordBegins: day('2024-09-19') }))?.verdict).toBe('cannot be told')
})

test('without terms of reference there is nothing to hold a body to', () => {
  expect(complianceFindings(facts({ terms: null }))).toEqual([])
})
