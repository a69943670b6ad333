import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openHouse } from '../app/house.ts'
import { housePages } from '../app/pages.ts'
import { matrixOfActing, matrixOfReading, plantPrivate } from '../app/permission.samples.ts'
import { connect } from '../platform/database/database.ts'
import { startEmbeddedPostgres } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { readSettings } from '../platform/settings.ts'
import type { BenchRow } from './row.ts'

/**
 * Every page, form and button of the house, asked for and sent by somebody of each role, about
 * things that are public and private: how many answer otherwise than they are declared. Tests
 * open each page for one of those who may; this, unless it is short, for all of them.
 */
export async function rows({ short }: { readonly short: boolean }): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-permissions-'))
  const server = await startEmbeddedPostgres(folder)
  await migrate(server.url())
  const db = connect({ url: server.url(), role: 'goldthread_app', size: 4 })
  const settings = readSettings({
    GOLDTHREAD_TODAY: '2025-02-10',
    GOLDTHREAD_DATA: folder,
    LOG_LEVEL: 'silent',
  })
  const house = await openHouse(settings, server.url())
  try {
    const planted = await plantPrivate({ db })
    const pages = housePages(settings, async () => {})
    const how = short ? 'some' : 'all'
    const lines = async () =>
      (await sql<{ n: number }>`select count(*) as n from platform.journal`.execute(db)).rows[0]
        ?.n ?? 0
    const read = await matrixOfReading({ house, pages, planted }, how)
    const acted = await matrixOfActing({ house, pages, planted }, how, lines)
    for (const line of [...read.wrong, ...acted.wrong]) process.stderr.write(`${line}\n`)
    return [
      {
        name: `answers otherwise than declared, of ${read.asked} readings`,
        value: read.wrong.length,
        unit: 'answers',
        bar: '= 0',
        holds: read.wrong.length === 0,
      },
      {
        name: `acts otherwise than declared, of ${acted.asked} sendings`,
        value: acted.wrong.length,
        unit: 'acts',
        bar: '= 0',
        holds: acted.wrong.length === 0,
      },
    ]
  } finally {
    await house.close()
    await db.destroy()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
