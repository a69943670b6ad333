import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'

/** What a body lets an office decide, from when, until when, and up to what sum. */
export type DelegationTerms = {
  readonly office: string
  readonly from_day: Day
  readonly until_day: Day | null
  readonly most: number | null
}

/** '£250,000', '£1,250.50'. */
export const poundsInWords = (amount: number): string =>
  `£${amount.toLocaleString('en-GB', {
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
    maximumFractionDigits: 2,
  })}`

/** Whether it holds on a day. */
export const holdsOn = (
  { from_day, until_day }: Pick<DelegationTerms, 'from_day' | 'until_day'>,
  day: Day,
): boolean => from_day <= day && (until_day === null || day <= until_day)

/**
 * Why a decision is not one that was delegated: taken before the delegation began or after it
 * ended, of a sum above its limit, or of no sum where it has one.
 */
export function reasonsOutsideDelegation(
  delegation: DelegationTerms,
  decision: { readonly on: Day; readonly amount: number | null },
): Refusal[] {
  const { office, from_day, until_day, most } = delegation
  const refusals: Refusal[] = []
  if (!holdsOn(delegation, decision.on))
    refusals.push({
      code: 'outside-delegation',
      field: 'decidedOn',
      message: `The ${office} may decide this from ${formatDay(from_day)}${until_day === null ? '' : ` to ${formatDay(until_day)}`}, and not on ${formatDay(decision.on)}.`,
    })
  if (most !== null && decision.amount === null)
    refusals.push({
      code: 'sum-missing',
      field: 'amount',
      message: `Enter the sum: the ${office} may decide up to ${poundsInWords(most)}.`,
    })
  if (most !== null && decision.amount !== null && decision.amount > most)
    refusals.push({
      code: 'over-the-limit',
      field: 'amount',
      message: `${poundsInWords(decision.amount)} is above the ${poundsInWords(most)} up to which the ${office} may decide: the body decides this itself.`,
    })
  return refusals
}
