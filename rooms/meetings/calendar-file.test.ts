import { expect, test } from 'vitest'
import { day, time } from '../../platform/day.rules.ts'
import { type CalendarEntry, calendarFile } from './calendar-file.ts'

const entry: CalendarEntry = {
  id: '0b5c7d1e-0000-4000-8000-000000000001',
  version: 3,
  changedAt: new Date('2025-01-06T09:00:00Z'),
  day: day('2025-03-28'),
  startsAt: time('10:00'),
  endsAt: time('12:30'),
  title: 'ICB Board: Meeting of 28 March 2025',
  place: 'The Rufus Centre, Flitwick',
  address: 'https://example.org/meetings/icb-board/2025-03-28',
}
const linesOf = (file: string) => file.replace(/\r\n /g, '').split('\r\n')

test('a meeting keeps its UID, and its SEQUENCE is its version', () => {
  const lines = linesOf(calendarFile([entry], 'Meetings'))
  expect(lines).toContain('UID:0b5c7d1e-0000-4000-8000-000000000001@goldthread')
  expect(lines).toContain('SEQUENCE:3')
})

test('10:00 in London is 10:00 before and after the clocks change', () => {
  const starts = ['2025-03-28', '2025-03-31', '2025-10-24', '2025-10-27'].map(on =>
    linesOf(calendarFile([{ ...entry, day: day(on) }], 'Meetings')).find(line =>
      line.startsWith('DTSTART;'),
    ),
  )
  expect(starts).toEqual([
    'DTSTART;TZID=Europe/London:20250328T100000',
    'DTSTART;TZID=Europe/London:20250331T100000',
    'DTSTART;TZID=Europe/London:20251024T100000',
    'DTSTART;TZID=Europe/London:20251027T100000',
  ])
})

/** The last Sunday of a month, as the rule in the file has it. */
function lastSunday(year: number, month: number): string {
  const last = new Date(Date.UTC(year, month, 0))
  last.setUTCDate(last.getUTCDate() - last.getUTCDay())
  return last.toISOString().slice(0, 10)
}

test('the clocks change in the file on the days on which they change in London', () => {
  const offset = (instant: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeZoneName: 'longOffset' })
      .formatToParts(new Date(instant))
      .find(({ type }) => type === 'timeZoneName')
      ?.value.replace('+00:00', '')
  for (let year = 2020; year <= 2040; year++) {
    const [spring, autumn] = [lastSunday(year, 3), lastSunday(year, 10)]
    expect(offset(`${spring}T00:59:00Z`)).toBe('GMT')
    expect(offset(`${spring}T01:00:00Z`)).toBe('GMT+01:00')
    expect(offset(`${autumn}T00:59:00Z`)).toBe('GMT+01:00')
    expect(offset(`${autumn}T01:00:00Z`)).toBe('GMT')
  }
})

test('a meeting without an announced end is given two hours, over midnight if need be', () => {
  const { endsAt: _, ...open } = entry
  const endOf = (start: string) =>
    linesOf(calendarFile([{ ...open, startsAt: time(start) }], 'Meetings')).find(line =>
      line.startsWith('DTEND;'),
    )
  expect(endOf('10:00')).toBe('DTEND;TZID=Europe/London:20250328T120000')
  expect(endOf('23:15')).toBe('DTEND;TZID=Europe/London:20250329T011500')
})

test('commas and line ends in a title are escaped, and no line is longer than 75 bytes', () => {
  const file = calendarFile(
    [{ ...entry, title: `Meeting, extraordinary; ${'né '.repeat(60)}\nsecond line` }],
    'Meetings',
  )
  expect(linesOf(file).find(line => line.startsWith('SUMMARY:'))).toContain(
    'Meeting\\, extraordinary\\; né né',
  )
  expect(file).toContain('\\nsecond line')
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
})
