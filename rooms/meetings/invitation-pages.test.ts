import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aHouse, aVisitor } from '../../app/visitor.samples.ts'
import { day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { aMeeting as aMeetingOfBody } from './agenda.samples.ts'
import { giveNotice } from './give-notice.ts'
import { invitationsTo, linksIn, withAddresses } from './invitations.samples.ts'
import { listRounds } from './read-invitations.ts'
import { recordReply } from './reply-to-invitation.ts'
import { aBody, aPerson } from './sitting.samples.ts'

const record = await freshRecord()
const { db } = record
const house = await aHouse(record, '2025-02-10')
const deputy = await aPerson(record, 'A deputy of the record')
const body = await aBody(record, {
  slug: 'health-and-care-partnership',
  name: 'Health and Care Partnership',
  seats: [
    { role: 'Leader of Luton' },
    { role: 'Chair of the ICB' },
    { role: 'Chair of the hospital' },
    { role: 'Ambulance service', deputies: true },
  ],
})
const clerk = await aVisitor(house, record, 'clerk', body.id)
const chair = await aVisitor(house, record, 'chair', body.id)
const member = await aVisitor(house, record, 'member', body.id)
const stranger = await aVisitor(
  house,
  record,
  'clerk',
  (await aBody(record, { slug: 'other', seats: [] })).id,
)

const people = body.seats.map(({ holder }) => holder ?? '')
await withAddresses(record, people.slice(0, 3))
const meeting = await aMeetingOfBody(record, body.id, { mode: 'hybrid', joining: 'CANARY JOINING' })
expectDone(
  await giveNotice(actingOn(record, '2025-02-05'), {
    meeting: meeting.id,
    kind: 'public notice',
    givenOn: day('2025-02-05'),
    manner: 'On the website',
    text: 'The partnership meets.',
  }),
)
const at = `/work/meetings/${body.slug}/${meeting.slug}`
const linkOf = async (invitation: string) => {
  const { rows } = await sql<{ body: string }>`
    select body from platform.letters
    where starts_with(key, ${`invitation/${meeting.id}/${invitation}/`}) order by key limit 1`.execute(
    db,
  )
  return `/reply?key=${linksIn(rows[0]?.body ?? '').key}`
}
/** Opens a page as somebody who is not signed in, from an address of the network. */
const open = async (url: string, from = '192.0.2.1') => {
  const reply = await house.server.inject({ url, headers: { 'x-forwarded-for': from } })
  return {
    status: reply.statusCode,
    body: reply.body,
    cookies: reply.cookies.map(({ name }) => name),
    token: /name="_csrf" value="([^"]*)"/.exec(reply.body)?.[1] ?? '',
    csrf: reply.cookies.find(({ name }) => name === 'goldthread-csrf')?.value ?? '',
  }
}
const send = async (url: string, fields: Record<string, string>) => {
  const { token, csrf } = await open(url)
  return house.server.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: `goldthread-csrf=${csrf}`,
    },
    payload: new URLSearchParams({ _csrf: token, ...fields }).toString(),
  })
}
const invitationOf = async (of: number) =>
  (await invitationsTo(record, meeting.id)).get(people[of] ?? '') ?? ''

test('the clerk invites from the meeting’s page, and sees who has no address', async () => {
  expect((await clerk.get(at)).body).toContain('Not invited')
  const before = (await clerk.get(`${at}/invitations`)).body
  expect(before).toContain('Invite the 4 members')
  expect(before).toContain('will get no letter: Ambulance service.')
  const sent = await clerk.post(`${at}/invitations`)
  expect(sent.location).toBe(`${at}/invitations?done=invited`)
  const page = (await clerk.get(`${at}/invitations`)).body
  expect(page).toContain('One person has no e-mail address')
  expect(page).toContain('No mail server is set for this record')
  expect((await clerk.get(at)).body).toContain('Four replies to come')
  const again = await clerk.post(`${at}/invitations`)
  expect(again.status).toBe(422)
  expect(again.body).toContain('<title>Error: ')
  expect(again.body).toContain('Every member has been invited already.')
})

test('opening a link changes nothing and signs nobody in; its button replies', async () => {
  const link = await linkOf(await invitationOf(0))
  const opened = await open(`${link}&answer=apologies`)
  expect(opened.status).toBe(200)
  expect(opened.cookies).toEqual(['goldthread-csrf'])
  expect(opened.body).toContain('Reply: I cannot come')
  expect(opened.body).toContain('Leader of Luton')
  const replies = async () =>
    (await listRounds(db, meeting.id))[0]?.invited.flatMap(each => each.replies).length
  expect(await replies()).toBe(0)
  const sent = await send(link, { answer: 'apologies', reason: 'CANARY REASON' })
  expect(sent.statusCode).toBe(303)
  expect(sent.cookies.map(({ name }) => name)).not.toContain('goldthread')
  expect(await replies()).toBe(1)
  const after = await open(`${link}&recorded=yes`)
  expect(after.body).toContain('is recorded: I cannot come.')
  expect(after.body).not.toMatch(/CANARY/)
  expect((await clerk.get(`${at}/invitations`)).body).toContain('CANARY REASON')
  expect((await chair.get(`${at}/invitations`)).body).toContain('CANARY REASON')
})

test('a letter that was passed on says whose reply it is, and the clerk sees who was signed in', async () => {
  const link = await linkOf(await invitationOf(1))
  const opened = await member.get(`${link}&answer=remote`)
  expect(opened.body).toContain('This is the reply of <strong>Chair of the ICB</strong>.')
  expect((await member.post(link, { answer: 'remote' })).status).toBe(303)
  expect((await clerk.get(`${at}/invitations`)).body).toContain(
    'by the link in their letter, while The member was signed in',
  )
  // As if it had not been: the tests below want this member without a reply.
  await sql`delete from meetings.replies where recorded_by = ${member.person}`.execute(db)
})

test('a form sent without a choice, or with one that the meeting or the seat does not allow, is refused beside its field', async () => {
  const link = await linkOf(await invitationOf(1))
  const none = await send(link, {})
  expect(none.statusCode).toBe(422)
  expect(none.body).toContain('<title>Error: ')
  expect(none.body).toContain('Choose whether you will come.')
  const deputised = await send(link, { answer: 'deputy', deputyWords: 'My assistant' })
  expect(deputised.statusCode).toBe(422)
  expect(deputised.body).toContain('The terms of reference name no deputy for this seat.')
})

test('after twenty links that are not known, a network tries no other for ten minutes; a right link opens all the same', async () => {
  const link = await linkOf(await invitationOf(1))
  for (let count = 0; count < 20; count++)
    expect((await open(`/reply?key=guess-${count}`, '192.0.2.7')).status).toBe(404)
  const shut = await open('/reply?key=guess-20', '192.0.2.7')
  expect(shut.status).toBe(403)
  expect(shut.body).toContain('Wait ten minutes')
  expect((await open('/reply?key=guess-20', '192.0.2.8')).status).toBe(404)
  expect((await open(link, '192.0.2.7')).status).toBe(200)
})

test('replies and invitations are for the clerk and the chair: a member, a stranger and a visitor see none', async () => {
  const invitation = await invitationOf(1)
  for (const path of [`${at}/invitations`, `${at}/invitations/${invitation}`]) {
    expect((await member.get(path)).status).toBe(403)
    expect((await stranger.get(path)).status).toBe(403)
    expect((await open(path)).status).toBe(303)
  }
  // The chair reads, and records nothing for others.
  expect((await chair.get(`${at}/invitations/${invitation}`)).status).toBe(403)
  expect((await chair.get(`${at}/invitations`)).body).not.toContain('Remind')
  const overview = (await member.get(at)).body
  expect(overview).not.toContain('Will it be quorate?')
  expect(overview).not.toContain('replies to come')
  expect((await chair.get(at)).body).toContain('Will it be quorate?')
  // Nobody opens the invitation of somebody else.
  expect((await member.get(`/work/invitations/${invitation}`)).status).toBe(404)
})

test('the clerk records what somebody said by telephone, and reminds somebody by hand', async () => {
  const third = await invitationOf(2)
  const recorded = await clerk.post(`${at}/invitations/${third}`, { answer: 'in-person' })
  expect(recorded.location).toBe(`${at}/invitations?done=reply`)
  expect((await clerk.get(`${at}/invitations`)).body).toContain('recorded by The clerk')
  const second = await invitationOf(1)
  const reminded = await clerk.post(`${at}/invitations/${second}/remind`, {}, `${at}/invitations`)
  expect(reminded.location).toBe(`${at}/invitations?done=reminded`)
  expect((await clerk.get(`${at}/invitations`)).body).toContain('Sent by hand')
  const again = await clerk.post(`${at}/invitations/send-again`, {}, `${at}/invitations`)
  expect(again.location).toBe(`${at}/invitations?done=sent`)
  expect((await clerk.get(`${at}/invitations`)).body).toContain('Arrangements: waiting to go out')
  const twice = await clerk.post(`${at}/invitations/${third}/remind`, {}, `${at}/invitations`)
  expect(twice.status).toBe(422)
  expect(twice.body).toContain('has replied already')
})

test('on the body’s page the clerk sees whether the next meeting will be quorate', async () => {
  const page = (await clerk.get(`/work/bodies/${body.slug}`)).body
  expect(page).toContain('Will it be quorate?')
  expect(page).toContain('One member is coming and two are required: one short.')
})

test('letters that the mail server gave up on are shown to the clerk', async () => {
  await sql`update platform.letters set given_up_at = now(), last_fault = 'CANARY FAULT'
    where starts_with(key, ${`invitation/${meeting.id}/${await invitationOf(1)}/`})`.execute(db)
  const page = (await clerk.get(`${at}/invitations`)).body
  expect(page).toContain('Letters that did not arrive')
  expect(page).toContain('Not delivered')
  expect(page).not.toContain('CANARY FAULT')
})

test('no public page, answer or file shows a reply, a reason or how to join', async () => {
  const ics = await open('/meetings.ics')
  const paths = [
    '/',
    '/meetings',
    `/meetings/${body.slug}/${meeting.slug}`,
    `/bodies/${body.slug}`,
    '/data',
  ]
  const answers = await Promise.all([
    ...paths.map(path => open(path)),
    ...paths.map(path => open(`/api/v1${path === '/' ? '' : path}`)),
    ...[0, 1, 2].map(async of => open(await linkOf(await invitationOf(of)))),
  ])
  for (const { status, body: text } of [ics, ...answers]) {
    expect(status).toBe(200)
    expect(text).not.toMatch(/CANARY/)
  }
  for (const { body: text } of answers.slice(0, paths.length * 2))
    expect(text).not.toMatch(/apologies|invited|quorate\?/i)
})

test('the attendance form begins with the replies, and records nothing until the clerk does', async () => {
  expectDone(
    await recordReply(actingOn(record, '2025-02-10'), {
      invitation: await invitationOf(3),
      answer: 'deputy',
      deputyWords: 'Their head of operations',
    }),
  )
  const page = (await clerk.get(`${at}/attendance`)).body
  expect(page).toContain('Filled in from three replies to the invitation.')
  const chosen = (of: number, value: string) =>
    new RegExp(`<input(?=[^>]*name="here-${people[of]}")(?=[^>]*value="${value}")[^>]*checked`)
  expect(page).toMatch(chosen(0, 'apologies'))
  expect(page).toMatch(chosen(2, 'present'))
  expect(page).toMatch(chosen(3, 'apologies'))
  expect(page).toContain('Their head of operations, for Ambulance service')
  expect(page).not.toContain('CANARY REASON')
  const { rows } = await sql`select * from meetings.attendances`.execute(db)
  expect(rows).toEqual([])
  // A deputy of the record stands in the deputies' rows.
  await sql`update meetings.replies set deputy_person_id = ${deputy}, deputy_words = ''
    where answer = 'deputy'`.execute(db)
  const named = (await clerk.get(`${at}/attendance`)).body
  expect(named).toMatch(new RegExp(`<option(?=[^>]*value="${deputy}")[^>]*selected`))
})
