/** What is said of a table (`room.table`) or of a column (`room.table.column`). */
export type Notes = ReadonlyMap<string, string>

/**
 * The data dictionary's words: the comments that stand above a table or a column where a
 * migration makes it. They are kept there, beside what they tell of, and nowhere else.
 *
 * @param migrations their texts, in order
 */
export function notesOf(migrations: readonly string[]): Notes {
  const notes = new Map<string, string>()
  for (const text of migrations) {
    let table: string | undefined
    let above: string[] = []
    for (const line of text.split('\n')) {
      const comment = /^\s*-- ?(.*)$/.exec(line)?.[1]
      if (comment !== undefined) {
        above.push(comment.trim())
        continue
      }
      const made = /^(?:create|alter) table (?:if not exists )?([a-z_]+\.[a-z_]+)/.exec(line)?.[1]
      if (made !== undefined) table = made
      const column = made ? undefined : /^\s+(?:add column |add )?([a-z_]+) /.exec(line)?.[1]
      if (above.length > 0 && table !== undefined && (made !== undefined || column !== undefined)) {
        const name = made === undefined ? `${table}.${column}` : made
        if (!notes.has(name)) notes.set(name, above.join(' '))
      }
      above = []
      if (/;\s*$/.test(line)) table = undefined
    }
  }
  return notes
}
