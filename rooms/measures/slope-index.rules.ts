import { randomAsInR } from './random.rules.ts'
import { type Limits, zOf } from './rates.rules.ts'

/** Of what kind a measure is: as it is, a rate (by its logarithm) or a proportion (by its logit). */
export type ValueType = 'normal' | 'rate' | 'proportion'

/** One quantile of a population, from the most deprived on. */
export type Quantile = {
  readonly population: number
  readonly value: number
  /** Its 95% limits, or its standard error (of the logarithm or logit, where that is what is fitted). */
  readonly spread: { readonly lower: number; readonly upper: number } | { readonly error: number }
}

export type SlopeIndex = {
  /** How much better or worse the least deprived are than the most, along the fitted line. */
  readonly slope: number
  /** The same as a ratio. */
  readonly ratio: number
  readonly intercept: number
  readonly limits: (confidence: number) => { readonly slope: Limits; readonly ratio: Limits }
}

const forth = (type: ValueType, value: number) =>
  type === 'normal' ? value : type === 'rate' ? Math.log(value) : Math.log(value / (1 - value))
const back = (type: ValueType, value: number) =>
  type === 'normal' ? value : type === 'rate' ? Math.exp(value) : 1 / (1 + Math.exp(-value))

const errorOf = (type: ValueType, { spread }: Quantile) =>
  'error' in spread
    ? spread.error
    : (forth(type, spread.upper) - forth(type, spread.lower)) / (2 * zOf(0.95))

/** What each value of Y adds to the intercept and the slope of a line fitted with weights. */
function fittingBy(shares: readonly number[]) {
  let below = 0
  const middles = shares.map(share => {
    const middle = below + share / 2
    below += share
    return middle
  })
  const sum = (of: (share: number, middle: number) => number) =>
    shares.reduce((total, share, at) => total + of(share, middles[at] ?? 0), 0)
  const [weight, first, second] = [
    sum(share => share),
    sum((share, middle) => share * middle),
    sum((share, middle) => share * middle ** 2),
  ]
  const determinant = weight * second - first ** 2
  return {
    intercept: shares.map(
      (share, at) => (share * (second - first * (middles[at] ?? 0))) / determinant,
    ),
    slope: shares.map((share, at) => (share * (weight * (middles[at] ?? 0) - first)) / determinant),
  }
}

const dot = (one: readonly number[], other: ArrayLike<number>) => {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

/**
 * The slope index of inequality of one population, with limits by simulation. Whoever simulates
 * must come to the same: the numbers are drawn as R draws them.
 *
 * @param quantiles sorted; at least two, populations above 0
 * @param transform whether the line is fitted to the logarithm or logit
 * @param multiplier what the slope is told in; below 0 where low values are better
 * @param normal a standard normal value at each call: quantiles first, then repetitions
 */
export function slopeIndex(
  quantiles: readonly Quantile[],
  {
    type,
    transform,
    multiplier,
    repetitions,
    normal = randomAsInR(1).normal,
  }: {
    readonly type: ValueType
    readonly transform: boolean
    readonly multiplier: number
    readonly repetitions: number
    readonly normal?: () => number
  },
): SlopeIndex {
  const people = quantiles.reduce((sum, { population }) => sum + population, 0)
  const fitting = fittingBy(quantiles.map(({ population }) => population / people))
  const fitted = quantiles.map(({ value }) => (transform ? forth(type, value) : value))
  const intercept = dot(fitting.intercept, fitted)
  const slope = dot(fitting.slope, fitted)
  const turned = multiplier < 0
  const inverted = (ratio: number, when: boolean) => (when ? 1 / ratio : ratio)

  const means = quantiles.map(({ value }) => forth(type, value))
  const errors = quantiles.map(quantile => errorOf(type, quantile))
  const slopes = new Float64Array(repetitions)
  const ratios = new Float64Array(repetitions)
  const drawn = new Float64Array(quantiles.length)
  for (let turn = 0; turn < repetitions; turn++) {
    for (let at = 0; at < drawn.length; at++) {
      const value = (means[at] ?? 0) + (errors[at] ?? 0) * normal()
      drawn[at] = transform ? value : back(type, value)
    }
    const rise = dot(fitting.slope, drawn)
    const start = dot(fitting.intercept, drawn)
    slopes[turn] = transform ? rise : rise * multiplier
    ratios[turn] = inverted((start + rise) / start, turned && !transform)
  }
  slopes.sort()
  ratios.sort()
  const middle = intercept + slope / 2
  const difference = (rise: number) =>
    multiplier * (back(type, middle + rise / 2) - back(type, middle - rise / 2))
  const quotient = (rise: number) => back(type, middle + rise / 2) / back(type, middle - rise / 2)
  // So the package does it: rates are exchanged already under one.
  const exchanged = type === 'rate' ? multiplier < 1 : turned
  return {
    slope: transform
      ? multiplier * (back(type, intercept + slope) - back(type, intercept))
      : multiplier * slope,
    ratio: inverted(
      transform
        ? back(type, intercept + slope) / back(type, intercept)
        : (intercept + slope) / intercept,
      turned,
    ),
    intercept: transform ? Math.abs(multiplier) * back(type, intercept) : intercept,
    limits: confidence => {
      const k = confidence + (1 - confidence) / 2
      const nth = (sorted: Float64Array, share: number) =>
        sorted[Math.max(1, Math.round(repetitions * share)) - 1] ?? Number.NaN
      const ends = (sorted: Float64Array) => [nth(sorted, 1 - k), nth(sorted, k)] as const
      const [low, high] = ends(slopes)
      if (!transform) {
        const [lower, upper] = ends(ratios)
        return { slope: { lower: low, upper: high }, ratio: { lower, upper } }
      }
      const [first, second] = exchanged ? [high, low] : [low, high]
      return {
        slope: { lower: difference(first), upper: difference(second) },
        ratio: {
          lower: inverted(quotient(first), exchanged),
          upper: inverted(quotient(second), exchanged),
        },
      }
    },
  }
}
