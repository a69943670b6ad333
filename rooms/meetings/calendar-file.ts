import { addDays, type Day, type Time } from '../../platform/day.rules.ts'

/** A meeting, or another thing with a day, as a calendar shows it. Times are London's. */
export type CalendarEntry = {
  readonly id: string
  /** 1 at first; each change of the meeting adds one. */
  readonly version: number
  readonly changedAt: Date
  /** It was put off or cancelled, and no other day is known. */
  readonly cancelled?: boolean
  readonly day: Day
  /** Left out: it is of the whole day. */
  readonly startsAt?: Time | undefined
  /** Two hours are allowed where no end is announced. */
  readonly endsAt?: Time | undefined
  readonly title: string
  readonly place: string
  /** What is found at the address; papers, decisions and minutes if left out. */
  readonly description?: string | undefined
  readonly address: string
  /** A date of a published year of which no notice has been given yet. */
  readonly tentative?: boolean
}

/**
 * London's clock as a calendar program needs it said: summer time from the last
 * Sunday of March to the last Sunday of October, at 01:00 Greenwich, since 1996
 * (Summer Time Order 2002). So 10:00 stays 10:00 across a change of the clocks.
 */
const LONDON = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  'BEGIN:DAYLIGHT',
  'TZNAME:BST',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'DTSTART:19960331T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZNAME:GMT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
]

type Entered = {
  readonly id: string
  readonly version: number
  readonly calendar_id: string | null
  readonly calendar_from: number
}

/**
 * Of the meetings that are one entry in people's calendars, a meeting and the one that takes its
 * place, the one that stands now: its sequence is the highest (R-ID-5).
 */
export function entriesOf<Meeting extends Entered>(meetings: readonly Meeting[]): Meeting[] {
  const standing = new Map<string, Meeting>()
  for (const meeting of meetings) {
    const entry = meeting.calendar_id ?? meeting.id
    const other = standing.get(entry)
    if (!other || sequenceOf(other) < sequenceOf(meeting)) standing.set(entry, meeting)
  }
  return meetings.filter(meeting => standing.get(meeting.calendar_id ?? meeting.id) === meeting)
}

const sequenceOf = ({ calendar_from, version }: Entered) => calendar_from + version

/**
 * Meetings as an iCalendar file (RFC 5545). Each keeps its UID for good, also on another day, and
 * its SEQUENCE rises with each change, so that a moved meeting moves in people's calendars. A date
 * that is only planned has the number before: when it is confirmed, the number grows.
 */
export function calendarFile(entries: readonly CalendarEntry[], name: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Goldthread//Meetings//EN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'X-WR-TIMEZONE:Europe/London',
    ...LONDON,
    ...entries.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return `${lines.flatMap(folded).join('\r\n')}\r\n`
}

function eventLines(entry: CalendarEntry): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${entry.id}@goldthread`,
    `SEQUENCE:${entry.tentative ? entry.version - 1 : entry.version}`,
    `DTSTAMP:${instant(entry.changedAt)}`,
    ...spanLines(entry),
    `SUMMARY:${escaped(entry.title)}`,
    ...(entry.place === '' ? [] : [`LOCATION:${escaped(entry.place)}`]),
    `DESCRIPTION:${escaped(
      entry.tentative
        ? `A planned date, not yet confirmed. All dates of the year: ${entry.address}`
        : `${entry.description ?? 'Papers, decisions and minutes'}: ${entry.address}`,
    )}`,
    `URL:${entry.address}`,
    `STATUS:${entry.cancelled ? 'CANCELLED' : entry.tentative ? 'TENTATIVE' : 'CONFIRMED'}`,
    'END:VEVENT',
  ]
}

function spanLines({ day, startsAt, endsAt }: CalendarEntry): string[] {
  if (startsAt === undefined)
    return [
      `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${addDays(day, 1).replaceAll('-', '')}`,
    ]
  const ends = endOf(day, startsAt, endsAt)
  return [
    `DTSTART;TZID=Europe/London:${local(day, startsAt)}`,
    `DTEND;TZID=Europe/London:${local(ends.day, ends.time)}`,
  ]
}

const USUAL_HOURS = 2

function endOf(day: Day, startsAt: Time, endsAt: Time | undefined): { day: Day; time: string } {
  if (endsAt !== undefined) return { day, time: endsAt }
  const hour = Number(startsAt.slice(0, 2)) + USUAL_HOURS
  return {
    day: hour < 24 ? day : addDays(day, 1),
    time: `${String(hour % 24).padStart(2, '0')}:${startsAt.slice(3)}`,
  }
}

const local = (day: string, time: string) => `${day.replaceAll('-', '')}T${time.replace(':', '')}00`

const instant = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** Text as RFC 5545 section 3.3.11 wants it. */
const escaped = (text: string) =>
  text.replace(/[\\;,]/g, mark => `\\${mark}`).replace(/\r?\n/g, '\\n')

const LINE_BYTES = 75

/** No line is longer than 75 bytes; what follows begins with a space. Letters stay whole. */
function folded(line: string): string[] {
  const parts: string[] = []
  let part = ''
  for (const letter of line) {
    if (Buffer.byteLength(part + letter) > LINE_BYTES) {
      parts.push(part)
      part = ' '
    }
    part += letter
  }
  return [...parts, part]
}
