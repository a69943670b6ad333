import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { dayWithoutClerk } from './clerks.rules.ts'

const span = (from: string, until: string | null = null) => ({
  from: day(from),
  until: until === null ? null : day(until),
})
const today = day('2025-03-10')

test('a body that nobody keeps has no clerk from the first day asked for', () => {
  expect(dayWithoutClerk([], today)).toBe('2025-03-10')
  expect(dayWithoutClerk([span('2025-04-01')], today)).toBe('2025-03-10')
})

test('a clerk who takes over on the day after the last leaves no day without one', () => {
  expect(dayWithoutClerk([span('2024-01-01', '2025-03-31'), span('2025-04-01')], today)).toBe(
    undefined,
  )
})

test('a day between two clerks is found, and the end of the last', () => {
  expect(dayWithoutClerk([span('2024-01-01', '2025-03-31'), span('2025-04-02')], today)).toBe(
    '2025-04-01',
  )
  expect(dayWithoutClerk([span('2024-01-01', '2025-03-31')], today)).toBe('2025-04-01')
})
