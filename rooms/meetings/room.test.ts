import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { day, time } from '../../platform/day.rules.ts'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import { listJournal } from '../../platform/record/journal.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { adjournMeeting } from './adjourn-meeting.ts'
import { amendAgendaItem } from './amend-agenda-item.ts'
import { amendDecision } from './amend-decision.ts'
import { amendTime } from './amend-time.ts'
import { beginItem } from './begin-item.ts'
import { castVote } from './cast-vote.ts'
import { closeMeeting } from './close-meeting.ts'
import { closeVote } from './close-vote.ts'
import { declareAtMeeting } from './declare-at-meeting.ts'
import { endItem } from './end-item.ts'
import { giveNotice } from './give-notice.ts'
import { noteArrival } from './note-arrival.ts'
import { noteChangeOfMode } from './note-change-of-mode.ts'
import { noteDeparture } from './note-departure.ts'
import { noteReturn } from './note-return.ts'
import { openMeeting } from './open-meeting.ts'
import { openVote } from './open-vote.ts'
import { putMotion } from './put-motion.ts'
import {
  attendancesOf,
  decisionsAt,
  declarationsAt,
  exclusionsAt,
  sittingOf,
} from './read-attendance.ts'
import { readQuorumByItem } from './read-quorum.ts'
import { readBoard, readRoom } from './read-room.ts'
import { readmitPublic } from './readmit-public.ts'
import { recordAttendance } from './record-attendance.ts'
import { recordDecision } from './record-decision.ts'
import { removeDeclaration } from './remove-declaration.ts'
import { resolveToExclude } from './resolve-to-exclude.ts'
import { resumeMeeting } from './resume-meeting.ts'
import { inTheRoom } from './room.samples.ts'
import {
  aCommittee,
  aMeeting,
  anItem,
  aPerson,
  present,
  type SampleBody,
  someTerms,
} from './sitting.samples.ts'
import { takeBack } from './take-back.ts'
import { takeTheChair } from './take-the-chair.ts'
import { withdrawMotion } from './withdraw-motion.ts'

const record = await freshRecord()
const codes = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(refusal => refusal.code)
const words = (outcome: Outcome<unknown>) =>
  outcome.ok ? '' : outcome.refusals.map(refusal => refusal.message).join(' ')
const holder = (body: SampleBody, at: number) => body.seats[at]?.holder ?? ''
/** A time of 14 February 2025, when London's clocks show UTC. */
const at = (clock: string) => `2025-02-14T${clock}Z`

let count = 0
async function aRoom(members = 6, spec: Parameters<typeof aCommittee>[3] = {}, on = '2025-02-14') {
  count += 1
  const body = await aCommittee(record, `room-${count}`, members, spec)
  const meeting = await aMeeting(record, body, on)
  const item = await anItem(record, meeting, '1')
  const second = await anItem(record, meeting, '2')
  return {
    body,
    meeting,
    item,
    second,
    room: inTheRoom(record, meeting.id),
    view: () => readRoom(record.db, meeting.id, new Date(`${on}T23:00Z`)),
    member: (place: number) => holder(body, place - 1),
  }
}

/** The same, opened at ten by so many, with its first item in hand. */
async function aRoomAtWork(here = 4, members = 6, spec: Parameters<typeof aCommittee>[3] = {}) {
  const made = await aRoom(members, spec)
  await made.room.opened(at('10:00'), made.body, here)
  await made.room.done(at('10:01'), beginItem, { item: made.item })
  return made
}

const councilVoting = {
  terms: someTerms({
    voting: {
      usual: 'vote' as const,
      majority: 'of votes cast' as const,
      castingVote: true,
      citation: 'LGA 1972 Sch 12 para 39',
    },
  }),
}

// ── A whole meeting ─────────────────────────────────────────────────────────

test('a meeting is opened, takes an item, votes on a motion and is closed, and the record has its decision', async () => {
  const { body, meeting, item, room, view, member } = await aRoom()
  await room.opened(at('10:00'), body, 4)
  await room.done(at('10:01'), takeTheChair, { person: member(1) })
  await room.done(at('10:02'), beginItem, { item })
  const motion = await room.motion(at('10:05'), {
    item,
    verb: 'approve',
    text: 'The plan.',
    mover: member(2),
    seconder: member(3),
  })
  expectDone(
    (
      await room.vote(at('10:20'), motion, 'show of hands', {
        votes: { for: 4, against: 0, abstain: 0 },
      })
    ).outcome,
  )
  await room.done(at('10:30'), noteDeparture, { person: member(4) })
  await room.done(at('10:40'), closeMeeting, {})
  const { state, version } = await view()
  expect(state.discrepancies).toEqual([])
  expect(version).toBe(12)
  expect(state).toMatchObject({ session: 'closed', votes: [{ result: 'carried' }] })
  expect(state.items).toMatchObject([{ item, milliseconds: 38 * 60_000 }])
  expect(await decisionsAt(record.db, meeting.id)).toMatchObject([
    { text: 'The plan.', votes_for: 4, outcome: 'carried' },
  ])
})

test('an act told again under its id changes nothing: no second fact, no second line of the journal, the same version', async () => {
  const { meeting, room, view, member } = await aRoom()
  const id = randomUUID()
  const first = expectDone(await room.at(at('10:00'), noteArrival, { id, person: member(1) }))
  const again = expectDone(await room.at(at('10:05'), noteArrival, { id, person: member(1) }))
  expect(again).toEqual(first)
  // Not the room itself either: a row that changed without a line is what tampering looks like.
  const unclaimed = await sql`
    select from platform.row_changes where table_name = 'meetings.rooms' and seq is null`.execute(
    record.db,
  )
  expect(unclaimed.rows).toEqual([])
  expect((await view()).version).toBe(1)
  const journal = await listJournal(record.db, { kind: 'meeting', id: meeting.id })
  expect(journal.filter(({ verb }) => verb === 'meetings.note-arrival')).toHaveLength(1)
})

test('each act raises the version of the room by one and tells the screens that follow it', async () => {
  const { meeting, room, member } = await aRoom()
  const listener = new pg.Client({ connectionString: record.url })
  await listener.connect()
  const heard: string[] = []
  listener.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await listener.query('listen room')
  await room.done(at('10:00'), noteArrival, { person: member(1) })
  await room.at(at('10:01'), noteArrival, { person: member(1) })
  await room.done(at('10:02'), openMeeting, {})
  await listener.query('select 1')
  await listener.end()
  expect(heard).toEqual([`${meeting.id} 1`, `${meeting.id} 2`])
})

test('two clerks who act at once come one after the other, and neither act is lost', async () => {
  const { room, view, member } = await aRoom(6)
  const outcomes = await Promise.all(
    [1, 2, 3, 4].map(place => room.at(at('10:00'), noteArrival, { person: member(place) })),
  )
  expect(outcomes.every(({ ok }) => ok)).toBe(true)
  const { state, version } = await view()
  expect(version).toBe(4)
  expect(state.people.filter(({ inRoom }) => inRoom)).toHaveLength(4)
})

// ── Who is there ────────────────────────────────────────────────────────────

test('the first arrival settles the attendance line by the rules of the list: seat, capacity, deputy for whom', async () => {
  const { body, meeting, room, member } = await aRoom()
  const deputy = await aPerson(record, 'A deputy')
  const guest = await aPerson(record, 'A guest')
  await room.done(at('10:00'), noteArrival, { person: member(1) })
  await room.done(at('10:00'), noteArrival, { person: deputy, deputisingFor: member(2) })
  await room.done(at('10:00'), noteArrival, { person: guest })
  const lines = await attendancesOf(record.db, meeting.id)
  const lineOf = (person: string) => lines.find(line => line.person_id === person)
  expect(lineOf(member(1))).toMatchObject({ capacity: 'member', seat_id: body.seats[0]?.id })
  expect(lineOf(deputy)).toMatchObject({ capacity: 'deputy', seat_id: body.seats[1]?.id })
  expect(lineOf(guest)).toMatchObject({ capacity: 'in attendance', seat_id: null })
  expect(
    codes(await room.at(at('10:01'), noteArrival, { person: guest, capacity: 'member' })),
  ).toEqual(['not-a-member'])
  const other = await aPerson(record, 'Another')
  expect(
    codes(await room.at(at('10:01'), noteArrival, { person: other, capacity: 'deputy' })),
  ).toEqual(['deputy-for-nobody'])
  expect(
    codes(await room.at(at('10:01'), noteArrival, { person: other, deputisingFor: member(2) })),
  ).toEqual(['second-deputy'])
  expect(
    codes(await room.at(at('10:01'), noteArrival, { person: other, deputisingFor: member(1) })),
  ).toEqual(['deputy-for-someone-present'])
})

test('who leaves before arriving, arrives twice, or comes back without having left is refused in a sentence', async () => {
  const { room, member } = await aRoom()
  expect(words(await room.at(at('10:00'), noteDeparture, { person: member(1) }))).toBe(
    'Member 1 of room-6 had not arrived by 10am, so cannot have left.'.replace(
      'room-6',
      `room-${count}`,
    ),
  )
  await room.done(at('10:00'), noteArrival, { person: member(1) })
  expect(codes(await room.at(at('10:01'), noteArrival, { person: member(1) }))).toEqual([
    'arrived-twice',
  ])
  expect(codes(await room.at(at('10:01'), noteReturn, { person: member(1) }))).toEqual([
    'returned-without-leaving',
  ])
  expect(codes(await room.at(at('10:01'), noteReturn, { person: member(2) }))).toEqual([
    'returned-without-leaving',
  ])
  await room.done(at('10:10'), noteDeparture, { person: member(1), reason: 'Another meeting' })
  expect(codes(await room.at(at('10:11'), noteDeparture, { person: member(1) }))).toEqual([
    'left-before-arriving',
  ])
  await room.done(at('10:20'), noteReturn, { person: member(1), mode: 'remote' })
  expect(
    codes(await room.at(at('10:21'), noteChangeOfMode, { person: member(1), mode: 'remote' })),
  ).toEqual(['mode-unchanged'])
  await room.done(at('10:22'), noteChangeOfMode, { person: member(1), mode: 'in person' })
})

test('an arrival before one that is noted already is refused where what was noted would no longer fit', async () => {
  const { room, member } = await aRoom()
  await room.done(at('10:10'), noteArrival, { person: member(1) })
  const outcome = await room.at(at('10:30'), noteArrival, {
    person: member(1),
    at: new Date(at('10:05')),
  })
  expect(codes(outcome)).toEqual(['arrived-twice'])
  expect(words(outcome)).toContain('Then something noted already would no longer fit.')
})

test('a time to come, and another day than that of the sitting, are refused', async () => {
  const { room, member } = await aRoom()
  const person = member(1)
  const after = (when: string) => room.at(at('10:00'), noteArrival, { person, at: new Date(when) })
  expect(codes(await after(at('10:05')))).toEqual(['in-the-future'])
  expect(codes(await after('2025-02-13T10:00Z'))).toEqual(['on-another-day'])
  const next = await room.at('2025-02-15T10:00Z', noteArrival, { person })
  expect(codes(next)).toEqual(['on-another-day'])
  expect(words(next)).toContain('15 February 2025 is another day')
})

test('attendance lines say from when and until when, and the attendance form agrees with the room', async () => {
  const { body, meeting, room, member } = await aRoom()
  await room.opened(at('10:00'), body, 4)
  await room.done(at('10:20'), noteArrival, { person: member(5), mode: 'remote' })
  await room.done(at('11:05'), noteDeparture, { person: member(1) })
  await room.done(at('10:30'), noteDeparture, { person: member(2) })
  await room.done(at('10:45'), noteReturn, { person: member(2) })
  await room.done(at('11:30'), closeMeeting, {})
  const noteOf = async (person: string) =>
    (await attendancesOf(record.db, meeting.id)).find(line => line.person_id === person)?.note
  expect(await noteOf(member(5))).toBe('from 10.20am')
  expect(await noteOf(member(1))).toBe('until 11.05am')
  expect(await noteOf(member(2))).toBe('out from 10.30am to 10.45am')
  expect(await noteOf(member(3))).toBe('')

  const acting = actingOn(record, '2025-02-14')
  const lines = [
    ...present(body, 4).map(line => ({ ...line, mode: 'remote' as const })),
    { person: member(5), capacity: 'member' as const, mode: 'remote' as const },
  ]
  const without = await recordAttendance(acting, { meeting: meeting.id, lines: lines.slice(1) })
  expect(codes(without)).toEqual(['noted-in-the-room'])
  const otherwise = await recordAttendance(acting, {
    meeting: meeting.id,
    lines,
    openedAt: time('09:00'),
  })
  expect(codes(otherwise)).toEqual(['noted-in-the-room'])
  expectDone(
    await recordAttendance(acting, {
      meeting: meeting.id,
      openedAt: time('10:00'),
      publicCount: 3,
      lines: [...lines, { person: member(6), capacity: 'apologies' }],
    }),
  )
  expect(await noteOf(member(1))).toBe('until 11.05am')
  expect(await noteOf(member(6))).toBe('')
})

// ── Who presides ────────────────────────────────────────────────────────────

test('LGA 1972 Sch 12: the chair presides, or the deputy chair, or whoever is elected while both are away; who presides is there', async () => {
  const { body, room, view, member } = await aRoom()
  for (const [office, person] of [
    ['chair', member(1)],
    ['deputy chair', member(2)],
  ])
    await sql`insert into bodies.offices (id, body_id, office, person_id, from_day)
      values (${randomUUID()}, ${body.id}, ${office}, ${person}, '2020-01-01')`.execute(record.db)
  await room.done(at('10:00'), noteArrival, { person: member(3) })
  expect(codes(await room.at(at('10:00'), takeTheChair, { person: member(1) }))).toEqual([
    'not-in-room',
  ])
  expect(
    codes(await room.at(at('10:00'), takeTheChair, { person: member(3), as: 'chair' })),
  ).toEqual(['not-the-office'])
  await room.done(at('10:00'), takeTheChair, { person: member(3) })
  await room.done(at('10:05'), noteArrival, { person: member(2) })
  await room.done(at('10:06'), takeTheChair, { person: member(2) })
  expect(
    codes(
      await room.at(at('10:07'), takeTheChair, {
        person: member(3),
        as: 'elected for the meeting',
      }),
    ),
  ).toEqual(['chair-is-there'])
  const { state } = await view()
  expect(state.presided).toMatchObject([
    { person: member(3), as: 'elected for the meeting' },
    { person: member(2), as: 'deputy chair' },
  ])
  await room.done(at('10:10'), noteDeparture, { person: member(2) })
  expect((await view()).state.presiding).toBeNull()
})

// ── The sitting ─────────────────────────────────────────────────────────────

test('a meeting is not closed before it is opened, nor opened or closed twice, and nothing is noted of it afterwards', async () => {
  const { room, item, member } = await aRoom()
  expect(codes(await room.at(at('10:00'), closeMeeting, {}))).toEqual(['closed-before-opened'])
  expect(codes(await room.at(at('10:00'), beginItem, { item }))).toEqual(['not-in-session'])
  await room.done(at('10:00'), openMeeting, {})
  expect(codes(await room.at(at('10:01'), openMeeting, {}))).toEqual(['opened-twice'])
  await room.done(at('11:00'), closeMeeting, {})
  expect(codes(await room.at(at('11:01'), closeMeeting, {}))).toEqual(['closed-twice'])
  expect(codes(await room.at(at('11:01'), noteArrival, { person: member(1) }))).toEqual([
    'meeting-closed',
  ])
})

test('an item may be taken out of order and resumed, and an adjournment does not count towards it', async () => {
  const { room, item, second, view } = await aRoomAtWork()
  await room.done(at('10:11'), beginItem, { item: second })
  await room.done(at('10:21'), beginItem, { item })
  await room.done(at('10:31'), adjournMeeting, { reason: 'Fire alarm' })
  expect(codes(await room.at(at('10:32'), beginItem, { item: second }))).toEqual(['not-in-session'])
  await room.done(at('10:41'), resumeMeeting, {})
  expect(codes(await room.at(at('10:42'), resumeMeeting, {}))).toEqual(['not-adjourned'])
  await room.done(at('10:51'), endItem, { item })
  expect(codes(await room.at(at('10:52'), endItem, { item }))).toEqual(['item-not-in-hand'])
  expect((await view()).state.items).toMatchObject([
    { item, milliseconds: 30 * 60_000 },
    { item: second, milliseconds: 10 * 60_000 },
  ])
})

test('a meeting adjourned to another day goes on that day, and on no other', async () => {
  const { room, item, second, view } = await aRoomAtWork()
  expect(codes(await room.at(at('10:30'), adjournMeeting, { toDay: day('2025-02-14') }))).toEqual([
    'adjourned-to-the-past',
  ])
  await room.done(at('10:30'), adjournMeeting, { toDay: day('2025-02-18') })
  expect(codes(await room.at('2025-02-17T10:00Z', resumeMeeting, {}))).toEqual(['on-another-day'])
  await room.done('2025-02-18T10:00Z', resumeMeeting, {})
  expect((await view()).state).toMatchObject({ session: 'in session', inHand: item })
  await room.done('2025-02-18T10:05Z', beginItem, { item: second })
  await room.done('2025-02-18T10:30Z', closeMeeting, {})
})

test('opened at 00:30 summer time and closed at 01:10 winter time on 26 October 2025, a meeting lasted an hour and forty minutes', async () => {
  const { body, item, meeting, room, view } = await aRoom(6, {}, '2025-10-26')
  await room.opened('2025-10-25T23:30Z', body, 4)
  await room.done('2025-10-25T23:30Z', beginItem, { item })
  // The clocks show 01:20 and, an hour later, 01:10.
  await room.done('2025-10-26T00:20Z', noteDeparture, { person: holder(body, 3) })
  await room.done('2025-10-26T01:10Z', closeMeeting, {})
  const { state } = await view()
  expect(state.discrepancies).toEqual([])
  expect(state.items).toMatchObject([{ milliseconds: 100 * 60_000 }])
  expect(await sittingOf(record.db, meeting.id)).toMatchObject({
    opened_at: '00:30',
    closed_at: '01:10',
  })
})

test('a meeting that began at half past ten at night goes on past midnight, but not into the morning', async () => {
  const { body, meeting, room, view } = await aRoom()
  await room.opened(at('22:30'), body, 4)
  await room.done('2025-02-15T00:10Z', noteDeparture, { person: holder(body, 3) })
  expect(codes(await room.at('2025-02-15T06:10Z', closeMeeting, {}))).toEqual(['on-another-day'])
  await room.done('2025-02-15T00:20Z', closeMeeting, {})
  expect((await view()).state).toMatchObject({ session: 'closed', discrepancies: [] })
  const line = (await attendancesOf(record.db, meeting.id)).find(
    ({ person_id }) => person_id === holder(body, 3),
  )
  expect(line?.note).toBe('until 12.10am')
})

test('the attendance form takes a closing after midnight, and refuses one before the opening', async () => {
  const { body, meeting } = await aRoom()
  const acting = actingOn(record, '2025-02-15')
  const lines = present(body)
  const given = (openedAt: string, closedAt: string) =>
    recordAttendance(acting, {
      meeting: meeting.id,
      lines,
      openedAt: time(openedAt),
      closedAt: time(closedAt),
    })
  expect(codes(await given('10:30', '09:15'))).toEqual(['closed-before-opened'])
  expectDone(await given('22:30', '00:15'))
  const quorum = await readQuorumByItem(record.db, meeting.id)
  expect(quorum.quorum?.quorate).toBe(true)
  const stored = await sql<{ lasted: string }>`select (closed - opened)::text as lasted
    from meetings.sittings where meeting_id = ${meeting.id}`.execute(record.db)
  expect(stored.rows).toEqual([{ lasted: '01:45:00' }])
})

// ── Quorum ──────────────────────────────────────────────────────────────────

test('R-TOR-7: when the quorum is lost the meeting is informal from then on, and what was decided before stays formal', async () => {
  const { meeting, room, item, second, member, view } = await aRoomAtWork(3)
  const motion = await room.motion(at('10:05'), { item, verb: 'approve', text: 'The plan.' })
  expectDone((await room.vote(at('10:10'), motion, 'consensus')).outcome)
  await room.done(at('10:20'), noteDeparture, { person: member(3) })
  await room.done(at('10:30'), beginItem, { item: second })
  const later = await room.motion(at('10:31'), {
    item: second,
    verb: 'approve',
    text: 'The budget.',
  })
  const { vote, outcome } = await room.vote(at('10:35'), later, 'consensus')
  expect(codes(outcome)).toEqual(['inquorate'])
  expect(words(outcome)).toContain('Two members are present and three are required')
  await room.done(at('10:40'), takeBack, { fact: vote })
  await room.done(at('10:41'), noteArrival, { person: member(4) })
  expect((await view()).state.quorumSpans).toMatchObject([
    { from: new Date(at('10:00')), to: new Date(at('10:20')), quorate: true },
    { from: new Date(at('10:20')), to: new Date(at('10:41')), quorate: false },
    { from: new Date(at('10:41')), to: null, quorate: true },
  ])
  const quorum = await readQuorumByItem(record.db, meeting.id)
  expect(quorum.formal).toBe('quorate')
  expect(quorum.atItem(item)?.present).toBe(3)
  expect(quorum.votersAt(item)).toBe(3)
  const [decision] = await decisionsAt(record.db, meeting.id)
  expect(decision && quorum.mannerAt(decision)).toBe('formal')
})

test('R-TOR-7: quorum lost in the middle can be told after the fact, from the list and a departure', async () => {
  const { body, meeting, item, second, room, member } = await aRoom()
  const acting = actingOn(record, '2025-02-20')
  expectDone(
    await recordAttendance(acting, {
      meeting: meeting.id,
      openedAt: time('10:00'),
      closedAt: time('11:30'),
      lines: present(body, 3),
    }),
  )
  const note = { at: new Date(at('10:02')) }
  await room.done('2025-02-20T09:00Z', beginItem, { item, ...note })
  await room.done('2025-02-20T09:00Z', noteDeparture, {
    person: member(3),
    at: new Date(at('10:40')),
  })
  await room.done('2025-02-20T09:00Z', beginItem, { item: second, at: new Date(at('10:30')) })
  const quorum = await readQuorumByItem(record.db, meeting.id)
  expect(quorum.formal).toBe('quorate')
  expect(quorum.atItem(item)?.quorate).toBe(true)
  expect(quorum.atItem(second)?.quorate).toBe(false)
  expect(
    codes(await recordDecision(acting, { item: second, verb: 'approve', text: 'The budget.' })),
  ).toEqual(['inquorate'])
  expectDone(await recordDecision(acting, { item, verb: 'approve', text: 'The plan.' }))
  // Nobody left before what stands decided: the departure cannot be moved there.
  const [fact] = (
    await readRoom(record.db, meeting.id, new Date('2025-02-20T10:00Z'))
  ).facts.filter(({ kind }) => kind === 'left')
  expect(
    codes(
      await room.at('2025-02-20T09:00Z', amendTime, {
        fact: fact?.id ?? '',
        to: new Date(at('10:05')),
      }),
    ),
  ).toEqual(['decisions-without-quorum'])
})

test('R-COI-8: who leaves for the item is out of its quorum and of its vote, and back for the next', async () => {
  const { meeting, room, item, second, member, view } = await aRoomAtWork(3)
  expectDone(
    await declareAtMeeting(room.actingAt(at('10:02')), {
      id: randomUUID(),
      meeting: meeting.id,
      person: member(3),
      item,
      interest: 'Governor of a school',
      handling: 'leave for the item',
    }),
  )
  const { state } = await view()
  expect(state).toMatchObject({
    quorum: { present: 3, quorate: true },
    quorumForItem: { present: 2, quorate: false },
  })
  expect([...state.mayVote].sort()).toEqual([member(1), member(2)].sort())
  const motion = await room.motion(at('10:05'), { item, verb: 'note', text: 'The report.' })
  const vote = await room.done(at('10:06'), openVote, { motion, method: 'recorded' })
  const cast = await room.at(at('10:07'), castVote, { vote, person: member(3), choice: 'for' })
  expect(codes(cast)).toEqual(['recused'])
  await room.done(at('10:07'), castVote, { vote, person: member(1), choice: 'for' })
  await room.done(at('10:07'), castVote, { vote, person: member(2), choice: 'for' })
  await room.done(at('10:08'), closeVote, { vote })
  await room.done(at('10:10'), beginItem, { item: second })
  expect((await view()).state.mayVote).toHaveLength(3)
  expect(await declarationsAt(record.db, meeting.id)).toMatchObject([
    { left_at: '10:01', returned_at: '10:10' },
  ])
})

test('a declaration told again under its id, or after it was removed, does not come twice', async () => {
  const { meeting, room, item, member } = await aRoomAtWork(4)
  const declaration = {
    id: randomUUID(),
    meeting: meeting.id,
    person: member(3),
    item,
    interest: 'Governor of a school',
    handling: 'note and stay' as const,
  }
  const acting = room.actingAt(at('10:05'))
  expectDone(await declareAtMeeting(acting, declaration))
  expectDone(await declareAtMeeting(acting, declaration))
  expect(await declarationsAt(record.db, meeting.id)).toHaveLength(1)
  expectDone(await removeDeclaration(acting, { declaration: declaration.id }))
  expectDone(await declareAtMeeting(acting, declaration))
  expect(await declarationsAt(record.db, meeting.id)).toEqual([])
})

test('R-TOR-14: a participant in the room neither counts nor votes nor moves a motion', async () => {
  const { room, item, view } = await aRoomAtWork(4)
  const guest = await aPerson(record, 'Participant')
  await room.done(at('10:02'), noteArrival, { person: guest, capacity: 'participant' })
  expect((await view()).state.quorum?.present).toBe(4)
  expect(
    codes(await room.at(at('10:03'), putMotion, { item, verb: 'note', text: 'It.', mover: guest })),
  ).toEqual(['not-a-member'])
  const motion = await room.motion(at('10:03'), { item, verb: 'note', text: 'The report.' })
  const vote = await room.done(at('10:04'), openVote, { motion, method: 'recorded' })
  expect(
    codes(await room.at(at('10:05'), castVote, { vote, person: guest, choice: 'for' })),
  ).toEqual(['no-vote'])
  expect(codes(await room.at(at('10:05'), takeTheChair, { person: guest }))).toEqual([
    'chair-not-a-member',
  ])
})

test('R-TOR-15: an extraordinary meeting is held to the same quorum', async () => {
  count += 1
  const body = await aCommittee(record, `room-${count}`, 6)
  const meeting = await aMeeting(record, body, '2025-02-14', { kind: 'extraordinary' })
  const item = await anItem(record, meeting, '1')
  const room = inTheRoom(record, meeting.id)
  await room.opened(at('10:00'), body, 2)
  await room.done(at('10:01'), beginItem, { item })
  const motion = await room.motion(at('10:02'), { item, verb: 'agree', text: 'It.' })
  expect(codes((await room.vote(at('10:03'), motion, 'consensus')).outcome)).toEqual(['inquorate'])
})

// ── Motions and votes ───────────────────────────────────────────────────────

test('an amendment is disposed of before the motion, changes it if carried, and the history is kept', async () => {
  const { meeting, room, item, member, view } = await aRoomAtWork(4)
  const motion = await room.motion(at('10:05'), {
    item,
    verb: 'approve',
    text: 'That the budget is ten pounds.',
    mover: member(1),
    seconder: member(2),
  })
  const amendment = await room.motion(at('10:06'), {
    item,
    text: 'to leave out ten and insert twelve',
    amends: motion,
    wouldRead: 'That the budget is twelve pounds.',
    mover: member(3),
  })
  expect(codes(await room.at(at('10:07'), openVote, { motion, method: 'consensus' }))).toEqual([
    'amendment-open',
  ])
  expect(
    codes(await room.at(at('10:07'), putMotion, { item, verb: 'note', text: 'Another.' })),
  ).toEqual(['amendment-open'])
  expect(codes(await room.at(at('10:07'), withdrawMotion, { motion }))).toEqual(['amendment-open'])
  const deeper = await room.motion(at('10:08'), {
    item,
    text: 'to leave out twelve and insert thirteen',
    amends: amendment,
    wouldRead: 'That the budget is thirteen pounds.',
  })
  await room.done(at('10:09'), withdrawMotion, { motion: deeper })
  expectDone((await room.vote(at('10:10'), amendment, 'consensus')).outcome)
  expectDone(
    (
      await room.vote(at('10:12'), motion, 'show of hands', {
        votes: { for: 3, against: 1, abstain: 0 },
      })
    ).outcome,
  )
  const [put] = (await view()).state.motions
  expect(put).toMatchObject({
    moved: 'That the budget is ten pounds.',
    text: 'That the budget is twelve pounds.',
    status: 'carried',
    texts: [
      { text: 'That the budget is ten pounds.', by: null },
      { text: 'That the budget is twelve pounds.', by: amendment },
    ],
  })
  // The amendment's own vote made no decision: it stands in the words of the motion.
  expect(await decisionsAt(record.db, meeting.id)).toMatchObject([
    { text: 'That the budget is twelve pounds.', votes_for: 3, votes_against: 1 },
  ])
  expect(codes(await room.at(at('10:13'), openVote, { motion, method: 'consensus' }))).toEqual([
    'motion-not-open',
  ])
})

test('a motion that lacks its words, or whose mover seconds it, is refused beside its field', async () => {
  const { room, item, member } = await aRoomAtWork(4)
  const put = (motion: Partial<Parameters<typeof putMotion>[1]>) =>
    room.at(at('10:05'), putMotion, { item, text: 'It.', verb: 'note', ...motion })
  expect(codes(await put({ text: ' ' }))).toEqual(['text-missing'])
  expect(codes(await put({ verb: undefined }))).toEqual(['verb-unknown'])
  expect(codes(await put({ mover: member(1), seconder: member(1) }))).toEqual(['seconded-by-mover'])
  expect(codes(await put({ mover: member(6) }))).toEqual(['not-in-room'])
  expect(codes(await put({ amends: randomUUID(), wouldRead: 'So.' }))).toEqual(['motion-not-open'])
})

test('the electorate is fixed at the close: whoever left before it does not count, whoever came for it does', async () => {
  const { room, item, member, view } = await aRoomAtWork(4)
  const motion = await room.motion(at('10:05'), { item, verb: 'agree', text: 'The plan.' })
  const vote = await room.done(at('10:06'), openVote, { motion, method: 'recorded' })
  for (const place of [1, 2, 3, 4])
    await room.done(at('10:07'), castVote, { vote, person: member(place), choice: 'against' })
  await room.done(at('10:08'), noteDeparture, { person: member(4) })
  await room.done(at('10:08'), noteArrival, { person: member(5) })
  expect(
    codes(await room.at(at('10:09'), castVote, { vote, person: member(4), choice: 'for' })),
  ).toEqual(['not-in-room'])
  // A mind is changed before the close.
  await room.done(at('10:09'), castVote, { vote, person: member(1), choice: 'for' })
  await room.done(at('10:09'), castVote, { vote, person: member(5), choice: 'for' })
  await room.done(at('10:10'), closeVote, { vote })
  await room.done(at('10:11'), noteDeparture, { person: member(1) })
  const [taken] = (await view()).state.votes
  expect([...(taken?.electorate ?? [])].sort()).toEqual([1, 2, 3, 5].map(member).sort())
  expect(taken).toMatchObject({
    votes: { for: 2, against: 2, abstain: 0 },
    result: 'lost',
  })
  expect(taken?.warnings).toEqual([
    'One vote that was given does not count: whoever gave it could no longer vote when the vote was closed.',
  ])
  expect(
    codes(await room.at(at('10:12'), castVote, { vote, person: member(2), choice: 'for' })),
  ).toEqual(['vote-not-open'])
})

test('R-MEET-6: more votes than voters are refused; a vote that nobody recorded is warned of', async () => {
  const { meeting, room, item } = await aRoomAtWork(4)
  const motion = await room.motion(at('10:05'), { item, verb: 'agree', text: 'The plan.' })
  const { vote, outcome } = await room.vote(at('10:06'), motion, 'show of hands', {
    votes: { for: 4, against: 1, abstain: 0 },
  })
  expect(codes(outcome)).toEqual(['more-votes-than-voters'])
  expect(codes(await room.at(at('10:07'), closeVote, { vote }))).toEqual(['votes-missing'])
  await room.done(at('10:08'), closeVote, { vote, votes: { for: 3, against: 0, abstain: 0 } })
  expect((await decisionsAt(record.db, meeting.id))[0]?.warnings).toEqual([
    'Four members are present and may vote, but three votes are recorded: one vote is unrecorded.',
  ])
})

test('R-MEET-5, R-TOR-18: the casting vote is given where the rules give one and by whoever presides; by default there is none', async () => {
  const council = await aRoomAtWork(4, 6, councilVoting)
  const tie = { votes: { for: 2, against: 2, abstain: 0 } }
  const motion = await council.room.motion(at('10:05'), {
    item: council.item,
    verb: 'agree',
    text: 'The plan.',
  })
  const first = await council.room.vote(at('10:06'), motion, 'show of hands', tie)
  expect(codes(first.outcome)).toEqual(['casting-vote-missing'])
  const cast = { vote: first.vote, ...tie, castingVote: 'for' as const }
  expect(codes(await council.room.at(at('10:07'), closeVote, cast))).toEqual([
    'casting-vote-without-chair',
  ])
  await council.room.done(at('10:08'), takeTheChair, { person: council.member(1) })
  await council.room.done(at('10:09'), closeVote, cast)
  expect(await decisionsAt(record.db, council.meeting.id)).toMatchObject([
    { outcome: 'carried', casting_vote: 'for' },
  ])

  const partnership = await aRoomAtWork(4)
  await partnership.room.done(at('10:02'), takeTheChair, { person: partnership.member(1) })
  const put = await partnership.room.motion(at('10:05'), {
    item: partnership.item,
    verb: 'agree',
    text: 'The plan.',
  })
  const { vote, outcome } = await partnership.room.vote(at('10:06'), put, 'show of hands', {
    ...tie,
    castingVote: 'for',
  })
  expect(codes(outcome)).toEqual(['no-casting-vote'])
  await partnership.room.done(at('10:07'), closeVote, { vote, ...tie })
  expect(await decisionsAt(record.db, partnership.meeting.id)).toMatchObject([{ outcome: 'lost' }])
})

test('a secret ballot keeps who has voted and the count, and nowhere how anybody voted', async () => {
  const { meeting, room, item, member, view } = await aRoomAtWork(4)
  const motion = await room.motion(at('10:05'), { item, verb: 'agree', text: 'The plan.' })
  const vote = await room.done(at('10:06'), openVote, { motion, method: 'ballot' })
  const open = await room.at(at('10:07'), castVote, { vote, person: member(1), choice: 'for' })
  expect(codes(open)).toEqual(['ballot-is-secret'])
  for (const place of [1, 2, 3])
    await room.done(at('10:07'), castVote, { vote, person: member(place) })
  expect(codes(await room.at(at('10:07'), castVote, { vote, person: member(3) }))).toEqual([
    'voted-already',
  ])
  expect(
    codes(
      await room.at(at('10:08'), closeVote, { vote, votes: { for: 3, against: 1, abstain: 0 } }),
    ),
  ).toEqual(['more-votes-than-voters'])
  await room.done(at('10:08'), closeVote, { vote, votes: { for: 3, against: 0, abstain: 0 } })
  const [taken] = (await view()).state.votes
  expect(taken).toMatchObject({ choices: [], result: 'carried' })
  expect([...(taken?.voted ?? [])].sort()).toEqual([1, 2, 3].map(member).sort())
  const kept = await sql`select details from meetings.proceedings
    where meeting_id = ${meeting.id} and kind = 'vote cast'`.execute(record.db)
  expect(JSON.stringify(kept.rows)).not.toMatch(/for|against|abstain/)
})

test('where there is no consensus the motion stays, and is put to a vote', async () => {
  const { room, item, view } = await aRoomAtWork(4)
  const motion = await room.motion(at('10:05'), { item, verb: 'agree', text: 'The plan.' })
  expectDone((await room.vote(at('10:06'), motion, 'consensus', { agreed: false })).outcome)
  expectDone(
    (
      await room.vote(at('10:08'), motion, 'show of hands', {
        votes: { for: 1, against: 3, abstain: 0 },
      })
    ).outcome,
  )
  expect((await view()).state.votes).toMatchObject([
    { status: 'not agreed', result: null },
    { status: 'closed', result: 'lost' },
  ])
})

test('while a vote is open the item is not ended, nor the meeting adjourned or closed, nor another vote opened', async () => {
  const { room, item, second } = await aRoomAtWork(4)
  const motion = await room.motion(at('10:05'), { item, verb: 'agree', text: 'The plan.' })
  await room.done(at('10:06'), openVote, { motion, method: 'consensus' })
  for (const outcome of [
    await room.at(at('10:07'), endItem, { item }),
    await room.at(at('10:07'), beginItem, { item: second }),
    await room.at(at('10:07'), adjournMeeting, {}),
    await room.at(at('10:07'), closeMeeting, {}),
    await room.at(at('10:07'), openVote, { motion, method: 'consensus' }),
    await room.at(at('10:07'), putMotion, { item, verb: 'note', text: 'It.' }),
    await room.at(at('10:07'), withdrawMotion, { motion }),
  ])
    expect(codes(outcome)).toEqual(['vote-open'])
})

// ── Corrections ─────────────────────────────────────────────────────────────

test('what was noted by mistake is taken back; told again, even late, it does not come back; the journal keeps both', async () => {
  const { meeting, room, member, view } = await aRoom()
  const id = randomUUID()
  await room.done(at('10:00'), noteArrival, { id, person: member(1) })
  await room.done(at('10:01'), takeBack, { fact: id, reason: 'Somebody else' })
  await room.done(at('10:02'), noteArrival, { id, person: member(1) })
  expect((await view()).state.people).toEqual([])
  expect(codes(await room.at(at('10:03'), takeBack, { fact: id }))).toEqual([
    'nothing-to-take-back',
  ])
  // A tombstone may come before what it takes back.
  const late = randomUUID()
  await room.done(at('10:04'), takeBack, { fact: late, kept: true })
  await room.done(at('10:05'), noteArrival, { id: late, person: member(2), kept: true })
  expect((await view()).state.people).toEqual([])
  const journal = await listJournal(record.db, { kind: 'meeting', id: meeting.id })
  expect(
    journal.map(({ verb }) => verb).filter(verb => verb !== 'meetings.schedule-meeting'),
  ).toEqual([
    'meetings.note-arrival',
    'meetings.take-back',
    'meetings.take-back',
    'meetings.note-arrival',
  ])
})

test('taking back what others rest on is refused; a vote taken back takes its decision with it', async () => {
  const { meeting, room, item, member, view } = await aRoomAtWork(4)
  const motion = await room.motion(at('10:05'), {
    item,
    verb: 'approve',
    text: 'The plan.',
    mover: member(1),
  })
  const { vote, outcome } = await room.vote(at('10:06'), motion, 'consensus')
  const closing = expectDone(outcome).id
  const arrival = (await view()).facts.find(
    fact => fact.kind === 'arrived' && fact.person === member(1),
  )
  expect(codes(await room.at(at('10:07'), takeBack, { fact: arrival?.id ?? '' }))).toContain(
    'not-in-room',
  )
  const [decision] = await decisionsAt(record.db, meeting.id)
  expect(
    codes(
      await amendDecision(room.actingAt(at('10:07')), {
        decision: decision?.id ?? '',
        verb: 'note',
        text: 'Otherwise.',
      }),
    ),
  ).toEqual(['made-by-a-vote'])
  expect(codes(await room.at(at('10:08'), takeBack, { fact: vote }))).toEqual(['vote-not-open'])
  await room.done(at('10:08'), takeBack, { fact: closing })
  await room.done(at('10:08'), takeBack, { fact: vote })
  expect(await decisionsAt(record.db, meeting.id)).toEqual([])
})

test('a time is put right, and the last correction holds', async () => {
  const { room, member, view } = await aRoomAtWork(4)
  const fact = await room.done(at('10:30'), noteDeparture, { person: member(4) })
  await room.done(at('10:40'), amendTime, { fact, to: new Date(at('10:20')) })
  await room.done(at('10:41'), amendTime, { fact, to: new Date(at('10:25')) })
  expect(codes(await room.at(at('10:42'), amendTime, { fact, to: new Date(at('11:00')) }))).toEqual(
    ['in-the-future'],
  )
  expect(codes(await room.at(at('10:42'), amendTime, { fact, to: new Date(at('09:30')) }))).toEqual(
    ['left-before-arriving'],
  )
  const left = (await view()).state.people.find(({ person }) => person === member(4))
  expect(left?.spans.at(-1)?.to).toEqual(new Date(at('10:25')))
})

test('what was kept without a connection is stored though it does not fit, is shown to the clerk, and fits when the rest comes', async () => {
  const { room, member, view } = await aRoom()
  const kept = expectDone(
    await room.at(at('10:30'), noteDeparture, {
      person: member(1),
      at: new Date(at('10:20')),
      kept: true,
    }),
  )
  expect(kept.discrepancies).toMatchObject([{ fact: kept.id, code: 'left-before-arriving' }])
  expect((await view()).state.people).toEqual([])
  await room.done(at('10:31'), noteArrival, {
    person: member(1),
    at: new Date(at('10:00')),
    kept: true,
  })
  const { state } = await view()
  expect(state.discrepancies).toEqual([])
  expect(state.people).toMatchObject([{ inRoom: false }])
  expect(
    codes(
      await room.at(at('10:31'), noteArrival, {
        person: member(2),
        at: new Date(at('11:31')),
        kept: true,
      }),
    ),
  ).toEqual(['in-the-future'])
})

test('once the approved minutes are published nothing more is noted, however it was kept', async () => {
  const { meeting, room, member } = await aRoomAtWork(4)
  await sql`insert into meetings.published_minutes (id, meeting_id, version, state, content, published_on, published_at)
    values (${randomUUID()}, ${meeting.id}, 1, 'approved', '{}', '2025-02-20', now())`.execute(
    record.db,
  )
  for (const kept of [false, true])
    expect(codes(await room.at(at('10:30'), noteDeparture, { person: member(1), kept }))).toEqual([
      'approved-minutes-published',
    ])
})

// ── The public ──────────────────────────────────────────────────────────────

test('R-MEET-2: the public is excluded by a resolution moved and seconded, and let back', async () => {
  const { meeting, room, item, member, view } = await aRoomAtWork(4)
  const resolution = 'That the public be excluded, publicity being prejudicial to commercial terms.'
  expect(codes(await room.at(at('10:05'), readmitPublic, {}))).toEqual(['not-excluded'])
  expect(
    codes(await room.at(at('10:05'), resolveToExclude, { items: [], resolution: ' ' })),
  ).toEqual(['resolution-missing', 'items-missing'])
  await room.done(at('10:05'), resolveToExclude, {
    items: [item],
    resolution,
    mover: member(1),
    seconder: member(2),
  })
  expect(
    codes(await room.at(at('10:06'), resolveToExclude, { items: [item], resolution })),
  ).toEqual(['excluded-already'])
  expect((await view()).state.publicExcluded).toBe(true)
  await room.done(at('10:20'), readmitPublic, {})
  expect((await view()).state.publicExcluded).toBe(false)
  expect(await exclusionsAt(record.db, meeting.id)).toMatchObject([
    { resolution, mover_id: member(1), resolved_at: '10:05', readmitted_at: '10:20' },
  ])
})

test('the public board is there once the meeting is opened, for a meeting that is public, and never tells of what is private', async () => {
  const { body, meeting, item, second, room, member } = await aRoom()
  const secret = 'Canary of the private item'
  const hidden = await anItem(record, meeting, '3', {
    title: secret,
    privateReason: 'Commercial terms',
  })
  const board = async () => (await readBoard(record.publicDb, meeting.id))?.board
  const raw = async () =>
    JSON.stringify((await sql`select * from meetings.room_boards`.execute(record.publicDb)).rows)
  for (const place of [1, 2, 3, 4])
    await room.done(at('10:00'), noteArrival, { person: member(place) })
  expect(await board()).toBeUndefined()
  await room.done(at('10:00'), openMeeting, {})
  expect(await board()).toBeUndefined()
  expectDone(
    await giveNotice(actingOn(record, '2025-02-03'), {
      meeting: meeting.id,
      kind: 'public notice',
      givenOn: day('2025-02-03'),
      manner: 'on the website',
      text: 'A meeting will be held.',
      signedBy: '',
    } as Parameters<typeof giveNotice>[1]),
  )
  expect(await board()).toMatchObject({
    session: 'in session',
    quorum: { present: 4, required: 3, quorate: true },
    item: null,
  })
  await room.done(at('10:01'), beginItem, { item })
  const motion = await room.motion(at('10:02'), { item, verb: 'agree', text: 'The plan.' })
  await room.vote(at('10:03'), motion, 'show of hands', {
    votes: { for: 4, against: 0, abstain: 0 },
  })
  expect(await board()).toMatchObject({
    item: { number: '1' },
    motion: { text: 'The plan.' },
    vote: { open: false, result: 'carried', votes: { for: 4 } },
  })
  // A private item is in hand and nobody has excluded the public: the board is silent all the same.
  await room.done(at('10:10'), beginItem, { item: hidden })
  await room.motion(at('10:11'), { item: hidden, verb: 'agree', text: `${secret}: the price.` })
  expect(await board()).toMatchObject({ item: null, motion: null, vote: null })
  await room.done(at('10:12'), resolveToExclude, { items: [hidden, second], resolution: secret })
  expect(await board()).toMatchObject({ publicExcluded: true, item: null, quorum: null })
  expect(await raw()).not.toContain(secret)
  await room.done(at('10:20'), readmitPublic, {})
  // An item that was taken behind closed doors stays private, whatever the agenda says.
  await room.done(at('10:21'), beginItem, { item: second })
  expect(await board()).toMatchObject({ publicExcluded: false, item: null })
  expect(await raw()).not.toContain(secret)
  for (const { holder: person } of body.seats) expect(await raw()).not.toContain(person ?? 'nobody')
  // Nothing else of the room can be seen by the public at all.
  for (const table of ['proceedings', 'rooms'])
    await expect(
      sql`select * from meetings.${sql.ref(table)}`.execute(record.publicDb),
    ).rejects.toThrow('permission denied')
})

test('an item made private while it is in hand leaves the board at once', async () => {
  const { meeting, item, room } = await aRoomAtWork(4)
  const board = async () => (await readBoard(record.db, meeting.id))?.board
  expect(await board()).toMatchObject({ item: { number: '1' } })
  expectDone(
    await amendAgendaItem(room.actingAt(at('10:05')), {
      item,
      version: 1,
      title: 'Commercial terms',
      kind: 'business',
      audience: 'private',
      privateReason: 'Commercial terms',
      section: '',
      purposes: [],
      summary: '',
    } as unknown as Parameters<typeof amendAgendaItem>[1]),
  )
  expect(await board()).toMatchObject({ item: null })
})

test('a workshop has a room and no board', async () => {
  count += 1
  const body = await aCommittee(record, `room-${count}`, 6)
  const meeting = await aMeeting(record, body, '2025-02-14', { kind: 'workshop' })
  const item = await anItem(record, meeting, '1')
  const room = inTheRoom(record, meeting.id)
  await room.opened(at('10:00'), body, 4)
  await room.done(at('10:01'), beginItem, { item })
  const motion = await room.motion(at('10:02'), { item, verb: 'approve', text: 'It.' })
  expect(codes((await room.vote(at('10:03'), motion, 'consensus')).outcome)).toEqual([
    'workshop-takes-no-decisions',
  ])
  expect(await readBoard(record.db, meeting.id)).toBeUndefined()
})

test('one act asks the record a handful of things, however long the meeting', async () => {
  const { room, member, item } = await aRoomAtWork(4)
  const before = async () => {
    record.queries.length = 0
    await room.done(at('10:30'), noteDeparture, { person: member(4) })
    return record.queries.length
  }
  const first = await before()
  await room.done(at('10:31'), noteReturn, { person: member(4) })
  for (const minute of ['32', '33', '34']) {
    const motion = await room.motion(at(`10:${minute}`), { item, verb: 'note', text: 'It.' })
    await room.vote(at(`10:${minute}`), motion, 'consensus')
  }
  record.queries.length = 0
  await room.done(at('10:40'), noteDeparture, { person: member(4) })
  expect(record.queries.length).toBe(first)
  expect(first).toBeLessThanOrEqual(20)
})

test('a body without terms of reference meets in the room, and formal business is refused it in a sentence', async () => {
  const body = await aCommittee(record, 'room-without-terms', 3, { terms: null })
  const meeting = await aMeeting(record, body, '2025-02-14')
  const item = await anItem(record, meeting, '1')
  const room = inTheRoom(record, meeting.id)
  await room.opened(at('10:00'), body)
  await room.done(at('10:01'), beginItem, { item })
  const approve = await room.motion(at('10:02'), { item, verb: 'approve', text: 'The plan.' })
  expect(codes((await room.vote(at('10:03'), approve, 'consensus')).outcome)).toEqual([
    'no-terms-in-force',
  ])
  const { state } = await readRoom(record.db, meeting.id, new Date('2025-02-14T10:04Z'))
  expect([state.quorum, state.people.length]).toEqual([null, 3])
  expect(await readQuorumByItem(record.db, meeting.id)).toMatchObject({
    quorum: null,
    formal: 'informal',
  })
})
