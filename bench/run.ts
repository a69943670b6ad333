import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { BenchRow } from './row.ts'

/**
 * Measures what is promised, and says of each number whether it holds.
 * `npm run bench -- --json FILE` also writes `{rows: [...]}`. Exit 1 when one
 * does not hold.
 */
const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } })

const benches: Record<string, () => Promise<{ rows: () => Promise<BenchRow[]> }>> = {
  start: () => import('./start.bench.ts'),
  pack: () => import('./pack.bench.ts'),
}

const rows: BenchRow[] = []
for (const [name, load] of Object.entries(benches)) {
  if (values.only && values.only !== name) continue
  const measured = await (await load()).rows()
  rows.push(...measured)
  for (const { name, value, unit, bar, holds } of measured)
    process.stdout.write(`${holds ? 'holds' : 'FAILS'}  ${name}: ${value} ${unit} (bar ${bar})\n`)
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ rows }, null, 2)}\n`)
process.exit(rows.every(row => row.holds) ? 0 : 1)
