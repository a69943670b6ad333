import { beforeAll, expect, test } from 'vitest'
import { day, financialYearOf, time } from '../../platform/day.rules.ts'
import { expectDone, NotPermitted, type Outcome } from '../../platform/outcome.ts'
import { actingOn, freshRecord, type TestRecord } from '../../platform/testing/record.ts'
import { raiseAction } from '../actions/raise-action.ts'
import { type Body, readBody } from '../bodies/read-body.ts'
import { addItem, handIn } from '../meetings/agenda.samples.ts'
import { listReviewNotes, noteReview } from '../meetings/note-review.ts'
import type { Meeting } from '../meetings/read-meeting.ts'
import { recordAttendance } from '../meetings/record-attendance.ts'
import { aCommittee, aMeeting, present, someTerms } from '../meetings/sitting.samples.ts'
import type { MeasureKey } from './effectiveness.rules.ts'
import { readEffectivenessOfYear, readMeetingReview, yearNamed } from './read-effectiveness.ts'

let record: TestRecord
let body: Body
let meeting: Meeting

const clerkOn = (on: string, options: Parameters<typeof actingOn>[2] = {}) =>
  actingOn(record, on, options)

beforeAll(async () => {
  record = await freshRecord()
  const committee = await aCommittee(record, 'reviewed-committee', 4, {
    terms: someTerms({ papers: { days: 5, counter: 'England working day', citation: 'ToR 13.1' } }),
  })
  body = await readBody(record.db, committee.id)
  meeting = await aMeeting(record, committee, '2025-02-14')
  const clerk = clerkOn('2025-02-12')
  const item = await addItem(clerk, meeting.id, { title: 'Budget', purposes: ['approve'] })
  await handIn(clerk, item.id, { submittedOn: day('2025-02-05') })
  await handIn(clerk, item.id, {
    submittedOn: day('2025-02-11'),
    permission: 'the chair, as the figures were late',
  })
  const sitting = clerkOn('2025-02-14')
  expectDone(
    await recordAttendance(sitting, {
      meeting: meeting.id,
      openedAt: time('10:00'),
      closedAt: time('11:30'),
      lines: present(committee, 3),
    }),
  )
  expectDone(
    await raiseAction(sitting, {
      body: body.id,
      text: 'Write to the trusts',
      raisedOn: day('2025-02-14'),
      owners: [{ label: 'Chief Executive' }],
      deadline: { text: 'ASAP' },
    }),
  )
})

const codesOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code)

test('a meeting is looked back upon from what the record holds, and says what it does not hold', async () => {
  const measures = await readMeetingReview(record.db, body, meeting, day('2025-03-01'))
  const words = (key: MeasureKey) => measures.find(each => each.key === key)?.words
  expect(words('papers in time')).toBe(
    'One of two papers came by 6 February 2025; the latest came five days after.',
  )
  expect(words('attendance')).toBe('Three of four members were present (75%).')
  expect(words('length')).toBe(
    'It took one hour and thirty minutes; when it was to end was not planned.',
  )
  expect(words('actions raised')).toBe('One action was raised.')
  expect(words('notice')).toBe('It is not in the record when notice was given.')
  expect(words('time to decide')).toBe('It is not recorded how long each item took.')
})

test('a year gathers its meetings, held by today, and gives plain values', async () => {
  const year = yearNamed('2024-25')
  expect(year).toEqual(financialYearOf(day('2025-02-14')))
  const found = await readEffectivenessOfYear(record.db, body, year, day('2025-03-01'))
  expect(found.meetings.map(({ day: on }) => on)).toEqual(['2025-02-14'])
  expect(JSON.parse(JSON.stringify(found))).toEqual(found)
  const before = await readEffectivenessOfYear(record.db, body, year, day('2025-02-01'))
  expect(before.review.meetings).toBe(0)
  expect(() => yearNamed('2024-26')).toThrow('2024-25')
})

test('clerk and chair note what went well and what to change; nobody else, not before the meeting, and not nothing', async () => {
  const note = (on: string, more: object = {}, options: Parameters<typeof actingOn>[2] = {}) =>
    noteReview(clerkOn(on, options), {
      meeting: meeting.id,
      wentWell: '',
      toChange: '',
      ...more,
    })
  expect(codesOf(await note('2025-02-14'))).toEqual(['note-empty'])
  expect(codesOf(await note('2025-02-10', { wentWell: 'All' }))).toHaveLength(1)
  expectDone(await note('2025-02-17', { toChange: 'Fewer items to note.' }))
  const notes = await listReviewNotes(record.db, [meeting.id])
  expect(notes.map(({ noted_on, to_change }) => [noted_on, to_change])).toEqual([
    ['2025-02-17', 'Fewer items to note.'],
  ])
  const member = { may: (permission: string) => permission === 'see drafts' }
  await expect(note('2025-02-17', { wentWell: 'All' }, member)).rejects.toThrow(NotPermitted)
  await expect(listReviewNotes(record.publicDb, [meeting.id])).rejects.toThrow(/permission denied/)
})
