import { expect, test } from 'vitest'
import { dutySources } from '../../app/duty-sources.ts'
import { aHouse, aVisitor } from '../../app/visitor.samples.ts'
import { addDays, day, time } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { raiseAction } from '../actions/raise-action.ts'
import {
  aBody,
  anAppointment,
  aPerson,
  aSeat,
  partnershipTerms,
  someTerms,
} from '../bodies/bodies.samples.ts'
import { listBodies, readBody } from '../bodies/read-body.ts'
import { giveNotice } from '../meetings/give-notice.ts'
import { recordAttendance } from '../meetings/record-attendance.ts'
import { scheduleMeeting } from '../meetings/schedule-meeting.ts'
import { listDuties } from './duty-source.ts'
import { sayNotInRecord } from './say-not-in-record.ts'

const record = await freshRecord()
const acting = actingOn(record, '2024-10-01')
const later = actingOn(record, '2025-06-01')

/** A body with terms, a member, and so many meetings a month apart, each with notice and attendance. */
async function aBodyThatMeets(meetings: number) {
  const body = await aBody(acting)
  await someTerms(acting, body, { terms: partnershipTerms('existing') })
  const seat = await aSeat(acting, body, { class: 'ICB' })
  const member = await aPerson(acting)
  await anAppointment(acting, seat, { person: member, from: day('2024-04-01') })
  const held: string[] = []
  for (let at = 0; at < meetings; at++) {
    const meeting = expectDone(
      await scheduleMeeting(acting, {
        body,
        day: addDays(day('2024-11-04'), at * 28),
        startsAt: time('10:00'),
        kind: 'ordinary',
        mode: 'remote',
        venue: '',
      }),
    )
    held.push(meeting.id)
    expectDone(
      await giveNotice(acting, {
        meeting: meeting.id,
        kind: 'public notice',
        givenOn: acting.today,
        manner: 'On the website',
        text: 'The body meets.',
      }),
    )
    expectDone(
      await recordAttendance(later, {
        meeting: meeting.id,
        lines: [{ person: member, capacity: 'member' }],
      }),
    )
  }
  return { body, member, held }
}

const one = await aBodyThatMeets(2)
const range = { from: day('2024-04-01'), to: day('2025-03-31'), today: day('2025-06-01') }
const house = await aHouse(record, '2025-06-01')

const queriesFor = async (bodies: readonly string[], audience: 'staff' | 'public') => {
  const db = audience === 'public' ? record.publicDb : record.db
  const wanted = (await listBodies(db)).filter(({ id }) => bodies.includes(id))
  record.queries.length = 0
  const duties = await listDuties(dutySources, { db, bodies: wanted, ...range, audience })
  return { queries: record.queries.length, duties }
}

test('the duties of many bodies with many meetings take as many queries as those of one', async () => {
  const few = await queriesFor([one.body], 'staff')
  const more = await Promise.all([1, 2, 3].map(() => aBodyThatMeets(5)))
  const all = [one.body, ...more.map(({ body }) => body)]
  const many = await queriesFor(all, 'staff')
  expect(many.duties.length).toBeGreaterThan(few.duties.length * 5)
  expect(many.queries).toBe(few.queries)
  expect(many.queries).toBeLessThanOrEqual(26)
  expect((await queriesFor(all, 'public')).queries).toBeLessThanOrEqual(7)
})

test('the public is told of notice, papers, minutes, meetings and offices, and of nobody’s attendance', async () => {
  const { duties } = await queriesFor([one.body], 'public')
  const kinds = new Set(duties.map(({ kind }) => kind))
  expect(kinds).toContain('notice')
  for (const kind of ['attendance', 'declaration', 'action', 'question', 'approval', 'vacancy'])
    expect(kinds, kind).not.toContain(kind)
})

test('R-MEET-1, R-TOR-10: notice given is kept, minutes not drafted are overdue, each with its rule', async () => {
  const { duties } = await queriesFor([one.body], 'staff')
  const of = (kind: string) => duties.find(each => each.kind === kind)
  expect(of('notice')).toMatchObject({ standing: 'kept in time' })
  expect(of('minutes')).toMatchObject({ standing: 'overdue', due: '2024-11-11' })
  expect(of('meetings a year')).toMatchObject({ standing: 'kept in time' })
  expect(of('attendance')).toMatchObject({ standing: 'kept in time' })
})

test('what is said not to be in the record is unknown, journaled, and said once, with a reason', async () => {
  const [meeting = ''] = one.held
  const say = (reason: string) => sayNotInRecord(later, { meeting, kind: 'minutes', reason })
  const refused = await say(' ')
  expect(!refused.ok && refused.refusals[0]).toMatchObject({ field: 'reason' })
  expectDone(await say('Kept on paper, before this record began.'))
  const again = await say('Kept on paper.')
  expect(!again.ok && again.refusals[0]?.code).toBe('said-already')
  const { duties } = await queriesFor([one.body], 'staff')
  expect(duties.find(({ key }) => key === `minutes/${meeting}`)).toMatchObject({
    standing: 'unknown',
    breach: false,
    words: 'Kept on paper, before this record began.',
  })
  await expect(
    sayNotInRecord({ ...later, may: () => false }, { meeting, kind: 'papers', reason: 'x' }),
  ).rejects.toThrow(/permission/)
})

test('a clerk’s list is what they may see to; a member’s is what bears their name', async () => {
  const { slug } = await readBody(record.db, one.body)
  const clerk = await aVisitor(house, record, 'clerk', one.body)
  const page = await clerk.get('/work/duties')
  expect(page.status).toBe(200)
  expect(page.body).toContain('Send out the draft minutes of 2 December 2024')
  expect(page.body).toContain('The rule, and the count')
  const member = await aVisitor(house, record, 'member', one.body)
  expect((await member.get('/work/duties')).body).not.toContain('Send out the draft minutes')
  expect((await member.get('/work/duties?show=all')).body).toContain('Send out the draft minutes')
  const board = await aBody(acting)
  const stranger = await aVisitor(house, record, 'member', board)
  expect((await stranger.get('/work/duties?show=all')).body).not.toContain(slug)
  expect((await stranger.get(`/work/bodies/${slug}/duties`)).status).toBe(403)
})

test('the list is narrowed by kind, standing and year, and taken away as CSV and as a calendar', async () => {
  const clerk = await aVisitor(house, record, 'clerk', one.body)
  const notices = await clerk.get('/work/duties?show=all&kind=notice&standing=settled&year=2024-25')
  expect(notices.body).toContain('Give public notice of the meeting of 4 November 2024')
  expect(notices.body).not.toContain('Send out the draft minutes')
  const csv = await clerk.get('/work/duties.csv?show=all&kind=notice&standing=settled')
  expect(csv.body.split('\r\n')[0]).toContain('body,kind,what,whose,due by')
  expect(csv.body).toContain('kept in time')
  const calendar = await clerk.get('/work/duties.ics')
  expect(calendar.body).toContain('DTSTART;VALUE=DATE:20241209')
})

test('a private action is listed by its number alone', async () => {
  expectDone(
    await raiseAction(acting, {
      body: one.body,
      number: 7,
      text: 'CANARY words of a private action',
      raisedOn: acting.today,
      owners: [{ label: 'All members' }],
      deadline: { text: '1 May 2025', day: day('2025-05-01') },
      audience: 'private',
      privateReason: 'About a person',
    }),
  )
  const member = await aVisitor(house, record, 'member', one.body)
  const { body } = await member.get('/work/duties?show=all')
  expect(body).toContain('Action 7 (not public)')
  expect(body).not.toContain('CANARY')
})

test('to say that the record does not hold something wants a reason, beside its field', async () => {
  const { slug } = await readBody(record.db, one.body)
  const clerk = await aVisitor(house, record, 'clerk', one.body)
  const path = `/work/bodies/${slug}/duties/gap?meeting=${one.held[1]}&kind=minutes`
  expect((await clerk.get(path)).body).toContain('2 December 2024')
  const without = await clerk.post(path, {
    meeting: one.held[1] ?? '',
    kind: 'minutes',
    reason: '',
  })
  expect(without.status).toBe(422)
  expect(without.body.match(/Say why this record does not hold it/g)?.length).toBe(2)
  const said = await clerk.post(path, {
    meeting: one.held[1] ?? '',
    kind: 'minutes',
    reason: 'Kept on paper.',
  })
  expect(said.status).toBe(303)
  expect((await clerk.get(said.location)).body).toContain('Kept on paper.')
})

test('the year that is asked for must be one', async () => {
  const { slug } = await readBody(record.db, one.body)
  for (const year of ['2024', '2024-26', '9999-00', 'x'])
    expect(
      (await house.server.inject({ url: `/bodies/${slug}/duties?year=${year}` })).statusCode,
      year,
    ).toBe(404)
})
