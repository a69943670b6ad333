import ExcelJS from 'exceljs'
import { format } from 'numfmt'
import { type Block, type Cell, type Run, runsText, safeHref } from './blocks.ts'
import { readZipDirectory } from './zip-directory.ts'

/** What came out of a workbook, and what its clerk should know. */
type XlsxRead = { readonly blocks: readonly Block[]; readonly warnings: readonly string[] }

// Past this a page helps nobody; the workbook itself is there to be taken.
const MOST_CELLS = 40_000

// Excel shows its built-in date formats as the country does; files hold the American spelling.
const AS_BRITISH: Readonly<Record<string, string>> = {
  'mm-dd-yy': 'dd/mm/yyyy',
  'm/d/yy h:mm': 'dd/mm/yyyy hh:mm',
}

/**
 * Reads a workbook into blocks: each visible sheet a heading (where there are
 * several) and a table for each stretch between empty rows, with dates and numbers
 * as Excel displays them. Throws where ExcelJS cannot read the file.
 */
export async function xlsxBlocks(bytes: Uint8Array): Promise<XlsxRead> {
  const workbook = new ExcelJS.Workbook()
  // ExcelJS types its argument by an old Buffer; an ArrayBuffer of our own is what it takes.
  await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  const sheets = workbook.worksheets.filter(sheet => sheet.state === 'visible')
  const blocks: Block[] = []
  const warnings: string[] = []
  let left = MOST_CELLS
  let errors = 0
  for (const sheet of sheets) {
    const name = sheet.name.trim() || 'Sheet'
    const rows = rowsOf(sheet)
    const inner = regionsOf(rows).flatMap((region, at, all) => {
      // A line on its own above a table is what the table is about.
      if (isLine(region)) return isLine(all[at + 1]) || !all[at + 1] ? [lineBlock(region)] : []
      const before = all[at - 1]
      const line = before && isLine(before) ? lineText(before) : undefined
      const size = region.reduce((sum, row) => sum + row.length, 0)
      if (size > left) {
        left = 0
        return []
      }
      left -= size
      return [tableBlock(region, line ?? name)]
    })
    errors += rows.flat().filter(cell => isShown(cell) && cell.isError).length
    if (inner.length === 0) continue
    if (sheets.length > 1) blocks.push({ kind: 'heading', level: 1, runs: [{ text: name }] })
    blocks.push(...inner)
  }
  if (left === 0) {
    const words = 'The rest of the workbook is too long for this page. It is in the file itself.'
    blocks.push({ kind: 'paragraph', runs: [{ text: words, italic: true }] })
    warnings.push(
      'The workbook is too long to be shown whole: readers see the first part, and the file.',
    )
  }
  if (blocks.length === 0) warnings.push('The workbook has no visible cells with anything in them.')
  if (errors > 0) {
    warnings.push(
      `${errors} ${errors === 1 ? 'cell shows' : 'cells show'} an error, such as #REF!. Mend the formula before you publish.`,
    )
  }
  const hidden = workbook.worksheets.length - sheets.length
  if (hidden > 0) {
    warnings.push(
      `${hidden} hidden ${hidden === 1 ? 'sheet is' : 'sheets are'} left out here, but still in the file: whoever takes the file can read ${hidden === 1 ? 'it' : 'them'}.`,
    )
  }
  if (readZipDirectory(bytes).some(entry => /^xl\/(?:charts|media)\//.test(entry.name))) {
    warnings.push('Charts and pictures in the workbook are not shown here; their figures are.')
  }
  return { blocks, warnings }
}

type Shown = {
  readonly runs: readonly Run[]
  /** A number or a date: not what a header says. */
  readonly isNumber: boolean
  /** A number: it stands at the right. */
  readonly isFigure: boolean
  readonly isError: boolean
  readonly colspan: number
  readonly rowspan: number
}
/** A row of what is shown; a gap where a merged cell from elsewhere lies over it. */
type Row = readonly (Shown | undefined | 'covered')[]

function rowsOf(sheet: ExcelJS.Worksheet): Row[] {
  const spans = mergesOf(sheet)
  const columns = Math.min(sheet.columnCount, 500)
  const rows: Row[] = []
  for (let at = 1; at <= sheet.rowCount && rows.length * columns <= MOST_CELLS * 4; at++) {
    const row = sheet.getRow(at)
    if (row.hidden) continue
    const cells: (Shown | undefined | 'covered')[] = []
    for (let column = 1; column <= columns; column++) {
      if (sheet.getColumn(column).hidden) continue
      const span = spans.get(`${at}:${column}`)
      if (span === 'covered') cells.push('covered')
      else cells.push(shownOf(row.getCell(column), span ?? { colspan: 1, rowspan: 1 }))
    }
    rows.push(cells)
  }
  return rows
}

function mergesOf(
  sheet: ExcelJS.Worksheet,
): Map<string, 'covered' | { colspan: number; rowspan: number }> {
  const spans = new Map<string, 'covered' | { colspan: number; rowspan: number }>()
  for (const range of sheet.model.merges ?? []) {
    const [, left = '', top = '', right = '', foot = ''] =
      /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range) ?? []
    if (foot === '') continue
    const [x0, x1] = [columnNumber(left), columnNumber(right)]
    const [y0, y1] = [Number(top), Number(foot)]
    let [colspan, rowspan] = [0, 0]
    for (let x = x0; x <= x1 && x < x0 + 500; x++) if (!sheet.getColumn(x).hidden) colspan++
    for (let y = y0; y <= y1 && y < y0 + 5000; y++) if (!sheet.getRow(y).hidden) rowspan++
    for (let y = y0; y < y0 + 5000 && y <= y1; y++) {
      for (let x = x0; x < x0 + 500 && x <= x1; x++) spans.set(`${y}:${x}`, 'covered')
    }
    spans.set(`${y0}:${x0}`, { colspan: Math.max(1, colspan), rowspan: Math.max(1, rowspan) })
  }
  return spans
}

/** The number of a column that has letters: A is 1. */
export const columnNumber = (letters: string): number =>
  Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)

function shownOf(
  cell: ExcelJS.Cell,
  span: { colspan: number; rowspan: number },
): Shown | undefined {
  const value = resultOf(cell.value)
  const shown = (runs: readonly Run[], kind?: 'figure' | 'date' | 'error'): Shown | undefined =>
    runsText(runs).trim() === ''
      ? undefined
      : {
          runs,
          isNumber: kind === 'figure' || kind === 'date',
          isFigure: kind === 'figure',
          isError: kind === 'error',
          ...span,
        }
  if (typeof value === 'number') return shown([{ text: asDisplayed(value, cell.numFmt) }], 'figure')
  if (value instanceof Date) {
    return shown([{ text: asDisplayed(serialOf(value), cell.numFmt ?? 'dd/mm/yyyy') }], 'date')
  }
  if (typeof value === 'boolean') return shown([{ text: value ? 'TRUE' : 'FALSE' }])
  if (typeof value === 'string') return shown(linesOf(value))
  if (value === null || value === undefined) return undefined
  if ('error' in value) return shown([{ text: String(value.error) }], 'error')
  if ('richText' in value) {
    return shown(
      value.richText.map(({ text, font }) => ({
        text,
        ...(font?.bold ? { bold: true as const } : {}),
        ...(font?.italic ? { italic: true as const } : {}),
      })),
    )
  }
  if ('hyperlink' in value) {
    const href = safeHref(value.hyperlink)
    const text = typeof value.text === 'string' ? value.text : cell.text
    return shown([{ text, ...(href === undefined ? {} : { href }) }])
  }
  return shown([{ text: cell.text }])
}

/** What a formula came to when the workbook was last saved; any other value as it is. */
export function resultOf(value: ExcelJS.CellValue): ExcelJS.CellValue {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if ('formula' in value || 'sharedFormula' in value) return value.result ?? null
  return value
}

function linesOf(text: string): Run[] {
  const lines = text.split(/\r?\n/)
  return lines.map((line, at) => ({
    text: line,
    ...(at < lines.length - 1 ? { break: true as const } : {}),
  }))
}

// Day 1 of Excel's count is 1 January 1900, and it takes that year for a leap year.
const DAYS_FROM_1900_TO_1970 = 25_569
const MS_IN_A_DAY = 86_400_000

export const serialOf = (date: Date): number =>
  date.getTime() / MS_IN_A_DAY + DAYS_FROM_1900_TO_1970

/** A number or a date as Excel displays it, in the British way. */
export function asDisplayed(value: number, pattern: string | undefined): string {
  const wanted = pattern === undefined || pattern === '' ? 'General' : pattern
  try {
    return format(AS_BRITISH[wanted] ?? wanted, value, { locale: 'en-GB' }).trim()
  } catch {
    // A format that cannot be read: the bare figure is better than none.
    return String(value)
  }
}

// ---- from a sheet to tables ------------------------------------------------------------------------

type Region = readonly Row[]

const isShown = (cell: Row[number]): cell is Shown => cell !== undefined && cell !== 'covered'
const isEmpty = (row: Row): boolean => !row.some(cell => cell !== undefined)

/** The stretches between empty rows, without empty columns at either side. */
function regionsOf(rows: readonly Row[]): Region[] {
  const regions: Row[][] = []
  let current: Row[] = []
  for (const row of [...rows, []]) {
    if (!isEmpty(row)) current.push(row)
    else if (current.length > 0) {
      regions.push(current)
      current = []
    }
  }
  return regions.flatMap(region => {
    const used = region.flatMap(row => row.flatMap((cell, at) => (cell === undefined ? [] : [at])))
    const [first, last] = [Math.min(...used), Math.max(...used)]
    const cut = region.map(row => row.slice(first, last + 1))
    // A title straight above its table, in one cell alone, belongs to it as its caption.
    const [top, ...below] = cut
    if (top && below.length > 1 && last > first && top.filter(isShown).length === 1) {
      const isTitle = isShown(top[0]) && !top[0].isNumber && top.slice(1).every(c => !isShown(c))
      if (isTitle && below[0] && below[0].filter(isShown).length > 1) return [[top], below]
    }
    return [cut]
  })
}

const isLine = (region: Region | undefined): boolean =>
  region !== undefined && region.length === 1 && region.flat().filter(isShown).length === 1

const lineOf = (region: Region): readonly Run[] => region.flat().find(isShown)?.runs ?? []
const lineText = (region: Region): string => runsText(lineOf(region)).trim()
const lineBlock = (region: Region): Block => ({ kind: 'paragraph', runs: lineOf(region) })

function tableBlock(region: Region, caption: string): Block {
  const [top = [], ...rest] = region
  const heads = top.filter(isShown)
  const hasHeader = rest.length > 0 && heads.length > 0 && heads.every(cell => !cell.isNumber)
  const body = hasHeader ? rest : region
  // The first column names the rows where each has a name in it and other columns hold figures.
  const namesRows =
    top.length > 1 &&
    body.every(row => isShown(row[0]) && !row[0].isNumber) &&
    body.some(row => row.slice(1).some(cell => isShown(cell) && cell.isNumber))
  return {
    kind: 'table',
    caption,
    headerRows: hasHeader ? 1 : 0,
    rows: region.map((row, rowAt) =>
      row.flatMap((cell, at): Cell[] => {
        if (cell === 'covered') return []
        const isHead = hasHeader && rowAt === 0
        const header = isHead ? 'column' : namesRows && at === 0 ? 'row' : undefined
        const isFigure = isShown(cell) && cell.isFigure
        const figuresBelow =
          isHead &&
          body.some(each => isShown(each[at])) &&
          body.every(each => {
            const below = each[at]
            return !isShown(below) || below.isFigure
          })
        return [
          {
            blocks: isShown(cell) ? [{ kind: 'paragraph', runs: cell.runs }] : [],
            ...(isShown(cell) && cell.colspan > 1 ? { colspan: cell.colspan } : {}),
            ...(isShown(cell) && cell.rowspan > 1 ? { rowspan: cell.rowspan } : {}),
            // An empty corner heads nothing.
            ...(header !== undefined && isShown(cell) ? { header } : {}),
            ...(isFigure || figuresBelow ? { align: 'right' as const } : {}),
          },
        ]
      }),
    ),
  }
}
