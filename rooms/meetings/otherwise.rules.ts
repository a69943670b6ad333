import { type Day, formatDay, formatTime, time } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Turn } from './standing.rules.ts'

// The tables take the kinds of change from here, so they are named anew.
type MeetingMode = 'in person' | 'remote' | 'hybrid'
type MeetingKind = 'ordinary' | 'extraordinary' | 'workshop'

/** What is known of a meeting before anything becomes of it. */
export type TurnFacts = {
  readonly day: Day
  readonly became: Turn | null
  /** Whether it was announced: by a notice, or by the meeting that it stands in place of. */
  readonly announced: boolean
  readonly attendanceRecorded: boolean
  readonly minutesDrafted: boolean
}

const doing: Readonly<Record<Turn, string>> = {
  postponed: 'postponed',
  moved: 'moved',
  cancelled: 'cancelled',
  adjourned: 'adjourned',
}

/** Why a meeting that something became of cannot have this done to it any more. */
export const reasonsOfTurn = (meeting: {
  readonly day: Day
  readonly became: Turn | null
}): Refusal[] =>
  meeting.became === null || meeting.became === 'adjourned'
    ? []
    : [
        {
          code: 'meeting-off',
          message: `The meeting of ${formatDay(meeting.day)} was ${meeting.became}, so nobody met: this belongs to the meeting that takes its place, if there is one.`,
        },
      ]

/**
 * Why a meeting cannot be postponed, moved, cancelled or adjourned; empty when it can.
 *
 * Refuses one that something became of already, one that nobody was told of (its arrangements
 * are changed, or it is dropped), one that was held, an adjournment before the day (that is to
 * postpone) or once minutes are drafted, and a want of reason: whoever meant to come is told why.
 */
export function reasonsNotToTurn(
  turn: Turn,
  meeting: TurnFacts,
  why: string,
  today: Day,
): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, message: string, field?: string) =>
    refusals.push({ code, message, ...(field ? { field } : {}) })
  if (meeting.became !== null)
    refuse('became-already', `This meeting was ${meeting.became} already.`)
  else if (!meeting.announced)
    refuse(
      'not-announced',
      `Nobody was told of this meeting yet, so it need not be ${doing[turn]}: change its arrangements, or drop it.`,
    )
  else if (turn === 'adjourned') {
    if (today < meeting.day)
      refuse(
        'not-begun',
        `The meeting is on ${formatDay(meeting.day)}. Before that day it is postponed; it is adjourned once it has begun.`,
      )
    if (meeting.minutesDrafted)
      refuse(
        'minutes-drafted',
        `The minutes of ${formatDay(meeting.day)} are drafted, so the meeting ended that day. Business left over goes to the next meeting.`,
      )
  } else if (meeting.attendanceRecorded)
    refuse(
      'meeting-held',
      `Attendance is recorded for ${formatDay(meeting.day)}, so the meeting was held then. If it broke off, adjourn it.`,
    )
  if (why.trim() === '')
    refuse('reason-missing', 'Write why, for those who meant to come. It is published.', 'why')
  return refusals
}

/** Why a meeting cannot be held on this day in place of the one before it. */
export function reasonsAgainstNewDay(
  turn: Turn,
  before: { readonly day: Day },
  day: Day,
  today: Day,
): Refusal[] {
  if (turn === 'adjourned' && day <= before.day)
    return [
      {
        code: 'not-a-later-day',
        field: 'day',
        message: `A meeting is adjourned to a later day than ${formatDay(before.day)}.`,
      },
    ]
  if (day < today)
    return [
      {
        code: 'day-is-past',
        field: 'day',
        message: `${formatDay(day)} is past: enter the day on which it will be held.`,
      },
    ]
  if (day === before.day)
    return [
      {
        code: 'same-day',
        field: 'day',
        message: `${formatDay(day)} is the day for which it was called: enter another.`,
      },
    ]
  return []
}

/** When and where a meeting is held. */
export type WhenAndWhere = {
  readonly startsAt: string
  readonly endsAt: string | null
  readonly mode: MeetingMode
  readonly venue: string
}

/** Another time or place on the same day, with what had been announced. */
export type Shift = {
  readonly id: string
  readonly on: Day
  readonly at: string
  readonly why: string
  readonly was: WhenAndWhere
}

const clock = (text: string) => text.slice(0, 5)

/** Whether anything that a notice announces differs: the hour, the place, how it is held. */
export const announcesOtherwise = (one: WhenAndWhere, other: WhenAndWhere): boolean =>
  clock(one.startsAt) !== clock(other.startsAt) ||
  one.mode !== other.mode ||
  one.venue.trim() !== other.venue.trim()

const modeWords: Readonly<Record<MeetingMode, string>> = {
  'in person': '',
  remote: 'online',
  hybrid: 'and online',
}

/** '10am at Council offices, Bedford', '2pm, online'. */
export const whenAndWhereInWords = ({
  startsAt,
  mode,
  venue,
}: Pick<WhenAndWhere, 'startsAt' | 'mode' | 'venue'>): string =>
  [
    venue.trim() === ''
      ? formatTime(time(clock(startsAt)))
      : `${formatTime(time(clock(startsAt)))} at ${venue.trim()}`,
    modeWords[mode],
  ]
    .filter(Boolean)
    .join(', ')

/**
 * Why the arrangements cannot simply be changed: notice of them was given, and what people were
 * told is not taken back silently. Another day, hour or place is a move, with its reason.
 */
export function reasonsNotToAmendAnnounced(
  before: WhenAndWhere & { readonly day: Day; readonly kind: MeetingKind },
  after: WhenAndWhere & { readonly day: Day; readonly kind: MeetingKind },
): Refusal[] {
  const refuse = (field: string, what: string): Refusal => ({
    code: 'announced-already',
    field,
    message: `Notice of this meeting was given, so ${what}. Move the meeting instead: the old page then says so, and why.`,
  })
  if (before.day !== after.day) return [refuse('day', 'its day is not changed here')]
  if (announcesOtherwise(before, after))
    return [refuse('startsAt', 'its hour and place are not changed here')]
  if (before.kind !== after.kind)
    return [
      {
        code: 'announced-already',
        field: 'kind',
        message: `Notice was given of ${before.kind === 'extraordinary' ? 'an' : 'a'} ${before.kind} meeting, so its kind stands. Cancel it and call another.`,
      },
    ]
  return []
}
