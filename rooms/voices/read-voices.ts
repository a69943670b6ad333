import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { VoicesTables } from './voices.tables.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Enough of questions and letters to name them on a thread, as far as they may be seen. One query for both. */
export const readVoices = (
  db: Db,
  wanted: { readonly questions: readonly string[]; readonly letters: readonly string[] },
) =>
  tablesOf<VoicesTables>(db)
    .selectNoFrom(select => [
      jsonArrayFrom(
        select
          .selectFrom('voices.questions')
          .select(['id', 'text', 'asked_on', 'meeting_id'])
          .where('id', 'in', [...wanted.questions, NOBODY])
          .orderBy('asked_on'),
      ).as('questions'),
      jsonArrayFrom(
        select
          .selectFrom('voices.letters')
          .select([
            'id',
            'form',
            'direction',
            'correspondent',
            'dated_on',
            'dated_precision',
            'subject',
            'meeting_id',
          ])
          .where('id', 'in', [...wanted.letters, NOBODY])
          .orderBy('dated_on'),
      ).as('letters'),
    ])
    .executeTakeFirstOrThrow()
