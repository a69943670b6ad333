import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Question } from './read-question.ts'
import type { VoicesTables } from './voices.tables.ts'

/**
 * The published questions put to a meeting, in the order in which they came; those
 * that were declined are left out. Whoever asks sees what the public may see. One query.
 */
export const listQuestionsOfMeeting = (db: Db, meetingId: string): Promise<Question[]> =>
  tablesOf<VoicesTables>(db)
    .selectFrom('voices.questions')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('published_at', 'is not', null)
    .where('declined_on', 'is', null)
    .orderBy('asked_on')
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
