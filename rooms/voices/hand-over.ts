import { tablesOf } from '../../platform/database/database.ts'
import { formatDay } from '../../platform/day.rules.ts'
import type { HandoverPart } from '../bodies/handover.ts'
import { datedInWords, letterInWords } from './correspondence.rules.ts'
import { listQuestions } from './list-questions.ts'
import { type Letter, listLetters } from './read-letter.ts'
import type { VoicesTables } from './voices.tables.ts'

/** Whoever hands over need not see what is not public: neither a private letter nor an asker's words. */
const wordsOf = (letter: Letter) =>
  letter.audience === 'private'
    ? `A private letter, ${datedInWords(letter)}`
    : `${letterInWords(letter)}: ${letter.subject}`

/** Letters whose reply a clerk owes pass by name; questions that wait are the body's. */
export const voicesAtHandover: HandoverPart = {
  tasks: async (db, { person, bodies, today }) => {
    const letters = await listLetters(db, { today, owner: person, which: 'open' })
    const questions = await listQuestions(db, {
      bodies: bodies.map(({ id }) => id),
      which: 'awaiting',
    })
    return [
      ...letters.map(letter => ({
        key: `letter ${letter.id}`,
        text: wordsOf(letter),
        href: `/work/correspondence/${letter.id}`,
        passes: true,
      })),
      ...questions.map(({ id, asked_on }) => ({
        key: `question ${id}`,
        text: `Question asked on ${formatDay(asked_on)}, to be answered`,
        href: `/work/questions/${id}`,
        passes: false,
      })),
    ]
  },
  handOn: async (tx, acting, { from, to, keys }) => {
    const owed = (
      await listLetters(tx, { today: acting.today, owner: from, which: 'open' })
    ).filter(({ id }) => keys.includes(`letter ${id}`))
    for (const letter of owed)
      await tablesOf<VoicesTables>(tx)
        .updateTable('voices.letters')
        .set({ reply_owner_id: to, version: letter.version + 1 })
        .where('id', '=', letter.id)
        .execute()
    return owed.map(wordsOf)
  },
}
