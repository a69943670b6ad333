import { assurance } from '../rooms/measures/control-chart.rules.ts'
import { chartSeries, type SeriesPoint } from '../rooms/measures/control-chart-series.rules.ts'
import { randomAsInR } from '../rooms/measures/random.rules.ts'
import { type BenchRow, timeRow } from './row.ts'

const SERIES = 1000
const POINTS = 36
const WARM_ROUNDS = 20

/** A thousand series of three years, worked out with all rules and icons, once the process is warm. */
export async function rows(): Promise<BenchRow[]> {
  const { normal } = randomAsInR(36)
  const dates = Array.from({ length: POINTS }, (_, at) =>
    new Date(Date.UTC(2022, at, 1)).toISOString().slice(0, 10),
  )
  const all = Array.from({ length: SERIES }, (_, at): SeriesPoint[] =>
    dates.map(date => ({ date, value: 80 + (at % 7) + 3 * normal() })),
  )
  let signals = 0
  const round = () => {
    for (const points of all) {
      const { groups, last } = chartSeries(points, { polarity: 'increase', target: 85 })
      for (const group of groups) {
        signals += group.types.filter(type => type !== 'common_cause').length
        if (assurance(group.chart.limits, 'increase', 85) === 'consistent_pass') signals++
      }
      if (last?.variation !== 'common_cause') signals++
    }
  }
  for (let turn = 0; turn < WARM_ROUNDS; turn++) round()
  const times = Array.from({ length: WARM_ROUNDS }, () => {
    const begun = performance.now()
    round()
    return performance.now() - begun
  }).sort((one, other) => one - other)
  if (signals === 0) throw new Error('No series showed any signal: nothing was worked out.')
  const median = times[times.length >> 1] ?? Number.NaN
  return [timeRow(`control charts, ${SERIES} series of ${POINTS} points`, median, 60, 'ms')]
}
