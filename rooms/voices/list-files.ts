import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { NamedFile } from '../../platform/files/named-file.ts'
import type { VoicesTables } from './voices.tables.ts'

/** Every file of a letter that this connection may see. One query. */
export const listFilesOfLetters = async (db: Db): Promise<NamedFile[]> =>
  (
    await tablesOf<VoicesTables>(db)
      .selectFrom('voices.letter_files as file')
      .innerJoin('voices.letters as letter', 'letter.id', 'file.letter_id')
      .select(['file.hash', 'file.name', 'letter.body_id as body', 'letter.dated_on as day'])
      .orderBy('file.id')
      .execute()
  ).map(({ hash, name, body, day }) => ({ hash, name, of: { body, day } }))
