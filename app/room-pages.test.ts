import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { day } from '../platform/day.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { freshRecord } from '../platform/testing/record.ts'
import { listActions } from '../rooms/actions/list-actions.ts'
import { beginItem } from '../rooms/meetings/begin-item.ts'
import { closeVote } from '../rooms/meetings/close-vote.ts'
import { giveNotice } from '../rooms/meetings/give-notice.ts'
import { openVote } from '../rooms/meetings/open-vote.ts'
import { readRoom } from '../rooms/meetings/read-room.ts'
import { resolveToExclude } from '../rooms/meetings/resolve-to-exclude.ts'
import { inTheRoom } from '../rooms/meetings/room.samples.ts'
import { aCommittee, aMeeting, anItem } from '../rooms/meetings/sitting.samples.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { beginSession } from '../rooms/people/identify.ts'
import { aHouse, aVisitor } from './visitor.samples.ts'

const TODAY = '2025-03-10'
let seconds = 0
/** One instant after the other, early on the day: what happens at one instant has no order of its own. */
const next = () => new Date(Date.parse(`${TODAY}T00:00:00Z`) + 100 * seconds++).toISOString()
const record = await freshRecord()
const house = await aHouse(record, TODAY)

let count = 0
/** A committee in session: a public item in hand, and a private one. */
async function aSitting() {
  const body = await aCommittee(record, `room-committee-${++count}`, 6)
  const meeting = await aMeeting(record, body, TODAY)
  const clerk = inTheRoom(record, meeting.id)
  const strategy = await anItem(record, meeting, '1', { title: 'Strategy' })
  const purchase = await anItem(record, meeting, '2', {
    title: 'CANARY the purchase',
    privateReason: 'A price is being bargained for',
  })
  expectDone(
    await giveNotice(clerk.actingAt(next()), {
      meeting: meeting.id,
      kind: 'public notice',
      givenOn: day(TODAY),
      manner: 'On the website',
      text: 'The committee meets in public.',
    }),
  )
  const at = `meetings/${body.slug}/${TODAY}/room`
  return { body, meeting, clerk, strategy, purchase, board: `/${at}`, desk: `/work/${at}` }
}

async function inSession() {
  const sitting = await aSitting()
  await sitting.clerk.opened(next(), sitting.body)
  await sitting.clerk.done(next(), beginItem, { item: sitting.strategy })
  return sitting
}

/** The holder of a seat, signed in as a member. */
async function aMember(person: string, scope: string) {
  expectDone(
    await grantRole(inTheRoom(record, '').actingAt(next()), {
      person,
      role: 'member',
      scope,
      from: day('2025-01-01'),
    }),
  )
  const cookie = `goldthread=${await beginSession(record.db, person, new Date())}`
  /** Sends a form as the page's own script does, with the token of a page that was opened. */
  return async (page: string, action: string, fields: Record<string, string>) => {
    const opened = await house.server.inject({ url: page, headers: { cookie } })
    const token = /name="_csrf" value="([^"]*)"/.exec(opened.body)?.[1] ?? ''
    const set = opened.cookies.find(({ name }) => name === 'goldthread-csrf')
    return house.server.inject({
      method: 'POST',
      url: action,
      headers: {
        cookie: `${cookie}; goldthread-csrf=${set?.value}`,
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ _csrf: token, act: randomUUID(), ...fields }).toString(),
    })
  }
}

test('before the opening the public screen says when the meeting begins, and nothing of the agenda', async () => {
  const { board } = await aSitting()
  const page = await house.server.inject({ url: board })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('The meeting begins at 10am')
  expect(page.body).not.toContain('CANARY')
  const json = await house.server.inject({ url: `/api/v1${board}` })
  expect(json.json()).toMatchObject({ session: 'not opened', item: null, quorum: null })
})

test('while the meeting is open its public page leads to the screen, and the two tell the same', async () => {
  const { board } = await inSession()
  const meeting = await house.server.inject({ url: board.replace(/\/room$/, '') })
  expect(meeting.body).toContain(`href="${board}"`)
  const json = await house.server.inject({ url: `/api/v1${board}` })
  expect(json.json()).toMatchObject({
    session: 'in session',
    item: { number: '1', title: 'Strategy' },
    quorum: { present: 6, required: 3, quorate: true },
  })
})

test('a private item stands on no public screen, nor does anything while the public is excluded (R-MEET-2)', async () => {
  const { board, clerk, strategy, purchase } = await inSession()
  await clerk.done(next(), resolveToExclude, {
    items: [purchase],
    resolution: 'That publicity would harm the public interest.',
  })
  for (const url of [board, `/api/v1${board}`]) {
    const answer = await house.server.inject({ url })
    expect(answer.body).not.toMatch(/CANARY|Strategy/)
  }
  const page = await house.server.inject({ url: board })
  expect(page.body).toContain('The meeting is in private session')
  expect(strategy).not.toBe('')
})

test('whoever may not see private papers sees neither title nor motion of a private item', async () => {
  const { body, desk, clerk, purchase } = await inSession()
  await clerk.done(next(), resolveToExclude, {
    items: [purchase],
    resolution: 'That publicity would harm the public interest.',
  })
  await clerk.done(next(), beginItem, { item: purchase })
  await clerk.motion(next(), { item: purchase, verb: 'approve', text: 'CANARY the price' })
  const lead = await aVisitor(house, record, 'executive lead', body.id)
  for (const path of [desk, `${desk}/chair`, `${desk}/log`]) {
    const page = await lead.get(path)
    expect(page.status).toBe(200)
    expect(page.body).not.toContain('CANARY')
  }
  const member = await aVisitor(house, record, 'member', body.id)
  expect((await member.get(desk)).body).toContain('CANARY the price')
})

test('nobody follows a desk who is not signed in, or belongs to another body', async () => {
  const { desk } = await inSession()
  const other = await aSitting()
  expect((await house.server.inject({ url: `${desk}/stream` })).statusCode).toBe(401)
  const stranger = await aVisitor(house, record, 'clerk', other.body.id)
  expect((await stranger.get(`${desk}/stream`)).status).toBe(403)
  const unknown = await house.server.inject({
    url: '/meetings/no-such-body/2025-03-10/room/stream',
  })
  expect(unknown.statusCode).toBe(404)
})

test('a member gives a vote of their own only where the clerk opened it to members, and only for themselves', async () => {
  const { body, meeting, desk, clerk, strategy } = await inSession()
  const person = body.seats[0]?.holder ?? ''
  const neighbour = body.seats[1]?.holder ?? ''
  const send = await aMember(person, body.id)
  const motion = await clerk.motion(next(), { item: strategy, verb: 'approve', text: 'the plan' })
  const shut = await clerk.done(next(), openVote, { motion, method: 'recorded' })
  const refused = await send(desk, `${desk}/own-vote`, { vote: shut, choice: 'for' })
  expect(refused.statusCode).toBe(422)
  expect(refused.json().detail).toContain('not opened for members')

  await clerk.done(next(), closeVote, { vote: shut })
  const second = await clerk.motion(next(), {
    item: strategy,
    verb: 'approve',
    text: 'another plan',
  })
  const vote = await clerk.done(next(), openVote, {
    motion: second,
    method: 'recorded',
    byMembers: true,
  })
  const given = await send(desk, `${desk}/own-vote`, {
    vote,
    choice: 'against',
    person: neighbour,
  })
  expect(given.statusCode).toBe(200)
  const room = await readRoom(record.db, meeting.id, new Date(`${TODAY}T23:00:00Z`))
  expect(room.state.votes.find(({ id }) => id === vote)?.choices).toEqual([
    { person, choice: 'against' },
  ])
  const other = await send(desk, `${desk}/cast`, {
    vote,
    person: neighbour,
    choice: 'for',
  })
  expect(other.statusCode).toBe(403)
})

test('an action raised twice under one id is one action', async () => {
  const { body, desk, strategy } = await inSession()
  const clerk = await aVisitor(house, record, 'clerk', body.id)
  const fields = {
    act: randomUUID(),
    'action-item': strategy,
    'action-text': 'Write to the trusts',
    'action-ownersLabel': 'All members',
    'action-deadlineText': 'next meeting',
  }
  expect((await clerk.post(`${desk}/action`, fields, desk)).status).toBe(303)
  expect((await clerk.post(`${desk}/action`, fields, desk)).status).toBe(303)
  expect(await listActions(record.db, { bodies: [body.id], day: day(TODAY) })).toHaveLength(1)
})

test('a refusal keeps what was typed and stands beside its field', async () => {
  const { body, desk, strategy } = await inSession()
  const clerk = await aVisitor(house, record, 'clerk', body.id)
  const sent = await clerk.post(
    `${desk}/motion`,
    {
      act: randomUUID(),
      item: strategy,
      'motion-verb': 'approve',
      'motion-text': '',
      'motion-forBody': 'Kept here',
    },
    desk,
  )
  expect(sent.status).toBe(422)
  expect(sent.body).toContain('href="#motion-text"')
  expect(sent.body).toContain('value="Kept here"')
})
