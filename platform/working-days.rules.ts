import {
  compareDays,
  type Day,
  daysBetween,
  formatDay,
  isWeekend,
  maxOf,
  minOf,
  nextDay,
  previousDay,
  weekdayName,
  weekdayOf,
} from './day.rules.ts'
import type { Outcome } from './outcome.ts'

/**
 * The three ways in which the law counts days (R-CAL-1):
 *
 * - `England working day`: Monday to Friday less the bank holidays of England and
 *   Wales. Terms of reference, board papers, complaints.
 * - `FOI working day`: also less a bank holiday in any other part of the United
 *   Kingdom. Freedom of Information Act 2000 s.10(6); EIR 2004 follow it.
 * - `clear day`: Saturdays count; Sundays, bank holidays, the Christmas and Easter
 *   breaks and days of public mourning do not. Local Government Act 1972 s.243, for
 *   parish councils; used also for notice under the Public Bodies (Admission to
 *   Meetings) Act 1960, where it can only make the notice longer.
 */
export const COUNTERS = ['England working day', 'FOI working day', 'clear day'] as const

export type Counter = (typeof COUNTERS)[number]

/** The parts of the United Kingdom as GOV.UK divides them for bank holidays. */
export type Division = 'england-and-wales' | 'scotland' | 'northern-ireland'

export type BankHoliday = {
  readonly day: Day
  readonly name: string
  readonly divisions: readonly Division[]
}

/**
 * A day that the named counters leave out though no bank holiday falls on it: a
 * break's edge, a day of mourning, a local addition (R-CAL-3).
 */
export type DisregardedDay = {
  readonly day: Day
  readonly reason: string
  readonly counters: readonly Counter[]
  readonly source?: string | undefined
}

/** What is known of bank holidays from the first day to the last, and the days disregarded. */
export type Calendar = {
  readonly holidays: readonly BankHoliday[]
  readonly knownFrom: Day
  readonly knownUntil: Day
  readonly disregarded: readonly DisregardedDay[]
}

/** One line of the working: the day, whether it counted, and why or why not, in words. */
export type DayInWorking = { readonly day: Day; readonly counted: boolean; readonly why: string }

/** A day reckoned: the answer, each day looked at in order of date, and what to be wary of. */
export type ReckonedDay = {
  readonly day: Day
  readonly working: readonly DayInWorking[]
  readonly warnings: readonly string[]
}

/** A number of days reckoned, with its working. */
export type ReckonedCount = {
  readonly count: number
  readonly working: readonly DayInWorking[]
  readonly warnings: readonly string[]
}

type CalendarIndex = {
  readonly holidays: ReadonlyMap<Day, readonly BankHoliday[]>
  readonly disregarded: ReadonlyMap<Day, readonly DisregardedDay[]>
}

function byDay<T extends { readonly day: Day }>(rows: readonly T[]): Map<Day, T[]> {
  const found = new Map<Day, T[]>()
  for (const row of rows) found.set(row.day, [...(found.get(row.day) ?? []), row])
  return found
}

// A page of duties asks thousands of times; each calendar is indexed once, and
// forgotten with it.
const indexes = new WeakMap<Calendar, CalendarIndex>()

function indexOf(calendar: Calendar): CalendarIndex {
  const known = indexes.get(calendar)
  if (known) return known
  const index = { holidays: byDay(calendar.holidays), disregarded: byDay(calendar.disregarded) }
  indexes.set(calendar, index)
  return index
}

const DIVISION_NAMES: Readonly<Record<Division, string>> = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
}

const isHolidayFor = (counter: Counter, holiday: BankHoliday): boolean =>
  counter === 'FOI working day' || holiday.divisions.includes('england-and-wales')

const isRestDay = (counter: Counter, day: Day): boolean =>
  counter === 'clear day' ? weekdayOf(day) === 7 : isWeekend(day)

/** Why the counter leaves the day out, in words; undefined where it counts. */
export function whyNotCounted(calendar: Calendar, counter: Counter, day: Day): string | undefined {
  const index = indexOf(calendar)
  const holiday = index.holidays.get(day)?.find(each => isHolidayFor(counter, each))
  if (holiday) {
    const where = holiday.divisions.map(division => DIVISION_NAMES[division])
    return holiday.divisions.includes('england-and-wales')
      ? `Bank holiday: ${holiday.name}`
      : `Bank holiday in ${where.join(' and ')}: ${holiday.name}`
  }
  const disregarded = index.disregarded.get(day)?.find(each => each.counters.includes(counter))
  if (disregarded) return disregarded.reason
  return isRestDay(counter, day) ? weekdayName(day) : undefined
}

/** Whether the counter counts the day (R-CAL-1). */
export const isCountedDay = (calendar: Calendar, counter: Counter, day: Day): boolean =>
  whyNotCounted(calendar, counter, day) === undefined

// ── Warnings (R-CAL-4) ──────────────────────────────────────────────────────

/** What to be wary of when days from the first to the last were looked at. */
function warningsFor(calendar: Calendar, first: Day, last: Day): readonly string[] {
  const warnings: string[] = []
  if (last > calendar.knownUntil)
    warnings.push(
      `Bank holidays are known only up to ${formatDay(calendar.knownUntil)}. ` +
        'Later days were counted as if there were none, so this may change.',
    )
  if (first < calendar.knownFrom)
    warnings.push(
      `Bank holidays are known only from ${formatDay(calendar.knownFrom)}. ` +
        'Earlier days were counted as if there were none, so this may be wrong.',
    )
  return warnings
}

/**
 * For a form that must not store a doubtful date: the reckoned day, or a refusal
 * ('bank-holidays-not-known', beside `field`) for each warning it carries (R-CAL-4).
 */
export function refuseIfDoubtful(reckoned: ReckonedDay, field?: string): Outcome<ReckonedDay> {
  if (reckoned.warnings.length === 0) return { ok: true, value: reckoned }
  const code = 'bank-holidays-not-known'
  return {
    ok: false,
    refusals: reckoned.warnings.map(message =>
      field === undefined ? { code, message } : { code, message, field },
    ),
  }
}

// ── Walking over days ───────────────────────────────────────────────────────

const ORDINARY_NAMES: Readonly<Record<Counter, string>> = {
  'England working day': 'working day',
  'FOI working day': 'working day',
  'clear day': 'clear day',
}

// A list of disregarded days can hold a month or two, never years: past that, the
// calendar is at fault and the walk would not end in any useful time.
const LONGEST_RUN_NOT_COUNTED = 400

type Walk = { readonly day: Day; readonly working: DayInWorking[] }

/**
 * Steps from `from` (itself not counted) until `count` counted days have been met.
 * The working is in the order walked.
 */
function walk(
  calendar: Calendar,
  counter: Counter,
  from: Day,
  count: number,
  step: (day: Day) => Day,
): Walk {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError(`${count} is not a number of days to count`)
  const working: DayInWorking[] = []
  let day = from
  let counted = 0
  let run = 0
  while (counted < count) {
    day = step(day)
    const why = whyNotCounted(calendar, counter, day)
    if (why === undefined) {
      counted++
      run = 0
      working.push({ day, counted: true, why: `${ORDINARY_NAMES[counter]} ${counted}` })
    } else {
      if (++run > LONGEST_RUN_NOT_COUNTED)
        throw new RangeError(`The calendar leaves out every day near ${from}`)
      working.push({ day, counted: false, why })
    }
  }
  return { day, working }
}

const inOrder = (working: readonly DayInWorking[]): DayInWorking[] =>
  [...working].sort((a, b) => compareDays(a.day, b.day))

function reckoned(
  calendar: Calendar,
  answer: Day,
  working: readonly DayInWorking[],
  ...alsoSeen: readonly Day[]
): ReckonedDay {
  const seen = [...working.map(line => line.day), ...alsoSeen]
  return {
    day: answer,
    working: inOrder(working),
    warnings: warningsFor(calendar, minOf(answer, ...seen), maxOf(answer, ...seen)),
  }
}

/**
 * The `count`th counted day after `from`. `from` is day nought: day 1 is the next
 * counted day, also where `from` itself does not count (R-TOR-10, R-FOI-1;
 * FOIA 2000 s.10(1) "following the date of receipt"). A count of 0 is `from`.
 */
export function afterWorkingDays(
  calendar: Calendar,
  counter: Counter,
  from: Day,
  count: number,
): ReckonedDay {
  const { day, working } = walk(calendar, counter, from, count, nextDay)
  const start = { day: from, counted: false, why: 'The start: counting begins the day after' }
  return reckoned(calendar, day, [start, ...working])
}

/**
 * The `count`th counted day before `from`, by plain count-back: day 1 is the counted
 * day before `from`. The day found is itself one of those counted, so between it and
 * `from` there are only `count` − 1: it is not a clear-days reading (R-TOR-9).
 */
export function beforeWorkingDays(
  calendar: Calendar,
  counter: Counter,
  from: Day,
  count: number,
): ReckonedDay {
  const { day, working } = walk(calendar, counter, from, count, previousDay)
  const start = { day: from, counted: false, why: 'The start: counting begins the day before' }
  return reckoned(calendar, day, [start, ...working])
}

/** A last day for giving notice, with the strict limit where that is later. */
export type ReckonedNotice = ReckonedDay & {
  /**
   * The last day of any kind that still leaves the clear days. Later than `day` only
   * where a day that does not count lies between: notice for a Thursday, three clear
   * days, is due on Saturday, and given on Sunday it is still in time.
   */
  readonly latest: Day
}

/**
 * The last counted day on which notice may be issued so that `count` clear days lie
 * between it and the meeting; neither the day of issue nor that of the meeting is
 * one of them (R-CAL-2). The answer is a counted day, because an office does not
 * post notices on a Sunday; `latest` is the strict limit, by which a notice actually
 * given is judged.
 */
export function clearDaysBefore(
  calendar: Calendar,
  counter: Counter,
  meetingDay: Day,
  count: number,
): ReckonedNotice {
  const clear = walk(calendar, counter, meetingDay, count, previousDay)
  const issue = walk(calendar, counter, clear.day, 1, previousDay)
  const working = [
    { day: meetingDay, counted: false, why: 'The day of the meeting' },
    ...clear.working,
    ...issue.working.map(line =>
      line.day === issue.day ? { ...line, counted: false, why: 'The last day of issue' } : line,
    ),
  ]
  return { ...reckoned(calendar, issue.day, working), latest: previousDay(clear.day) }
}

/** The days after `first` and before `last`, each judged and numbered. */
function judgeBetween(
  calendar: Calendar,
  counter: Counter,
  first: Day,
  last: Day,
): { readonly count: number; readonly working: readonly DayInWorking[] } {
  const working: DayInWorking[] = []
  let count = 0
  for (let day = nextDay(first); day < last; day = nextDay(day)) {
    const why = whyNotCounted(calendar, counter, day)
    if (why === undefined) count++
    working.push({
      day,
      counted: why === undefined,
      why: why ?? `${ORDINARY_NAMES[counter]} ${count}`,
    })
  }
  return { count, working }
}

/**
 * How many clear days a notice issued on `issued` gave before the meeting: the
 * counted days between, both ends left out (R-CAL-2). 0 where it was issued on the
 * day of the meeting, or after.
 */
export function clearDaysBetween(
  calendar: Calendar,
  counter: Counter,
  issued: Day,
  meetingDay: Day,
): ReckonedCount {
  const { count, working } = judgeBetween(calendar, counter, issued, meetingDay)
  const ends = [
    { day: issued, counted: false, why: 'The day of issue' },
    { day: meetingDay, counted: false, why: 'The day of the meeting' },
  ]
  return {
    count,
    working: inOrder([...working, ...ends]),
    warnings: warningsFor(calendar, minOf(issued, meetingDay), maxOf(issued, meetingDay)),
  }
}

/**
 * Which counted day after `from` the day `to` is: counted days later than `from`, up
 * to and with `to` (19 September 2024 to 13 January 2025 is 79, R-TOR-10). Where `to`
 * is earlier, minus the count the other way; the same day is 0.
 */
export function workingDaysBetween(
  calendar: Calendar,
  counter: Counter,
  from: Day,
  to: Day,
): ReckonedCount {
  const [first, last] = daysBetween(from, to) >= 0 ? [from, to] : [to, from]
  const { count, working } = judgeBetween(calendar, counter, first, nextDay(last))
  return {
    count: first === from ? count : -count,
    working,
    warnings: warningsFor(calendar, first, last),
  }
}
