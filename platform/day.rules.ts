import type { Outcome } from './outcome.ts'

declare const dayBrand: unique symbol
declare const timeBrand: unique symbol

/**
 * A day of the calendar, 'YYYY-MM-DD', from 1000-01-01 to 9999-12-31. It has no
 * time and no zone: 14 February is 14 February wherever the server stands.
 * Two days compare as text (`a < b`), because the form is fixed.
 */
export type Day = string & { readonly [dayBrand]: true }

/** A time of day to the minute, 'HH:MM' on the 24-hour clock; London time (R-CAL-5). */
export type Time = string & { readonly [timeBrand]: true }

const MONTHS = [
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

const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

export type WeekdayName = (typeof WEEKDAYS)[number]

const ISO_DAY = /^([1-9]\d{3})-(\d{2})-(\d{2})$/

const two = (number: number): string => String(number).padStart(2, '0')

const isLeapYear = (year: number): boolean =>
  (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** How many days the month has; `month` is 1 to 12. */
const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

const monthName = (month: number): string => MONTHS[month - 1] ?? ''

const exists = (year: number, month: number, date: number): boolean =>
  year >= 1000 &&
  year <= 9999 &&
  month >= 1 &&
  month <= 12 &&
  date >= 1 &&
  date <= daysInMonth(year, month)

/** Whether the text is a day that exists, written 'YYYY-MM-DD'. */
export function isDay(text: string): text is Day {
  const parts = ISO_DAY.exec(text)
  return parts !== null && exists(Number(parts[1]), Number(parts[2]), Number(parts[3]))
}

/** A day known to be right: a literal, or a column of type date. Anything else is a fault, thrown. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`"${text}" is not a day written YYYY-MM-DD`)
  return text
}

const dayOf = (year: number, month: number, date: number): Day =>
  day(`${year}-${two(month)}-${two(date)}`)

const partsOf = (value: Day): { year: number; month: number; date: number } => ({
  year: Number(value.slice(0, 4)),
  month: Number(value.slice(5, 7)),
  date: Number(value.slice(8, 10)),
})

const MILLISECONDS_A_DAY = 86_400_000

// Days since 1 January 1970. UTC has no summer time, so the division is exact.
const serialOf = (value: Day): number => {
  const { year, month, date } = partsOf(value)
  return Date.UTC(year, month - 1, date) / MILLISECONDS_A_DAY
}

// ── Counting ────────────────────────────────────────────────────────────────

/** The day `count` days later (earlier, if negative). `count` is a whole number. */
export function addDays(value: Day, count: number): Day {
  if (!Number.isInteger(count)) throw new RangeError(`${count} is not a whole number of days`)
  const moment = new Date((serialOf(value) + count) * MILLISECONDS_A_DAY)
  return dayOf(moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate())
}

export const nextDay = (value: Day): Day => addDays(value, 1)

export const previousDay = (value: Day): Day => addDays(value, -1)

/**
 * The same date `count` months later; where that month is shorter, its last day
 * (31 January and one month → 28 or 29 February).
 */
export function addMonths(value: Day, count: number): Day {
  if (!Number.isInteger(count)) throw new RangeError(`${count} is not a whole number of months`)
  const { year, month, date } = partsOf(value)
  const months = year * 12 + (month - 1) + count
  const toYear = Math.floor(months / 12)
  const toMonth = months - toYear * 12 + 1
  return dayOf(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)))
}

/** The same date `count` years later; 29 February becomes 28 February in a common year. */
export const addYears = (value: Day, count: number): Day => addMonths(value, count * 12)

/** Days from one day to the other: tomorrow is 1, yesterday −1, the same day 0. */
export const daysBetween = (from: Day, to: Day): number => serialOf(to) - serialOf(from)

/** Negative when `a` is earlier, positive when later, 0 when the same: for sorting. */
export const compareDays = (a: Day, b: Day): number => (a < b ? -1 : a > b ? 1 : 0)

/** The earliest of the days. */
export const minOf = (first: Day, ...rest: readonly Day[]): Day =>
  rest.reduce((least, value) => (value < least ? value : least), first)

/** The latest of the days. */
export const maxOf = (first: Day, ...rest: readonly Day[]): Day =>
  rest.reduce((most, value) => (value > most ? value : most), first)

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export const weekdayOf = (value: Day): number =>
  // Day nought of the serial, 1 January 1970, was a Thursday.
  ((((serialOf(value) + 3) % 7) + 7) % 7) + 1

export const weekdayName = (value: Day): WeekdayName => WEEKDAYS[weekdayOf(value) - 1] ?? 'Monday'

/** Saturday or Sunday. */
export const isWeekend = (value: Day): boolean => weekdayOf(value) >= 6

/**
 * Easter Sunday of the year, by the Gregorian computus in the form given by
 * J. Meeus (Astronomical Algorithms, chapter 8).
 */
export function easterSunday(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const count = h + l - 7 * m + 114
  return dayOf(year, Math.floor(count / 31), (count % 31) + 1)
}

// ── Spans ───────────────────────────────────────────────────────────────────

/** From the first day to the last, both included; `to` null means it has no end yet. */
export type Span = { readonly from: Day; readonly to: Day | null }

/** Whether the day lies within the span, its first and last days included. */
export const isWithin = (span: Span, value: Day): boolean =>
  span.from <= value && (span.to === null || value <= span.to)

/** A public body's financial year, 1 April to 31 March. */
export type FinancialYear = {
  /** '2024/25' */
  readonly name: string
  /** '2024-25', for an address */
  readonly slug: string
  readonly first: Day
  readonly last: Day
}

/** The financial year that the day falls in (R-TOR-8: "a year" of meetings is this one). */
export function financialYearOf(value: Day): FinancialYear {
  const { year, month } = partsOf(value)
  const start = month >= 4 ? year : year - 1
  const end = two((start + 1) % 100)
  return {
    name: `${start}/${end}`,
    slug: `${start}-${end}`,
    first: dayOf(start, 4, 1),
    last: dayOf(start + 1, 3, 31),
  }
}

// ── Writing ─────────────────────────────────────────────────────────────────

/** '14 February 2025' */
export function formatDay(value: Day): string {
  const { year, month, date } = partsOf(value)
  return `${date} ${monthName(month)} ${year}`
}

/** '14 Feb 2025' */
export function formatDayShort(value: Day): string {
  const { year, month, date } = partsOf(value)
  return `${date} ${monthName(month).slice(0, 3)} ${year}`
}

/** '14/02/2025', as England writes it. */
export const formatDayInFigures = (value: Day): string => value.split('-').reverse().join('/')

/** 'Friday 14 February 2025' */
export const formatDayWithWeekday = (value: Day): string =>
  `${weekdayName(value)} ${formatDay(value)}`

// ── Reading what a person types ─────────────────────────────────────────────

// Rules may import only the types of an outcome, so its two shapes are written out here.
const read = <T>(value: T): Outcome<T> => ({ ok: true, value })

const notRead = (code: string, message: string, field: string | undefined): Outcome<never> => ({
  ok: false,
  refusals: [field === undefined ? { code, message } : { code, message, field }],
})

const MONTH_WORD = '([A-Za-z]{3,9})\\.?'
const WEEKDAY_WORD = '(?:([A-Za-z]{3,9}),?\\s+)?'

const NUMBERS_YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/
const NUMBERS_DAY_FIRST = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{1,4})$/
const WORDS_DAY_FIRST = new RegExp(
  `^${WEEKDAY_WORD}(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+(?:of\\s+)?${MONTH_WORD},?[\\s-]+(\\d{1,4})$`,
  'i',
)
const WORDS_MONTH_FIRST = new RegExp(
  `^${WEEKDAY_WORD}${MONTH_WORD}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{1,4})$`,
  'i',
)

/** Where the word begins exactly one of the names ('Sept', 'feb', 'Thurs'), its place from 1. */
function placeOf(word: string, names: readonly string[]): number | undefined {
  const start = word.toLowerCase()
  const at = names.findIndex(name => name.toLowerCase().startsWith(start))
  return start.length >= 3 && at >= 0 ? at + 1 : undefined
}

type Typed = {
  readonly year: string
  readonly month: number | string
  readonly date: number
  readonly weekday?: string | undefined
}

/** The parts of a typed date, whatever order they came in; undefined where it is no date. */
function partsTyped(text: string): Typed | undefined {
  const yearFirst = NUMBERS_YEAR_FIRST.exec(text)
  if (yearFirst) {
    const [, year = '', , month, date] = yearFirst
    return { year, month: Number(month), date: Number(date) }
  }
  const dayFirst = NUMBERS_DAY_FIRST.exec(text)
  if (dayFirst) {
    const [, date, , month, year = ''] = dayFirst
    return { year, month: Number(month), date: Number(date) }
  }
  const words = WORDS_DAY_FIRST.exec(text)
  if (words) {
    const [, weekday, date, month = '', year = ''] = words
    return { year, month, date: Number(date), weekday }
  }
  const monthFirst = WORDS_MONTH_FIRST.exec(text)
  if (monthFirst) {
    const [, weekday, month = '', date, year = ''] = monthFirst
    return { year, month, date: Number(date), weekday }
  }
  return undefined
}

const EXAMPLE = 'such as 14 February 2025 or 14/2/2025'

const tidy = (text: string): string => text.trim().replace(/\s+/g, ' ')

/** Why the parts are no day, as a sentence; undefined where they are one. */
function whyNotADay(year: number, month: number, date: number): string | undefined {
  if (year < 1000) return 'Write the year with four digits, such as 2025.'
  if (month < 1 || month > 12)
    return `There is no month ${month}. Write the day first, then the month, ${EXAMPLE}.`
  if (date < 1) return 'A month begins on day 1.'
  if (date > daysInMonth(year, month))
    return `${monthName(month)} ${year} has ${daysInMonth(year, month)} days.`
  return undefined
}

function readParts(typed: Typed, field: string | undefined): Outcome<Day> {
  const month = typeof typed.month === 'number' ? typed.month : placeOf(typed.month, MONTHS)
  if (month === undefined)
    return notRead('not-a-day', `"${typed.month}" is not the name of a month.`, field)
  // A three-digit year is a slip of the finger, a two-digit one could be of two centuries.
  const year = typed.year.length === 4 ? Number(typed.year) : 0
  const why = whyNotADay(year, month, typed.date)
  if (why !== undefined) return notRead('not-a-day', why, field)
  const value = dayOf(year, month, typed.date)
  if (typed.weekday !== undefined) {
    const weekday = placeOf(typed.weekday, WEEKDAYS)
    if (weekday === undefined)
      return notRead('not-a-day', `"${typed.weekday}" is not a day of the week.`, field)
    if (weekday !== weekdayOf(value)) {
      const meant = WEEKDAYS[weekday - 1]
      const message = `${formatDay(value)} is a ${weekdayName(value)}, not a ${meant}.`
      return notRead('not-a-day', message, field)
    }
  }
  return read(value)
}

/**
 * A day as a person types it: 2025-02-14, 14/2/2025, 14.2.2025, 14 February 2025,
 * 14 Feb 2025, Friday 14th February 2025. Numbers are read day first, as in
 * Britain; the year has four digits. Refuses ('not-a-day', beside `field`) with
 * the reason: "February 2025 has 28 days."
 */
export function readDay(text: string, field?: string): Outcome<Day> {
  const typed = tidy(text)
  if (typed === '') return notRead('not-a-day', `Enter a date, ${EXAMPLE}.`, field)
  const parts = partsTyped(typed)
  return parts
    ? readParts(parts, field)
    : notRead('not-a-day', `"${typed}" is not a date. Write one ${EXAMPLE}.`, field)
}

/**
 * A date as a source states it, perhaps only to the month or the year. `text` is
 * what was written, kept for good; `day` is the first day it may mean.
 */
export type PartialDay = {
  readonly text: string
  readonly day: Day
  readonly precision: 'day' | 'month' | 'year'
}

const YEAR_ONLY = /^\d{4}$/
const MONTH_WORD_YEAR = new RegExp(`^${MONTH_WORD}[\\s-]+(\\d{2}|\\d{4})$`, 'i')
const MONTH_NUMBER_YEAR = /^(\d{1,2})\/(\d{4})$/
const YEAR_MONTH = /^(\d{4})-(\d{2})$/
const DATE_IN_WORDS =
  /\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9} \d{4}/g

// Spreadsheets write May 1995 as "May-95": 50 to 99 are of the last century.
const century = (year: string): string =>
  year.length === 2 ? `${Number(year) < 50 ? '20' : '19'}${year}` : year

/**
 * A date from a register or an import, with its precision (R-COI-13): '14/02/2025',
 * '31/12/24', 'April 2013', 'May-95', '2001', and a cell with words round one date
 * ('left role 31/12/24'). Two-digit years: 00–49 are 2000–2049, 50–99 are
 * 1950–1999. Refuses ('not-a-day') where there is no date, two, or one that is not a day.
 */
export function readPartialDay(text: string, field?: string): Outcome<PartialDay> {
  const typed = tidy(text)
  const outOf = (outcome: Outcome<Day>, precision: PartialDay['precision']): Outcome<PartialDay> =>
    outcome.ok ? read({ text, day: outcome.value, precision }) : outcome
  const toMonth = (year: string, month: number | string): Outcome<PartialDay> =>
    outOf(readParts({ year: century(year), month, date: 1 }, field), 'month')

  if (YEAR_ONLY.test(typed))
    return outOf(readParts({ year: typed, month: 1, date: 1 }, field), 'year')
  const named = MONTH_WORD_YEAR.exec(typed)
  if (named) return toMonth(named[2] ?? '', named[1] ?? '')
  const numbered = MONTH_NUMBER_YEAR.exec(typed)
  if (numbered) return toMonth(numbered[2] ?? '', Number(numbered[1]))
  const iso = YEAR_MONTH.exec(typed)
  if (iso) return toMonth(iso[1] ?? '', Number(iso[2]))

  const whole = partsTyped(typed)
  if (whole) return outOf(readParts({ ...whole, year: century(whole.year) }, field), 'day')

  const [first, second] = typed.match(DATE_IN_WORDS) ?? []
  if (first !== undefined && second !== undefined)
    return notRead('not-a-day', `"${typed}" holds more than one date.`, field)
  const within = first === undefined ? undefined : partsTyped(first)
  return within
    ? outOf(readParts({ ...within, year: century(within.year) }, field), 'day')
    : outOf(readDay(text, field), 'day')
}

/** The last day that the partial day may mean: '2001' → 31 December 2001. */
export function lastDayOf(partial: PartialDay): Day {
  if (partial.precision === 'day') return partial.day
  return previousDay(addMonths(partial.day, partial.precision === 'month' ? 1 : 12))
}

/** To its own precision: '31 December 2024', 'April 2013', '2001'. */
export function formatPartialDay(partial: PartialDay): string {
  const { year, month } = partsOf(partial.day)
  if (partial.precision === 'day') return formatDay(partial.day)
  return partial.precision === 'month' ? `${monthName(month)} ${year}` : String(year)
}

// ── Times ───────────────────────────────────────────────────────────────────

/** Whether the text is a time of day written 'HH:MM', 00:00 to 23:59. */
export const isTime = (text: string): text is Time => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** A time known to be right: a literal, or what the record stores. Anything else is a fault, thrown. */
export function time(text: string): Time {
  if (!isTime(text)) throw new RangeError(`"${text}" is not a time written HH:MM`)
  return text
}

const TIME_EXAMPLE = 'such as 10am, 2.30pm or 14:30'
const TYPED_TIME = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$/i

/**
 * A time as a person types it: 10:00, 10am, 2.30pm, 14:30, midday, midnight.
 * Refuses ('not-a-time', beside `field`) a number alone, and an hour from 1 to 6
 * without am or pm: a meeting "at 2.30" is not in the night, but we do not guess.
 */
export function readTime(text: string, field?: string): Outcome<Time> {
  const typed = tidy(text)
  const refuse = (message: string) => notRead('not-a-time', message, field)
  if (typed === '') return refuse(`Enter a time, ${TIME_EXAMPLE}.`)
  if (/^(12 ?)?(midday|noon)$/i.test(typed)) return read(time('12:00'))
  if (/^(12 ?)?midnight$/i.test(typed)) return read(time('00:00'))

  const [, hourTyped, minuteTyped, halfTyped] = TYPED_TIME.exec(typed) ?? []
  if (hourTyped === undefined || (minuteTyped === undefined && halfTyped === undefined))
    return refuse(`"${typed}" is not a time. Write one ${TIME_EXAMPLE}.`)

  const hour = Number(hourTyped)
  const minute = Number(minuteTyped ?? '0')
  if (minute > 59) return refuse('An hour has 60 minutes, 00 to 59.')
  if (halfTyped === undefined) {
    if (hour > 23) return refuse('A day has 24 hours, 00 to 23.')
    if (hourTyped.length === 1 && hour >= 1 && hour <= 6)
      return refuse(`Say which half of the day: ${typed}am or ${typed}pm.`)
    return read(time(`${two(hour)}:${two(minute)}`))
  }
  if (hour < 1 || hour > 12) return refuse('With am or pm, the hour is from 1 to 12.')
  const isAfternoon = halfTyped.toLowerCase().startsWith('p')
  return read(time(`${two((hour % 12) + (isAfternoon ? 12 : 0))}:${two(minute)}`))
}

/** '10am', '2.30pm', 'midday', 'midnight': the twelve-hour clock, as notices are written. */
export function formatTime(value: Time): string {
  if (value === '12:00') return 'midday'
  if (value === '00:00') return 'midnight'
  const hour = Number(value.slice(0, 2))
  const minutes = value.slice(3)
  return `${hour % 12 || 12}${minutes === '00' ? '' : `.${minutes}`}${hour < 12 ? 'am' : 'pm'}`
}

/** A day, and a time on it where one is given. */
export type Moment = { readonly day: Day; readonly time: Time }
export type Deadline = { readonly day: Day; readonly time?: Time | undefined }

/**
 * Whether what was done at `at` met the deadline (R-CAL-5): a deadline is a date,
 * met up to 23:59 of it, unless it names a time; then up to that minute.
 */
export const isInTime = (deadline: Deadline, at: Moment): boolean =>
  at.day < deadline.day ||
  (at.day === deadline.day && (deadline.time === undefined || at.time <= deadline.time))
