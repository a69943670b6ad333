import { expect, test } from 'vitest'
import { dutySources } from '../../app/duty-sources.ts'
import { day } from '../../platform/day.rules.ts'
import { checkJournal } from '../../platform/record/check-journal.ts'
import { freshRecord } from '../../platform/testing/record.ts'
import { listActions } from '../../rooms/actions/list-actions.ts'
import { listAttendanceTotals } from '../../rooms/bodies/list-attendance-totals.ts'
import { readBodyBySlug } from '../../rooms/bodies/read-body.ts'
import { yearCalled } from '../../rooms/duties/duty.rules.ts'
import { readMeetingAt } from '../../rooms/meetings/read-meeting.ts'
import { readQuorum } from '../../rooms/meetings/read-quorum.ts'
import { readYearOfBody } from '../../rooms/reports/read-year-of-body.ts'
import { loadDemo } from './load.ts'

const site = 'http://goldthread.test'
const record = await freshRecord()
// First four days before the partnership met, then on to the day on which the demonstration stands.
const first = await loadDemo(record.db, day('2025-02-10'), site)
const trackerInFebruary = await trackerOn('2025-02-14')
const then = await loadDemo(record.db, day('2025-07-01'), site)

async function trackerOn(on: string) {
  const body = await readBodyBySlug(record.db, 'health-and-care-partnership')
  return listActions(record.db, { bodies: [body.id], day: day(on) })
}

test('the demonstration loads to one day and goes on to a later one', async () => {
  expect(first.ok && first.value).toBeGreaterThan(20)
  expect(then.ok && then.value).toBeGreaterThan(5)
  expect(await checkJournal(record.db)).toMatchObject({ broken: null })
})

test('loaded again on the same day it changes nothing; on an earlier day it is refused', async () => {
  const before = await checkJournal(record.db)
  expect(await loadDemo(record.db, day('2025-07-01'), site)).toEqual({ ok: true, value: 0 })
  expect((await loadDemo(record.db, day('2024-01-01'), site)).ok).toBe(false)
  expect(await checkJournal(record.db)).toEqual(before)
})

test('R-TOR-5: 19 September 2024 had 15 of 17 required, of 34 members, so it was informal; the proposed terms would have made it quorate', async () => {
  const { meeting } = await readMeetingAt(record.db, 'health-and-care-partnership', '2024-09-19')
  const { quorum, formal, underProposed } = await readQuorum(record.db, meeting.id)
  expect(quorum).toMatchObject({ members: 34, required: 17, present: 15, quorate: false })
  expect(quorum?.limbs.map(({ name, met }) => [name, met])).toEqual([
    ['number', false],
    ['ICB', true],
    ['local authority', true],
  ])
  expect(formal).toBe('informal')
  expect(underProposed?.quorate).toBe(true)
})

test('R-ACT-1: on 14 February 2025 the four actions stand as the printed tracker has them', () => {
  expect(trackerInFebruary.map(({ number, state }) => [number, state.label])).toEqual([
    [30, 'COMPLETE: Propose closure 14 Feb 2025'],
    [31, 'In Progress'],
    [32, 'COMPLETE: Propose closure 14 Feb 2025'],
    [33, 'COMPLETE: Propose closure 14 Feb 2025'],
  ])
})

test('R-TOR-11: of the 31 rows of attendance published for 2024/25, 16 are below 75 per cent', async () => {
  const body = await readBodyBySlug(record.db, 'health-and-care-partnership')
  const rows = (await listAttendanceTotals(record.db, body.id)).filter(
    ({ year }) => year === '2024-25',
  )
  expect(rows).toHaveLength(31)
  expect(rows.filter(({ attended, possible }) => attended / possible < 0.75)).toHaveLength(16)
})

test('R-TOR-8 to R-TOR-16: the partnership’s compliance in 2024/25 says what was kept, what was not and what cannot be told', async () => {
  const year = yearCalled('2024-25')
  if (!year) throw new Error('2024-25 is a year.')
  const { findings } = await readYearOfBody(record.db, dutySources, {
    slug: 'health-and-care-partnership',
    year,
    today: day('2025-07-01'),
  })
  expect(findings.map(({ rule, title, verdict }) => `${rule} ${title}: ${verdict}`)).toEqual([
    'R-TOR-8 Meetings in the year: kept',
    'R-TOR-8 Going round the Places: kept',
    'R-TOR-8 Varied days and times: not kept',
    'R-MEET-1 Public notice: cannot be told',
    'R-TOR-9 Papers to members: cannot be told',
    'R-TOR-10 Draft minutes: not kept',
    'R-TOR-7 No formal business without a quorum: cannot be told',
    'R-TOR-11 Attendance of members: not kept',
    'R-TOR-12 The chair’s term: kept',
    'R-TOR-13 A forward plan in every pack: not kept',
    'R-TOR-13 The agenda-setting group: cannot be told',
    'R-TOR-16 Last year’s self-assessment: cannot be told',
  ])
  const found = (title: string) => findings.find(each => each.title === title)?.finding
  expect(found('Papers to members')).toContain(
    'Papers of 14 February 2025 were issued on 6 February 2025, in time by the clear reading',
  )
  expect(found('Draft minutes')).toContain('13 January 2025, working day 79 after the meeting')
})
