import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openHouse } from '../../app/house.ts'
import { day, time } from '../../platform/day.rules.ts'
import { aTaggedPdf } from '../../platform/documents/documents.samples.ts'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import { readSettings } from '../../platform/settings.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { adjournToAnotherDay } from './adjourn-to-another-day.ts'
import { amendMeeting } from './amend-meeting.ts'
import { approveMinutesAsChair } from './approve-minutes-as-chair.ts'
import { attachFile } from './attach-file.ts'
import { cancelMeeting } from './cancel-meeting.ts'
import { draftMinutes } from './draft-minutes.ts'
import { dropMeeting } from './drop-meeting.ts'
import { fixNewDay } from './fix-new-day.ts'
import { giveNotice } from './give-notice.ts'
import { listUpcoming } from './list-published.ts'
import { moveMeeting } from './move-meeting.ts'
import { postponeMeeting } from './postpone-meeting.ts'
import { publishMinutes } from './publish-minutes.ts'
import { readAgenda } from './read-agenda.ts'
import { type Meeting, readMeeting } from './read-meeting.ts'
import { readQuorum } from './read-quorum.ts'
import { recordAttendance } from './record-attendance.ts'
import { recordDecision } from './record-decision.ts'
import { aCommittee, aMeeting, anItem, present } from './sitting.samples.ts'
import { submitPaper } from './submit-paper.ts'
import { takeOverItems } from './take-over-items.ts'
import type { NewArrangement } from './turn-meeting.ts'

const record = await freshRecord()
const house = await openHouse(
  readSettings({
    LOG_LEVEL: 'silent',
    GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-')),
    GOLDTHREAD_TODAY: '2025-02-20',
  }),
  record.url,
)
afterAll(() => house.close())
const on = (today: string) => actingOn(record, today)
const clerk = on('2025-02-10')
const codes = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code)
const get = async (url: string) => {
  const answer = await house.server.inject({ url })
  return { status: answer.statusCode, body: answer.body, json: () => answer.json() }
}
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const notice = async (meeting: Meeting, givenOn = '2025-02-03') =>
  expectDone(
    await giveNotice(on(givenOn), {
      meeting: meeting.id,
      kind: 'public notice',
      givenOn: day(givenOn),
      manner: 'On the website',
      text: 'The body will meet in public.',
    }),
  )
const at = (to: string, differences: Partial<NewArrangement> = {}): NewArrangement => ({
  day: day(to),
  startsAt: time('14:00'),
  mode: 'in person',
  venue: 'Town Hall, Luton',
  ...differences,
})
let bodies = 0
const announced = async (to = '2025-02-28') => {
  bodies += 1
  const body = await aCommittee(record, `put-off-${bodies}`)
  const meeting = await aMeeting(record, body, to)
  await notice(meeting)
  return { body, meeting, path: `/meetings/${body.slug}/${to}` }
}
const input = (meeting: Meeting, why = 'Snow is forecast.') => ({
  meeting: meeting.id,
  version: meeting.version,
  why,
})

test('postponed to another day, the old page keeps its address and notice, says why and leads on', async () => {
  const { body, meeting, path } = await announced()
  const { next } = expectDone(
    await postponeMeeting(clerk, { ...input(meeting), to: at('2025-03-14') }),
  )
  const old = await get(path)
  expect(old.status).toBe(200)
  expect(words(old.body)).toContain('This meeting was postponed')
  expect(words(old.body)).toContain('Snow is forecast.')
  expect(words(old.body)).toContain('on the website')
  expect(old.body).toContain(`href="/meetings/${body.slug}/2025-03-14"`)
  const page = await get(`/meetings/${body.slug}/2025-03-14`)
  expect(words(page.body)).toContain('Notice of this day has not been given yet')
  expect(page.body).toContain(`href="${path}"`)
  const { standing, became } = (await get(`/api/v1${path}`)).json()
  expect(standing).toBe('postponed')
  expect(became).toEqual({
    what: 'postponed',
    on: '2025-02-10',
    why: 'Snow is forecast.',
    to: { date: '2025-03-14', page: `/meetings/${body.slug}/2025-03-14` },
  })
  expect((await get(`/api/v1/meetings/${body.slug}/2025-03-14`)).json().inPlaceOf).toMatchObject({
    what: 'postponed',
    date: '2025-02-28',
  })
  const list = (await get(`/api/v1/meetings?body=${body.slug}`)).json().upcoming
  expect(list.map((line: { standing: string }) => line.standing)).toEqual([
    'postponed',
    'going ahead',
  ])
  const upcoming = await listUpcoming(record.publicDb, day('2025-02-10'), 500)
  expect(upcoming.map(({ id }) => id)).toContain(next?.id)
  expect(upcoming.map(({ id }) => id)).not.toContain(meeting.id)
})

test('R-ID-5: in people’s calendars it is the same entry with a higher sequence, cancelled while no day is known', async () => {
  const { body, meeting } = await announced()
  const entry = async () => {
    const text = (await get(`/meetings.ics?body=${body.slug}`)).body
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1)
    const event = text.slice(text.indexOf('BEGIN:VEVENT'))
    return (name: string) => new RegExp(`^${name}[:;](.*)$`, 'm').exec(event)?.[1]?.trim()
  }
  const first = await entry()
  expect([first('UID'), first('SEQUENCE'), first('STATUS')]).toEqual([
    `${meeting.id}@goldthread`,
    '1',
    'CONFIRMED',
  ])
  expectDone(await postponeMeeting(clerk, input(meeting)))
  const put = await entry()
  expect([put('UID'), put('SEQUENCE'), put('STATUS')]).toEqual([
    `${meeting.id}@goldthread`,
    '2',
    'CANCELLED',
  ])
  expectDone(await fixNewDay(on('2025-02-12'), { meeting: meeting.id, to: at('2025-03-20') }))
  const fixed = await entry()
  expect([fixed('UID'), fixed('SEQUENCE'), fixed('STATUS')]).toEqual([
    `${meeting.id}@goldthread`,
    '3',
    'CONFIRMED',
  ])
  expect(fixed('DTSTART')).toContain('20250320T140000')
  expect(codes(await fixNewDay(clerk, { meeting: meeting.id, to: at('2025-03-21') }))).toEqual([
    'day-fixed-already',
  ])
})

test('a cancelled meeting takes no attendance, no decision and no notice, and the feed tells of it', async () => {
  const { body, meeting, path } = await announced('2025-02-18')
  const item = await anItem(record, meeting, '1')
  expectDone(await cancelMeeting(clerk, input(meeting, 'Nothing is ready to be decided.')))
  const after = on('2025-02-19')
  expect(
    codes(await recordAttendance(after, { meeting: meeting.id, lines: present(body) })),
  ).toEqual(['meeting-off'])
  expect(codes(await recordDecision(after, { item, verb: 'note', text: 'x' }))).toEqual([
    'meeting-off',
  ])
  expect(
    codes(
      await giveNotice(clerk, {
        meeting: meeting.id,
        kind: 'public notice',
        givenOn: day('2025-02-10'),
        manner: 'On the website',
        text: 'Again.',
      }),
    ),
  ).toContain('meeting-off')
  expect(codes(await cancelMeeting(clerk, { ...input(meeting), version: 2 }))).toEqual([
    'became-already',
  ])
  const page = words((await get(path)).body)
  expect(page).toContain('It will not be held on another day')
  expect(page).not.toContain('minutes are not published yet')
  const feed = (await get('/feed.xml')).body
  expect(feed).toContain('Cancelled')
  expect(feed).toContain('Nothing is ready to be decided.')
})

test('once notice was given, the day and the hour are not changed quietly', async () => {
  const { meeting } = await announced()
  const change = {
    meeting: meeting.id,
    version: meeting.version,
    day: meeting.day,
    startsAt: time('10:00'),
    kind: 'ordinary' as const,
    mode: 'remote' as const,
    venue: '',
  }
  expect(codes(await amendMeeting(clerk, { ...change, day: day('2025-03-07') }))).toEqual([
    'announced-already',
  ])
  expect(codes(await amendMeeting(clerk, { ...change, startsAt: time('11:00') }))).toEqual([
    'announced-already',
  ])
  expect(codes(await amendMeeting(clerk, { ...change, kind: 'workshop' }))).toEqual([
    'announced-already',
  ])
  expectDone(await amendMeeting(clerk, { ...change, note: 'Papers follow.' }))
})

test('moved to another hour on its day, the page says what had been announced, and notice is due again', async () => {
  const { meeting, path } = await announced()
  expect(
    codes(
      await moveMeeting(clerk, {
        ...input(meeting),
        to: { day: meeting.day, startsAt: time('10:00'), mode: 'remote', venue: '' },
      }),
    ),
  ).toEqual(['nothing-moved'])
  const { meeting: moved } = expectDone(
    await moveMeeting(clerk, {
      ...input(meeting, 'The room is needed.'),
      to: { day: meeting.day, startsAt: time('15:00'), mode: 'remote', venue: '' },
    }),
  )
  expect(moved.version).toBe(2)
  const page = words((await get(path)).body)
  expect(page).toContain('The time or place has changed')
  expect(page).toContain('until then announced for 10am, online')
  expect((await get(`/api/v1${path}`)).json().changedTimesOrPlaces).toMatchObject([
    { on: '2025-02-10', why: 'The room is needed.', startsAt: '10:00' },
  ])
  expect((await get('/feed.xml')).body).toContain('The room is needed.')
})

test('a draft meeting is dropped; one that was announced, or for which papers came, is not', async () => {
  const body = await aCommittee(record, 'dropping')
  const draft = await aMeeting(record, body, '2025-04-01')
  await anItem(record, draft, '1')
  expectDone(await dropMeeting(clerk, { meeting: draft.id }))
  await expect(readMeeting(record.db, draft.id)).rejects.toThrow('no such meeting')

  const told = await aMeeting(record, body, '2025-04-02')
  await notice(told)
  expect(codes(await dropMeeting(clerk, { meeting: told.id }))).toEqual(['announced-already'])

  const papers = await aMeeting(record, body, '2025-04-03')
  const item = await anItem(record, papers, '1')
  expectDone(
    await submitPaper(clerk, {
      item,
      title: 'A paper',
      kind: 'paper',
      submittedOn: day('2025-02-07'),
      cover: {},
    }),
  )
  expect(codes(await dropMeeting(clerk, { meeting: papers.id }))).toEqual(['papers-handed-in'])
  expect(codes(await postponeMeeting(clerk, input(papers)))).toEqual(['not-announced'])
})

test('the new meeting takes over the items that the clerk chooses, with the very files', async () => {
  const { meeting } = await announced()
  const [first, second] = [await anItem(record, meeting, '1'), await anItem(record, meeting, '2')]
  const paper = expectDone(
    await submitPaper(clerk, {
      item: first,
      title: 'A plan',
      kind: 'paper',
      submittedOn: day('2025-02-07'),
      cover: {},
    }),
  )
  expectDone(
    await attachFile(clerk, {
      paper: paper.paper.id,
      name: 'plan.pdf',
      bytes: await aTaggedPdf('A plan'),
    }),
  )
  const { next } = expectDone(await moveMeeting(clerk, { ...input(meeting), to: at('2025-03-15') }))
  if (!next) throw new Error('There is no next meeting.')
  expect(codes(await takeOverItems(clerk, { meeting: next.id, items: [] }))).toEqual([
    'no-item-chosen',
  ])
  expectDone(await takeOverItems(clerk, { meeting: next.id, items: [first] }))
  const before = await readAgenda(record.db, meeting.id, { private: true })
  const after = await readAgenda(record.db, next.id, { private: true })
  expect(before).toHaveLength(2)
  expect(after).toHaveLength(1)
  expect(after[0]?.carried_from).toBe(first)
  expect(after[0]?.papers[0]?.files[0]?.hash).toBe(before[0]?.papers[0]?.files[0]?.hash)
  expect(codes(await takeOverItems(clerk, { meeting: next.id, items: [first] }))).toEqual([
    'taken-over-already',
  ])
  expectDone(await takeOverItems(clerk, { meeting: next.id, items: [second] }))
  expect(codes(await takeOverItems(clerk, { meeting: meeting.id, items: [first] }))).toEqual([
    'no-earlier-meeting',
  ])
})

test('an adjourned meeting is one meeting: the terms of its first day judge both sittings, and its minutes cover both', async () => {
  const { body, meeting, path } = await announced('2025-02-11')
  const first = await anItem(record, meeting, '1', { title: 'What was reached' })
  const held = on('2025-02-11')
  expectDone(await recordAttendance(held, { meeting: meeting.id, lines: present(body) }))
  expectDone(await recordDecision(held, { item: first, verb: 'approve', text: 'The first.' }))
  expect(
    codes(await adjournToAnotherDay(held, { ...input(meeting), to: at('2025-02-11') })),
  ).toEqual(['not-a-later-day'])
  const { next } = expectDone(
    await adjournToAnotherDay(held, { ...input(meeting, 'Time ran out.'), to: at('2025-02-18') }),
  )
  if (!next) throw new Error('There is no next sitting.')
  expect(codes(await draftMinutes(held, { meeting: meeting.id }))).toEqual(['goes-on-another-day'])

  const second = await anItem(record, next, '1', { title: 'What was left' })
  const resumed = on('2025-02-18')
  expectDone(await recordAttendance(resumed, { meeting: next.id, lines: present(body, 4) }))
  expect((await readQuorum(record.db, next.id)).quorum).toMatchObject({ present: 4, quorate: true })
  expectDone(await recordDecision(resumed, { item: second, verb: 'approve', text: 'The second.' }))
  const draft = expectDone(await draftMinutes(resumed, { meeting: next.id }))
  expect(draft.entries.map(({ item }) => item)).toEqual([first, second])
  expectDone(
    await approveMinutesAsChair(on('2025-02-19'), {
      meeting: next.id,
      name: 'The chair',
      role: 'Chair',
      on: day('2025-02-19'),
    }),
  )
  expectDone(await publishMinutes(on('2025-02-19'), { meeting: next.id }))
  const page = words((await get(`/meetings/${body.slug}/2025-02-18`)).body)
  expect(page).toContain('Sitting of 11 February 2025, then adjourned')
  expect(page).toContain('Last sitting, 18 February 2025')
  expect(page).toContain('What was reached')
  const register = (await get(`/api/v1/decisions?body=${body.slug}`)).json().decisions
  expect(register.map((one: { text: string; date: string }) => [one.text, one.date])).toEqual([
    ['The second.', '2025-02-18'],
    ['The first.', '2025-02-11'],
  ])
  expect(words((await get(path)).body)).toContain('This meeting was adjourned')
})

test('a workshop that is put off stays as private as it was', async () => {
  const body = await aCommittee(record, 'workshop-put-off')
  const meeting = await aMeeting(record, body, '2025-02-26', { kind: 'workshop' })
  await anItem(record, meeting, '1')
  expectDone(
    await giveNotice(clerk, {
      meeting: meeting.id,
      kind: 'summons',
      givenOn: day('2025-02-10'),
      manner: 'By e-mail',
      signedBy: 'The proper officer',
      text: 'You are summoned.',
    }),
  )
  expectDone(await postponeMeeting(clerk, { ...input(meeting), to: at('2025-03-26') }))
  expect((await get(`/meetings/${body.slug}/2025-02-26`)).status).toBe(404)
  expect((await get(`/meetings/${body.slug}/2025-03-26`)).status).toBe(404)
})
