import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { demoRecord } from '../../seed/blmk/demo.samples.ts'
import { connect } from '../database/database.ts'
import { createDatabase } from '../database/embedded.ts'
import { MIGRATION_LOCK, migrate } from '../database/migrate.ts'
import { day } from '../day.rules.ts'
import { checkJournal } from '../record/check-journal.ts'
import { checkTables } from '../record/check-tables.ts'
import { lineWithDigest } from '../record/checkpoints.ts'
import { recorded, verb } from '../record/verb.ts'
import { actingOn } from '../testing/record.ts'
import { LEFT_OUT, NotABackup, quoted, readBackup, takeBackup } from './backup.ts'
import { NotEmpty, restoreBackup } from './restore.ts'

const record = await demoRecord(day('2025-07-01'))

const folder = mkdtempSync(join(tmpdir(), 'goldthread-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => inject('databaseUrl').replace('NAME', name)
const now = new Date('2025-07-01T09:00:00Z')

async function emptyDatabase(): Promise<string> {
  const name = `restored_${randomBytes(5).toString('hex')}`
  await createDatabase(at('postgres'), name)
  return at(name)
}

/** Every table of a record and the digest of its rows, whatever their order. */
async function contentOf(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables
     where schemaname not in ('jobs', 'public', 'information_schema') and schemaname not like 'pg\\_%' order by 1`,
  )
  const content: Record<string, string> = {}
  for (const { name } of rows.filter(table => !LEFT_OUT.includes(table.name))) {
    const answer = await client.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as content from ${quoted(name)} t`,
    )
    content[name] = answer.rows[0].content
  }
  await client.end()
  return content
}

const noteDay = verb<string, string>({
  name: 'platform.disregard-a-day',
  permission: 'keep the body',
  scope: () => null,
  act: async (tx, reason) => {
    const noted = await tx
      .withTables<{
        'platform.disregarded_days': { day: string; reason: string; counters: string[] }
      }>()
      .insertInto('platform.disregarded_days')
      .values({ day: reason, reason, counters: [] })
      .returning('day')
      .executeTakeFirstOrThrow()
    return recorded({ value: noted.day, subject: { kind: 'day', id: reason }, after: { reason } })
  },
})

test('a backup restored into an empty database is the same record, and verifies', async () => {
  const file = join(folder, 'whole.tar.gz')
  const taken = await takeBackup(record.url, file, now)
  expect(taken.rows).toBeGreaterThan(1_000)
  expect(statSync(file).mode & 0o077).toBe(0)
  const url = await emptyDatabase()
  await restoreBackup(url, file)
  expect(await contentOf(url)).toEqual(await contentOf(record.url))
  const db = connect({ url, role: 'goldthread_app', size: 2 })
  expect((await checkJournal(db)).broken).toBeNull()
  expect((await checkTables(db)).faults).toEqual([])
  // And it goes on: the next act takes the next line and the next number.
  await noteDay(actingOn({ db }, '2025-07-02'), '2031-01-01')
  expect((await checkJournal(db)).broken).toBeNull()
  expect((await checkTables(db)).faults).toEqual([])
  await db.destroy()
})

test('a backup taken while acts go on holds one moment, whole', async () => {
  let going = true
  const acting = actingOn(record, '2025-07-02')
  const acknowledged: string[] = []
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let at = 0; going; at++) {
      const date = new Date(Date.UTC(2040 + 10 * writer, 0, 1 + at)).toISOString().slice(0, 10)
      await noteDay(acting, date)
      acknowledged.push(date)
    }
  })
  await expect.poll(() => acknowledged.length, { timeout: 60_000 }).toBeGreaterThan(20)
  const before = [...acknowledged]
  const file = join(folder, 'hot.tar.gz')
  const { journal } = await takeBackup(record.url, file, now)
  await expect.poll(() => acknowledged.length).toBeGreaterThan(before.length)
  going = false
  await Promise.all(writers)
  const url = await emptyDatabase()
  await restoreBackup(url, file)
  const db = connect({ url, role: 'goldthread_app', size: 1 })
  expect(await checkJournal(db)).toEqual({ lines: journal.seq, erased: 0, broken: null })
  // All that was acknowledged before it began; each day that is there with its line, and no other line.
  const noted = async (on: typeof db, upTo: number) =>
    (
      await sql<{ day: string; seq: number }>`
        select subject_id as day, seq from platform.journal
        where verb = 'platform.disregard-a-day' and seq <= ${upTo} order by seq`.execute(on)
    ).rows
  const lines = await noted(db, journal.seq)
  const days = await sql<{ day: string }>`
    select day::text from platform.disregarded_days where day >= '2040-01-01' order by 1`.execute(
    db,
  )
  expect(days.rows.map(row => row.day)).toEqual(lines.map(line => line.day).sort())
  expect(days.rows.map(row => row.day)).toEqual(expect.arrayContaining(before))
  // And it is the state of the record at that line.
  expect(lines).toEqual(await noted(record.db, journal.seq))
  expect((await checkTables(db)).faults).toEqual([])
  await db.destroy()
})

test('a record is never restored over another', async () => {
  const file = join(folder, 'whole.tar.gz')
  await expect(restoreBackup(record.url, file)).rejects.toThrow(NotEmpty)
})

test('a backup that was cut short or altered, or is none, is refused, and nothing is made', async () => {
  const whole = readFileSync(join(folder, 'whole.tar.gz'))
  const altered = Buffer.from(whole)
  altered[Math.floor(whole.length / 2)] = (whole[Math.floor(whole.length / 2)] ?? 0) ^ 1
  const cases: [string, Buffer][] = [
    ['cut', whole.subarray(0, Math.floor(whole.length / 2))],
    ['altered', altered],
    ['none', Buffer.from('Minutes of 14 February 2025')],
  ]
  for (const [name, bytes] of cases) {
    const file = join(folder, name)
    writeFileSync(file, bytes)
    const url = await emptyDatabase()
    await expect(restoreBackup(url, file), name).rejects.toThrow(NotABackup)
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query("select from pg_namespace where nspname = 'platform'")
    expect(rows, name).toEqual([])
    await client.end()
  }
  await expect(restoreBackup(await emptyDatabase(), join(folder, 'none'))).rejects.toThrow(
    NotABackup,
  )
})

test('a backup of an older release is brought forward as it is restored', async () => {
  const older = await emptyDatabase()
  const client = new pg.Client({ connectionString: record.url })
  await client.connect()
  const { rows: all } = await client.query(
    'select name, digest from platform.migrations order by name',
  )
  await client.end()
  await migrate(older, all.slice(0, 8))
  const owner = new pg.Client({ connectionString: older })
  await owner.connect()
  await owner.query(
    "insert into people.persons (id, name, recorded_at) values ('5e0d7a52-3c0e-4d5e-8b6f-1f2a3b4c5d6e', 'Clerk', now())",
  )
  await owner.end()
  const file = join(folder, 'older.tar.gz')
  await takeBackup(older, file, now)
  const url = await emptyDatabase()
  await restoreBackup(url, file)
  const db = connect({ url, role: 'goldthread_app', size: 1 })
  const { lines, broken } = await checkJournal(db)
  expect(broken).toBeNull()
  // What the older release had kept is told of in the line of the migration that began to note rows.
  expect(lines).toBeGreaterThan(0)
  expect((await checkTables(db)).faults).toEqual([])
  await db.destroy()
})

test('a real backup of an older release is restored, verifies, and goes on', async () => {
  const file = fileURLToPath(new URL('fixtures/before-checkpoints.tar.gz', import.meta.url))
  const { head, end } = await readBackup(file, async () => {})
  expect(head.migrations.at(-1)?.name).toBe('020-journal-rows.sql')
  const url = await emptyDatabase()
  await restoreBackup(url, file)
  const db = connect({ url, role: 'goldthread_app', size: 1 })
  const { lines, broken } = await checkJournal(db)
  expect(broken).toBeNull()
  // All lines that it had, and those of migrations since that changed what it holds.
  expect(lines).toBeGreaterThanOrEqual(end.journal.seq)
  expect(await lineWithDigest(db, end.journal.digest)).toBe(254)
  expect((await checkTables(db)).faults).toEqual([])
  await noteDay(actingOn({ db }, '2025-07-02'), '2031-01-01')
  expect((await checkTables(db)).faults).toEqual([])
  await db.destroy()
})

test('a backup waits until a migration is done, so that neither ends the other', async () => {
  const migrating = new pg.Client({ connectionString: record.url })
  await migrating.connect()
  await migrating.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
  let taken = false
  const taking = takeBackup(record.url, join(folder, 'waits.tar.gz'), now).then(() => {
    taken = true
  })
  const waits = async () =>
    (
      await migrating.query(
        "select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
      )
    ).rows.length
  await expect.poll(waits, { timeout: 30_000 }).toBe(1)
  expect(taken).toBe(false)
  await migrating.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK])
  await taking
  await migrating.end()
})

test('a backup that fails leaves nothing under its name', async () => {
  const file = join(folder, 'no-such-folder', 'backup.tar.gz')
  await expect(takeBackup(record.url, file, now)).rejects.toThrow(/ENOENT/)
  expect(existsSync(file)).toBe(false)
})
