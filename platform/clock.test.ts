import { expect, test } from 'vitest'
import { londonNow } from './clock.ts'

test.each([
  ['2025-02-14T10:00:59.999Z', '2025-02-14', '10:00', 'in winter London keeps Greenwich time'],
  [
    '2025-06-30T23:30:00Z',
    '2025-07-01',
    '00:30',
    'in summer it is an hour on, and may be a day on',
  ],
  ['2025-03-30T00:59:00Z', '2025-03-30', '00:59', 'up to 1am on the last Sunday of March'],
  ['2025-03-30T01:00:00Z', '2025-03-30', '02:00', 'then the clocks go forward'],
  ['2025-10-26T00:59:00Z', '2025-10-26', '01:59', 'up to 2am on the last Sunday of October'],
  ['2025-10-26T01:00:00Z', '2025-10-26', '01:00', 'then they go back'],
  ['2024-12-31T23:59:59Z', '2024-12-31', '23:59', 'the year ends at midnight'],
  ['2025-01-01T00:00:00Z', '2025-01-01', '00:00', 'and midnight is the new day, written 00:00'],
])('R-CAL-5: %s is %s at %s in London: %s', (instant, day, time) => {
  expect(londonNow(new Date(instant))).toEqual({ day, time })
})

test('an instant that is none is a fault', () => {
  expect(() => londonNow(new Date('never'))).toThrow(RangeError)
})
