import { expect, test } from 'vitest'
import { aHouse, aVisitor } from '../../app/visitor.samples.ts'
import { time } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { verbs } from '../../platform/record/verb.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { aBody, aPerson } from '../bodies/bodies.samples.ts'
import { describeBody } from '../bodies/describe-body.ts'
import { addAgendaItem } from '../meetings/add-agenda-item.ts'
import { scheduleMeeting } from '../meetings/schedule-meeting.ts'
import { recordPerson } from '../people/record-person.ts'
import { actInWords, verbWords } from './verb-words.rules.ts'

const CANARY = 'quodlibet'
const record = await freshRecord()
const acting = actingOn(record, '2025-03-03')
const body = await aBody(acting, { slug: 'the-committee', name: 'The Committee' })
const other = await aBody(acting, { slug: 'another', name: 'Another' })
const house = await aHouse(record, '2025-03-03')
const clerk = await aVisitor(house, record, 'clerk', body)
const administrator = await aVisitor(house, record, 'administrator')
const stranger = await aVisitor(house, record, 'clerk', other)

const meeting = expectDone(
  await scheduleMeeting(acting, {
    body,
    day: acting.today,
    kind: 'ordinary',
    startsAt: time('10:00'),
    mode: 'in person',
    venue: 'Luton',
  }),
)
const secretary = await aPerson(acting, 'The Secretary')
expectDone(
  await addAgendaItem(actingOn(record, '2025-03-03', { person: secretary }), {
    meeting: meeting.id,
    title: `The ${CANARY} settlement`,
    kind: 'business',
    purposes: ['note'],
    audience: 'private',
    privateReason: 'Legal advice',
  }),
)

test('every verb of the house is told in words', () => {
  const names = verbs.map(({ name }) => name).filter(name => !name.startsWith('platform.'))
  expect(names.filter(name => verbWords[name] === undefined)).toEqual([])
  expect(actInWords('meetings.give-notice')).toBe('gave notice')
})

test('a meeting’s history has the acts about its parts, with who did them and what they changed', async () => {
  const page = await clerk.get(`/work/history/meeting/${meeting.id}`)
  expect(page.status).toBe(200)
  expect(page.body).toContain('The Secretary added an item to the agenda')
  expect(page.body).toContain('scheduled the meeting')
  expect(page.body).toContain(CANARY)
  const filtered = await clerk.get(
    `/work/history/meeting/${meeting.id}?verb=meetings.schedule-meeting`,
  )
  expect(filtered.body).not.toContain('The Secretary added')
  expect(filtered.body).toContain('scheduled the meeting')
})

test('an administrator sees who did what and when, and not what a private item says', async () => {
  for (const path of ['/work/history', `/work/history/meeting/${meeting.id}`]) {
    const page = await administrator.get(path)
    expect(page.status, path).toBe(200)
    expect(page.body, path).toContain('added an item to the agenda')
    expect(page.body, path).not.toContain(CANARY)
    expect(page.body, path).toContain('not for you to read here')
  }
})

test('a clerk of another body sees nothing of it, and the public no history at all', async () => {
  expect((await stranger.get(`/work/history/meeting/${meeting.id}`)).status).toBe(403)
  const all = await stranger.get('/work/history')
  expect(all.status).toBe(200)
  expect(all.body).not.toContain(CANARY)
  expect((await house.server.inject({ url: '/work/history' })).statusCode).toBe(303)
})

test('the history goes on past fifty lines, page by page, and none is told twice', async () => {
  for (let at = 0; at < 60; at++)
    expectDone(await recordPerson(acting, { name: `Person ${at} of the list` }))
  const seen: string[] = []
  let path: string | undefined = '/work/history'
  for (let pages = 0; path !== undefined && pages < 10; pages++) {
    const page: { body: string } = await administrator.get(path)
    seen.push(...[...page.body.matchAll(/Line (\d+), written/g)].map(([, seq]) => seq ?? ''))
    path = /href="(\/work\/history\?before=\d+)">Older acts/.exec(page.body)?.[1]
  }
  expect(seen.length).toBeGreaterThan(70)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.at(-1)).toBe('1')
})

test('what changed is shown field by field', async () => {
  const described = await describeBody(acting, {
    body,
    version: 1,
    purpose: 'To look after the money of the county and to report on it.',
    legalBasis: '',
    reportsTo: [],
  })
  expectDone(described)
  const page = await clerk.get(`/work/history/body/${body}?verb=bodies.describe-body`)
  expect(page.body).toContain('the money of the county')
})
