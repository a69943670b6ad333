import { expect, test } from 'vitest'
import { day, financialYearOf } from '../../platform/day.rules.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { readMemberships } from '../bodies/read-memberships.ts'
import { listTerms, termsInForce } from '../bodies/read-terms.ts'
import { listMeetingFacts } from '../meetings/list-meeting-facts.ts'
import { listQuorums } from '../meetings/list-quorums.ts'
import { noteArrival } from '../meetings/note-arrival.ts'
import { noteDeparture } from '../meetings/note-departure.ts'
import { recordAttendance } from '../meetings/record-attendance.ts'
import { inTheRoom } from '../meetings/room.samples.ts'
import { aCommittee, aMeeting, present } from '../meetings/sitting.samples.ts'
import { readAttendanceReport } from './read-attendance-report.ts'

const record = await freshRecord()

test('R-TOR-11: a meeting followed in the room counts as one whose list was made afterwards does: those who came, the quorum it had', async () => {
  const body = await aCommittee(record, 'followed')
  const listed = await aMeeting(record, body, '2024-06-14')
  await recordAttendance(actingOn(record, '2024-06-14'), {
    meeting: listed.id,
    lines: present(body, 2),
  })
  const followed = await aMeeting(record, body, '2024-09-19')
  const clerk = inTheRoom(record, followed.id)
  await clerk.opened('2024-09-19T09:00:00Z', body, 3)
  const [first, , , late] = body.seats.map(({ holder }) => holder ?? '')
  await clerk.done('2024-09-19T09:30:00Z', noteArrival, { person: late ?? '' })
  await clerk.done('2024-09-19T09:40:00Z', noteDeparture, { person: first ?? '' })
  await clerk.done('2024-09-19T09:41:00Z', noteDeparture, { person: late ?? '' })

  const { meetings } = await listMeetingFacts(record.db, {
    bodies: [body.id],
    from: day('2024-04-01'),
    to: day('2025-03-31'),
    audience: 'staff',
  })
  const terms = await listTerms(record.db, body.id)
  const sat = await listQuorums(
    record.db,
    meetings,
    await readMemberships(record.db, [body.id], day('2025-03-31')),
    (_, on) => termsInForce(terms, on),
  )
  expect(sat.get(listed.id)).toMatchObject({
    manner: 'informal',
    quorum: { present: 2, required: 3, quorate: false },
  })
  // It had its quorum when it was opened, whoever left afterwards (R-TOR-7).
  expect(sat.get(followed.id)).toMatchObject({
    manner: 'formal',
    quorum: { present: 3, required: 3, quorate: true },
  })
  expect(sat.get(followed.id)?.presences).toHaveLength(4)

  const { seats } = await readAttendanceReport(
    record.db,
    { id: body.id },
    {
      year: financialYearOf(day('2024-04-01')),
      today: day('2025-07-01'),
      totals: [],
      audience: 'staff',
    },
  )
  expect(seats.map(({ fromRecord }) => [fromRecord?.attended, fromRecord?.possible])).toEqual([
    [2, 2],
    [2, 2],
    [1, 2],
    [1, 2],
    [0, 2],
    [0, 2],
  ])
})
