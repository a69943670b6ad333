import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import { freshRecord } from '../../platform/testing/record.ts'
import { beginItem } from './begin-item.ts'
import { closeMeeting } from './close-meeting.ts'
import { noteArrival } from './note-arrival.ts'
import { noteDeparture } from './note-departure.ts'
import { decisionsAt } from './read-attendance.ts'
import { readRoom } from './read-room.ts'
import { inTheRoom } from './room.samples.ts'
import { aCommittee, aMeeting, anItem, type SampleBody } from './sitting.samples.ts'
import { takeTheChair } from './take-the-chair.ts'

const record = await freshRecord()
const codes = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(refusal => refusal.code)
const holder = (body: SampleBody, at: number) => body.seats[at]?.holder ?? ''

let count = 0
async function aRoom(members = 6) {
  count += 1
  const body = await aCommittee(record, `room-${count}`, members)
  const meeting = await aMeeting(record, body, '2025-02-14')
  const item = await anItem(record, meeting, '1')
  return { body, meeting, item, room: inTheRoom(record, meeting.id) }
}

test('a meeting is opened, takes an item, votes on a motion and is closed', async () => {
  const { body, meeting, item, room } = await aRoom()
  await room.opened('2025-02-14T10:00Z', body, 4)
  await room.done('2025-02-14T10:01Z', takeTheChair, { person: holder(body, 0) })
  await room.done('2025-02-14T10:02Z', beginItem, { item })
  const motion = await room.motion('2025-02-14T10:05Z', {
    item,
    verb: 'approve',
    text: 'The plan.',
    mover: holder(body, 1),
    seconder: holder(body, 2),
  })
  const { outcome } = await room.vote('2025-02-14T10:20Z', motion, 'show of hands', {
    votes: { for: 4, against: 0, abstain: 0 },
  })
  expectDone(outcome)
  await room.done('2025-02-14T10:30Z', noteDeparture, { person: holder(body, 3) })
  await room.done('2025-02-14T10:40Z', closeMeeting, {})
  const view = await readRoom(record.db, meeting.id, new Date('2025-02-14T11:00Z'))
  expect(view.state.discrepancies).toEqual([])
  expect(view.version).toBe(12)
  expect(view.state).toMatchObject({ session: 'closed', votes: [{ result: 'carried' }] })
  expect(await decisionsAt(record.db, meeting.id)).toMatchObject([
    { text: 'The plan.', votes_for: 4, outcome: 'carried' },
  ])
})

test('an act told again under its id changes nothing', async () => {
  const { body, meeting, room } = await aRoom()
  const id = randomUUID()
  const person = holder(body, 0)
  const first = expectDone(await room.at('2025-02-14T10:00Z', noteArrival, { id, person }))
  const again = expectDone(await room.at('2025-02-14T10:05Z', noteArrival, { id, person }))
  expect(again).toEqual(first)
  expect(codes(await room.at('2025-02-14T10:06Z', noteArrival, { person }))).toEqual([
    'arrived-twice',
  ])
  expect((await readRoom(record.db, meeting.id, new Date('2025-02-14T11:00Z'))).version).toBe(1)
})
