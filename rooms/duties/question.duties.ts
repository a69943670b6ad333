import { formatDay } from '../../platform/day.rules.ts'
import { listQuestionDays } from '../voices/list-questions.ts'
import type { Duty } from './duty.rules.ts'
import type { DutySource } from './duty-source.ts'

/** Questions from the public, each answered by its day. One query. */
export const questionDuties: DutySource = {
  kinds: [{ kind: 'question', title: 'Questions from the public', isPublic: false }],
  list: async ({ db, bodies, from, to }) =>
    (await listQuestionDays(db, { bodies: bodies.map(({ id }) => id), from, to })).map(
      (question): Duty => ({
        key: `question/${question.id}`,
        kind: 'question',
        // Its words are the asker's, and not everybody's before it is published.
        what: `Answer the question asked on ${formatDay(question.asked_on)}`,
        owner: { words: 'Secretary', persons: [], permission: 'handle questions' },
        body: question.body_id,
        concerns: question.reply_due ?? question.asked_on,
        href: `/work/questions/${question.id}`,
        due: question.reply_due,
        rule:
          question.meeting_id === null
            ? 'A question to a body is answered in writing within twenty working days.'
            : 'A question to a meeting is answered there.',
        citation: 'Practice of this record, after R-FOI-8',
        working: () => [],
        ...(question.answered_on === null
          ? {}
          : {
              kept: {
                on: question.answered_on,
                what: 'It was answered',
                href: `/work/questions/${question.id}`,
              },
            }),
        ...(question.declined_on === null
          ? {}
          : { notOwed: `It was declined on ${formatDay(question.declined_on)}, with the reason.` }),
      }),
    ),
}
