import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { connectPersons, type Db } from '../platform/database/database.ts'
import { day } from '../platform/day.rules.ts'
import type { Page } from '../platform/http/page.ts'
import { recorded, verb, verbs } from '../platform/record/verb.ts'
import { readSettings } from '../platform/settings.ts'
import { freshRecord } from '../platform/testing/record.ts'
import { permissions, roles } from '../rooms/people/permissions.rules.ts'
import { CANARY } from '../rooms/publishing/publishing.samples.ts'
import { openHouse } from './house.ts'
import { housePages } from './pages.ts'
import { type Asker, plantPrivate, roleNames } from './permission.samples.ts'

const TODAY = day('2025-02-10')
const record = await freshRecord()
const settings = readSettings({
  GOLDTHREAD_TODAY: TODAY,
  GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-house-')),
  GOLDTHREAD_DEMO: 'on',
  LOG_LEVEL: 'silent',
})
const house = await openHouse(settings, record.url)
const persons = connectPersons({ url: record.url, size: 2 })
const owner = new pg.Client({ connectionString: record.url })
await owner.connect()
afterAll(async () => {
  await house.close()
  await persons.close()
  await owner.end()
})
const planted = await plantPrivate(record)
const pages: readonly Page[] = housePages(settings, async () => {})

/** Where a connection finds the canary: every table and view that it may read, column by column. */
async function whereSeen(db: Db): Promise<string[]> {
  const { rows: readable } = await sql<{ name: string; columns: string[] }>`
    select n.nspname || '.' || c.relname as name, array_agg(a.attname::text) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'v') and n.nspname not in ('jobs', 'public', 'information_schema')
      and n.nspname not like 'pg\\_%' and has_schema_privilege(n.oid, 'usage')
      and has_column_privilege(c.oid, a.attnum, 'select')
    group by 1 order by 1`.execute(db)
  const found: string[] = []
  for (const { name, columns } of readable) {
    const { rows } = await sql<{ column: string }>`
      select distinct told.column from (select ${sql.join(columns.map(each => sql.ref(each)))}
        from ${sql.table(name)}) row_of,
        jsonb_each_text(to_jsonb(row_of)) as told ("column", words)
      where position(${CANARY} in told.words) > 0`.execute(db)
    found.push(...rows.map(({ column }) => `${name}.${column}`))
  }
  return found
}

const readsAs = (asker: Asker) => persons.as(asker.person ?? '', TODAY)

// How to join stands in the meeting's own row, which all who work here see: only pages leave it out.
const joining = 'meetings.meetings.joining'
const but = (found: readonly string[]) => found.filter(each => each !== joining)

test('in the database an administrator finds nothing of a private session, and nobody else who may not', async () => {
  for (const called of [
    'administrator',
    'analyst',
    'clerk of another body',
    'clerk until yesterday',
    'person without a role',
  ])
    expect([called, but(await whereSeen(readsAs(planted.asker(called))))]).toEqual([called, []])
  const lead = but(await whereSeen(readsAs(planted.asker('executive lead'))))
  expect(lead).toEqual([])
  const clerk = await whereSeen(readsAs(planted.asker('clerk')))
  for (const each of [
    'meetings.agenda_items.title',
    'meetings.papers.title',
    'actions.actions.text',
    'interests.declarations.description',
    'voices.questions.text',
    'voices.askers.name',
    'voices.letters.subject',
    'voices.letter_writers.name',
    'meetings.officer_decisions.text',
    'platform.journal.after',
  ])
    expect(clerk).toContain(each)
  const auditor = await whereSeen(readsAs(planted.asker('auditor')))
  expect(auditor).toContain('meetings.agenda_items.title')
  expect(auditor).not.toContain('voices.askers.name')
  expect(auditor).not.toContain('voices.letter_writers.name')
}, 120_000)

test('a connection that was not told who asks sees nothing that is not public, and none can write', async () => {
  const client = new pg.Client({
    connectionString: record.url,
    options: '-c role=goldthread_person',
  })
  await client.connect()
  try {
    for (const table of [
      'meetings.agenda_items',
      'people.grants',
      'actions.actions',
      'platform.journal',
    ])
      expect((await client.query(`select count(*) as n from ${table}`)).rows).toEqual([{ n: 0 }])
    // The setting of an administrator opens nothing private either.
    const administrator = planted.asker('administrator').person
    await client.query("select set_config('goldthread.person', $1, false)", [administrator])
    await client.query("select set_config('goldthread.day', $1, false)", [TODAY])
    const { rows } = await client.query(
      "select count(*) as n from meetings.agenda_items where audience = 'private'",
    )
    expect(rows).toEqual([{ n: 0 }])
    for (const statement of [
      "update people.grants set role = 'clerk'",
      'delete from meetings.agenda_items',
      "insert into people.role_permissions values ('administrator', 'see private papers')",
      'select * from people.sign_in_links',
      'select token_hash from people.sessions',
    ])
      await expect(client.query(statement)).rejects.toThrow(/permission denied/)
  } finally {
    await client.end()
  }
})

test('two persons on one connection each see their own, whichever asked before', async () => {
  const one = connectPersons({ url: record.url, size: 1 })
  const seesPrivateItem = async (called: string) =>
    (
      await sql`select 1 from meetings.agenda_items where id = ${planted.secretItem}`.execute(
        one.as(planted.asker(called).person ?? '', TODAY),
      )
    ).rows.length === 1
  try {
    for (const [called, seen] of [
      ['member', true],
      ['administrator', false],
      ['member', true],
      ['executive lead', false],
    ] as const)
      expect([called, await seesPrivateItem(called)]).toEqual([called, seen])
  } finally {
    await one.close()
  }
})

test('a private file is found by its hash only by those who see its paper', async () => {
  const found = async (called: string) =>
    (
      await sql`select 1 from platform.file_chunks where hash = ${planted.privateHash}`.execute(
        readsAs(planted.asker(called)),
      )
    ).rows.length > 0
  expect(await found('member')).toBe(true)
  expect(await found('auditor')).toBe(true)
  for (const called of ['administrator', 'executive lead', 'information officer'])
    expect([called, await found(called)]).toEqual([called, false])
})

test('with one policy dropped the canary is found: the search can fail', async () => {
  const administrator = readsAs(planted.asker('administrator'))
  await owner.query('alter policy by_person on meetings.agenda_items using (true)')
  try {
    expect(await whereSeen(administrator)).toContain('meetings.agenda_items.title')
  } finally {
    await owner.query(`do $$ begin execute format(
      'alter policy by_person on meetings.agenda_items using (case audience when ''public'' then %s else %s end)',
      platform.may_at('see drafts'), platform.may_at('see private papers')); end $$`)
  }
  expect(but(await whereSeen(administrator))).toEqual([])
}, 60_000)

test('the database’s roles permit what the rules of the house say', async () => {
  const { rows } = await sql<{ role: string; permission: string }>`
    select role, permission from people.role_permissions order by role, permission`.execute(
    record.db,
  )
  const ruled = Object.entries(roles).flatMap(([role, list]) =>
    list.map(permission => ({ role, permission })),
  )
  const sorted = (list: typeof rows) =>
    list.map(({ role, permission }) => `${role}: ${permission}`).sort()
  expect(sorted(rows)).toEqual(sorted(ruled))
})

test('an auditor sees whatever there is to see and may do nothing, by a verb to come either', async () => {
  expect(roles.auditor).toEqual(permissions.filter(each => each.startsWith('see ')))
  const asked = new Set<string>(verbs.map(({ permission }) => permission))
  expect(roles.auditor.filter(permission => asked.has(permission))).toEqual([])
  verb<null, null>({
    name: 'people.peek',
    permission: 'see drafts',
    scope: () => null,
    act: async () => recorded({ value: null, subject: { kind: 'person', id: 'x' } }),
  })
  try {
    await expect(openHouse(readSettings({ LOG_LEVEL: 'silent' }), record.url)).rejects.toThrow(
      'The verb people.peek asks for “see drafts”, with which one may only look.',
    )
  } finally {
    verbs.splice(
      verbs.findIndex(({ name }) => name === 'people.peek'),
      1,
    )
  }
})

test('a route that does not say what must be granted is not registered', async () => {
  const another = await openHouse(settings, record.url)
  expect(() => another.server.get('/bare', async () => 'everything')).toThrow(
    'The route GET /bare does not say what must be granted to open it.',
  )
  await another.close()
  expect(house.server.declaredRoutes.length).toBeGreaterThan(pages.length)
  const paths = new Set(house.server.declaredRoutes.map(({ path }) => path))
  for (const path of ['/assets/*', '/healthz', '/api/v1/openapi.json'])
    expect(paths).toContain(path)
})

test('the pages that read as the installation are these', () => {
  const reading = pages.flatMap(page =>
    'readsAs' in page && page.readsAs === 'the installation' ? [page.path] : [],
  )
  expect(reading.sort()).toEqual(
    [
      // By a secret in the address, or before anybody is signed in.
      '/sign-in',
      '/reply',
      '/decide/:secret',
      // One state out of all the facts of the room, from which what is private is left out.
      '/work/meetings/:body/:date/room',
      '/work/meetings/:body/:date/room/chair',
      '/work/meetings/:body/:date/room/log',
      // They count what is of every body, and tell nothing private of it.
      '/work/people/:id/merge',
      '/work/bodies/:slug/merge',
      '/work/organisations/:slug/merge',
      '/work/people/:id/handover',
      // They lead through the whole record, and their own rules leave out what is not for the reader.
      '/work/redactions',
      '/work/redactions/new',
      '/work/redactions/:id',
      '/work/retention',
      '/work/retention/:body',
    ].sort(),
  )
})

test('every column of every table has its audience, and the database keeps to it', async () => {
  const text = readFileSync(new URL('../docs/audiences.md', import.meta.url), 'utf8')
  const told = new Map<string, string>()
  for (const [, table, list] of text.matchAll(/^\| `([a-z_.]+)` \|(.*)\|$/gm))
    ['public', 'members', 'private', 'bare'].forEach((audience, at) => {
      for (const [, column] of (list?.split('|')[at] ?? '').matchAll(/`([a-z_]+)`/g)) {
        const key = `${table}.${column}`
        expect(told.has(key), `${key} stands twice`).toBe(false)
        told.set(key, audience)
      }
    })
  const { rows } = await owner.query<{ key: string; seen: boolean; any: boolean }>(`
    select n.nspname || '.' || c.relname || '.' || a.attname as key,
      has_column_privilege('goldthread_public', c.oid, a.attnum, 'select') as seen
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and n.nspname not in ('jobs', 'public', 'information_schema')
      and n.nspname not like 'pg\\_%'`)
  expect(rows.map(({ key }) => key).filter(key => !told.has(key))).toEqual([])
  const there = new Set(rows.map(({ key }) => key))
  expect([...told.keys()].filter(key => !there.has(key))).toEqual([])
  // What is for members or private only, the public's role may not read, but for these, which stand
  // in rows of which some are public: their policies, not their columns, keep them back.
  const readable = rows
    .filter(({ key, seen }) => seen && ['members', 'private'].includes(told.get(key) ?? ''))
    .map(({ key }) => key)
  expect(readable.sort()).toEqual(
    [
      'actions.actions.private_reason',
      'interests.declarations.note',
      'interests.declarations.sensitive_reason',
      'meetings.meetings.joining',
      'voices.letters.private_reason',
    ].sort(),
  )
})

test('a role ends with its last day, on the next request', async () => {
  const { token } = planted.asker('clerk until yesterday')
  const open = (today: string) =>
    house.server
      .inject({
        url: `/work/meetings/partnership/${planted.meeting.slug}/agenda`,
        headers: { authorization: `Bearer ${token}` },
      })
      .then(({ statusCode }) => [today, statusCode])
  expect(await open(TODAY)).toEqual([TODAY, 403])
  expect(roleNames).toContain('auditor')
})
