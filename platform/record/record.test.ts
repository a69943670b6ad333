import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { tablesOf } from '../database/database.ts'
import { NotPermitted, refused } from '../outcome.ts'
import { actingOn, freshRecord } from '../testing/record.ts'
import { checkJournal } from './check-journal.ts'
import { checkTables } from './check-tables.ts'
import { type JournalTables, lineDigestOf, listJournal, valuesDigestOf } from './journal.ts'
import { recorded, verb } from './verb.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-02-14')

const noteDay = verb<{ day: string; reason: string; refuse?: boolean }, string>({
  name: 'platform.disregard-day',
  permission: 'keep the body',
  scope: () => null,
  act: async (tx, { day, reason, refuse }) => {
    await sql`insert into platform.disregarded_days (day, reason, counters) values (${day}, ${reason}, '{}')`.execute(
      tx,
    )
    if (refuse) return refused({ code: 'no', message: 'No.' })
    return recorded({ value: day, subject: { kind: 'day', id: day }, after: { reason, day } })
  },
})

const linesOfJournal = () =>
  tablesOf<JournalTables>(record.db)
    .selectFrom('platform.journal')
    .selectAll()
    .orderBy('seq')
    .execute()

test('an act leaves one line in the journal, in its own transaction', async () => {
  await noteDay(acting, { day: '2022-09-19', reason: 'State funeral' })
  const lines = await listJournal(record.db, { kind: 'day', id: '2022-09-19' })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ verb: 'platform.disregard-day', day: '2025-02-14' })
})

test('a refused act leaves neither its rows nor a line', async () => {
  const before = await linesOfJournal()
  const outcome = await noteDay(acting, { day: '2022-09-12', reason: 'Mourning', refuse: true })
  expect(outcome.ok).toBe(false)
  expect(await linesOfJournal()).toEqual(before)
  const rows = await sql`select from platform.disregarded_days where day = '2022-09-12'`.execute(
    record.db,
  )
  expect(rows.rows).toHaveLength(0)
})

test('who has not been granted the permission is not permitted, and nothing is stored', async () => {
  const stranger = actingOn(record, '2025-02-14', { may: () => false })
  await expect(noteDay(stranger, { day: '2022-09-13', reason: 'x' })).rejects.toThrow(NotPermitted)
})

test('twenty acts at once make one chain without gaps, and each line follows from its values', async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      noteDay(acting, {
        day: `2023-01-${String(at + 1).padStart(2, '0')}`,
        reason: `day ${at} – “é”`,
      }),
    ),
  )
  const lines = await linesOfJournal()
  expect(lines.map(line => line.seq)).toEqual(lines.map((_, at) => at + 1))
  let previous: Buffer = Buffer.alloc(0)
  for (const line of lines) {
    expect(line.previous.equals(previous)).toBe(true)
    if (line.salt === null) throw new Error('No value of this record was erased.')
    expect(valuesDigestOf(line.salt, line.before, line.after).equals(line.values_digest)).toBe(true)
    const digest = lineDigestOf({
      seq: line.seq,
      at: line.at,
      day: line.day,
      person: line.person_id,
      verb: line.verb,
      subject: { kind: line.subject_kind, id: line.subject_id },
      valuesDigest: line.values_digest,
      rowsDigest: line.rows_digest,
      previous: line.previous,
    })
    expect(digest.equals(line.digest)).toBe(true)
    previous = line.digest
  }
})

test('the app may not alter, remove or empty the journal', async () => {
  for (const statement of [
    sql`update platform.journal set verb = 'x'`,
    sql`delete from platform.journal`,
    sql`truncate platform.journal`,
  ])
    await expect(statement.execute(record.db)).rejects.toThrow(/permission denied/)
})

test('the public connection can read neither the journal nor people’s addresses, and write nothing', async () => {
  for (const statement of [
    sql`select * from platform.journal`,
    sql`select * from people.contacts`,
    sql`select * from meetings.agenda_items`,
    sql`select * from voices.askers`,
    sql`insert into platform.disregarded_days (day, reason, counters) values ('2025-01-01', 'x', '{}')`,
  ])
    await expect(statement.execute(record.publicDb)).rejects.toThrow(/permission denied/)
})

test('a person’s id stands in the line of what they did', async () => {
  const person = randomUUID()
  await noteDay({ ...acting, person }, { day: '2024-05-01', reason: 'Fair' })
  const [line] = await listJournal(record.db, { kind: 'day', id: '2024-05-01' })
  expect(line?.person_id).toBe(person)
})

/** What is not the record: secrets of a moment, letters, what their names check, the journal itself. */
const notTheRecord = [
  'interests.import_drafts',
  'keeping.redaction_drafts',
  'people.challenges',
  'people.link_requests',
  'people.passkeys',
  'people.role_permissions',
  'people.sessions',
  'people.sign_in_flows',
  'people.sign_in_links',
  'people.tokens',
  'platform.checkpoints',
  'platform.file_chunks',
  'platform.installation',
  'platform.journal',
  'platform.journal_head',
  'platform.kept_tables',
  'platform.letters',
  'platform.migrations',
  'platform.row_changes',
  'platform.tries',
]

test('every table is held against the journal, or is named as not being the record', async () => {
  const { rows } = await sql<{ name: string }>`
    select schemaname || '.' || tablename as name from pg_tables
    where schemaname not in ('jobs', 'public', 'information_schema') and schemaname not like 'pg\\_%'
      and schemaname || '.' || tablename not in (select table_name from platform.kept_tables)
    order by 1`.execute(record.db)
  expect(rows.map(({ name }) => name)).toEqual(notTheRecord)
})

test('a row that was changed without an act is found, and so is one that an act left otherwise', async () => {
  expect((await checkTables(record.db)).faults).toEqual([])
  await sql`update platform.disregarded_days set reason = 'Other' where day = '2022-09-19'`.execute(
    record.db,
  )
  await sql`insert into platform.disregarded_days (day, reason, counters) values ('2020-01-02', 'x', '{}')`.execute(
    record.db,
  )
  const { faults } = await checkTables(record.db)
  expect(faults.map(({ key }) => key).sort()).toEqual(['2020-01-02', '2022-09-19'])
  expect((await checkJournal(record.db)).broken).toBeNull()
})

test('the app can claim changes and not forge them', async () => {
  for (const statement of [
    sql`insert into platform.row_changes (table_name, key, salt_digest) values ('x', 'x', 'x')`,
    sql`update platform.row_changes set digest = null`,
    sql`delete from platform.row_changes`,
    sql`update platform.kept_tables set key_columns = '{}'`,
    sql`alter table platform.disregarded_days disable trigger all`,
  ])
    await expect(statement.execute(record.db)).rejects.toThrow(/permission denied|must be owner/)
})
