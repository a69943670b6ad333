import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import {
  afterWorkingDays,
  type Calendar,
  type ReckonedDay,
} from '../../platform/working-days.rules.ts'

/** Long enough for the three minutes a task group gives a question (R-MEET-9). */
export const QUESTION_LENGTH = 2000
export const NAME_LENGTH = 120
export const SHOWN_AS_LENGTH = 80

/** From one e-mail address: enough for anybody who asks, too few to flood a clerk. */
export const QUESTIONS_A_DAY = 5

/** How an asker who says nothing else is shown. */
export const ANYONE = 'A member of the public'

export type QuestionTyped = {
  readonly text: string
  readonly name: string
  readonly email: string
  readonly shownAs: string
}

/**
 * Why a question cannot be taken as typed: no question, name or address to answer
 * to, one too long, or an address where everybody would see it.
 */
export function reasonsNotToTake({ text, name, email, shownAs }: QuestionTyped): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) =>
    refusals.push({ code, field, message })
  const limit = (field: string, called: string, value: string, most: number) => {
    if (value.trim().length > most)
      refuse(
        'too-long',
        field,
        `${called} must be ${most.toLocaleString('en-GB')} characters or fewer; it has ${value.trim().length.toLocaleString('en-GB')}.`,
      )
  }
  if (text.trim() === '') refuse('question-missing', 'text', 'Write your question.')
  limit('text', 'Your question', text, QUESTION_LENGTH)
  if (name.trim() === '')
    refuse('name-missing', 'name', 'Enter your name. It is not published unless you ask for it.')
  limit('name', 'Your name', name, NAME_LENGTH)
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) || email.trim().length > 254)
    refuse(
      'email-unreadable',
      'email',
      'Enter an e-mail address like name@example.org, to which we can send the answer.',
    )
  limit('shownAs', 'How you are shown', shownAs, SHOWN_AS_LENGTH)
  if (/\S@\S/.test(shownAs))
    refuse(
      'address-in-public',
      'shownAs',
      'Leave e-mail addresses out of how you are shown: everybody can read it.',
    )
  return refusals
}

export type MeetingAsked = {
  readonly day: Day
  readonly kind: string
  /** Whether public notice of it was given. */
  readonly announced: boolean
}

/**
 * Why a question cannot be put to a meeting: the public does not know of it
 * (R-TOR-14), it is over, or the day by which its body takes questions has gone
 * (R-MEET-9). `deadline` is the last day; null where the body sets none, and the
 * day before the meeting then is.
 */
export function reasonsNotToAsk(
  meeting: MeetingAsked,
  deadline: Day | null,
  today: Day,
): Refusal[] {
  const field = 'meeting'
  if (!meeting.announced || meeting.kind === 'workshop')
    return [
      {
        code: 'meeting-not-public',
        field,
        message: 'Choose one of the public meetings in the list.',
      },
    ]
  if (meeting.day <= today)
    return [
      {
        code: 'meeting-begun',
        field,
        message: `The meeting of ${formatDay(meeting.day)} takes no more questions. Ask the body itself: it answers in writing.`,
      },
    ]
  if (deadline !== null && today > deadline)
    return [
      {
        code: 'questions-closed',
        field,
        message: `Questions to the meeting of ${formatDay(meeting.day)} had to be sent by ${formatDay(deadline)}. Ask the body itself: it answers in writing.`,
      },
    ]
  return []
}

const REPLY_WORKING_DAYS = 20

/**
 * The day by which a question gets its answer: at the meeting to which it is put,
 * else in writing within twenty working days, as for letters (R-FOI-8).
 */
export const replyDueDay = (
  calendar: Calendar,
  asked: Day,
  meetingDay: Day | null,
): Pick<ReckonedDay, 'day'> =>
  meetingDay === null
    ? afterWorkingDays(calendar, 'England working day', asked, REPLY_WORKING_DAYS)
    : { day: meetingDay }

export type QuestionFacts = {
  readonly asked_on: Day
  readonly item_id: string | null
  readonly answered_on: Day | null
  readonly declined_on: Day | null
  readonly published_at: Date | null
  readonly reply_due: Day | null
}

export type QuestionState = 'received' | 'awaiting an answer' | 'overdue' | 'answered' | 'not put'

/** Where a question stands on a day; derived, never stored. */
export function questionStateOn(question: QuestionFacts, day: Day): QuestionState {
  if (question.answered_on !== null) return 'answered'
  if (question.declined_on !== null) return 'not put'
  if (question.reply_due !== null && question.reply_due < day) return 'overdue'
  return question.published_at === null ? 'received' : 'awaiting an answer'
}

/** Why nothing more can be done with a question: it has its answer, or was declined. */
export function reasonsNotToHandle(question: QuestionFacts): Refusal[] {
  if (question.answered_on !== null)
    return [
      {
        code: 'already-answered',
        message: `This question was answered on ${formatDay(question.answered_on)}. What was published is not changed.`,
      },
    ]
  if (question.declined_on !== null)
    return [
      {
        code: 'already-declined',
        message: `This question was declined on ${formatDay(question.declined_on)}.`,
      },
    ]
  return []
}
