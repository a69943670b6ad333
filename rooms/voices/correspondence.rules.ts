import { type Day, formatDay, formatPartialDay, type PartialDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'

export const directions = ['received', 'sent'] as const
export type Direction = (typeof directions)[number]
export const letterForms = ['letter', 'e-mail'] as const
export type LetterForm = (typeof letterForms)[number]
export const letterAudiences = ['public', 'members', 'private'] as const
export type LetterAudience = (typeof letterAudiences)[number]

/** What a reply made of one point. */
export const answerOutcomes = [
  'provided',
  'partly answered',
  'signposted',
  'agreed in principle',
  'refused',
  'not answered',
] as const
export type AnswerOutcome = (typeof answerOutcomes)[number]

/** How everybody sees a person who wrote as nobody but themselves. */
export const PRIVATE_PERSON = 'A private person'

export type LetterSaid = {
  readonly correspondent: string
  readonly privatePerson: boolean
  readonly writer: string
  readonly datedOn: PartialDay
  readonly subject: string
  readonly audience: LetterAudience
  readonly privateReason: string
  readonly replyWanted: boolean
  readonly replyDue: Day | undefined
  readonly points: readonly string[]
}

const LONGEST_LINE = 300

/**
 * Why a letter cannot stand in the record so: no correspondent or subject, a day to
 * come, a private letter without its reason, a private person's letter for everybody,
 * or a reply due before the letter.
 */
export function reasonsAgainstLetter(letter: LetterSaid, today: Day): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) =>
    refusals.push({ code, field, message })
  if (!letter.privatePerson && letter.correspondent.trim() === '')
    refuse(
      'correspondent-missing',
      'correspondent',
      'Enter the organisation or office it came from or went to.',
    )
  if (letter.privatePerson && letter.writer.trim() === '')
    refuse(
      'writer-missing',
      'writer',
      'Enter the person’s name, so that they can be answered. It is never public.',
    )
  if (/\S@\S/.test(letter.correspondent))
    refuse(
      'address-in-public',
      'correspondent',
      'Enter the organisation or office, not an e-mail address: everybody may come to read it.',
    )
  if (letter.subject.trim() === '') refuse('subject-missing', 'subject', 'Enter what it is about.')
  if (letter.subject.trim().length > LONGEST_LINE)
    refuse('too-long', 'subject', `What it is about must be ${LONGEST_LINE} characters or fewer.`)
  if (letter.datedOn.day > today)
    refuse(
      'dated-to-come',
      'datedOn',
      `${formatPartialDay(letter.datedOn)} has not come yet: enter the day that the letter bears.`,
    )
  if (letter.audience === 'private' && letter.privateReason.trim() === '')
    refuse('private-reason-missing', 'privateReason', 'Say why members do not see it.')
  if (letter.privatePerson && letter.audience === 'public')
    refuse(
      'private-person-public',
      'audience',
      'A private person’s letter is never public. Choose members, or private with its reason.',
    )
  if (letter.replyWanted && letter.replyDue !== undefined && letter.replyDue < letter.datedOn.day)
    refuse(
      'due-before-letter',
      'replyDue',
      `A reply cannot be due before the letter itself, ${formatPartialDay(letter.datedOn)}.`,
    )
  return refusals
}

/** Points as they are typed: one to a line, a leading number or dash left out. */
export const pointsFrom = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.replace(/^\s*(?:\d{1,3}[.)]|[-•*])\s+/, '').trim())
    .filter(line => line !== '')

export type LetterFacts = {
  readonly direction: Direction
  readonly reply_wanted: boolean
  readonly reply_due: Day | null
  /** The replies to it. */
  readonly replies: number
  /** Its points, and how many of them have an answer that says something. */
  readonly points: number
  readonly answered: number
}

export type LetterState =
  | 'reply overdue'
  | 'reply owed'
  | 'reply awaited'
  | 'partly answered'
  | 'answered'
  | 'no reply needed'

/** Where a letter stands on a day; derived, never stored. */
export function letterStateOn(letter: LetterFacts, day: Day): LetterState {
  if (letter.replies > 0)
    return letter.points > 0 && letter.answered < letter.points ? 'partly answered' : 'answered'
  if (!letter.reply_wanted) return 'no reply needed'
  if (letter.reply_due !== null && letter.reply_due < day) return 'reply overdue'
  return letter.direction === 'received' ? 'reply owed' : 'reply awaited'
}

export const letterStateWords: Readonly<Record<LetterState, string>> = {
  'reply overdue': 'Reply overdue',
  'reply owed': 'We owe a reply',
  'reply awaited': 'Reply awaited',
  'partly answered': 'Some points unanswered',
  answered: 'Answered',
  'no reply needed': 'No reply needed',
}

/** 'Letter received from the Trust, 7 May 2020'. */
export const letterInWords = (letter: {
  readonly form: LetterForm
  readonly direction: Direction
  readonly correspondent: string
  readonly dated_on: Day
  readonly dated_precision: PartialDay['precision']
}): string =>
  `${letter.form === 'letter' ? 'Letter' : 'E-mail'} ${
    letter.direction === 'received' ? 'from' : 'to'
  } ${letter.correspondent}, ${datedInWords(letter)}`

export const datedInWords = (letter: {
  readonly dated_on: Day
  readonly dated_precision: PartialDay['precision']
}): string =>
  formatPartialDay({ day: letter.dated_on, precision: letter.dated_precision, text: '' })

export type AnswerGiven = {
  readonly point: string
  readonly outcome: AnswerOutcome
  readonly text: string
}

/** Why answers cannot stand: a point of another letter, or an answer that says nothing. */
export function reasonsAgainstAnswers(
  answers: readonly AnswerGiven[],
  points: readonly { readonly id: string; readonly number: number }[],
): Refusal[] {
  return answers.flatMap(({ point, outcome, text }): Refusal[] => {
    const known = points.find(({ id }) => id === point)
    if (!known)
      return [
        {
          code: 'point-unknown',
          field: 'answers',
          message: 'Answer only the points of the letter that this one replies to.',
        },
      ]
    if (outcome !== 'not answered' && text.trim() === '')
      return [
        {
          code: 'answer-missing',
          field: `answer-${known.number}`,
          message: `Say what the answer to point ${known.number} is, or mark it as not answered.`,
        },
      ]
    return []
  })
}

/** Why a letter cannot be put to a meeting, or not to this one. */
export function reasonsNotToPut(
  letter: { readonly body_id: string; readonly dated_on: Day; readonly private_person: boolean },
  meeting: { readonly body_id: string; readonly day: Day },
  today: Day,
): Refusal[] {
  const refuse = (code: string, message: string): Refusal[] => [{ code, field: 'meeting', message }]
  if (meeting.body_id !== letter.body_id)
    return refuse('meeting-of-another-body', 'Choose a meeting of the body whose letter it is.')
  if (meeting.day < letter.dated_on)
    return refuse(
      'meeting-before-letter',
      `The meeting of ${formatDay(meeting.day)} was before the letter.`,
    )
  if (meeting.day < today)
    return refuse(
      'meeting-over',
      `The meeting of ${formatDay(meeting.day)} is over: choose a later one.`,
    )
  return []
}
