/** What may stand in a cell of a table of open data; null is nothing. */
export type CsvValue = string | number | null

/**
 * A table as CSV (RFC 4180) in UTF-8: a header line, then a line for each row, lines
 * ended by CRLF, quotation marks where a value needs them.
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe before it:
 * some of it was typed by strangers, and opening a file must run nothing.
 */
export const csvOf = (columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string =>
  [columns, ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('')

function cell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
