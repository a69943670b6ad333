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
import { readPlan } from '../../rooms/meetings/read-plan.ts'
import { readQuorum } from '../../rooms/meetings/read-quorum.ts'
import { listSetters, settersOn } from '../../rooms/meetings/read-sign-offs.ts'
import { assemblePack } from '../../rooms/publishing/assemble-pack.ts'
import { warningsBeforePublishing } from '../../rooms/publishing/pack.rules.ts'
import { readPack } from '../../rooms/publishing/read-pack.ts'
import { readYearOfBody } from '../../rooms/reports/read-year-of-body.ts'
import { listLetters, readLetterInFull } from '../../rooms/voices/read-letter.ts'
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

test('R-TOR-13: the pack of 14 February 2025 has no forward plan, then or now, and the warning stands', async () => {
  const { meeting } = await readMeetingAt(record.db, 'health-and-care-partnership', '2025-02-14')
  expect((await readPack(record.publicDb, meeting.id)).content.forwardPlan).toBeNull()
  const { content, facts } = await assemblePack(record.db, meeting.id, day('2025-07-01'))
  expect(content.forwardPlan).toBeNull()
  expect(warningsBeforePublishing(facts).map(({ code }) => code)).toEqual(
    expect.arrayContaining(['pack-without-forward-plan', 'agenda-not-signed-off']),
  )
})

test('R-TOR-13: the agenda-setting group is the partnership’s chair, the ICB’s, and those of five Health and Wellbeing Boards', async () => {
  const body = await readBodyBySlug(record.db, 'health-and-care-partnership')
  const group = settersOn(await listSetters(record.db, body.id), day('2025-02-14'))
  expect(group).toHaveLength(7)
  expect(group.filter(({ office }) => office.includes('Health and Wellbeing Board'))).toHaveLength(
    5,
  )
})

test('R-TOR-8: in 2025/26 the demonstration plans no meeting, which its papers do not know, and shows what is to come', async () => {
  const body = await readBodyBySlug(record.db, 'health-and-care-partnership')
  const { entries } = await readPlan(record.db, body.id, day('2025-07-01'))
  expect(entries.map(({ title, state }) => [title, state])).toEqual([
    ['Final ICB Green Plan', 'expected'],
    ['Health and Care Strategy 2026 to 2029: final draft', 'expected'],
    ['Report on members’ attendance in the year', 'to be placed'],
    ['Self-assessment of the partnership, and its annual report', 'to be placed'],
  ])
  expect(entries.every(({ comesTo }) => comesTo === null)).toBe(true)
})

test('the letter of 7 May 2020 answers the six requests, each in its own way', async () => {
  const body = await readBodyBySlug(record.publicDb, 'leighton-linslade-health-services-task-group')
  const letters = await listLetters(record.publicDb, {
    today: day('2025-07-01'),
    bodies: [body.id],
  })
  expect(letters.map(({ dated_on, direction }) => [dated_on, direction])).toEqual([
    ['2020-05-07', 'received'],
    ['2020-04-03', 'sent'],
  ])
  const { points, replies } = await readLetterInFull(record.publicDb, letters[1]?.id ?? '')
  expect(points.map(({ answers }) => answers[0]?.outcome)).toEqual([
    'signposted',
    'provided',
    'partly answered',
    'partly answered',
    'partly answered',
    'agreed in principle',
  ])
  expect(replies.map(({ id }) => id)).toEqual([letters[0]?.id])
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

test('of two processes that start on one empty database, one loads it and the other finds it there', async () => {
  const empty = await freshRecord()
  const loads = await Promise.all([0, 1].map(() => loadDemo(empty.db, day('2022-07-01'), site)))
  const acts = loads.map(each => (each.ok ? each.value : null)).toSorted()
  expect(acts[0]).toBe(0)
  expect(acts[1]).toBeGreaterThan(0)
})
