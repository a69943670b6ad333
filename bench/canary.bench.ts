import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CANARY, hearIn, listen, sow } from '../app/canary.samples.ts'
import { openHouse } from '../app/house.ts'
import { housePages } from '../app/pages.ts'
import { plantPrivate } from '../app/permission.samples.ts'
import { connect } from '../platform/database/database.ts'
import { startEmbeddedPostgres } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { day } from '../platform/day.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { readSettings } from '../platform/settings.ts'
import { loadDemo } from '../seed/blmk/load.ts'
import type { BenchRow } from './row.ts'

const MOST_SHORT = 10

/**
 * A canary in every column of the demonstration that is not public, and in all that the public's
 * role cannot see: where a stranger who follows every link, asks every search and reads every file
 * hears it, or the log repeats it. Ten addresses of each kind in short.
 */
export async function rows({ short }: { readonly short: boolean }): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-canary-'))
  const server = await startEmbeddedPostgres(folder, { durable: false })
  try {
    await migrate(server.url())
    const db = connect({ url: server.url(), role: 'goldthread_app' })
    expectDone(await loadDemo(db, day('2025-07-01'), 'http://goldthread.test'))
    const planted = await plantPrivate({ db })
    const sown = await sow(server.url())
    const lines: string[] = []
    const settings = readSettings({ LOG_LEVEL: 'debug', GOLDTHREAD_DATA: folder })
    const house = await openHouse(settings, server.url(), {
      logTo: { write: line => void lines.push(line) },
    })
    const pages = housePages(settings, async () => {})
    const { read, sings, faults } = await listen(house, pages, short ? MOST_SHORT : undefined)
    let sang = 0
    for (const asker of planted.askers.filter(({ token }) => token !== null))
      sang += (await hearIn(house, pages, planted, asker)).sang
    await house.close()
    await db.destroy()
    for (const line of [...sings, ...faults]) process.stderr.write(`${line}\n`)
    const inLog = lines.filter(line => line.toLowerCase().includes(CANARY))
    const none = (name: string, value: number, unit: string, also = true): BenchRow => ({
      name,
      value,
      unit,
      bar: '= 0',
      holds: value === 0 && also,
    })
    return [
      none(
        'public addresses from which a canary in private columns is heard',
        sings.length,
        `of ${read.pages} pages, ${read.api} answers of the API, ${read.files} files, ${read.searches} searches, ${read.streams} streams; ${sown.planted.size} columns`,
        read.pages > 60 && read.searches > 0 && read.streams > 0 && sown.planted.size > 80,
      ),
      none('public addresses that answered with a fault', faults.length, ''),
      none(
        'lines of the log that repeat it',
        inLog.length,
        `of ${lines.length}, while ${sang} pages showed it to who may see it`,
        sang > 20,
      ),
    ]
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
