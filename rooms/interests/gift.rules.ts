import { addMonths, type Day } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { type Limits, limitInWords } from './limits.rules.ts'

export const giftKinds = ['gift', 'hospitality'] as const
export type GiftKind = (typeof giftKinds)[number]

export const giftOutcomes = ['accepted', 'accepted for the organisation', 'declined'] as const
export type GiftOutcome = (typeof giftOutcomes)[number]

/** Something offered, as far as the thresholds ask. */
export type Offered = {
  readonly kind: GiftKind
  readonly outcome: GiftOutcome
  readonly pence: number
  readonly inCash: boolean
  readonly giverIsSupplier: boolean
  readonly approvedBy: string
}

/** '£12', '£12.50' */
export const inPounds = (pence: number): string =>
  pence % 100 === 0 ? `£${pence / 100}` : `£${(pence / 100).toFixed(2)}`

const POUNDS = /^£?\s*(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.(\d{1,2}))?$/

/** A sum as it is typed, '£12.50' or '1,200', in pence; undefined where it cannot be read. */
export function penceIn(text: string): number | undefined {
  const found = POUNDS.exec(text.trim())
  if (!found) return undefined
  return (
    Number((found[1] ?? '').replaceAll(',', '')) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  )
}

/** What the same giver gave the same person before, in pence, counts with it: within twelve months. */
const CUMULATIVE_MONTHS = 12

/** Whether an earlier offer counts together with one of a day. */
export const countsTogether = (earlier: Day, on: Day): boolean =>
  earlier <= on && earlier > addMonths(on, -CUMULATIVE_MONTHS)

/** The same giver, however capitals and spaces were written. */
export const giverKey = (giver: string): string => giver.trim().toLowerCase().replace(/\s+/g, ' ')

/** How what was done stands against the thresholds of its day (R-COI-9). */
export type GiftStanding = {
  /** Whether it must be declared at all; one may declare more than one must. */
  readonly mustDeclare: boolean
  /** What goes against the thresholds, in sentences; empty where nothing does. */
  readonly against: readonly string[]
}

/**
 * How an offer stands against the thresholds: cash is refused; of a supplier only promotional items;
 * over the gift threshold, alone or with what the same giver gave in twelve months, only for the
 * organisation; hospitality above the approval threshold only with a senior officer's approval.
 *
 * R-COI-9, the 2017 guidance: the amounts are dated data (limits.rules.ts).
 *
 * @param earlierPence what was accepted of the same giver in the twelve months before
 */
export function standingOfGift(
  offered: Offered,
  earlierPence: number,
  limits: Limits,
): GiftStanding {
  const { kind, outcome, pence, inCash, giverIsSupplier, approvedBy } = offered
  const accepted = outcome !== 'declined'
  const against: string[] = []
  if (kind === 'hospitality') {
    const over = pence > limits['approval pounds'] * 100
    if (accepted && over && approvedBy.trim() === '')
      against.push(
        `Hospitality of more than ${limitInWords('approval pounds', limits['approval pounds'])} is refused, unless a senior officer has approved it.`,
      )
    return { mustDeclare: pence >= limits['hospitality pounds'] * 100, against }
  }
  const together = pence + earlierPence
  const overGift = together > limits['gift pounds'] * 100
  const overPromotional = giverIsSupplier && pence > limits['promotional pounds'] * 100
  if (accepted && inCash) against.push('Cash and vouchers are refused, whatever the amount.')
  if (accepted && overPromotional)
    against.push(
      `Of a supplier only promotional items of up to ${limitInWords('promotional pounds', limits['promotional pounds'])} are taken.`,
    )
  if (outcome === 'accepted' && overGift && !overPromotional)
    against.push(
      earlierPence === 0
        ? `A gift of more than ${limitInWords('gift pounds', limits['gift pounds'])} is accepted only for the organisation.`
        : `With what the same giver gave in the twelve months before it comes to ${inPounds(together)}: over ${limitInWords('gift pounds', limits['gift pounds'])} it is accepted only for the organisation.`,
    )
  return { mustDeclare: inCash || overPromotional || overGift, against }
}

/** Why a gift cannot be declared so. What goes against the thresholds is declared all the same. */
export function reasonsNotToDeclareGift(
  gift: Offered & {
    readonly description: string
    readonly giver: string
    readonly reason: string
    readonly offeredOn: Day
  },
  today: Day,
): Refusal[] {
  const refusals: Refusal[] = []
  const want = (field: string, missing: boolean, message: string) => {
    if (missing) refusals.push({ code: `${field}-missing`, field, message })
  }
  want('description', gift.description.trim() === '', 'Say what was offered.')
  want('giver', gift.giver.trim() === '', 'Say who offered it.')
  want('reason', gift.reason.trim() === '', 'Say why it was accepted or declined.')
  if (gift.offeredOn > today)
    refusals.push({
      code: 'offered-in-the-future',
      field: 'offeredOn',
      message: 'The day on which it was offered has not come yet.',
    })
  if (gift.kind === 'hospitality' && gift.inCash)
    refusals.push({
      code: 'hospitality-in-cash',
      field: 'inCash',
      message: 'Hospitality is not given in cash: declare the cash as a gift.',
    })
  return refusals
}
