import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { openHouse } from '../app/house.ts'
import {
  answerTo,
  aSender,
  findTargets,
  type Malformed,
  malformedFor,
} from '../app/malformed.samples.ts'
import { housePages } from '../app/pages.ts'
import { connect, type Db } from '../platform/database/database.ts'
import { startEmbeddedPostgres } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { day } from '../platform/day.rules.ts'
import { readSettings } from '../platform/settings.ts'
import { loadDemo } from '../seed/blmk/load.ts'
import type { BenchRow } from './row.ts'

/** The proof sends more within a minute than anybody may. */
const WITHOUT_LIMIT = { publicWrites: 1e9, apiWrites: 1e9 }

const PER_ROUTE = 2000
const PER_ROUTE_SHORT = 20

/** Of malformed requests to every form and act, on its page and in the API: how many were not refused. */
export async function rows({ short }: { readonly short: boolean }): Promise<BenchRow[]> {
  const each = Number(process.env.MALFORMED_EACH ?? (short ? PER_ROUTE_SHORT : PER_ROUTE))
  const seed = Number(process.env.MALFORMED_SEED ?? Date.now() % 1_000_000_007)
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-malformed-'))
  const server = await startEmbeddedPostgres(folder)
  try {
    await migrate(server.url())
    const db = connect({ url: server.url(), role: 'goldthread_app' })
    const loaded = await loadDemo(db, day('2025-07-01'), 'http://goldthread.test')
    if (!loaded.ok) throw new Error('The demonstration was refused.')
    const settings = readSettings({ LOG_LEVEL: 'silent', GOLDTHREAD_DATA: join(folder, 'var') })
    const house = await openHouse(settings, server.url(), { rates: WITHOUT_LIMIT })
    const sender = await aSender(house, db)
    const targets = await findTargets(
      house,
      sender,
      housePages(settings, async () => {}),
    )
    const found = targets.filter(target => target.found).length
    const before = await digestOf(db)
    let sent = 0
    let faults = 0
    let done = 0
    for (const target of targets) {
      const line = await lastLine(db)
      for (const request of fc.sample(malformedFor(target, sender), { numRuns: each, seed })) {
        sent++
        const { reply, fault } = await answerTo(house, request)
        if (fault === null) continue
        if (fault === 'done') done++
        else faults++
        tell(`${reply.statusCode} ${target.page.path}`, request)
      }
      if ((await lastLine(db)) !== line)
        tell('stored something', { way: '', url: target.page.path })
    }
    const after = await digestOf(db)
    const changed = [...after].filter(([table, digest]) => before.get(table) !== digest)
    for (const [table] of changed) process.stderr.write(`Changed: ${table}\n`)
    await house.close()
    await db.destroy()
    const none = (name: string, value: number): BenchRow => ({
      name,
      value,
      unit: `of ${sent}`,
      bar: '= 0',
      holds: value === 0,
    })
    return [
      {
        name: 'forms and acts of the demonstration that malformed requests were sent to',
        value: targets.length,
        unit: `routes, ${found} of them where a page leads; ${each} requests each, seed ${seed}`,
        bar: '≥ 150',
        holds: targets.length >= 150 && found >= 100,
      },
      none('malformed requests answered with a fault (5xx)', faults),
      none('malformed requests that were done', done),
      { ...none('tables of the record changed by them', changed.length), unit: 'tables' },
    ]
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function tell(what: string, { way, url, payload, headers }: Partial<Malformed>) {
  const type = headers?.['content-type'] ?? ''
  process.stderr.write(`${what}: ${way} ${url} ${type} ${String(payload ?? '').slice(0, 300)}\n`)
}

const lastLine = async (db: Db) =>
  (await sql<{ seq: number }>`select seq from platform.journal_head`.execute(db)).rows[0]?.seq

/** A digest of every table but those of sessions and of what waits to be done. */
async function digestOf(db: Db): Promise<ReadonlyMap<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', 'pgboss')
      and tablename not in ('sessions')
      and has_table_privilege(format('%I.%I', schemaname, tablename), 'select')`.execute(db)
  const digests = new Map<string, string>()
  for (const { name } of tables) {
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' ' || coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0) as digest
      from ${sql.raw(name)} t`.execute(db)
    digests.set(name, rows[0]?.digest ?? '')
  }
  return digests
}
