import { expect, test } from 'vitest'
import { expectDone } from '../../platform/outcome.ts'
import { readNumber, readSeries } from './series-file.rules.ts'

test('a CSV of days and values is read, with or without names above, in any order of its columns', () => {
  const expected = { dates: ['2025-01-01', '2025-02-01'], values: [5, null] }
  expect(expectDone(readSeries('2025-01-01,5\n2025-02-01,\n'))).toMatchObject(expected)
  expect(expectDone(readSeries('Value;Date\r\n5;1/1/2025\r\n;1 February 2025'))).toMatchObject(
    expected,
  )
  expect(expectDone(readSeries('date,value,place,plan\n2025-01-01,5,Luton,6\n'))).toMatchObject({
    facet: ['Luton'],
    trajectory: [6],
  })
})

test('each line that is no day or number is refused with its number', () => {
  const outcome = readSeries('date,value\n2025-01-01,5\n31 February 2025,6\n2025-03-01,high\n')
  expect(outcome).toMatchObject({
    ok: false,
    refusals: [
      { message: 'Line 3: “31 February 2025” is not a day.' },
      { message: 'Line 4: “high” is not a number.' },
    ],
  })
  expect(readSeries('')).toMatchObject({ refusals: [{ code: 'no-lines' }] })
  expect(readSeries('date,figure\n2025-01-01,5')).toMatchObject({
    refusals: [{ code: 'no-values' }],
  })
})

test('R-PERF-2: what is not there is no number, and never nought', () => {
  expect(['', ' ', 'n/a', 'NA'].map(readNumber)).toEqual([null, null, null, null])
  expect(['1,234.5', '87%', '-3', '1e3', '.5'].map(readNumber)).toEqual([1234.5, 87, -3, 1000, 0.5])
  expect(['1,23', 'five', '1.2.3', '12-13'].map(readNumber)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
