import { expect, test } from 'vitest'
import { csvOf } from './csv.rules.ts'

test('a value with a comma, a quotation mark or a new line is quoted, and nothing is lost', () => {
  expect(
    csvOf(
      ['a', 'b'],
      [
        ['one, two', 'say "so"\nthen'],
        ['é’', null],
        ['', 3],
      ],
    ),
  ).toBe('a,b\r\n"one, two","say ""so""\nthen"\r\né’,\r\n,3\r\n')
})

test('a text that a spreadsheet would run as a formula cannot run', () => {
  expect(csvOf(['text'], [['=HYPERLINK("http://x")'], ['-1+2']])).toBe(
    'text\r\n"\'=HYPERLINK(""http://x"")"\r\n\'-1+2\r\n',
  )
  expect(csvOf(['number'], [[-1]])).toBe('number\r\n-1\r\n')
})
