import { expect, test } from 'vitest'
import { dayFrom } from './date-field.tsx'

const typed = (day: string, month: string, year: string) =>
  dayFrom({ 'due-day': day, 'due-month': month, 'due-year': year }, 'due')

test('a day typed in figures or with the name of its month is read as that day', () => {
  expect(typed('14', '2', '2025')).toBe('2025-02-14')
  expect(typed(' 1', '09 ', '2024')).toBe('2024-09-01')
  expect(typed('14', 'Feb', '2025')).toBe('2025-02-14')
  expect(typed('14', 'september', '2024')).toBe('2024-09-14')
  expect(typed('29', '2', '2024')).toBe('2024-02-29')
})

test('what is no day of the calendar comes back as typed, for the rule to refuse', () => {
  expect(typed('31', '2', '2025')).toBe('31/2/2025')
  expect(typed('29', 'Feb', '2025')).toBe('29/Feb/2025')
  expect(typed('14', '13', '2025')).toBe('14/13/2025')
  expect(typed('14', '2', '25')).toBe('14/2/25')
  expect(typed('soon', '', '')).toBe('soon//')
})

test('three empty boxes are no day at all', () => {
  expect(typed('', ' ', '')).toBe('')
  expect(dayFrom({}, 'due')).toBe('')
})

test('a form given a whole day reads it back until somebody types another', () => {
  expect(dayFrom({ due: '2025-03-28' }, 'due')).toBe('2025-03-28')
  expect(
    dayFrom({ due: '2025-03-28', 'due-day': '4', 'due-month': '4', 'due-year': '2025' }, 'due'),
  ).toBe('2025-04-04')
})
