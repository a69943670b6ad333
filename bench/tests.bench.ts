import { spawn } from 'node:child_process'
import { type BenchRow, timeRow } from './row.ts'

const MINUTES = 10

/** Minutes that `npm test` takes; it must pass. */
export async function rows(): Promise<BenchRow[]> {
  const began = performance.now()
  const run = spawn('npm', ['test'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise<number | null>(resolve => run.once('exit', resolve))
  if (code !== 0) throw new Error('The tests failed, so their time says nothing.')
  const minutes = (performance.now() - began) / 60_000
  return [timeRow('npm test', minutes, MINUTES, 'min')]
}
