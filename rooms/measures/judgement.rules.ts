import type { Polarity } from './control-chart.rules.ts'

/** On what a figure rests: unlike ones are never set beside each other (R-PERF-3). */
export type Basis =
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'cumulative' }
  /** Over the months before: a rolling year has 12, a month on its own 1. */
  | { readonly kind: 'rolling'; readonly months: number }
  | { readonly kind: 'rate'; readonly per: number }

/** 'a snapshot', 'over 12 months': a basis as a sentence has it. */
export function basisInWords(basis: Basis): string {
  switch (basis.kind) {
    case 'snapshot':
      return 'a snapshot'
    case 'cumulative':
      return 'cumulative'
    case 'rolling':
      return basis.months === 1 ? 'of one month' : `over ${basis.months} months`
    case 'rate':
      return `per ${basis.per.toLocaleString('en-GB')}`
  }
}

/** Why two figures cannot be compared: '5,804,717 is cumulative, and 563,047 of one month.' */
export function reasonAgainstComparing(one: Basis, other: Basis): string | undefined {
  const [first, second] = [basisInWords(one), basisInWords(other)]
  return first === second
    ? undefined
    : `These cannot be compared: the first is ${first}, the second ${second}.`
}

/**
 * Whether a figure meets its threshold (R-PERF-1): where high is good, at it or above; where low
 * is, at it or below. Undefined without a threshold, without a figure (R-PERF-2), or where neither
 * side is better: nothing is judged then.
 */
export function isMet(
  value: number | null,
  threshold: number | null,
  polarity: Polarity,
): boolean | undefined {
  if (value === null || threshold === null || polarity === 'neutral') return undefined
  return polarity === 'increase' ? value >= threshold : value <= threshold
}

/**
 * Rounds half away from nought, by the figures as they are written: 1.005 to two places is 1.01,
 * though the machine's nearest number lies a little under it. @param places 0 to 12
 */
export function rounded(value: number, places: number): number {
  const [figures = '0', power = '0'] = Math.abs(value).toString().split('e')
  const up = Math.round(Number(`${figures}e${Number(power) + places}`))
  return Math.sign(value) * Number(`${up}e-${places}`)
}

/** How much a figure changed, in its own unit: of percentages, in percentage points (R-PERF-7). */
export type Change =
  | { readonly kind: 'percentage points'; readonly by: number }
  | { readonly kind: 'percent'; readonly by: number }

/**
 * The change from one figure to the next, from figures that are not rounded: between percentages in
 * points, else as a share of the first. Undefined where either is missing, or the first is nought.
 */
export function changeFrom(
  before: number | null,
  after: number | null,
  unit: 'percent' | 'other',
): Change | undefined {
  if (before === null || after === null) return undefined
  if (unit === 'percent') return { kind: 'percentage points', by: after - before }
  return before === 0 ? undefined : { kind: 'percent', by: ((after - before) / before) * 100 }
}

/** '+5.4 pp' and '−34.1%': the two are never mixed. */
export function changeInFigures({ kind, by }: Change): string {
  const amount = rounded(by, 1)
  const sign = amount > 0 ? '+' : amount < 0 ? '−' : ''
  return `${sign}${Math.abs(amount).toFixed(1)}${kind === 'percent' ? '%' : ' pp'}`
}
