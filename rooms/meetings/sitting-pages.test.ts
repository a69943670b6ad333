import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openHouse } from '../../app/house.ts'
import { day } from '../../platform/day.rules.ts'
import { SESSION_COOKIE } from '../../platform/http/credentials.ts'
import { versionIn } from '../../platform/http/form-version.samples.ts'
import { expectDone } from '../../platform/outcome.ts'
import { readSettings } from '../../platform/settings.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { grantRole } from '../people/grant-role.ts'
import { beginSession } from '../people/identify.ts'
import type { Role } from '../people/permissions.rules.ts'
import { approveMinutesAsChair } from './approve-minutes-as-chair.ts'
import { declareAtMeeting } from './declare-at-meeting.ts'
import { draftMinutes } from './draft-minutes.ts'
import {
  attendancesOf,
  decisionsAt,
  declarationsAt,
  exclusionsAt,
  sittingOf,
} from './read-attendance.ts'
import { latestDraft } from './read-drafts.ts'
import { recordAttendance } from './record-attendance.ts'
import { recordDecision } from './record-decision.ts'
import { saveMinutes } from './save-minutes.ts'
import {
  aCommittee,
  aMeeting,
  anItem,
  aPerson,
  present,
  type SampleBody,
} from './sitting.samples.ts'

const record = await freshRecord()
const house = await openHouse(
  readSettings({
    LOG_LEVEL: 'silent',
    GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-')),
    GOLDTHREAD_TODAY: '2025-02-14',
  }),
  record.url,
)
afterAll(() => house.close())

const acting = actingOn(record, '2025-02-14')
const TODAY = '2025-02-14'

/** Somebody signed in with a role on a body. */
async function signedIn(role: Role, body: SampleBody, name = `The ${role}`) {
  const person = await aPerson(record, name, role)
  expectDone(await grantRole(acting, { person, role, scope: body.id, from: day('2020-01-01') }))
  const token = await beginSession(record.db, person, new Date())
  const jar = new Map([[SESSION_COOKIE, token]])
  const headers = () => ({ cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; ') })
  const get = async (url: string) => {
    const answer = await house.server.inject({ method: 'GET', url, headers: headers() })
    for (const { name: key, value } of answer.cookies) jar.set(key, encodeURIComponent(value))
    return answer
  }
  /** Sends a form as the page at `from` holds it. */
  const post = async (url: string, values: Record<string, string | string[]>, from = url) => {
    const page = await get(from)
    const token_ = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const payload = new URLSearchParams()
    payload.append('_csrf', token_)
    for (const [key, value] of Object.entries({ ...versionIn(page.body), ...values }))
      for (const one of typeof value === 'string' ? [value] : value) payload.append(key, one)
    return house.server.inject({
      method: 'POST',
      url: url.split('?')[0] ?? url,
      headers: { ...headers(), 'content-type': 'application/x-www-form-urlencoded' },
      payload: payload.toString(),
    })
  }
  return { person, get, post }
}

let count = 0
async function aSitting() {
  count += 1
  const body = await aCommittee(record, `committee-${count}`)
  const meeting = await aMeeting(record, body, TODAY)
  const item = await anItem(record, meeting, '1', { title: 'Strategy' })
  return { body, meeting, item, at: `/work/meetings/${body.slug}/${TODAY}` }
}
const holder = (body: SampleBody, at: number) => body.seats[at]?.holder ?? ''

test('the attendance form records the whole roll and answers with the quorum', async () => {
  const { body, meeting, at } = await aSitting()
  const clerk = await signedIn('clerk', body)
  const deputy = await aPerson(record, 'Deputy of the fourth')
  const guest = await aPerson(record, 'Guest')
  const sent = await clerk.post(`${at}/attendance`, {
    [`here-${holder(body, 0)}`]: 'present',
    [`here-${holder(body, 1)}`]: 'remote',
    [`here-${holder(body, 2)}`]: 'apologies',
    'deputy-1': deputy,
    'deputy-for-1': holder(body, 3),
    'deputy-how-1': 'remote',
    inAttendance: [guest],
    chair: holder(body, 0),
    openedAt: '10:00',
    publicCount: '2',
    note: '',
  })
  expect(sent.statusCode).toBe(303)
  const lines = await attendancesOf(record.db, meeting.id)
  expect(lines.map(line => [line.person_id, line.capacity, line.mode])).toEqual(
    expect.arrayContaining([
      [holder(body, 0), 'member', 'in person'],
      [holder(body, 1), 'member', 'remote'],
      [holder(body, 2), 'apologies', 'in person'],
      [deputy, 'deputy', 'remote'],
      [guest, 'in attendance', 'remote'],
    ]),
  )
  expect(await sittingOf(record.db, meeting.id)).toMatchObject({
    chair_person_id: holder(body, 0),
    opened_at: '10:00',
    public_count: 2,
  })
  const page = await clerk.get(sent.headers.location as string)
  expect(page.body).toContain('The attendance is recorded.')
  expect(page.body).toContain('Two members are present and three are required.')
  expect(page.body).toContain('One half of 6 is 3: three members are required.')
})

test('a refused attendance keeps what was typed and puts the sentence beside its field', async () => {
  const { body, meeting, at } = await aSitting()
  const clerk = await signedIn('clerk', body)
  const deputy = await aPerson(record, 'A deputy for nobody')
  const sent = await clerk.post(`${at}/attendance`, {
    [`here-${holder(body, 0)}`]: 'present',
    'deputy-1': deputy,
    note: 'Typed and kept',
    openedAt: 'ten',
  })
  expect(sent.statusCode).toBe(422)
  expect(sent.body).toContain('Typed and kept')
  expect(sent.body).toContain('&quot;ten&quot; is not a time')
  const named = await clerk.post(`${at}/attendance`, { 'deputy-1': deputy, note: 'Kept' })
  expect(named.statusCode).toBe(422)
  expect(named.body).toContain('href="#deputy-1"')
  expect(named.body).toContain('say for which member')
  expect(await attendancesOf(record.db, meeting.id)).toEqual([])
})

test('a member sees who was there and the quorum, and has no form to change it', async () => {
  const { body, meeting, at } = await aSitting()
  const member = await signedIn('member', body)
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body, 4) }))
  const page = await member.get(`${at}/attendance`)
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Members present (4, all in person)')
  expect(page.body).not.toContain('Record the attendance')
  const sent = await member.post(`${at}/attendance`, {})
  expect(sent.statusCode).toBe(403)
  const stranger = await signedIn('clerk', (await aSitting()).body)
  expect((await stranger.get(`${at}/attendance`)).statusCode).toBe(403)
})

test('a declaration is recorded, shown and removed', async () => {
  const { body, meeting, item, at } = await aSitting()
  const clerk = await signedIn('clerk', body)
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body, 3) }))
  const wanting = await clerk.post(`${at}/declarations`, {
    interest: '',
    handling: 'note and stay',
  })
  expect(wanting.statusCode).toBe(422)
  expect(wanting.body).toContain('Choose who declared the interest.')
  const sent = await clerk.post(`${at}/declarations`, {
    person: holder(body, 0),
    item,
    interest: 'Trustee of a bidder',
    handling: 'leave for the item',
    leftAt: '10:20',
  })
  expect(sent.statusCode).toBe(303)
  const page = await clerk.get(`${at}/declarations`)
  expect(page.body).toContain('Trustee of a bidder')
  expect(page.body).toContain('The meeting is not quorate for this item.')
  const [row] = await declarationsAt(record.db, meeting.id)
  await clerk.post(
    `${at}/declarations/remove`,
    { declaration: row?.id ?? '' },
    `${at}/declarations`,
  )
  expect(await declarationsAt(record.db, meeting.id)).toEqual([])
})

test('R-MEET-2: the form to exclude the public wants items, words and a time', async () => {
  const { body, meeting, item, at } = await aSitting()
  const clerk = await signedIn('clerk', body)
  const wanting = await clerk.post(`${at}/exclusion`, { resolution: '', resolvedAt: '' })
  expect(wanting.body).toContain('Enter the resolution in its words.')
  expect(wanting.body).toContain('Enter when it was passed.')
  const sent = await clerk.post(`${at}/exclusion`, {
    items: [item],
    resolution: 'That the public be excluded.',
    resolvedAt: '11:05',
  })
  expect(sent.statusCode).toBe(303)
  expect(await exclusionsAt(record.db, meeting.id)).toHaveLength(1)
})

test('R-TOR-7: the decisions page says what may be decided now and why not the rest', async () => {
  const { body, meeting, item, at } = await aSitting()
  const clerk = await signedIn('clerk', body)
  expect((await clerk.get(`${at}/decisions`)).body).toContain('The attendance is not recorded yet')
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body, 2) }))
  expect((await clerk.get(`${at}/decisions`)).body).toContain(
    'Two members are present and three are required.',
  )
  const sent = await clerk.post(`${at}/decisions/new?item=${item}`, {
    item,
    verb: 'approve',
    text: 'The strategy.',
    method: 'consensus',
  })
  expect(sent.statusCode).toBe(422)
  expect(sent.body).toContain('it may not approve')
  expect(sent.body).toContain('The strategy.')
  const noted = await clerk.post(`${at}/decisions/new?item=${item}`, {
    item,
    verb: 'note',
    text: 'The strategy.',
    method: 'consensus',
  })
  expect(noted.statusCode).toBe(303)
  expect((await clerk.get(`${at}/decisions`)).body).toContain('Noted, informally')
})

test('R-MEET-6: a counted vote is recorded from the form, and amended and removed', async () => {
  const { body, meeting, item, at } = await aSitting()
  const clerk = await signedIn('clerk', body)
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body) }))
  const vote = { item, verb: 'agree', text: 'Three aims.', method: 'vote' }
  const sent = await clerk.post(`${at}/decisions/new?item=${item}`, {
    ...vote,
    for: '4',
    against: '1',
    abstain: '0',
  })
  expect(sent.statusCode).toBe(303)
  expect((await clerk.get(`${at}/decisions`)).body).toContain('one vote is unrecorded')
  const [row] = await decisionsAt(record.db, meeting.id)
  const form = await clerk.get(`${at}/decisions/${row?.id}`)
  expect(form.body).toContain('value="4"')
  await clerk.post(`${at}/decisions/${row?.id}`, { ...vote, for: '5', against: '1', abstain: '0' })
  expect((await decisionsAt(record.db, meeting.id))[0]).toMatchObject({
    votes_for: 5,
    warnings: [],
  })
  await clerk.post(`${at}/decisions/remove`, { decision: row?.id ?? '' }, `${at}/decisions`)
  expect(await decisionsAt(record.db, meeting.id)).toEqual([])
})

test('two clerks on one page: the second sees both texts, and can save again', async () => {
  const { body, meeting, item, at } = await aSitting()
  const clerk = await signedIn('clerk', body)
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body) }))
  const drafted = await clerk.post(`${at}/minutes/draft`, {}, `${at}/minutes`)
  expect(drafted.statusCode).toBe(303)
  expectDone(
    await saveMinutes(acting, {
      meeting: meeting.id,
      basedOn: 1,
      entries: [{ item, text: 'What the first clerk saved.' }],
    }),
  )
  const second = await clerk.post(`${at}/minutes`, {
    version: '1',
    [`text-${item}`]: 'What the second clerk typed.',
  })
  expect(second.statusCode).toBe(422)
  // The words that differ are marked, in the whole text.
  expect(second.body).toContain('<mark>first </mark>')
  expect(second.body.replace(/<\/?mark>/g, '')).toContain('What the first clerk saved.')
  expect(second.body).toContain('What the second clerk typed.')
  expect(second.body).toContain('name="version" value="2"')
  const again = await clerk.post(`${at}/minutes`, {
    version: '2',
    [`text-${item}`]: 'Both together.',
  })
  expect(again.statusCode).toBe(303)
  expect((await latestDraft(record.db, meeting.id))?.entries[0]?.text).toBe('Both together.')
  expect((await clerk.get(`${at}/minutes/versions/2`)).body).toContain(
    'What the first clerk saved.',
  )
  expect((await clerk.get(`${at}/minutes/versions/9`)).statusCode).toBe(404)
})

test('the chair approves the draft from the page; the clerk may not', async () => {
  const { body, meeting, at } = await aSitting()
  const clerk = await signedIn('clerk', body)
  const chair = await signedIn('chair', body)
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body) }))
  expectDone(await draftMinutes(acting, { meeting: meeting.id }))
  expect((await clerk.get(`${at}/minutes/chair`)).statusCode).toBe(403)
  const sent = await chair.post(`${at}/minutes/chair`, {
    name: 'The chair',
    role: 'Chair',
    'on-day': '14',
    'on-month': '2',
    'on-year': '2025',
  })
  expect(sent.statusCode).toBe(303)
  expect((await chair.get(`${at}/minutes`)).body).toContain('Approved in draft by The chair')
})

test('R-TOR-7: minutes put to an inquorate meeting are found correct there, and approved at the next', async () => {
  const body = await aCommittee(record, 'matters-arising')
  const before = actingOn(record, '2024-09-19')
  const earlier = await aMeeting(record, body, '2024-09-19')
  await anItem(record, earlier, '1')
  expectDone(await recordAttendance(before, { meeting: earlier.id, lines: present(body) }))
  expectDone(await draftMinutes(before, { meeting: earlier.id }))
  expectDone(
    await approveMinutesAsChair(before, { meeting: earlier.id, name: 'Chair', role: 'Chair' }),
  )
  const meeting = await aMeeting(record, body, TODAY)
  const at = `/work/meetings/matters-arising/${TODAY}`
  const clerk = await signedIn('clerk', body)
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body, 2) }))
  const page = await clerk.get(`${at}/minutes`)
  expect(page.body).toContain('Minutes put to this meeting')
  expect(page.body).toContain('was not quorate, so it cannot approve minutes')
  const refused = await clerk.post(
    `${at}/minutes/approve`,
    { minutesOf: earlier.id },
    `${at}/minutes`,
  )
  expect(refused.statusCode).toBe(422)
  const found = await clerk.post(
    `${at}/minutes/find-correct`,
    { minutesOf: earlier.id },
    `${at}/minutes`,
  )
  expect(found.statusCode).toBe(303)
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body, 4) }))
  const approved = await clerk.post(
    `${at}/minutes/approve`,
    { minutesOf: earlier.id },
    `${at}/minutes`,
  )
  expect(approved.statusCode).toBe(303)
  expect((await clerk.get(`${at}/minutes`)).body).not.toContain('Minutes put to this meeting')
})

test('publishing from the page freezes a version and says so', async () => {
  const { body, meeting, item, at } = await aSitting()
  const clerk = await signedIn('clerk', body)
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body) }))
  expectDone(await recordDecision(acting, { item, verb: 'approve', text: 'The strategy.' }))
  expectDone(await draftMinutes(acting, { meeting: meeting.id }))
  const sent = await clerk.post(`${at}/minutes/publish`, { note: '' })
  expect(sent.statusCode).toBe(303)
  expect((await clerk.get(`${at}/minutes`)).body).toContain('Version 1 is published')
  const again = await clerk.post(`${at}/minutes/publish`, { note: '' })
  expect(again.statusCode).toBe(422)
  expect(again.body).toContain('Nothing has changed since version 1 was published.')
})

test('who may not see private papers sees no private item in declarations, decisions or minutes', async () => {
  const { body, meeting, at } = await aSitting()
  const lead = await signedIn('executive lead', body)
  const shut = await anItem(record, meeting, '2', {
    title: 'Canary contract',
    privateReason: 'Canary price',
  })
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body) }))
  expectDone(await recordDecision(acting, { item: shut, verb: 'approve', text: 'Canary bid.' }))
  expectDone(
    await declareAtMeeting(acting, {
      meeting: meeting.id,
      person: holder(body, 0),
      item: shut,
      interest: 'Canary shares',
      handling: 'note and stay',
    }),
  )
  const { entries } = expectDone(await draftMinutes(acting, { meeting: meeting.id }))
  expectDone(
    await saveMinutes(acting, {
      meeting: meeting.id,
      basedOn: 1,
      entries: entries.map(entry => ({
        item: entry.item,
        text: entry.item === shut ? 'Canary text' : 'Open',
      })),
    }),
  )
  for (const page of ['attendance', 'declarations', 'decisions', 'minutes', 'minutes/versions/2']) {
    const answer = await lead.get(`${at}/${page}`)
    expect(answer.statusCode, page).toBe(200)
    expect(answer.body, page).not.toMatch(/canary/i)
  }
})
