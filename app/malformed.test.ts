import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { day } from '../platform/day.rules.ts'
import { readSettings } from '../platform/settings.ts'
import { demoRecord } from '../seed/blmk/demo.samples.ts'
import { openHouse } from './house.ts'
import {
  answerTo,
  aSender,
  findTargets,
  incompleteFor,
  malformedFor,
  standingOf,
} from './malformed.samples.ts'
import { housePages } from './pages.ts'

/** `npm run bench -- --only malformed` sends 2,000. */
const PER_ROUTE = 2

const record = await demoRecord(day('2025-07-01'))
const settings = readSettings({
  LOG_LEVEL: 'silent',
  GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-malformed-')),
})
const house = await openHouse(settings, record.url, {
  rates: { publicWrites: 1e9, apiWrites: 1e9 },
})
afterAll(() => house.close())
const sender = await aSender(house, record.db)
const targets = await findTargets(
  house,
  sender,
  housePages(settings, async () => {}),
  1,
)
const found = targets.filter(target => target.found)

const standing = () => standingOf(record.db)

test('the walk through the record finds forms to send to', () => {
  expect(targets.length).toBeGreaterThan(150)
  expect(found.length).toBeGreaterThan(60)
})

test('malformed requests to every form and act are refused: none is a fault, and nothing is stored', async () => {
  const before = await standing()
  for (const target of targets)
    await fc.assert(
      fc.asyncProperty(malformedFor(target, sender), async request => {
        const { reply, fault } = await answerTo(house, request)
        expect(fault, `${reply.statusCode} to ${request.way}`).toBeNull()
      }),
      { numRuns: PER_ROUTE },
    )
  expect(await standing()).toEqual(before)
})

test('what is sent with fields left out, empty or as files is done or refused: none is a fault, and what is refused stores nothing', async () => {
  // It may be done, so that the record of the other tests is not the one it is sent to.
  const copy = await demoRecord(day('2025-07-01'))
  const theirs = await openHouse(settings, copy.url, {
    rates: { publicWrites: 1e9, apiWrites: 1e9 },
  })
  try {
    const holder = await aSender(theirs, copy.db)
    for (const target of targets)
      for (const request of fc.sample(incompleteFor(target, holder), 1)) {
        const before = await standingOf(copy.db)
        const { reply } = await answerTo(theirs, request)
        expect(reply.statusCode, `${target.page.path} ${request.way}`).toBeLessThan(500)
        if (reply.statusCode >= 400)
          expect(await standingOf(copy.db), `${target.page.path} ${request.way}`).toEqual(before)
      }
  } finally {
    await theirs.close()
  }
})

test('no form or act is done without its token, whether it is sent as a form or with files', async () => {
  const before = await standing()
  for (const [at, { page, path, fields }] of found.entries()) {
    const type = at % 2 ? 'multipart/form-data; boundary=b' : 'application/x-www-form-urlencoded'
    const reply = await house.server.inject({
      method: 'POST',
      url: path,
      headers: { cookie: sender.cookie, 'content-type': type, origin: 'https://elsewhere.test' },
      payload: type.startsWith('multipart')
        ? '--b\r\ncontent-disposition: form-data; name="text"\r\n\r\nx\r\n--b--\r\n'
        : new URLSearchParams(
            fields.map(({ name, shown }): [string, string] => [name, shown]),
          ).toString(),
    })
    expect([403, 404], `${page.path} as ${type}`).toContain(reply.statusCode)
    if (reply.statusCode === 403) expect(reply.body).toMatch(/open too long|You may not see/)
  }
  expect(await standing()).toEqual(before)
})

test('the API takes no write by cookie, so that no page elsewhere can send one', async () => {
  for (const { page, path } of found) {
    if (page.needs === 'anyone' || (page.kind === 'form' && page.browserOnly)) continue
    const reply = await house.server.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      headers: { cookie: sender.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: `_csrf=${sender.token}`,
    })
    expect(reply.statusCode, page.path).toBe(401)
  }
})
