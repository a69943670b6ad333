import { type Day, type PartialDay, readDay, readPartialDay } from '../../platform/day.rules.ts'
import type { Answer, InterestType } from './declaration.rules.ts'
import { type ColumnField, type ColumnUse, isHeadingAgain } from './register-columns.rules.ts'

/** A cell as it was printed, without the spaces round it, and where it stands. */
export type PrintedCell = {
  readonly text: string
  /** As a spreadsheet says it: 'F12'. */
  readonly at: string
  /** Excel knows it for a date, so nobody need guess the order of its figures. */
  readonly isDate: boolean
}

/** A line of a register as it was printed: what stands under each heading. */
export type PrintedRow = {
  /** As a spreadsheet counts: the first is 1. */
  readonly row: number
  readonly cells: Readonly<Partial<Record<ColumnField, PrintedCell>>>
}

const lettersOf = (column: number): string =>
  (column > 26 ? lettersOf(Math.floor((column - 1) / 26)) : '') +
  String.fromCharCode(65 + ((column - 1) % 26))

/** The lines below the heading: without empty rows, and without the heading printed again. */
export function printedRows(
  sheet: { readonly rows: readonly (readonly string[])[]; readonly dates: readonly string[] },
  uses: readonly ColumnUse[],
  lastOfHeading: number,
): { readonly lines: PrintedRow[]; readonly headingsAgain: number[] } {
  const dates = new Set(sheet.dates)
  const lines: PrintedRow[] = []
  const headingsAgain: number[] = []
  sheet.rows.forEach((row, index) => {
    if (index <= lastOfHeading) return
    if (isHeadingAgain(row)) {
      headingsAgain.push(index + 1)
      return
    }
    const cells: Partial<Record<ColumnField, PrintedCell>> = {}
    uses.forEach((use, column) => {
      // trim() takes off spaces that do not break, too.
      const text = (row[column] ?? '')
        .replaceAll('\r\n', '\n')
        .trim()
        // Put there by who wrote the sheet, so that a text would not be run as a formula.
        .replace(/^'(?=[=+\-@\t\r])/, '')
      const at = `${lettersOf(column + 1)}${index + 1}`
      if (use !== 'leave' && use !== 'ask') cells[use] = { text, at, isDate: dates.has(at) }
    })
    if (Object.values(cells).some(({ text }) => text !== '')) lines.push({ row: index + 1, cells })
  })
  return { lines, headingsAgain }
}

export const textIn = (row: PrintedRow, field: ColumnField): string => row.cells[field]?.text ?? ''

/** Spaces of any kind as one, for comparing. */
export const oneLine = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim()

/** What a cell says to the question whether there is anything to declare; undefined where it is no answer. */
export function answerIn(text: string): Answer | undefined {
  const said = oneLine(text).toLowerCase().replace(/[.!]$/, '')
  if (['yes', 'y'].includes(said)) return 'yes'
  if (['no', 'n', 'nil', 'none', 'nil return', 'nothing to declare', 'no interests'].includes(said))
    return 'nil'
  if (said === '' || said === 'blank') return 'blank'
  return said === 'unclear' ? 'unclear' : undefined
}

/** Whether a cell under a type of interest is ticked; undefined where it does not say. */
export function tickIn(text: string): boolean | undefined {
  const said = oneLine(text).toLowerCase()
  if (['y', 'yes', 'x', '✓', '✔', '☑', '☒', 'true', '1', 'tick'].includes(said)) return true
  return ['', 'n', 'no', '-', '–', 'false', '0', '☐', 'n/a'].includes(said) ? false : undefined
}

/** Types in words: 'financial; indirect'. Undefined where a word is none of the four. */
export function typesIn(text: string): InterestType[] | undefined {
  const words = oneLine(text)
    .toLowerCase()
    .split(/\s*[;,/]\s*/)
  const found = words
    .filter(word => word !== '')
    .map(word => typeWords[word.replace(/ interests?$/, '').replaceAll('-', ' ')])
  return found.every(type => type !== undefined) ? found : undefined
}

const typeWords: Readonly<Record<string, InterestType>> = {
  financial: 'financial',
  'non financial professional': 'non-financial professional',
  'non financial personal': 'non-financial personal',
  indirect: 'indirect',
}

/** What can be odd about a date as it was printed (R-COI-13). */
export type DayOddity =
  | 'day-to-the-month'
  | 'day-to-the-year'
  | 'two-digit-year'
  | 'words-round-a-day'
  | 'day-unread'
  | 'serial-day'
  | 'american-day'
  | 'ambiguous-day'

/** A date as it can be read, and what is odd about it. */
export type PrintedDay = {
  readonly text: string
  readonly read: Pick<PartialDay, 'day' | 'precision'> | null
  readonly oddity: DayOddity | null
  /** The days that an odd one may mean, the likelier first. */
  readonly mayMean: readonly Day[]
}

const ONGOING = /^(ongoing|current|present|to date|-|–|n\/a)?$/i
const FIGURES = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/

/** A date with its month first: 13 cannot be a month. */
const isAmerican = (text: string): boolean => {
  const [, first, second] = FIGURES.exec(oneLine(text)) ?? []
  return first !== undefined && Number(first) <= 12 && Number(second) > 12 && Number(second) <= 31
}

/** Whether any date under a heading is written the American way: then none of its dates is sure. */
export const isWrittenTheAmericanWay = (rows: readonly PrintedRow[], field: ColumnField): boolean =>
  rows.some(({ cells }) => !cells[field]?.isDate && isAmerican(cells[field]?.text ?? ''))

/**
 * Reads a printed date to the day, month or year. Nothing is guessed: a date with its
 * month first, one that could have it so, and the bare number by which a spreadsheet
 * counts days are given with what they may mean, and are not read.
 */
export function printedDay(
  cell: Pick<PrintedCell, 'text' | 'isDate'> | undefined,
  american = false,
): PrintedDay {
  const text = cell?.text ?? ''
  const shown = oneLine(text)
  const none = { text, read: null, oddity: null, mayMean: [] }
  if (ONGOING.test(shown)) return none
  const [, first = '', second = '', year = ''] = FIGURES.exec(shown) ?? []
  const turned = first === '' ? undefined : dayOf(`${second}/${first}/${year}`)
  const asPrinted = readPartialDay(shown)
  if (!cell?.isDate) {
    const serial = serialDay(shown)
    if (serial) return { ...none, oddity: 'serial-day', mayMean: [serial] }
    if (isAmerican(shown))
      return { ...none, oddity: 'american-day', mayMean: turned === undefined ? [] : [turned] }
    if (american && turned && asPrinted.ok && asPrinted.value.day !== turned)
      return { ...none, oddity: 'ambiguous-day', mayMean: [asPrinted.value.day, turned] }
  }
  if (!asPrinted.ok) return { ...none, oddity: 'day-unread' }
  const { day, precision } = asPrinted.value
  const read = { day, precision }
  const oddity = oddityOf(shown, precision)
  return { text, read, oddity, mayMean: [] }
}

function oddityOf(text: string, precision: PartialDay['precision']): DayOddity | null {
  if (precision === 'month') return 'day-to-the-month'
  if (precision === 'year') return 'day-to-the-year'
  if (!FIGURES.test(text) && !readDay(text).ok) return 'words-round-a-day'
  return /[/.-]\d{2}$/.test(text) && !/^\d{4}/.test(text) ? 'two-digit-year' : null
}

const dayOf = (text: string): Day | undefined => {
  const read = readPartialDay(text)
  return read.ok ? read.value.day : undefined
}

// Excel's day 1 is 1 January 1900, and it takes that year for a leap year. These are 1954 to 2064.
function serialDay(text: string): Day | undefined {
  if (!/^\d{5}$/.test(text)) return undefined
  const serial = Number(text)
  if (serial < 20_000 || serial > 60_000) return undefined
  return dayOf(new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10))
}
