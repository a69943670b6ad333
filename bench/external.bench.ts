import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { LEFT_OUT, quoted, takeBackup } from '../platform/backup/backup.ts'
import { restoreBackup } from '../platform/backup/restore.ts'
import { connect, type Db } from '../platform/database/database.ts'
import { migrate } from '../platform/database/migrate.ts'
import { day } from '../platform/day.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { checkJournal } from '../platform/record/check-journal.ts'
import { checkTables } from '../platform/record/check-tables.ts'
import type { Acting } from '../platform/record/verb.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { issueToken } from '../rooms/people/identify.ts'
import { recordPerson } from '../rooms/people/record-person.ts'
import { loadDemo } from '../seed/blmk/load.ts'
import { ended, startApp } from './app-process.ts'
import { freePort } from './free-port.ts'
import type { BenchRow } from './row.ts'
import { startReplicaOf, startTheirPostgres, type TheirPostgres } from './their-postgres.ts'

const WRITERS = 4
const RESTARTS = { short: 2, full: 10 }
const PATIENCE_MS = 60_000
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/**
 * On a PostgreSQL that is not ours, as a role that is no superuser: a backup taken while people
 * write, restored and compared; the server restarted under load; a streaming replica that goes and
 * comes back.
 */
export async function rows({ short }: { readonly short: boolean }): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-external-'))
  const postgres = await startTheirPostgres(join(folder, 'primary'))
  const url = await postgres.emptyDatabase('record')
  try {
    await migrate(url)
    const db = connect({ url, role: 'goldthread_app', size: WRITERS + 1 })
    // An older server than the house's own, so that the whole demonstration is loaded into it, too.
    expectDone(await loadDemo(db, day('2025-07-01'), 'http://goldthread.test'))
    const backup = await backUpHot(db, url, await postgres.emptyDatabase('restored'), folder)
    const token = await anAdministrator(db)
    const restarts = short ? RESTARTS.short : RESTARTS.full
    const load = await restartUnderLoad(db, url, token, postgres, restarts, folder)
    const replica = await replicaGoes(url, postgres, folder)
    await db.destroy()
    const none = (name: string, value: number, unit: string, also = true): BenchRow => ({
      name,
      value,
      unit,
      bar: '= 0',
      holds: value === 0 && also,
    })
    return [
      none(
        'rows of a backup taken hot and restored as no superuser that are not as they were',
        backup.different,
        `of ${backup.rows}, in ${backup.tables} tables, ${backup.during} acts meanwhile`,
        backup.rows > 1_000 && backup.during > 0,
      ),
      none('what verify found in the restored record', backup.faults, 'faults'),
      none(
        `acknowledged writes lost, PostgreSQL restarted ${restarts} times`,
        load.lost,
        `of ${load.acknowledged}`,
        load.acknowledged > restarts,
      ),
      none(
        'answers other than done or 503 while PostgreSQL was restarted',
        load.wrong,
        `of ${load.answers}, ${load.away} of them 503`,
      ),
      none('restarts after which the app did not come back by itself', load.stuck, ''),
      none('what verify found after the restarts', load.faults, 'faults'),
      ...replica.map(({ name, holds, told }) => none(name, holds ? 0 : 1, told)),
    ]
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const actingNow = (db: Db): Acting => {
  const now = new Date()
  return { db, person: null, today: day(now.toISOString().slice(0, 10)), now, may: () => true }
}

async function anAdministrator(db: Db): Promise<string> {
  const acting = actingNow(db)
  const { id } = expectDone(await recordPerson(acting, { name: 'The administrator' }))
  expectDone(
    await grantRole(acting, {
      person: id,
      role: 'administrator',
      scope: null,
      from: day('2024-01-01'),
    }),
  )
  return issueToken(db, id, acting.now)
}

// ---- backup ---------------------------------------------------------------------------------------

/** Every row of every table of the record, as text, with how often it is there. */
async function rowsOf(url: string): Promise<Map<string, number>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const found = new Map<string, number>()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select schemaname || '.' || tablename as name from pg_tables
       where schemaname not in ('jobs', 'public', 'information_schema') and schemaname not like 'pg\\_%'`,
    )
    for (const { name } of tables.filter(each => !LEFT_OUT.includes(each.name))) {
      const { rows } = await client.query<{ row: string }>(
        `select md5(t::text) as row from ${quoted(name)} t`,
      )
      for (const { row } of rows)
        found.set(`${name} ${row}`, (found.get(`${name} ${row}`) ?? 0) + 1)
    }
  } finally {
    await client.end()
  }
  return found
}

/** What of one is not in the other. */
const lacking = (one: Map<string, number>, other: Map<string, number>) =>
  [...one].filter(([row, times]) => (other.get(row) ?? 0) < times).map(([row]) => row)

async function backUpHot(db: Db, url: string, into: string, folder: string) {
  let going = true
  let acts = 0
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    while (going) {
      expectDone(
        await recordPerson(actingNow(db), { name: `Hot ${writer} ${acts}`, position: 'Writer' }),
      )
      acts++
    }
  })
  while (acts < 20) await pause(20)
  const before = acts
  const file = join(folder, 'hot.tar.gz')
  const taken = await takeBackup(url, file, new Date())
  const during = acts - before
  going = false
  await Promise.all(writers)
  await restoreBackup(into, file)
  const restored = connect({ url: into, role: 'goldthread_app', size: 1 })
  const { broken } = await checkJournal(restored)
  const { faults } = await checkTables(restored)
  await restored.destroy()
  const [there, here] = [await rowsOf(into), await rowsOf(url)]
  // All that was added since the moment of the backup came by acts: a person, a line and a row noted.
  const since = lacking(here, there)
  const lines = since.filter(row => row.startsWith('platform.journal ')).length
  const persons = since.filter(row => row.startsWith('people.persons ')).length
  const others = since.filter(
    row => !/^(platform\.(journal|journal_head|row_changes)|people\.persons) /.test(row),
  )
  const altered = lacking(there, here).filter(row => !row.startsWith('platform.journal_head '))
  for (const row of [...others, ...altered]) process.stderr.write(`Not as it was: ${row}\n`)
  return {
    rows: taken.rows,
    tables: taken.tables.length,
    during,
    different: altered.length + others.length + Math.abs(lines - persons),
    faults: faults.length + (broken ? 1 : 0),
  }
}

// ---- a restart ------------------------------------------------------------------------------------

async function restartUnderLoad(
  db: Db,
  url: string,
  token: string,
  postgres: TheirPostgres,
  restarts: number,
  folder: string,
) {
  const port = await freePort()
  const app = await startApp({
    PORT: String(port),
    GOLDTHREAD_DATA: join(folder, 'app'),
    DATABASE_URL: url,
  })
  const site = `http://127.0.0.1:${port}`
  const told = { acknowledged: 0, lost: 0, wrong: 0, answers: 0, away: 0, stuck: 0, faults: 0 }
  const names: string[] = []
  let over = false
  const count = (status: number, isDone: boolean, where: string) => {
    told.answers++
    if (status === 503) told.away++
    else if (!isDone) {
      told.wrong++
      process.stderr.write(`${where}: ${status}\n`)
    }
  }
  const writer = async (number: number) => {
    for (let at = 0; !over; at++) {
      const name = `Restarted ${number} ${at}`
      const answer = await fetch(`${site}/api/v1/work/people/new`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      })
      await answer.text()
      count(answer.status, answer.ok, 'A write')
      if (answer.ok) names.push(name)
      // Programs are let write so often within a minute.
      await pause(60)
    }
  }
  const reader = async () => {
    for (let at = 0; !over; at++) {
      const path = ['/', '/meetings', '/api/v1/bodies', '/healthz'][at % 4] ?? '/'
      const answer = await fetch(site + path)
      await answer.text()
      count(answer.status, answer.ok, path)
      await pause(20)
    }
  }
  try {
    const busy = [writer(0), writer(1), reader(), reader()]
    for (let round = 0; round < restarts; round++) {
      await pause(500 + Math.random() * 500)
      postgres.restart()
      await pause(200)
      if (!(await until(async () => (await fetch(`${site}/healthz`)).ok))) told.stuck++
    }
    await pause(300)
    over = true
    await Promise.all(busy)
  } finally {
    app.kill('SIGTERM')
    await ended(app)
  }
  told.acknowledged = names.length
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows: there } = await client.query<{ name: string; times: number }>(
    "select name, count(*)::int as times from people.persons where name like 'Restarted %' group by 1",
  )
  await client.end()
  const times = new Map(there.map(row => [row.name, row.times]))
  told.lost = names.filter(name => times.get(name) !== 1).length
  told.faults = (await checkTables(db)).faults.length + ((await checkJournal(db)).broken ? 1 : 0)
  return told
}

async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  const giveUpAt = performance.now() + PATIENCE_MS
  while (performance.now() < giveUpAt) {
    if (await isSo().catch(() => false)) return true
    await pause(100)
  }
  return false
}

// ---- a replica ------------------------------------------------------------------------------------

async function replicaGoes(url: string, postgres: TheirPostgres, folder: string) {
  const replica = await startReplicaOf(postgres, join(folder, 'replica'))
  if (!replica) return []
  const port = await freePort()
  const app = await startApp({
    PORT: String(port),
    GOLDTHREAD_DATA: join(folder, 'app'),
    DATABASE_URL: url,
    DATABASE_REPLICA_URL: replica.url('record'),
  })
  const site = `http://127.0.0.1:${port}`
  const health = async () => {
    const answer = await fetch(`${site}/healthz`)
    return `${answer.status} ${await answer.text()}`
  }
  const says = (standing: string) => `200 {"status":"ok","replica":"${standing}"}`
  const reads = async (times: number) => {
    const statuses: number[] = []
    for (let at = 0; at < times; at++) {
      const answer = await fetch(site + (['/', '/meetings', '/bodies'][at % 3] ?? '/'))
      await answer.text()
      statuses.push(answer.status)
    }
    return statuses
  }
  const only = (statuses: readonly number[], ...allowed: number[]) =>
    statuses.every(status => allowed.includes(status))
  try {
    const rows: { name: string; holds: boolean; told: string }[] = []
    const first = await health()
    const served = await reads(9)
    const readers = await replica.readers()
    rows.push({
      name: 'readings that a replica did not serve while it was there',
      holds: first === says('ok') && only(served, 200) && readers > 0,
      told: `${first}, ${readers} readers`,
    })
    replica.takeAway()
    const going = await reads(12)
    const fallen = await until(async () => (await health()) === says('unavailable'))
    const without = await reads(30)
    rows.push({
      name: 'readings that failed while the replica was away',
      holds: fallen && only(going, 200, 503) && only(without, 200),
      told: `${await health()}, at first ${going.join(' ')}`,
    })
    replica.bringBack()
    const back = await until(async () => (await health()) === says('ok'))
    await reads(9)
    const again = await until(async () => {
      await reads(3)
      return (await replica.readers()) > 0
    })
    rows.push({
      name: 'returns of the replica that the app did not find by itself',
      holds: back && again,
      told: await health(),
    })
    return rows
  } finally {
    app.kill('SIGTERM')
    await ended(app)
    await replica.stop()
  }
}
