import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsNotYetHeld } from './meeting.rules.ts'
import type { SittingTables } from './meetings.tables.ts'
import { readMeeting } from './read-meeting.ts'

export type ReviewNote = Selectable<SittingTables['meetings.reviews']>

/**
 * Clerk or chair notes after a meeting what went well and what to change; each note stays
 * with its day. Refuses a meeting that was not held yet, and a note with nothing in it.
 */
export const noteReview = verb<
  { readonly meeting: string; readonly wentWell: string; readonly toChange: string },
  ReviewNote
>({
  name: 'meetings.note-review',
  permission: 'set the agenda',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, input, acting) => {
    const meeting = await readMeeting(tx, input.meeting)
    const [wentWell, toChange] = [input.wentWell.trim(), input.toChange.trim()]
    const refusals = [
      ...reasonsNotYetHeld(meeting, acting.today),
      ...(wentWell === '' && toChange === ''
        ? [
            {
              code: 'note-empty',
              field: 'wentWell',
              message: 'Enter what went well, or what to change next time.',
            },
          ]
        : []),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const row: ReviewNote = {
      id: randomUUID(),
      meeting_id: meeting.id,
      went_well: wentWell,
      to_change: toChange,
      noted_on: acting.today,
      noted_by: acting.person,
      recorded_at: acting.now,
    }
    await tablesOf<SittingTables>(tx).insertInto('meetings.reviews').values(row).execute()
    return recorded({ value: row, subject: { kind: 'meeting', id: meeting.id }, after: row })
  },
})

/** What was noted of these meetings afterwards, in the order in which it was. One query. */
export const listReviewNotes = async (
  db: Db,
  meetingIds: readonly string[],
): Promise<ReviewNote[]> =>
  meetingIds.length === 0
    ? []
    : tablesOf<SittingTables>(db)
        .selectFrom('meetings.reviews')
        .selectAll()
        .where('meeting_id', 'in', meetingIds)
        .orderBy('noted_on')
        .orderBy('recorded_at')
        .execute()
