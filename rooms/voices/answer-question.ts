import type { Day } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { link } from '../../platform/record/links.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { type NewAction, type RaisedAction, raiseAction } from '../actions/raise-action.ts'
import { reasonsNotToHandle } from './question.rules.ts'
import { type Question, readQuestion } from './read-question.ts'
import { holdQuestion, updateQuestion } from './voices.records.ts'

export type QuestionAnswered = {
  readonly question: string
  readonly answer: string
  /** The day of the answer; today when left out. */
  readonly answeredOn?: Day | undefined
  /** An action that the answer promises, on the tracker of the body that was asked. */
  readonly raises?: Omit<NewAction, 'body' | 'source'> | undefined
}

export type Answered = { readonly question: Question; readonly action: RaisedAction | null }

/**
 * Answers a question and publishes both; an action that the answer promises is
 * raised with it or not at all, and tied to the question.
 *
 * Refuses an empty answer, one of a day to come or before the question, a question
 * that was answered or declined, and what `raiseAction` refuses.
 */
export const answerQuestion = verb<QuestionAnswered, Answered>({
  name: 'voices.answer-question',
  permission: 'handle questions',
  scope: async (tx, { question }) => (await readQuestion(tx, question)).body_id,
  act: async (tx, input, acting) => {
    await holdQuestion(tx, input.question)
    const question = await readQuestion(tx, input.question)
    const answeredOn = input.answeredOn ?? acting.today
    const refusals = reasonsNotToHandle(question)
    if (input.answer.trim() === '')
      refusals.push({ code: 'answer-missing', field: 'answer', message: 'Write the answer.' })
    if (answeredOn > acting.today || answeredOn < question.asked_on)
      refusals.push({
        code: 'answered-out-of-time',
        field: 'answeredOn',
        message: 'The day of the answer lies between the day of the question and today.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const subject = { kind: 'question', id: question.id }
    const raised = input.raises
      ? await raiseAction(acting, { ...input.raises, body: question.body_id, source: subject })
      : null
    // The form has fields of its own beside the action's.
    if (raised && !raised.ok)
      return refused(
        ...raised.refusals.map(refusal =>
          refusal.field === undefined ? refusal : { ...refusal, field: `action-${refusal.field}` },
        ),
      )
    const change = {
      answer: input.answer.trim(),
      answered_on: answeredOn,
      published_at: question.published_at ?? acting.now,
    }
    await updateQuestion(tx, question.id, change)
    if (question.item_id)
      await link(tx, { kind: 'agenda-item', id: question.item_id }, 'answers', subject, acting.now)
    const after = { ...question, ...change }
    return recorded({
      value: { question: after, action: raised?.value ?? null },
      subject,
      before: question,
      after,
    })
  },
})
