import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { day, time } from '../../platform/day.rules.ts'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { appoint } from '../bodies/appoint.ts'
import { endAppointment } from '../bodies/end-appointment.ts'
import { nameDeputy } from '../bodies/name-deputy.ts'
import { visitorMay } from '../people/permissions.rules.ts'
import { aMeeting as aMeetingOfBody } from './agenda.samples.ts'
import { amendMeeting } from './amend-meeting.ts'
import {
  aRoundOf,
  invite,
  lettersIn,
  linksIn,
  SITE,
  slug,
  withAddresses,
} from './invitations.samples.ts'
import { inviteToMeeting } from './invite-to-meeting.ts'
import { readExpectation } from './read-expected-quorum.ts'
import { listInvitationsOf, listRounds, replyOf } from './read-invitations.ts'
import { remindInvited } from './remind-invited.ts'
import { recordReply, replyByLink, replyToInvitation } from './reply-to-invitation.ts'
import { aBody, aCommittee, aPerson, someTerms } from './sitting.samples.ts'

const record = await freshRecord()
const { db } = record
const asked = actingOn(record, '2025-01-10')
const codesOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code)

const letters = (prefix: string) => lettersIn(record, prefix)
const aRound = (options?: Parameters<typeof aRoundOf>[1]) => aRoundOf(record, options)

const repliesOf = async (meeting: string) =>
  (await listRounds(db, meeting)).map(({ invited }) =>
    invited.map(each => replyOf(each)?.answer ?? 'none').toSorted(),
  )

const visitorOn = (on: string, hour = '09:00') => ({
  ...actingOn(record, on, { may: visitorMay }),
  now: new Date(`${on}T${hour}:00Z`),
})
// ── Inviting ────────────────────────────────────────────────────────────────

test('every member gets a letter with day, time, place, a link for each answer and an entry for the calendar', async () => {
  const { meeting, people } = await aRound()
  const written = await letters(`invitation/${meeting.id}/`)
  expect(written.map(({ recipient }) => recipient).toSorted()).toEqual(
    people.map(person => `${person}@example.org`).toSorted(),
  )
  const [letter] = written
  expect(letter?.subject).toMatch(/^Invitation: Sample committee, 14 February 2025$/)
  expect(letter?.body).toContain('Friday 14 February 2025')
  expect(letter?.body).toContain('10am to midday, Council offices, Bedford, and remotely')
  expect(letter?.body).toContain('The papers are not published yet.')
  expect(linksIn(letter?.body ?? '').slugs).toEqual(['in-person', 'remote', 'apologies'])
  expect(letter?.attachment.text).toContain(`UID:${meeting.id}@goldthread`)
  expect(letter?.attachment.text).toContain('SEQUENCE:1')
})

test('of a link only its hash is kept, and each letter has a secret of its own', async () => {
  const { keyOf } = await aRound()
  const first = (await keyOf(0)).key
  expect(first).toHaveLength(43)
  expect(first).not.toBe((await keyOf(1)).key)
  const { rows } = await sql`select * from meetings.invitation_links`.execute(db)
  expect(JSON.stringify(rows)).not.toContain(first)
})

test('who has no address is invited all the same, and no letter is written', async () => {
  const body = await aCommittee(record, slug(), 3)
  await withAddresses(record, [body.seats[0]?.holder ?? null])
  const meeting = await aMeetingOfBody(record, body.id)
  expect(await invite(record, meeting.id, '2025-01-10')).toEqual({ invited: 3, letters: 1 })
})

test('inviting again asks only who is new, and others if they are chosen; nobody twice', async () => {
  const body = await aBody(record, {
    slug: slug(),
    seats: [{ role: 'Chair' }, { role: 'Vacant', holder: null }],
  })
  const { meeting } = await aRound({ body })
  const again = { meeting: meeting.id, site: SITE, papers: '' }
  expect(codesOf(await inviteToMeeting(asked, again))).toEqual(['nobody-to-invite'])
  const newcomer = await aPerson(record, 'Newcomer')
  expectDone(
    await appoint(actingOn(record, '2025-01-15'), {
      seat: body.seats[1]?.id ?? '',
      person: newcomer,
      from: day('2025-01-15'),
    }),
  )
  const guest = await aPerson(record, 'Guest')
  expect(await invite(record, meeting.id, '2025-01-16', [guest])).toMatchObject({ invited: 2 })
  const [round] = await listRounds(db, meeting.id)
  expect(round?.invited.map(({ invitation }) => invitation.capacity).toSorted()).toEqual([
    'member',
    'member',
    'participant',
  ])
})

test('nobody is invited to a meeting that has begun, and nobody who is not in the record', async () => {
  const { meeting } = await aRound()
  const input = { meeting: meeting.id, site: SITE, papers: '' }
  expect(codesOf(await inviteToMeeting(actingOn(record, '2025-02-15'), input))).toEqual([
    'meeting-begun',
  ])
  expect(
    codesOf(
      await inviteToMeeting(asked, {
        ...input,
        others: ['00000000-0000-4000-8000-000000000000'],
      }),
    ),
  ).toEqual(['person-unknown'])
})

test('after the meeting has moved everybody is asked anew, and former replies stay with the former day', async () => {
  const { meeting, says, keyOf } = await aRound()
  expectDone(await says(0, { answer: 'in person' }))
  const { key } = await keyOf(0)
  const moved = expectDone(
    await amendMeeting(asked, {
      meeting: meeting.id,
      version: meeting.version,
      day: day('2025-02-21'),
      startsAt: time('10:00'),
      kind: meeting.kind,
      mode: meeting.mode,
      venue: meeting.venue,
    }),
  )
  // Before they are asked anew: what was replied no longer counts, and the old link says why.
  expect((await readExpectation(db, moved, asked.now)).round).toBeUndefined()
  const late = await replyByLink(visitorOn('2025-01-20'), { key, answer: 'in person' })
  expect(codesOf(late)).toEqual(['meeting-moved'])
  expect(late.ok ? '' : late.refusals[0]?.message).toContain('has been moved to 21 February 2025')

  expect(await invite(record, meeting.id, '2025-01-21')).toMatchObject({ invited: 4, letters: 4 })
  expect(await repliesOf(meeting.id)).toEqual([
    ['none', 'none', 'none', 'none'],
    ['in person', 'none', 'none', 'none'],
  ])
  const anew = await letters(`invitation/${meeting.id}/`)
  expect(anew.at(-1)?.subject).toMatch(/^Changed: /)
  expect(anew.at(-1)?.attachment.text).toContain('SEQUENCE:2')
  expect(anew.at(-1)?.attachment.text).toContain(`UID:${meeting.id}@goldthread`)
})

// ── Replying ────────────────────────────────────────────────────────────────

test('a link can be used again until the meeting begins: the latest reply counts, the former is kept', async () => {
  const { meeting, keyOf, people } = await aRound()
  const { key } = await keyOf(0)
  expectDone(await replyByLink(visitorOn('2025-01-20'), { key, answer: 'in person' }))
  expectDone(
    await replyByLink(visitorOn('2025-01-21'), { key, answer: 'apologies', reason: 'On leave' }),
  )
  // The same again is no further reply.
  expectDone(
    await replyByLink(visitorOn('2025-01-22'), { key, answer: 'apologies', reason: 'On leave' }),
  )
  const [round] = await listRounds(db, meeting.id)
  const own = round?.invited.find(({ invitation }) => invitation.person_id === people[0])
  expect(
    own?.replies.map(({ answer, manner, recorded_by }) => [answer, manner, recorded_by]),
  ).toEqual([
    ['in person', 'link', null],
    ['apologies', 'link', null],
  ])
  // London's clock: in February that of Greenwich.
  expectDone(await replyByLink(visitorOn('2025-02-14', '09:59'), { key, answer: 'remote' }))
  expect(
    codesOf(await replyByLink(visitorOn('2025-02-14', '10:00'), { key, answer: 'remote' })),
  ).toEqual(['meeting-begun'])
  expect(codesOf(await replyByLink(visitorOn('2025-03-01'), { key, answer: 'remote' }))).toEqual([
    'meeting-begun',
  ])
})

test('a guessed link is not known, and a visitor may neither invite nor record a reply', async () => {
  const { meeting, idOf } = await aRound()
  const visitor = visitorOn('2025-01-20')
  for (const key of ['', 'guessed', idOf(0)])
    expect(codesOf(await replyByLink(visitor, { key, answer: 'remote' }))).toEqual(['link-unknown'])
  const input = { invitation: idOf(0), site: SITE, papers: '', meeting: meeting.id }
  await expect(recordReply(visitor, { ...input, answer: 'remote' })).rejects.toThrow(/permission/)
  await expect(inviteToMeeting(visitor, input)).rejects.toThrow(/permission/)
  await expect(remindInvited(visitor, input)).rejects.toThrow(/permission/)
})

test('a member who has signed in replies for themselves, and for nobody else', async () => {
  const { idOf, people, meeting } = await aRound()
  const self = actingOn(record, '2025-01-20', { person: people[0] ?? '', may: visitorMay })
  expectDone(await replyToInvitation(self, { invitation: idOf(0), answer: 'remote' }))
  await expect(replyToInvitation(self, { invitation: idOf(1), answer: 'remote' })).rejects.toThrow(
    'This invitation is somebody else’s.',
  )
  const [own] = await listInvitationsOf(db, people[0] ?? '', day('2025-01-20'))
  expect(own).toMatchObject({ meeting: { id: meeting.id }, reply: { manner: 'workspace' } })
  expect(await listInvitationsOf(db, people[0] ?? '', day('2025-02-15'))).toEqual([])
})

test('a reply that the clerk records is marked with who recorded it, and when', async () => {
  const { idOf, meeting } = await aRound()
  const clerk = await aPerson(record, 'Clerk')
  const acting = actingOn(record, '2025-01-20', { person: clerk })
  expectDone(await recordReply(acting, { invitation: idOf(0), answer: 'apologies' }))
  const [round] = await listRounds(db, meeting.id)
  expect(round?.invited.flatMap(({ replies }) => replies)).toMatchObject([
    { manner: 'on behalf', recorded_by: clerk, replied_on: '2025-01-20' },
  ])
})

test('nobody joins remotely a meeting held in person, nor comes to one held remotely', async () => {
  const here = await aRound({ mode: 'in person' })
  expect((await here.keyOf(0)).slugs).toEqual(['in-person', 'apologies'])
  expect(codesOf(await here.says(0, { answer: 'remote' }))).toEqual(['not-held-remotely'])
  const remote = await aRound({ mode: 'remote' })
  expect((await remote.keyOf(0)).slugs).toEqual(['remote', 'apologies'])
  expect(codesOf(await remote.says(0, { answer: 'in person' }))).toEqual(['held-remotely'])
})

test('R-TOR-4: a deputy is taken where the seat lets one come, by name or in words, and nowhere else', async () => {
  const body = await aBody(record, {
    slug: slug(),
    seats: [{ role: 'Ambulance', deputies: true }, { role: 'Council' }, { role: 'ICB' }],
  })
  const deputy = await aPerson(record, 'The named deputy')
  expectDone(
    await nameDeputy(actingOn(record, '2025-01-02'), {
      seat: body.seats[0]?.id ?? '',
      person: deputy,
      from: day('2025-01-02'),
    }),
  )
  const { says, keyOf, meeting } = await aRound({ body })
  expect((await keyOf(0)).slugs).toContain('deputy')
  expect((await keyOf(1)).slugs).not.toContain('deputy')
  expect(codesOf(await says(0, { answer: 'deputy' }))).toEqual(['deputy-missing'])
  expectDone(await says(0, { answer: 'deputy', deputyWords: 'A colleague' }))
  expectDone(await says(0, { answer: 'deputy', deputy }))
  expect(codesOf(await says(1, { answer: 'deputy', deputyWords: 'A colleague' }))).toEqual([
    'seat-without-deputy',
  ])
  const { expected } = await readExpectation(db, meeting, asked.now)
  expect(expected?.limbs[0]).toMatchObject({ certain: 1, required: 2 })
})

test('R-MEET-10: a board that permits no deputies takes none and says so in the letter', async () => {
  const terms = someTerms()
  const body = await aBody(record, {
    slug: slug(),
    name: 'The Board',
    terms: { ...terms, quorum: { ...terms.quorum, deputies: 'never' } },
    seats: [{ role: 'Chief Executive', deputies: true }],
  })
  const { says, meeting } = await aRound({ body })
  const outcome = await says(0, { answer: 'deputy', deputyWords: 'My assistant' })
  expect(codesOf(outcome)).toEqual(['no-deputies'])
  const [letter] = await letters(`invitation/${meeting.id}/`)
  expect(letter?.body).toContain('The Board permits no deputies.')
})

test('no reply is taken for somebody who is no longer a member on the day of the meeting', async () => {
  const { body, keyOf, says, meeting } = await aRound()
  expectDone(await says(0, { answer: 'in person' }))
  const { rows } = await sql<{ id: string }>`
    select id from bodies.appointments where seat_id = ${body.seats[0]?.id ?? ''}`.execute(db)
  expectDone(
    await endAppointment(actingOn(record, '2025-01-25'), {
      appointment: rows[0]?.id ?? '',
      endedOn: day('2025-01-25'),
      reason: 'Left',
    }),
  )
  const outcome = await replyByLink(visitorOn('2025-01-26'), {
    ...(await keyOf(0)),
    answer: 'remote',
  })
  expect(codesOf(outcome)).toEqual(['no-longer-a-member'])
  // What they said before is not counted on either.
  expect((await readExpectation(db, meeting, asked.now)).expected?.limbs[0]?.certain).toBe(0)
})

test('the journal tells who answered what, and neither the reason nor a deputy in words', async () => {
  const { says } = await aRound()
  expectDone(await says(0, { answer: 'apologies', reason: 'CANARY REASON' }))
  const { rows } =
    await sql`select * from platform.journal where verb = 'meetings.record-reply'`.execute(db)
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain('CANARY')
})

test('the public sees no invitation, no reply and no forecast', async () => {
  for (const table of [
    'invitation_rounds',
    'invitations',
    'invitation_links',
    'replies',
    'quorum_forecasts',
  ])
    await expect(
      sql`select * from ${sql.table(`meetings.${table}`)}`.execute(record.publicDb),
    ).rejects.toThrow(/permission denied/)
})
