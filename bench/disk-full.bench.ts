import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openHouse } from '../app/house.ts'
import { takeBackup } from '../platform/backup/backup.ts'
import { connect } from '../platform/database/database.ts'
import { startEmbeddedPostgres } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { day } from '../platform/day.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { checkJournal } from '../platform/record/check-journal.ts'
import { checkTables } from '../platform/record/check-tables.ts'
import { readSettings } from '../platform/settings.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { issueToken } from '../rooms/people/identify.ts'
import { recordPerson } from '../rooms/people/record-person.ts'
import type { BenchRow } from './row.ts'

const DISK_MB = 320
const PATIENCE_MS = 60_000
const WRITERS = 4

/**
 * Fills a real disk under the embedded server, a file system of its own in memory, while people
 * write: those who write are told so, whoever reads reads on, and when there is room again writing
 * goes on by itself. Asked for by name, since making a file system takes the right to mount one.
 */
export async function rows(): Promise<BenchRow[]> {
  const disk = mkdtempSync(join(tmpdir(), 'goldthread-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=755`, 'goldthread', disk])
  try {
    return await fillUp(disk)
  } finally {
    execFileSync('umount', ['--lazy', disk])
    rmSync(disk, { recursive: true, force: true })
  }
}

async function fillUp(disk: string): Promise<BenchRow[]> {
  const server = await startEmbeddedPostgres(disk)
  await migrate(server.url())
  const settings = { GOLDTHREAD_DEMO: 'off', GOLDTHREAD_DATA: disk, LOG_LEVEL: 'silent' }
  const house = await openHouse(readSettings(settings), server.url())
  const now = new Date()
  const today = day(now.toISOString().slice(0, 10))
  const acting = { db: house.db, person: null, today, now, may: () => true }
  const { id } = expectDone(await recordPerson(acting, { name: 'The administrator' }))
  expectDone(
    await grantRole(acting, { person: id, role: 'administrator', scope: null, from: today }),
  )
  const token = await issueToken(house.db, id, now)

  const kept = new Set<string>()
  let number = 0
  const write = async () => {
    const name = `Person ${++number}`
    const answer = await house.server.inject({
      method: 'POST',
      url: '/api/v1/work/people/new',
      headers: { authorization: `Bearer ${token}` },
      payload: { name, position: 'x'.repeat(100) },
    })
    if (answer.statusCode < 300) kept.add(name)
    return answer
  }
  const reads = async () => (await house.server.inject({ url: '/meetings' })).statusCode === 200
  const free = () => statfsSync(disk).bavail * statfsSync(disk).bsize
  const filler = join(disk, 'filler')

  const roundsOf = async (fill: () => void) => {
    let told = 0
    let wrong = 0
    let read = false
    fill()
    const giveUpAt = performance.now() + PATIENCE_MS
    // Until the server was refused room often enough that it is surely full, and is read meanwhile.
    while (performance.now() < giveUpAt && !(told >= 20 && read)) {
      const answers = await Promise.all(Array.from({ length: WRITERS }, write))
      for (const answer of answers)
        if (answer.statusCode === 503 && answer.body.includes('There is no room left')) told++
        else if (answer.statusCode !== 503 && answer.statusCode >= 400) wrong++
      if (told >= 20) read = await reads()
    }
    return { told, wrong, read }
  }
  await Promise.all(Array.from({ length: 50 }, write))
  const backup = await takeBackup(server.url(), join(disk, 'before.tar.gz'), now)
  // To the last byte: PostgreSQL's own log has no room either.
  const full = await roundsOf(() => {
    for (let size = free(); size > 0; size = Math.floor(size / 2)) {
      try {
        writeFileSync(filler, Buffer.alloc(size), { flag: 'a' })
      } catch {
        // Down to nothing.
      }
    }
  })
  const noBackup = await takeBackup(server.url(), join(disk, 'full.tar.gz'), now).then(
    () => false,
    () => true,
  )
  rmSync(filler, { force: true })
  const giveUpAt = performance.now() + PATIENCE_MS
  let again = false
  while (!again && performance.now() < giveUpAt) {
    again = (await write()).statusCode < 300
    if (!again) await new Promise(resolve => setTimeout(resolve, 100))
  }
  const db = connect({ url: server.url(), role: 'goldthread_app', size: 1 })
  const { rows: there } = await sql<{ name: string }>`select name from people.persons`.execute(db)
  const names = new Set(there.map(({ name }) => name))
  const broken = (await checkJournal(db)).broken ? 1 : 0
  const { faults } = await checkTables(db)
  await db.destroy()
  await house.close()
  await server.stop()
  const row = (
    name: string,
    value: number,
    unit: string,
    bar: string,
    holds: boolean,
  ): BenchRow => ({
    name,
    value,
    unit,
    bar,
    holds,
  })
  const lost = [...kept].filter(name => !names.has(name)).length
  return [
    row('writers told that the disk is full', full.told, 'answers', '≥ 20', full.told >= 20),
    row(
      'answers other than done or 503 on a full disk',
      full.wrong,
      'answers',
      '= 0',
      full.wrong === 0,
    ),
    row('pages read on a full disk', full.read ? 1 : 0, 'of 1', '= 1', full.read),
    row(
      'backups on a full disk that failed in words',
      noBackup && backup.rows > 0 ? 1 : 0,
      'of 1',
      '= 1',
      noBackup,
    ),
    row('writing went on by itself when there was room', again ? 1 : 0, 'of 1', '= 1', again),
    row(
      'acknowledged writes lost on a full disk',
      lost,
      `of ${kept.size}`,
      '= 0',
      lost === 0 && kept.size > 20,
    ),
    row(
      'faults of journal and tables after a full disk',
      broken + faults.length,
      'faults',
      '= 0',
      broken + faults.length === 0,
    ),
  ]
}
