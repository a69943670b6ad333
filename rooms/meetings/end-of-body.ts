import { type Db, tablesOf } from '../../platform/database/database.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import type { SuccessionPart } from '../bodies/succession.ts'
import { workPathOf } from './meeting-paths.ts'
import type { MeetingTables, MinutesTables } from './meetings.tables.ts'
import { type Meeting, takesPlace } from './read-meeting.ts'

const meetings = (db: Db) => tablesOf<MeetingTables & MinutesTables>(db)

/** The meetings of a body that were held and of which no minutes are published. One query. */
const listUnpublished = (db: Db, bodyId: string, before: string): Promise<Meeting[]> =>
  meetings(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('day', '<', before as Meeting['day'])
    .where('kind', '<>', 'workshop')
    .where('became', 'is', null)
    .where(
      'id',
      'not in',
      meetings(db).selectFrom('meetings.published_minutes').select('meeting_id'),
    )
    .orderBy('day')
    .execute()

const listToCome = (db: Db, bodyId: string, from: string): Promise<Meeting[]> =>
  meetings(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('day', '>=', from as Meeting['day'])
    .where(takesPlace)
    .orderBy('day')
    .execute()

/**
 * When a body ends, no meeting of it may still be to come: members were called to it, and the
 * public was told. Its past meetings stay its own. Minutes not yet published are pointed
 * out, as nobody of the body can publish them afterwards.
 */
export const meetingsAtEndOfBody: SuccessionPart = {
  standing: async (db, { body, on }) => {
    const toCome = await listToCome(db, body.id, on)
    const unpublished = await listUnpublished(db, body.id, on)
    return {
      toHandOn: 0,
      lines: unpublished.map(meeting => ({
        text: `No minutes are published of the meeting of ${formatDay(meeting.day)}: publish them first, or an administrator must let somebody do so later`,
        href: `${workPathOf({ body, meeting })}/minutes`,
      })),
      refusals:
        toCome.length === 0
          ? []
          : [
              {
                code: 'meetings-to-come',
                field: 'on',
                message: `${opening(countOf(toCome.length, 'meeting of it is', 'meetings of it are'))} on or after that day: ${toCome.map(({ day }) => formatDay(day)).join(', ')}. Call off or move ${toCome.length === 1 ? 'it' : 'them'} first.`,
              },
            ],
    }
  },
  handOn: async () => [],
}
