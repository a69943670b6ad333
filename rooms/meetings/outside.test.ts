import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { openHouse } from '../../app/house.ts'
import { aVisitor } from '../../app/visitor.samples.ts'
import { day, time } from '../../platform/day.rules.ts'
import { aTaggedPdf } from '../../platform/documents/documents.samples.ts'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import { readSettings } from '../../platform/settings.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { delegate, endDelegation } from '../bodies/delegate.ts'
import { recordPerson } from '../people/record-person.ts'
import { approveMinutesAsChair } from './approve-minutes-as-chair.ts'
import { attachOutsideFile } from './attach-outside-file.ts'
import { callInDecision, resolveCallIn } from './call-in-decision.ts'
import { closeCorrespondence, lapseCorrespondence } from './close-correspondence.ts'
import { draftMinutes } from './draft-minutes.ts'
import { excludeFromCorrespondence } from './exclude-from-correspondence.ts'
import { giveNotice } from './give-notice.ts'
import { type CorrespondenceOpened, openCorrespondence } from './open-correspondence.ts'
import { postponeMeeting } from './postpone-meeting.ts'
import { publishMinutes } from './publish-minutes.ts'
import { publishOutside } from './publish-outside.ts'
import { listItems } from './read-agenda.ts'
import { readCorrespondence } from './read-correspondence.ts'
import { recordAttendance } from './record-attendance.ts'
import { recordDecision } from './record-decision.ts'
import { amendOfficerDecision, recordOfficerDecision } from './record-officer-decision.ts'
import { recordReply, replyAsMember, replyByLink } from './reply-to-correspondence.ts'
import { reportDecision } from './report-decision.ts'
import { scheduleMeeting } from './schedule-meeting.ts'
import { aBody, aCommittee, aMeeting, anItem, present, someTerms } from './sitting.samples.ts'
import { takeOverItems } from './take-over-items.ts'
import { undoDecision } from './undo-decision.ts'

const record = await freshRecord()
const house = await openHouse(
  readSettings({
    LOG_LEVEL: 'silent',
    GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-')),
    GOLDTHREAD_TODAY: '2025-03-04',
  }),
  record.url,
)
afterAll(() => house.close())
const on = (today: string, person?: string) => actingOn(record, today, person ? { person } : {})
const clerk = on('2025-03-03')
const codes = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code)
const get = async (url: string) => {
  const answer = await house.server.inject({ url })
  return { status: answer.statusCode, body: answer.body, json: () => answer.json() }
}
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, '’')
    .replace(/\s+/g, ' ')

/** A committee of four whose members have addresses: half of them are a quorum. */
async function askable(slug: string) {
  const people: string[] = []
  for (const at of [1, 2, 3, 4])
    people.push(
      expectDone(
        await recordPerson(on('2020-01-01'), {
          name: `Member ${at} of ${slug}`,
          ...(at === 4 ? {} : { email: `canary-${slug}-${at}@example.org` }),
        }),
      ).id,
    )
  const body = await aBody(record, {
    slug,
    seats: people.map((holder, at) => ({ role: `Seat ${at + 1}`, holder })),
  })
  return { body, people }
}
const asked = (body: string, differences: Partial<CorrespondenceOpened> = {}) => ({
  body,
  title: 'A winter grant',
  verb: 'approve' as const,
  text: 'Take the winter grant of £40,000.',
  urgentBecause: 'The offer lapses on Friday.',
  agreedBy: 'Chair',
  agreedOn: day('2025-03-03'),
  manner: 'e-mail' as const,
  closesOn: day('2025-03-04'),
  site: 'https://record.example',
  ...differences,
})
const secretsOf = async (id: string): Promise<string[]> => {
  const { rows } = await sql<{ body: string }>`
    select body from platform.letters where key like ${`correspondence/${id}/%`} order by recipient`.execute(
    record.db,
  )
  return rows.map(({ body }) => /\/decide\/(\S+)/.exec(body)?.[1] ?? '')
}
const withPublic = async (url: string) => {
  const page = await get(url)
  return words(page.body)
}

test('R-TOR-15: an e-mail decision, from the letters to the minute of the next meeting and the register', async () => {
  const { body, people } = await askable('by-email')
  const next = await aMeeting(record, body, '2025-03-14')
  await anItem(record, next, '1')
  const id = expectDone(await openCorrespondence(clerk, asked(body.id)))
  expectDone(
    await attachOutsideFile(clerk, {
      decision: id,
      name: 'offer.pdf',
      bytes: await aTaggedPdf('The offer'),
      description: 'The offer',
    }),
  )
  const secrets = await secretsOf(id)
  expect(secrets).toHaveLength(3)

  const page = await get(`/decide/${secrets[0]}`)
  expect(page.status).toBe(200)
  expect(words(page.body)).toContain('The offer lapses on Friday')
  const { hash } = (
    await sql<{ hash: string }>`select hash from meetings.outside_files
    where decision_id = ${id}`.execute(record.db)
  ).rows[0] ?? { hash: '' }
  expect((await get(`/decide/${secrets[0]}/files/${hash}`)).status).toBe(200)
  expect((await get(`/files/${hash}/offer.pdf`)).status).toBe(404)
  expect((await get('/decide/nobodys-secret')).status).toBe(404)

  expect(codes(await closeCorrespondence(clerk, { correspondence: id }))).toEqual([
    'replies-awaited',
  ])
  const visitor = { ...clerk, may: (permission: string) => permission === 'reply to a letter' }
  expectDone(await replyByLink(visitor, { secret: secrets[0] ?? '', reply: 'against' }))
  expectDone(await replyByLink(visitor, { secret: secrets[0] ?? '', reply: 'agree' }))
  const [, second, , fourth] = people
  expectDone(
    await replyAsMember(on('2025-03-03', second ?? ''), { correspondence: id, reply: 'agree' }),
  )
  expectDone(
    await recordReply(clerk, {
      correspondence: id,
      person: fourth ?? '',
      reply: 'abstain',
      words: 'By telephone',
    }),
  )
  expect((await get('/api/v1/decisions?body=by-email')).json().decisions).toEqual([])

  const after = on('2025-03-05')
  expect(
    codes(
      await replyByLink(
        { ...visitor, today: day('2025-03-05'), now: after.now },
        { secret: secrets[1] ?? '', reply: 'agree' },
      ),
    ),
  ).toEqual(['replies-closed'])
  const result = expectDone(await closeCorrespondence(after, { correspondence: id }))
  expect(result).toMatchObject({
    outcome: 'carried',
    votes: { for: 2, against: 0, abstain: 1 },
    quorum: { present: 3, required: 2, quorate: true },
  })
  const items = await listItems(record.db, next.id, { private: true })
  expect(items.at(-1)?.title).toBe('Decision taken between meetings, to be noted: A winter grant')
  expect(codes(await reportDecision(after, { decision: id, meeting: next.id }))).toEqual([
    'reported-already',
  ])
  expect(codes(await closeCorrespondence(after, { correspondence: id }))).toEqual([
    'closed-already',
  ])

  expectDone(await publishOutside(after, { decision: id }))
  expect(codes(await publishOutside(after, { decision: id }))).toEqual(['nothing-new'])
  const listed = (await get('/api/v1/decisions?body=by-email')).json().decisions[0]
  expect(listed).toMatchObject({
    date: '2025-03-05',
    origin: 'correspondence',
    page: `/decisions/${id}`,
    votes: { for: 2, against: 0, abstain: 1 },
    state: 'stands',
  })
  expect(await withPublic(`/decisions/${id}`)).toContain('The offer lapses on Friday')
  expect((await get(`/files/${hash}/offer.pdf`)).status).toBe(200)
  expect((await get(`/thread/decision/${id}`)).status).toBe(200)

  // The meeting notes it, and its minutes say so; then the register names that meeting.
  expectDone(
    await giveNotice(after, {
      meeting: next.id,
      kind: 'public notice',
      givenOn: day('2025-03-05'),
      manner: 'On the website',
      text: 'It meets.',
    }),
  )
  const held = on('2025-03-14')
  expectDone(await recordAttendance(held, { meeting: next.id, lines: present(body) }))
  const draft = expectDone(await draftMinutes(held, { meeting: next.id }))
  expect(draft.entries.at(-1)?.text).toContain(
    'It was reported that the following was approved by e-mail on 5 March 2025: Take the winter grant of £40,000.',
  )
  expect((await get('/api/v1/decisions?body=by-email')).json().decisions[0].how).toBe(
    'By e-mail, to be reported to the meeting of 14 March 2025',
  )
})

test('R-TOR-15: without a quorum of replies nothing is decided; it is ended, with the reason', async () => {
  const { body, people } = await askable('too-few')
  const id = expectDone(await openCorrespondence(clerk, asked(body.id)))
  expectDone(
    await recordReply(clerk, { correspondence: id, person: people[0] ?? '', reply: 'agree' }),
  )
  expectDone(
    await recordReply(clerk, {
      correspondence: id,
      person: people[1] ?? '',
      reply: 'object to the procedure',
    }),
  )
  const after = on('2025-03-05')
  expect(codes(await closeCorrespondence(after, { correspondence: id }))).toEqual(['inquorate'])
  expect(codes(await publishOutside(after, { decision: id }))).toEqual(['not-decided'])
  expect(codes(await lapseCorrespondence(after, { correspondence: id, because: ' ' }))).toEqual([
    'reason-missing',
  ])
  expectDone(
    await lapseCorrespondence(after, { correspondence: id, because: 'It goes to the meeting.' }),
  )
  expect((await get('/api/v1/decisions?body=too-few')).json().decisions).toEqual([])
})

test('R-COI-8: a member with an interest in it takes no part, and the interest is published', async () => {
  const { body, people } = await askable('with-an-interest')
  const id = expectDone(await openCorrespondence(clerk, asked(body.id)))
  const [first, second, third, fourth] = people
  for (const person of [first, second, fourth])
    expectDone(
      await recordReply(clerk, { correspondence: id, person: person ?? '', reply: 'agree' }),
    )
  expectDone(
    await excludeFromCorrespondence(clerk, {
      correspondence: id,
      person: third ?? '',
      interest: 'Works for the supplier',
    }),
  )
  expect(
    codes(await recordReply(clerk, { correspondence: id, person: third ?? '', reply: 'agree' })),
  ).toEqual(['interest-declared'])
  expect((await readCorrespondence(record.db, id)).tally?.waiting).toBe(0)
  expectDone(await closeCorrespondence(clerk, { correspondence: id }))
  expectDone(await publishOutside(clerk, { decision: id }))
  expect(await withPublic(`/decisions/${id}`)).toContain('Works for the supplier')
})

test('a reply link and what it was asked for are nowhere public, and no address is', async () => {
  const { body } = await askable('canaries')
  const id = expectDone(
    await openCorrespondence(clerk, asked(body.id, { title: 'CANARY TITLE', text: 'CANARY TEXT' })),
  )
  for (const url of ['/decisions', '/api/v1/decisions', `/decisions/${id}`, '/feed.xml'])
    expect((await get(url)).body).not.toContain('CANARY')
  const { rows } = await sql<{ line: string }>`select coalesce(after::text, '') as line
    from platform.journal where subject_id = ${id}`.execute(record.db)
  for (const secret of await secretsOf(id))
    expect(rows.map(({ line }) => line).join()).not.toContain(secret)
})

async function aDelegation(slug: string) {
  const body = await aCommittee(record, slug)
  const delegation = expectDone(
    await delegate(on('2024-04-01'), {
      body: body.id,
      office: 'Chief Finance Officer',
      scope: 'award contracts',
      most: 250_000,
      from: day('2024-04-01'),
      source: 'Scheme of delegation, 3.2',
    }),
  )
  return { body, delegation }
}
const decided = (delegation: string) => ({
  delegation,
  decidedOn: day('2025-03-02'),
  title: 'Cleaning contract',
  text: 'Award the cleaning contract to the lowest tender.',
  amount: 120_000,
  reasons: 'It was the lowest of three tenders that met the specification.',
  options: 'Extending the present contract: dearer by a fifth.',
})

test('SI 2014/2095 regulation 7: an officer’s decision is published with date, reasons, options and interests, and corrected openly', async () => {
  const { body, delegation } = await aDelegation('by-an-officer')
  const id = expectDone(await recordOfficerDecision(clerk, decided(delegation)))
  expect((await get(`/decisions/${id}`)).status).toBe(404)
  expectDone(await publishOutside(clerk, { decision: id }))
  const page = await withPublic(`/decisions/${id}`)
  for (const part of [
    '2 March 2025',
    'Chief Finance Officer',
    'lowest of three tenders',
    'dearer by a fifth',
    '£120,000',
    'Scheme of delegation, 3.2',
  ])
    expect(page).toContain(part)
  expect((await get(`/api/v1/decisions/${id}`)).json().record.officer).toMatchObject({
    office: 'Chief Finance Officer',
    amount: 120000,
  })
  expectDone(
    await amendOfficerDecision(clerk, {
      ...decided(delegation),
      decision: id,
      version: 1,
      amount: 121_000,
    }),
  )
  expect(await withPublic(`/decisions/${id}`)).toContain('£120,000')
  expect(codes(await publishOutside(clerk, { decision: id }))).toEqual(['reason-missing'])
  expectDone(await publishOutside(clerk, { decision: id, note: 'The sum was mistyped.' }))
  expect(await withPublic(`/decisions/${id}`)).toContain('£121,000')
  expect(await withPublic(`/decisions/${id}?version=1`)).toContain('£120,000')
  expect(await withPublic(`/bodies/${body.slug}/delegations`)).toContain('award contracts')
})

test('a report to a meeting that is put off goes with its item to the new day', async () => {
  const { body, delegation } = await aDelegation('report-put-off')
  const first = await aMeeting(record, body, '2025-03-21')
  const id = expectDone(await recordOfficerDecision(clerk, decided(delegation)))
  const [item] = await listItems(record.db, first.id, { private: true })
  expectDone(
    await giveNotice(clerk, {
      meeting: first.id,
      kind: 'public notice',
      givenOn: day('2025-03-03'),
      manner: 'On the website',
      text: 'It meets.',
    }),
  )
  const { next } = expectDone(
    await postponeMeeting(clerk, {
      meeting: first.id,
      version: 1,
      why: 'Snow.',
      to: { day: day('2025-03-28'), startsAt: time('10:00'), mode: 'remote', venue: '' },
    }),
  )
  expectDone(await takeOverItems(clerk, { meeting: next?.id ?? '', items: [item?.id ?? ''] }))
  expectDone(await publishOutside(clerk, { decision: id }))
  expect((await get(`/api/v1/decisions/${id}`)).json().how).toBe(
    'By the Chief Finance Officer, under delegation, to be reported to the meeting of 28 March 2025',
  )
})

test('an officer decides neither outside the days of a delegation nor above its limit', async () => {
  const { delegation } = await aDelegation('limits')
  const refusal = async (differences: object) =>
    codes(await recordOfficerDecision(clerk, { ...decided(delegation), ...differences }))
  expect(await refusal({ decidedOn: day('2024-03-31') })).toEqual(['outside-delegation'])
  expect(await refusal({ amount: 250_001 })).toEqual(['over-the-limit'])
  expect(await refusal({ amount: undefined })).toEqual(['sum-missing'])
  expect(await refusal({ reasons: ' ' })).toEqual(['missing'])
  expect(await refusal({ decidedOn: day('2025-03-04') })).toEqual(['decided-in-the-future'])
  expectDone(await endDelegation(clerk, { delegation, until: day('2025-02-28') }))
  expect(await refusal({})).toEqual(['outside-delegation'])
})

test('of a confidential decision the public learns the day, the office and why it is confidential', async () => {
  const { body, delegation } = await aDelegation('confidential')
  const next = await aMeeting(record, body, '2025-03-28')
  const id = expectDone(
    await recordOfficerDecision(clerk, {
      ...decided(delegation),
      title: 'CANARY TITLE',
      text: 'CANARY TEXT',
      reasons: 'CANARY REASONS',
      options: 'CANARY OPTIONS',
      confidentialBecause: 'A named employee’s pay',
    }),
  )
  expectDone(await publishOutside(clerk, { decision: id }))
  const page = (await get(`/decisions/${id}`)).body
  expect(words(page)).toContain('A named employee’s pay')
  for (const url of [
    `/decisions/${id}`,
    `/api/v1/decisions/${id}`,
    '/decisions',
    '/api/v1/decisions',
  ])
    expect((await get(url)).body).not.toContain('CANARY')
  const [item] = await listItems(record.db, next.id, { private: true })
  expect(item).toMatchObject({ audience: 'private', private_reason: 'A named employee’s pay' })
})

async function decidedAt(
  body: Awaited<ReturnType<typeof aCommittee>>,
  to: string,
  text: string,
  publish = true,
) {
  const meeting = await aMeeting(record, body, to)
  const item = await anItem(record, meeting, '1')
  const held = on(to)
  expectDone(await recordAttendance(held, { meeting: meeting.id, lines: present(body) }))
  const decision = expectDone(await recordDecision(held, { item, verb: 'approve', text }))
  const published = async () => {
    expectDone(await draftMinutes(held, { meeting: meeting.id }))
    expectDone(
      await approveMinutesAsChair(held, {
        meeting: meeting.id,
        name: 'The chair',
        role: 'Chair',
        on: day(to),
      }),
    )
    expectDone(await publishMinutes(held, { meeting: meeting.id }))
  }
  if (publish) await published()
  return { meeting, decision, published }
}

test('members call a decision in: it has no effect until that is resolved, and every page says so', async () => {
  const body = await aCommittee(record, 'calls-in', 6, {
    terms: someTerms({ callIn: { workingDays: 5, members: 3, citation: 'Constitution, 4.2' } }),
  })
  const { decision } = await decidedAt(body, '2025-02-27', 'The closure.')
  const members = body.seats.flatMap(({ holder }) => holder ?? [])
  const state = async () => (await get('/api/v1/decisions?body=calls-in')).json().decisions[0].state
  expect(await state()).toBe('open to call-in')
  const call = { decision: decision.id, members: members.slice(0, 3), why: 'No consultation.' }
  expect(codes(await callInDecision(clerk, { ...call, members: members.slice(0, 2) }))).toEqual([
    'too-few-members',
  ])
  expect(codes(await callInDecision(on('2025-03-07'), call))).toEqual(['call-in-over'])
  expectDone(await callInDecision(clerk, call))
  expect(await state()).toBe('called in')
  expect(await withPublic('/meetings/calls-in/2025-02-27')).toContain(
    'no effect until that is decided',
  )
  expect(await withPublic(`/decisions/${decision.id}`)).toContain('No consultation')
  expect(
    codes(
      await resolveCallIn(clerk, {
        decision: decision.id,
        outcome: 'stands',
        on: day('2025-03-01'),
        why: 'x',
      }),
    ),
  ).toEqual(['day-out-of-place'])
  expectDone(
    await resolveCallIn(clerk, {
      decision: decision.id,
      outcome: 'referred back',
      on: day('2025-03-03'),
      why: 'Consult first.',
    }),
  )
  expect(await state()).toBe('referred back')
})

test('a later meeting rescinds a decision: both stay on the register once its minutes are published', async () => {
  const body = await aCommittee(record, 'rescinds')
  const { decision } = await decidedAt(body, '2025-02-20', 'Buy the building.')
  const later = await decidedAt(body, '2025-03-03', 'Do not buy the building.', false)
  expectDone(
    await undoDecision(clerk, { decision: decision.id, how: 'rescinded', by: later.decision.id }),
  )
  const first = async () =>
    (await get('/api/v1/decisions?body=rescinds'))
      .json()
      .decisions.find((one: { text: string }) => one.text === 'Buy the building.')
  expect((await first()).state).toBe('stands')
  await later.published()
  expect(await first()).toMatchObject({
    state: 'rescinded',
    stateInWords: 'Rescinded on 3 March 2025 by: Do not buy the building.',
  })
  expect(await withPublic('/meetings/rescinds/2025-02-20')).toContain('Rescinded on 3 March 2025')
  expect((await get(`/thread/decision/${decision.id}`)).body).toContain('rescinded')
})

test('R-TOR-15, R-MEET-1: an extraordinary meeting has the same quorum, and notice may be given when it is called', async () => {
  const body = await aCommittee(record, 'extraordinary')
  const meeting = await aMeeting(record, body, '2025-03-03', {
    kind: 'extraordinary',
    startsAt: '16:00',
  })
  const given = expectDone(
    await giveNotice(clerk, {
      meeting: meeting.id,
      kind: 'public notice',
      givenOn: day('2025-03-03'),
      manner: 'On the website',
      text: 'It meets today.',
    }),
  )
  expect(given.review.sufficient).toBe(true)
  const item = await anItem(record, meeting, '1')
  expectDone(await recordAttendance(clerk, { meeting: meeting.id, lines: present(body, 2) }))
  expect(codes(await recordDecision(clerk, { item, verb: 'approve', text: 'x' }))).toEqual([
    'inquorate',
  ])
  const { called } = (await get('/api/v1/meetings/extraordinary/2025-03-03')).json()
  expect(called).toEqual({
    by: 'Chair',
    why: 'It cannot wait.',
    under: 'terms of reference, 9.1',
  })
  const other = await anItem(record, meeting, '2', { kind: 'other business' })
  expectDone(await recordAttendance(clerk, { meeting: meeting.id, lines: present(body) }))
  expect(codes(await recordDecision(clerk, { item: other, verb: 'approve', text: 'x' }))).toEqual([
    'unlisted-business',
  ])
  expectDone(await recordDecision(clerk, { item, verb: 'approve', text: 'x' }))
  expect(
    codes(
      await scheduleMeeting(clerk, {
        body: body.id,
        day: day('2025-03-04'),
        startsAt: time('10:00'),
        kind: 'extraordinary',
        mode: 'remote',
        venue: '',
      }),
    ),
  ).toEqual(['calling-missing', 'calling-missing', 'calling-missing'])
})

test('of more officers’ decisions than a page holds, each is on one page of the list, with whether it is public', async () => {
  const { body, delegation } = await aDelegation('many-officers')
  const ids: string[] = []
  for (let at = 0; at < 53; at++)
    ids.push(expectDone(await recordOfficerDecision(clerk, decided(delegation))))
  expectDone(await publishOutside(clerk, { decision: ids[0] ?? '' }))
  const visitor = await aVisitor(house, record, 'clerk', body.id)
  const first = (await visitor.get('/work/decisions')).body
  const second = (await visitor.get('/work/decisions?officers=2')).body
  const shown = (page: string) => ids.filter(id => page.includes(`/work/decisions/${id}"`))
  expect([shown(first).length, shown(second).length]).toEqual([50, 3])
  expect(new Set([...shown(first), ...shown(second)]).size).toBe(53)
  expect(first).toContain('/work/decisions?officers=2')
  expect(`${first}${second}`.match(/Published/g)).toHaveLength(1)
})
