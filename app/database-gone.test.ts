import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { readSettings } from '../platform/settings.ts'
import { openHouse } from './house.ts'

// A server of its own, since it is killed.
const folder = mkdtempSync(join(tmpdir(), 'goldthread-gone-'))
const server = await startEmbeddedPostgres(folder, { durable: false })
await migrate(server.url())
const house = await openHouse(
  readSettings({ LOG_LEVEL: 'silent', GOLDTHREAD_DATA: folder, GOLDTHREAD_DEMO: 'off' }),
  server.url(),
)
afterAll(async () => {
  await house.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const get = async (url: string) => (await house.server.inject({ url })).statusCode

test('while the database is away whoever asks is told so, with 503; when it is back the site is, too, by itself', async () => {
  expect(await get('/meetings')).toBe(200)
  const cluster = join(folder, 'postgres')
  const [pid = ''] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  // It cannot be started again before its folder is there again.
  renameSync(cluster, `${cluster}-away`)
  process.kill(Number(pid), 'SIGKILL')
  await expect.poll(() => get('/healthz'), { timeout: 30_000, interval: 50 }).toBe(503)
  const away = await house.server.inject({ url: '/meetings' })
  expect([away.statusCode, away.headers['retry-after']]).toEqual([503, '10'])
  expect(away.body).toContain('The record cannot be reached at present. Try again in a minute.')
  const data = await house.server.inject({ url: '/api/v1/meetings' })
  expect([data.statusCode, data.json().status]).toEqual([503, 503])
  renameSync(`${cluster}-away`, cluster)
  await expect.poll(() => get('/healthz'), { timeout: 30_000, interval: 50 }).toBe(200)
  expect(await get('/meetings')).toBe(200)
})
