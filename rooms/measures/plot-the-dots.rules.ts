import { isDay } from '../../platform/day.rules.ts'
import { type Assurance, assurance, type Polarity, SETTLED_POINTS } from './control-chart.rules.ts'
import { chartSeries, type SeriesGroup, type SeriesPoint } from './control-chart-series.rules.ts'

/**
 * Control charts as programs exchange them: what NHSRplotthedots 0.2.2 takes and gives, as JSON
 * (schema spc-case/1). Where that package stops at a missing value inside what else rises or
 * falls, an answer is given here: such windows are open (null) and do not fire.
 */
export type PlotInput = {
  readonly dates: readonly string[]
  readonly values: readonly (number | null)[]
  readonly facet: readonly string[] | null
  readonly trajectory: readonly (number | null)[] | null
  readonly improvement_direction: Polarity
  readonly target: number | Readonly<Record<string, number>> | null
  readonly rebase: readonly string[] | Readonly<Record<string, readonly string[]>> | null
  readonly fix_after_n_points: number | null
  readonly screen_outliers: boolean
}

type Fault = { readonly kind: string; readonly message: string }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value)
const isNumberOrGap = (value: unknown) => value === null || isNumber(value)
const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(each => typeof each === 'string')

/** Fills in what may be left out, as the package does. */
const withDefaults = (given: Readonly<Record<string, unknown>>) => ({
  facet: null,
  trajectory: null,
  improvement_direction: 'increase',
  target: null,
  rebase: null,
  fix_after_n_points: null,
  screen_outliers: true,
  ...given,
})

/** What is wrong with an input, in the order in which the package would say so. */
function faultIn(input: ReturnType<typeof withDefaults> & Record<string, unknown>): Fault | null {
  const { dates, values, facet, trajectory, target, rebase, fix_after_n_points: fix } = input
  const bad = (kind: string, message: string): Fault => ({ kind, message })
  if (!isTextList(dates) || !dates.every(isDay))
    return bad('bad-date', 'Give dates as days, such as 2025-04-01.')
  const rows = dates.length
  if (!Array.isArray(values) || !values.every(isNumberOrGap))
    return bad('bad-value', 'Give values as numbers, with null where there is none.')
  const columns: readonly unknown[] = [values, facet ?? values, trajectory ?? values]
  if (columns.some(column => !Array.isArray(column) || column.length !== rows))
    return bad('unequal-columns', 'Give as many values, facets and trajectory points as dates.')
  if (facet !== null && !isTextList(facet)) return bad('bad-facet', 'Give facets as texts.')
  if (trajectory !== null && !(trajectory as unknown[]).every(isNumberOrGap))
    return bad('bad-trajectory', 'Give the trajectory as numbers, with null where there is none.')
  if (!['increase', 'decrease', 'neutral'].includes(String(input.improvement_direction)))
    return bad('bad-direction', 'improvement_direction is increase, decrease or neutral.')
  if (fix !== null && (!Number.isInteger(fix) || Number(fix) < 12))
    return bad('fix-too-small', 'fix_after_n_points is a whole number of 12 or more.')
  if (typeof input.screen_outliers !== 'boolean')
    return bad('bad-screening', 'screen_outliers is true or false.')
  const facets = new Set<string>(facet === null ? [] : (facet as string[]))
  if (target !== null && !isNumber(target)) {
    if (!isRecord(target) || !Object.values(target).every(isNumber))
      return bad('bad-target', 'The target is one number, or one for each facet.')
    if (!Object.keys(target).every(name => facets.has(name)))
      return bad('unknown-facet-in-target', 'The target names a facet that is not in the data.')
  }
  if (rebase !== null && !isTextList(rebase)) {
    if (!isRecord(rebase) || !Object.values(rebase).every(isTextList))
      return bad('bad-rebase', 'Rebase at a list of dates, or at one for each facet.')
    if (!Object.keys(rebase).every(name => facets.has(name)))
      return bad('unknown-facet-in-rebase', 'The rebase names a facet that is not in the data.')
  }
  const seen = new Set<string>()
  for (const [at, date] of dates.entries()) {
    const key = `${date} ${facet === null ? '' : (facet as string[])[at]}`
    if (seen.has(key))
      return bad(
        'duplicate-date',
        `Two rows ${facet === null ? '' : 'of one facet '}have the date ${date}.`,
      )
    seen.add(key)
  }
  return null
}

const SHORT =
  "Some groups have 'n < 12' observations. These have trial limits, which will be revised with each additional observation until 'n = fix_after_n_points' has been reached."

const icons: Readonly<Record<Assurance, string>> = {
  consistent_pass: 'pass',
  consistent_fail: 'fail',
  inconsistent: 'inconsistent',
}

/**
 * Answers an input in the shape of the reference's `expected`: columns of points sorted by facet
 * and date, icons for each facet, and a summary for each group. What the input cannot be is
 * answered under `error`, with a kind and a sentence. Never throws for anything in the input.
 */
export function plotTheDots(given: unknown): Plotted {
  const input = withDefaults(isRecord(given) ? given : {})
  const error = isRecord(given)
    ? faultIn(input)
    : { kind: 'bad-input', message: 'Give an object with dates and values.' }
  if (error) return { error, warnings: [], points: null, icons: null, summary: null }
  return plot(input as unknown as PlotInput)
}

export type Plotted =
  | ReturnType<typeof plot>
  | {
      readonly error: Fault
      readonly warnings: readonly string[]
      readonly points: null
      readonly icons: null
      readonly summary: null
    }

function plot(input: PlotInput) {
  const { improvement_direction: polarity, target, rebase } = input
  const facets = facetsOf(input)
  const targetOf = (facet: string | null) =>
    target === null || typeof target === 'number' ? target : (target[facet ?? ''] ?? null)
  // A facet without a target is neither sure to pass nor to fail as soon as another has one.
  const aims =
    polarity !== 'neutral' &&
    target !== null &&
    (isNumber(target) || Object.keys(target).length > 0)
  const charted = facets.map(({ facet, rows }) => {
    const series = chartSeries(
      rows.map(({ point }) => point),
      {
        polarity,
        rebases: Array.isArray(rebase)
          ? rebase
          : ((rebase as Readonly<Record<string, readonly string[]>> | null)?.[facet ?? ''] ?? []),
        baseline: input.fix_after_n_points ?? undefined,
        screen: input.screen_outliers,
      },
    )
    const final = series.groups.at(-1)
    return {
      facet,
      rows,
      ...series,
      target: targetOf(facet),
      assured: aims && final ? assurance(final.chart.limits, polarity, targetOf(facet)) : null,
    }
  })
  const isShort = ({ points }: SeriesGroup) => points.length < SETTLED_POINTS
  const eachGroup = charted.flatMap(chart => chart.groups.map(group => ({ chart, group })))
  const column = <T>(of: (at: { group: SeriesGroup; row: number }) => T): T[] =>
    eachGroup.flatMap(({ group }) => group.points.map((_, row) => of({ group, row })))
  const perGroup = <T>(of: (group: SeriesGroup) => T): T[] => column(({ group }) => of(group))
  const perPoint = <T>(of: (group: SeriesGroup) => readonly T[]): T[] =>
    eachGroup.flatMap(({ group }) => of(group))
  return {
    error: null,
    warnings: eachGroup.some(({ group }) => isShort(group)) ? [SHORT] : [],
    points: {
      facet: charted.flatMap(({ facet, rows }) => rows.map(() => facet)),
      date: perPoint(group => group.points.map(({ date }) => date)),
      value: perPoint(group => group.points.map(({ value }) => value)),
      rebase_group: perGroup(group => group.number),
      in_baseline: perPoint(group => group.chart.inBaseline),
      moving_range: perPoint(group => group.chart.movingRange),
      moving_range_used: perPoint(group => group.chart.movingRangeUsed),
      average_mr_unscreened: perGroup(group => group.chart.averageRangeUnscreened),
      average_mr: perGroup(group => group.chart.averageRange),
      mean: perGroup(group => group.chart.limits.mean),
      lpl: perGroup(group => group.chart.limits.lower),
      upl: perGroup(group => group.chart.limits.upper),
      nlpl: perGroup(group => group.chart.limits.nearLower),
      nupl: perGroup(group => group.chart.limits.nearUpper),
      relative_to_mean: perPoint(group => group.chart.side),
      outside_limits: perPoint(group => group.chart.outside),
      close_to_limits: perPoint(group => group.chart.close),
      rule_outside: perPoint(group => group.chart.outside),
      rule_trend7: perPoint(group => group.chart.trend),
      rule_two_in_three: perPoint(group => group.chart.twoInThree),
      rule_shift7: perPoint(group => group.chart.shift),
      special_cause_type: perPoint(group => group.chart.cause),
      special_cause_flag: perPoint(group =>
        group.chart.cause.map(cause => cause !== 'Common Cause'),
      ),
      point_type: perPoint(group => group.types),
      short_group_warning: perGroup(isShort),
      target: charted.flatMap(chart => chart.rows.map(() => chart.target)),
      trajectory: charted.flatMap(({ rows }) => rows.map(({ trajectory }) => trajectory)),
    },
    icons: charted.map(({ facet, last, assured }) => ({
      facet,
      last_date: last?.date ?? null,
      variation_type: last?.type ?? null,
      variation_icon: last?.variation ?? null,
      assurance_type: assured,
      assurance_icon: assured && icons[assured],
    })),
    summary: eachGroup.map(({ chart, group }) => {
      const count = (type: string) => group.types.filter(each => each === type).length
      return {
        facet: chart.facet,
        rebase_group: group.number,
        n: group.points.length,
        mean: group.chart.limits.mean,
        lpl: group.chart.limits.lower,
        upl: group.chart.limits.upper,
        common_cause: count('common_cause'),
        special_cause_improvement: count('special_cause_improvement'),
        special_cause_concern: count('special_cause_concern'),
        variation_type: group.types.at(-1) ?? null,
        assurance_type: group === chart.groups.at(-1) ? chart.assured : null,
      }
    }),
  }
}

type Row = { readonly point: SeriesPoint; readonly trajectory: number | null }

/** The rows of each facet by date; facets by code point: all capitals before all small letters. */
function facetsOf({ dates, values, facet, trajectory }: PlotInput) {
  const found = new Map<string | null, Row[]>()
  for (const [at, date] of dates.entries()) {
    const name = facet?.[at] ?? null
    const rows = found.get(name) ?? []
    rows.push({
      point: { date, value: values[at] ?? null },
      trajectory: trajectory?.[at] ?? null,
    })
    found.set(name, rows)
  }
  return [...found]
    .sort(([one], [other]) => byCodePoint(one ?? '', other ?? ''))
    .map(([name, rows]) => ({
      facet: name,
      rows: rows.sort((one, other) => (one.point.date < other.point.date ? -1 : 1)),
    }))
}

/** Compares texts by their code points, as UTF-8 does; `<` would go by halves of the rarer letters. */
const byCodePoint = (one: string, other: string) =>
  Buffer.compare(Buffer.from(one), Buffer.from(other))
