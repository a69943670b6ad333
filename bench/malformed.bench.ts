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
  incompleteFor,
  type Malformed,
  malformedFor,
  standingOf,
  type Target,
} from '../app/malformed.samples.ts'
import { housePages } from '../app/pages.ts'
import { connect, type Db } from '../platform/database/database.ts'
import { createDatabase, startEmbeddedPostgres } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { day } from '../platform/day.rules.ts'
import { readSettings, type Settings } from '../platform/settings.ts'
import { loadDemo } from '../seed/blmk/load.ts'
import type { BenchRow } from './row.ts'

/** The proof sends more within a minute than anybody may. */
const WITHOUT_LIMIT = { publicWrites: 1e9, apiWrites: 1e9 }

const PER_ROUTE = 2000
const PER_ROUTE_SHORT = 20
/** For so many more, each with a copy of the record that they may change. */
const OF_THEM_INCOMPLETE = 1 / 4

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
    // A copy of the record for each takes a second or two: in the short form every eighth has one.
    const copied = short ? targets.filter((_, at) => at % 8 === seed % 8) : targets
    const incomplete = await sendIncomplete(server.url, copied, {
      each: Math.ceil(each * OF_THEM_INCOMPLETE),
      seed,
      settings,
    })
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
      {
        ...none('requests with fields left out that were answered with a fault (5xx)', 0),
        value: incomplete.faults,
        unit: `of ${incomplete.sent}, ${incomplete.refused} of them refused`,
        holds: incomplete.faults === 0 && incomplete.refused > copied.length,
      },
      {
        ...none('refused requests with fields left out that stored something', incomplete.stored),
        unit: `of ${incomplete.refused}`,
      },
    ]
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Sends what leaves out some of what a form shows. Some of it may be done, so that each form has a
 * copy of the demonstration of its own, which what was done to another did not change.
 */
async function sendIncomplete(
  urlOf: (database: string) => string,
  targets: readonly Target[],
  { each, seed, settings }: { each: number; seed: number; settings: Settings },
) {
  const count = { sent: 0, faults: 0, refused: 0, stored: 0 }
  const owner = connect({ url: urlOf('postgres'), size: 1 })
  for (const target of targets) {
    await createDatabase(urlOf('postgres'), 'incomplete', 'goldthread')
    const db = connect({ url: urlOf('incomplete'), role: 'goldthread_app', size: 1 })
    const house = await openHouse(settings, urlOf('incomplete'), { rates: WITHOUT_LIMIT })
    const sender = await aSender(house, db)
    let before = await standingOf(db)
    for (const request of fc.sample(incompleteFor(target, sender), { numRuns: each, seed })) {
      count.sent++
      const { reply } = await answerTo(house, request)
      const after = await standingOf(db)
      if (reply.statusCode >= 500) {
        count.faults++
        tell(`${reply.statusCode} ${target.page.path}`, request)
      } else if (reply.statusCode >= 400) {
        count.refused++
        if (after?.seq !== before?.seq || after?.changes !== before?.changes) {
          count.stored++
          tell(`${reply.statusCode}, and stored, ${target.page.path}`, request)
        }
      }
      before = after
    }
    await house.close()
    await db.destroy()
    await sql`drop database incomplete with (force)`.execute(owner)
  }
  await owner.destroy()
  return count
}

function tell(what: string, { way, url, payload, headers }: Partial<Malformed>) {
  const type = headers?.['content-type'] ?? ''
  process.stderr.write(`${what}: ${way} ${url} ${type} ${String(payload ?? '').slice(0, 300)}\n`)
}

const lastLine = async (db: Db) =>
  (await sql<{ seq: number }>`select seq from platform.journal_head`.execute(db)).rows[0]?.seq

/** A digest of every table but those of what waits, of how often somebody tried, and of sessions and tokens, which note when they were used. */
async function digestOf(db: Db): Promise<ReadonlyMap<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', 'pgboss')
      and tablename not in ('sessions', 'tokens', 'tries')
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
