import { type Db, tablesOf } from '../../platform/database/database.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import type { SuccessionPart } from '../bodies/succession.ts'
import { listLetters } from './read-letter.ts'
import type { VoicesTables } from './voices.tables.ts'

const voices = (db: Db) => tablesOf<VoicesTables>(db)

const listWaiting = (db: Db, bodyId: string) =>
  voices(db)
    .selectFrom('voices.questions')
    .select('id')
    .where('body_id', '=', bodyId)
    .where('answered_on', 'is', null)
    .where('declined_on', 'is', null)
    .execute()

/** When a body ends, questions and letters that wait for their answer go to its successor. */
export const voicesAtEndOfBody: SuccessionPart = {
  standing: async (db, { body, successor, on }) => {
    const questions = await listWaiting(db, body.id)
    const letters = await listLetters(db, { today: on, bodies: [body.id], which: 'open' })
    const line = (count: number, noun: string, href: string) =>
      count === 0
        ? []
        : [
            {
              text: `${opening(countOf(count, noun))} waiting for an answer will ${
                successor
                  ? `go to ${successor.name}`
                  : 'have nobody to answer: answer first, or choose a successor'
              }`,
              href,
            },
          ]
    return {
      toHandOn: questions.length + letters.length,
      refusals: [],
      lines: [
        ...line(questions.length, 'question', '/work/questions'),
        ...line(letters.length, 'letter', `/work/correspondence?body=${body.slug}&which=open`),
      ],
    }
  },
  handOn: async (tx, _acting, { body, successor, on }) => {
    const questions = (await listWaiting(tx, body.id)).map(({ id }) => id)
    const letters = (await listLetters(tx, { today: on, bodies: [body.id], which: 'open' })).map(
      ({ id }) => id,
    )
    const change = { body_id: successor.id, handed_on_from: body.id }
    if (questions.length > 0)
      await voices(tx)
        .updateTable('voices.questions')
        .set(change)
        .where('id', 'in', questions)
        .execute()
    if (letters.length > 0)
      await voices(tx)
        .updateTable('voices.letters')
        .set(change)
        .where('id', 'in', letters)
        .execute()
    return [
      ...(questions.length > 0
        ? [`${opening(countOf(questions.length, 'question'))} went to it`]
        : []),
      ...(letters.length > 0 ? [`${opening(countOf(letters.length, 'letter'))} went to it`] : []),
    ]
  },
}
