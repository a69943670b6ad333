import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { BenchRow } from './row.ts'

/**
 * Measures what is promised, and says of each number whether it holds.
 * `npm run bench -- --json FILE` also writes `{rows: [...]}`; `--only NAME` measures one
 * (start, pack, publish, tampering, live, processes, external, canary, crash, charts, matching,
 * malformed, permissions; tests: the time of `npm test`; disk-full); `--short` takes fewer rounds of what is
 * done over and over, and is for CI,
 * whose machine is not its own:
 * a time up to twice its bar is told as slow and does not fail. Exit 1 when a row fails.
 */
const { values } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string' }, short: { type: 'boolean' } },
})

type Bench = { readonly rows: (how: { readonly short: boolean }) => Promise<BenchRow[]> }
const benches: Record<string, () => Promise<Bench>> = {
  start: () => import('./start.bench.ts'),
  pack: () => import('./pack.bench.ts'),
  publish: () => import('./publish.bench.ts'),
  tampering: () => import('./tampering.bench.ts'),
  live: () => import('./live.bench.ts'),
  processes: () => import('./processes.bench.ts'),
  external: () => import('./external.bench.ts'),
  canary: () => import('./canary.bench.ts'),
  crash: () => import('./crash.bench.ts'),
  charts: () => import('./charts.bench.ts'),
  matching: () => import('./matching.bench.ts'),
  malformed: () => import('./malformed.bench.ts'),
  permissions: () => import('./permissions.bench.ts'),
}

/** Measured only when asked for by name: CI runs the tests anyway, and may not mount a disk. */
const onlyByName: typeof benches = {
  tests: () => import('./tests.bench.ts'),
  'disk-full': () => import('./disk-full.bench.ts'),
}

// As it runs when it is installed: React's other build is several times slower.
process.env.NODE_ENV ??= 'production'

const rows: BenchRow[] = []
const verdict = ({ holds, mayBeTheMachine }: BenchRow) =>
  holds ? 'holds' : values.short && mayBeTheMachine ? 'slow ' : 'FAILS'
const chosen = values.only
  ? Object.entries({ ...benches, ...onlyByName }).filter(([name]) => name === values.only)
  : Object.entries(benches)
if (chosen.length === 0) {
  process.stderr.write(`There is no bench called “${values.only}”.\n`)
  process.exit(2)
}
for (const [, load] of chosen) {
  const measured = await (await load()).rows({ short: values.short ?? false })
  rows.push(...measured)
  for (const row of measured)
    process.stdout.write(
      `${verdict(row)}  ${row.name}: ${row.value} ${row.unit} (bar ${row.bar})\n`,
    )
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ rows }, null, 2)}\n`)
process.exit(rows.every(row => verdict(row) !== 'FAILS') ? 0 : 1)
