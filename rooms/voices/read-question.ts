import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { VoicesTables } from './voices.tables.ts'

const voices = (db: Db) => tablesOf<VoicesTables>(db)

export type Question = Selectable<VoicesTables['voices.questions']>
export type Asker = Selectable<VoicesTables['voices.askers']>

/** @throws NotFound, also when this connection may not see it */
export async function readQuestion(db: Db, id: string): Promise<Question> {
  // An address that is no id names nothing; the database would call it a fault.
  const question = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
    ? await voices(db)
        .selectFrom('voices.questions')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!question) throw new NotFound('There is no such question in the record.')
  return question
}

/** Who asked: for those who handle questions only. */
export const findAsker = (db: Db, questionId: string): Promise<Asker | undefined> =>
  voices(db)
    .selectFrom('voices.askers')
    .selectAll()
    .where('question_id', '=', questionId)
    .executeTakeFirst()

/** The questions with these ids, by id. One query. */
export async function readQuestions(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, Question>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await voices(db)
    .selectFrom('voices.questions')
    .selectAll()
    .where('id', 'in', wanted)
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}
