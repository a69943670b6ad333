import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { aTaggedPdf } from '../../platform/documents/documents.samples.ts'
import { readFile } from '../../platform/files/files.ts'
import { listLetters, sendLetters } from '../../platform/mail/letters.ts'
import { smtpPost } from '../../platform/mail/smtp.ts'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import { actingOn, freshRecord, type TestRecord } from '../../platform/testing/record.ts'
import { anAppointment, aSeat } from '../bodies/bodies.samples.ts'
import { endAppointment } from '../bodies/end-appointment.ts'
import { addItem, aMeeting, handIn } from '../meetings/agenda.samples.ts'
import { amendAgendaItem } from '../meetings/amend-agenda-item.ts'
import { attachFile } from '../meetings/attach-file.ts'
import { deferItem } from '../meetings/defer-item.ts'
import { readAgenda, readItem } from '../meetings/read-agenda.ts'
import { withdrawPaper } from '../meetings/withdraw-paper.ts'
import { grantRole } from '../people/grant-role.ts'
import { recordPerson } from '../people/record-person.ts'
import { threadsOf } from './item-threads.rules.ts'
import { markRead } from './mark-read.ts'
import { publishPack } from './publish-pack.ts'
import { aMeetingWithPapers, CANARY, type MeetingWithPapers } from './publishing.samples.ts'
import { findReading, listItemsByVersion, readPack } from './read-pack.ts'
import { listTellings, readTellings } from './read-tellings.ts'
import { tellMembers } from './tell-members.ts'

const site = 'https://goldthread.example'
let record: TestRecord
let given: MeetingWithPapers
let member: string
let appointment: string

const codesOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code)

const clerkOn = (on: string) => actingOn(record, on)
const publish = (on: string, more: object = {}) =>
  publishPack(clerkOn(on), { meeting: given.meeting.id, site, ...more }).then(expectDone)
const tell = (on: string) => tellMembers(clerkOn(on), { meeting: given.meeting.id, site })

const person = async (name: string, email?: string) =>
  expectDone(
    await recordPerson(clerkOn('2025-01-02'), { name, position: '', ...(email ? { email } : {}) }),
  ).id

const seat = async (holder: string, from = '2025-01-02') =>
  anAppointment(clerkOn('2025-01-02'), await aSeat(clerkOn('2025-01-02'), given.body.id), {
    person: holder,
    from: day(from),
  })

// ── A mail server that keeps what it is sent ────────────────────────────────

const received: { to: string; source: string }[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, session, callback) => {
    text(stream).then(source => {
      received.push({ source, to: session.envelope.rcptTo.map(({ address }) => address).join() })
      callback()
    }, callback)
  },
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
afterAll(() => new Promise<void>(resolve => server.close(() => resolve())))

/** A letter as it was written, before its lines were folded for the post. */
const joined = (source: string) => source.replaceAll('=\r\n', '').replaceAll('\r\n', '\n')

beforeAll(async () => {
  record = await freshRecord()
  given = await aMeetingWithPapers(record)
  member = await person('Member for Luton', 'luton@example.org')
  appointment = await seat(member)
  await seat(await person('Member without an address'))
})

test('the agenda goes out alone, its papers to follow, and members are told the whole once', async () => {
  const first = await publish('2025-02-05', { extent: 'agenda', tell: true })
  expect(first.extent).toBe('agenda')
  const { content } = await readPack(record.publicDb, given.meeting.id)
  expect(content.items.flatMap(({ papers }) => papers)).toEqual([])
  expect([content.tracker, content.interests, content.minutes]).toEqual([null, null, null])
  const told = await listTellings(record.db, given.meeting.id)
  expect(told.map(({ version, since }) => [version, since])).toEqual([[1, null]])
  expect(codesOf(await tell('2025-02-05'))).toEqual(['nobody-to-tell'])
})

test('who holds a seat and has no address stays to be told, and the clerk sees it', async () => {
  const { due, readers } = await readTellings(record.db, given.meeting, day('2025-02-05'))
  expect(due.map(({ person: who }) => readers.find(({ id }) => id === who)?.name)).toEqual([
    'Member without an address',
  ])
})

test('several versions are gathered: a member is told once, later, of all that is different', async () => {
  await publish('2025-02-06')
  const late = clerkOn('2025-02-11')
  const item = await addItem(late, given.meeting.id, { title: 'Winter plan', purposes: ['note'] })
  await handIn(late, item.id, {
    title: 'Winter plan in full',
    submittedOn: day('2025-02-11'),
    permission: 'the chair, because of the cold',
  })
  await publish('2025-02-11')
  expect(expectDone(await tell('2025-02-11'))).toEqual({ letters: 1, withoutAddress: 1 })
  const [latest] = await listTellings(record.db, given.meeting.id)
  expect(latest).toMatchObject({ person: member, version: 3, since: 1 })
  expect(codesOf(await tell('2025-02-12'))).toEqual(['nobody-to-tell'])
})

test('a version that changes nothing writes no letter', async () => {
  await publish('2025-02-11', { note: 'The same again.', tell: true })
  const letters = await listLetters(record.db, `papers/${given.meeting.id}/`)
  expect(letters).toHaveLength(2)
})

test('an item keeps its thread through the versions when it is renamed and deferred, and the public sees each', async () => {
  const clerk = clerkOn('2025-02-12')
  const later = await aMeeting(record, given.body.id, { day: day('2025-06-13') })
  const { item } = await readItem(record.db, given.greenPlan.id)
  expectDone(
    await amendAgendaItem(clerk, {
      title: 'The Green Plan to 2030',
      kind: item.kind,
      purposes: item.purposes,
      lead: item.lead,
      audience: 'public',
      item: item.id,
      version: item.version,
    }),
  )
  await publish('2025-02-12')
  expectDone(
    await deferItem(clerk, {
      item: item.id,
      to: later.id,
      reason: 'The figures are not ready.',
      papers: true,
    }),
  )
  const version = await publish('2025-02-12')
  expect(version.changes.map(({ words }) => words)).toEqual([
    'Item 6, The Green Plan to 2030, is deferred to the meeting of 13 June 2025: The figures are not ready.',
  ])
  const threads = threadsOf(await listItemsByVersion(record.publicDb, given.meeting.id))
  const thread = threads.find(({ id }) => id === item.id)
  expect(thread).toMatchObject({ stands: 'Deferred to the meeting of 13 June 2025' })
  expect(thread?.steps).toEqual([
    { version: 1, words: 'item 6' },
    { version: 5, words: 'now called “The Green Plan to 2030”' },
    { version: 6, words: 'deferred to the meeting of 13 June 2025' },
  ])
  expect(JSON.stringify(threads)).not.toContain(CANARY)
})

test('a paper withdrawn after publication stays listed with the reason, and its former version stays public', async () => {
  const other = await aMeetingWithPapers(record)
  const clerk = clerkOn('2025-02-10')
  const publishOther = () =>
    publishPack(clerk, { meeting: other.meeting.id, site }).then(expectDone)
  await publishOther()
  const [file] = (await readPack(record.publicDb, other.meeting.id)).content.items
    .flatMap(({ papers }) => papers)
    .flatMap(({ files }) => files)
  expectDone(await withdrawPaper(clerk, { paper: other.paper, reason: 'Sent in error.' }))
  await handIn(clerk, other.greenPlan.id, {
    title: 'The right paper',
    submittedOn: day('2025-02-10'),
    permission: 'the chair, as the first was wrong',
  })
  const second = await publishOther()
  expect(second.changes.map(({ words }) => words)).toContain(
    '“Green Plan refresh” was withdrawn under item 6: Sent in error.',
  )
  const { content } = await readPack(record.publicDb, other.meeting.id)
  expect(content.items.find(({ id }) => id === other.greenPlan.id)?.withdrawn).toEqual([
    {
      id: other.paper,
      title: 'Green Plan refresh',
      on: '2025-02-10',
      reason: 'Sent in error.',
      version: 1,
    },
  ])
  expect(await readFile(record.publicDb, file?.hash ?? '')).toBeDefined()
})

test('a replaced file is a new copy beside the earlier one, and both can be fetched by the public', async () => {
  const other = await aMeetingWithPapers(record)
  const publishOther = () =>
    publishPack(clerkOn('2025-02-06'), { meeting: other.meeting.id, site }).then(expectDone)
  await publishOther()
  const before = await readPack(record.publicDb, other.meeting.id)
  const old = before.content.items
    .flatMap(({ papers }) => papers)
    .flatMap(({ files }) => files)
    .find(({ name }) => name === 'emissions.pdf')
  const [green] = (await readAgenda(record.db, other.meeting.id, { private: true })).filter(
    ({ id }) => id === other.greenPlan.id,
  )
  const replaced = green?.papers[0]?.files.find(({ hash }) => hash === old?.hash)
  expectDone(
    await attachFile(clerkOn('2025-02-06'), {
      paper: other.paper,
      name: 'emissions.pdf',
      bytes: await aTaggedPdf('Emissions, put right'),
      replaces: replaced?.id,
      because: 'the chair: two figures were wrong',
    }),
  )
  const second = await publishOther()
  expect(second.changes.map(({ words }) => words)).toContain(
    '“Green Plan refresh” under item 6 was replaced by a new copy: the chair: two figures were wrong.',
  )
  const after = await readPack(record.publicDb, other.meeting.id)
  const fresh = after.content.items
    .flatMap(({ papers }) => papers)
    .flatMap(({ files }) => files)
    .find(({ name }) => name === 'emissions.pdf')
  expect(fresh?.replaces).toMatchObject({ hash: old?.hash })
  for (const hash of [old?.hash ?? '', fresh?.hash ?? ''])
    expect(await readFile(record.publicDb, hash)).toBeDefined()
})

test('who joined later is told the whole, a participant too, and who has left is told nothing', async () => {
  const clerk = clerkOn('2025-02-13')
  const joined = await person('Member for Bedford', 'bedford@example.org')
  await seat(joined, '2025-02-13')
  const participant = await person('Healthwatch', 'healthwatch@example.org')
  expectDone(
    await grantRole(clerk, {
      person: participant,
      role: 'member',
      scope: given.body.id,
      from: day('2025-02-13'),
    }),
  )
  expectDone(
    await endAppointment(clerk, { appointment, endedOn: day('2025-02-12'), reason: 'Left' }),
  )
  expect(expectDone(await tell('2025-02-13'))).toEqual({ letters: 2, withoutAddress: 1 })
  const told = await listTellings(record.db, given.meeting.id)
  expect(
    told.filter(({ on }) => on === '2025-02-13').map(({ version, since }) => [version, since]),
  ).toEqual([
    [6, null],
    [6, null],
  ])
})

test('the letters go out through a mail server, with the difference, its links and nothing of the private part', async () => {
  const post = await smtpPost({
    smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}?from=clerk@example.org`,
    url: site,
    name: async () => 'The partnership’s record',
  })
  expect(await sendLetters(record.db, post, new Date('2025-02-14T09:00:00Z'))).toBe(4)
  expect(received.map(({ to }) => to).sort()).toEqual([
    'bedford@example.org',
    'healthwatch@example.org',
    'luton@example.org',
    'luton@example.org',
  ])
  expect(JSON.stringify(received)).not.toContain(CANARY)
  const words = received
    .map(({ source }) => joined(source))
    .find(sent => sent.includes('You were last told'))
  expect(words).toContain('Winter plan')
  expect(words).toContain('/read/8#paper-')
  const told = await listTellings(record.db, given.meeting.id)
  expect(told.every(({ letter }) => letter?.sent_at instanceof Date)).toBe(true)
})

test('a member says what they have read, for themselves, and only of what is published', async () => {
  const reader = actingOn(record, '2025-02-13', { person: member })
  expectDone(await markRead(reader, { meeting: given.meeting.id, version: 2 }))
  expectDone(await markRead(reader, { meeting: given.meeting.id, version: 6 }))
  expect(await findReading(record.db, given.meeting.id, member)).toEqual({
    version: 6,
    on: '2025-02-13',
  })
  expect(codesOf(await markRead(reader, { meeting: given.meeting.id, version: 9 }))).toEqual([
    'version-unknown',
  ])
  for (const table of ['readings', 'tellings', 'agenda_snapshots'])
    await expect(
      sql`select * from ${sql.table(`publishing.${table}`)}`.execute(record.publicDb),
    ).rejects.toThrow(/permission denied/)
})
