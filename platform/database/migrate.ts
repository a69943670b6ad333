import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))

// Any number will do, so long as every Goldthread asks for the same one.
const MIGRATION_LOCK = 7_415_201

/** The numbered SQL files, in order. */
function readMigrations() {
  return readdirSync(folder)
    .filter(name => /^\d{3}-.+\.sql$/.test(name))
    .sort()
    .map(name => {
      const sql = readFileSync(folder + name, 'utf8')
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Brings the database forward, each file in a transaction of its own, under a
 * lock so that several processes may start at once. Runs as the owner.
 *
 * @returns the names of the files that were applied
 * @throws Error when a file that was applied has since been altered, or the
 *   server is older than PostgreSQL 15
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const version = Number(
      (await client.query('show server_version_num')).rows[0]?.server_version_num,
    )
    if (version < 150_000)
      throw new Error('Goldthread needs PostgreSQL 15 or later; this one is older.')
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query('create schema if not exists platform')
    await client.query(
      'create table if not exists platform.migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    )
    const known = new Map<string, string>(
      (await client.query('select name, digest from platform.migrations')).rows.map(row => [
        row.name,
        row.digest,
      ]),
    )
    const applied: string[] = []
    for (const { name, sql, digest } of readMigrations()) {
      const before = known.get(name)
      if (before === digest) continue
      if (before !== undefined)
        throw new Error(`Migration ${name} was altered after it was applied here.`)
      await client.query('begin')
      try {
        await client.query(sql)
        await client.query('insert into platform.migrations (name, digest) values ($1, $2)', [
          name,
          digest,
        ])
        await client.query('commit')
      } catch (fault) {
        await client.query('rollback')
        throw new Error(`Migration ${name} failed: ${(fault as Error).message}`, { cause: fault })
      }
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}
