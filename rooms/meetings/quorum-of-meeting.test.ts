import { expect, test } from 'vitest'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { declareAtMeeting } from './declare-at-meeting.ts'
import { quorumOfItem, readQuorum } from './read-quorum.ts'
import { recordAttendance } from './record-attendance.ts'
import { aCommittee, aMeeting, anItem, present, septemberPartnership } from './sitting.samples.ts'

const record = await freshRecord()

test('R-TOR-5: 19 September 2024 as recorded has 34 members, 17 required, 15 present, and was informal; by the proposed terms it was quorate', async () => {
  const { meeting, lines, chair } = await septemberPartnership(record)
  const outcome = await recordAttendance(actingOn(record, '2024-09-19'), {
    meeting: meeting.id,
    chair,
    lines,
  })
  expect(outcome.ok).toBe(true)
  const { quorum, formal, underProposed, proposed, terms, judgedBy } = await readQuorum(
    record.db,
    meeting.id,
  )
  expect(quorum).toMatchObject({
    members: 34,
    required: 17,
    present: 15,
    quorate: false,
    limbs: [
      { name: 'number', required: 17, present: 15, met: false },
      { name: 'ICB', required: 1, present: 2, met: true },
      { name: 'local authority', required: 2, present: 3, met: true },
    ],
    missing: ['Fifteen members are present and seventeen are required.'],
  })
  expect(formal).toBe('informal')
  expect(underProposed).toMatchObject({ members: 34, required: 12, present: 15, quorate: true })
  expect(proposed).toEqual({ title: 'Proposed terms of reference', proposedOn: '2025-02-14' })
  expect([terms, judgedBy]).toEqual([
    'Terms of reference',
    'Judged by the terms of reference in force on the day: Terms of reference.',
  ])
})

test('before attendance is recorded there is no quorum to speak of, and nothing is formal', async () => {
  const body = await aCommittee(record, 'unrecorded')
  const meeting = await aMeeting(record, body, '2025-02-14')
  expect(await readQuorum(record.db, meeting.id)).toMatchObject({
    quorum: null,
    formal: 'informal',
  })
})

test('R-COI-8: a member who leaves for an item stops counting to the quorum of that item only', async () => {
  const body = await aCommittee(record, 'withdrawing')
  const meeting = await aMeeting(record, body, '2025-02-14')
  const fifth = await anItem(record, meeting, '5')
  const sixth = await anItem(record, meeting, '6')
  const acting = actingOn(record, '2025-02-14')
  await recordAttendance(acting, { meeting: meeting.id, lines: present(body, 3) })
  await declareAtMeeting(acting, {
    meeting: meeting.id,
    person: body.seats[0]?.holder ?? '',
    item: fifth,
    interest: 'Director of a company that bids',
    handling: 'leave for the item',
  })
  expect(await quorumOfItem(record.db, meeting.id, fifth)).toMatchObject({
    present: 2,
    quorate: false,
  })
  expect(await quorumOfItem(record.db, meeting.id, sixth)).toMatchObject({
    present: 3,
    quorate: true,
  })
})
