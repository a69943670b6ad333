import ExcelJS from 'exceljs'
import { isDay } from '../../platform/day.rules.ts'
import interests from './facts/interests.json' with { type: 'json' }
import people from './facts/people.json' with { type: 'json' }

type Fact = (typeof interests)[number]

const columns = [
  'Surname',
  'Forename',
  'Position within, or relationship with the Integrated Care Board',
  'Interests to Declare',
  'Financial Interest',
  'Non-Financial Professional',
  'Non-Financial Personal',
  'Indirect',
  'Details of Interest',
  'Date From',
  'Date To',
  'Actions to be taken to mitigate risk',
  'Date Declared',
]

const flags = ['financial', 'non-financial professional', 'non-financial personal', 'indirect']

/** Rows 69 to 71 of the source: “N” typed where others leave the cell empty. */
const noTyped: Readonly<Record<string, readonly string[]>> = {
  'Chairs LGA Economy and Resources Board': ['N', 'N', 'N', ''],
  'Board member of Local Partnerships': ['N', 'N', 'N', ''],
  "Trustee of a children's hospice charity (Helen & Douglas House)": ['N', 'N', 'Y', 'N'],
}

/** Before these the source begins a new page, with the heading again. */
const pagesBegin = [
  'director-of-partnerships-south-central-ambulance-service',
  'vcse-partnership-lead',
  'chair-bedfordshire-hospitals',
]
/** On this page two types share one heading. */
const narrowPage = 'vcse-partnership-lead'
/** Below this line stands one with a date and no name. */
const aboveTheStray = 'deputy-chief-executive-healthwatch-milton-keynes'
const STRAY_DATE = '02/11/2023'

const nameOf = new Map(people.map(({ key, name }) => [key, name]))

/** 'Chair, Healthwatch Luton' as a register of surnames prints it: people stand here by office. */
function printedName(key: string): { surname: string; forename: string } {
  const name = nameOf.get(key) ?? key
  const comma = name.indexOf(', ')
  return comma < 0
    ? { surname: name, forename: '' }
    : { surname: name.slice(comma + 2), forename: name.slice(0, comma) }
}

type PrintedLine = { readonly cells: readonly string[]; readonly isHeading?: boolean }

const lineOf = (row: Fact): readonly string[] => {
  const { surname, forename } = printedName(row.person)
  const said = { yes: 'Yes', nil: 'No', blank: '', unclear: 'No' }[row.answer] ?? ''
  const types = row.types as readonly string[]
  return [
    surname,
    forename,
    row.position,
    said,
    ...(noTyped[row.description] ?? flags.map(type => (types.includes(type) ? 'Y' : ''))),
    row.description,
    row.from.text,
    row.to.text,
    row.handling,
    row.declared.text,
  ]
}

/**
 * The partnership's register of interests as its pack of 14 February 2025 prints it, people by
 * office and in our own words, with all that is odd about it (R-COI-13): two lines that two
 * people share, “N” as a tick, headings again on each page, and a line with a date and no name.
 */
export function printedLines(): PrintedLine[] {
  const lines: PrintedLine[] = [
    { cells: ['Register of interests: BLMK Health and Care Partnership'] },
    { cells: ['As printed with the papers for the meeting of 14 February 2025'] },
    { cells: [] },
    {
      cells: [
        'Surname',
        'Forename',
        columns[2] ?? '',
        columns[3] ?? '',
        'Type of interest',
        '',
        '',
        '',
        ...columns.slice(8),
      ],
      isHeading: true,
    },
    { cells: ['', '', '', '', ...columns.slice(4, 8)], isHeading: true },
  ]
  interests.forEach((row, at) => {
    const before = interests[at - 1]
    const after = interests[at + 1]
    if (pagesBegin.includes(row.person) && before?.person !== row.person) {
      const heading = [...columns]
      if (row.person === narrowPage) heading.splice(6, 2, 'Indirect Non-Financial Personal', '')
      lines.push({ cells: [] }, { cells: heading, isHeading: true })
    }
    const shares = (other: Fact | undefined) =>
      row.answer === 'unclear' &&
      other?.answer === 'unclear' &&
      other.declared.text === row.declared.text
    if (shares(before)) return
    if (after && shares(after)) {
      const other = lineOf(after)
      lines.push({
        cells: lineOf(row).map((cell, column) => (column < 3 ? `${cell}\n${other[column]}` : cell)),
      })
      return
    }
    lines.push({ cells: lineOf(row) })
    if (row.person === aboveTheStray)
      lines.push({ cells: [...Array<string>(12).fill(''), STRAY_DATE] })
  })
  return lines
}

/** As clerks' sheets have them here and there: spaces at the end, spaces that do not break, line breaks. */
const asTyped = (cell: string, row: number, column: number): string => {
  if (cell === '' || column === 3) return cell
  if (row % 7 === 0 && column === 2) return `${cell} `
  if (row % 5 === 0 && column === 8) return cell.replace(' ', '\u00a0')
  if (row % 11 === 0 && column === 11) return cell.replace(' the ', ' the\n')
  return cell
}

const dayIn = (text: string): string | undefined => {
  const iso = text.split('/').reverse().join('-')
  return /^\d{2}\/\d{2}\/\d{4}$/.test(text) && isDay(iso) ? iso : undefined
}

/** The same as an Excel workbook, with merged cells and with real dates beside dates as text. */
export async function printedWorkbook(): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  // The same bytes of text on every day.
  workbook.created = workbook.modified = new Date('2025-02-06T09:00:00Z')
  workbook.addWorksheet('Notes').addRow(['The register is on the next sheet.'])
  const sheet = workbook.addWorksheet('Register')
  const lines = printedLines()
  lines.forEach(({ cells, isHeading = false }, at) => {
    const row = sheet.addRow([])
    cells.forEach((text, column) => {
      if (text === '') return
      const cell = row.getCell(column + 1)
      const iso = [9, 10, 12].includes(column) && at % 2 === 0 ? dayIn(text) : undefined
      if (iso !== undefined) {
        cell.value = new Date(`${iso}T00:00:00Z`)
        cell.numFmt = 'dd/mm/yyyy'
      } else if (text === 'Feb-21') {
        cell.value = new Date('2021-02-01T00:00:00Z')
        cell.numFmt = 'mmm-yy'
      } else if (text === '2001') cell.value = 2001
      else cell.value = isHeading ? text : asTyped(text, at, column)
      if (isHeading) cell.font = { bold: true }
      if (text.includes('\n')) cell.alignment = { wrapText: true }
    })
  })
  sheet.mergeCells('A1:M1')
  sheet.mergeCells('E4:H4')
  for (const letter of ['A', 'B', 'C', 'D', 'I', 'J', 'K', 'L', 'M'])
    sheet.mergeCells(`${letter}4:${letter}5`)
  // A person with several lines, as some clerks print them: the name once.
  for (const letter of ['A', 'B', 'C']) sheet.mergeCells(`${letter}6:${letter}9`)
  sheet.columns.forEach((column, at) => {
    column.width = at === 2 || at === 8 || at === 11 ? 40 : 16
  })
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

export const csvKinds = ['utf-8', 'windows-1252', 'semicolons'] as const

/** The same as a CSV file: with a byte order mark, as Excel saves it in England, or as it does elsewhere. */
export function printedCsv(kind: (typeof csvKinds)[number]): Uint8Array {
  const separator = kind === 'semicolons' ? ';' : ','
  const quoted = (cell: string) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const text = printedLines()
    .map(({ cells }, at) =>
      Array.from({ length: columns.length }, (_, column) =>
        quoted(asTyped(cells[column] ?? '', at, column)),
      ).join(separator),
    )
    .join('\r\n')
  return kind === 'windows-1252'
    ? // What these lines hold beyond ASCII has the same place in Latin-1.
      new Uint8Array(Buffer.from(text, 'latin1'))
    : new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf8'))
}
