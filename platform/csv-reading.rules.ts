/** A row of a sheet or of a text file, each cell as it stands there. */
export type TextRow = readonly string[]

const separators = [',', ';', '\t'] as const

/**
 * Comma-, semicolon- or tab-separated text as rows of cells (RFC 4180): cells in
 * quotation marks may hold separators, line breaks and doubled marks. The separator
 * is the one that its first lines have most of outside quotation marks. The
 * apostrophe that `csvOf` puts before what a spreadsheet would run is taken off again.
 */
export function readCsv(text: string): TextRow[] {
  const separator = separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = () => {
    row.push(/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    rows.push(row)
    row = []
  }
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (letter === '"' && cell === '') quoted = true
    else if (letter === separator) endCell()
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[at + 1] === '\n') at++
      endRow()
    } else cell += letter
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}

function separatorOf(text: string): string {
  const counts = new Map<string, number>(separators.map(each => [each, 0]))
  let quoted = false
  let lines = 0
  for (const letter of text) {
    if (letter === '"') quoted = !quoted
    else if (!quoted && letter === '\n' && ++lines === 20) break
    else if (!quoted && counts.has(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  return separators.reduce((best, each) =>
    (counts.get(each) ?? 0) > (counts.get(best) ?? 0) ? each : best,
  )
}
