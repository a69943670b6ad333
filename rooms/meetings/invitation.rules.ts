import { type Day, formatDay, type Moment } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { beforeWorkingDays, type Calendar } from '../../platform/working-days.rules.ts'
import type { DeputiesCount } from '../bodies/quorum.rules.ts'
import type { MeetingMode } from './meetings.tables.ts'

export type Answer = 'in person' | 'remote' | 'deputy' | 'apologies'

/** How a reply reached the record: by the link in a letter, by a member signed in, by the clerk. */
export type Manner = 'link' | 'workspace' | 'on behalf'

/** The answers, as an address or a form writes them, and as a person says them. */
export const answers = [
  { answer: 'in person', slug: 'in-person', says: 'I will come in person', briefly: 'In person' },
  { answer: 'remote', slug: 'remote', says: 'I will join remotely', briefly: 'Remotely' },
  { answer: 'deputy', slug: 'deputy', says: 'A deputy will come for me', briefly: 'A deputy' },
  { answer: 'apologies', slug: 'apologies', says: 'I cannot come', briefly: 'Apologies' },
] as const satisfies readonly {
  answer: Answer
  slug: string
  says: string
  briefly: string
}[]

/** What one is asked to come to: a change of any of these makes another invitation. */
export type Arrangement = {
  readonly day: Day
  readonly starts_at: string
  readonly mode: MeetingMode
  readonly venue: string
}

// PostgreSQL writes a time with its seconds; the house writes it to the minute.
const minute = (time: string) => time.slice(0, 5)

export const isSameArrangement = (one: Arrangement, other: Arrangement): boolean =>
  one.day === other.day &&
  minute(one.starts_at) === minute(other.starts_at) &&
  one.mode === other.mode &&
  one.venue === other.venue

/** Whether the meeting has begun: from then on nobody can say that they will come. */
export const hasBegun = ({ day, starts_at }: Arrangement, now: Moment): boolean =>
  now.day > day || (now.day === day && now.time >= minute(starts_at))

export type ReplyStanding = {
  /** For which they were asked. */
  readonly asked: Arrangement
  /** Whether nobody has been asked anew since. */
  readonly isLatest: boolean
  /** As the meeting is arranged now. */
  readonly meeting: Arrangement
  readonly calledOff: boolean
  readonly now: Moment
  /** Asked as a member, and whether they hold a seat on the day. */
  readonly capacity: 'member' | 'participant'
  readonly isMember: boolean
  readonly name: string
}

/** Why a reply can no longer be given at all; empty while it can. */
export function reasonsNotToReply(standing: ReplyStanding): Refusal[] {
  const { asked, isLatest, meeting, calledOff, now, capacity, isMember, name } = standing
  if (calledOff)
    return [
      {
        code: 'meeting-called-off',
        message: `The meeting of ${formatDay(asked.day)} has been called off. No reply is needed.`,
      },
    ]
  if (!isLatest || !isSameArrangement(asked, meeting))
    return [
      {
        code: 'meeting-moved',
        message:
          asked.day === meeting.day
            ? `The arrangements for the meeting of ${formatDay(asked.day)} have changed since this invitation, and this reply would be for the former ones. The clerk sends a new invitation.`
            : `The meeting of ${formatDay(asked.day)} has been moved to ${formatDay(meeting.day)}, and this reply would be for the former day. The clerk sends a new invitation.`,
      },
    ]
  if (hasBegun(meeting, now))
    return [
      {
        code: 'meeting-begun',
        message: `The meeting of ${formatDay(meeting.day)} has begun or is over, so a reply can no longer be given.`,
      },
    ]
  if (capacity === 'member' && !isMember)
    return [
      {
        code: 'no-longer-a-member',
        message: `${name} no longer holds a seat on the day of the meeting, so no reply is needed.`,
      },
    ]
  return []
}

/** Whether some seat of theirs may send a deputy: never where the terms let none count (R-TOR-4, R-MEET-10). */
export const mayDeputise = (
  deputies: DeputiesCount,
  seats: readonly { readonly deputies: boolean }[],
): boolean => deputies !== 'never' && seats.some(seat => deputies === 'as minuted' || seat.deputies)

/** 'Apologies' */
export const brieflyOf = (wanted: Answer): string =>
  answers.find(({ answer }) => answer === wanted)?.briefly ?? ''

/** The answers that make sense for this meeting and this person. */
export const answersOffered = (mode: MeetingMode, deputy: boolean): Answer[] =>
  answers
    .map(({ answer }) => answer)
    .filter(
      answer =>
        (answer !== 'in person' || mode !== 'remote') &&
        (answer !== 'remote' || mode !== 'in person') &&
        (answer !== 'deputy' || deputy),
    )

export type ReplyGiven = {
  readonly answer: Answer
  /** A person of the record. */
  readonly deputy?: string | undefined
  /** Or who it is, in words. */
  readonly deputyWords?: string | undefined
  readonly reason?: string | undefined
}

const LONGEST_REASON = 500
const LONGEST_DEPUTY = 120

/** Why an answer cannot be taken as it is given. */
export function reasonsAgainstReply(
  reply: ReplyGiven,
  facts: {
    readonly mode: MeetingMode
    readonly mayDeputise: boolean
    readonly deputies: DeputiesCount
    readonly person: string
    readonly bodyName: string
    /** Whom the body has named as deputies of their seats. */
    readonly named: readonly string[]
  },
): Refusal[] {
  const { answer } = reply
  const refuse = (code: string, field: string, message: string): Refusal[] => [
    { code, field, message },
  ]
  if (answer === 'remote' && facts.mode === 'in person')
    return refuse(
      'not-held-remotely',
      'answer',
      'This meeting is held in person only: nobody can join it remotely.',
    )
  if (answer === 'in person' && facts.mode === 'remote')
    return refuse(
      'held-remotely',
      'answer',
      'This meeting is held remotely: there is no place to come to.',
    )
  if ((reply.reason ?? '').trim().length > LONGEST_REASON)
    return refuse(
      'reason-too-long',
      'reason',
      `The reason must be ${LONGEST_REASON} characters or fewer.`,
    )
  if (answer !== 'deputy') return []
  if (facts.deputies === 'never')
    return refuse(
      'no-deputies',
      'answer',
      `${facts.bodyName} permits no deputies. Send apologies instead.`,
    )
  if (!facts.mayDeputise)
    return refuse(
      'seat-without-deputy',
      'answer',
      'The terms of reference name no deputy for this seat. Send apologies instead.',
    )
  const words = (reply.deputyWords ?? '').trim()
  if (reply.deputy === undefined && words === '')
    return refuse('deputy-missing', 'deputyWords', 'Say who will come: their name or office.')
  if (words.length > LONGEST_DEPUTY)
    return refuse(
      'deputy-too-long',
      'deputyWords',
      `Who will come must be said in ${LONGEST_DEPUTY} characters or fewer.`,
    )
  if (reply.deputy === facts.person)
    return refuse('own-deputy', 'deputy', 'Nobody can deputise for themselves.')
  if (reply.deputy !== undefined && !facts.named.includes(reply.deputy))
    return refuse(
      'deputy-not-named',
      'deputy',
      'That person is not a named deputy of this seat. Say in words who will come.',
    )
  return []
}

// ── Reminders ───────────────────────────────────────────────────────────────

/**
 * When those who have not replied are reminded, in working days before the meeting. Ten:
 * while a deputy can still be named and papers are not yet due (R-TOR-9, R-MEET-9). Five: the
 * papers are out, and the chair must soon know whether it will be quorate. Held since 2025;
 * no rule sets them.
 */
export const REMINDER_DAYS = [10, 5] as const

export type ReminderDay = (typeof REMINDER_DAYS)[number]

/** The days on which reminders go out, the first one first. */
export const reminderDays = (
  calendar: Calendar,
  meetingDay: Day,
): readonly { readonly days: ReminderDay; readonly on: Day }[] =>
  REMINDER_DAYS.map(days => ({
    days,
    on: beforeWorkingDays(calendar, 'England working day', meetingDay, days).day,
  }))

/**
 * Which reminder somebody who has not replied should have had by today; undefined for none.
 * A reminder whose day was missed goes out on the next morning, unless a later one has come.
 * Nobody is reminded of what they were asked on that day or after it, nor on the day itself.
 */
export function reminderDue(
  days: ReturnType<typeof reminderDays>,
  invitedOn: Day,
  meetingDay: Day,
  today: Day,
): ReminderDay | undefined {
  if (today >= meetingDay) return undefined
  const due = days.filter(({ on }) => on <= today).at(-1)
  return due !== undefined && invitedOn < due.on ? due.days : undefined
}

/** Days before the meeting from which the clerk and the chair are told: a week ahead. */
export const TELL_DAYS_AHEAD = 7
