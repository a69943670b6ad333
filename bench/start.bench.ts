import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import type { BenchRow } from './row.ts'

/** Seconds from `npm start` until the home page has been fetched; then stops the server. */
async function secondsToFirstPage(folder: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const server = spawn('npm', ['start'], {
    env: { ...process.env, PORT: String(port), GOLDTHREAD_DATA: folder, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  const ended = new Promise<void>(resolve => server.once('exit', () => resolve()))
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
    // The whole group: npm, its shell and the server.
    if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM')
    await ended
  }
}

const rounded = (value: number) => Math.round(value * 100) / 100

/** First page after `npm start`: on an empty folder with the demo record to load, and after that. */
export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-bench-'))
  try {
    const cold = rounded(await secondsToFirstPage(folder))
    const warm = rounded(await secondsToFirstPage(folder))
    return [
      {
        name: 'first page on an empty folder',
        value: cold,
        unit: 's',
        bar: '≤ 10',
        holds: cold <= 10,
      },
      { name: 'first page after that', value: warm, unit: 's', bar: '≤ 3', holds: warm <= 3 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
