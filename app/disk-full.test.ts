import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshRecord } from '../platform/testing/record.ts'
import { aHouse, aVisitor } from './visitor.samples.ts'

// That PostgreSQL says so on a disk that is really full is shown by bench/disk-full.bench.ts,
// which needs a disk of its own. Here the database itself answers as it does then.
const record = await freshRecord()
const house = await aHouse(record, '2025-07-01')
const admin = await aVisitor(house, record, 'administrator')
const owner = new pg.Client({ connectionString: record.url })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

const said = 'There is no room left for the record.'
const tryToWrite = () => admin.post('/work/people/new', { name: 'The clerk', position: 'Clerk' })

test('on a full disk whoever writes is told so, nothing is kept by halves, and pages are read on', async () => {
  await owner.query(`
    create function people.no_room() returns trigger language plpgsql as $$ begin
      raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
    end $$`)
  await owner.query(
    'create trigger no_room before insert on people.persons for each row execute function people.no_room()',
  )
  const refused = await tryToWrite()
  expect([refused.status, refused.body.includes(said)]).toEqual([503, true])
  expect((await house.server.inject({ url: '/meetings' })).statusCode).toBe(200)
  expect((await admin.get('/work/people')).status).toBe(200)
  await owner.query('drop trigger no_room on people.persons')
  expect((await tryToWrite()).status).toBe(303)
})

test('a server that was started only to be read, for want of room, says the same', async () => {
  const { rows } = await owner.query('select current_database() as name')
  await owner.query(`alter database ${rows[0].name} set default_transaction_read_only = on`)
  await owner.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  // Who comes before the app has heard that its connections ended is told to try again.
  await expect.poll(async () => (await admin.get('/work/people/new')).status).toBe(200)
  const refused = await tryToWrite()
  expect([refused.status, refused.body.includes(said)]).toEqual([503, true])
  expect((await house.server.inject({ url: '/meetings' })).statusCode).toBe(200)
})
