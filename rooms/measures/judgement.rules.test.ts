import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  changeFrom,
  changeInFigures,
  isMet,
  reasonAgainstComparing,
  rounded,
} from './judgement.rules.ts'

test('R-PERF-1: high is met at the threshold or above, low at it or below, and nothing is judged without one', () => {
  expect(isMet(76.2, 76, 'increase')).toBe(true)
  expect(isMet(4305, 5285, 'decrease')).toBe(true)
  expect(isMet(76, 76, 'increase')).toBe(true)
  expect(isMet(5285, 5285, 'decrease')).toBe(true)
  expect(isMet(75.9, 76, 'increase')).toBe(false)
  expect(isMet(76.2, null, 'increase')).toBeUndefined()
  expect(isMet(76.2, 76, 'neutral')).toBeUndefined()
})

test('R-PERF-2: a figure that is missing is neither met nor changed', () => {
  expect(isMet(null, 76, 'increase')).toBeUndefined()
  expect(isMet(null, 76, 'decrease')).toBeUndefined()
  expect(changeFrom(null, 5, 'other')).toBeUndefined()
  expect(changeFrom(5, null, 'percent')).toBeUndefined()
})

test('R-PERF-3: the year’s plan for appointments is not set beside one month of them', () => {
  expect(reasonAgainstComparing({ kind: 'cumulative' }, { kind: 'rolling', months: 1 })).toBe(
    'These cannot be compared: the first is cumulative, the second of one month.',
  )
  expect(
    reasonAgainstComparing({ kind: 'rolling', months: 12 }, { kind: 'rolling', months: 12 }),
  ).toBeUndefined()
  expect(
    reasonAgainstComparing({ kind: 'rate', per: 100_000 }, { kind: 'rate', per: 1000 }),
  ).toContain('per 100,000, the second per 1,000')
})

test('R-PERF-7: between percentages the change is in points, else in percent; rounded half up, from what is not rounded', () => {
  const told = (before: number, after: number, unit: 'percent' | 'other') => {
    const change = changeFrom(before, after, unit)
    return change && changeInFigures(change)
  }
  expect(told(56.6, 62, 'percent')).toBe('+5.4 pp')
  expect(told(2488, 1639, 'other')).toBe('−34.1%')
  expect(told(5, 5, 'other')).toBe('0.0%')
  expect(told(0, 5, 'other')).toBeUndefined()
})

test('a figure is rounded half away from nought by how it is written', () => {
  expect([rounded(1.005, 2), rounded(2.5, 0), rounded(-2.5, 0), rounded(-21.25, 1)]).toEqual([
    1.01, 3, -3, -21.3,
  ])
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: 0, max: 4 }),
      (whole, places) => {
        const value = whole / 10 ** 6
        expect(Math.abs(rounded(value, places) - value)).toBeLessThanOrEqual(
          0.5000001 / 10 ** places,
        )
      },
    ),
  )
})
