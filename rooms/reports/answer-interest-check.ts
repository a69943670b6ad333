import { randomUUID } from 'node:crypto'
import { tablesOf } from '../../platform/database/database.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { type InterestAnswer, reasonsNotToAnswer } from './interest-checks.rules.ts'
import { readInterestChecks } from './read-interest-checks.ts'
import type { ReportsTables } from './reports.tables.ts'

export type Answering = Pick<InterestAnswer, 'about' | 'outcome' | 'word'> & {
  readonly body: string
}

/**
 * Says of something that the checks of a register of interests found that it is no fault, with a
 * word why; or takes such an answer back. It holds for the people whom it concerns now. What was
 * said before stays in the record.
 *
 * Refuses it without the word, of what is not found any more, and of what was answered meanwhile.
 */
export const answerInterestCheck = verb<Answering, string>({
  name: 'reports.answer-interest-check',
  permission: 'keep interests',
  scope: (_tx, { body }) => body,
  act: async (tx, { body: bodyId, ...answer }, acting) => {
    const body = await readBody(tx, bodyId)
    const found = await readInterestChecks(tx, body, acting, acting.today)
    const refusals = reasonsNotToAnswer(found, answer)
    if (refusals.length > 0) return refused(...refusals)
    const finding = [...found.open, ...found.answered.map(each => each.finding)].find(
      ({ about }) => about === answer.about,
    )
    const row = {
      id: randomUUID(),
      body_id: body.id,
      about: answer.about,
      people: [...(finding?.people ?? [])],
      outcome: answer.outcome,
      word: answer.word.trim(),
      answered_on: acting.today,
      answered_by: acting.person,
      recorded_at: acting.now,
    }
    await tablesOf<ReportsTables>(tx).insertInto('reports.interest_answers').values(row).execute()
    return recorded({ value: row.id, subject: { kind: 'body', id: body.id }, after: row })
  },
})
