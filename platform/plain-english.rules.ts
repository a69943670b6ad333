/**
 * The small change of plain English that the rules need to state their reasons:
 * numbers and lists in words. It knows no governance.
 */

const UNITS = [
  ...['nought', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ...['eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen'],
  'nineteen',
]
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

/** A whole number from 0 to 99 in words ('thirty-four'); any other number in figures. */
export function inWords(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number > 99) return String(number)
  const unit = UNITS[number]
  if (unit !== undefined) return unit
  const tens = TENS[Math.floor(number / 10)] ?? ''
  return number % 10 === 0 ? tens : `${tens}-${UNITS[number % 10]}`
}

/** A count with its noun: 'no members', 'one member', 'fifteen members'. */
export const countOf = (number: number, singular: string, plural = `${singular}s`): string =>
  `${number === 0 ? 'no' : inWords(number)} ${number === 1 ? singular : plural}`

/** The same words as the opening of a sentence. */
export const opening = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** A list as it is spoken: 'note, consider and discuss'. */
export const listed = (words: readonly string[], joining = 'and'): string =>
  words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${joining} ${words[words.length - 1]}`
