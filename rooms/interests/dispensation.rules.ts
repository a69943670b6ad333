import { addYears, type Day, formatDay, previousDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'

export const allowances = ['speak', 'speak and vote'] as const
export type Allowed = (typeof allowances)[number]

/** In a clerk's words. */
export const allowedInWords: Readonly<Record<Allowed, string>> = {
  speak: 'To take part in the discussion, not in the vote',
  'speak and vote': 'To take part in the discussion and in the vote',
}

export type Dispensing = {
  readonly matter: string
  readonly reason: string
  readonly grantedBy: string
  readonly grantedOn: Day
  readonly from: Day
  readonly until: Day
}

/**
 * Why a dispensation cannot be recorded so. It is given in writing, for a stated time of at most
 * four years (Localism Act 2011 s.33; R-COI-11), and not for days before it was given.
 *
 * @param years the longest time, as the body's limits have it
 */
export function reasonsNotToDispense(given: Dispensing, years: number, today: Day): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) =>
    refusals.push({ code, field, message })
  if (given.matter.trim() === '')
    refuse('matter-missing', 'matter', 'Say for which business it is given.')
  if (given.reason.trim() === '') refuse('reason-missing', 'reason', 'Say why it is given.')
  if (given.grantedBy.trim() === '')
    refuse('granted-by-missing', 'grantedBy', 'Say who gave it, by office.')
  if (given.grantedOn > today)
    refuse('granted-in-the-future', 'grantedOn', 'The day on which it was given has not come yet.')
  if (given.from < given.grantedOn)
    refuse('before-it-was-given', 'from', 'It cannot hold before it was given.')
  const last = previousDay(addYears(given.from, years))
  if (given.until < given.from)
    refuse('ends-before-it-starts', 'until', 'It ends before it begins.')
  else if (given.until > last)
    refuse(
      'too-long',
      'until',
      `It holds for ${years} years at the longest: until ${formatDay(last)}.`,
    )
  return refusals
}
