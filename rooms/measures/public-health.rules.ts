import { type LifeBand, lifeTable, type NoLife, reasonAgainst } from './life-expectancy.rules.ts'
import { randomAsInR } from './random.rules.ts'
import {
  type Band,
  directlyStandardised,
  expectedEvents,
  type Limits,
  meanAndDeviation,
  meanLimits,
  poissonLimits,
  poissonMethod,
  scaled,
  wilsonLimits,
} from './rates.rules.ts'
import { type Quantile, slopeIndex, type ValueType } from './slope-index.rules.ts'

/**
 * Rates and inequalities as programs exchange them: `{function, input}` of PHEindicatormethods
 * 2.1.0 in, its columns and rows out, as JSON (schema public-health-case/1).
 */
export type Answer = {
  readonly error: { readonly message: string } | null
  readonly warnings: readonly string[]
  readonly columns: readonly string[] | null
  readonly rows: readonly Row[] | null
}

type Row = Readonly<Record<string, Cell>>
type Cell = string | number | boolean | null

/** What an input cannot be; answered, never thrown past this file. */
class Refused extends Error {
  override name = 'Refused'
}
const refuse = (message: string): never => {
  throw new Refused(message)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The rows of an input: its columns of equal length, turned. */
class Table {
  readonly #data: Readonly<Record<string, readonly unknown[]>>
  readonly length: number

  constructor(data: unknown) {
    if (!isRecord(data) || !Object.values(data).every(Array.isArray))
      throw new Refused('data must be columns, each a list')
    this.#data = data as Record<string, unknown[]>
    const lengths = new Set(Object.values(this.#data).map(column => column.length))
    if (lengths.size > 1) throw new Refused('columns must be of equal length')
    this.length = [...lengths][0] ?? 0
  }

  has = (name: string) => name in this.#data

  /** A column of numbers, with null where there is none. */
  numbers = (name: string): (number | null)[] =>
    this.#column(name).map(value =>
      value === null || value === undefined
        ? null
        : typeof value === 'number' && Number.isFinite(value)
          ? value
          : refuse(`field ${name} must hold numbers`),
    )

  /** A column of numbers of which none may be missing. */
  complete = (name: string): number[] =>
    this.numbers(name).map(value => value ?? refuse(`field ${name} cannot have missing values`))

  labels = (name: string): (string | number)[] =>
    this.#column(name).map(value =>
      typeof value === 'string' || typeof value === 'number'
        ? value
        : refuse(`field ${name} must hold labels`),
    )

  /** The numbers of the rows of each group, groups in the order of their names; one unnamed without. */
  groups(by: string | null): { readonly name: string | number | null; readonly rows: number[] }[] {
    const all = Array.from({ length: this.length }, (_, at) => at)
    if (by === null) return [{ name: null, rows: all }]
    const found = new Map<string | number, number[]>()
    for (const [at, name] of this.labels(by).entries())
      found.set(name, [...(found.get(name) ?? []), at])
    return [...found]
      .map(([name, rows]) => ({ name, rows }))
      .sort((one, other) => inOrder(one.name, other.name))
  }

  #column = (name: string) => this.#data[name] ?? refuse(`field ${name} is not in the data`)
}

/** Numbers by size, texts by their code points. */
const inOrder = (one: string | number, other: string | number): number =>
  typeof one === 'number' && typeof other === 'number'
    ? one - other
    : Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)))

const of = <T>(column: readonly T[], rows: readonly number[]): T[] =>
  rows.map(at => column[at] as T)

type Call = {
  readonly table: Table
  readonly by: string | null
  readonly args: Readonly<Record<string, unknown>>
  readonly totals: Readonly<Record<string, unknown>> | null
  readonly seed: number | undefined
  readonly warn: (message: string) => void
}

type Made = { readonly columns: readonly string[]; readonly rows: readonly Row[] }

// ---- Levels of confidence ------------------------------------------------------------------------

type Levels = {
  readonly label: string
  /** Each level, with what its columns are called. */
  readonly each: readonly {
    readonly level: number
    readonly lower: string
    readonly upper: string
  }[]
}

/** '95_0' of 0.95. */
const inName = (level: number) => (level * 100).toFixed(1).replace('.', '_')
const inWords = (level: number) => `${Number((level * 100).toPrecision(12))}%`

function levelsOf(given: unknown, how: 'one or the pair' | 'several'): Levels | null {
  if (given === null) return null
  const list = Array.isArray(given) ? given : [given ?? 0.95]
  const levels = list.map(value => {
    if (typeof value !== 'number' || value < 0.9 || (value > 1 && value < 90) || value > 100)
      throw new Refused('confidence level must be between 90 and 100 or between 0.9 and 1')
    return value > 1 ? value / 100 : value
  })
  if (how === 'one or the pair' && levels.length > 1 && levels.join() !== '0.95,0.998')
    throw new Refused(
      'two confidence levels can only be produced if they are specified as 0.95 and 0.998',
    )
  return {
    label: levels.map(inWords).join(', '),
    each: levels.map(level =>
      levels.length === 1
        ? { level, lower: 'lowercl', upper: 'uppercl' }
        : { level, lower: `lower${inName(level)}cl`, upper: `upper${inName(level)}cl` },
    ),
  }
}

/** The ends of the intervals of each level under the names of their columns. */
const limitCells = (levels: Levels | null, limits: (level: number) => Limits): Row =>
  Object.fromEntries(
    (levels?.each ?? []).flatMap(({ level, lower, upper }) => {
      const found = limits(level)
      return [
        [lower, found.lower],
        [upper, found.upper],
      ]
    }),
  )

const limitNames = (levels: Levels | null) =>
  (levels?.each ?? []).flatMap(({ lower, upper }) => [lower, upper])

const named = (by: string | null, name: string | number | null): Row =>
  by === null ? {} : { [by]: name }

/** A number as R writes it in a label: the shorter of plain and scientific, plain where alike. */
const inPlainFigures = (value: number) =>
  value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 15 })
function asR(value: number): string {
  const plain = inPlainFigures(value)
  const scientific = value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2')
  return plain.length <= scientific.length ? plain : scientific
}

const multiplierIn = (args: Call['args'], otherwise: number): number => {
  const value = args.multiplier ?? otherwise
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : refuse('multiplier must be a number')
}

const NO_LIMITS: Limits = { lower: null, upper: null }

const notBelowNought = (counts: readonly (number | null)[]) =>
  counts.every(count => count === null || count >= 0) ||
  refuse('numerators must be greater than or equal to zero')
const aboveNought = (counts: readonly (number | null)[]) =>
  counts.every(count => count === null || count > 0) ||
  refuse('denominators must be greater than zero')

type Line = {
  readonly name: string | number | null
  /** What the figure was worked out from, under the names of its columns. */
  readonly from: Row
  readonly value: number | null
  readonly limits: (level: number) => Limits
  readonly statistic: string
  readonly method: string | null
}

/** Lines as rows: what a figure is of and from, the figure, its intervals, and what it is called. */
function tell(
  by: string | null,
  levels: Levels | null,
  from: readonly string[],
  lines: readonly Line[],
): Made {
  return {
    columns: [
      ...(by === null ? [] : [by]),
      ...from,
      'value',
      ...limitNames(levels),
      ...(levels ? ['confidence'] : []),
      'statistic',
      ...(levels ? ['method'] : []),
    ],
    rows: lines.map(line => ({
      ...named(by, line.name),
      ...line.from,
      value: line.value,
      ...limitCells(levels, line.limits),
      confidence: levels?.label ?? null,
      statistic: line.statistic,
      method: line.method,
    })),
  }
}

/** One level or the pair, 0.95 where none is said; null where none is wanted. */
const oneLevelOrThePair = (args: Call['args']) =>
  levelsOf(args.confidence === undefined ? 0.95 : args.confidence, 'one or the pair')

// ---- The functions -------------------------------------------------------------------------------

function dsr({ table, by, args }: Call): Made {
  const levels = oneLevelOrThePair(args)
  const multiplier = multiplierIn(args, 100_000)
  const independent = args.independent_events !== false
  const events = table.numbers('x')
  const population = table.complete('n')
  const weight = table.complete('stdpop')
  const frequency = independent ? null : table.complete(String(args.eventfreq ?? 'eventfreq'))
  const band = independent ? null : table.labels(String(args.ageband ?? 'ageband'))
  notBelowNought(events)
  aboveNought(population)
  if (weight.some(each => each < 0)) refuse('denominators must be greater than or equal to zero')
  const method = independent
    ? 'Dobson'
    : 'Dobson, with confidence adjusted for non-independent events'
  const bandAt = (at: number, factor = 1): Band => ({
    events: (events[at] ?? 0) * factor,
    population: population[at] ?? 0,
    weight: weight[at] ?? 0,
  })
  const lines = table.groups(by).map(({ name, rows: at }): Line => {
    const found =
      frequency && band
        ? fromFrequencies(
            at.map(row => ({
              band: band[row] ?? '',
              frequency: frequency[row] ?? 0,
              ...bandAt(row),
            })),
          )
        : directlyStandardised(at.map(row => bandAt(row)))
    return {
      name,
      from: { total_count: found.events, total_pop: found.population },
      value: found.rate === null ? null : found.rate * multiplier,
      limits: level => scaled(found.limits(level), multiplier),
      statistic:
        found.rate === null
          ? 'dsr NA for total count < 10'
          : `dsr per ${inPlainFigures(multiplier)}`,
      method,
    }
  })
  return tell(by, levels, ['total_count', 'total_pop'], lines)
}

type FrequencyRow = Band & { readonly band: string | number; readonly frequency: number }

/** Events that people have several of: one band for each age, and the same again by how many. */
function fromFrequencies(rows: readonly FrequencyRow[]) {
  const whole = new Map<string | number, Band>()
  for (const { band, frequency, events, population, weight } of rows) {
    const before = whole.get(band)
    if (before && (before.population !== population || before.weight !== weight))
      refuse(
        'There are rows with the same grouping variables and ageband but with different populations or standard populations',
      )
    whole.set(band, { events: (before?.events ?? 0) + events * frequency, population, weight })
  }
  const frequencies = [...new Set(rows.map(({ frequency }) => frequency))]
  return directlyStandardised(
    [...whole.values()],
    frequencies.map(frequency => ({
      frequency,
      bands: rows.filter(row => row.frequency === frequency),
    })),
  )
}

/** Proportions and crude rates: rows one by one, or the sums of more groups than one. */
function perRow(
  { table, by, args }: Call,
  {
    multiplier: otherwise,
    statistic,
    limits,
    method,
    check,
  }: {
    readonly multiplier: number
    readonly statistic: (multiplier: number) => string
    readonly limits: (x: number, n: number, level: number) => Limits
    readonly method: (x: number | null) => string | null
    readonly check: (x: readonly (number | null)[], n: readonly (number | null)[]) => void
  },
): Made {
  const levels = oneLevelOrThePair(args)
  const multiplier = multiplierIn(args, otherwise)
  const [x, n] = [table.numbers('x'), table.numbers('n')]
  notBelowNought(x)
  aboveNought(n)
  check(x, n)
  const groups = table.groups(by)
  const total = (column: readonly (number | null)[], at: readonly number[]) =>
    of(column, at).reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0)
  const counted =
    groups.length > 1
      ? groups.map(({ name, rows }) => ({ name, x: total(x, rows), n: total(n, rows) }))
      : groups.flatMap(({ name, rows }) =>
          rows.map(at => ({ name, x: x[at] ?? null, n: n[at] ?? null })),
        )
  const lines = counted.map((line): Line => {
    const known = line.x !== null && line.n !== null ? { x: line.x, n: line.n } : null
    return {
      name: line.name,
      from: { x: line.x, n: line.n },
      value: known ? (known.x / known.n) * multiplier : null,
      limits: level => (known ? scaled(limits(known.x, known.n, level), multiplier) : NO_LIMITS),
      statistic: statistic(multiplier),
      method: method(line.x),
    }
  })
  return tell(by, levels, ['x', 'n'], lines)
}

const proportion = (call: Call): Made =>
  perRow(call, {
    multiplier: 1,
    statistic: multiplier =>
      multiplier === 100 ? 'percentage' : `proportion of ${inPlainFigures(multiplier)}`,
    limits: wilsonLimits,
    method: () => 'Wilson',
    check: (x, n) => {
      if (x.some((count, at) => count !== null && count > (n[at] ?? count)))
        refuse('numerators must be less than or equal to denominator for a proportion statistic')
    },
  })

const rate = (call: Call): Made =>
  perRow(call, {
    multiplier: 100_000,
    statistic: multiplier => `rate per ${inPlainFigures(multiplier)}`,
    limits: (x, n, level) => scaled(poissonLimits(x, level), 1 / n),
    method: x => (x === null ? null : poissonMethod(x)),
    check: () => {},
  })

function mean({ table, by, args, warn }: Call): Made {
  const levels = oneLevelOrThePair(args)
  const x = table.numbers('x')
  const lines = table.groups(by).map(({ name, rows: at }): Line => {
    const found = meanAndDeviation(of(x, at))
    if (levels && found.count < 2) warn('NaNs produced')
    return {
      name,
      from: { value_sum: found.sum, value_count: found.count, stdev: found.deviation },
      value: found.mean,
      limits: level => meanLimits(found, level),
      statistic: 'mean',
      method: "Student's t-distribution",
    }
  })
  return tell(by, levels, ['value_sum', 'value_count', 'stdev'], lines)
}

/** Indirect standardisation: as a ratio to what was expected, or as a rate. */
function indirect({ table, by, args, totals }: Call, as: 'ratio' | 'rate'): Made {
  const levels = oneLevelOrThePair(args)
  const refvalue = args.refvalue ?? 1
  const times =
    as === 'rate'
      ? multiplierIn(args, 100_000)
      : typeof refvalue === 'number'
        ? refvalue
        : refuse('refvalue must be a number')
  const n = table.numbers('n')
  const referenceEvents = table.numbers('x_ref')
  const referencePopulation = table.numbers('n_ref')
  const x = totals ? null : table.numbers('x')
  if (x) notBelowNought(x)
  notBelowNought(referenceEvents)
  aboveNought(referencePopulation)
  if (n.some(count => count !== null && count < 0))
    refuse('denominators must be greater than or equal to zero')
  const observedOf = totalsBy(totals, by)
  const lines = table.groups(by).map(({ name, rows: at }): Line => {
    const bands = at.map(row => ({
      population: n[row] ?? 0,
      referenceEvents: referenceEvents[row] ?? 0,
      referencePopulation: referencePopulation[row] ?? 1,
    }))
    const expected = expectedEvents(bands)
    const observed = x
      ? of(x, at).reduce<number>((sum, count) => sum + (count ?? 0), 0)
      : observedOf(name)
    const sum = (key: 'referenceEvents' | 'referencePopulation') =>
      bands.reduce((all, each) => all + each[key], 0)
    const reference = (times * sum('referenceEvents')) / sum('referencePopulation')
    const factor = (as === 'rate' ? reference : times) / expected
    return {
      name,
      from: { observed, expected, ref_rate: reference },
      value: observed === null ? null : observed * factor,
      limits: level =>
        observed === null ? NO_LIMITS : scaled(poissonLimits(observed, level), factor),
      statistic:
        as === 'rate'
          ? `indirectly standardised rate per ${inPlainFigures(times)}`
          : `indirectly standardised ratio x ${inPlainFigures(times)}`,
      method: observed === null ? null : poissonMethod(observed),
    }
  })
  return tell(by, levels, ['observed', 'expected', ...(as === 'rate' ? ['ref_rate'] : [])], lines)
}

/** Observed events that are given as a total for each group rather than by age. */
function totalsBy(totals: Call['totals'], by: string | null) {
  if (totals === null) return () => null
  const given = totals.x
  const counts = (Array.isArray(given) ? given : [given]).map(count =>
    typeof count === 'number' && count >= 0
      ? count
      : refuse('numerators must be greater than or equal to zero'),
  )
  const names = by === null ? [null] : totals[by]
  if (!Array.isArray(names)) throw new Refused('observed totals must name their groups')
  return (name: string | number | null) => counts[names.indexOf(name)] ?? null
}

const NO_LIFE: Readonly<Record<NoLife, string>> = {
  'negative deaths': 'some age bands have negative deaths; outputs have been suppressed to NAs',
  'no population':
    'some age bands have a zero or less population; outputs have been suppressed to NAs',
  'not twenty bands':
    'some groups contain a different number of age bands than 20; outputs have been suppressed to NAs',
  'more deaths than people':
    'some age bands have more deaths than population; outputs have been suppressed to NAs',
  'too few people':
    'some groups have a total population of less than 5,000; outputs have been suppressed to NAs',
}
const NO_LIFE_ORDER = Object.keys(NO_LIFE) as NoLife[]

function lifeExpectancy({ table, by, args, warn }: Call): Made {
  const levels = levelsOf(args.confidence === undefined ? 0.95 : args.confidence, 'several')
  const full = args.type !== 'standard'
  const labels = table.labels('startage')
  const ages = labels.map(label => Number(/\d+/.exec(String(label))?.[0] ?? Number.NaN))
  if (ages.some(Number.isNaN)) refuse('startage must hold an age in figures')
  const [deaths, pops] = [table.numbers('deaths'), table.numbers('pops')]
  const groups = table.groups(by).map(({ name, rows }) => {
    const sorted = [...rows].sort((one, other) => (ages[one] ?? 0) - (ages[other] ?? 0))
    const bands = sorted.map(at => ({ deaths: deaths[at] ?? null, population: pops[at] ?? null }))
    return { name, rows, sorted, against: reasonAgainst(bands) }
  })
  for (const reason of NO_LIFE_ORDER)
    if (groups.some(({ against }) => against === reason)) warn(NO_LIFE[reason])
  const empty = Object.fromEntries(lifeLimitNames(levels).map(name => [name, null]))
  const [only] = groups
  if (by === null && only?.against)
    // So the package does it: the rows come back as they were.
    return {
      columns: ['startage', 'deaths', 'pops', 'value', ...lifeLimitNames(levels)],
      rows: only.rows.map(at => ({
        startage: labels[at] ?? null,
        deaths: deaths[at] ?? null,
        pops: pops[at] ?? null,
        value: null,
        ...empty,
      })),
    }
  const asked = args.le_age ?? 'all'
  const wanted = asked === 'all' ? null : (Array.isArray(asked) ? asked : [asked]).map(String)
  const isThere = (at: number) =>
    wanted?.some(age => age === String(labels[at]) || age === String(ages[at])) ?? true
  const none = wanted !== null && !labels.some((_, at) => isThere(at))
  if (none)
    warn(
      'le_age not in the vector described by age_contents; all life expectancies will be returned',
    )
  const kept = (at: number) => none || isThere(at)
  const known = groups.filter(({ against }) => against === undefined)
  let tooWide = false
  const rows = known.flatMap(({ name, sorted }) => {
    const lives = lifeTable(
      sorted.map(
        (at): LifeBand => ({
          from: ages[at] ?? 0,
          deaths: deaths[at] ?? 0,
          population: pops[at] ?? 0,
        }),
      ),
    )
    return sorted.flatMap((at, place): Row[] => {
      const life = lives[place]
      if (!life) return []
      if (life.years === null && life.limits(0.95).lower !== null) tooWide = true
      if (!kept(at)) return []
      return [
        {
          ...named(by, name),
          startage: labels[at] ?? null,
          value: life.years,
          ...limitCells(levels, life.limits),
          ...(full
            ? {
                pops_used: life.population,
                dths_used: life.deaths,
                confidence: levels?.label ?? null,
                statistic: `life expectancy at ${labels[at]}`,
                method: 'Chiang, using Silcocks et al for confidence limits',
              }
            : {}),
        },
      ]
    })
  })
  if (tooWide)
    warn(
      'some life expectancy values have a 95% confidence interval > 20 years; these values have been suppressed to NAs',
    )
  const suppressed = NO_LIFE_ORDER.flatMap(reason =>
    groups
      .filter(({ against }) => against === reason)
      .flatMap(({ name, rows: at }) =>
        at.filter(kept).map(
          (row): Row => ({
            ...named(by, name),
            startage: labels[row] ?? null,
            value: null,
            ...empty,
            ...(full
              ? {
                  pops_used: null,
                  dths_used: null,
                  confidence: null,
                  statistic: null,
                  method: null,
                }
              : {}),
          }),
        ),
      ),
  )
  return {
    columns: [
      ...(by === null ? [] : [by]),
      'startage',
      'value',
      ...lifeLimitNames(levels),
      ...(full ? ['pops_used', 'dths_used', 'confidence', 'statistic', 'method'] : []),
    ],
    rows: [...rows, ...suppressed],
  }
}

/** All lower limits before the upper ones. */
const lifeLimitNames = (levels: Levels | null) => [
  ...(levels?.each ?? []).map(({ lower }) => lower),
  ...(levels?.each ?? []).map(({ upper }) => upper),
]

const VALUE_TYPES: readonly ValueType[] = ['normal', 'rate', 'proportion']
const TRANSFORMS: Readonly<Record<ValueType, string>> = {
  normal: 'none',
  rate: 'log',
  proportion: 'logit',
}

function slope({ table, by, args, seed, warn }: Call): Made {
  const type = VALUE_TYPES[Number(args.value_type ?? 0)] ?? refuse('value_type should be 0, 1 or 2')
  const transform = args.transform === true
  const multiplier = multiplierIn(args, 1)
  const repetitions = Number(args.repetitions ?? 100_000)
  if (!Number.isInteger(repetitions) || repetitions < 1000 || repetitions > 10_000_000)
    refuse('repetitions must be a whole number of 1,000 or more')
  const levels = levelsOf(args.confidence ?? 0.95, 'several')?.each.map(({ level }) => level) ?? []
  const columnOf = (name: string) => (typeof args[name] === 'string' ? String(args[name]) : null)
  const [valueColumn, countColumn, errorColumn] = [columnOf('value'), columnOf('x'), columnOf('se')]
  const [lowerColumn, upperColumn] = [columnOf('lower_cl'), columnOf('upper_cl')]
  if (transform && (type === 'normal' || errorColumn))
    refuse('transform needs a rate or a proportion, and its confidence limits')
  if (!errorColumn && !(lowerColumn && upperColumn))
    refuse('a standard error or both confidence limits are needed')
  const quantileOf = table.labels(columnOf('quantile') ?? 'decile')
  const population = table.numbers(columnOf('population') ?? 'population')
  if (population.some(people => people === null || people <= 0))
    refuse('some groups have a zero, negative or missing population')
  const counts = countColumn && !valueColumn ? table.complete(countColumn) : null
  if (counts?.some(count => count <= 0)) refuse('some records have a zero or negative count')
  const values = counts
    ? counts.map((count, at) => count / (population[at] ?? 1))
    : table.complete(valueColumn ?? 'value')
  const errors = errorColumn ? table.complete(errorColumn) : null
  const [lower, upper] = errors
    ? [null, null]
    : [table.complete(lowerColumn ?? ''), table.complete(upperColumn ?? '')]
  if (type === 'rate' && values.some(value => value <= 0)) refuse('rates must be above zero')
  if (type === 'proportion' && values.some(value => value <= 0 || value >= 1))
    refuse('proportions must be between zero and one')

  const every = new Set(quantileOf)
  if (every.size < 5 || every.size > 100) refuse('Number of quantiles must be between 5 and 100')
  if (every.size > 10)
    warn('WARNING: Small values can make SII unstable when using a large number of quantiles')
  const groups = table.groups(by)
  const whole = groups.filter(({ rows }) => new Set(of(quantileOf, rows)).size === every.size)
  if (whole.length < groups.length)
    warn('WARNING: some records have been removed due to incomplete or invalid data')

  const end = transform ? '' : 'cl'
  const [rii, withIntercept] = [args.rii === true, args.intercept === true]
  const { normal } = randomAsInR(seed ?? 1)
  const limitColumns = (of: string) =>
    levels.flatMap(level => [
      `${of}_lower${inName(level)}${end}`,
      `${of}_upper${inName(level)}${end}`,
    ])
  const rows = whole.map(({ name, rows: at }): Row => {
    const sorted = [...at].sort((one, other) =>
      inOrder(quantileOf[one] ?? '', quantileOf[other] ?? ''),
    )
    const found = slopeIndex(
      sorted.map(
        (row): Quantile => ({
          population: population[row] ?? 0,
          value: values[row] ?? 0,
          spread: errors
            ? { error: errors[row] ?? 0 }
            : { lower: lower?.[row] ?? 0, upper: upper?.[row] ?? 0 },
        }),
      ),
      { type, transform, multiplier, repetitions, normal },
    )
    const cells = (of: 'slope' | 'ratio') =>
      levels.flatMap(level => {
        const limits = found.limits(level)[of]
        return [limits.lower, limits.upper]
      })
    const paired = (names: readonly string[], found: readonly Cell[]) =>
      Object.fromEntries(names.map((each, place) => [each, found[place] ?? null]))
    return {
      ...named(by, name),
      sii: found.slope,
      ...(rii ? { rii: found.ratio } : {}),
      ...paired(limitColumns('sii'), cells('slope')),
      ...(rii ? paired(limitColumns('rii'), cells('ratio')) : {}),
      ...(withIntercept ? { intercept: found.intercept } : {}),
      indicator_type: type,
      multiplier,
      transform: transform ? TRANSFORMS[type] : 'none',
      CI_confidence: levels.map(inWords).join(', '),
      CI_method: `simulation ${asR(repetitions)} reps`,
    }
  })
  return {
    columns: [
      ...(by === null ? [] : [by]),
      'sii',
      ...(rii ? ['rii'] : []),
      ...limitColumns('sii'),
      ...(rii ? limitColumns('rii') : []),
      ...(withIntercept ? ['intercept'] : []),
      'indicator_type',
      'multiplier',
      'transform',
      'CI_confidence',
      'CI_method',
    ],
    rows,
  }
}

const functions: Readonly<Record<string, (call: Call) => Made>> = {
  calculate_dsr: dsr,
  phe_dsr: dsr,
  phe_proportion: proportion,
  phe_rate: rate,
  phe_mean: mean,
  calculate_ISRatio: call => indirect(call, 'ratio'),
  phe_smr: call => indirect(call, 'ratio'),
  calculate_ISRate: call => indirect(call, 'rate'),
  phe_isr: call => indirect(call, 'rate'),
  phe_life_expectancy: lifeExpectancy,
  phe_sii: slope,
}

/** The functions that `publicHealth` answers. */
export const publicHealthFunctions = Object.keys(functions)

/**
 * Answers one call in the shape of the reference's `expected`. What an input cannot be is answered
 * under `error`, with a sentence; it never throws for anything in the input.
 */
export function publicHealth(call: unknown): Answer {
  const warnings: string[] = []
  const failed = (message: string): Answer => ({
    error: { message },
    warnings,
    columns: null,
    rows: null,
  })
  if (!isRecord(call) || !isRecord(call.input))
    return failed('Give an object with function and input.')
  const { function: name, input } = call as { function?: unknown; input: Record<string, unknown> }
  const make =
    typeof name === 'string' && Object.hasOwn(functions, name) ? functions[name] : undefined
  if (!make) return failed(`The function must be one of: ${publicHealthFunctions.join(', ')}.`)
  const seed = input.seed
  const by = input.group_by ?? null
  try {
    const { columns, rows } = make({
      table: new Table(input.data),
      by: by === null || typeof by === 'string' ? by : refuse('group_by must name a column'),
      args: isRecord(input.args) ? input.args : {},
      totals: isRecord(input.observed_totals) ? input.observed_totals : null,
      seed: Number.isInteger(seed) ? Number(seed) : undefined,
      warn: message => void (warnings.includes(message) || warnings.push(message)),
    })
    return { error: null, warnings, columns, rows: rows.map(row => clean(columns, row)) }
  } catch (fault) {
    if (fault instanceof Refused) return failed(fault.message)
    throw fault
  }
}

/** A row in the order of its columns, with null for what is no number. */
const clean = (columns: readonly string[], row: Row): Row =>
  Object.fromEntries(
    columns.map(column => {
      const value = row[column] ?? null
      return [column, typeof value === 'number' && !Number.isFinite(value) ? null : value]
    }),
  )
