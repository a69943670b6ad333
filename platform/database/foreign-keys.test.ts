import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { doorsOf, rooms } from '../../floor-plan.mjs'
import { freshRecord } from '../testing/record.ts'

const record = await freshRecord()

type Key = { readonly from: string; readonly to: string; readonly name: string }

/** The schemas whose tables anyone's may refer to: the ground floor. */
const GROUND_FLOOR = 'platform'

const listForeignKeys = async (): Promise<Key[]> =>
  (
    await sql<Key>`
      select own.nspname as "from", other.nspname as "to", key.conname as name
      from pg_constraint key
      join pg_class here on here.oid = key.conrelid
      join pg_namespace own on own.oid = here.relnamespace
      join pg_class there on there.oid = key.confrelid
      join pg_namespace other on other.oid = there.relnamespace
      where key.contype = 'f' and own.nspname not in ('jobs', 'pg_catalog', 'information_schema')
      order by 1, 2, 3`.execute(record.db)
  ).rows

const plan = new Map<string, readonly string[]>(
  doorsOf(rooms).map(([room, opensOnTo]) => [room, opensOnTo]),
)

/** Keys that lead through a wall: to a room that the floor plan does not open on to. */
const throughWalls = (keys: readonly Key[]) =>
  keys.filter(({ from, to }) => {
    if (from === to || to === GROUND_FLOOR) return false
    return !plan.get(from)?.includes(to)
  })

test('foreign keys lead only where the floor plan opens a door', async () => {
  const keys = await listForeignKeys()
  // Were nothing read, nothing would be found: bodies refer to people at least.
  expect(keys.some(({ from, to }) => from === 'bodies' && to === 'people')).toBe(true)
  expect(throughWalls(keys)).toEqual([])
})

test('the ground floor refers to no room', async () => {
  const keys = await listForeignKeys()
  expect(keys.filter(({ from, to }) => from === GROUND_FLOOR && to !== GROUND_FLOOR)).toEqual([])
})

test('a key that leads upwards would be found', () => {
  const planted = { from: 'people', to: 'bodies', name: 'planted' }
  expect(throughWalls([planted])).toEqual([planted])
})

test('each room keeps its tables in a schema of its own name', async () => {
  const { rows } = await sql<{ schema: string }>`
    select distinct schemaname as schema from pg_tables
    where schemaname not in ('platform', 'jobs', 'pg_catalog', 'information_schema', 'public')
      and schemaname not like 'pg_temp%'`.execute(record.db)
  for (const { schema } of rows) expect([...plan.keys()]).toContain(schema)
})
