import { type Day, formatDay } from '../../platform/day.rules.ts'

type Limit = {
  readonly title: string
  /** What the number counts, in the plural. */
  readonly unit: 'months' | 'days' | 'pounds' | 'years'
  readonly value: number
  readonly source: string
  readonly most: number
}

const commissioning = 'NHS England, Managing conflicts of interest in the NHS'

/**
 * The numbers by which declarations are judged, with the product's own values. A body may have its
 * own from a day; each day is judged by those of its day.
 */
export const limits = {
  'days to declare': {
    title: 'Declare after an appointment, or after an interest has arisen, within',
    unit: 'days',
    value: 28,
    source: `${commissioning}; Localism Act 2011 s.30 (R-COI-3, R-COI-10)`,
    most: 92,
  },
  'amber months': {
    title: 'A return is to be looked at again after',
    unit: 'months',
    value: 6,
    source: 'Practice of committees that ask twice a year (R-COI-4)',
    most: 24,
  },
  'red months': {
    title: 'A return is out of date after',
    unit: 'months',
    value: 12,
    source: `${commissioning}: decision-makers renew at least yearly (R-COI-4)`,
    most: 24,
  },
  'public months': {
    title: 'An interest that has ended stays on the public register for',
    unit: 'months',
    value: 6,
    source: `${commissioning} (R-COI-7)`,
    most: 72,
  },
  'gift pounds': {
    title: 'A gift may be kept by the person up to',
    unit: 'pounds',
    value: 50,
    source: `${commissioning}, 2017 (R-COI-9)`,
    most: 1000,
  },
  'promotional pounds': {
    title: 'Of a supplier, a promotional item may be taken up to',
    unit: 'pounds',
    value: 6,
    source: `${commissioning}, 2017 (R-COI-9)`,
    most: 1000,
  },
  'hospitality pounds': {
    title: 'Hospitality is declared from',
    unit: 'pounds',
    value: 25,
    source: `${commissioning}, 2017 (R-COI-9)`,
    most: 1000,
  },
  'approval pounds': {
    title: 'Hospitality is refused, unless approved by a senior officer, above',
    unit: 'pounds',
    value: 75,
    source: `${commissioning}, 2017 (R-COI-9)`,
    most: 1000,
  },
  'dispensation years': {
    title: 'A dispensation holds for no longer than',
    unit: 'years',
    value: 4,
    source: 'Localism Act 2011 s.33 (R-COI-11)',
    most: 4,
  },
} as const satisfies Readonly<Record<string, Limit>>

export type LimitName = keyof typeof limits

export const limitNames = Object.keys(limits) as readonly LimitName[]

/** A body's own number, from a day. */
export type OwnLimit = {
  readonly name: LimitName
  readonly from_day: Day
  readonly value: number
  readonly source: string
}

export type LimitInForce = {
  readonly value: number
  readonly source: string
  /** Null where it is the product's own. */
  readonly since: Day | null
}

/** The number in force on a day: the body's latest by then, else the product's own. */
export function limitOn(name: LimitName, own: readonly OwnLimit[], on: Day): LimitInForce {
  const latest = own
    .filter(limit => limit.name === name && limit.from_day <= on)
    .reduce<OwnLimit | undefined>(
      (last, limit) => (last === undefined || limit.from_day > last.from_day ? limit : last),
      undefined,
    )
  return latest
    ? { value: latest.value, source: latest.source, since: latest.from_day }
    : { value: limits[name].value, source: limits[name].source, since: null }
}

export type Limits = Readonly<Record<LimitName, number>>

/** All numbers in force on a day. */
export const limitsOn = (own: readonly OwnLimit[], on: Day): Limits =>
  Object.fromEntries(limitNames.map(name => [name, limitOn(name, own, on).value])) as Limits

/** '£50', '28 days', '1 month'. */
export function limitInWords(name: LimitName, value: number): string {
  const { unit } = limits[name]
  if (unit === 'pounds') return `£${value}`
  return `${value} ${value === 1 ? unit.slice(0, -1) : unit}`
}

/** Why these numbers cannot stand together: amber would come after red, or approval before declaring. */
export function reasonsNotToLimit(
  name: LimitName,
  value: number,
  others: Limits,
  from: Day,
  today: Day,
) {
  const all = { ...others, [name]: value }
  const refusals = []
  if (from < today)
    refusals.push({
      code: 'limit-in-the-past',
      field: 'from',
      message: `Days that are past were judged by the numbers of their day: give ${formatDay(today)} or a later day.`,
    })
  if (value < 1 || value > limits[name].most)
    refusals.push({
      code: 'limit-out-of-range',
      field: 'value',
      message: `Enter a number from 1 to ${limits[name].most}.`,
    })
  if (all['amber months'] > all['red months'])
    refusals.push({
      code: 'amber-after-red',
      field: 'value',
      message: 'A return would be out of date before it is to be looked at again.',
    })
  if (name === 'public months' && value < limits['public months'].value)
    refusals.push({
      code: 'too-short-in-public',
      field: 'value',
      message: 'The guidance wants at least 6 months on the public register (R-COI-7).',
    })
  if (all['hospitality pounds'] > all['approval pounds'])
    refusals.push({
      code: 'approval-before-declaring',
      field: 'value',
      message: 'Hospitality would need approval before it need be declared.',
    })
  return refusals
}
