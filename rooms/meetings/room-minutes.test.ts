import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openHouse } from '../../app/house.ts'
import { day } from '../../platform/day.rules.ts'
import { SESSION_COOKIE } from '../../platform/http/credentials.ts'
import { expectDone } from '../../platform/outcome.ts'
import { readSettings } from '../../platform/settings.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { grantRole } from '../people/grant-role.ts'
import { beginSession } from '../people/identify.ts'
import { adjournMeeting } from './adjourn-meeting.ts'
import { approveMinutes, findMinutesCorrect } from './approve-minutes.ts'
import { approveMinutesAsChair } from './approve-minutes-as-chair.ts'
import { beginItem } from './begin-item.ts'
import { castVote } from './cast-vote.ts'
import { closeMeeting } from './close-meeting.ts'
import { closeVote } from './close-vote.ts'
import { draftMinutes } from './draft-minutes.ts'
import { noteArrival } from './note-arrival.ts'
import { noteDeparture } from './note-departure.ts'
import { openVote } from './open-vote.ts'
import { publishMinutes } from './publish-minutes.ts'
import { readRoom } from './read-room.ts'
import { readmitPublic } from './readmit-public.ts'
import { recordAttendance } from './record-attendance.ts'
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
} from './sitting.samples.ts'
import { takeTheChair } from './take-the-chair.ts'
import { withdrawMotion } from './withdraw-motion.ts'

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

const at = (clock: string) => `2025-02-14T${clock}Z`
const holder = (body: SampleBody, place: number) => body.seats[place - 1]?.holder ?? ''

let count = 0
async function aMeetingOfTheClub() {
  count += 1
  const body = await aCommittee(record, `club-${count}`, 6, { name: 'Club' })
  const meeting = await aMeeting(record, body, '2025-02-14')
  const items = [
    await anItem(record, meeting, '1', { title: 'The plan' }),
    await anItem(record, meeting, '2', {
      title: 'Canary title',
      privateReason: 'Commercial terms',
    }),
    await anItem(record, meeting, '3', { title: 'The budget' }),
  ] as const
  return {
    body,
    meeting,
    items,
    room: inTheRoom(record, meeting.id),
    path: `/meetings/${body.slug}/2025-02-14`,
  }
}

test('R-MEET-5, R-TOR-7: published minutes tell who presided, who left before which item, when the quorum was lost, adjournments, the public out and back, movers, amendments and how each voted', async () => {
  const { body, meeting, items, room, path } = await aMeetingOfTheClub()
  const [plan, hidden, budget] = items
  const member = (place: number) => holder(body, place)
  await room.opened(at('10:00'), body, 3)
  await room.done(at('10:00'), takeTheChair, { person: member(1) })
  await room.done(at('10:02'), beginItem, { item: plan })
  const motion = await room.motion(at('10:05'), {
    item: plan,
    verb: 'approve',
    text: 'The plan as printed.',
    mover: member(1),
    seconder: member(2),
  })
  const amendment = await room.motion(at('10:06'), {
    item: plan,
    text: 'to add a date',
    amends: motion,
    wouldRead: 'The plan as printed, by May.',
    mover: member(3),
  })
  expectDone((await room.vote(at('10:07'), amendment, 'consensus')).outcome)
  const vote = await room.done(at('10:08'), openVote, { motion, method: 'recorded' })
  for (const place of [1, 2])
    await room.done(at('10:08'), castVote, { vote, person: member(place), choice: 'for' })
  await room.done(at('10:08'), castVote, { vote, person: member(3), choice: 'against' })
  await room.done(at('10:09'), closeVote, { vote })
  const other = await room.motion(at('10:10'), { item: plan, verb: 'note', text: 'That we rest.' })
  await room.done(at('10:11'), withdrawMotion, { motion: other })
  await room.done(at('10:12'), adjournMeeting, { reason: 'Canary reason' })
  await room.done(at('10:22'), resumeMeeting, {})
  await room.done(at('10:25'), resolveToExclude, {
    items: [hidden],
    resolution: 'That the public leave for reasons of commerce.',
    mover: member(2),
    seconder: member(3),
  })
  await room.done(at('10:26'), beginItem, { item: hidden })
  await room.motion(at('10:27'), { item: hidden, verb: 'note', text: 'Canary motion' })
  await room.done(at('10:30'), readmitPublic, {})
  await room.done(at('10:40'), noteDeparture, { person: member(3), reason: 'Canary illness' })
  await room.done(at('10:45'), beginItem, { item: budget })
  const report = await room.motion(at('10:46'), { item: budget, verb: 'note', text: 'The report.' })
  expectDone((await room.vote(at('10:47'), report, 'consensus')).outcome)
  await room.done(at('10:50'), closeMeeting, {})

  const acting = actingOn(record, '2025-02-17')
  expectDone(await draftMinutes(acting, { meeting: meeting.id }))
  expectDone(await publishMinutes(acting, { meeting: meeting.id }))

  const { statusCode, body: page } = await house.server.inject({ method: 'GET', url: path })
  expect(statusCode).toBe(200)
  const { body: text } = await house.server.inject({ method: 'GET', url: `/api/v1${path}` })
  const json = JSON.parse(text)
  const name = (place: number) => `Member ${place} of ${body.slug}`
  expect(
    json.course.map((line: { time: string; text: string }) => `${line.time} ${line.text}`),
  ).toEqual([
    '10:00 The meeting was opened.',
    `10:00 ${name(1)} presided, elected for the meeting.`,
    '10:12 The meeting was adjourned.',
    '10:22 The meeting was resumed.',
    '10:25 The public was excluded by resolution for item 2.',
    '10:30 The public was let back.',
    `10:40 ${name(3)} left during item 2.`,
    '10:40 The quorum was lost during item 2: two members are present and three are required. From then on the meeting was informal; what was decided before stands.',
    '10:50 The meeting was closed.',
  ])
  expect(json.decisions).toMatchObject([
    {
      minuted: 'approved',
      text: 'The plan as printed, by May.',
      votes: { for: 2, against: 1, abstain: 0 },
      motion: {
        mover: name(1),
        seconder: name(2),
        moved: 'The plan as printed.',
        named: { for: [name(1), name(2)], against: [name(3)], abstain: [] },
        amendments: [{ text: 'to add a date', mover: name(3), fate: 'carried' }],
      },
    },
    { minuted: 'noted, informally', text: 'The report.' },
  ])
  expect(page).toContain('Moved by')
  expect(page).toContain(`For: ${name(1)}; ${name(2)}.`)
  expect(page).toContain(`Against: ${name(3)}.`)
  expect(page).toContain('That we rest.')
  expect(page).toContain('How the meeting went')
  expect(page).toContain('and let back at 10.30am')
  expect(`${page}${text}`).not.toContain('Canary')
})

test('R-TOR-7: earlier minutes are not approved by a meeting that had lost its quorum when it came to them', async () => {
  const { body, meeting, room } = await aMeetingOfTheClub()
  const earlier = await aMeeting(record, body, '2025-01-14')
  await anItem(record, earlier, '1')
  const then = actingOn(record, '2025-01-15')
  expectDone(await recordAttendance(then, { meeting: earlier.id, lines: present(body) }))
  expectDone(await draftMinutes(then, { meeting: earlier.id }))
  expectDone(
    await approveMinutesAsChair(then, {
      meeting: earlier.id,
      name: 'The chair',
      role: 'Chair',
      on: day('2025-01-15'),
    }),
  )
  const item = await anItem(record, meeting, '4', { kind: 'minutes' })
  await room.opened(at('10:00'), body, 3)
  await room.done(at('10:20'), noteDeparture, { person: holder(body, 3) })
  await room.done(at('10:30'), beginItem, { item })
  await room.done(at('10:40'), closeMeeting, {})
  const acting = actingOn(record, '2025-02-17')
  const put = { minutesOf: earlier.id, at: meeting.id }
  const outcome = await approveMinutes(acting, put)
  expect(outcome.ok ? [] : outcome.refusals.map(({ code }) => code)).toEqual(['inquorate'])
  expectDone(await findMinutesCorrect(acting, put))
})

test('minutes published before there was a life of the room are read as they were', async () => {
  const { body, meeting, path } = await aMeetingOfTheClub()
  const acting = actingOn(record, '2025-02-17')
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body) }))
  expectDone(await draftMinutes(acting, { meeting: meeting.id }))
  expectDone(await publishMinutes(acting, { meeting: meeting.id }))
  const page = await house.server.inject({ method: 'GET', url: path })
  expect(page.statusCode).toBe(200)
  expect(page.body).not.toContain('How the meeting went')
  const json = await house.server.inject({ method: 'GET', url: `/api/v1${path}` })
  expect(json.json()).toMatchObject({ course: [], formal: 'quorate' })
})

async function theClerk(body: SampleBody) {
  const person = await aPerson(record, 'The clerk')
  expectDone(
    await grantRole(actingOn(record, '2025-02-14'), {
      person,
      role: 'clerk',
      scope: body.id,
      from: day('2020-01-01'),
    }),
  )
  const jar = new Map([[SESSION_COOKIE, await beginSession(record.db, person, new Date())]])
  const headers = () => ({ cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; ') })
  const get = async (url: string) => {
    const answer = await house.server.inject({ method: 'GET', url, headers: headers() })
    for (const { name, value } of answer.cookies) jar.set(name, encodeURIComponent(value))
    return answer
  }
  const post = async (url: string, values: Record<string, string>, from = url) => {
    const token = /name="_csrf" value="([^"]+)"/.exec((await get(from)).body)?.[1] ?? ''
    return house.server.inject({
      method: 'POST',
      url,
      headers: { ...headers(), 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: token, ...values }).toString(),
    })
  }
  return { get, post }
}

test('the page of comings and goings takes a departure after the fact, says so beside the field when it does not fit, and takes it back', async () => {
  const { body, meeting, items } = await aMeetingOfTheClub()
  const url = `/work/meetings/${body.slug}/2025-02-14/movements`
  const acting = actingOn(record, '2025-02-17')
  expectDone(
    await recordAttendance(acting, {
      meeting: meeting.id,
      openedAt: '10:00' as never,
      closedAt: '11:30' as never,
      lines: present(body, 3),
    }),
  )
  const clerk = await theClerk(body)
  const wanting = await clerk.post(url, { what: 'left', person: '', at: '' })
  expect(wanting.statusCode).toBe(422)
  expect(wanting.body).toContain('Choose who it was.')
  const absent = await clerk.post(url, { what: 'left', person: holder(body, 5), at: '11:05' })
  expect(absent.statusCode).toBe(422)
  expect(absent.body).toContain('had not arrived by 11.05am')
  const left = await clerk.post(url, { what: 'left', person: holder(body, 3), at: '11:05' })
  expect(left.statusCode).toBe(303)
  expect((await clerk.post(url, { what: 'item', item: items[0], at: '10:05' })).statusCode).toBe(
    303,
  )
  expect((await clerk.post(url, { what: 'item', item: items[2], at: '11:10' })).statusCode).toBe(
    303,
  )
  const page = await clerk.get(url)
  expect(page.body).toContain('Two members are present and three are required.')
  const [fact] = (
    await readRoom(record.db, meeting.id, new Date('2025-02-20T10:00Z'))
  ).facts.filter(({ kind }) => kind === 'left')
  const moved = await clerk.post(`${url}/time`, { fact: fact?.id ?? '', to: '11:20' })
  expect(moved.statusCode).toBe(303)
  expect((await clerk.get(url)).body).toContain('11.20am')
  const back = await clerk.post(`${url}/take-back`, { fact: fact?.id ?? '' }, url)
  expect(back.statusCode).toBe(303)
  const attendance = await clerk.get(url.replace('movements', 'attendance'))
  expect(attendance.body).toContain('The meeting is quorate.')
})

test('a member who came after the list was made comes as the list has them, and their arrival is theirs', async () => {
  const { body, meeting, room } = await aMeetingOfTheClub()
  const acting = actingOn(record, '2025-02-17')
  expectDone(
    await recordAttendance(acting, {
      meeting: meeting.id,
      openedAt: '10:00' as never,
      lines: present(body, 4),
    }),
  )
  await room.done(at('10:20'), noteArrival, { person: holder(body, 4), mode: 'in person' })
  const { state } = await readRoom(record.db, meeting.id, new Date(at('11:00')))
  expect(state.people.find(({ person }) => person === holder(body, 4))?.spans).toMatchObject([
    { from: new Date(at('10:20')) },
  ])
})
