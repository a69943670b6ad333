import { beforeAll, expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { pageText, pdfFacts } from '../../platform/documents/pdf-facts.ts'
import { readFile } from '../../platform/files/files.ts'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import { actingOn, freshRecord, type TestRecord } from '../../platform/testing/record.ts'
import { listActions } from '../actions/list-actions.ts'
import { raiseAction } from '../actions/raise-action.ts'
import { listRegister } from '../interests/list-register.ts'
import { aBody, addItem, aMeeting, handIn } from '../meetings/agenda.samples.ts'
import { attachFile } from '../meetings/attach-file.ts'
import { listUpcoming } from '../meetings/list-published.ts'
import { assemblePack } from './assemble-pack.ts'
import type { PackVersion } from './pack-content.ts'
import { makePackPdf } from './pack-pdf.ts'
import { publishPack } from './publish-pack.ts'
import { aMeetingWithPapers, CANARY, type MeetingWithPapers } from './publishing.samples.ts'
import { listPackVersions, readPack } from './read-pack.ts'

const site = 'https://goldthread.example'
let record: TestRecord
let given: MeetingWithPapers
let first: PackVersion
let pdf: Uint8Array
let pages: string[]

const publish = (meeting: string, on = '2025-02-06', more: object = {}) =>
  publishPack(actingOn(record, on), { meeting, note: '', site, ...more })

const codesOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code)

beforeAll(async () => {
  record = await freshRecord()
  given = await aMeetingWithPapers(record)
  first = expectDone(await publish(given.meeting.id))
  pdf = (await readFile(record.publicDb, first.pdfHash))?.bytes ?? new Uint8Array()
  pages = await Promise.all(
    Array.from({ length: first.pdfPages }, (_, at) => pageText(pdf, at + 1)),
  )
})

test('the public reads a published pack, its PDF and its files, and nothing of the private part', async () => {
  const pack = await readPack(record.publicDb, given.meeting.id)
  expect(pack.version).toBe(1)
  expect(pack.content.items.map(item => item.title)).toContain('Green Plan')
  expect(pack.content.privateItems).toEqual(['7'])
  expect(JSON.stringify(pack)).not.toContain(CANARY)
  expect(pages.join('\n')).not.toContain(CANARY)
  expect(await readFile(record.publicDb, given.privateHash)).toBeUndefined()
  const files = pack.content.items.flatMap(item => item.papers.flatMap(paper => paper.files))
  expect(files.map(file => file.name)).toEqual(['emissions.pdf', 'method.docx'])
  for (const file of files) expect(await readFile(record.publicDb, file.hash)).toBeDefined()
})

test('the tracker and the register are published with the pack, without what is private or sensitive', async () => {
  const pack = await readPack(record.publicDb, given.meeting.id)
  expect(pack.content.tracker?.actions.map(({ text }) => text)).toEqual([
    'Report on the hub programme',
  ])
  expect(pack.content.interests?.declarations.map(({ interest }) => interest)).toEqual([
    'Director of a care company',
  ])
  const live = await listActions(record.publicDb, { day: day('2025-02-06') })
  expect(live.map(({ text }) => text)).toEqual(['Report on the hub programme'])
  const register = await listRegister(record.publicDb, given.body.id, day('2025-02-06'))
  expect(JSON.stringify(register)).not.toContain(CANARY)
  expect(register.people).toBe(1)
})

test('R-WEB-2: the PDF is tagged, has bookmarks and says on each page where it is in the whole', async () => {
  const facts = await pdfFacts(pdf)
  expect(facts.tagged).toBe(true)
  expect(facts.language).toBe('en-GB')
  expect(facts.headings).toBeGreaterThan(5)
  expect(facts.pages).toBe(first.pdfPages)
  const titles = facts.outline.filter(({ depth }) => depth === 0).map(({ title }) => title)
  expect(titles).toEqual([
    'Cover and contents',
    'Agenda',
    '2. Register of interests',
    '4. Action tracker',
    '5. Questions from the public',
    '6. Green Plan refresh',
    '6. emissions.pdf',
    '6. method.docx',
  ])
  for (const [at, text] of pages.entries())
    expect(text).toContain(`Page ${at + 1} of ${pages.length}`)
})

test('the contents give the page on which each part in fact begins', async () => {
  const { outline } = await pdfFacts(pdf)
  const contents = pages[1] ?? ''
  const pageOf = (title: string) => outline.find(line => line.title === title)?.page ?? 0
  expect(contents).toContain('Contents')
  for (const [title, words] of [
    ['4. Action tracker', 'Action tracker'],
    ['6. Green Plan refresh', 'Green Plan refresh'],
  ] as const) {
    const page = pageOf(title)
    expect(pages[page - 1]).toContain(words)
    expect(contents.replaceAll(/\s+/g, ' ')).toMatch(new RegExp(`\\b${page}\\b`))
  }
})

test('a pack published twice is two versions; the first stays as it was when the record changes', async () => {
  const before = await readPack(record.publicDb, given.meeting.id, 1)
  const clerk = actingOn(record, '2025-02-07')
  await addItem(clerk, given.meeting.id, { title: 'Winter plan', number: '6.1' })
  expectDone(
    await raiseAction(clerk, {
      body: given.body.id,
      text: 'Name a winter lead',
      raisedOn: day('2025-02-07'),
      owners: [{ label: 'All members' }],
      deadline: { text: 'ASAP' },
    }),
  )
  expect(await readPack(record.publicDb, given.meeting.id)).toEqual(before)
  const second = expectDone(
    await publish(given.meeting.id, '2025-02-07', { note: 'The winter plan came.', seen: 1 }),
  )
  expect(second.version).toBe(2)
  expect(second.changes.map(({ words }) => words)).toEqual([
    'Item 6.1, Winter plan, was added.',
    'The action tracker was brought up to date.',
  ])
  expect(await readPack(record.publicDb, given.meeting.id, 1)).toEqual(before)
  const versions = await listPackVersions(record.publicDb, given.meeting.id)
  expect(versions.map(({ version, note }) => [version, note])).toEqual([
    [2, 'The winter plan came.'],
    [1, ''],
  ])
  expect(await readFile(record.publicDb, first.pdfHash)).toBeDefined()
})

test('a pack is refused when somebody published a version after the clerk looked', async () => {
  expect(codesOf(await publish(given.meeting.id, '2025-02-07', { seen: 0 }))).toEqual([
    'published-meanwhile',
  ])
})

test('R-MEET-1: without notice of the meeting no pack is published, and nothing is stored', async () => {
  const body = await aBody(record)
  const meeting = await aMeeting(record, body.id)
  await addItem(actingOn(record, '2025-02-05'), meeting.id, { purposes: ['approve'] })
  expect(codesOf(await publish(meeting.id))).toEqual(['notice-not-given', 'paper-missing'])
  expect(await listPackVersions(record.db, meeting.id)).toEqual([])
  const seen = await listUpcoming(record.publicDb, day('2025-01-01'), 100)
  expect(seen.map(({ id }) => id)).not.toContain(meeting.id)
})

test('a file that lies in the private part is never published as a public paper', async () => {
  const other = await aMeetingWithPapers(record)
  const clerk = actingOn(record, '2025-02-05')
  const hidden = await readFile(record.db, other.privateHash)
  expectDone(
    await attachFile(clerk, {
      paper: other.paper,
      name: 'slip.pdf',
      bytes: hidden?.bytes ?? new Uint8Array(),
    }),
  )
  expect(codesOf(await publish(other.meeting.id))).toEqual(['private-paper-in-public-part'])
  expect(await readFile(record.publicDb, other.privateHash)).toBeUndefined()
})

test('a paper that is to follow does not keep the pack back, and the pack says so', async () => {
  const body = await aMeetingWithPapers(record)
  const clerk = actingOn(record, '2025-02-05')
  const item = await addItem(clerk, body.meeting.id, { title: 'Hubs', purposes: ['approve'] })
  await handIn(clerk, item.id, { title: 'Hubs', kind: 'to follow', submittedOn: undefined })
  const version = expectDone(await publish(body.meeting.id))
  const bytes = (await readFile(record.publicDb, version.pdfHash))?.bytes
  expect(await pageText(bytes ?? new Uint8Array(), 2)).toContain('to follow')
})

test('nobody publishes a pack without being permitted to in that body', async () => {
  const stranger = actingOn(record, '2025-02-06', { may: () => false })
  await expect(
    publishPack(stranger, { meeting: given.meeting.id, note: '', site }),
  ).rejects.toThrow('publish')
})

test('the members’ pack has the private part, says so, and is never kept', async () => {
  const { content } = await assemblePack(record.db, given.meeting.id, day('2025-02-06'), 'members')
  const made = await makePackPdf(record.db, {
    content,
    version: null,
    publishedOn: day('2025-02-06'),
    address: null,
    madeAt: new Date('2025-02-06T09:00:00Z'),
  })
  const text = (
    await Promise.all(Array.from({ length: made.pages }, (_, at) => pageText(made.bytes, at + 1)))
  ).join('\n')
  expect(text).toContain(`Bid ${CANARY}`)
  expect(text).toContain('For members only')
  expect(text).not.toContain(`Settle the ${CANARY} claim`)
})
