/**
 * Rows as comma-separated text (RFC 4180), for open data. A cell that a
 * spreadsheet would run as a formula is given an apostrophe before it.
 */
export const csvOf = (
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string => [header, ...rows].map(row => `${row.map(cellOf).join(',')}\r\n`).join('')

/** A text of which a spreadsheet makes no formula, however often it is saved and opened. */
export const safeInASheet = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) ? `'${text}` : text

function cellOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = safeInASheet(value)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
