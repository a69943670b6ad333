import { expect, test } from 'vitest'
import { type Day, day } from '../../platform/day.rules.ts'
import { readSheets } from '../../platform/documents/sheets.ts'
import { expectDone } from '../../platform/outcome.ts'
import { countRegister, freshnessOn } from '../../rooms/interests/register.rules.ts'
import { guessHeader } from '../../rooms/interests/register-columns.rules.ts'
import { examineRegister } from '../../rooms/interests/register-import.rules.ts'
import { nameKey, namesIn } from '../../rooms/interests/register-people.rules.ts'
import { printedDay, printedRows } from '../../rooms/interests/register-rows.rules.ts'
import { csvKinds, printedCsv, printedWorkbook } from './printed-register.ts'

const on = day('2025-02-14')

const files = [
  { name: 'register.xlsx', bytes: await printedWorkbook() },
  ...csvKinds.map(kind => ({ name: `${kind}.csv`, bytes: printedCsv(kind) })),
]

async function looked(file: (typeof files)[number]) {
  const { sheets } = expectDone(await readSheets(file))
  const sheet = sheets.at(-1)
  if (!sheet) throw new Error('There is no sheet.')
  const header = guessHeader(sheet.rows)
  const uses = header.columns.map(({ use }) => use)
  return { sheet, header, uses, ...printedRows(sheet, uses, header.last) }
}

const withoutRecord = { persons: null, organisations: [], today: on, mayEnterPeople: false }

for (const file of files)
  test(`R-COI-13: all that is odd in the printed register is found by row, in ${file.name}`, async () => {
    const { header, lines, headingsAgain, uses } = await looked(file)
    expect([header.first, header.last]).toEqual([3, 4])
    expect(uses).toEqual([
      ...['surname', 'forename', 'position', 'answer', 'financial', 'non-financial professional'],
      ...['non-financial personal', 'indirect', 'details', 'from', 'to', 'handling', 'declared'],
    ])
    expect(headingsAgain).toEqual([26, 46, 63])
    expect(lines).toHaveLength(66)
    const { problems, undecided } = examineRegister(lines, {}, withoutRecord)
    const rowsWith = (code: string) =>
      problems.filter(problem => problem.code === code).map(({ row }) => row)
    // A row here is a line of the source less 27.
    expect(rowsWith('nil-with-a-type')).toEqual([21])
    expect(rowsWith('interest-without-a-type')).toEqual([34, 35, 42, 43])
    expect(rowsWith('no-typed-as-a-tick')).toEqual([42, 43, 44])
    expect(rowsWith('people-merged')).toEqual([14, 22])
    expect(rowsWith('no-name')).toEqual([24])
    expect(rowsWith('words-round-a-day')).toEqual([37, 38, 39, 40])
    expect(rowsWith('day-to-the-month')).toEqual([11, 12, 13, 39, 40, 47, 48, 49, 72, 73, 74, 75])
    expect(rowsWith('day-to-the-year')).toEqual([31, 32, 41, 56, 57])
    expect(rowsWith('day-unread')).toEqual([65])
    expect(rowsWith('blank-return')).toEqual([10, 36, 52, 76, 77])
    expect(problems).toHaveLength(1 + 4 + 3 + 2 + 1 + 4 + 12 + 5 + 1 + 5)
    expect(undecided.map(({ row }) => row)).toEqual([14, 22, 24])
    const of = (row: number, code: string) =>
      problems.find(problem => problem.row === row && problem.code === code)
    expect(of(13, 'day-to-the-month')).toMatchObject({ cell: 'J13', printed: 'May-95' })
    expect(of(13, 'day-to-the-month')?.message).toContain('May 1995')
    expect(of(11, 'day-to-the-month')?.printed).toBe('April 2013')
    expect(of(31, 'day-to-the-year')?.printed).toBe('2001')
    expect(of(37, 'words-round-a-day')?.printed).toBe('left role 31/12/24')
    expect(of(24, 'no-name')?.cell).toBe('M24')
  })

test('R-COI-4: of the 35 names printed 5 are undated and 23 older than 12 months, and one line has a date and no name', async () => {
  for (const file of files) {
    const { lines } = await looked(file)
    const byName = new Map<string, (Day | null)[]>()
    let nameless = 0
    for (const row of lines) {
      const name = nameKey(
        namesIn(row, [])
          .map(each => each.name)
          .join(' '),
      )
      const declared = printedDay(row.cells.declared).read?.day ?? null
      if (name === '') nameless++
      else byName.set(name, [...(byName.get(name) ?? []), declared])
    }
    expect(nameless).toBe(1)
    const counts = countRegister([...byName.values()].map(days => freshnessOn(days, on)))
    expect(counts).toEqual({ people: 35, undated: 5, olderThan12Months: 23 })
  }
})

test('the original text is kept: every cell of the file is in the line it became, or in what was left out', async () => {
  for (const file of files) {
    const { lines: rows } = await looked(file)
    const decisions = {
      'r14-people-merged': 'nobody',
      'r22-people-merged': 'nobody',
      'r24-no-name': 'out',
      'r24-no-name-text': 'Nobody knows whose',
    }
    const { lines, leftOut, undecided } = examineRegister(rows, decisions, withoutRecord)
    expect(undecided).toEqual([])
    expect(lines).toHaveLength(67)
    const plain = (text: string) => text.replace(/\s+/g, ' ')
    for (const row of rows) {
      const became = plain(
        JSON.stringify([lines, leftOut].flat().filter(each => each.row === row.row)),
      ).replaceAll('\\n', ' ')
      for (const [field, cell] of Object.entries(row.cells)) {
        // Said by the answer and the types themselves, where they are not odd.
        if (
          cell.text === '' ||
          ['Yes', 'No', 'Y'].includes(cell.text) ||
          field === 'surname' ||
          field === 'forename'
        )
          continue
        expect(became, `${cell.at} in ${file.name}`).toContain(
          JSON.stringify(plain(cell.text)).slice(1, -1),
        )
      }
    }
  }
})
