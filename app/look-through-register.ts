import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { londonNow } from '../platform/clock.ts'
import { readSheets } from '../platform/documents/sheets.ts'
import { guessHeader, reasonsAgainstColumns } from '../rooms/interests/register-columns.rules.ts'
import { examineRegister } from '../rooms/interests/register-import.rules.ts'
import { printedRows } from '../rooms/interests/register-rows.rules.ts'

/**
 * Looks through a register of interests without a record: what is odd in it, by row. Names are not
 * looked up, and of several sheets the one whose heading says most is taken.
 *
 * @throws an Error with the reason where the file cannot be read or its columns must be chosen
 */
export async function lookThroughRegister(path: string) {
  const read = await readSheets({ name: basename(path), bytes: await readFile(path) })
  if (!read.ok) throw new Error(read.refusals.map(({ message }) => message).join(' '))
  const known = (columns: readonly { readonly use: string }[]) =>
    columns.filter(({ use }) => use !== 'ask' && use !== 'leave').length
  const [best] = read.value.sheets
    .map(sheet => ({ sheet, header: guessHeader(sheet.rows) }))
    .sort((one, other) => known(other.header.columns) - known(one.header.columns))
  if (!best) throw new Error('The file has no rows.')
  const { sheet, header } = best
  // A heading that nobody knows is left out; what must be there is still asked for.
  const uses = header.columns.map(({ use }) => (use === 'ask' ? 'leave' : use))
  const reasons = reasonsAgainstColumns(uses, () => 'columns')
  if (reasons.length > 0) throw new Error(reasons.map(({ message }) => message).join(' '))
  const { lines } = printedRows(sheet, uses, header.last)
  const { problems, undecided } = examineRegister(
    lines,
    {},
    {
      persons: null,
      organisations: [],
      today: londonNow(new Date()).day,
      mayEnterPeople: false,
    },
  )
  const leftOut = header.columns.filter(({ use }) => use === 'ask').map(({ heading }) => heading)
  return {
    found: undecided.length > 0,
    json: {
      sheet: sheet.name,
      rows: lines.length,
      columnsNotKnown: leftOut,
      mustBeDecided: undecided.length,
      problems: problems.map(({ code, row, cell, printed, message, severity, suggestion }) => ({
        row,
        cell,
        code,
        severity,
        printed,
        message,
        suggestion: suggestion?.words ?? null,
      })),
    },
    text: [
      `${lines.length} rows in “${sheet.name}”; ${undecided.length} of ${problems.length} findings must be decided.`,
      ...(leftOut.length === 0 ? [] : [`Columns that are not known: ${leftOut.join(', ')}.`]),
      ...problems.map(
        ({ row, cell, message, severity }) => `Row ${row}, ${cell}: ${message} (${severity})`,
      ),
    ].join('\n'),
  }
}
