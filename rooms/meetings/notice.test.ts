import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { day, time } from '../../platform/day.rules.ts'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { aBody, addItem, aMeeting } from './agenda.samples.ts'
import { amendMeeting, type MeetingChange } from './amend-meeting.ts'
import { giveNotice, type NewNotice } from './give-notice.ts'
import type { Meeting } from './read-meeting.ts'
import { listNotices, readMeetingAt } from './read-meeting.ts'
import { scheduleMeeting } from './schedule-meeting.ts'

const record = await freshRecord()
const clerk = actingOn(record, '2025-02-12')
const partnership = await aBody(record, { slug: 'health-and-care-partnership' })

const fieldsOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code, field }) => `${code} ${field}`)
const notice = (meeting: string, differences: Partial<NewNotice> = {}): NewNotice => ({
  meeting,
  kind: 'public notice',
  givenOn: day('2025-02-03'),
  manner: 'On the website',
  text: 'Notice is given.',
  ...differences,
})
const change = (meeting: Meeting, differences: Partial<MeetingChange> = {}): MeetingChange => ({
  meeting: meeting.id,
  version: meeting.version,
  day: meeting.day,
  startsAt: time('10:00'),
  endsAt: time('12:00'),
  kind: 'ordinary',
  mode: 'in person',
  venue: 'Council offices, Bedford',
  ...differences,
})

test('a meeting becomes public with its notice, and not before', async () => {
  const meeting = await aMeeting(record, partnership.id)
  await expect(readMeetingAt(record.publicDb, partnership.slug, meeting.slug)).rejects.toThrow(
    'no meeting',
  )
  const given = expectDone(await giveNotice(clerk, notice(meeting.id)))
  expect(given.review).toMatchObject({ sufficient: true, words: 'In time: 9 clear days' })
  expect((await readMeetingAt(record.publicDb, partnership.slug, meeting.slug)).meeting.id).toBe(
    meeting.id,
  )
})

test('R-MEET-1: late notice is recorded and said to be late', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const { review } = expectDone(
    await giveNotice(clerk, notice(meeting.id, { givenOn: day('2025-02-12') })),
  )
  expect(review).toMatchObject({ sufficient: false, words: 'Too late: 1 of 3 clear days' })
  expect(await listNotices(record.db, meeting.id)).toHaveLength(1)
})

test('R-MEET-4: a summons without business or signature is refused, and nothing is stored', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const summons = { kind: 'summons', manner: 'By e-mail' } as const
  expect(fieldsOf(await giveNotice(clerk, notice(meeting.id, summons)))).toEqual([
    'summons-without-business kind',
    'signature-missing signedBy',
  ])
  expect(await listNotices(record.db, meeting.id)).toEqual([])
  await addItem(clerk, meeting.id)
  expectDone(await giveNotice(clerk, notice(meeting.id, { ...summons, signedBy: 'Town Clerk' })))
})

test('a summons is for members: the public connection reads public notices only', async () => {
  const meeting = await aMeeting(record, partnership.id)
  await addItem(clerk, meeting.id, {
    title: 'CANARY contract',
    audience: 'private',
    privateReason: 'Confidential',
  })
  expectDone(await giveNotice(clerk, notice(meeting.id)))
  expectDone(
    await giveNotice(
      clerk,
      notice(meeting.id, { kind: 'summons', signedBy: 'Clerk', text: 'CANARY contract' }),
    ),
  )
  const seen = await listNotices(record.publicDb, meeting.id)
  expect(seen.map(({ kind }) => kind)).toEqual(['public notice'])
  expect(JSON.stringify(seen)).not.toContain('CANARY')
})

test('no notice is given of a meeting of a body dissolved by its day', async () => {
  const body = await aBody(record)
  const meeting = await aMeeting(record, body.id)
  await sql`update bodies.bodies set dissolved_on = '2025-02-01' where id = ${body.id}`.execute(
    record.db,
  )
  expect(fieldsOf(await giveNotice(clerk, notice(meeting.id)))).toEqual(['body-dissolved kind'])
})

test('R-MEET-8: notice of a council meeting held remotely in 2022 is taken and flagged', async () => {
  const council = await aBody(record, { regime: 'parish council', terms: null })
  const meeting = await aMeeting(record, council.id, {
    day: day('2022-05-17'),
    mode: 'remote',
    venue: 'Online',
  })
  const { review } = expectDone(
    await giveNotice(clerk, notice(meeting.id, { givenOn: day('2022-05-10') })),
  )
  expect(review.warnings.map(({ code }) => code)).toEqual(['remote-not-lawful'])
})

test('before notice a meeting put on another day gets that day’s address; after notice it is moved, not changed', async () => {
  const meeting = await aMeeting(record, partnership.id, { day: day('2025-03-14') })
  const later = expectDone(await amendMeeting(clerk, change(meeting, { day: day('2025-03-21') })))
  expect(later).toMatchObject({ slug: '2025-03-21', version: 2, day: '2025-03-21' })
  expectDone(await giveNotice(clerk, notice(meeting.id)))
  expect(fieldsOf(await amendMeeting(clerk, change(later, { day: day('2025-03-28') })))).toEqual([
    'announced-already day',
  ])
  expect((await listNotices(record.db, meeting.id))[0]?.for_day).toBe('2025-03-21')
})

test('a meeting that keeps its day keeps its address, also as the second of that day', async () => {
  await aMeeting(record, partnership.id, { day: day('2025-04-11') })
  const second = await aMeeting(record, partnership.id, { day: day('2025-04-11') })
  expect(second.slug).toBe('2025-04-11-2')
  const amended = expectDone(
    await amendMeeting(clerk, change(second, { startsAt: time('09:00'), venue: 'Luton' })),
  )
  expect(amended).toMatchObject({ slug: '2025-04-11-2', starts_at: '09:00', venue: 'Luton' })
})

test('two clerks changing the same meeting: the second is told', async () => {
  const meeting = await aMeeting(record, partnership.id, { day: day('2025-05-09') })
  expectDone(await amendMeeting(clerk, change(meeting, { venue: 'Luton' })))
  expect(fieldsOf(await amendMeeting(clerk, change(meeting, { venue: 'Bedford' })))).toEqual([
    'changed-meanwhile version',
  ])
})

test('a meeting cannot be amended to end before it starts, or to be nowhere', async () => {
  const meeting = await aMeeting(record, partnership.id, { day: day('2025-05-16') })
  expect(
    fieldsOf(await amendMeeting(clerk, change(meeting, { endsAt: time('09:00'), venue: '' }))),
  ).toEqual(['ends-before-it-starts endsAt', 'venue-missing venue'])
})

test('a meeting at which attendance was taken keeps its day', async () => {
  const meeting = await aMeeting(record, partnership.id, { day: day('2025-01-17') })
  const person = randomUUID()
  await sql`insert into people.persons (id, name, recorded_at) values (${person}, 'Chair', now())`.execute(
    record.db,
  )
  await sql`insert into meetings.attendances (id, meeting_id, person_id, capacity)
    values (${randomUUID()}, ${meeting.id}, ${person}, 'member')`.execute(record.db)
  expect(fieldsOf(await amendMeeting(clerk, change(meeting, { day: day('2025-01-24') })))).toEqual([
    'meeting-held day',
  ])
})

test('R-CAL-4: a day past the known bank holidays is refused beside the field, or kept knowingly', async () => {
  const far = {
    body: partnership.id,
    day: day('2031-05-07'),
    startsAt: time('10:00'),
    kind: 'ordinary',
    mode: 'in person',
    venue: 'Bedford',
  } as const
  expect(fieldsOf(await scheduleMeeting(clerk, far))).toEqual(['bank-holidays-not-known day'])
  const kept = expectDone(await scheduleMeeting(clerk, { ...far, deadlinesToCheck: true }))
  const sooner = expectDone(await amendMeeting(clerk, change(kept, { day: day('2025-06-06') })))
  expect(fieldsOf(await amendMeeting(clerk, change(sooner, { day: day('2031-05-07') })))).toEqual([
    'bank-holidays-not-known day',
  ])
})

test('R-CAL-3: a day that this record disregards moves the day on which notice is due', async () => {
  const body = await aBody(record)
  const meeting = await aMeeting(record, body.id, { day: day('2026-02-13') })
  const onMonday = notice(meeting.id, { givenOn: day('2026-02-09') })
  const later = actingOn(record, '2026-02-12')
  expect(expectDone(await giveNotice(later, onMonday)).review.sufficient).toBe(true)
  await sql`insert into platform.disregarded_days (day, reason, counters)
    values ('2026-02-11', 'Day of mourning', '{clear day}')`.execute(record.db)
  expect(expectDone(await giveNotice(later, onMonday)).review.words).toBe(
    'Too late: 2 of 3 clear days',
  )
})
