import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { connect } from './database.ts'
import { migrate } from './migrate.ts'

const at = (database: string) => inject('databaseUrl').replace('NAME', database)

async function asOwner(...statements: string[]) {
  const client = new pg.Client({ connectionString: at('postgres') })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

test('somebody who is no superuser can own the record, migrate it twice, and act in both roles', async () => {
  const name = `keeper_${randomBytes(5).toString('hex')}`
  await asOwner(
    `create role ${name} login`,
    `grant goldthread_app, goldthread_public, goldthread_person to ${name}`,
    `create database ${name} owner ${name}`,
  )
  const url = at(name).replace('goldthread@', `${name}@`)
  expect((await migrate(url)).length).toBeGreaterThan(5)
  expect(await migrate(url)).toEqual([])
  for (const role of ['goldthread_app', 'goldthread_public'] as const) {
    const db = connect({ url, role, size: 1 })
    const { rows } = await sql<{ role: string; superuser: boolean }>`
      select current_user as role, rolsuper as superuser from pg_roles where rolname = session_user
    `.execute(db)
    expect(rows[0]).toEqual({ role, superuser: false })
    await db.destroy()
  }
})

test('a file that was altered after it was applied is refused', async () => {
  const name = `altered_${randomBytes(5).toString('hex')}`
  await asOwner(`create database ${name}`)
  await migrate(at(name))
  const client = new pg.Client({ connectionString: at(name) })
  await client.connect()
  await client.query("update platform.migrations set digest = 'x' where name like '003%'")
  await client.end()
  await expect(migrate(at(name))).rejects.toThrow(/003-.+ was altered after it was applied/)
})
