/**
 * A value of a row as a cell of CSV (RFC 4180). A list or an object is its JSON; nothing is
 * an empty cell. A text that a spreadsheet would take for a formula gets an apostrophe
 * before it: some of it was typed by strangers, and opening a file must run nothing.
 */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
