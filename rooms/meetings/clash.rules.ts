import { type Day, formatTime, isTime, time, weekdayName } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { listed } from '../../platform/plain-english.rules.ts'
import { type Calendar, whyNotCounted } from '../../platform/working-days.rules.ts'
import type { MeetingMode } from './meetings.tables.ts'

/** When and where something is held. */
export type Sitting = {
  readonly body: string
  readonly day: Day
  readonly startsAt: string
  /** Two hours are allowed where no end is given. */
  readonly endsAt: string | null
  readonly mode: MeetingMode
  readonly venue: string
}

export type OtherSitting = Sitting & { readonly id: string; readonly bodyName: string }

/** Somebody's seat or office in a body, for as long as it lasts. */
export type Membership = {
  readonly body: string
  readonly person: string
  readonly name: string
  /** 'Chair, Bedfordshire Hospitals', 'secretary'. */
  readonly seat: string
  readonly from: Day
  readonly until: Day | null
}

export type SharedMember = {
  readonly name: string
  readonly here: string
  readonly there: string
}

export type Clash = {
  readonly why: 'same body' | 'members' | 'venue'
  readonly other: OtherSitting
  readonly shared: readonly SharedMember[]
  /** A whole sentence. */
  readonly words: string
}

const USUAL_MINUTES = 120

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

const endOf = ({ startsAt, endsAt }: Sitting) =>
  endsAt === null ? minutes(startsAt) + USUAL_MINUTES : minutes(endsAt)

/** Whether two meetings are held at the same time; one that begins as the other ends is not. */
export const overlap = (one: Sitting, other: Sitting): boolean =>
  one.day === other.day &&
  minutes(one.startsAt) < endOf(other) &&
  minutes(other.startsAt) < endOf(one)

const hours = ({ startsAt, endsAt }: Sitting) =>
  endsAt === null ? `from ${clock(startsAt)}` : `from ${clock(startsAt)} to ${clock(endsAt)}`

const clock = (text: string): string =>
  isTime(text.slice(0, 5)) ? formatTime(time(text.slice(0, 5))) : text

const sameVenue = (one: Sitting, other: Sitting) =>
  one.mode !== 'remote' &&
  other.mode !== 'remote' &&
  one.venue.trim() !== '' &&
  one.venue.trim().toLowerCase() === other.venue.trim().toLowerCase()

const standsOn = ({ from, until }: Membership, day: Day) =>
  from <= day && (until === null || until >= day)

/** Who sits in both bodies on a day, each with the seats, in the order in which they sit here. */
export function sharedMembers(
  here: string,
  there: string,
  day: Day,
  memberships: readonly Membership[],
): SharedMember[] {
  const on = memberships.filter(member => standsOn(member, day))
  const seatsIn = (body: string, person: string) => [
    ...new Set(
      on.filter(each => each.body === body && each.person === person).map(({ seat }) => seat),
    ),
  ]
  const persons = new Map(
    on.filter(({ body }) => body === here).map(({ person, name }) => [person, name]),
  )
  return [...persons].flatMap(([person, name]) => {
    const seats = seatsIn(there, person)
    return seats.length === 0
      ? []
      : [{ name, here: listed(seatsIn(here, person)), there: listed(seats) }]
  })
}

/**
 * What a meeting clashes with on its day, at an overlapping time: another meeting of the same
 * body, one of another body with members in both, or one at the same place of meeting.
 */
export function clashesOf(
  meeting: Sitting,
  others: readonly OtherSitting[],
  memberships: readonly Membership[],
): Clash[] {
  return others
    .filter(other => overlap(meeting, other))
    .flatMap((other): Clash[] => {
      if (other.body === meeting.body)
        return [
          {
            why: 'same body',
            other,
            shared: [],
            words: `${other.bodyName} meets already on that day ${hours(other)}.`,
          },
        ]
      const shared = sharedMembers(meeting.body, other.body, meeting.day, memberships)
      const clashes: Clash[] = []
      if (shared.length > 0)
        clashes.push({
          why: 'members',
          other,
          shared,
          words: `${other.bodyName} meets on that day ${hours(other)}, and ${shared.length === 1 ? 'this person sits' : 'these people sit'} in both: ${shared.map(inWords).join('; ')}.`,
        })
      if (sameVenue(meeting, other))
        clashes.push({
          why: 'venue',
          other,
          shared: [],
          words: `${other.bodyName} meets in the same place, ${other.venue.trim()}, on that day ${hours(other)}.`,
        })
      return clashes
    })
}

const inWords = ({ name, here, there }: SharedMember) => {
  const seats = [
    ...(here === name ? [] : [`${here} here`]),
    ...(there === name ? [] : [`${there} there`]),
  ]
  return seats.length === 0 ? name : `${name} (${seats.join(', ')})`
}

/** Why bodies do not usually meet on a day: a weekend or a bank holiday (R-CAL-1); a sentence. */
export function unusualDay(calendar: Calendar, day: Day): string | undefined {
  const why = whyNotCounted(calendar, 'England working day', day)
  if (why === undefined) return undefined
  return why === weekdayName(day)
    ? `It is a ${why}.`
    : `It is no working day: ${why.charAt(0).toLowerCase()}${why.slice(1)}.`
}

/** What somebody should know before a meeting is put on a day and at an hour, a sentence each. */
export const worriesOf = (
  calendar: Calendar,
  day: Day,
  clashes: readonly Pick<Clash, 'words'>[],
): string[] => [
  ...[unusualDay(calendar, day)].flatMap(unusual => unusual ?? []),
  ...clashes.map(({ words }) => words),
]

/**
 * Why a meeting is not put there yet: somebody should first read what speaks against it. What
 * they have read and accepted stops nothing; a new clash, found since, does.
 */
export const reasonsToThinkAgain = (
  worries: readonly string[],
  read: readonly string[],
  field = 'day',
): Refusal[] =>
  worries
    .filter(worry => !read.includes(worry))
    .map(message => ({ code: 'worth-a-thought', field, message }))
