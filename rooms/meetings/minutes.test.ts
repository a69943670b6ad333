import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { raiseAction } from '../actions/raise-action.ts'
import { approveMinutes, findMinutesCorrect } from './approve-minutes.ts'
import { approveMinutesAsChair } from './approve-minutes-as-chair.ts'
import { declareAtMeeting } from './declare-at-meeting.ts'
import { draftMinutes } from './draft-minutes.ts'
import { publishMinutes } from './publish-minutes.ts'
import { latestDraft, latestPublished, savesOf } from './read-drafts.ts'
import { composeMinutes, listMinutesAwaitingApproval } from './read-minutes.ts'
import { recordAttendance } from './record-attendance.ts'
import { recordDecision } from './record-decision.ts'
import { saveMinutes } from './save-minutes.ts'
import { signMinutes } from './sign-minutes.ts'
import {
  aCommittee,
  aMeeting,
  anItem,
  present,
  type SampleBody,
  septemberPartnership,
  someTerms,
} from './sitting.samples.ts'

const record = await freshRecord()
const on = (today: string) => actingOn(record, today)

const codes = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(refusal => refusal.code)
const words = (outcome: Outcome<unknown>) =>
  outcome.ok ? '' : outcome.refusals.map(refusal => refusal.message).join(' ')

let count = 0
const aBodyOfSix = () => {
  count += 1
  return aCommittee(record, `body-${count}`)
}

/** A meeting held with so many of six present, one item, its minutes drafted that day. */
async function aMinutedMeeting(body: SampleBody, today: string, there = 6) {
  const meeting = await aMeeting(record, body, today)
  const item = await anItem(record, meeting, '1', { title: 'Strategy' })
  expectDone(
    await recordAttendance(on(today), {
      meeting: meeting.id,
      chair: body.seats[0]?.holder ?? '',
      lines: present(body, there),
    }),
  )
  expectDone(await draftMinutes(on(today), { meeting: meeting.id }))
  return { meeting, item }
}

const chairApproval = (meeting: string) => ({
  meeting,
  name: 'Chair of the committee',
  role: 'Chair',
})

test('R-MEET-11: the first draft has an entry for each item, with what follows from the record', async () => {
  const { meeting, lines, chair } = await septemberPartnership(record)
  const acting = on('2024-09-20')
  const welcome = await anItem(record, meeting, '1', { title: 'Welcome', kind: 'apologies' })
  const interests = await anItem(record, meeting, '3', {
    title: 'Disclosure of interests',
    kind: 'interests',
  })
  const cancer = await anItem(record, meeting, '7', { title: 'Cancer services' })
  expectDone(await recordAttendance(acting, { meeting: meeting.id, chair, lines }))
  expectDone(await recordDecision(acting, { item: cancer, verb: 'note', text: 'The programme.' }))
  expectDone(
    await raiseAction(acting, {
      body: meeting.body_id,
      text: 'Tell residents about the consultation',
      raisedOn: day('2024-09-19'),
      owners: [{ label: 'All members' }],
      deadline: { text: 'As soon as possible' },
      source: { kind: 'agenda-item', id: cancer },
      number: 31,
    }),
  )
  const { entries } = expectDone(await draftMinutes(acting, { meeting: meeting.id }))
  expect(entries.map(({ item }) => item)).toEqual([welcome, interests, cancer])
  expect(entries[0]?.text).toBe(
    'Portfolio holder for Public Health, Luton (chairing) took the chair. Apologies were received from Director of Public Health, three councils. The meeting was not quorate (15 members present, 17 required) and went on as an informal one.',
  )
  expect(entries[1]?.text).toBe('No interests were declared.')

  const { forPublic } = await composeMinutes(record.db, meeting.id, day('2024-09-20'))
  expect(forPublic.formal).toBe('informal')
  expect(forPublic.attendance.members).toHaveLength(15)
  expect(forPublic.attendance.inAttendance).toHaveLength(12)
  expect(forPublic.attendance.apologies).toHaveLength(1)
  expect(
    forPublic.attendance.members.filter(({ deputisingFor }) => deputisingFor !== ''),
  ).toMatchObject([
    {
      name: 'Chief Officer for Public Health, three councils',
      deputisingFor: 'Director of Public Health, three councils',
      class: 'public health',
    },
  ])
  expect(forPublic.entries[2]).toMatchObject({
    number: '7',
    decisions: [{ minuted: 'noted, informally', text: 'The programme.' }],
    actions: [{ number: 31, owner: 'All members' }],
  })
})

test('minutes are drafted once, after attendance is recorded, from an agenda with items', async () => {
  const body = await aBodyOfSix()
  const meeting = await aMeeting(record, body, '2025-02-14')
  const acting = on('2025-02-14')
  expect(codes(await draftMinutes(on('2025-02-13'), { meeting: meeting.id }))).toContain(
    'meeting-not-held',
  )
  expect(codes(await draftMinutes(acting, { meeting: meeting.id }))).toEqual([
    'attendance-not-recorded',
    'no-agenda',
  ])
  const drafted = await aMinutedMeeting(body, '2025-02-21')
  expect(codes(await draftMinutes(on('2025-02-21'), { meeting: drafted.meeting.id }))).toEqual([
    'drafted-already',
  ])
})

test('R-MEET-6: minute numbers run on from meeting to meeting, and none is used twice', async () => {
  const body = await aCommittee(record, 'numbered', 6, {
    terms: someTerms({ minuteNumbers: { suffix: 'HS', digits: 2 } }),
  })
  const march = await aMeeting(record, body, '2020-03-05')
  for (const number of ['1', '2', '3']) await anItem(record, march, number)
  await recordAttendance(on('2020-03-05'), { meeting: march.id, lines: present(body) })
  const first = expectDone(await draftMinutes(on('2020-03-05'), { meeting: march.id }))
  expect(first.entries.map(({ minuteNumber }) => minuteNumber)).toEqual(['01/HS', '02/HS', '03/HS'])

  const december = await aMeeting(record, body, '2020-12-18')
  const item = await anItem(record, december, '1')
  await recordAttendance(on('2020-12-18'), { meeting: december.id, lines: present(body) })
  const second = expectDone(await draftMinutes(on('2020-12-18'), { meeting: december.id }))
  expect(second.entries[0]?.minuteNumber).toBe('04/HS')
  const twice = await saveMinutes(on('2020-12-18'), {
    meeting: december.id,
    basedOn: 1,
    entries: [{ item, text: 'x', minuteNumber: '3/HS' }],
  })
  expect(codes(twice)).toEqual(['minute-number-used'])
  expect(twice.ok ? '' : twice.refusals[0]?.field).toBe(`number-${item}`)
})

test('two clerks who save the same minutes: the second is refused, and every save is kept', async () => {
  const body = await aBodyOfSix()
  const { meeting, item } = await aMinutedMeeting(body, '2025-02-14')
  const save = (text: string) =>
    saveMinutes(on('2025-02-14'), { meeting: meeting.id, basedOn: 1, entries: [{ item, text }] })
  const outcomes = await Promise.all([save('The first clerk’s text'), save('The second’s')])
  expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true])
  expect(outcomes.flatMap(codes)).toEqual(['changed-meanwhile'])
  expect((await savesOf(record.db, meeting.id)).map(({ version }) => version)).toEqual([2, 1])
  const again = expectDone(
    await saveMinutes(on('2025-02-14'), {
      meeting: meeting.id,
      basedOn: 2,
      entries: [{ item, text: 'Both texts put together' }],
    }),
  )
  expect(again.version).toBe(3)
  expect((await latestDraft(record.db, meeting.id))?.entries[0]?.text).toBe(
    'Both texts put together',
  )
})

test('saving an item of another meeting, or before there is a draft, is refused', async () => {
  const body = await aBodyOfSix()
  const { meeting } = await aMinutedMeeting(body, '2025-02-14')
  const other = await aMeeting(record, body, '2025-02-20')
  const item = await anItem(record, other, '1')
  expect(
    codes(
      await saveMinutes(on('2025-02-20'), {
        meeting: meeting.id,
        basedOn: 1,
        entries: [{ item, text: 'x' }],
      }),
    ),
  ).toEqual(['item-of-another-meeting'])
  expect(
    codes(await saveMinutes(on('2025-02-20'), { meeting: other.id, basedOn: 1, entries: [] })),
  ).toEqual(['not-drafted'])
})

test('R-TOR-10: minutes go from draft to chair-approved, approved at a quorate meeting, signed', async () => {
  const body = await aBodyOfSix()
  const { meeting } = await aMinutedMeeting(body, '2024-09-19')
  const state = async (today: string) =>
    (await composeMinutes(record.db, meeting.id, day(today))).standing.state
  expect(await state('2024-09-26')).toBe('draft')
  expectDone(await approveMinutesAsChair(on('2025-01-13'), chairApproval(meeting.id)))
  expect(await state('2025-01-13')).toBe('approved by the chair')
  expect(codes(await approveMinutesAsChair(on('2025-01-14'), chairApproval(meeting.id)))).toEqual([
    'chair-approved-already',
  ])
  expect(codes(await signMinutes(on('2025-01-14'), chairApproval(meeting.id)))).toEqual([
    'not-approved',
  ])
  const next = await aMinutedMeeting(body, '2025-02-14')
  expectDone(await approveMinutes(on('2025-02-14'), { minutesOf: meeting.id, at: next.meeting.id }))
  expect(await state('2025-02-14')).toBe('approved')
  expectDone(await signMinutes(on('2025-02-14'), chairApproval(meeting.id)))
  expect(await state('2025-02-14')).toBe('signed')
  expect(
    codes(await saveMinutes(on('2025-02-15'), { meeting: meeting.id, basedOn: 1, entries: [] })),
  ).toEqual(['minutes-approved-already'])
})

test('the chair approves under a name and in a role, and not on a day to come', async () => {
  const body = await aBodyOfSix()
  const { meeting } = await aMinutedMeeting(body, '2025-02-14')
  expect(
    codes(
      await approveMinutesAsChair(on('2025-02-15'), {
        meeting: meeting.id,
        name: ' ',
        role: '',
        on: day('2025-02-16'),
      }),
    ),
  ).toEqual(['approver-missing', 'approver-role-missing', 'day-to-come'])
})

test('R-TOR-7: at an inquorate meeting approval is refused with the reason; found correct, they wait for the next quorate one', async () => {
  const body = await aBodyOfSix()
  const march = await aMinutedMeeting(body, '2024-03-14')
  expectDone(await approveMinutesAsChair(on('2024-04-02'), chairApproval(march.meeting.id)))
  const september = await aMinutedMeeting(body, '2024-09-19', 2)
  const put = { minutesOf: march.meeting.id, at: september.meeting.id }
  const refusedThen = await approveMinutes(on('2024-09-19'), put)
  expect(codes(refusedThen)).toEqual(['inquorate'])
  expect(words(refusedThen)).toContain('carried to the next quorate meeting')
  expectDone(await findMinutesCorrect(on('2024-09-19'), put))

  const awaiting = await listMinutesAwaitingApproval(
    record.db,
    body.id,
    day('2025-02-14'),
    day('2025-02-14'),
  )
  expect(awaiting.map(({ meeting }) => meeting.day)).toEqual(['2024-03-14', '2024-09-19'])
  expect(awaiting[0]?.standing.working).toContain('approval is carried to the next that is')

  const february = await aMinutedMeeting(body, '2025-02-14')
  const then = { minutesOf: march.meeting.id, at: february.meeting.id }
  expect(codes(await findMinutesCorrect(on('2025-02-14'), then))).toEqual(['quorate'])
  expectDone(await approveMinutes(on('2025-02-14'), then))
  expect(
    await listMinutesAwaitingApproval(record.db, body.id, day('2025-02-15'), day('2025-02-15')),
  ).toHaveLength(2)
})

test('R-TOR-10: a meeting approves minutes after the chair has; another body’s meeting never does', async () => {
  const body = await aBodyOfSix()
  const { meeting } = await aMinutedMeeting(body, '2024-09-19')
  const next = await aMinutedMeeting(body, '2025-02-14')
  expect(
    codes(await approveMinutes(on('2025-02-14'), { minutesOf: meeting.id, at: next.meeting.id })),
  ).toEqual(['chair-has-not-approved'])
  const other = await aMinutedMeeting(await aBodyOfSix(), '2025-02-14')
  expect(
    codes(await approveMinutes(on('2025-02-14'), { minutesOf: meeting.id, at: other.meeting.id })),
  ).toEqual(['meeting-of-another-body'])
  const unheld = await aMeeting(record, body, '2025-02-13')
  expect(
    codes(await approveMinutes(on('2025-02-14'), { minutesOf: meeting.id, at: unheld.id })),
  ).toEqual(['attendance-not-recorded'])
})

test('R-MEET-5: a council’s minutes go straight to its next meeting, and are signed by who presides', async () => {
  const body = await aCommittee(record, 'council-committee', 6, { regime: 'parish council' })
  const { meeting } = await aMinutedMeeting(body, '2020-03-05')
  const next = await aMinutedMeeting(body, '2020-12-18')
  expectDone(await approveMinutes(on('2020-12-18'), { minutesOf: meeting.id, at: next.meeting.id }))
  expectDone(
    await signMinutes(on('2020-12-18'), {
      meeting: meeting.id,
      name: 'Chair of the group',
      role: 'Person presiding',
    }),
  )
})

test('published minutes are a numbered version; a second without change is refused, and each says what changed', async () => {
  const body = await aBodyOfSix()
  const { meeting, item } = await aMinutedMeeting(body, '2025-02-14')
  expect(expectDone(await publishMinutes(on('2025-02-17'), { meeting: meeting.id })).version).toBe(
    1,
  )
  expect(codes(await publishMinutes(on('2025-02-17'), { meeting: meeting.id }))).toEqual([
    'nothing-new',
  ])
  expectDone(
    await saveMinutes(on('2025-02-18'), {
      meeting: meeting.id,
      basedOn: 1,
      entries: [{ item, text: 'The strategy was put into words.' }],
    }),
  )
  expectDone(await approveMinutesAsChair(on('2025-02-19'), chairApproval(meeting.id)))
  expectDone(
    await publishMinutes(on('2025-02-19'), { meeting: meeting.id, note: 'A name was wrong.' }),
  )
  expect(await latestPublished(record.db, meeting.id)).toMatchObject({
    version: 2,
    state: 'approved by the chair',
    content: {
      changes: [
        'The minutes were a draft and are now a draft approved by the chair.',
        'Item 1 changed.',
      ],
      note: 'A name was wrong.',
      approvals: [{ step: 'chair approved', on: '2025-02-19' }],
    },
  })
})

test('minutes of a workshop, undrafted or without attendance are not published', async () => {
  const body = await aBodyOfSix()
  const meeting = await aMeeting(record, body, '2025-02-14')
  expect(codes(await publishMinutes(on('2025-02-14'), { meeting: meeting.id }))).toEqual([
    'not-drafted',
    'attendance-not-recorded',
  ])
  const workshop = await aMeeting(record, body, '2025-02-20', { kind: 'workshop' })
  await anItem(record, workshop, '1')
  await recordAttendance(on('2025-02-20'), { meeting: workshop.id, lines: present(body) })
  expectDone(await draftMinutes(on('2025-02-20'), { meeting: workshop.id }))
  expect(codes(await publishMinutes(on('2025-02-20'), { meeting: workshop.id }))).toEqual([
    'workshop-not-public',
  ])
})

test('once the approved minutes are published, attendance, declarations and decisions stand', async () => {
  const body = await aBodyOfSix()
  const { meeting, item } = await aMinutedMeeting(body, '2024-09-19')
  expectDone(await approveMinutesAsChair(on('2024-09-24'), chairApproval(meeting.id)))
  const next = await aMinutedMeeting(body, '2025-02-14')
  expectDone(await approveMinutes(on('2025-02-14'), { minutesOf: meeting.id, at: next.meeting.id }))
  expectDone(await publishMinutes(on('2025-02-14'), { meeting: meeting.id }))
  const later = on('2025-02-15')
  const locked = ['approved-minutes-published']
  expect(
    codes(await recordAttendance(later, { meeting: meeting.id, lines: present(body) })),
  ).toEqual(locked)
  expect(codes(await recordDecision(later, { item, verb: 'agree', text: 'More.' }))).toEqual(locked)
  expect(
    codes(
      await declareAtMeeting(later, {
        meeting: meeting.id,
        person: body.seats[0]?.holder ?? '',
        item,
        interest: 'x',
        handling: 'note and stay',
      }),
    ),
  ).toEqual(locked)
})
