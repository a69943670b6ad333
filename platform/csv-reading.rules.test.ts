import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvOf } from './csv.rules.ts'
import { readCsv } from './csv-reading.rules.ts'

test('cells in quotation marks hold separators, line breaks and doubled marks', () => {
  expect(readCsv('a,b\r\n"c, ""d""","e\nf"\r\n')).toEqual([
    ['a', 'b'],
    ['c, "d"', 'e\nf'],
  ])
  expect(readCsv('a,b\n1,')).toEqual([
    ['a', 'b'],
    ['1', ''],
  ])
})

test('semicolons and tabs are read where the lines have more of them', () => {
  expect(readCsv('Name;Details\nChair;"Trust, Luton; Bedford"')).toEqual([
    ['Name', 'Details'],
    ['Chair', 'Trust, Luton; Bedford'],
  ])
  expect(readCsv('Name\tDetails\nChair\tLuton, Bedford')[1]).toEqual(['Chair', 'Luton, Bedford'])
})

test('what we write as open data we read as it was', () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', 'é', ',', ';', '"', '\n', '=', '+', "'", ' ', '\t') })
    .filter(text => !/^'[=+\-@\t\r]/.test(text))
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 4 }), rows => {
      const header = ['one', 'two', 'three', 'four, five', 'six, seven']
      const wide = rows.map(row => [...row, 'x', 'y'])
      const text = csvOf(header, wide)
      fc.pre(!/[;\t]/.test(text))
      expect(readCsv(text)).toEqual([header, ...wide])
    }),
    { numRuns: 40 },
  )
})
