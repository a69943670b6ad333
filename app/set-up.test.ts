import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { londonNow } from '../platform/clock.ts'
import { tablesOf } from '../platform/database/database.ts'
import { day } from '../platform/day.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { checkJournal } from '../platform/record/check-journal.ts'
import { writeInstallation } from '../platform/record/installation.ts'
import type { JournalTables } from '../platform/record/journal.ts'
import { readSettings } from '../platform/settings.ts'
import { actingOn, freshRecord, type TestRecord } from '../platform/testing/record.ts'
import { listPersons } from '../rooms/people/read-person.ts'
import { recordPerson } from '../rooms/people/record-person.ts'
import { removePerson } from '../rooms/people/remove-person.ts'
import { offerSetUp, opensSetUp } from '../rooms/people/set-up-record.ts'
import { makeSignInLink, spendLink } from '../rooms/people/sign-in-link.ts'
import { loadDemo } from '../seed/blmk/load.ts'
import { beginRecord } from './begin-record.ts'
import { type House, openHouse } from './house.ts'

const { day: today } = londonNow(new Date())
const folder = mkdtempSync(join(tmpdir(), 'goldthread-set-up-'))

/** A record that is nobody's yet, and its house. */
async function anEmptyHouse(demo: 'off' | 'on' = 'off') {
  const record = await freshRecord()
  const house = await openHouse(
    readSettings({ GOLDTHREAD_DEMO: demo, GOLDTHREAD_DATA: folder, LOG_LEVEL: 'silent' }),
    record.url,
  )
  afterAll(() => house.close())
  return { record, house }
}

/** A browser of one's own: it keeps cookies and sends the form's token. */
function aBrowser({ server }: House) {
  const jar = new Map<string, string>()
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const ask = async (request: { method: 'GET' | 'POST'; url: string; payload?: string }) => {
    const reply = await server.inject({
      ...request,
      headers: {
        cookie: cookies(),
        ...(request.payload === undefined
          ? {}
          : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    })
    for (const { name, value } of reply.cookies) jar.set(name, value)
    return reply
  }
  const get = (url: string) => ask({ method: 'GET', url })
  return {
    get,
    post: async (url: string, fields: Record<string, string> = {}, opened = url) => {
      const token = /name="_csrf" value="([^"]*)"/.exec((await get(opened)).body)?.[1] ?? ''
      const payload = new URLSearchParams({ _csrf: token, ...fields }).toString()
      return ask({ method: 'POST', url, payload })
    },
    isSignedIn: async () => (await get('/work')).statusCode === 200,
  }
}

const filledIn = {
  organisation: 'Northern Fens',
  name: 'Head of Governance',
  email: 'governance@private.example',
}
const aBody = {
  bodyName: 'Quality & Safety Committee',
  bodyKind: 'committee',
  bodyRegime: '1960 Act',
}

const theKey = async (record: TestRecord) => {
  const key = await offerSetUp(record.db, today)
  if (key === null) throw new Error('Somebody administers this record.')
  return key
}

const journalOf = (record: TestRecord) =>
  tablesOf<JournalTables>(record.db)
    .selectFrom('platform.journal')
    .selectAll()
    .orderBy('seq')
    .execute()

const publicPages = ['/', '/meetings', '/bodies', '/decisions', '/actions', '/questions']

test('a record is set up once: it gets its name, its administrator, a body with default terms, and lands on the workspace', async () => {
  const { record, house } = await anEmptyHouse()
  const key = await theKey(record)
  const browser = aBrowser(house)
  const answer = await browser.post(`/set-up?key=${key}`, { ...filledIn, ...aBody })
  expect(answer.statusCode).toBe(303)
  expect(answer.headers.location).toBe('/work')
  expect(await browser.isSignedIn()).toBe(true)
  expect((await browser.get('/')).body).toContain('kept by Northern Fens')
  const body = await browser.get('/bodies/quality-and-safety-committee')
  expect(body.body).toContain('Public Bodies (Admission to Meetings) Act 1960')
  expect(body.body).toContain('cannot be said before its seats are in the record')
  expect(body.body.match(/<h2[^>]*>Meetings</g)).toHaveLength(1)
  expect((await browser.get('/work/people')).body).toContain('Head of Governance')
  expect((await browser.get('/work/bodies/quality-and-safety-committee')).statusCode).toBe(200)
  // Being its clerk, and a clerk only there.
  expect((await browser.get('/work/meetings/new')).statusCode).toBe(200)

  expect(await opensSetUp(record.db, key, today)).toBe(false)
  expect((await aBrowser(house).get(`/set-up?key=${key}`)).statusCode).toBe(404)
  expect(await offerSetUp(record.db, today)).toBeNull()
})

test('the acts of setting up stand in the journal, those on the body in the administrator’s name, without key or address', async () => {
  const { record } = await anEmptyHouse()
  const key = await theKey(record)
  const acting = { ...actingOn(record, today), may: () => false }
  const person = expectDone(
    await beginRecord(acting, {
      ...filledIn,
      key,
      body: { name: 'Board', slug: 'board', kind: 'board', regime: '1960 Act' },
    }),
  )
  const lines = await journalOf(record)
  expect(lines.map(({ verb, person_id }) => [verb, person_id])).toEqual([
    ['people.record-person', null],
    ['people.grant-role', null],
    ['people.set-up-record', null],
    ['bodies.establish-body', person.id],
    ['bodies.adopt-terms', person.id],
    ['people.grant-role', person.id],
  ])
  expect(JSON.stringify(lines)).not.toContain(key)
  expect(JSON.stringify(lines)).not.toContain('private.example')
  expect((await checkJournal(record.db)).broken).toBeNull()
})

test('without the key, with another, or with one from an earlier start, there is nothing to set up', async () => {
  const { record, house } = await anEmptyHouse()
  const early = await theKey(record)
  const key = await theKey(record)
  const browser = aBrowser(house)
  for (const path of ['/set-up', '/set-up?key=', '/set-up?key=guess', `/set-up?key=${early}`]) {
    const answer = await browser.get(path)
    expect(answer.statusCode, path).toBe(404)
    expect(answer.body).toContain('Nothing can be set up at this address')
    const posted = await browser.post(path, filledIn, `/set-up?key=${key}`)
    expect(posted.statusCode, path).toBe(404)
  }
  expect(await listPersons(record.db)).toEqual([])
  expect(await beginRecord(actingOn(record, today), { ...filledIn, key: early })).toMatchObject({
    ok: false,
    refusals: [{ code: 'set-up-over' }],
  })
})

test('of two who send the form at once, one sets up and the other is refused', async () => {
  const { record } = await anEmptyHouse()
  const key = await theKey(record)
  const outcomes = await Promise.all(
    ['One', 'Other'].map(name => beginRecord(actingOn(record, today), { ...filledIn, name, key })),
  )
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await listPersons(record.db)).toHaveLength(1)
})

test('each field that is missing is named, what was typed is kept, and nothing is recorded', async () => {
  const { record, house } = await anEmptyHouse()
  const key = await theKey(record)
  const path = `/set-up?key=${key}`
  const browser = aBrowser(house)
  const empty = await browser.post(path, { bodyKind: 'board' })
  expect(empty.statusCode).toBe(422)
  for (const field of ['organisation', 'name', 'email', 'bodyName', 'bodyRegime'])
    expect(empty.body).toContain(`href="#${field}"`)
  const odd = await browser.post(path, { ...filledIn, ...aBody, bodySlug: 'Not A Slug' })
  expect(odd.statusCode).toBe(422)
  expect(odd.body).toContain('href="#bodySlug"')
  expect(odd.body).toContain('value="Northern Fens"')
  const address = await browser.post(path, { ...filledIn, email: 'nowhere' })
  expect(address.body).toContain('href="#email"')
  expect(await listPersons(record.db)).toEqual([])
  expect(await journalOf(record)).toEqual([])
  expect(await opensSetUp(record.db, key, today)).toBe(true)
})

test('a record whose last administrator is gone can be set up anew, and keeps its name', async () => {
  const { record, house } = await anEmptyHouse()
  const acting = actingOn(record, today)
  const used = await theKey(record)
  const first = expectDone(await beginRecord(acting, { ...filledIn, key: used }))
  expectDone(await removePerson(acting, { person: first.id, reason: 'Left' }))
  expect(await opensSetUp(record.db, used, today)).toBe(false)
  const page = await aBrowser(house).get(`/set-up?key=${await theKey(record)}`)
  expect(page.body).toContain('value="Northern Fens"')
})

test('a link signs its person in once; opening it, as a mail scanner does, spends nothing', async () => {
  const { record, house } = await anEmptyHouse()
  const acting = { ...actingOn(record, today), now: new Date() }
  const { id: person } = expectDone(await recordPerson(acting, { name: 'Clerk' }))
  const key = expectDone(await makeSignInLink(acting, { person }))
  const path = `/sign-in?key=${key}`
  for (let opened = 0; opened < 3; opened++)
    expect((await aBrowser(house).get(path)).body).toContain('Sign in as Clerk')
  const browser = aBrowser(house)
  const answer = await browser.post(path)
  expect(answer.statusCode).toBe(303)
  expect(answer.headers.location).toBe('/work')
  expect(await browser.isSignedIn()).toBe(true)

  const late = aBrowser(house)
  expect((await late.get(path)).body).toContain('This link was used already')
  expect(JSON.stringify(await journalOf(record))).not.toContain(key)
})

test('a link that was used, ran out, is unknown or is for somebody removed says so and signs nobody in', async () => {
  const { record, house } = await anEmptyHouse()
  const acting = { ...actingOn(record, today), now: new Date() }
  const aPerson = async (name: string) => expectDone(await recordPerson(acting, { name })).id
  const linkFor = async (person: string, now = acting.now) =>
    expectDone(await makeSignInLink({ ...acting, now }, { person }))
  const clerk = await aPerson('Clerk')
  const live = await linkFor(clerk)
  const used = await linkFor(clerk)
  expect((await aBrowser(house).post(`/sign-in?key=${used}`)).statusCode).toBe(303)
  const expired = await linkFor(clerk, new Date(Date.now() - 15 * 60_000))
  const leaver = await aPerson('Leaver')
  const removed = await linkFor(leaver)
  expectDone(await removePerson(acting, { person: leaver, reason: 'Left' }))
  expect((await makeSignInLink(acting, { person: leaver })).ok).toBe(false)
  for (const [key, sentence] of [
    [used, 'This link was used already'],
    [expired, 'This link has run out'],
    ['guess', 'This link is not known here'],
    [removed, 'This link is not known here'],
  ] as const) {
    const browser = aBrowser(house)
    expect((await browser.get(`/sign-in?key=${key}`)).body).toContain(sentence)
    // The token of a page that has a form, for this one has none.
    const answer = await browser.post(`/sign-in?key=${key}`, {}, `/sign-in?key=${live}`)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(sentence)
    expect(await browser.isSignedIn()).toBe(false)
  }
})

test('outside the demonstration nobody signs in by choosing who they are, and no page calls itself one', async () => {
  const { record, house } = await anEmptyHouse()
  const acting = actingOn(record, today)
  const { id: person } = expectDone(await recordPerson(acting, { name: 'Clerk' }))
  await writeInstallation(record.db, 'demo persons', [{ id: person, role: 'The clerk' }])
  const live = expectDone(await makeSignInLink({ ...acting, now: new Date() }, { person }))
  const browser = aBrowser(house)
  const page = await browser.get('/sign-in')
  expect(page.body).toContain('npx goldthread sign-in-link')
  expect(page.body).not.toContain('The clerk')
  expect((await browser.post('/sign-in', { person }, `/sign-in?key=${live}`)).statusCode).toBe(422)
  const byProgram = { method: 'POST', url: '/api/v1/sign-in', payload: { person } } as const
  expect((await house.server.inject(byProgram)).statusCode).toBe(404)
  expect(await browser.isSignedIn()).toBe(false)
  for (const path of ['/sign-in', ...publicPages])
    expect((await browser.get(path)).body, path).not.toMatch(/demonstration/i)
})

test('in the demonstration every page says that it is one, and there is no set-up', async () => {
  const { record, house } = await anEmptyHouse('on')
  const browser = aBrowser(house)
  for (const path of ['/sign-in', ...publicPages])
    expect((await browser.get(path)).body, path).toContain('Signing in is a demonstration too')
  expect((await browser.get(`/set-up?key=${await theKey(record)}`)).statusCode).toBe(404)
})

test('the demonstration is not loaded into a record of somebody’s own', async () => {
  const { record } = await anEmptyHouse()
  const acting = actingOn(record, today)
  expectDone(await beginRecord(acting, { ...filledIn, key: await theKey(record) }))
  expect(await loadDemo(record.db, day('2025-02-10'), 'http://x.test')).toMatchObject({
    ok: false,
    refusals: [{ code: 'record-is-real' }],
  })
})

test('an empty record has a friendly word on every public page, and nobody else’s name', async () => {
  const { house } = await anEmptyHouse()
  for (const path of [
    ...publicPages,
    '/places',
    '/questions/ask',
    '/about',
    '/data',
    '/feed.xml',
  ]) {
    const { body, statusCode } = await aBrowser(house).get(path)
    expect(statusCode, path).toBe(200)
    expect(body, path).not.toContain('Bedfordshire')
    expect(body, path).not.toContain('kept by')
  }
  const home = await aBrowser(house).get('/')
  expect(home.body).toContain('This record has just begun')
  for (const path of ['/meetings', '/decisions', '/actions', '/bodies'])
    expect((await aBrowser(house).get(path)).body, path).not.toContain('<form')
})

test('starting prints the ready line, then the address on a line of its own; the log never holds its key', async () => {
  const record = await freshRecord()
  const port = await aFreePort()
  const url = `http://127.0.0.1:${port}`
  const { server, output } = start(record, port)
  afterAll(() => server.kill('SIGKILL'))
  const printed = () => /^Set up this record at (\S+)$/m.exec(output())?.[1]
  while (printed() === undefined && server.exitCode === null)
    await new Promise(resolve => setTimeout(resolve, 50))
  const address = printed() ?? ''
  const lines = output().split('\n')
  expect(lines.indexOf(`Goldthread is ready at ${url}`)).toBeGreaterThanOrEqual(0)
  expect(lines.indexOf(`Goldthread is ready at ${url}`)).toBeLessThan(
    lines.indexOf(`Set up this record at ${address}`),
  )
  expect((await fetch(address)).status).toBe(200)
  expect((await fetch(`${url}/sign-in?x=1&key=secret`)).status).toBe(200)
  server.kill('SIGTERM')
  await once(server, 'exit')
  const key = new URL(address).searchParams.get('key') ?? ''
  expect(key.length).toBeGreaterThan(40)
  expect(output()).toContain('/set-up?key=(left out)')
  expect(output()).toContain('/sign-in?x=(left out)&key=(left out)')
  expect(output().split(key)).toHaveLength(2)
})

function start(record: TestRecord, port: number): { server: ChildProcess; output: () => string } {
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: record.url,
      GOLDTHREAD_DATA: folder,
      GOLDTHREAD_DEMO: 'off',
      PORT: String(port),
    },
  })
  let said = ''
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', chunk => {
      said += String(chunk)
    })
  return { server, output: () => said }
}

async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

test('of two who press the button of one link at once, one is signed in', async () => {
  const { record } = await anEmptyHouse()
  const acting = { ...actingOn(record, today), now: new Date() }
  const { id: person } = expectDone(await recordPerson(acting, { name: 'Clerk' }))
  const key = expectDone(await makeSignInLink(acting, { person }))
  const both = [1, 2].map(() => spendLink(record.db, key, acting.now))
  expect((await Promise.all(both)).filter(({ ok }) => ok)).toHaveLength(1)
})
