import {
  addDays,
  type Day,
  day,
  financialYearOf,
  formatTime,
  isTime,
  previousDay,
  time,
  weekdayName,
} from '../../platform/day.rules.ts'
import { countOf, inWords, opening } from '../../platform/plain-english.rules.ts'
import type { MeetingKind, MeetingMode } from './meetings.tables.ts'

/** A body's year: a financial one, or a calendar year where somebody asks for it. */
export type Year = {
  /** '2025/26', '2025' */
  readonly name: string
  /** '2025-26', '2025' */
  readonly slug: string
  readonly first: Day
  readonly last: Day
  /** Terms of reference count meetings by the financial year (R-TOR-8, our reading). */
  readonly financial: boolean
}

/** The year of an address: '2025-26', or '2025' for January to December; undefined for no year. */
export function yearAt(slug: string): Year | undefined {
  const [, start, end] = /^([12]\d{3})(?:-(\d{2}))?$/.exec(slug) ?? []
  if (start === undefined) return undefined
  if (end === undefined)
    return {
      name: start,
      slug,
      first: day(`${start}-01-01`),
      last: day(`${start}-12-31`),
      financial: false,
    }
  const year = financialYearOf(day(`${start}-04-01`))
  return year.slug === slug ? { ...year, financial: true } : undefined
}

/** The financial year that a day lies in. */
export const yearHolding = (on: Day): Year => ({ ...financialYearOf(on), financial: true })

/** The years before and after. */
export const yearsBeside = (year: Year): readonly [Year, Year] => {
  if (year.financial)
    return [yearHolding(previousDay(year.first)), yearHolding(addDays(year.last, 1))]
  const start = Number(year.slug)
  const calendarYear = (of: number) => yearAt(String(of)) ?? year
  return [calendarYear(start - 1), calendarYear(start + 1)]
}

export type MeetingOfYear = {
  readonly day: Day
  readonly kind: MeetingKind
  readonly startsAt: string
  readonly mode: MeetingMode
}

export type YearJudged = {
  /** Scheduled meetings: a workshop takes no decisions and does not count (R-TOR-14). */
  readonly held: number
  readonly planned: number
  /** How many there must be; null where the terms do not say, or the year is not theirs. */
  readonly wanted: number | null
  /** How many still have to be planned. */
  readonly missing: number
  /** A sentence on how the year stands by its terms. */
  readonly words: string
}

/**
 * How a year stands by 'at least so many meetings a year' (R-TOR-8). Ordinary meetings count:
 * an extraordinary one is called for what cannot wait, and a workshop is no meeting.
 */
export function judgeYear(
  year: Year,
  meetings: readonly MeetingOfYear[],
  terms: { readonly atLeast: number } | null,
  today: Day,
): YearJudged {
  const counted = meetings.filter(({ kind }) => kind === 'ordinary')
  const held = counted.filter(meeting => meeting.day < today).length
  const planned = counted.length - held
  const wanted = year.financial ? (terms?.atLeast ?? null) : null
  const missing = wanted === null ? 0 : Math.max(0, wanted - counted.length)
  return { held, planned, wanted, missing, words: wordsFor() }

  function wordsFor(): string {
    const have =
      counted.length === 0
        ? 'No meeting is held or planned'
        : planned === 0
          ? `${opening(countOf(held, 'meeting'))} held`
          : held === 0
            ? `${opening(countOf(planned, 'meeting'))} planned`
            : `${opening(countOf(held, 'meeting'))} held and ${inWords(planned)} planned`
    if (!year.financial) return `${have} in this calendar year; the terms count by financial year.`
    if (wanted === null) return `${have}; the terms do not say how many there must be.`
    const least = `the terms ask for at least ${inWords(wanted)} in a financial year`
    if (missing === 0)
      return counted.length - planned >= wanted
        ? `${have}: ${least}, so they are met.`
        : `${have}: ${least}, which will be met once they are held.`
    return today > year.last
      ? `${have}: ${least}, so the year fell short by ${inWords(missing)}.`
      : `${have}: ${least}, so ${countOf(missing, 'more has', 'more have')} to be planned.`
  }
}

/**
 * Where all of a year's meetings are on one weekday at one hour, a sentence that says so: those
 * who can never come then are shut out of all of them (R-TOR-8, varied times and weekdays).
 */
export function sameSlot(meetings: readonly MeetingOfYear[]): string | undefined {
  const counted = meetings.filter(({ kind }) => kind !== 'workshop')
  const [first] = counted
  if (!first || counted.length < 2) return undefined
  const slot = ({ day: on, startsAt }: MeetingOfYear) => `${weekdayName(on)} ${startsAt}`
  if (counted.some(meeting => slot(meeting) !== slot(first))) return undefined
  const at = first.startsAt.slice(0, 5)
  return `All ${inWords(counted.length)} meetings of the year are on a ${weekdayName(first.day)} at ${isTime(at) ? formatTime(time(at)) : at}. Varied weekdays and times let more people come.`
}
