import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { VoicesTables } from './voices.tables.ts'

const voices = (db: Db) => tablesOf<VoicesTables>(db)

export const insertQuestion = (tx: Tx, row: VoicesTables['voices.questions']) =>
  voices(tx).insertInto('voices.questions').values(row).execute()

export const insertAsker = (tx: Tx, row: VoicesTables['voices.askers']) =>
  voices(tx).insertInto('voices.askers').values(row).execute()

/** How many questions came from an e-mail address on a day. */
export const countAskedBy = async (tx: Tx, email: string, day: Day): Promise<number> =>
  (
    await voices(tx)
      .selectFrom('voices.askers')
      .innerJoin('voices.questions', 'voices.questions.id', 'question_id')
      .select(select => select.fn.countAll<number>().as('count'))
      .where(where => where(where.fn('lower', ['email']), '=', email.toLowerCase()))
      .where('asked_on', '=', day)
      .executeTakeFirstOrThrow()
  ).count

/** Holds a question until the transaction ends: two acts on it take their turns. */
export const holdQuestion = (tx: Tx, id: string) =>
  voices(tx).selectFrom('voices.questions').select('id').where('id', '=', id).forUpdate().execute()

export const updateQuestion = (
  tx: Tx,
  id: string,
  change: Partial<VoicesTables['voices.questions']>,
) => voices(tx).updateTable('voices.questions').set(change).where('id', '=', id).execute()
