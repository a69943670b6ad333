import { expect, test } from 'vitest'
import { csvCell } from './csv-cell.rules.ts'
import { placeOf } from './file-place.rules.ts'
import { notesOf } from './notes.rules.ts'

test('a file keeps its name and folders, and no name leads out of its folder', () => {
  const taken = new Set<string>()
  expect(placeOf(['icb-board', '2025-02-14', 'Minutes.pdf'], taken)).toBe(
    'icb-board/2025-02-14/Minutes.pdf',
  )
  expect(placeOf(['icb-board', '2025-02-14', 'minutes.pdf'], taken)).toBe(
    'icb-board/2025-02-14/minutes (2).pdf',
  )
  expect(placeOf(['..', '../../etc/passwd'], taken)).toBe('file/-..-etc-passwd')
  expect(placeOf(['a', '..'], taken)).toBe('a/file')
  const long = placeOf([`${'é'.repeat(300)}.docx`], taken)
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(180)
  expect(long.endsWith('.docx')).toBe(true)
})

test('a cell keeps what was written, and opens nothing', () => {
  expect(csvCell('a "b", c')).toBe('"a ""b"", c"')
  expect(csvCell('=HYPERLINK("x")')).toBe('"\'=HYPERLINK(""x"")"')
  expect(csvCell(-3)).toBe('-3')
  expect([csvCell(null), csvCell(false), csvCell(['x'])]).toEqual(['', 'false', '"[""x""]"'])
})

test('what a migration says above a table or a column stands in the data dictionary', () => {
  const notes = notesOf([
    `-- A pack is frozen.
create table publishing.packs (
  id uuid primary key,
  -- In the clerk's words,
  -- or none.
  note text not null
);
-- Of nothing.
create index x on y (z);`,
    `alter table publishing.packs
  -- All of it, or only the agenda.
  add column extent text;`,
  ])
  expect(Object.fromEntries(notes)).toEqual({
    'publishing.packs': 'A pack is frozen.',
    'publishing.packs.note': "In the clerk's words, or none.",
    'publishing.packs.extent': 'All of it, or only the agenda.',
  })
})
