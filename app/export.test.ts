import { execFile } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { day } from '../platform/day.rules.ts'
import { NotEmptyFolder } from '../platform/export/export-folder.ts'
import { makeCheckpoint } from '../platform/record/checkpoints.ts'
import { readSettings } from '../platform/settings.ts'
import { DEMO_SITE, demoRecord } from '../seed/blmk/demo.samples.ts'
import { exportRecord, roomsWithFiles } from './export-record.ts'

const record = await demoRecord(day('2025-07-01'))
await makeCheckpoint(record.db, day('2025-06-30'), new Date())
const folder = mkdtempSync(join(tmpdir(), 'goldthread-export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const settings = readSettings({
  LOG_LEVEL: 'silent',
  GOLDTHREAD_URL: DEMO_SITE,
  GOLDTHREAD_DATA: join(folder, 'data'),
})
const now = new Date('2025-07-01T09:00:00Z')
const whole = join(folder, 'whole')
const forPublic = join(folder, 'public')
const told = await exportRecord(record.url, whole, settings, { isPublic: false, now })
const toldPublic = await exportRecord(record.url, forPublic, settings, { isPublic: true, now })

/** What the export's own script says, run apart from the house and all its packages. */
async function verify(place: string, ...words: string[]) {
  const run = promisify(execFile)(process.execPath, ['verify.mjs', ...words], { cwd: place })
  return run.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (fault: { code: number; stderr: string }) => ({ code: fault.code, said: fault.stderr }),
  )
}

const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')

test('an export holds every row of every table of the record, and verifies by its own script', async () => {
  const { rows: kept } = await sql<{ name: string }>`
    select table_name as name from platform.kept_tables`.execute(record.db)
  const described = JSON.parse(readFileSync(join(whole, 'datapackage.json'), 'utf8'))
  const names: string[] = described.resources.map(({ name }: { name: string }) => name)
  expect([...names].sort()).toEqual(
    [...kept.map(({ name }) => name), 'platform.checkpoints'].sort(),
  )
  for (const { name, jsonLines, schema } of described.resources) {
    const { rows } = await sql<{ line: string }>`
      select to_jsonb(t)::text as line from ${sql.table(name)} t`.execute(record.db)
    expect(linesOf(join(whole, jsonLines)).length, name).toBe(rows.length)
    const [header] = readFileSync(join(whole, `data/${name}.csv`), 'utf8').split('\r\n')
    expect(header).toBe(schema.fields.map((field: { name: string }) => field.name).join(','))
  }
  expect(told.rows).toBeGreaterThan(700)
  const verified = await verify(whole, '--sums', told.sums)
  expect(verified.said).toMatch(/^This export holds: \d+ files/)
  expect(verified.said).toContain(`${told.journal?.seq} lines of the journal in one chain`)
  expect(verified.code).toBe(0)
})

test('the data dictionary tells what a column means, of which kind it is, and where it leads', () => {
  const { resources } = JSON.parse(readFileSync(join(whole, 'datapackage.json'), 'utf8'))
  const table = (wanted: string) =>
    resources.find(({ name }: { name: string }) => name === wanted) ?? {}
  const packs = table('publishing.packs')
  expect(packs.description).toBe(
    'A pack is a numbered, frozen version of what a meeting held that day.',
  )
  const note = packs.schema.fields.find(({ name }: { name: string }) => name === 'note')
  expect(note).toMatchObject({ type: 'string', constraints: { required: true } })
  expect(note.description).toContain('in the clerk’s words'.replace('’', "'"))
  expect(packs.schema.primaryKey).toEqual(['id'])
  expect(packs.schema.foreignKeys).toContainEqual({
    fields: ['meeting_id'],
    reference: { resource: 'meetings.meetings', fields: ['id'] },
  })
})

test('files lie under the body, the day and their own names, each as its hash says', async () => {
  const { rows } = await sql<{ hash: string }>`select hash from platform.files order by 1`.execute(
    record.db,
  )
  const index = linesOf(join(whole, 'files/index.jsonl')).map(line => JSON.parse(line))
  expect(index.map(({ hash }) => hash)).toEqual(rows.map(({ hash }) => hash))
  expect(index.map(({ path }) => path)).toContain(
    'files/health-and-care-partnership/2025-02-14/pack, version 1.pdf',
  )
  expect(index.filter(({ path }) => path.includes('unnamed'))).toEqual([])
})

test('every column that names a file is one whose files get their names', async () => {
  const { rows } = await sql<{ name: string }>`
    select conrelid::regclass || '.' || attname as name from pg_constraint
    join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f' and confrelid = 'platform.files'::regclass`.execute(record.db)
  const named = [
    ...roomsWithFiles.flatMap(({ columns }) => columns),
    'platform.erased_files.hash',
    'platform.file_chunks.hash',
    'platform.file_releases.hash',
  ]
  expect(rows.map(({ name }) => name).sort()).toEqual(named.sort())
})

test('the public site is kept as it was sent: pages, packs and reports, all that it leads to', () => {
  const site = (path: string) => join(whole, 'site', path)
  const meeting = 'meetings/health-and-care-partnership/2025-02-14'
  expect(readFileSync(site(`${meeting}/index.html`), 'utf8')).toContain('14 February 2025')
  expect(
    readFileSync(site(`${meeting}/pack.pdf`))
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  for (const path of [
    'index.html',
    'decisions/index.html',
    'data/decisions.csv',
    'bodies/icb-board/index.html',
  ])
    expect(existsSync(site(path)), path).toBe(true)
  expect(readdirSync(site('assets')).some(name => name.endsWith('.css'))).toBe(true)
  expect(existsSync(site('work'))).toBe(false)
  expect(told.pages).toBeGreaterThan(100)
})

test('one byte altered anywhere, a file added and a file taken away are each found', async () => {
  const copy = join(folder, 'altered')
  const paths = readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(whole.length + 1))
  const firstOf = (start: string) => paths.find(path => path.startsWith(start)) ?? ''
  cpSync(whole, copy, { recursive: true })
  for (const path of [
    'SHA256SUMS',
    'datapackage.json',
    'journal/journal.jsonl',
    'journal/row-changes.jsonl',
    'data/people.persons.jsonl',
    firstOf('files/health-and-care-partnership/'),
    firstOf('site/meetings/'),
  ]) {
    const before = readFileSync(join(copy, path))
    const altered = Buffer.from(before)
    const at = Math.floor(before.length / 2)
    altered[at] = (before[at] ?? 0) ^ 1
    writeFileSync(join(copy, path), altered)
    const { code, said } = await verify(copy)
    expect([code, said.includes('does not hold')], path).toEqual([1, true])
    writeFileSync(join(copy, path), before)
  }
  writeFileSync(join(copy, 'data/more.csv'), 'x')
  expect((await verify(copy)).said).toContain('data/more.csv: it was put in afterwards')
  rmSync(join(copy, 'data/more.csv'))
  rmSync(join(copy, 'README.md'))
  expect((await verify(copy)).said).toContain('README.md: it is missing')
})

test('whoever alters a row and the digest of its file is found by the journal', async () => {
  const copy = join(folder, 'forged')
  cpSync(whole, copy, { recursive: true })
  const { createHash } = await import('node:crypto')
  const digestOf = (path: string) =>
    createHash('sha256')
      .update(readFileSync(join(copy, path)))
      .digest('hex')
  const forge = (path: string, change: (text: string) => string) => {
    const before = digestOf(path)
    writeFileSync(join(copy, path), change(readFileSync(join(copy, path), 'utf8')))
    const sums = readFileSync(join(copy, 'SHA256SUMS'), 'utf8')
    writeFileSync(join(copy, 'SHA256SUMS'), sums.replace(before, digestOf(path)))
  }
  forge('data/meetings.published_decisions.jsonl', text => text.replace('"verb": "', '"verb": "un'))
  const row = await verify(copy)
  expect(row.said).toMatch(
    /meetings\.published_decisions, row \S+: it is not as line \d+ of the journal left it/,
  )
  expect(row.said).toContain('This export does not hold: 1 faults.')
  forge('journal/journal.jsonl', text => text.split('\n').toSpliced(9, 1).join('\n'))
  expect((await verify(copy)).said).toContain('line 10 of the journal: it is missing')
  // And who forged all of it cannot forge the digest that was kept elsewhere.
  expect((await verify(copy, '--sums', told.sums)).said).toContain(
    'SHA256SUMS: it is not the one whose digest was kept',
  )
})

test('an export for the public holds what the public role sees, and verifies', async () => {
  const { resources, public: isPublic } = JSON.parse(
    readFileSync(join(forPublic, 'datapackage.json'), 'utf8'),
  )
  expect(isPublic).toBe(true)
  for (const { name, rows } of resources) {
    const seen = await sql<{
      rows: number
    }>`select count(*)::int as rows from ${sql.table(name)}`.execute(record.publicDb)
    expect(rows, name).toBe(seen.rows[0]?.rows)
  }
  const names = resources.map(({ name }: { name: string }) => name)
  for (const name of ['meetings.papers', 'people.contacts', 'voices.askers', 'platform.journal'])
    expect(names).not.toContain(name)
  expect(existsSync(join(forPublic, 'journal'))).toBe(false)
  expect(toldPublic.rows).toBeLessThan(told.rows)
  expect(toldPublic.journal).toBeUndefined()
  const { code, said } = await verify(forPublic, '--sums', toldPublic.sums)
  expect([code, said]).toEqual([0, expect.stringContaining('It is what the public may see')])
})

test('what is there already is left alone, and only the owner can read an export', async () => {
  const used = join(folder, 'used')
  mkdirSync(used)
  appendFileSync(join(used, 'note.txt'), 'mine')
  const again = exportRecord(record.url, used, settings, { isPublic: true, now })
  await expect(again).rejects.toThrow(NotEmptyFolder)
  expect(readdirSync(used)).toEqual(['note.txt'])
  expect(existsSync(`${used}.partial`)).toBe(false)
  expect(statSync(whole).mode & 0o077).toBe(0)
  expect(statSync(join(whole, 'data/people.persons.csv')).mode & 0o077).toBe(0)
})
