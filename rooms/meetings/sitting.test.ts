import { expect, test } from 'vitest'
import { time } from '../../platform/day.rules.ts'
import { expectDone, NotPermitted, type Outcome } from '../../platform/outcome.ts'
import { listJournal } from '../../platform/record/journal.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { amendDecision } from './amend-decision.ts'
import { declareAtMeeting } from './declare-at-meeting.ts'
import { excludePublic } from './exclude-public.ts'
import { attendancesOf, decisionsAt, declarationsAt } from './read-attendance.ts'
import { readQuorum } from './read-quorum.ts'
import { recordAttendance } from './record-attendance.ts'
import { recordDecision } from './record-decision.ts'
import { removeDecision } from './remove-decision.ts'
import { removeDeclaration } from './remove-declaration.ts'
import {
  aBody,
  aCommittee,
  aMeeting,
  anItem,
  aPerson,
  present,
  type SampleBody,
  someTerms,
} from './sitting.samples.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-02-14')

const codes = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(refusal => refusal.code)
const words = (outcome: Outcome<unknown>) =>
  outcome.ok ? '' : outcome.refusals.map(refusal => refusal.message).join(' ')
const holder = (body: SampleBody, at: number) => body.seats[at]?.holder ?? ''

let count = 0
/** A committee of six, its meeting of 14 February 2025 and an item of business. */
async function aSitting(members = 6) {
  count += 1
  const body = await aCommittee(record, `committee-${count}`, members)
  const meeting = await aMeeting(record, body, '2025-02-14')
  return { body, meeting, item: await anItem(record, meeting, '1') }
}

test('the whole attendance is recorded at once, and saying it again replaces it in one line of the journal', async () => {
  const { body, meeting } = await aSitting()
  const visitor = await aPerson(record, 'Director of Strategy', 'Director of Strategy')
  await recordAttendance(acting, { meeting: meeting.id, lines: present(body, 2) })
  const outcome = await recordAttendance(acting, {
    meeting: meeting.id,
    chair: holder(body, 0),
    openedAt: time('10:02'),
    closedAt: time('11:40'),
    publicCount: 3,
    lines: [
      ...present(body, 4),
      { person: holder(body, 4), capacity: 'apologies' },
      { person: visitor, capacity: 'in attendance', mode: 'remote', role: 'Presenting item 1' },
    ],
  })
  expect(outcome.ok).toBe(true)
  const lines = await attendancesOf(record.db, meeting.id)
  expect(lines.map(({ capacity }) => capacity).sort()).toEqual([
    'apologies',
    'in attendance',
    'member',
    'member',
    'member',
    'member',
  ])
  expect(lines.find(({ person_id }) => person_id === holder(body, 4))?.seat_id).toBe(
    body.seats[4]?.id,
  )
  const journal = await listJournal(record.db, { kind: 'meeting', id: meeting.id })
  expect(journal.filter(({ verb }) => verb === 'meetings.record-attendance')).toHaveLength(2)
  expect(journal.at(-1)?.before).toMatchObject({ lines: [{}, {}] })
})

test('R-TOR-11: apologies are not attendance', async () => {
  const { body, meeting } = await aSitting()
  await recordAttendance(acting, {
    meeting: meeting.id,
    lines: [...present(body, 2), { person: holder(body, 2), capacity: 'apologies' }],
  })
  expect((await readQuorum(record.db, meeting.id)).quorum).toMatchObject({
    present: 2,
    quorate: false,
  })
})

test('a person recorded twice is refused', async () => {
  const { body, meeting } = await aSitting()
  const outcome = await recordAttendance(acting, {
    meeting: meeting.id,
    lines: [...present(body), { person: holder(body, 0), capacity: 'apologies' }],
  })
  expect(codes(outcome)).toEqual(['person-twice'])
  expect(outcome.ok ? '' : outcome.refusals[0]?.field).toBe(`here-${holder(body, 0)}`)
  expect(await attendancesOf(record.db, meeting.id)).toEqual([])
})

test('a person who holds no seat is refused as a member', async () => {
  const { body, meeting } = await aSitting()
  const stranger = await aPerson(record, 'A stranger')
  const outcome = await recordAttendance(acting, {
    meeting: meeting.id,
    lines: [...present(body), { person: stranger, capacity: 'member' }],
  })
  expect(codes(outcome)).toEqual(['not-a-member'])
  expect(words(outcome)).toContain('A stranger holds no seat')
})

test('a seat of another body is refused', async () => {
  const { body, meeting } = await aSitting()
  const other = await aSitting()
  const outcome = await recordAttendance(acting, {
    meeting: meeting.id,
    lines: [{ person: holder(body, 0), capacity: 'member', seat: other.body.seats[0]?.id }],
  })
  expect(codes(outcome)).toEqual(['seat-of-another-body'])
})

test('a deputy for nobody, for someone present or beside another deputy is refused', async () => {
  const { body, meeting } = await aSitting()
  const deputy = await aPerson(record, 'A deputy')
  const second = await aPerson(record, 'A second deputy')
  const with_ = (...lines: Parameters<typeof recordAttendance>[1]['lines']) =>
    recordAttendance(acting, { meeting: meeting.id, lines: [...present(body, 2), ...lines] })
  expect(codes(await with_({ person: deputy, capacity: 'deputy' }))).toEqual(['deputy-for-nobody'])
  expect(codes(await with_({ person: deputy, capacity: 'deputy', deputisingFor: second }))).toEqual(
    ['deputy-for-nobody'],
  )
  expect(
    codes(await with_({ person: deputy, capacity: 'deputy', deputisingFor: holder(body, 0) })),
  ).toEqual(['deputy-for-someone-present'])
  expect(
    codes(
      await with_(
        { person: deputy, capacity: 'deputy', deputisingFor: holder(body, 5) },
        { person: second, capacity: 'deputy', deputisingFor: holder(body, 5) },
      ),
    ),
  ).toEqual(['second-deputy'])
})

test('a person presiding who is not there, and times the wrong way round, are refused', async () => {
  const { body, meeting } = await aSitting()
  const outcome = await recordAttendance(acting, {
    meeting: meeting.id,
    chair: holder(body, 5),
    openedAt: time('11:00'),
    closedAt: time('10:00'),
    publicCount: -1,
    lines: present(body, 3),
  })
  expect(codes(outcome)).toEqual(['chair-not-present', 'closed-before-opened', 'not-a-count'])
})

test('what happens at a meeting is not recorded before its day', async () => {
  const { body, meeting, item } = await aSitting()
  const before = actingOn(record, '2025-02-13')
  expect(
    codes(await recordAttendance(before, { meeting: meeting.id, lines: present(body) })),
  ).toEqual(['meeting-not-held'])
  expect(codes(await recordDecision(before, { item, verb: 'note', text: 'The report.' }))).toEqual([
    'meeting-not-held',
  ])
})

test('somebody without the permission may record none of it', async () => {
  const { body, meeting, item } = await aSitting()
  const nobody = actingOn(record, '2025-02-14', { may: () => false })
  await expect(
    recordAttendance(nobody, { meeting: meeting.id, lines: present(body) }),
  ).rejects.toThrow(NotPermitted)
  await expect(recordDecision(nobody, { item, verb: 'note', text: 'The report.' })).rejects.toThrow(
    NotPermitted,
  )
})

test('R-TOR-7: an inquorate meeting may note but not approve, and is told why', async () => {
  const { body, meeting, item } = await aSitting()
  await recordAttendance(acting, { meeting: meeting.id, lines: present(body, 2) })
  const approving = await recordDecision(acting, { item, verb: 'approve', text: 'The plan.' })
  expect(codes(approving)).toEqual(['inquorate'])
  expect(words(approving)).toContain('Two members are present and three are required')
  expect(
    codes(
      await recordDecision(acting, {
        item,
        verb: 'recommend',
        text: 'The plan.',
        forBody: 'the ICB Board',
      }),
    ),
  ).toEqual(['inquorate'])
  expect((await recordDecision(acting, { item, verb: 'note', text: 'The plan.' })).ok).toBe(true)
  expect(
    (await recordDecision(acting, { item, verb: 'recommend', text: 'Share the plan.' })).ok,
  ).toBe(true)
})

test('nothing formal is decided before the attendance is recorded', async () => {
  const { item } = await aSitting()
  expect(codes(await recordDecision(acting, { item, verb: 'approve', text: 'The plan.' }))).toEqual(
    ['attendance-not-recorded'],
  )
})

test('R-TOR-14: a workshop takes no decisions', async () => {
  const body = await aCommittee(record, 'workshop')
  const meeting = await aMeeting(record, body, '2025-02-14', { kind: 'workshop' })
  const item = await anItem(record, meeting, '1')
  await recordAttendance(acting, { meeting: meeting.id, lines: present(body) })
  expect(codes(await recordDecision(acting, { item, verb: 'approve', text: 'The plan.' }))).toEqual(
    ['workshop-takes-no-decisions'],
  )
})

test('a body without terms of reference on the day decides nothing that needs a quorum', async () => {
  const body = await aCommittee(record, 'no-terms', 3, { terms: null })
  const meeting = await aMeeting(record, body, '2025-02-14')
  const item = await anItem(record, meeting, '1')
  await recordAttendance(acting, { meeting: meeting.id, lines: present(body) })
  expect(codes(await recordDecision(acting, { item, verb: 'approve', text: 'The plan.' }))).toEqual(
    ['no-terms-in-force'],
  )
})

/** The task group of 5 March 2020: a council's committee of seven. */
async function theTaskGroup() {
  count += 1
  const body = await aCommittee(record, `task-group-${count}`, 7, {
    regime: 'parish council',
    terms: someTerms({
      voting: {
        usual: 'vote',
        majority: 'of votes cast',
        castingVote: true,
        citation: 'LGA 1972 Sch 12 para 39',
      },
    }),
  })
  const meeting = await aMeeting(record, body, '2020-03-05')
  const item = await anItem(record, meeting, '6', { title: 'Group aims' })
  const then = actingOn(record, '2020-03-05')
  await recordAttendance(then, { meeting: meeting.id, lines: present(body) })
  return { body, meeting, item, then }
}

test('R-MEET-6: a vote of 4–1–1 with seven present is recorded with one vote unrecorded', async () => {
  const { item, then } = await theTaskGroup()
  const decision = expectDone(
    await recordDecision(then, {
      item,
      verb: 'agree',
      text: 'That the group has three aims.',
      method: 'vote',
      votes: { for: 4, against: 1, abstain: 1 },
    }),
  )
  expect(decision).toMatchObject({
    outcome: 'carried',
    warnings: [
      'Seven members are present and may vote, but six votes are recorded: one vote is unrecorded.',
    ],
  })
})

test('R-MEET-6: more votes than voters, and an outcome the count contradicts, are refused', async () => {
  const { item, then } = await theTaskGroup()
  const vote = { item, verb: 'agree', text: 'Aims.', method: 'vote' } as const
  expect(
    codes(await recordDecision(then, { ...vote, votes: { for: 6, against: 1, abstain: 1 } })),
  ).toEqual(['more-votes-than-voters'])
  const lost = await recordDecision(then, {
    ...vote,
    votes: { for: 4, against: 1, abstain: 1 },
    outcome: 'lost',
  })
  expect(codes(lost)).toEqual(['outcome-not-as-counted'])
  expect(words(lost)).toContain('So it was carried, not lost (LGA 1972 Sch 12 para 39).')
})

test('R-MEET-5: an equal vote waits for the casting vote of the person presiding', async () => {
  const { item, then } = await theTaskGroup()
  const tie = {
    item,
    verb: 'agree',
    text: 'Aims.',
    method: 'vote',
    votes: { for: 3, against: 3, abstain: 1 },
  } as const
  expect(codes(await recordDecision(then, tie))).toEqual(['casting-vote-missing'])
  expect(expectDone(await recordDecision(then, { ...tie, castingVote: 'against' }))).toMatchObject({
    outcome: 'lost',
    casting_vote: 'against',
  })
})

test('R-COI-8: who may speak but not vote is no voter', async () => {
  const { body, meeting, item, then } = await theTaskGroup()
  await declareAtMeeting(then, {
    meeting: meeting.id,
    person: holder(body, 1),
    item,
    interest: 'Member of the scrutiny committee',
    handling: 'speak, no vote',
  })
  const decision = await recordDecision(then, {
    item,
    verb: 'agree',
    text: 'Aims.',
    method: 'vote',
    votes: { for: 4, against: 2, abstain: 1 },
  })
  expect(words(decision)).toContain('only six members present may vote')
})

test('a vote that was minuted without its count is recorded so', async () => {
  const { item, then } = await theTaskGroup()
  expect(
    expectDone(
      await recordDecision(then, { item, verb: 'agree', text: 'A chair.', method: 'vote' }),
    ),
  ).toMatchObject({ method: 'vote', votes_for: null, outcome: 'carried', warnings: [] })
})

test('R-MEET-4: what a parish summons did not name may be discussed and not decided', async () => {
  const { meeting, then } = await theTaskGroup()
  const other = await anItem(record, meeting, '9', { kind: 'other business' })
  expect(
    codes(await recordDecision(then, { item: other, verb: 'agree', text: 'To spend.' })),
  ).toEqual(['unlisted-business'])
  expect((await recordDecision(then, { item: other, verb: 'discuss', text: 'Spending.' })).ok).toBe(
    true,
  )
})

test('votes without a vote, a loss by consensus and a decision without words are refused', async () => {
  const { body, meeting, item } = await aSitting()
  await recordAttendance(acting, { meeting: meeting.id, lines: present(body) })
  expect(
    codes(
      await recordDecision(acting, {
        item,
        verb: 'agree',
        text: ' ',
        votes: { for: 1, against: 0, abstain: 0 },
      }),
    ),
  ).toEqual(['text-missing', 'votes-without-a-vote'])
  expect(
    codes(await recordDecision(acting, { item, verb: 'agree', text: 'It.', outcome: 'lost' })),
  ).toEqual(['lost-without-a-vote'])
})

test('a decision can be amended and removed until the approved minutes are published; the journal keeps both', async () => {
  const { body, meeting, item } = await aSitting()
  await recordAttendance(acting, { meeting: meeting.id, lines: present(body) })
  const { id } = expectDone(await recordDecision(acting, { item, verb: 'agree', text: 'The pln.' }))
  expectDone(await amendDecision(acting, { decision: id, verb: 'agree', text: 'The plan.' }))
  expect((await decisionsAt(record.db, meeting.id))[0]?.text).toBe('The plan.')
  expectDone(await removeDecision(acting, { decision: id }))
  expect(await decisionsAt(record.db, meeting.id)).toEqual([])
  const journal = await listJournal(record.db, { kind: 'decision', id })
  expect(journal.map(({ verb }) => verb)).toEqual([
    'meetings.record-decision',
    'meetings.amend-decision',
    'meetings.remove-decision',
  ])
})

test('an attendance or withdrawal that would leave a recorded decision without its quorum is refused', async () => {
  const { body, meeting, item } = await aSitting()
  await recordAttendance(acting, { meeting: meeting.id, lines: present(body, 3) })
  expectDone(await recordDecision(acting, { item, verb: 'approve', text: 'The plan.' }))
  const fewer = await recordAttendance(acting, { meeting: meeting.id, lines: present(body, 2) })
  expect(codes(fewer)).toEqual(['decisions-without-quorum'])
  expect(words(fewer)).toContain('recorded under item 1')
  const leaving = await declareAtMeeting(acting, {
    meeting: meeting.id,
    person: holder(body, 0),
    item,
    interest: 'Owns the site',
    handling: 'leave for the item',
  })
  expect(codes(leaving)).toEqual(['decisions-without-quorum'])
  expect(await declarationsAt(record.db, meeting.id)).toEqual([])
})

test('R-COI-8: a declaration names the interest, how it was handled and by whom, and times out and in', async () => {
  const { body, meeting, item } = await aSitting()
  await recordAttendance(acting, {
    meeting: meeting.id,
    chair: holder(body, 0),
    lines: present(body),
  })
  const declaration = expectDone(
    await declareAtMeeting(acting, {
      meeting: meeting.id,
      person: holder(body, 1),
      item,
      interest: 'Trustee of a bidder',
      handling: 'leave for the item',
      leftAt: time('10:20'),
      returnedAt: time('10:35'),
    }),
  )
  expect(declaration).toMatchObject({
    decided_by: holder(body, 0),
    left_at: '10:20',
    returned_at: '10:35',
  })
  expectDone(await removeDeclaration(acting, { declaration: declaration.id }))
  expect(await declarationsAt(record.db, meeting.id)).toEqual([])
})

test('R-COI-8: the chair does not decide how the chair’s own interest is handled', async () => {
  const { body, meeting, item } = await aSitting()
  await recordAttendance(acting, {
    meeting: meeting.id,
    chair: holder(body, 0),
    lines: present(body),
  })
  const own = {
    meeting: meeting.id,
    person: holder(body, 0),
    item,
    interest: 'Owns the site',
    handling: 'note and stay',
  } as const
  expect(codes(await declareAtMeeting(acting, { ...own, decidedBy: holder(body, 0) }))).toEqual([
    'decided-by-themselves',
  ])
  expect(expectDone(await declareAtMeeting(acting, own)).decided_by).toBeNull()
})

test('a declaration without an interest or item, of another agenda, or by somebody not there is refused', async () => {
  const { body, meeting } = await aSitting()
  const other = await aSitting()
  await recordAttendance(acting, { meeting: meeting.id, lines: present(body, 3) })
  const declared = { meeting: meeting.id, person: holder(body, 0) }
  expect(
    codes(
      await declareAtMeeting(acting, { ...declared, interest: '', handling: 'speak, no vote' }),
    ),
  ).toEqual(['interest-missing', 'item-missing'])
  expect(
    codes(
      await declareAtMeeting(acting, {
        ...declared,
        interest: 'x',
        handling: 'note and stay',
        item: other.item,
      }),
    ),
  ).toEqual(['item-of-another-meeting'])
  expect(
    codes(
      await declareAtMeeting(acting, {
        meeting: meeting.id,
        person: holder(body, 5),
        interest: 'x',
        handling: 'note and stay',
      }),
    ),
  ).toEqual(['not-at-the-meeting'])
})

test('R-MEET-2: the public is excluded by a resolution with its words, items and time', async () => {
  const { meeting, item } = await aSitting()
  const other = await aSitting()
  const resolution =
    'That the public be excluded, because the price of a contract under negotiation will be discussed.'
  expect(
    codes(
      await excludePublic(acting, {
        meeting: meeting.id,
        items: [],
        resolution: '',
        resolvedAt: time('11:00'),
      }),
    ),
  ).toEqual(['resolution-missing', 'items-missing'])
  expect(
    codes(
      await excludePublic(acting, {
        meeting: meeting.id,
        items: [other.item],
        resolution,
        resolvedAt: time('11:00'),
      }),
    ),
  ).toEqual(['item-of-another-meeting'])
  expect(
    expectDone(
      await excludePublic(acting, {
        meeting: meeting.id,
        items: [item],
        resolution,
        resolvedAt: time('11:00'),
      }),
    ),
  ).toMatchObject({ item_ids: [item], resolution, resolved_at: '11:00' })
})

test('R-TOR-4: a deputy counts only where the seat allows one', async () => {
  const body = await aBody(record, {
    slug: 'deputies',
    seats: [
      { role: 'With deputy', deputies: true },
      { role: 'Without deputy' },
      { role: 'Third' },
      { role: 'Fourth' },
    ],
  })
  const meeting = await aMeeting(record, body, '2025-02-14')
  const deputy = await aPerson(record, 'Deputy of the first')
  const other = await aPerson(record, 'Deputy of the second')
  await recordAttendance(acting, {
    meeting: meeting.id,
    lines: [
      { person: deputy, capacity: 'deputy', deputisingFor: holder(body, 0) },
      { person: other, capacity: 'deputy', deputisingFor: holder(body, 1) },
    ],
  })
  expect((await readQuorum(record.db, meeting.id)).quorum).toMatchObject({
    required: 2,
    present: 1,
    quorate: false,
  })
})
