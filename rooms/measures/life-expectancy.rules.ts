import { type Limits, zOf } from './rates.rules.ts'

/** One of the twenty age bands of an abridged life table: 0, 1, 5, 10 … 90. */
export type LifeBand = {
  readonly from: number
  readonly deaths: number
  readonly population: number
}

export type Life = {
  readonly from: number
  /** Years that somebody of this age has before them; null where it cannot be told. */
  readonly years: number | null
  readonly limits: (confidence: number) => Limits
  /** Population and deaths at this and all later ages. */
  readonly population: number
  readonly deaths: number
}

/** Why nothing is told of a population. */
export type NoLife =
  | 'negative deaths'
  | 'no population'
  | 'not twenty bands'
  | 'more deaths than people'
  | 'too few people'

const BANDS = 20
const FEWEST_PEOPLE = 5000

/** A value this far from its 95% limits is not told: twenty years from end to end. */
const WIDEST_HALF = 10

/** Why nothing can be told of these bands, the first reason that holds. */
export function reasonAgainst(
  bands: readonly { readonly deaths: number | null; readonly population: number | null }[],
): NoLife | undefined {
  const deaths = bands.map(band => band.deaths ?? 0)
  const people = bands.map(band => band.population ?? 0)
  if (deaths.some(count => count < 0)) return 'negative deaths'
  if (people.some(count => count <= 0)) return 'no population'
  if (bands.length !== BANDS) return 'not twenty bands'
  if (deaths.some((count, at) => count > (people[at] ?? 0))) return 'more deaths than people'
  if (people.reduce((sum, count) => sum + count, 0) <= FEWEST_PEOPLE) return 'too few people'
  return undefined
}

/**
 * Life expectancy at each of twenty ages, by Chiang's abridged life table with Silcocks' limits.
 *
 * @param sorted by age, and with no reason against (`reasonAgainst`)
 */
export function lifeTable(sorted: readonly LifeBand[]): Life[] {
  const last = sorted.length - 1
  const rows = sorted.map(({ from, deaths, population }, at) => {
    const rate = deaths / population
    const width = at === last ? 2 / rate : (sorted[at + 1]?.from ?? from) - from
    const lived = from === 0 ? 0.1 : 0.5
    const dying =
      deaths <= population / (width * lived) ? (rate * width) / (1 + rate * width * (1 - lived)) : 1
    return { from, deaths, population, rate, width, lived, dying: at === last ? 1 : dying }
  })
  let alive = 100_000
  const table = rows.map((row, at) => {
    const survivors = alive
    alive = at === last ? alive : survivors * (1 - row.dying)
    const dead = at === last ? survivors : survivors - alive
    const years = at === last ? survivors / row.rate : row.width * (alive + row.lived * dead)
    const variance =
      at === last
        ? 4 / (row.deaths * row.rate ** 2)
        : dead === 0
          ? 0
          : (row.dying ** 2 * (1 - row.dying)) / row.deaths
    return { ...row, survivors, years, variance }
  })
  let [remaining, weighted, population, deaths] = [0, 0, 0, 0]
  let after = 0
  const lives: Life[] = []
  for (let at = last; at >= 0; at--) {
    const row = table[at]
    if (!row) continue
    remaining += row.years
    population += row.population
    deaths += row.deaths
    const expected = row.survivors === 0 ? 0 : remaining / row.survivors
    weighted +=
      at === last
        ? (row.survivors / 2) ** 2 * row.variance
        : row.variance * row.survivors ** 2 * ((1 - row.lived) * row.width + after) ** 2
    after = expected
    const error = Math.sqrt(weighted) / row.survivors
    const isKnown = Number.isFinite(expected)
    const tooWide = zOf(0.95) * error > WIDEST_HALF
    const reach = (z: number) => (Number.isFinite(error) && isKnown ? z * error : null)
    lives.unshift({
      from: row.from,
      years: !isKnown || tooWide ? null : expected,
      limits: confidence => {
        const by = reach(zOf(confidence))
        return by === null
          ? { lower: null, upper: null }
          : { lower: expected - by, upper: expected + by }
      },
      population,
      deaths,
    })
  }
  return lives
}
