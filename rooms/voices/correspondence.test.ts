import { expect, test } from 'vitest'
import { aHouse, aVisitor } from '../../app/visitor.samples.ts'
import { day, readPartialDay, time } from '../../platform/day.rules.ts'
import { expectDone, NotPermitted } from '../../platform/outcome.ts'
import { listJournal } from '../../platform/record/journal.ts'
import { listLinks } from '../../platform/record/links.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { aBody, aPerson } from '../bodies/bodies.samples.ts'
import { draftMinutes } from '../meetings/draft-minutes.ts'
import { publishMinutes } from '../meetings/publish-minutes.ts'
import { listItems } from '../meetings/read-agenda.ts'
import { recordAttendance } from '../meetings/record-attendance.ts'
import { scheduleMeeting } from '../meetings/schedule-meeting.ts'
import { amendLetter } from './amend-letter.ts'
import { attachToLetter } from './attach-to-letter.ts'
import { publishLetter } from './publish-letter.ts'
import { putLetter } from './put-letter.ts'
import {
  countLetters,
  findWriter,
  listLetters,
  listPoints,
  readLetterInFull,
} from './read-letter.ts'
import { type NewLetter, recordLetter } from './record-letter.ts'

const CANARY = 'Zebedee Canary'
const record = await freshRecord()
const acting = actingOn(record, '2025-03-10')
const today = day('2025-03-10')
const body = await aBody(acting, {
  slug: 'the-committee',
  name: 'The Committee',
  regime: 'parish council',
})
const other = await aBody(acting)
const house = await aHouse(record, '2025-03-10')

const dated = (text: string) => expectDone(readPartialDay(text))
const aLetter = (differences: Partial<NewLetter> = {}): NewLetter => ({
  body,
  direction: 'received',
  form: 'letter',
  datedOn: dated('3 March 2025'),
  correspondent: 'Luton Council',
  subject: 'Transport to clinics',
  summary: 'Asks three things.',
  audience: 'public',
  ...differences,
})
const recordedLetter = async (differences: Partial<NewLetter> = {}) =>
  expectDone(await recordLetter(acting, aLetter(differences)))
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? [] : outcome.refusals?.map(({ code }) => code)

test('each point of a letter has its number and its own answer, and the reply leads back', async () => {
  const letter = await recordedLetter({ points: ['A plan', 'The money'], replyWanted: true })
  const points = await listPoints(record.db, letter.id)
  expect(points.map(({ number, text }) => [number, text])).toEqual([
    [1, 'A plan'],
    [2, 'The money'],
  ])
  const reply = await recordedLetter({
    direction: 'sent',
    datedOn: dated('9 March 2025'),
    inReplyTo: letter.id,
    answers: [{ point: points[0]?.id ?? '', outcome: 'provided', text: 'Enclosed.' }],
  })
  const full = await readLetterInFull(record.db, letter.id)
  expect(full.replies.map(({ id }) => id)).toEqual([reply.id])
  expect(full.letter).toMatchObject({ replies: 1, points: 2, answered: 1 })
  expect((await readLetterInFull(record.db, reply.id)).points.map(({ number }) => number)).toEqual([
    1,
  ])
  expect(await listLinks(record.db, [{ kind: 'letter', id: letter.id }])).toEqual([
    {
      from: { kind: 'letter', id: reply.id },
      relation: 'answers',
      to: { kind: 'letter', id: letter.id },
    },
  ])
})

test('a reply goes the other way, is of the same body, and is not dated before its letter', async () => {
  const letter = await recordedLetter()
  const reply = (differences: Partial<NewLetter>) =>
    recordLetter(acting, aLetter({ direction: 'sent', inReplyTo: letter.id, ...differences }))
  expect(codes(await reply({ direction: 'received' }))).toEqual(['reply-goes-the-same-way'])
  expect(codes(await reply({ body: other }))).toEqual(['letter-of-another-body'])
  expect(codes(await reply({ datedOn: dated('1 March 2025') }))).toEqual(['reply-before-letter'])
  expect(
    codes(await reply({ answers: [{ point: letter.id, outcome: 'provided', text: 'x' }] })),
  ).toEqual(['point-unknown'])
  expect(codes(await reply({ organisation: letter.id }))).toEqual(['organisation-unknown'])
  expect(codes(await reply({ replyOwner: letter.id }))).toEqual(['person-unknown'])
})

test('a private person is in no public place, and their name is not in the journal', async () => {
  const letter = await recordedLetter({
    privatePerson: true,
    correspondent: CANARY,
    writer: CANARY,
    writerAddress: '1 Canary Road',
    audience: 'members',
  })
  expect(letter.correspondent).toBe('A private person')
  expect((await findWriter(record.db, letter.id))?.name).toBe(CANARY)
  const lines = await listJournal(record.db, { kind: 'letter', id: letter.id })
  expect(JSON.stringify(lines)).not.toContain('Canary')
  await expect(readLetterInFull(record.publicDb, letter.id)).rejects.toThrow('no such letter')
  await expect(findWriter(record.publicDb, letter.id)).rejects.toThrow(/permission denied/)
  expect(codes(await publishLetter(acting, { letter: letter.id }))).toEqual(['letter-not-public'])
})

test('a letter is public once it is published, and its files with it', async () => {
  const letter = await recordedLetter({ subject: 'Published at last' })
  const bytes = new TextEncoder().encode('not a document')
  expect((await attachToLetter(acting, { letter: letter.id, name: 'letter.pdf', bytes })).ok).toBe(
    false,
  )
  await expect(readLetterInFull(record.publicDb, letter.id)).rejects.toThrow('no such letter')
  expectDone(await publishLetter(acting, { letter: letter.id }))
  expect((await readLetterInFull(record.publicDb, letter.id)).letter.subject).toBe(
    'Published at last',
  )
  expect(codes(await publishLetter(acting, { letter: letter.id }))).toEqual(['already-published'])
  const change = { ...aLetter(), letter: letter.id, version: 1, audience: 'members' as const }
  expect(codes(await amendLetter(acting, change))).toEqual(['published-stays-public'])
  const page = await house.server.inject({ url: `/correspondence/${letter.id}` })
  expect(page.body).toContain('Published at last')
  const json = await house.server.inject({ url: `/api/v1/correspondence/${letter.id}` })
  expect(json.json()).toMatchObject({ subject: 'Published at last', state: 'no reply needed' })
})

test('an answer is not public before the reply in which it stands', async () => {
  const letter = await recordedLetter({ points: ['The plan'] })
  const [point] = await listPoints(record.db, letter.id)
  const reply = await recordedLetter({
    direction: 'sent',
    inReplyTo: letter.id,
    answers: [{ point: point?.id ?? '', outcome: 'provided', text: 'Enclosed.' }],
  })
  expectDone(await publishLetter(acting, { letter: letter.id }))
  const before = await readLetterInFull(record.publicDb, letter.id)
  expect([before.points[0]?.answers, before.replies]).toEqual([[], []])
  expectDone(await publishLetter(acting, { letter: reply.id }))
  const after = await readLetterInFull(record.publicDb, letter.id)
  expect(after.points[0]?.answers[0]?.text).toBe('Enclosed.')
})

test('a letter is put to a meeting under Correspondence, and is public with that meeting’s minutes', async () => {
  const meeting = expectDone(
    await scheduleMeeting(acting, {
      body,
      day: day('2025-03-20'),
      startsAt: time('10:00'),
      kind: 'ordinary',
      mode: 'remote',
      venue: '',
      deadlinesToCheck: true,
    }),
  )
  const letter = await recordedLetter({ subject: 'To be received' })
  const kept = await recordedLetter({ audience: 'private', privateReason: 'Names a patient.' })
  expectDone(await putLetter(acting, { letter: letter.id, meeting: meeting.id }))
  const [item] = await listItems(record.db, meeting.id, { private: true })
  expect(item).toMatchObject({ title: 'Correspondence', purposes: ['receive'] })
  expect(
    codes(await putLetter(acting, { letter: kept.id, meeting: meeting.id, item: item?.id })),
  ).toEqual(['private-letter-public-item'])
  expectDone(await putLetter(acting, { letter: kept.id, meeting: meeting.id }))
  expect((await listLetters(record.db, { today, meeting: meeting.id })).length).toBe(2)
  await expect(readLetterInFull(record.publicDb, letter.id)).rejects.toThrow('no such letter')
  const later = actingOn(record, '2025-03-21')
  const person = await aPerson(later)
  expectDone(
    await recordAttendance(later, {
      meeting: meeting.id,
      lines: [{ person, capacity: 'in attendance' }],
    }),
  )
  expectDone(await draftMinutes(later, { meeting: meeting.id }))
  expectDone(await publishMinutes(later, { meeting: meeting.id }))
  expect((await readLetterInFull(record.publicDb, letter.id)).letter.subject).toBe('To be received')
  await expect(readLetterInFull(record.publicDb, kept.id)).rejects.toThrow('no such letter')
})

test('a letter is not corrected over what somebody else saved', async () => {
  const letter = await recordedLetter()
  const change = { ...aLetter({ subject: 'Changed' }), letter: letter.id, version: 1 }
  expectDone(await amendLetter(acting, change))
  expect(codes(await amendLetter(acting, change))).toEqual(['changed-meanwhile'])
})

test('overdue letters stand first, and the log has pages where there are many', async () => {
  for (let at = 0; at < 51; at++)
    await recordedLetter({ body: other, subject: `Letter ${at}`, datedOn: dated('9 March 2025') })
  const overdue = await recordedLetter({
    body: other,
    subject: 'Late',
    datedOn: dated('February 2025'),
    replyWanted: true,
    replyDue: day('2025-03-07'),
  })
  const [first] = await listLetters(record.db, { today, bodies: [other], limit: 25 })
  expect(first?.id).toBe(overdue.id)
  expect(await countLetters(record.db, { today, bodies: [other] })).toEqual({
    all: 52,
    open: 1,
    overdue: 1,
    answered: 0,
  })
  const clerk = await aVisitor(house, record, 'clerk', other)
  const log = await clerk.get('/work/correspondence?page=3')
  expect(log.body).toContain('aria-current="page"')
  expect(log.body.match(/gt-card-list__item/g)).toHaveLength(2)
})

test('whoever keeps the correspondence records a letter and its reply from the screen', async () => {
  const clerk = await aVisitor(house, record, 'clerk', body)
  const at = '/work/correspondence/new'
  const fields = {
    body,
    direction: 'received',
    form: 'e-mail',
    datedOn: 'March 2025',
    correspondent: 'Chief Executive, Luton Council',
    subject: 'From the screen',
    points: '1. A map\n2. A day',
    replyWanted: 'yes',
    audience: 'members',
  }
  const wrong = await clerk.post(at, { ...fields, correspondent: '', datedOn: 'whenever' })
  expect(wrong.status).toBe(422)
  expect(wrong.body).toContain('From the screen')
  const { location } = await clerk.post(at, fields)
  expect((await clerk.get(location)).body).toContain('We owe a reply')
  const missing = await clerk.post(`${location}/reply`, {
    ...fields,
    datedOn: '10 March 2025',
    'answer-1': 'Enclosed.',
  })
  expect(missing.body).toContain('Say what became of point 1.')
  const replied = await clerk.post(`${location}/reply`, {
    ...fields,
    datedOn: '10 March 2025',
    'outcome-1': 'provided',
    'answer-1': 'Enclosed.',
  })
  expect((await clerk.get(replied.location)).body).toContain('Enclosed.')
  expect((await clerk.get(location)).body).toContain('Some points unanswered')
  for (const path of ['reply', 'put', 'change', 'files/new'])
    expect((await clerk.get(`${location}/${path}`)).status).toBe(200)
})

test('members do not see private letters, and record none', async () => {
  const kept = await recordedLetter({ audience: 'private', privateReason: 'Names a patient.' })
  const member = await aVisitor(house, record, 'member', body)
  expect((await member.get(`/work/correspondence/${kept.id}`)).status).toBe(404)
  expect((await member.get('/work/correspondence')).body).not.toContain(kept.id)
  expect((await member.get('/work/correspondence/new')).status).toBe(403)
  const barred = actingOn(record, '2025-03-10', { may: () => false })
  await expect(recordLetter(barred, aLetter())).rejects.toThrow(NotPermitted)
})
