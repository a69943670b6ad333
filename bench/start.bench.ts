import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { type BenchRow, timeRow } from './row.ts'

/** Seconds from `npm start` until the home page has been fetched; then stops the server. */
async function secondsToFirstPage(folder: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const server = spawn('npm', ['start'], {
    env: { ...process.env, PORT: String(port), GOLDTHREAD_DATA: folder, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  try {
    for (;;) {
      if (server.exitCode !== null) throw new Error('Goldthread stopped while starting.')
      const page = await fetch(`http://127.0.0.1:${port}/`).catch(() => null)
      if (page?.status === 200) {
        await page.text()
        return (performance.now() - began) / 1_000
      }
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  } finally {
    if (server.pid !== undefined) await endGroup(server.pid)
  }
}

/** Ends npm, its shell, the server and its database, and waits until the last of them is gone. */
async function endGroup(leader: number) {
  process.kill(-leader, 'SIGTERM')
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, 20))
    try {
      process.kill(-leader, 0)
    } catch {
      return
    }
  }
}

/** First page after `npm start`: on an empty folder with the demo record to load, and after that. */
export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-bench-'))
  try {
    const cold = await secondsToFirstPage(folder)
    const warm = await secondsToFirstPage(folder)
    return [
      timeRow('first page on an empty folder', cold, 10),
      timeRow('first page after that', warm, 3),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
