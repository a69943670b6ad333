import pg from 'pg'
import { expect, test } from 'vitest'
import { migrate } from '../platform/database/migrate.ts'
import { freshRecord } from '../platform/testing/record.ts'
import { aHouse, aVisitor } from './visitor.samples.ts'

const record = await freshRecord()
const house = await aHouse(record, '2025-02-14')
const patience = { lockMs: 100, restMs: 100, attempts: 600 }

/** What a release to come may do: it adds (docs/operations-upgrades.md). */
const next = {
  name: '999-next.sql',
  text: `alter table people.persons add column pronouns text not null default '';
    create table people.pronouns (person_id uuid primary key);`,
}

test('while another process migrates, and waits for a table in use, pages are read and acts are done', async () => {
  const admin = await aVisitor(house, record, 'administrator')
  // Somebody is in the middle of something long in the table that is to be altered.
  const busy = new pg.Client({ connectionString: record.url })
  await busy.connect()
  await busy.query('begin')
  await busy.query('lock table people.persons in row share mode')
  let migrated: readonly string[] | undefined
  const migrating = migrate(record.url, undefined, { patience, also: [next] }).then(names => {
    migrated = names
  })
  for (let at = 0; at < 15; at++) {
    expect((await admin.get('/work/people')).status).toBe(200)
    const added = await admin.post('/work/people/new', { name: `Person ${at}` })
    expect(added.status).toBe(303)
  }
  expect(migrated).toBeUndefined()
  await busy.query('commit')
  await busy.end()
  await migrating
  expect(migrated).toEqual([next.name])
  // The release that was running goes on beside the next one, on what that has added.
  expect((await admin.post('/work/people/new', { name: 'Person afterwards' })).status).toBe(303)
  expect((await admin.get('/work/people?q=afterwards')).body).toContain('Person afterwards')
})

test('a migration that never gets its table gives up, says so, and has changed nothing', async () => {
  const busy = new pg.Client({ connectionString: record.url })
  await busy.connect()
  await busy.query('begin')
  await busy.query('lock table people.persons in row share mode')
  const more = { name: '9991-more.sql', text: 'alter table people.persons add column more text' }
  await expect(
    migrate(record.url, undefined, {
      patience: { ...patience, restMs: 1, attempts: 3 },
      also: [next, more],
    }),
  ).rejects.toThrow(/Migration 9991-more.sql failed: .*lock timeout/)
  const columns = await busy.query(
    "select 1 from information_schema.columns where table_name = 'persons' and column_name = 'more'",
  )
  expect(columns.rowCount).toBe(0)
  await busy.query('rollback')
  await busy.end()
})
