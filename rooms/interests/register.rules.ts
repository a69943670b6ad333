import { addMonths, addYears, type Day, formatDay } from '../../platform/day.rules.ts'
import { limits } from './limits.rules.ts'

/** How fresh a person's declaration is on a day. */
export type Freshness = {
  readonly state: 'current' | 'to look at again' | 'out of date' | 'undated'
  readonly colour: 'green' | 'amber' | 'red'
  /** The latest day on which the person declared; null where no return is dated. */
  readonly latest: Day | null
  readonly words: string
  /** Whether the latest is more than twelve months old, whatever the body's own limits are. */
  readonly overAYear: boolean
}

/** After how many months a return is amber, and red. */
export type Ageing = Readonly<Record<'amber months' | 'red months', number>>

const usualAgeing: Ageing = {
  'amber months': limits['amber months'].value,
  'red months': limits['red months'].value,
}

/**
 * How old a person's declarations are, judged by the latest that is dated.
 *
 * Decision-makers renew at least yearly: amber after six months, red after twelve, or after what
 * the body has set (R-COI-4). A person none of whose returns is dated counts as undated, not as
 * old: nobody knows how old it is. `declared` are the days of all their returns.
 */
export function freshnessOn(
  declared: readonly (Day | null)[],
  on: Day,
  ageing: Ageing = usualAgeing,
): Freshness {
  const latest = declared.reduce<Day | null>(
    (last, day) => (day !== null && day <= on && (last === null || day > last) ? day : last),
    null,
  )
  if (latest === null)
    return {
      state: 'undated',
      colour: 'red',
      latest,
      words: 'No dated declaration',
      overAYear: false,
    }
  const { 'amber months': amber, 'red months': red } = ageing
  const words = `Last declared ${formatDay(latest)}`
  const overAYear = latest < addYears(on, -1)
  const over = (months: number) => `${words}, over ${months} months ago`
  if (latest < addMonths(on, -red))
    return { state: 'out of date', colour: 'red', latest, words: over(red), overAYear }
  if (latest < addMonths(on, -amber))
    return { state: 'to look at again', colour: 'amber', latest, words: over(amber), overAYear }
  return { state: 'current', colour: 'green', latest, words, overAYear }
}

/** Whether an interest that ended on a day still stands on the public register (R-COI-7). */
export const staysPublic = (
  endedOn: Day | null,
  on: Day,
  months: number = limits['public months'].value,
): boolean => endedOn === null || on <= addMonths(endedOn, months)

export type RegisterCounts = {
  readonly people: number
  /** People none of whose returns is dated. */
  readonly undated: number
  /** People whose latest dated return is more than twelve months old. */
  readonly olderThan12Months: number
}

/** The counts of R-COI-4, of people and not of lines. */
export const countRegister = (people: readonly Freshness[]): RegisterCounts => ({
  people: people.length,
  undated: people.filter(({ state }) => state === 'undated').length,
  olderThan12Months: people.filter(({ overAYear }) => overAYear).length,
})
