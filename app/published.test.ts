import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../platform/day.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { readSettings } from '../platform/settings.ts'
import { actingOn, freshRecord, type TestRecord } from '../platform/testing/record.ts'
import { raiseAction } from '../rooms/actions/raise-action.ts'
import { addItem } from '../rooms/meetings/agenda.samples.ts'
import { listItems } from '../rooms/meetings/read-agenda.ts'
import type { PackVersion } from '../rooms/publishing/pack-content.ts'
import { publishPack } from '../rooms/publishing/publish-pack.ts'
import {
  aMeetingWithPapers,
  CANARY,
  type MeetingWithPapers,
} from '../rooms/publishing/publishing.samples.ts'
import { readPack } from '../rooms/publishing/read-pack.ts'
import { type House, openHouse } from './house.ts'
import { dataSets } from './open-data.ts'
import { aVisitor, type Visitor } from './visitor.samples.ts'

let record: TestRecord
let house: House
let given: MeetingWithPapers
let first: PackVersion
let at: string
let action: string
let queries: string[] = []

const get = async (url: string) => {
  queries = []
  const answer = await house.server.inject({ url })
  return {
    status: answer.statusCode,
    body: answer.body,
    headers: answer.headers,
    raw: answer.rawPayload,
  }
}

/** Every public address that this room and the front of the house answer. */
let addresses: readonly string[]

beforeAll(async () => {
  record = await freshRecord()
  house = await openHouse(
    readSettings({
      GOLDTHREAD_TODAY: '2025-02-10',
      GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-house-')),
      LOG_LEVEL: 'silent',
    }),
    record.url,
    { onQuery: text => queries.push(text) },
  )
  given = await aMeetingWithPapers(record)
  const clerk = actingOn(record, '2025-02-05')
  const raised = await raiseAction(clerk, {
    body: given.body.id,
    text: 'Bring the Green Plan back',
    raisedOn: day('2025-02-05'),
    owners: [{ label: 'Chief Nurse' }],
    deadline: { text: 'ASAP' },
    source: { kind: 'agenda-item', id: given.greenPlan.id },
  })
  action = expectDone(raised).id
  const publish = (on: string) =>
    publishPack(actingOn(record, on), { meeting: given.meeting.id, note: '' })
  first = expectDone(await publish('2025-02-06'))
  await addItem(actingOn(record, '2025-02-07'), given.meeting.id, {
    title: 'Winter',
    number: '6.1',
  })
  expectDone(await publish('2025-02-07'))
  at = `/meetings/${given.body.slug}/2025-02-14`
  addresses = [
    '/',
    '/about',
    '/accessibility',
    '/data',
    '/feed.xml',
    '/sitemap.xml',
    '/robots.txt',
    '/problems/paper-missing',
    `${at}/pack`,
    `${at}/packs`,
    `${at}/packs/1`,
    `${at}/pack.pdf`,
    `${at}/packs/1.pdf`,
    `/thread/meeting/${given.meeting.id}`,
    `/thread/agenda-item/${given.greenPlan.id}`,
    `/thread/paper/${given.paper}`,
    `/thread/action/${action}`,
    `/thread/body/${given.body.id}`,
    ...dataSets.flatMap(({ name }) => [`/data/${name}.csv`, `/data/${name}.json`]),
  ]
})
afterAll(() => house.close())

test('every public page answers with at most eight queries, and none shows what is private', async () => {
  for (const address of [...addresses, at]) {
    const page = await get(address)
    expect([address, page.status]).toEqual([address, 200])
    expect(page.body, address).not.toContain(CANARY)
    expect([address, queries.length <= 8]).toEqual([address, true])
  }
})

test('the same facts stand as JSON under /api/v1, without what is private', async () => {
  const pages = addresses.filter(
    address => !/\.(xml|txt|pdf|csv|json)$/.test(address) && address !== '/robots.txt',
  )
  for (const address of pages) {
    const page = await get(`/api/v1${address === '/' ? '' : address}`)
    expect([address, page.status]).toEqual([address, 200])
    expect(page.body, address).not.toContain(CANARY)
    expect(JSON.parse(page.body)).toBeTypeOf('object')
  }
})

test('the page of a pack has every public paper in full, its text beside its file', async () => {
  const { body } = await get(`${at}/pack`)
  for (const words of [
    'Green Plan refresh',
    'Emissions are down.',
    'Report on the hub programme',
    'Director of a care company',
    'When will the hub open?',
    'One item (7) is to be taken in private',
    'emissions.pdf',
  ])
    expect(body).toContain(words)
})

test('an older version stays at its own address and says that a later one stands', async () => {
  const { body } = await get(`${at}/packs/1`)
  expect(body).toContain('Read version 2')
  expect(body).not.toContain('<strong>Winter</strong>')
  expect((await get(`${at}/pack`)).body).toContain('<strong>Winter</strong>')
  expect((await get(`${at}/packs/3`)).status).toBe(404)
  expect((await get(`${at}/packs/x`)).status).toBe(404)
})

test('a published file opens under its hash, and one that was not published is not there', async () => {
  const { content } = await readPack(record.publicDb, given.meeting.id, 1)
  const files = content.items.flatMap(item => item.papers.flatMap(paper => paper.files))
  const pdf = files.find(({ name }) => name === 'emissions.pdf')
  const word = files.find(({ name }) => name === 'method.docx')
  const shown = await get(`/files/${pdf?.hash}/emissions.pdf`)
  expect(Buffer.from(given.publicPdf).equals(shown.raw)).toBe(true)
  expect(shown.headers['content-disposition']).toMatch(/^inline/)
  const saved = await get(`/files/${word?.hash}/method.docx`)
  expect(saved.headers['content-disposition']).toMatch(/^attachment/)
  expect((await get(`/files/${given.privateHash}/bid.pdf`)).status).toBe(404)
  expect((await get('/files/zz/x.pdf')).status).toBe(404)
  for (const hash of Object.values(word?.twin.pictures ?? {}))
    expect((await get(`/files/${hash}/picture.png`)).status).toBe(200)
})

test('the latest pack and each version are served as PDF', async () => {
  const pdf = await get(`${at}/packs/1.pdf`)
  expect(pdf.headers['content-type']).toBe('application/pdf')
  expect(pdf.raw.byteLength).toBe(first.pdfSize)
  expect((await get(`${at}/packs/9.pdf`)).status).toBe(404)
})

test('a thread goes up from an action to its item, meeting and body, and down from the meeting', async () => {
  const up = JSON.parse((await get(`/api/v1/thread/action/${action}`)).body)
  expect(up.up.map(({ kind }: { kind: string }) => kind)).toEqual([
    'body',
    'meeting',
    'agenda-item',
  ])
  const down = JSON.parse((await get(`/api/v1/thread/meeting/${given.meeting.id}`)).body)
  const titles = down.down.map(({ title }: { title: string }) => title)
  expect(titles).toContain('6. Green Plan')
  expect(titles.some((title: string) => title.includes('Bring the Green Plan back'))).toBe(true)
})

test('a thread of what is not published is not there', async () => {
  const hidden = await privateItems()
  expect(hidden).toHaveLength(1)
  for (const id of hidden) expect((await get(`/thread/agenda-item/${id}`)).status).toBe(404)
  expect((await get('/thread/agenda-item/nothing')).status).toBe(404)
  expect((await get(`/thread/secret/${given.meeting.id}`)).status).toBe(404)
})

async function privateItems(): Promise<string[]> {
  const items = await listItems(record.db, given.meeting.id, { private: true })
  return items.filter(({ audience }) => audience === 'private').map(({ id }) => id)
}

test('the feed tells of both versions, and what changed in the second', async () => {
  const { body } = await get('/feed.xml')
  expect(body.match(/<entry>/g)).toHaveLength(2)
  expect(body).toContain('Item 6.1, Winter, was added.')
})

test('R-WEB-3: a set of open data is CSV with a header line, and has pages', async () => {
  const { body, headers } = await get('/data/actions.csv')
  expect(headers['content-type']).toContain('text/csv; charset=utf-8')
  expect(body.split('\r\n')[0]).toBe(
    dataSets.find(({ name }) => name === 'actions')?.columns.join(','),
  )
  expect(body).toContain('Report on the hub programme')
  expect((await get('/data/actions.csv?page=2')).body.split('\r\n')).toHaveLength(2)
  expect((await get('/data/actions.csv?page=0')).status).toBe(404)
})

test('a clerk sees what is ready, publishes with one button, and lands on the public page', async () => {
  const clerk = await aVisitor(house, record, 'clerk', given.body.id)
  const ready = await clerk.get(`/work${at}/pack`)
  expect(ready.body).toContain('Ready to publish')
  expect(ready.body).toContain('Nothing has changed since version 2.')
  expect(ready.body).toContain('no forward plan')
  const done = await clerk.post(`/work${at}/pack`, { note: 'Again', seen: '2' })
  expect([done.status, done.location]).toEqual([303, `${at}/pack`])
  const stale = await clerk.post(`/work${at}/pack`, { note: 'Kept words', seen: '2' })
  expect(stale.status).toBe(422)
  expect(stale.body).toContain('was published while you were looking')
  expect(stale.body).toContain('Kept words')
})

test('the members’ pack is for those who may see private papers', async () => {
  const open = async (role: Parameters<typeof aVisitor>[2]) => {
    const visitor: Visitor = await aVisitor(house, record, role, given.body.id)
    return (await visitor.get(`/work${at}/members-pack.pdf`)).status
  }
  expect(await open('member')).toBe(200)
  expect(await open('executive lead')).toBe(403)
  expect((await get(`/work${at}/members-pack.pdf`)).status).toBe(303)
})
