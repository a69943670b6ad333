import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { aHouse, aVisitor } from '../../app/visitor.samples.ts'
import { takeBackup } from '../../platform/backup/backup.ts'
import { restoreBackup } from '../../platform/backup/restore.ts'
import { connect } from '../../platform/database/database.ts'
import { createDatabase } from '../../platform/database/embedded.ts'
import { readPartialDay } from '../../platform/day.rules.ts'
import { aPng } from '../../platform/documents/documents.samples.ts'
import { expectDone } from '../../platform/outcome.ts'
import { checkJournal } from '../../platform/record/check-journal.ts'
import { checkTables } from '../../platform/record/check-tables.ts'
import { listJournal } from '../../platform/record/journal.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { aBody, aPerson } from '../bodies/bodies.samples.ts'
import { answerQuestion } from '../voices/answer-question.ts'
import { askQuestion } from '../voices/ask-question.ts'
import { attachToLetter } from '../voices/attach-to-letter.ts'
import { publishLetter } from '../voices/publish-letter.ts'
import { publishQuestion } from '../voices/publish-question.ts'
import { recordLetter } from '../voices/record-letter.ts'
import { findPlaces } from './find-places.ts'
import { previewRedaction, proposeRedaction, redact, setSecondPerson } from './redact.ts'

const NAME = 'Ottoline Quaverley'
const record = await freshRecord()
const acting = actingOn(record, '2025-03-03')
const body = await aBody(acting, { slug: 'the-committee', name: 'The Committee' })
const house = await aHouse(record, '2025-03-03')
const clerk = await aVisitor(house, record, 'clerk', body)
const publicly = (url: string) => house.server.inject({ url })
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? [] : outcome.refusals?.map(({ code }) => code)

const aQuestion = async (text: string) => {
  const question = expectDone(
    await askQuestion(acting, { body, text, name: 'Asker', email: 'asker@example.org' }),
  )
  expectDone(await publishQuestion(acting, { question: question.id }))
  return question.id
}

test('a passage is redacted wherever it stands; the page says so, the journal’s values go, and verify holds', async () => {
  const id = await aQuestion(`Why was ${NAME} moved from the ward without being asked?`)
  expect((await publicly(`/questions/${id}`)).body).toContain(NAME)
  const before = await checkJournal(record.db)
  const opened = await clerk.post('/work/redactions/new', {
    body: 'the-committee',
    passages: `${NAME.toUpperCase()}\nMs Quaverley`,
    reason: 'personal data',
    words: 'Request 12',
  })
  expect(opened.location).toMatch(/^\/work\/redactions\//)
  const preview = await clerk.get(opened.location)
  expect(preview.body).toContain('A question')
  expect((await clerk.post(opened.location)).status).toBe(422)
  const sent = await clerk.post(opened.location, { sure: 'yes' })
  expect(sent.location).toBe('/work/redactions')

  const page = await publicly(`/questions/${id}`)
  expect(page.body).toContain('[redacted on 3 March 2025: personal data]')
  expect(page.body).toContain('Redacted: personal data')
  expect((await publicly(`/api/v1/questions/${id}`)).json().changes[0].what).toContain('Redacted')
  for (const path of [`/questions/${id}`, '/questions', '/api/v1/questions', '/feed.xml'])
    expect((await publicly(path)).body, path).not.toContain('Quaverley')
  expect(await findPlaces(record.db, ['Quaverley'])).toEqual({ rows: [], lines: [] })
  const after = await checkJournal(record.db)
  expect(after).toMatchObject({ broken: null, erased: 2 })
  expect(after.lines).toBeGreaterThan(before.lines)
  expect((await checkTables(record.db)).faults).toEqual([])
  const told = (await listJournal(record.db, { kind: 'body', id: body })).at(-1)
  expect(told?.verb).toBe('keeping.redact')
  expect(told?.after).toMatchObject({ lines: [expect.any(Number), expect.any(Number)] })
  // What the row was cannot be guessed at any more: its earlier salts are gone, the last is there.
  const { rows: salts } = await sql<{ salt: string | null }>`
    select salt from platform.row_changes where table_name = 'voices.questions' and key = ${id}
    order by id`.execute(record.db)
  expect(salts.map(({ salt }) => salt === null)).toEqual([true, true, false])
})

test('a file that holds it loses its bytes, and its address answers 410 with the reason', async () => {
  const letter = expectDone(
    await recordLetter(acting, {
      body,
      direction: 'received',
      form: 'letter',
      datedOn: expectDone(readPartialDay('1 March 2025')),
      correspondent: 'Luton Council',
      subject: 'A complaint',
      summary: 'It asks for an apology.',
      audience: 'public',
    }),
  )
  expectDone(
    await attachToLetter(acting, {
      letter: letter.id,
      name: 'complaint.png',
      description: 'Signed by Bartleby Fennimore',
      bytes: aPng(),
    }),
  )
  expectDone(await publishLetter(acting, { letter: letter.id }))
  const path = /\/correspondence\/[^"]*\/files\/[^"]*/.exec(
    (await publicly(`/correspondence/${letter.id}`)).body,
  )?.[0]
  expect((await publicly(path ?? '')).statusCode).toBe(200)
  const first = await aPerson(acting, 'First clerk')
  const proposing = actingOn(record, '2025-03-03', { person: first })
  const redaction = expectDone(
    await proposeRedaction(proposing, {
      body,
      passages: 'Bartleby Fennimore',
      reason: 'in error',
      words: '',
    }),
  )
  expect((await previewRedaction(record.db, redaction, acting)).secondPerson).toBe(true)
  expect(codes(await redact(proposing, { redaction, stays: {} }))).toEqual(['second-person'])
  expectDone(await redact(acting, { redaction, stays: {} }))
  const gone = await publicly(path ?? '')
  expect(gone.statusCode).toBe(410)
  expect(gone.body).toContain('withdrawn on 3 March 2025: published in error')
  expect((await checkTables(record.db)).faults).toEqual([])
  expect((await checkJournal(record.db)).broken).toBeNull()
})

test('a place kept needs its reason, and stays; a body may do without a second person', async () => {
  const id = await aQuestion('Is Peregrine Oswestry the new director of finance here?')
  expectDone(await answerQuestion(acting, { question: id, answer: 'Yes, Peregrine Oswestry is.' }))
  const person = await aPerson(acting, 'Peregrine Oswestry')
  expectDone(
    await setSecondPerson(acting, {
      body,
      from: acting.today,
      secondPerson: false,
      why: 'One clerk',
    }),
  )
  const redaction = expectDone(
    await proposeRedaction(acting, {
      body,
      passages: 'Peregrine Oswestry',
      reason: 'personal data',
      words: '',
    }),
  )
  const clerkOnly = actingOn(record, '2025-03-03', {
    may: (_permission, scope) => scope === body,
  })
  expect(codes(await redact(clerkOnly, { redaction, stays: {} }))).toEqual(['place-unsettled'])
  expectDone(
    await redact(clerkOnly, {
      redaction,
      stays: { [`people.persons ${person}`]: 'A holder of office, named as such' },
    }),
  )
  expect((await publicly(`/questions/${id}`)).body).not.toContain('Oswestry')
  const left = await findPlaces(record.db, ['Peregrine Oswestry'])
  expect(left.rows.map(({ table }) => table)).toEqual(['people.persons'])
  expect(left.lines).toEqual([])
})

test('nothing is redacted without a reason, in too few letters, or that stands nowhere', async () => {
  const propose = (passages: string, reason: string) =>
    proposeRedaction(acting, { body, passages, reason, words: '' })
  expect(codes(await propose('', 'personal data'))).toEqual(['missing'])
  expect(codes(await propose('of', 'personal data'))).toEqual(['too-short'])
  expect(codes(await propose('The Committee', 'awkward'))).toEqual(['missing'])
  expect(codes(await propose('Nobody wrote this anywhere', 'court order'))).toEqual([
    'stands-nowhere',
  ])
})

test('the app can erase only in the transaction that records it, and only what it changed there', async () => {
  const id = '11111111-1111-4111-8111-111111111111'
  const erase = (rows: string) =>
    sql`select platform.erase(${id}::uuid, '{}'::bigint[], ${rows}::jsonb, '{}'::text[])`
  await expect(erase('[]').execute(record.db)).rejects.toThrow('in the transaction that records it')
  await expect(
    record.db.transaction().execute(async tx => {
      await sql`insert into platform.erasures values (${id}, 'redaction', '2025-03-03', 'x', 'x', 'x', now())`.execute(
        tx,
      )
      await erase(`[{"table_name": "bodies.bodies", "key": "${body}"}]`).execute(tx)
    }),
  ).rejects.toThrow('Only of a row that this act changes')
  for (const statement of [
    sql`update platform.journal set before = null, after = null, salt = null where seq = 1`,
    sql`delete from platform.journal where seq = 1`,
    sql`insert into platform.erased_lines select 1, id from platform.erasures limit 1`,
    sql`update platform.row_changes set salt = null`,
    sql`delete from platform.file_chunks`,
    sql`update platform.erasures set reason = 'other'`,
    sql`delete from platform.erasures`,
  ])
    await expect(statement.execute(record.db)).rejects.toThrow('permission denied')
})

test('values taken by somebody who owns the database are found, also with an erasure made up for them', async () => {
  const owner = connect({ url: record.url, size: 1 })
  try {
    await owner
      .transaction()
      .execute(async tx => {
        await sql`update platform.journal set before = null, after = null, salt = null where seq = 3`.execute(
          tx,
        )
        expect((await checkJournal(tx)).broken).toEqual({
          seq: 3,
          why: 'Its values were taken, and no erasure tells of it.',
        })
        await sql`insert into platform.erased_lines select 3, id from platform.erasures limit 1`.execute(
          tx,
        )
        expect((await checkTables(tx)).faults).toMatchObject([
          { table: 'platform.erased_lines', key: '3', seq: null },
        ])
        throw new Error('taken back')
      })
      .catch(fault => expect((fault as Error).message).toBe('taken back'))
  } finally {
    await owner.destroy()
  }
})

test('a record with redactions is backed up and restored, and verifies as before', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'goldthread-redacted-')), 'record.tar.gz')
  await takeBackup(record.url, file, acting.now)
  const at = (name: string) => inject('databaseUrl').replace('NAME', name)
  const name = `restored_${randomBytes(5).toString('hex')}`
  await createDatabase(at('postgres'), name)
  await restoreBackup(at(name), file)
  const db = connect({ url: at(name), role: 'goldthread_app', size: 1 })
  try {
    const { erased, broken } = await checkJournal(db)
    expect(broken).toBeNull()
    expect(erased).toBe((await checkJournal(record.db)).erased)
    expect(erased).toBeGreaterThan(2)
    expect((await checkTables(db)).faults).toEqual([])
  } finally {
    await db.destroy()
  }
})

test('of what belongs to another body a clerk is told that the passage stands there, and not what stands around it', async () => {
  const other = await aBody(acting, { slug: 'another-committee', name: 'Another Committee' })
  expectDone(
    await askQuestion(acting, {
      body: other,
      text: 'Is Lysander Pomfret, who is ill with consumption, still the treasurer?',
      name: 'Asker',
      email: 'asker@example.org',
    }),
  )
  const opened = await clerk.post('/work/redactions/new', {
    body: 'the-committee',
    passages: 'Lysander Pomfret',
    reason: 'personal data',
    words: '',
  })
  const { body: page } = await clerk.get(opened.location)
  expect(page).toContain('It belongs to another body, whose clerk can redact it.')
  expect(page).not.toContain('consumption')
})
