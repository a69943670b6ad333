import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { blocksText } from '../../platform/documents/blocks.ts'
import {
  aDocx,
  anUntaggedPdf,
  anXlsx,
  aPng,
  aTaggedPdf,
} from '../../platform/documents/documents.samples.ts'
import { blocksOf, imagesOf, readBlocks } from '../../platform/documents/kept-twin.ts'
import { readFile } from '../../platform/files/files.ts'
import { expectDone, NotFound, type Outcome } from '../../platform/outcome.ts'
import { listJournal } from '../../platform/record/journal.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { aBody, addItem, aMeeting, aPaper, handIn } from './agenda.samples.ts'
import { amendPaper } from './amend-paper.ts'
import { attachFile } from './attach-file.ts'
import { readAgenda, readPaperFile } from './read-agenda.ts'
import { removeFile } from './remove-file.ts'
import { submitPaper } from './submit-paper.ts'
import { withdrawPaper } from './withdraw-paper.ts'

const record = await freshRecord()
const clerk = actingOn(record, '2025-02-14')
const partnership = await aBody(record)
const meeting = await aMeeting(record, partnership.id)
const item = await addItem(clerk, meeting.id)

const fieldsOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code, field }) => `${code} ${field}`)
const papersOf = async (id: string, withdrawn = false) =>
  (await readAgenda(record.db, meeting.id, { private: true, withdrawn })).find(
    each => each.id === id,
  )?.papers ?? []

test('a paper handed in on time is kept with its cover sheet', async () => {
  const own = await addItem(clerk, meeting.id)
  const { paper, warnings } = await handIn(clerk, own.id, { submittedOn: day('2025-02-06') })
  expect(paper).toMatchObject({ kind: 'paper', submitted_on: '2025-02-06', version: 1 })
  expect(warnings.map(({ code }) => code)).toEqual(['item-number-differs'])
  const [kept] = await papersOf(own.id)
  expect(kept?.cover).toEqual(paper.cover)
  expect(kept?.cover.recommendations).toEqual([{ verb: 'endorse', text: 'the three statements' }])
})

test('R-TOR-17: what a cover sheet lacks is said and refuses nothing', async () => {
  const { warnings } = await handIn(clerk, item.id, { cover: {} })
  expect(warnings.map(({ code }) => code)).toEqual(['cover-missing'])
})

test('R-TOR-9: a paper after Thursday 6 February is late, and needs who permitted it and why', async () => {
  const late = { submittedOn: day('2025-02-07') }
  const outcome = await submitPaper(clerk, aPaper(item.id, late))
  expect(fieldsOf(outcome)).toEqual(['permission-missing permission'])
  expect(outcome.ok ? '' : outcome.refusals[0]?.message).toContain('due by 6 February 2025')
  const { paper } = await handIn(clerk, item.id, {
    ...late,
    permission: 'The chair: figures came on the 7th.',
  })
  expect(paper.kind).toBe('late')
})

test('a body that sets no day for papers has no late ones', async () => {
  const body = await aBody(record, { terms: null })
  const own = await aMeeting(record, body.id)
  const { id } = await addItem(clerk, own.id)
  const { paper } = await handIn(clerk, id, { submittedOn: day('2025-02-14') })
  expect(paper.kind).toBe('paper')
})

test('a paper needs a title and a day, neither to come nor after the meeting', async () => {
  const refusals = async (differences: object, today = '2025-02-20') =>
    fieldsOf(await submitPaper(actingOn(record, today), aPaper(item.id, differences)))
  expect(await refusals({ title: ' ', submittedOn: undefined })).toEqual([
    'title-missing title',
    'submitted-missing submittedOn',
  ])
  expect(await refusals({ submittedOn: day('2025-02-19') })).toEqual([
    'submitted-after-the-meeting submittedOn',
  ])
  expect(await refusals({ submittedOn: day('2025-02-05') }, '2025-02-04')).toEqual([
    'submitted-in-the-future submittedOn',
  ])
  expect(await refusals({ kind: 'to follow' })).toEqual(['to-follow-submitted submittedOn'])
})

test('a paper to follow is a promise without a day, and takes no file until it has come', async () => {
  const own = await addItem(clerk, meeting.id)
  const { paper } = await handIn(clerk, own.id, { kind: 'to follow', submittedOn: undefined })
  expect(
    fieldsOf(await attachFile(clerk, { paper: paper.id, name: 'a.png', bytes: aPng() })),
  ).toEqual(['paper-to-follow file'])
  const come = expectDone(
    await amendPaper(clerk, {
      ...aPaper(own.id, { submittedOn: day('2025-02-05') }),
      paper: paper.id,
      version: 1,
    }),
  )
  expect(come.paper).toMatchObject({ kind: 'paper', submitted_on: '2025-02-05', version: 2 })
})

test('two clerks saving the same paper: the second is told, and nothing is overwritten', async () => {
  const own = await addItem(clerk, meeting.id)
  const { paper } = await handIn(clerk, own.id)
  const save = (title: string) =>
    amendPaper(clerk, { ...aPaper(own.id, { title }), paper: paper.id, version: 1 })
  expectDone(await save('First clerk'))
  expect(fieldsOf(await save('Second clerk'))).toEqual(['changed-meanwhile version'])
  expect((await papersOf(own.id))[0]?.title).toBe('First clerk')
})

test('two clerks saving the same paper at the same moment: one of them is told', async () => {
  const own = await addItem(clerk, meeting.id)
  const { paper } = await handIn(clerk, own.id)
  const outcomes = await Promise.all(
    ['One', 'Two'].map(title =>
      amendPaper(clerk, { ...aPaper(own.id, { title }), paper: paper.id, version: 1 }),
    ),
  )
  expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true])
})

test('a withdrawn paper is out of members’ sight, stays in the record, and changes no more', async () => {
  const own = await addItem(clerk, meeting.id)
  const { paper } = await handIn(clerk, own.id)
  expect(fieldsOf(await withdrawPaper(clerk, { paper: paper.id, reason: ' ' }))).toEqual([
    'reason-missing reason',
  ])
  expectDone(await withdrawPaper(clerk, { paper: paper.id, reason: 'Superseded' }))
  expect(await papersOf(own.id)).toEqual([])
  expect((await papersOf(own.id, true))[0]).toMatchObject({
    withdrawn_on: '2025-02-14',
    withdrawn_reason: 'Superseded',
  })
  expect(fieldsOf(await withdrawPaper(clerk, { paper: paper.id, reason: 'Again' }))).toEqual([
    'paper-withdrawn reason',
  ])
  expect(
    fieldsOf(await amendPaper(clerk, { ...aPaper(own.id), paper: paper.id, version: 2 })),
  ).toEqual(['paper-withdrawn version'])
  expect(
    fieldsOf(await attachFile(clerk, { paper: paper.id, name: 'a.png', bytes: aPng() })),
  ).toEqual(['paper-withdrawn file'])
})

test('a PDF is kept as it came, with its pages, its tags and its words', async () => {
  const { paper } = await handIn(clerk, item.id)
  const bytes = await aTaggedPdf('Green Plan')
  const file = expectDone(await attachFile(clerk, { paper: paper.id, name: 'plan.pdf', bytes }))
  expect(file).toMatchObject({ name: 'plan.pdf', tagged: true, media_type: 'application/pdf' })
  expect(file.pages).toBeGreaterThan(0)
  const kept = await readPaperFile(record.db, file.id)
  expect(blocksText(blocksOf(kept.file.twin))).toContain('Green Plan section 1')
  expect(Buffer.from((await readFile(record.db, file.hash))?.bytes ?? []).equals(bytes)).toBe(true)
  const lines = await listJournal(record.db, { kind: 'paper', id: paper.id })
  expect(JSON.stringify(lines.at(-1)?.after)).toContain(file.hash)
  expect(JSON.stringify(lines.at(-1)?.after)).not.toContain('section 1')
})

test('a PDF without tags is kept, and the clerk is told', async () => {
  const { paper } = await handIn(clerk, item.id)
  const file = expectDone(
    await attachFile(clerk, { paper: paper.id, name: 'scan.pdf', bytes: await anUntaggedPdf(2) }),
  )
  expect(file).toMatchObject({ tagged: false, pages: 2 })
  expect(file.warnings.length).toBeGreaterThan(0)
})

test('the pictures of a Word paper are kept as files and come back with their bytes', async () => {
  const { paper } = await handIn(clerk, item.id)
  const { id } = expectDone(
    await attachFile(clerk, { paper: paper.id, name: 'report.docx', bytes: await aDocx() }),
  )
  const { twin } = (await readPaperFile(record.db, id)).file
  const pictures = imagesOf(blocksOf(twin))
  expect(pictures.length).toBeGreaterThan(0)
  expect(pictures.every(({ bytes }) => bytes.byteLength === 0)).toBe(true)
  const whole = imagesOf(await readBlocks(record.db, twin))
  expect(whole.every(({ bytes }) => bytes.byteLength > 0)).toBe(true)
  expect(whole.map(({ name }) => name)).toEqual(pictures.map(({ name }) => name))
})

test('an Excel workbook becomes tables', async () => {
  const { paper } = await handIn(clerk, item.id)
  const { id } = expectDone(
    await attachFile(clerk, { paper: paper.id, name: 'figures.xlsx', bytes: await anXlsx() }),
  )
  const { twin } = (await readPaperFile(record.db, id)).file
  expect(blocksOf(twin).some(({ kind }) => kind === 'table')).toBe(true)
})

test('a picture needs a description, which stands for it', async () => {
  const { paper } = await handIn(clerk, item.id)
  const picture = { paper: paper.id, name: 'wheel.png', bytes: aPng() }
  expect(fieldsOf(await attachFile(clerk, picture))).toEqual([
    'picture-needs-description description',
  ])
  const file = expectDone(
    await attachFile(clerk, { ...picture, description: 'A wheel of six impacts, all green.' }),
  )
  expect(blocksText(blocksOf((await readPaperFile(record.db, file.id)).file.twin))).toContain(
    'A wheel of six impacts',
  )
})

test('files that are empty, encrypted, damaged, misnamed or of another kind are refused beside the field', async () => {
  const { paper } = await handIn(clerk, item.id)
  const pdf = await aTaggedPdf('Green Plan')
  const attempts: [string, Uint8Array, string][] = [
    ['empty.pdf', new Uint8Array(), 'file-empty'],
    ['locked.pdf', await anUntaggedPdf(1, 'secret'), 'file-encrypted'],
    ['broken.pdf', pdf.subarray(0, 900), 'file-damaged'],
    ['report.docx', pdf, 'file-misnamed'],
    ['notes.txt', Buffer.from('Some notes'), 'file-type-not-accepted'],
    ['huge.pdf', new Uint8Array(51 * 1024 * 1024), 'file-too-large'],
  ]
  for (const [name, bytes, code] of attempts)
    expect(fieldsOf(await attachFile(clerk, { paper: paper.id, name, bytes })), name).toEqual([
      `${code} file`,
    ])
  const kept = await sql<{ count: number }>`
    select count(*) as count from meetings.paper_files where paper_id = ${paper.id}`.execute(
    record.db,
  )
  expect(kept.rows[0]?.count).toBe(0)
})

test('the same file is attached to a paper once; taken away, it may come again', async () => {
  const { paper } = await handIn(clerk, item.id)
  const upload = { paper: paper.id, name: 'a.png', bytes: aPng(), description: 'Grey.' }
  const file = expectDone(await attachFile(clerk, upload))
  expect(fieldsOf(await attachFile(clerk, { ...upload, name: 'b.png' }))).toEqual([
    'file-attached-already file',
  ])
  expectDone(await removeFile(clerk, { file: file.id }))
  expect(fieldsOf(await removeFile(clerk, { file: file.id }))).toEqual(['file-removed file'])
  expectDone(await attachFile(clerk, upload))
  const shown = (await papersOf(item.id)).find(({ id }) => id === paper.id)
  expect(shown?.files).toHaveLength(1)
})

test('R-MEET-2: a paper of a private item is nobody’s who may not see private papers', async () => {
  const secret = await addItem(clerk, meeting.id, {
    audience: 'private',
    privateReason: 'Names a supplier.',
  })
  const { paper } = await handIn(clerk, secret.id)
  const file = expectDone(
    await attachFile(clerk, {
      paper: paper.id,
      name: 'a.png',
      bytes: aPng(),
      description: 'Grey.',
    }),
  )
  const lead = actingOn(record, '2025-02-14', {
    may: permission => permission !== 'see private papers',
  })
  const attempts = [
    () => submitPaper(lead, aPaper(secret.id)),
    () => amendPaper(lead, { ...aPaper(secret.id), paper: paper.id, version: 1 }),
    () => withdrawPaper(lead, { paper: paper.id, reason: 'x' }),
    () => attachFile(lead, { paper: paper.id, name: 'b.png', bytes: aPng(9, 9) }),
    () => removeFile(lead, { file: file.id }),
  ]
  for (const attempt of attempts) await expect(attempt()).rejects.toThrow(NotFound)
})
