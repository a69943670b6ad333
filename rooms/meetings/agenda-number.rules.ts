import type { Refusal, Warning } from '../../platform/outcome.ts'

/** '5', '5.1', '10.2.3' or '5a': numbers with points between, and at most one letter after. */
const ITEM_NUMBER = /^[1-9]\d*(\.[1-9]\d*)*[a-z]?$/i

/**
 * The order of two agenda item numbers as a reader expects: 5, 5a, 5.1, 5.2, 10.
 * Negative when the first comes first, 0 when they are the same number.
 */
export function compareItemNumbers(one: string, other: string): number {
  const [left, right] = [partsOf(one), partsOf(other)]
  for (let at = 0; at < Math.max(left.numbers.length, right.numbers.length); at++) {
    const difference = (left.numbers[at] ?? 0) - (right.numbers[at] ?? 0)
    if (difference !== 0) return difference
  }
  if (left.letter === right.letter) return 0
  return left.letter < right.letter ? -1 : 1
}

/**
 * Why an agenda item cannot bear this number: it is no item number, or another
 * item of the agenda (`others`) has it.
 */
export function reasonsNotToNumberItem(number: string, others: readonly string[]): Refusal[] {
  const field = 'number'
  if (!ITEM_NUMBER.test(number.trim()))
    return [
      {
        code: 'item-number-form',
        field,
        message: `‘${number}’ is not an item number: write it like 5, 5.1 or 5a.`,
      },
    ]
  if (others.some(other => compareItemNumbers(other, number) === 0))
    return [
      {
        code: 'item-number-used',
        field,
        message: `Item ${number.trim()} is on the agenda already: give this item another number.`,
      },
    ]
  return []
}

/**
 * A paper must bear the number of its agenda item (R-TOR-17): the Green Plan paper
 * of 14 February 2025 says 6, its agenda 7. `onPaper` is null where the paper
 * prints none, which the cover sheet's own check reports.
 */
export function itemNumberWarnings(onPaper: string | null, onAgenda: string): Warning[] {
  if (onPaper === null || compareItemNumbers(onPaper, onAgenda) === 0) return []
  return [
    {
      code: 'item-number-differs',
      field: 'item',
      message: `The paper says item ${onPaper.trim()}, but the agenda has it as item ${onAgenda.trim()}.`,
    },
  ]
}

function partsOf(number: string) {
  const [, numbers = '', letter = ''] = /^([\d.]*)(.*)$/s.exec(number.trim()) ?? []
  return { numbers: numbers.split('.').map(Number), letter: letter.toLowerCase() }
}
