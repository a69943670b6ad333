import {
  parts,
  precisionOf,
  recallOf,
  scoreOf,
} from '../rooms/meetings/conflict-matching.samples.ts'
import type { BenchRow } from './row.ts'

const figure = (value: number) => Math.round(value * 1000) / 1000

const row = (name: string, value: number, least: number | null): BenchRow => ({
  name,
  value: figure(value),
  unit: '',
  bar: least === null ? 'none: told for itself' : `≥ ${least}`,
  holds: least === null || value >= least,
})

/**
 * How well interests are matched with agenda items, on the set that was marked by reading.
 * What was missed and what was found without being marked is written out, a line each.
 */
export async function rows(): Promise<BenchRow[]> {
  const interests = parts.map(part => scoreOf(part, 'interests'))
  const seats = parts.map(part => scoreOf(part, 'seats'))
  for (const [what, scores] of [
    ['interest', interests],
    ['seat', seats],
  ] as const)
    for (const { part, missed, falseAlarms } of scores) {
      for (const line of missed) process.stdout.write(`  missed (${what}, ${part}): ${line}\n`)
      for (const line of falseAlarms)
        process.stdout.write(`  false alarm (${what}, ${part}): ${line}\n`)
    }
  // The eleven items that were held, the twenty used when tuning, and ten held out.
  const set = interests.slice(0, 3)
  return [
    row('matching: recall on the forty-one items', recallOf(set), 0.95),
    row('matching: precision on the forty-one items', precisionOf(set), 0.7),
    ...interests.flatMap(score => [
      row(`matching: recall, ${score.part} (${score.expected} marked)`, recallOf([score]), null),
      row(
        `matching: precision, ${score.part} (${score.suggested} found)`,
        precisionOf([score]),
        null,
      ),
    ]),
    row('matching: recall on all fifty-one items', recallOf(interests), 0.95),
    row('matching: precision on all fifty-one items', precisionOf(interests), 0.7),
    row('matching: recall of seats', recallOf(seats), 0.9),
    row('matching: precision of seats', precisionOf(seats), 0.7),
  ]
}
