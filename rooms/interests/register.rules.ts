import { addMonths, addYears, type Day, formatDay } from '../../platform/day.rules.ts'

/** How fresh a person's declaration is on a day. */
export type Freshness = {
  readonly state: 'current' | 'over six months' | 'over twelve months' | 'undated'
  readonly colour: 'green' | 'amber' | 'red'
  /** The latest day on which the person declared; null where no return is dated. */
  readonly latest: Day | null
  readonly words: string
}

/**
 * How old a person's declarations are, judged by the latest that is dated.
 *
 * Decision-makers renew at least yearly: amber after six months, red after twelve
 * (R-COI-4). A person none of whose returns is dated counts as undated, not as
 * old: nobody knows how old it is. `declared` are the days of all their returns.
 */
export function freshnessOn(declared: readonly (Day | null)[], on: Day): Freshness {
  const latest = declared.reduce<Day | null>(
    (last, day) => (day !== null && day <= on && (last === null || day > last) ? day : last),
    null,
  )
  if (latest === null)
    return { state: 'undated', colour: 'red', latest, words: 'No dated declaration' }
  const words = `Last declared ${formatDay(latest)}`
  if (latest < addYears(on, -1))
    return {
      state: 'over twelve months',
      colour: 'red',
      latest,
      words: `${words}, over 12 months ago`,
    }
  if (latest < addMonths(on, -6))
    return {
      state: 'over six months',
      colour: 'amber',
      latest,
      words: `${words}, over 6 months ago`,
    }
  return { state: 'current', colour: 'green', latest, words }
}

/** How long an interest that has ended stays on the public register (R-COI-7). */
const MONTHS_AFTER_THE_END = 6

/** Whether an interest that ended on a day still stands on the public register (R-COI-7). */
export const staysPublic = (endedOn: Day | null, on: Day): boolean =>
  endedOn === null || on <= addMonths(endedOn, MONTHS_AFTER_THE_END)

export type RegisterCounts = {
  readonly people: number
  /** People none of whose returns is dated. */
  readonly undated: number
  /** People whose latest dated return is more than twelve months old. */
  readonly olderThan12Months: number
}

/** The counts of R-COI-4, of people and not of lines. */
export function countRegister(people: readonly Freshness[]): RegisterCounts {
  const having = (state: Freshness['state']) =>
    people.filter(person => person.state === state).length
  return {
    people: people.length,
    undated: having('undated'),
    olderThan12Months: having('over twelve months'),
  }
}
