import { readCsv, type TextRow } from '../../platform/csv-reading.rules.ts'
import { type Day, readDay } from '../../platform/day.rules.ts'
import { done, type Outcome, type Refusal, refused } from '../../platform/outcome.ts'

/** A series as a text file has it: a day and a value to a line. */
export type SeriesFile = {
  readonly dates: readonly Day[]
  readonly values: readonly (number | null)[]
  readonly facet: readonly string[] | null
  readonly trajectory: readonly (number | null)[] | null
}

const COLUMNS = {
  dates: /^(?:dates?|days?|months?|period)$/i,
  values: /^(?:values?|y)$/i,
  facet: /^(?:facet|place|area|provider|series)$/i,
  trajectory: /^(?:trajectory|plan)$/i,
} as const

const columnOf = (header: TextRow, wanted: RegExp) =>
  header.findIndex(cell => wanted.test(cell.trim()))

/** A number as people write it, '1,234.5' or '87%'; null for an empty cell; undefined for what is none. */
export function readNumber(text: string): number | null | undefined {
  const plain = text
    .trim()
    .replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, '')
    .replace(/%$/, '')
  if (plain === '' || /^(?:na|n\/a|null)$/i.test(plain)) return null
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined
}

/**
 * Reads a series from comma-, semicolon- or tab-separated text: columns named date and value, and
 * facet and trajectory where there are such; without names, the first two. An empty value is none.
 * Refuses (codes `line-unreadable`, `no-lines`) with the number of each line that is no day or number.
 */
export function readSeries(text: string): Outcome<SeriesFile> {
  const lines = readCsv(text.replace(/^\uFEFF/, ''))
    .map((row, at) => ({ row, line: at + 1 }))
    .filter(({ row }) => row.some(cell => cell.trim() !== ''))
  const [first] = lines
  const named = first !== undefined && columnOf(first.row, COLUMNS.dates) >= 0
  const at = {
    dates: named ? columnOf(first.row, COLUMNS.dates) : 0,
    values: named ? columnOf(first.row, COLUMNS.values) : 1,
    facet: named ? columnOf(first.row, COLUMNS.facet) : -1,
    trajectory: named ? columnOf(first.row, COLUMNS.trajectory) : -1,
  }
  const refuse = (line: number, message: string): Refusal => ({
    code: 'line-unreadable',
    message: `Line ${line}: ${message}`,
  })
  if (at.values < 0)
    return refused({ code: 'no-values', message: 'There is no column named value.' })
  const rows = named ? lines.slice(1) : lines
  if (rows.length === 0)
    return refused({ code: 'no-lines', message: 'There are no days and values in this file.' })
  const refusals: Refusal[] = []
  const read = rows.map(({ row, line }) => {
    const date = readDay(row[at.dates] ?? '')
    if (!date.ok) refusals.push(refuse(line, `“${row[at.dates] ?? ''}” is not a day.`))
    const number = (column: number) => {
      const value = readNumber(row[column] ?? '')
      if (value === undefined) refusals.push(refuse(line, `“${row[column]}” is not a number.`))
      return value ?? null
    }
    return {
      date: date.ok ? date.value : undefined,
      value: number(at.values),
      facet: at.facet < 0 ? '' : (row[at.facet] ?? '').trim(),
      trajectory: at.trajectory < 0 ? null : number(at.trajectory),
    }
  })
  if (refusals.length > 0) return refused(...refusals)
  return done({
    dates: read.flatMap(({ date }) => date ?? []),
    values: read.map(({ value }) => value),
    facet: at.facet < 0 ? null : read.map(({ facet }) => facet),
    trajectory: at.trajectory < 0 ? null : read.map(({ trajectory }) => trajectory),
  })
}
