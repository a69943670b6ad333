import { expect, test } from 'vitest'
import { day, time } from '../../platform/day.rules.ts'
import { instantNear, instantTyped } from './room-time.rules.ts'

const february = [day('2025-02-14')]
const typed = (text: string, now: string, days = february) =>
  instantTyped(time(text), new Date(now), days)?.toISOString()

test('a time typed at the desk is the last one before now', () => {
  expect(typed('10:05', '2025-02-14T10:20:00Z')).toBe('2025-02-14T10:05:00.000Z')
})

test('just after midnight, five to twelve is of the evening before', () => {
  expect(typed('23:55', '2025-02-15T00:10:00Z')).toBe('2025-02-14T23:55:00.000Z')
  expect(typed('00:05', '2025-02-15T00:10:00Z')).toBe('2025-02-15T00:05:00.000Z')
})

test('what is noted on a later day is of the day of the meeting', () => {
  expect(typed('10:05', '2025-02-20T09:00:00Z')).toBe('2025-02-14T10:05:00.000Z')
})

test('after an adjournment to another day a time is of that day', () => {
  const days = [...february, day('2025-02-21')]
  expect(typed('10:05', '2025-02-21T11:00:00Z', days)).toBe('2025-02-21T10:05:00.000Z')
})

test('in the hour that comes twice in October the later one is meant, once it has come', () => {
  const october = [day('2025-10-25')]
  expect(typed('01:30', '2025-10-26T00:40:00Z', october)).toBe('2025-10-26T00:30:00.000Z')
  expect(typed('01:30', '2025-10-26T01:40:00Z', october)).toBe('2025-10-26T01:30:00.000Z')
})

test('a time that no clock showed, in March, is no time', () => {
  expect(typed('01:30', '2025-03-30T03:00:00Z', [day('2025-03-30')])).toBeUndefined()
})

test('a time put right is the one nearest to what was noted', () => {
  const near = (text: string, noted: string) =>
    instantNear(time(text), new Date(noted))?.toISOString()
  expect(near('23:58', '2025-02-15T00:02:00Z')).toBe('2025-02-14T23:58:00.000Z')
  expect(near('00:03', '2025-02-14T23:59:00Z')).toBe('2025-02-15T00:03:00.000Z')
})
