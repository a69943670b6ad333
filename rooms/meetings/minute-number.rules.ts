import type { Refusal, Warning } from '../../platform/outcome.ts'

/**
 * How a body numbers its minutes: on and on from one meeting to the next, with a
 * suffix where it uses one ('06/HS', R-MEET-6). A setting of the body.
 */
export type MinuteNumbering = {
  /** What follows the stroke, or null for a plain number. */
  readonly suffix: string | null
  /** The least number of digits: 2 writes 06. */
  readonly digits: number
  /** The number of the body's first minute, 1 unless it carries on an older series. */
  readonly first?: number
}

/** The printed number: 6 becomes '06/HS'; a number with more digits keeps them all. */
export const formatMinuteNumber = (number: number, { suffix, digits }: MinuteNumbering): string =>
  `${String(number).padStart(digits, '0')}${suffix === null ? '' : `/${suffix}`}`

/** The number in a printed one, or undefined where it is not of the body's form. */
export function readMinuteNumber(printed: string, numbering: MinuteNumbering): number | undefined {
  const [digits = '', ...rest] = printed.trim().split('/')
  const number = Number(digits)
  if (!/^\d+$/.test(digits) || !Number.isSafeInteger(number) || number < 1) return undefined
  const suffix = rest.length === 0 ? null : rest.join('/')
  return suffix === numbering.suffix ? number : undefined
}

/**
 * The printed number of the body's next minute: one more than the highest it has
 * used, at any meeting. Printed numbers of another form are passed over.
 */
export function nextMinuteNumber(used: readonly string[], numbering: MinuteNumbering): string {
  const before = (numbering.first ?? 1) - 1
  const highest = numbersIn(used, numbering).reduce((most, one) => Math.max(most, one), before)
  return formatMinuteNumber(highest + 1, numbering)
}

/** Why a minute cannot bear this number: it is not of the body's form, or it is used already. */
export function reasonsNotToNumberMinute(
  printed: string,
  used: readonly string[],
  numbering: MinuteNumbering,
): Refusal[] {
  const field = 'minuteNumber'
  const number = readMinuteNumber(printed, numbering)
  const next = nextMinuteNumber(used, numbering)
  if (number === undefined)
    return [
      {
        code: 'minute-number-form',
        field,
        message: `‘${printed}’ is not a minute number of this body: write it like ${next}.`,
      },
    ]
  if (numbersIn(used, numbering).includes(number))
    return [
      {
        code: 'minute-number-used',
        field,
        message: `Minute number ${formatMinuteNumber(number, numbering)} is used already; the next is ${next}.`,
      },
    ]
  return []
}

/** Numbers are continuous (R-MEET-6): those passed over, each as a warning, lowest first. */
export function minuteNumberGaps(used: readonly string[], numbering: MinuteNumbering): Warning[] {
  const numbers = [...new Set(numbersIn(used, numbering))].sort((one, other) => one - other)
  const warnings: Warning[] = []
  let expected = numbering.first ?? 1
  for (const number of numbers) {
    if (number > expected) {
      const from = formatMinuteNumber(expected, numbering)
      const to = formatMinuteNumber(number - 1, numbering)
      const gap = from === to ? `Minute number ${from} is` : `Minute numbers ${from} to ${to} are`
      warnings.push({ code: 'minute-number-gap', message: `${gap} not used.` })
    }
    expected = Math.max(expected, number + 1)
  }
  return warnings
}

const numbersIn = (used: readonly string[], numbering: MinuteNumbering): number[] =>
  used.flatMap(printed => readMinuteNumber(printed, numbering) ?? [])
