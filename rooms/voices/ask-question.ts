import { randomUUID } from 'node:crypto'
import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { deadlinesOf } from '../meetings/meeting-deadlines.rules.ts'
import { readDeadlineFacts } from '../meetings/read-deadlines.ts'
import { listNotices, readMeeting } from '../meetings/read-meeting.ts'
import {
  QUESTIONS_A_DAY,
  reasonsNotToAsk,
  reasonsNotToTake,
  replyDueDay,
} from './question.rules.ts'
import type { Question } from './read-question.ts'
import { countAskedBy, insertAsker, insertQuestion } from './voices.records.ts'

export type NewQuestion = {
  readonly body: string
  /** The meeting of the body to which it is put; left out, it is answered in writing. */
  readonly meeting?: string | undefined
  readonly text: string
  /** Private, as is the address: for the answer, and to know that a person asks. */
  readonly name: string
  readonly email: string
  /** How the asker is shown to everybody: 'a resident of Luton'. */
  readonly shownAs?: string
}

/**
 * Takes a question from anybody to a body, or to one of its public meetings. It
 * is public only once the body publishes it; who asked never is.
 *
 * Refuses what `reasonsNotToTake` names; and, for a meeting, one that is not
 * public, is over, or no longer takes questions (R-MEET-9); and more than a few
 * on one day from one address.
 */
export const askQuestion = verb<NewQuestion, Question>({
  name: 'voices.ask-question',
  permission: 'ask a question',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    const { text, name, email, shownAs = '' } = input
    const refusals: Refusal[] = reasonsNotToTake({ text, name, email, shownAs })
    const meeting = input.meeting === undefined ? null : await readMeeting(tx, input.meeting)
    if (meeting !== null && meeting.body_id !== body.id)
      refusals.push({
        code: 'meeting-of-another-body',
        field: 'meeting',
        message: `Choose a meeting of ${body.name}.`,
      })
    else if (meeting !== null) {
      const notices = await listNotices(tx, meeting.id)
      const deadlines = deadlinesOf(await readDeadlineFacts(tx, body, meeting))
      const deadline = deadlines.find(({ key }) => key === 'questions')?.due ?? null
      const announced = notices.length > 0 && meeting.became === null
      refusals.push(...reasonsNotToAsk({ ...meeting, announced }, deadline, acting.today))
    }
    if (body.dissolved_on !== null && body.dissolved_on <= acting.today)
      refusals.push({
        code: 'body-dissolved',
        field: 'body',
        message: `${body.name} no longer meets, so it cannot answer.`,
      })
    if ((await countAskedBy(tx, email.trim(), acting.today)) >= QUESTIONS_A_DAY)
      refusals.push({
        code: 'too-many-questions',
        message: `${QUESTIONS_A_DAY} questions have come from this e-mail address today. Send the next one tomorrow.`,
      })
    if (refusals.length > 0) return refused(...refusals)
    const question: Question = {
      id: randomUUID(),
      body_id: body.id,
      meeting_id: meeting?.id ?? null,
      asked_on: acting.today,
      text: text.trim(),
      shown_as: shownAs.trim(),
      reply_due: replyDueDay(await readCalendar(tx), acting.today, meeting?.day ?? null).day,
      item_id: null,
      answer: '',
      answered_on: null,
      recorded_at: acting.now,
      published_at: null,
      declined_reason: '',
      declined_on: null,
      handed_on_from: null,
    }
    await insertQuestion(tx, question)
    await insertAsker(tx, { question_id: question.id, name: name.trim(), email: email.trim() })
    // The journal is for good; a name that may have to be erased is not put into it.
    return recorded({
      value: question,
      subject: { kind: 'question', id: question.id },
      after: question,
    })
  },
})
