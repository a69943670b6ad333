import ExcelJS from 'exceljs'
import { readCsv } from '../csv-reading.rules.ts'
import { type Day, formatDayInFigures, isDay, readPartialDay } from '../day.rules.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { cleanName, inspectUpload, type Takes } from './intake.ts'
import { asDisplayed, columnNumber, resultOf, serialOf } from './xlsx-blocks.ts'

/** One sheet of a workbook, or a whole text file, as rows of text. */
export type Sheet = {
  readonly name: string
  /** Row 1 first; as wide as the widest. What lies under a merged cell has its text where it runs downwards. */
  readonly rows: readonly (readonly string[])[]
  /** The cells that hold a date which Excel knows for one, such as 'J7': nobody need guess its order. */
  readonly dates: readonly string[]
}

export type SheetsRead = { readonly name: string; readonly sheets: readonly Sheet[] }

/** The largest register taken: 5 MB, 5,000 rows of 60 columns. */
export const MAX_SHEET_BYTES = 5 * 1024 * 1024
const MAX_ROWS = 5_000
const MAX_COLUMNS = 60

const workbooks: Takes = {
  kinds: ['xlsx'],
  words: 'Upload an Excel workbook (.xlsx) or a CSV file.',
}

/** The letters of a column: 1 is A, 27 is AA. */
const lettersOf = (column: number): string =>
  (column > 26 ? lettersOf(Math.floor((column - 1) / 26)) : '') +
  String.fromCharCode(65 + ((column - 1) % 26))

/** Where a cell is, as a spreadsheet says it; both counted from nought: 'F12'. */
export const cellAt = (row: number, column: number): string => `${lettersOf(column + 1)}${row + 1}`

/**
 * Reads an Excel workbook or a CSV file (UTF-8, UTF-16 or Windows-1252; commas, semicolons or
 * tabs) into rows of text, dates and numbers as they are displayed. Sheets that are hidden or
 * empty are left out. Runs nothing that is in the file and never throws for its bytes.
 *
 * Refusals (codes): `file-too-large`, `file-has-no-rows`, `sheet-too-long`, and those of `inspectUpload`.
 */
export async function readSheets(upload: {
  readonly name: string
  readonly bytes: Uint8Array
}): Promise<Outcome<SheetsRead>> {
  const { bytes } = upload
  const name = cleanName(upload.name)
  const refuse = (code: string, message: string) => refused({ code, field: 'file', message })
  if (bytes.length > MAX_SHEET_BYTES)
    return refuse(
      'file-too-large',
      `“${name}” is larger than 5 MB, which no register is. Save the sheet by itself, without pictures.`,
    )
  const text = bytes.length > 0 && /\.(csv|tsv|txt)$/i.test(name) ? textIn(bytes) : undefined
  let sheets: Sheet[]
  if (text === undefined) {
    const inspected = await inspectUpload(upload, workbooks)
    if (!inspected.ok)
      return refused(...inspected.refusals.map(refusal => ({ ...refusal, field: 'file' })))
    try {
      sheets = await workbookSheets(bytes)
    } catch {
      return refuse(
        'file-damaged',
        `“${name}” cannot be read. Open it, save it again and upload the new copy.`,
      )
    }
  } else sheets = [{ name, rows: squared(readCsv(text)), dates: [] }]
  const filled = sheets.filter(({ rows }) => rows.some(row => row.some(cell => cell.trim() !== '')))
  if (filled.length === 0)
    return refuse('file-has-no-rows', `“${name}” has no rows with anything in them.`)
  if (filled.some(({ rows }) => rows.length > MAX_ROWS || (rows[0]?.length ?? 0) > MAX_COLUMNS))
    return refuse(
      'sheet-too-long',
      `“${name}” has more than 5,000 rows or 60 columns. Keep the rows of the register, and upload those.`,
    )
  return done({ name, sheets: filled })
}

/** What a text file says, or undefined where the bytes are not text. */
function textIn(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes
  const utf16 =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : undefined
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  if (bytes.some(byte => byte < 9 || (byte > 13 && byte < 32 && byte !== 26))) return undefined
  const decoded = decoded8(bytes)
  return /^\s*(?:%PDF-|\{\\rtf|<(?:!doctype|html|\?xml))/i.test(decoded) ? undefined : decoded
}

/** Excel saves CSV as Windows-1252 unless it is told otherwise. */
function decoded8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

async function workbookSheets(bytes: Uint8Array): Promise<Sheet[]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  return workbook.worksheets.filter(sheet => sheet.state === 'visible').map(sheetOf)
}

function sheetOf(sheet: ExcelJS.Worksheet): Sheet {
  const height = Math.min(sheet.rowCount, MAX_ROWS + 1)
  const width = Math.min(sheet.columnCount, MAX_COLUMNS + 1)
  const beneath = beneathMerges(sheet)
  const dates: string[] = []
  const rows: string[][] = []
  for (let at = 0; at < height; at++) {
    const row: string[] = []
    for (let column = 0; column < width; column++) {
      const master = beneath.get(cellAt(at, column))
      if (master === '') {
        row.push('')
        continue
      }
      const { text, isDate } = textOfCell(sheet.getCell(master ?? cellAt(at, column)))
      if (isDate) dates.push(cellAt(at, column))
      row.push(text)
    }
    rows.push(row)
  }
  while (rows.at(-1)?.every(text => text.trim() === '')) rows.pop()
  return { name: sheet.name.trim() || 'Sheet', rows: squared(rows), dates }
}

/** For each cell under a merged one: whose text it has. Beside it there is none, below it the same. */
function beneathMerges(sheet: ExcelJS.Worksheet): Map<string, string> {
  const beneath = new Map<string, string>()
  for (const range of sheet.model.merges ?? []) {
    const [, left = '', top = '', right = '', foot = ''] =
      /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range) ?? []
    if (foot === '') continue
    const [x0, x1] = [columnNumber(left) - 1, Math.min(columnNumber(right) - 1, MAX_COLUMNS)]
    const [y0, y1] = [Number(top) - 1, Math.min(Number(foot) - 1, MAX_ROWS)]
    for (let y = y0; y <= y1; y++)
      for (let x = x0; x <= x1; x++)
        if (x !== x0) beneath.set(cellAt(y, x), '')
        else if (y !== y0) beneath.set(cellAt(y, x), cellAt(y0, x0))
  }
  return beneath
}

function textOfCell(cell: ExcelJS.Cell): { readonly text: string; readonly isDate: boolean } {
  const value = resultOf(cell.value)
  if (value instanceof Date) {
    const shown = asDisplayed(serialOf(value), cell.numFmt ?? 'dd/mm/yyyy')
    return { text: withItsDay(shown, value.toISOString().slice(0, 10)), isDate: true }
  }
  if (typeof value === 'number') return { text: asDisplayed(value, cell.numFmt), isDate: false }
  if (value === null || value === undefined) return { text: '', isDate: false }
  if (typeof value === 'object' && 'richText' in value)
    return { text: value.richText.map(({ text }) => text).join(''), isDate: false }
  if (typeof value === 'object' && 'error' in value)
    return { text: String(value.error), isDate: false }
  if (typeof value === 'string') return { text: value, isDate: false }
  return {
    text: typeof value === 'boolean' ? String(value).toUpperCase() : cell.text,
    isDate: false,
  }
}

/** A date as displayed, where that is the day which the cell holds; else that day in figures. */
function withItsDay(shown: string, iso: string): string {
  if (!isDay(iso)) return shown
  const read = readPartialDay(shown)
  if (read.ok) {
    const { day, precision } = read.value
    const same: Record<typeof precision, (value: Day) => string> = {
      day: value => value,
      month: value => value.slice(0, 7),
      year: value => value.slice(0, 4),
    }
    if (same[precision](day) === same[precision](iso)) return shown
  }
  return formatDayInFigures(iso)
}

function squared(rows: readonly (readonly string[])[]): string[][] {
  const width = Math.max(0, ...rows.map(row => row.length))
  return rows.map(row => [...row, ...Array<string>(width - row.length).fill('')])
}
