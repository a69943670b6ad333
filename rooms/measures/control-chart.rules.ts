import { meanOf } from './arithmetic.rules.ts'

/**
 * XmR control charts as NHS England's Making Data Count draws them, to the last figure of the
 * NHS-R community's NHSRplotthedots 0.2.2 (R-PERF-4, R-PERF-5, R-PERF-6): one group of
 * consecutive points at a time, since nothing crosses a rebase.
 */

/** Whether more is better, or neither. */
export type Polarity = 'increase' | 'decrease' | 'neutral'

/** True, false, or null where a missing value or missing limits leave it open. */
export type Known = boolean | null

export type SpecialCause =
  | 'Above UCL'
  | 'Below LCL'
  | '7 Point Trend (Increasing)'
  | '7 Point Trend (Decreasing)'
  | '2 in 3 Above CL'
  | '2 in 3 Below CL'
  | '7 Points Above CL'
  | '7 Points Below CL'
  | 'Common Cause'

export type Limits = {
  readonly mean: number | null
  /** Lower and upper process limits: three sigma; and near limits: two. Null where no range is left. */
  readonly lower: number | null
  readonly upper: number | null
  readonly nearLower: number | null
  readonly nearUpper: number | null
}

/** What a group of points comes to: its limits, and of each point what it is. */
export type Group = {
  readonly limits: Limits
  /** The average moving range before and after unusual ranges are left out. */
  readonly averageRangeUnscreened: number | null
  readonly averageRange: number | null
  readonly inBaseline: readonly boolean[]
  readonly movingRange: readonly (number | null)[]
  readonly movingRangeUsed: readonly (number | null)[]
  /** 1 above the mean, 0 on it, −1 below; null where the value is missing. */
  readonly side: readonly (1 | 0 | -1 | null)[]
  readonly outside: readonly Known[]
  readonly close: readonly Known[]
  /** Each rule for itself, before one takes precedence. */
  readonly trend: readonly Known[]
  readonly twoInThree: readonly Known[]
  readonly shift: readonly Known[]
  readonly cause: readonly SpecialCause[]
}

/** Under so many points limits are on trial: the reference's own threshold, whose texts say 12 (R-PERF-6). */
export const SETTLED_POINTS = 13

/** How many points in a row make a trend or a shift. */
const RUN = 7

const SIGMAS_3 = 2.66
const SIGMAS_2 = 2 * (2.66 / 3)

/** Moving ranges past the upper limit of ranges are left out, once (D4 for ranges of two). */
const RANGE_LIMIT = 3.267

/**
 * Works out one group of consecutive points.
 *
 * @param values in the order of their dates; null where there is none, which takes a place,
 *   breaks runs and is never a signal
 * @param baseline how many rows, missing ones included, the limits rest on; all where absent
 * @param screen whether unusual moving ranges are left out of the limits
 */
export function chartGroup(
  values: readonly (number | null)[],
  { baseline, screen }: { readonly baseline?: number | undefined; readonly screen: boolean },
): Group {
  const rows = values.length
  const based = Math.min(rows, baseline ?? rows)
  const inBaseline = values.map((value, at) => value !== null && at < based)
  const ranges: number[] = []
  const movingRange = values.map((value, at) => {
    const before = at > 0 && at < based ? (values[at - 1] ?? null) : null
    if (value === null || before === null) return null
    const range = Math.abs(value - before)
    ranges.push(range)
    return range
  })
  const averageRangeUnscreened = meanOf(ranges)
  const most =
    screen && averageRangeUnscreened !== null ? RANGE_LIMIT * averageRangeUnscreened : Infinity
  // Strictly less: where every range is nought, none is left, and there are no limits.
  const movingRangeUsed = movingRange.map(range => (range !== null && range < most ? range : null))
  const averageRange = meanOf(screen ? ranges.filter(range => range < most) : ranges)
  const mean = meanOf(values.slice(0, based).filter(value => value !== null))
  const limits = limitsAround(mean, averageRange)
  const side = values.map(value => sideOf(value, mean))
  const [outside, close] = places(values, limits)
  const trend = trends(values)
  const twoInThree = twosInThree(side, close)
  const shift = shifts(side)
  const rules = { side, outside, trend, twoInThree, shift }
  return {
    limits,
    averageRangeUnscreened,
    averageRange,
    inBaseline,
    movingRange,
    movingRangeUsed,
    side,
    outside,
    close,
    trend,
    twoInThree,
    shift,
    cause: values.map((_, at) => causeAt(values, rules, at)),
  }
}

function limitsAround(mean: number | null, range: number | null): Limits {
  if (mean === null || range === null)
    return { mean, lower: null, upper: null, nearLower: null, nearUpper: null }
  return {
    mean,
    lower: mean - SIGMAS_3 * range,
    upper: mean + SIGMAS_3 * range,
    nearLower: mean - SIGMAS_2 * range,
    nearUpper: mean + SIGMAS_2 * range,
  }
}

const sideOf = (value: number | null, mean: number | null): 1 | 0 | -1 | null =>
  value === null || mean === null ? null : value > mean ? 1 : value < mean ? -1 : 0

/** Which points lie outside the limits, and which between near and outer ones; on a limit is within it. */
function places(values: readonly (number | null)[], limits: Limits): [Known[], Known[]] {
  const { lower, upper, nearLower, nearUpper } = limits
  const outside: Known[] = []
  const close: Known[] = []
  for (const value of values) {
    if (value === null || lower === null || upper === null) {
      outside.push(null)
      close.push(null)
      continue
    }
    const out = value > upper || value < lower
    outside.push(out)
    close.push(!out && (value > (nearUpper ?? upper) || value < (nearLower ?? lower)))
  }
  return [outside, close]
}

/**
 * For windows of a length that end at each place: a point is part of what a window shows if any
 * window over it does; open if none does but one is open.
 */
function partOf(windows: readonly Known[], length: number): Known[] {
  const rows = windows.length
  const part: Known[] = new Array(rows).fill(false)
  let shown = rows + length
  let open = rows + length
  for (let at = rows - 1; at >= 0; at--) {
    const window = windows[at]
    if (window === true) shown = at
    else if (window === null) open = at
    if (shown - at < length) part[at] = true
    else if (open - at < length) part[at] = null
  }
  return part
}

/** Seven in a row that all rise or all fall. A gap inside what else rises or falls leaves it open. */
function trends(values: readonly (number | null)[]): Known[] {
  const rows = values.length
  const windows: Known[] = new Array(rows).fill(false)
  // At which step each last ended: what does not rise, what does not fall, what is not known.
  let [notRising, notFalling, gap] = [0, 0, 0]
  for (let at = 1; at < rows; at++) {
    const before = values[at - 1] ?? null
    const value = values[at] ?? null
    if (before === null || value === null) gap = at
    else {
      if (value <= before) notRising = at
      if (value >= before) notFalling = at
    }
    const first = at - RUN + 2
    if (first < 1) continue
    if (notRising < first || notFalling < first) windows[at] = gap < first ? true : null
  }
  return partOf(windows, RUN)
}

/**
 * Seven in a row strictly on one side of the mean. A window is open where its last value is
 * missing, or where one is missing among six that are all on the side of the last.
 */
function shifts(side: readonly (1 | 0 | -1 | null)[]): Known[] {
  const rows = side.length
  const windows: Known[] = new Array(rows).fill(false)
  // Where each was last seen: a point that is not above, one that is not below, one that is missing.
  let [notAbove, notBelow, gap] = [-1, -1, -1]
  for (let at = 0; at < rows; at++) {
    const here = side[at] ?? null
    if (here === null) {
      gap = at
      windows[at] = null
      continue
    }
    if (here !== 1) notAbove = at
    if (here !== -1) notBelow = at
    const first = at - RUN + 1
    if (first < 0 || here === 0) continue
    if ((here === 1 ? notAbove : notBelow) < first) windows[at] = gap < first ? true : null
  }
  return partOf(windows, RUN)
}

/** Two of three close to the limits, all three on one side of the mean: those that are close. */
function twosInThree(side: readonly (1 | 0 | -1 | null)[], close: readonly Known[]): Known[] {
  const windows: Known[] = side.map((_, end) => {
    if (end < 2) return false
    let sum: number | null = 0
    let near: number | null = 0
    for (let at = end - 2; at <= end; at++) {
      const [here, isClose] = [side[at] ?? null, close[at] ?? null]
      sum = here === null || sum === null ? null : sum + here
      near = isClose === null || near === null ? null : near + (isClose ? 1 : 0)
    }
    return and(sum === null ? null : Math.abs(sum) === 3, near === null ? null : near >= 2)
  })
  return partOf(windows, 3).map((part, at) => and(part, close[at] ?? null))
}

const and = (one: Known, other: Known): Known =>
  one === false || other === false ? false : one === null || other === null ? null : true

function causeAt(
  values: readonly (number | null)[],
  group: Pick<Group, 'side' | 'outside' | 'trend' | 'twoInThree' | 'shift'>,
  at: number,
): SpecialCause {
  const above = group.side[at] === 1
  if (group.outside[at]) return above ? 'Above UCL' : 'Below LCL'
  if (group.trend[at])
    return rises(values, group.trend, at)
      ? '7 Point Trend (Increasing)'
      : '7 Point Trend (Decreasing)'
  if (group.twoInThree[at]) return above ? '2 in 3 Above CL' : '2 in 3 Below CL'
  if (group.shift[at]) return above ? '7 Points Above CL' : '7 Points Below CL'
  return 'Common Cause'
}

/** The way a point of a trend goes: on to the next of it, or from the one before where it is the last. */
function rises(values: readonly (number | null)[], trend: readonly Known[], at: number): boolean {
  const [from, to] = trend[at + 1] ? [at, at + 1] : [at - 1, at]
  return (values[to] ?? 0) - (values[from] ?? 0) > 0
}

/** What a point is to whoever looks at the measure (R-PERF-5). */
export type PointType =
  | 'common_cause'
  | 'special_cause_improvement'
  | 'special_cause_concern'
  | 'special_cause_neutral_high'
  | 'special_cause_neutral_low'

const HIGH: ReadonlySet<SpecialCause> = new Set([
  'Above UCL',
  '7 Point Trend (Increasing)',
  '2 in 3 Above CL',
  '7 Points Above CL',
])

export function pointType(cause: SpecialCause, polarity: Polarity): PointType {
  if (cause === 'Common Cause') return 'common_cause'
  const high = HIGH.has(cause)
  if (polarity === 'neutral')
    return high ? 'special_cause_neutral_high' : 'special_cause_neutral_low'
  return high === (polarity === 'increase') ? 'special_cause_improvement' : 'special_cause_concern'
}

export type VariationIcon =
  | 'common_cause'
  | 'improvement_high'
  | 'improvement_low'
  | 'concern_high'
  | 'concern_low'
  | 'neutral_high'
  | 'neutral_low'

/** The icon for the latest point (R-PERF-5). */
export function variationIcon(type: PointType, polarity: Polarity): VariationIcon {
  const goodIsHigh = polarity === 'increase'
  switch (type) {
    case 'common_cause':
      return 'common_cause'
    case 'special_cause_improvement':
      return goodIsHigh ? 'improvement_high' : 'improvement_low'
    case 'special_cause_concern':
      return goodIsHigh ? 'concern_low' : 'concern_high'
    case 'special_cause_neutral_high':
      return 'neutral_high'
    case 'special_cause_neutral_low':
      return 'neutral_low'
  }
}

export type Assurance = 'consistent_pass' | 'consistent_fail' | 'inconsistent'

/**
 * Whether the process as it is will meet a target (R-PERF-6): by its limits, not by its values.
 * Undefined where the measure has no better side or no target. Without limits nothing is sure,
 * and so it is with a target exactly on one.
 */
export function assurance(
  { lower, upper }: Pick<Limits, 'lower' | 'upper'>,
  polarity: Polarity,
  target: number | null,
): Assurance {
  if (target === null || lower === null || upper === null) return 'inconsistent'
  if (target > upper) return polarity === 'increase' ? 'consistent_fail' : 'consistent_pass'
  if (target < lower) return polarity === 'increase' ? 'consistent_pass' : 'consistent_fail'
  return 'inconsistent'
}
