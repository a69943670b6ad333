import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Db, tablesOf } from '../platform/database/database.ts'
import { day } from '../platform/day.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { checkJournal } from '../platform/record/check-journal.ts'
import { checkTables } from '../platform/record/check-tables.ts'
import type { JournalTables } from '../platform/record/journal.ts'
import type { Acting } from '../platform/record/verb.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { issueToken } from '../rooms/people/identify.ts'
import type { PeopleTables } from '../rooms/people/people.tables.ts'
import { recordPerson } from '../rooms/people/record-person.ts'
import { ended, startApp } from './app-process.ts'
import { freePort } from './free-port.ts'
import type { BenchRow } from './row.ts'

const ROUNDS = { short: 10, full: 100 }
const WRITERS = 8
/** How long the writers are at work before the blow, in milliseconds: from, and at most so much more. */
const AT_WORK = { from: 60, more: 400 }

/** How long an app may take to be itself again after its database was killed. */
const PATIENCE_MS = 30_000

type Victim = 'the app' | 'the database'

type Loss = {
  acknowledged: number
  lost: number
  broken: number
  /** Answers that were neither yes nor "not at present". */
  wrong: number
}

/**
 * Kills the app, and separately the database, with `kill -9` while eight people write through
 * the API, again and again on one record: 10 rounds of each in short, else 100. After each
 * restart nothing that was acknowledged may be missing, the journal must hold, and each row
 * must be as the journal tells, so that no half of an act is seen.
 */
export async function rows({ short }: { readonly short: boolean }): Promise<BenchRow[]> {
  const rounds = short ? ROUNDS.short : ROUNDS.full
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-crash-'))
  const port = await freePort()
  let app = await startOn(folder, port)
  const token = await withRecord(folder, anAdministrator)
  const all = new Set<string>()
  const losses: Record<Victim, Loss> = {
    'the app': { acknowledged: 0, lost: 0, broken: 0, wrong: 0 },
    'the database': { acknowledged: 0, lost: 0, broken: 0, wrong: 0 },
  }
  try {
    for (let round = 0; round < rounds * 2; round++) {
      const victim: Victim = round % 2 === 0 ? 'the app' : 'the database'
      const loss = losses[victim]
      const site = `http://127.0.0.1:${port}`
      const { acknowledged, faults: answers } = await writeUntil(site, token, round, async () => {
        const wait = AT_WORK.from + Math.random() * AT_WORK.more
        await new Promise(resolve => setTimeout(resolve, wait))
        if (victim === 'the app') app.kill('SIGKILL')
        else process.kill(serverProcess(folder), 'SIGKILL')
      })
      for (const name of acknowledged) all.add(name)
      loss.acknowledged += acknowledged.length
      loss.wrong += answers
      if (victim === 'the app') {
        await ended(app)
        app = await startOn(folder, port)
      } else await recovers(app, port)
      const { missing, faults } = await withRecord(folder, db => examine(db, all))
      loss.lost += missing
      if (faults.length > 0) {
        loss.broken++
        process.stderr.write(`After killing ${victim}: ${faults.join(' ')}\n`)
      }
    }
  } finally {
    app.kill('SIGTERM')
    await ended(app)
    rmSync(folder, { recursive: true, force: true })
  }
  return Object.entries(losses).flatMap(([victim, loss]) => [
    {
      name: `acknowledged writes lost, ${victim} killed ${rounds} times`,
      value: loss.lost,
      unit: `of ${loss.acknowledged}`,
      bar: '= 0',
      // Rounds in which nobody wrote anything would prove nothing.
      holds: loss.lost === 0 && loss.acknowledged >= rounds,
    },
    {
      name: `rounds after which journal and tables disagree, ${victim} killed`,
      value: loss.broken,
      unit: `of ${rounds}`,
      bar: '= 0',
      holds: loss.broken === 0,
    },
    {
      name: `answers other than done or 503, ${victim} killed`,
      value: loss.wrong,
      unit: 'answers',
      bar: '= 0',
      holds: loss.wrong === 0,
    },
  ])
}

/** On a record of its own. */
const startOn = (folder: string, port: number) =>
  startApp({ PORT: String(port), GOLDTHREAD_DATA: folder, GOLDTHREAD_DEMO: 'off' })

/** The app is still there, gets its database back by itself, and answers again. */
async function recovers(app: ChildProcess, port: number): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS
  for (;;) {
    if (app.exitCode !== null || app.signalCode !== null)
      throw new Error('The app ended when its database was killed.')
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)
    if (answer?.status === 200) return
    if (performance.now() > giveUpAt) throw new Error('The app did not come back by itself.')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

const pidFile = (folder: string) =>
  readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')

/** The database server's own process; its others end with it. */
const serverProcess = (folder: string) => Number(pidFile(folder)[0])

/** Does something on the app's own database, as the app's role. */
async function withRecord<Value>(folder: string, work: (db: Db) => Promise<Value>): Promise<Value> {
  const sockets = pidFile(folder)[4] ?? ''
  if (!existsSync(sockets) || readdirSync(sockets).length === 0)
    throw new Error('The database has no socket.')
  const db = connect({
    url: `postgres://goldthread@localhost/goldthread?host=${encodeURIComponent(sockets)}`,
    role: 'goldthread_app',
    size: 1,
  })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

/** Somebody who may record people, with a token for the API. */
async function anAdministrator(db: Db): Promise<string> {
  const now = new Date()
  const today = day(now.toISOString().slice(0, 10))
  const acting: Acting = { db, person: null, today, now, may: () => true }
  const { id } = expectDone(await recordPerson(acting, { name: 'The administrator' }))
  expectDone(
    await grantRole(acting, { person: id, role: 'administrator', scope: null, from: today }),
  )
  return issueToken(db, id, now)
}

/** Several people write, one act after another each, until the blow has fallen; what was acknowledged, and how many answers were amiss. */
async function writeUntil(
  site: string,
  token: string,
  round: number,
  blow: () => Promise<void>,
): Promise<{ acknowledged: string[]; faults: number }> {
  const acknowledged: string[] = []
  let faults = 0
  let over = false
  const writer = async (number: number) => {
    for (let at = 0; !over; at++) {
      const name = `Person ${round}-${number}-${at}`
      const answer = await fetch(`${site}/api/v1/work/people/new`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name, position: `Member for ward ${at}` }),
      }).catch(() => null)
      if (answer?.ok) acknowledged.push(name)
      else if (answer && answer.status !== 503) faults++
    }
  }
  const writers = Array.from({ length: WRITERS }, (_, number) => writer(number))
  await blow()
  // Those who write on while it is down are told so.
  await new Promise(resolve => setTimeout(resolve, 50))
  over = true
  await Promise.all(writers)
  return { acknowledged, faults }
}

/** How many of the acknowledged are not in the record, and what does not agree in it. */
async function examine(db: Db, acknowledged: ReadonlySet<string>) {
  const people = await tablesOf<PeopleTables>(db)
    .selectFrom('people.persons')
    .select(['id', 'name'])
    .execute()
  const told = await tablesOf<JournalTables>(db)
    .selectFrom('platform.journal')
    .select('subject_id')
    .where('verb', '=', 'people.record-person')
    .execute()
  const names = new Set(people.map(({ name }) => name))
  const lines = new Set(told.map(({ subject_id }) => subject_id))
  const { broken } = await checkJournal(db)
  const { faults } = await checkTables(db)
  return {
    missing: [...acknowledged].filter(name => !names.has(name)).length,
    faults: [
      ...(broken ? [`Line ${broken.seq}: ${broken.why}`] : []),
      ...faults.map(fault => `${fault.table}, row ${fault.key}: ${fault.why}`),
      ...people.filter(({ id }) => !lines.has(id)).map(({ name }) => `${name} has no line.`),
      ...(lines.size === people.length ? [] : ['There are lines without their person.']),
    ],
  }
}
