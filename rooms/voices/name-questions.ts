import type { Db } from '../../platform/database/database.ts'
import type { Subject } from '../../platform/record/journal.ts'
import { keyOf, type NamedThing } from '../../platform/record/named-thing.ts'
import { readQuestions } from './read-question.ts'

const SHOWN = 140

/** Questions that this connection may see, named for the pages of other rooms. One query. */
export async function nameQuestions(
  db: Db,
  subjects: readonly Subject[],
): Promise<Map<string, NamedThing>> {
  const ids = subjects.filter(({ kind }) => kind === 'question').map(({ id }) => id)
  const questions = await readQuestions(db, ids)
  return new Map(
    [...questions.values()].map(({ id, text, asked_on }) => [
      keyOf({ kind: 'question', id }),
      {
        kind: 'question',
        text: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text,
        href: `/questions/${id}`,
        day: asked_on,
      },
    ]),
  )
}
