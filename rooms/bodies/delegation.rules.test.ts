import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { poundsInWords, reasonsOutsideDelegation } from './delegation.rules.ts'

const delegation = {
  office: 'Chief Finance Officer',
  from_day: day('2024-04-01'),
  until_day: day('2025-03-31'),
  most: 250_000,
}
const codes = (on: string, amount: number | null) =>
  reasonsOutsideDelegation(delegation, { on: day(on), amount }).map(({ code }) => code)

test('an officer decides under a delegation from its first day to its last', () => {
  expect(codes('2024-04-01', 100)).toEqual([])
  expect(codes('2025-03-31', 100)).toEqual([])
  expect(codes('2024-03-31', 100)).toEqual(['outside-delegation'])
  expect(codes('2025-04-01', 100)).toEqual(['outside-delegation'])
})

test('up to the limit and no further, and the sum must be said where there is a limit', () => {
  expect(codes('2025-01-01', 250_000)).toEqual([])
  expect(codes('2025-01-01', 250_000.01)).toEqual(['over-the-limit'])
  expect(codes('2025-01-01', null)).toEqual(['sum-missing'])
  expect(
    reasonsOutsideDelegation(
      { ...delegation, most: null },
      { on: day('2025-01-01'), amount: null },
    ),
  ).toEqual([])
})

test('sums are written in pounds as people write them', () => {
  expect(poundsInWords(250_000)).toBe('£250,000')
  expect(poundsInWords(1250.5)).toBe('£1,250.50')
})
