import { chiSquaredQuantile, normalQuantile, studentQuantile } from './distributions.rules.ts'

/**
 * Rates, proportions, means and standardised measures with their intervals, as England's public
 * health statistics are made: to the last figure of PHEindicatormethods 2.1.0. A missing or
 * non-existent number is null.
 */

/** The two ends of an interval. */
export type Limits = { readonly lower: number | null; readonly upper: number | null }

const NO_LIMITS: Limits = { lower: null, upper: null }

/** How many standard errors an interval of a confidence reaches to each side: 1.96 for 0.95. */
export const zOf = (confidence: number): number => normalQuantile(confidence + (1 - confidence) / 2)

/** Byar's limits of a count of events; no lower one where it would be negative. */
export function byarLimits(events: number, confidence: number): Limits {
  const z = zOf(confidence)
  const more = events + 1
  const lower = events * (1 - 1 / (9 * events) - z / (3 * Math.sqrt(events))) ** 3
  return {
    lower: lower >= 0 ? lower : null,
    upper: more * (1 - 1 / (9 * more) + z / (3 * Math.sqrt(more))) ** 3,
  }
}

export type PoissonMethod = 'Exact' | 'Byars'

/** By which method the limits of a count are worked out: under ten events exactly. */
export const poissonMethod = (events: number): PoissonMethod => (events < 10 ? 'Exact' : 'Byars')

/** Poisson limits of a count of events: exact under ten, Byar's from there. */
export function poissonLimits(events: number, confidence: number): Limits {
  if (poissonMethod(events) === 'Byars') return byarLimits(events, confidence)
  const tail = (1 - confidence) / 2
  return {
    lower: chiSquaredQuantile({ below: tail }, 2 * events) / 2,
    upper: chiSquaredQuantile({ above: tail }, 2 * events + 2) / 2,
  }
}

/** Limits times a number that is not negative. */
export const scaled = ({ lower, upper }: Limits, by: number): Limits => ({
  lower: lower === null ? null : lower * by,
  upper: upper === null ? null : upper * by,
})

/** Wilson's limits of a proportion: `events` of `of`, the latter above 0. */
export function wilsonLimits(events: number, of: number, confidence: number): Limits {
  if (confidence === 1) return { lower: 0, upper: 1 }
  const z = zOf(confidence)
  const spread = z * Math.sqrt(z * z + 4 * events * (1 - events / of))
  const middle = 2 * events + z * z
  const whole = 2 * (of + z * z)
  return { lower: (middle - spread) / whole, upper: (middle + spread) / whole }
}

export type Mean = {
  readonly sum: number | null
  readonly count: number
  readonly deviation: number | null
  readonly mean: number | null
}

/** A sample's mean and standard deviation; missing values count, and leave nothing known. */
export function meanAndDeviation(values: readonly (number | null)[]): Mean {
  const count = values.length
  const known = values.filter(value => value !== null)
  if (known.length < count || count === 0) return { sum: null, count, deviation: null, mean: null }
  const sum = known.reduce((total, value) => total + value, 0)
  const mean = sum / count
  const squares = known.reduce((total, value) => total + (value - mean) ** 2, 0)
  return { sum, count, deviation: count < 2 ? null : Math.sqrt(squares / (count - 1)), mean }
}

/** Student's t limits of a mean; none for one value. */
export function meanLimits({ count, deviation, mean }: Mean, confidence: number): Limits {
  if (mean === null || deviation === null) return NO_LIMITS
  const reach = (studentQuantile((1 - confidence) / 2, count - 1) * deviation) / Math.sqrt(count)
  return { lower: mean - reach, upper: mean + reach }
}

/** One age band: events, population, and the weight that the standard population gives it. */
export type Band = { readonly events: number; readonly population: number; readonly weight: number }

export type Standardised = {
  readonly events: number
  readonly population: number
  /** Per person; null under ten events, of which no rate is told. */
  readonly rate: number | null
  /** Dobson's limits, per person. */
  readonly limits: (confidence: number) => Limits
}

/** Under so many events no directly standardised rate is told. */
const FEWEST_EVENTS = 10

const sumOf = <T>(all: readonly T[], of: (each: T) => number): number =>
  all.reduce((sum, each) => sum + of(each), 0)

const varianceOf = (bands: readonly Band[], weights: number) =>
  sumOf(bands, ({ events, population, weight }) => (weight ** 2 * events) / population ** 2) /
  weights ** 2

/**
 * A directly standardised rate, with Dobson's limits about it.
 *
 * @param bands populations above 0
 * @param byFrequency for events that are not independent of each other: of those who had one, two,
 *   three … the same bands, with `events` as people. Then `bands` have all events together.
 */
export function directlyStandardised(
  bands: readonly Band[],
  byFrequency?: readonly { readonly frequency: number; readonly bands: readonly Band[] }[],
): Standardised {
  const events = sumOf(bands, band => band.events)
  const population = sumOf(bands, band => band.population)
  const weights = sumOf(bands, band => band.weight)
  const variance = byFrequency
    ? sumOf(byFrequency, each => each.frequency ** 2 * varianceOf(each.bands, weights))
    : varianceOf(bands, weights)
  if (events < FEWEST_EVENTS) return { events, population, rate: null, limits: () => NO_LIMITS }
  const rate = sumOf(bands, band => (band.weight * band.events) / band.population) / weights
  return {
    events,
    population,
    rate,
    limits: confidence => {
      const { lower, upper } = byarLimits(events, confidence)
      const at = (limit: number | null) =>
        limit === null ? null : rate + Math.sqrt(variance / events) * (limit - events)
      return { lower: at(lower), upper: at(upper) }
    },
  }
}

/** One age band here and in the reference population. */
export type ReferenceBand = {
  readonly population: number
  readonly referenceEvents: number
  readonly referencePopulation: number
}

/** How many events there would be here at the reference population's rates. */
export const expectedEvents = (bands: readonly ReferenceBand[]): number =>
  sumOf(
    bands,
    ({ population, referenceEvents, referencePopulation }) =>
      (population * referenceEvents) / referencePopulation,
  )
