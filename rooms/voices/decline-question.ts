import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsNotToHandle } from './question.rules.ts'
import { type Question, readQuestion } from './read-question.ts'
import { holdQuestion, updateQuestion } from './voices.records.ts'

export type QuestionDeclined = { readonly question: string; readonly reason: string }

/**
 * Declines to put a question, with the reason that the asker is told: repeated,
 * about a person, not the body's business. One already published stays so, with
 * the reason beside it.
 *
 * Refuses without a reason, and one that was answered or declined.
 */
export const declineQuestion = verb<QuestionDeclined, Question>({
  name: 'voices.decline-question',
  permission: 'handle questions',
  scope: async (tx, { question }) => (await readQuestion(tx, question)).body_id,
  act: async (tx, input, acting) => {
    await holdQuestion(tx, input.question)
    const question = await readQuestion(tx, input.question)
    const refusals = reasonsNotToHandle(question)
    if (input.reason.trim() === '')
      refusals.push({
        code: 'reason-missing',
        field: 'reason',
        message: 'Say why the question is not put: the asker is told.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const change = { declined_reason: input.reason.trim(), declined_on: acting.today }
    await updateQuestion(tx, question.id, change)
    return recorded({
      value: { ...question, ...change },
      subject: { kind: 'question', id: question.id },
      before: question,
      after: { ...question, ...change },
    })
  },
})
