import {
  addDays,
  addMonths,
  type Day,
  day,
  daysBetween,
  nextDay,
  previousDay,
  weekdayOf,
} from '../../platform/day.rules.ts'
import { type Calendar, isCountedDay, whyNotCounted } from '../../platform/working-days.rules.ts'

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const
export type Weekday = (typeof weekdays)[number]

export const ordinals = ['first', 'second', 'third', 'fourth', 'last'] as const
export type Ordinal = (typeof ordinals)[number]

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

export const QUARTER_MONTHS: readonly number[] = [3, 6, 9, 12]
export const EVERY_MONTH: readonly number[] = monthNames.map((_, at) => at + 1)

/** How a body's meetings fall over a year. */
export type DatePattern =
  | {
      readonly kind: 'months'
      readonly ordinal: Ordinal
      readonly weekday: Weekday
      /** 1 to 12. */
      readonly months: readonly number[]
    }
  | { readonly kind: 'weeks'; readonly every: number; readonly from: Day }

export type ProposedDate = {
  readonly day: Day
  /** Where the pattern's own day is no working day: that day, and why. */
  readonly instead: { readonly of: Day; readonly why: string } | null
}

/** The day of a month on which, say, its second Friday falls. */
export function dayInMonth(first: Day, ordinal: Ordinal, weekday: Weekday): Day {
  const wanted = weekdays.indexOf(weekday) + 1
  if (ordinal === 'last') {
    let last = previousDay(addMonths(first, 1))
    while (weekdayOf(last) !== wanted) last = previousDay(last)
    return last
  }
  const ahead = (wanted - weekdayOf(first) + 7) % 7
  return addDays(first, ahead + 7 * ordinals.indexOf(ordinal))
}

/** The first days of the months that lie within the span, the earliest first. */
export function monthsWithin(first: Day, last: Day): Day[] {
  const months: Day[] = []
  for (let at = day(`${first.slice(0, 7)}-01`); at <= last; at = addMonths(at, 1)) months.push(at)
  return months
}

/**
 * The dates that a pattern gives between two days, both included, in order; never at a weekend
 * and never on a bank holiday of England (R-CAL-1).
 *
 * Where a month's day is a holiday, the meeting moves to the same weekday a week later, or
 * earlier if that would leave the month: people keep their weekdays free. Of a run of weeks,
 * only that one meeting moves, to the next working day.
 */
export function datesOf(
  pattern: DatePattern,
  { first, last }: { readonly first: Day; readonly last: Day },
  calendar: Calendar,
): ProposedDate[] {
  const works = (at: Day) => isCountedDay(calendar, 'England working day', at)
  const proposed = (own: Day, move: (own: Day) => Day): ProposedDate => {
    const why = whyNotCounted(calendar, 'England working day', own)
    return why === undefined
      ? { day: own, instead: null }
      : { day: move(own), instead: { of: own, why } }
  }
  if (pattern.kind === 'weeks') {
    const start = pattern.from < first ? first : pattern.from
    const count = start > last ? 0 : Math.floor(daysBetween(start, last) / (7 * pattern.every)) + 1
    return Array.from({ length: count }, (_, at) =>
      proposed(addDays(start, at * 7 * pattern.every), own => nextWorking(own, last, works)),
    )
  }
  return monthsWithin(first, last)
    .filter(month => pattern.months.includes(Number(month.slice(5, 7))))
    .map(month =>
      proposed(dayInMonth(month, pattern.ordinal, pattern.weekday), own => sameWeekday(own, works)),
    )
    .filter(date => date.day >= first && date.day <= last)
}

function nextWorking(from: Day, last: Day, works: (at: Day) => boolean): Day {
  for (let at = nextDay(from); at <= last; at = nextDay(at)) if (works(at)) return at
  let at = previousDay(from)
  while (!works(at)) at = previousDay(at)
  return at
}

function sameWeekday(own: Day, works: (at: Day) => boolean): Day {
  const month = own.slice(0, 7)
  const found = [7, -7, 14, -14, 21, -21]
    .map(days => addDays(own, days))
    .find(at => at.startsWith(month) && works(at))
  if (found) return found
  // A month without one working day of its weekday: the nearest working day before.
  let at = previousDay(own)
  while (!works(at)) at = previousDay(at)
  return at
}
