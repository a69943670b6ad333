import { type Db, tablesOf } from '../../platform/database/database.ts'
import { formatDay } from '../../platform/day.rules.ts'
import type { HandoverPart } from '../bodies/handover.ts'
import { nameOfMeeting, workPathOf } from './meeting-paths.ts'
import type { MeetingTables, MinutesTables } from './meetings.tables.ts'

const meetings = (db: Db) => tablesOf<MeetingTables & MinutesTables>(db)

/** Meetings to come, and those past whose minutes are drafted and not published: the body's, to be known of. */
export const meetingsAtHandover: HandoverPart = {
  tasks: async (db, { bodies, today }) => {
    if (bodies.length === 0) return []
    const rows = await meetings(db)
      .selectFrom('meetings.meetings')
      .selectAll()
      .where(
        'body_id',
        'in',
        bodies.map(({ id }) => id),
      )
      .where(where =>
        where.or([
          where('day', '>=', today),
          where.and([
            where(
              'id',
              'in',
              meetings(db).selectFrom('meetings.minutes_drafts').select('meeting_id'),
            ),
            where(
              'id',
              'not in',
              meetings(db).selectFrom('meetings.published_minutes').select('meeting_id'),
            ),
          ]),
        ]),
      )
      .orderBy('day')
      .execute()
    return rows.flatMap(meeting => {
      const body = bodies.find(({ id }) => id === meeting.body_id)
      if (!body) return []
      const coming = meeting.day >= today
      const at = workPathOf({ body, meeting })
      return [
        {
          key: `meeting ${meeting.id}`,
          text: coming
            ? `${nameOfMeeting({ meeting })}, ${body.name}: to come`
            : `Minutes of ${formatDay(meeting.day)}, ${body.name}: drafted, not published`,
          href: coming ? at : `${at}/minutes`,
          passes: false,
        },
      ]
    })
  },
  handOn: async () => [],
}
