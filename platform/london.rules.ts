import { type Day, day, formatTime, type Moment, type Time, time } from './day.rules.ts'

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
export function londonMoment(instant: Date): Moment {
  const part = Object.fromEntries(
    london.formatToParts(instant).map(({ type, value }) => [type, value]),
  )
  return {
    day: day(`${part.year}-${part.month}-${part.day}`),
    time: time(`${part.hour}:${part.minute}`),
  }
}

/** '10.05am', as the clocks of London show it. */
export const londonTime = (instant: Date): string => formatTime(londonMoment(instant).time)

/**
 * The instants at which a clock in London shows a time on a day, earliest first: one,
 * as a rule; two in the hour that is lived twice in October; none in the hour that is
 * left out in March.
 */
export function instantsAt(on: Day, at: Time): Date[] {
  const asUtc = Date.parse(`${on}T${at}:00Z`)
  // London stands at UTC, or an hour before it on the clock of UTC.
  return [asUtc - 3_600_000, asUtc]
    .map(instant => new Date(instant))
    .filter(instant => {
      const shown = londonMoment(instant)
      return shown.day === on && shown.time === at
    })
}
