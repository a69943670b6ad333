import {
  type Assurance,
  assurance,
  chartGroup,
  type Group,
  type PointType,
  type Polarity,
  pointType,
  type VariationIcon,
  variationIcon,
} from './control-chart.rules.ts'

export type SeriesPoint = {
  /** 'YYYY-MM-DD'. It orders the points; how far apart they are plays no part. */
  readonly date: string
  /** Null where there is none, whatever the reason (R-PERF-2): never nought. */
  readonly value: number | null
}

export type Charting = {
  readonly polarity: Polarity
  readonly target?: number | null | undefined
  /** The days from which limits are worked out anew; only those that a point has. */
  readonly rebases?: readonly string[] | undefined
  /** How many points of each group its limits rest on; all where absent. */
  readonly baseline?: number | undefined
  readonly screen?: boolean | undefined
}

/** Consecutive points with one set of limits. */
export type SeriesGroup = {
  /** 0 up to the first rebase; 1 where that is the first point. */
  readonly number: number
  readonly points: readonly SeriesPoint[]
  readonly chart: Group
  readonly types: readonly PointType[]
}

export type ChartedSeries = {
  /** In the order of their dates; empty for a series without points. */
  readonly groups: readonly SeriesGroup[]
  readonly last: {
    readonly date: string
    readonly type: PointType
    readonly variation: VariationIcon
    /** Null without a target, or where neither side is better. */
    readonly assurance: Assurance | null
  } | null
}

const byDate = (one: SeriesPoint, other: SeriesPoint) =>
  one.date < other.date ? -1 : one.date > other.date ? 1 : 0

/** A series cut at its rebases and worked out, with the icons of its last point (R-PERF-4 to 6). */
export function chartSeries(
  points: readonly SeriesPoint[],
  { polarity, target = null, rebases = [], baseline, screen = true }: Charting,
): ChartedSeries {
  const sorted = isSorted(points) ? points : [...points].sort(byDate)
  const starts = new Set(rebases)
  const parts: { number: number; points: SeriesPoint[] }[] = []
  let part: { number: number; points: SeriesPoint[] } | undefined
  for (const point of sorted) {
    if (!part || (starts.size > 0 && starts.has(point.date))) {
      part = { number: (part?.number ?? 0) + (starts.has(point.date) ? 1 : 0), points: [] }
      parts.push(part)
    }
    part.points.push(point)
  }
  const groups = parts.map(({ number, points }): SeriesGroup => {
    const chart = chartGroup(
      points.map(({ value }) => value),
      { baseline, screen },
    )
    return { number, points, chart, types: chart.cause.map(cause => pointType(cause, polarity)) }
  })
  const last = groups.at(-1)
  const point = last?.points.at(-1)
  const type = last?.types.at(-1)
  if (!last || !point || !type) return { groups, last: null }
  return {
    groups,
    last: {
      date: point.date,
      type,
      variation: variationIcon(type, polarity),
      assurance:
        target === null || polarity === 'neutral'
          ? null
          : assurance(last.chart.limits, polarity, target),
    },
  }
}

function isSorted(points: readonly SeriesPoint[]): boolean {
  for (let at = 1; at < points.length; at++)
    if ((points[at - 1]?.date ?? '') > (points[at]?.date ?? '')) return false
  return true
}
