import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../platform/database/database.ts'
import { startEmbeddedPostgres } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { day } from '../platform/day.rules.ts'
import { diceFrom, tamperOnce } from '../platform/record/tampering.samples.ts'
import { loadDemo } from '../seed/blmk/load.ts'
import type { BenchRow } from './row.ts'

const TRIALS = 200

/** Of 200 alterations behind the record's back, how many are found and located. */
export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-tampering-'))
  const server = await startEmbeddedPostgres(folder)
  try {
    await migrate(server.url())
    const db = connect({ url: server.url(), role: 'goldthread_app' })
    const loaded = await loadDemo(db, day('2025-07-01'), 'http://goldthread.test')
    await db.destroy()
    if (!loaded.ok) throw new Error('The demonstration was refused.')
    const owner = connect({ url: server.url(), size: 1 })
    const dice = diceFrom(Date.now() % 1_000_000_007)
    let found = 0
    for (let trial = 0; trial < TRIALS; trial++) {
      const { found: here, words, told } = await tamperOnce(owner, dice)
      if (here) found++
      else process.stderr.write(`Not found: ${words}: ${told}\n`)
    }
    await owner.destroy()
    return [
      {
        name: 'alterations found and located',
        value: found,
        unit: `of ${TRIALS}`,
        bar: `= ${TRIALS}`,
        holds: found === TRIALS,
      },
    ]
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
