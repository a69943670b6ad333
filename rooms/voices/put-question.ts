import { refused } from '../../platform/outcome.ts'
import { link } from '../../platform/record/links.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readMeeting } from '../meetings/read-meeting.ts'
import { reasonsNotToHandle } from './question.rules.ts'
import { type Question, readQuestion } from './read-question.ts'
import { holdQuestion, updateQuestion } from './voices.records.ts'

export type QuestionPut = {
  readonly question: string
  /** The meeting to which it goes: its own, where it was asked of one. */
  readonly meeting?: string | undefined
  /** The item of that meeting's agenda under which it is taken, where it has one. */
  readonly item?: string | undefined
}

/**
 * Puts a question to a meeting of its body, under an item of the agenda where
 * one is given, and publishes it: everybody sees that it awaits its answer.
 *
 * Refuses one that was answered or declined, one that names no meeting, and a
 * meeting of another body or that is over.
 */
export const putQuestion = verb<QuestionPut, Question>({
  name: 'voices.put-question',
  permission: 'handle questions',
  scope: async (tx, { question }) => (await readQuestion(tx, question)).body_id,
  act: async (tx, input, acting) => {
    await holdQuestion(tx, input.question)
    const question = await readQuestion(tx, input.question)
    const refusals = reasonsNotToHandle(question)
    const meetingId = input.meeting ?? question.meeting_id
    const meeting = meetingId === null ? null : await readMeeting(tx, meetingId)
    if (!meeting)
      refusals.push({
        code: 'meeting-missing',
        field: 'meeting',
        message: 'Choose the meeting to which the question is put.',
      })
    else if (meeting.body_id !== question.body_id)
      refusals.push({
        code: 'meeting-of-another-body',
        field: 'meeting',
        message: 'Choose a meeting of the body that was asked.',
      })
    if (!meeting || refusals.length > 0) return refused(...refusals)
    const change = {
      meeting_id: meeting.id,
      item_id: input.item ?? question.item_id,
      reply_due: meeting.day,
      published_at: question.published_at ?? acting.now,
    }
    await updateQuestion(tx, question.id, change)
    const subject = { kind: 'question', id: question.id }
    if (input.item)
      await link(tx, subject, 'raises', { kind: 'agenda-item', id: input.item }, acting.now)
    return recorded({
      value: { ...question, ...change },
      subject,
      before: question,
      after: { ...question, ...change },
    })
  },
})
