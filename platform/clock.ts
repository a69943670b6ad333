import { day, type Moment, time } from './day.rules.ts'

// One formatter for the life of the process: making one costs far more than using it.
const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  calendar: 'gregory',
  numberingSystem: 'latn',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/**
 * The day and time on a clock in London at the instant (R-CAL-5): 23:30 UTC on
 * 30 June is 00:30 on 1 July, because of summer time. Seconds are cut off.
 */
export function londonNow(instant: Date): Moment {
  const part = Object.fromEntries(
    london.formatToParts(instant).map(({ type, value }) => [type, value]),
  )
  return {
    day: day(`${part.year}-${part.month}-${part.day}`),
    time: time(`${part.hour}:${part.minute}`),
  }
}
