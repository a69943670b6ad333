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
import { giveNotice } from './give-notice.ts'
import { aCommittee, aMeeting, aPerson } from './sitting.samples.ts'

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
const body = await aCommittee(record, 'forms')
const meeting = await aMeeting(record, body, '2025-02-14')
expectDone(
  await giveNotice(acting, {
    meeting: meeting.id,
    kind: 'public notice',
    givenOn: day('2025-02-14'),
    manner: 'On the website',
    text: 'It meets.',
  }),
)
const person = await aPerson(record, 'The clerk')
expectDone(
  await grantRole(acting, { person, role: 'clerk', scope: body.id, from: day('2020-01-01') }),
)
const jar = new Map([[SESSION_COOKIE, await beginSession(record.db, person, new Date())]])
const headers = () => ({ cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; ') })
const get = async (url: string) => {
  const answer = await house.server.inject({ url, headers: headers() })
  for (const { name, value } of answer.cookies) jar.set(name, encodeURIComponent(value))
  return answer
}
const post = async (url: string, values: Record<string, string>) => {
  const page = await get(url)
  expect(page.statusCode, url).toBe(200)
  const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  return house.server.inject({
    method: 'POST',
    url,
    headers: { ...headers(), 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: token, ...versionIn(page.body), ...values }).toString(),
  })
}
const at = '/work/meetings/forms/2025-02-14'

test('each form about what goes otherwise is refused when empty, with its sentences beside the fields', async () => {
  for (const url of [
    `${at}/otherwise/postpone`,
    `${at}/otherwise/adjourn`,
    `${at}/otherwise/move`,
    `${at}/otherwise/cancel`,
    '/work/decisions/ask',
    '/work/bodies/forms/delegations',
    '/work/bodies/forms/attendance/correct',
    `${at}/recording/deleted`,
  ]) {
    const answer = await post(url, {})
    expect(answer.statusCode, url).toBe(422)
    expect(answer.body, url).toContain('<title>Error: ')
  }
  expect((await get('/work/decisions')).statusCode).toBe(200)
  expect((await get(`${at}/otherwise`)).statusCode).toBe(200)
})

test('from the forms: a delegation, an officer’s decision under it, its correction, its publication', async () => {
  const delegated = await post('/work/bodies/forms/delegations', {
    office: 'Chief Finance Officer',
    scope: 'award contracts',
    most: '1000',
    'from-day': '1',
    'from-month': '1',
    'from-year': '2025',
    source: 'Scheme of delegation, 3.2',
  })
  expect(delegated.statusCode).toBe(303)
  const form = (await get('/work/decisions/officer')).body
  const delegation = /<option value="([0-9a-f-]{36})"/.exec(form)?.[1] ?? ''
  const decision = {
    delegation,
    'decidedOn-day': '10',
    'decidedOn-month': '2',
    'decidedOn-year': '2025',
    title: 'Cleaning',
    text: 'Award it.',
    amount: '£900.50',
    reasons: 'It was cheapest.',
    publicity: 'full',
  }
  const over = await post('/work/decisions/officer', { ...decision, amount: '1,001' })
  expect(over.statusCode).toBe(422)
  expect(over.body).toContain('above the £1,000')
  const recorded = await post('/work/decisions/officer', decision)
  expect(recorded.statusCode).toBe(303)
  const page = (recorded.headers.location ?? '').split('?')[0] ?? ''
  expect((await get(page)).body).toContain('£900.50')
  const changed = await post(`${page}/change`, { ...decision, version: '1', amount: '950' })
  expect(changed.statusCode).toBe(303)
  const stale = await post(`${page}/change`, { ...decision, version: '1' })
  expect(stale.statusCode).toBe(422)
  expect(stale.body).toContain('What somebody else saved')
  expect((await post(`${page}/publish`, {})).statusCode).toBe(303)
  expect((await get(`${page}/state`)).statusCode).toBe(200)
  expect((await get(page.replace('/work', ''))).body).toContain('£950')
})

test('from the form: a live link, and only an https one', async () => {
  const http = await post(`${at}/recording`, {
    version: '0',
    liveAddress: 'http://watch.example',
  })
  expect(http.statusCode).toBe(422)
  const saved = await post(`${at}/recording`, {
    version: '0',
    liveAddress: 'https://watch.example/live',
  })
  expect(saved.statusCode).toBe(303)
  expect((await get('/meetings/forms/2025-02-14')).body).toContain('https://watch.example/live')
})
