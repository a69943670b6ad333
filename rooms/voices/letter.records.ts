import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { VoicesTables } from './voices.tables.ts'

const voices = (db: Db) => tablesOf<VoicesTables>(db)

type Of<Table extends keyof VoicesTables> = VoicesTables[Table]

/** Holds a letter until the transaction ends: two acts on it take their turns. */
export const holdLetter = (tx: Tx, id: string) =>
  voices(tx).selectFrom('voices.letters').select('id').where('id', '=', id).forUpdate().execute()

export const insertLetter = (tx: Tx, row: Of<'voices.letters'>) =>
  voices(tx).insertInto('voices.letters').values(row).execute()

export const updateLetter = (tx: Tx, id: string, change: Partial<Of<'voices.letters'>>) =>
  voices(tx).updateTable('voices.letters').set(change).where('id', '=', id).execute()

export const upsertWriter = (tx: Tx, row: Of<'voices.letter_writers'>) =>
  voices(tx)
    .insertInto('voices.letter_writers')
    .values(row)
    .onConflict(conflict =>
      conflict.column('letter_id').doUpdateSet({ name: row.name, address: row.address }),
    )
    .execute()

export const insertPoints = async (tx: Tx, rows: readonly Of<'voices.letter_points'>[]) => {
  if (rows.length > 0)
    await voices(tx)
      .insertInto('voices.letter_points')
      .values([...rows])
      .execute()
}

export const insertAnswers = async (tx: Tx, rows: readonly Of<'voices.letter_answers'>[]) => {
  if (rows.length > 0)
    await voices(tx)
      .insertInto('voices.letter_answers')
      .values([...rows])
      .execute()
}

export const insertLetterFile = (tx: Tx, row: Of<'voices.letter_files'>) =>
  voices(tx).insertInto('voices.letter_files').values(row).execute()
