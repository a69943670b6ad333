import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { ANSWERED, type Letter, POINTS, REPLIES } from './read-letter.ts'
import type { Question } from './read-question.ts'
import type { VoicesTables } from './voices.tables.ts'

/**
 * The published questions put to a meeting, in the order in which they came, those declined
 * left out, and its letters by date. Whoever asks sees what the public may see. One query
 * for both: the meeting's page has few to spend.
 */
export async function listVoicesOfMeeting(
  db: Db,
  meetingId: string,
): Promise<{ readonly questions: readonly Question[]; readonly letters: readonly Letter[] }> {
  const { questions, letters } = await tablesOf<VoicesTables>(db)
    .selectNoFrom(select => [
      jsonArrayFrom(
        select
          .selectFrom('voices.questions')
          .selectAll()
          .where('meeting_id', '=', meetingId)
          .where('published_at', 'is not', null)
          .where('declined_on', 'is', null)
          .orderBy('asked_on')
          .orderBy('recorded_at')
          .orderBy('id'),
      ).as('questions'),
      jsonArrayFrom(
        select
          .selectFrom('voices.letters')
          .selectAll('voices.letters')
          .select([REPLIES.as('replies'), POINTS.as('points'), ANSWERED.as('answered')])
          .where('meeting_id', '=', meetingId)
          .orderBy('dated_on')
          .orderBy(sql`recorded_at`),
      ).as('letters'),
    ])
    .executeTakeFirstOrThrow()
  // JSON has no instants.
  const at = (text: Date | null) => (text === null ? null : new Date(text))
  return {
    questions: questions.map(row => ({
      ...row,
      recorded_at: new Date(row.recorded_at),
      published_at: at(row.published_at as Date | null),
    })),
    letters: letters.map(row => ({
      ...row,
      recorded_at: new Date(row.recorded_at),
      published_at: at(row.published_at as Date | null),
      put_at: at(row.put_at as Date | null),
    })),
  }
}
