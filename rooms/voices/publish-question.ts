import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsNotToHandle } from './question.rules.ts'
import { type Question, readQuestion } from './read-question.ts'
import { holdQuestion, updateQuestion } from './voices.records.ts'

/**
 * Publishes a question that awaits its answer in writing. Refuses one that was
 * answered or declined.
 */
export const publishQuestion = verb<{ readonly question: string }, Question>({
  name: 'voices.publish-question',
  permission: 'handle questions',
  scope: async (tx, { question }) => (await readQuestion(tx, question)).body_id,
  act: async (tx, input, acting) => {
    await holdQuestion(tx, input.question)
    const question = await readQuestion(tx, input.question)
    const refusals = reasonsNotToHandle(question)
    if (refusals.length > 0) return refused(...refusals)
    const published = { ...question, published_at: question.published_at ?? acting.now }
    await updateQuestion(tx, question.id, { published_at: published.published_at })
    return recorded({
      value: published,
      subject: { kind: 'question', id: question.id },
      before: question,
      after: published,
    })
  },
})
