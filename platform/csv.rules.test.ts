import { expect, test } from 'vitest'
import { csvOf } from './csv.rules.ts'

test('commas, quotation marks and line ends are kept within their cell', () => {
  expect(
    csvOf(
      ['a', 'b'],
      [
        ['one, two', 'she said “yes”'],
        ['"', 'x\ny'],
      ],
    ),
  ).toBe('a,b\r\n"one, two",she said “yes”\r\n"""","x\ny"\r\n')
})

test('an absent value is an empty cell, and nought is not absent', () => {
  expect(csvOf(['a', 'b'], [[null, 0]])).toBe('a,b\r\n,0\r\n')
})

test('what a spreadsheet would run as a formula is plain text', () => {
  expect(csvOf(['a'], [['=1+1'], ['@x'], ['-2'], ['+3']])).toBe(
    "a\r\n'=1+1\r\n'@x\r\n'-2\r\n'+3\r\n",
  )
})
