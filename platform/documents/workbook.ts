import ExcelJS from 'exceljs'
import { safeInASheet } from '../csv.rules.ts'

export type WorkbookColumn = {
  readonly heading: string
  /** In characters, about. */
  readonly width: number
}

/** Excel allows 31 characters, and none of these, in the name of a sheet. */
const sheetNameOf = (name: string) =>
  name
    .replace(/[\\/?*[\]:]/g, ' ')
    .replace(/^'|'$/g, '')
    .slice(0, 31)

/**
 * Rows as an Excel workbook of one sheet: a heading that stays in sight, can be filtered and is
 * repeated on each printed page. Every text is a text: one that a spreadsheet would take for a
 * formula, now or after it was saved as CSV, has an apostrophe before it, as in `csvOf`. The same
 * rows and moment give the same workbook.
 */
export async function makeWorkbook(of: {
  readonly title: string
  readonly sheet: string
  readonly columns: readonly WorkbookColumn[]
  readonly rows: readonly (readonly (string | number | null)[])[]
  readonly madeAt: Date
}): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  workbook.title = of.title
  workbook.creator = 'Goldthread'
  workbook.created = of.madeAt
  workbook.modified = of.madeAt
  const sheet = workbook.addWorksheet(sheetNameOf(of.sheet), {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToHeight: 0, paperSize: 9 },
  })
  sheet.columns = of.columns.map(({ width }) => ({ width }))
  sheet.addRow(of.columns.map(({ heading }) => safeInASheet(heading))).font = { bold: true }
  for (const row of of.rows)
    sheet.addRow(row.map(value => (typeof value === 'string' ? safeInASheet(value) : value)))
  sheet.eachRow(row => {
    row.alignment = { vertical: 'top', wrapText: true }
  })
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: of.columns.length } }
  sheet.pageSetup.printTitlesRow = '1:1'
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
