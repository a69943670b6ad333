import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { type Body, readBodies } from '../bodies/read-body.ts'
import { listTermsOf } from '../bodies/read-terms.ts'
import { deadlinesOf } from './meeting-deadlines.rules.ts'
import type { MeetingTables } from './meetings.tables.ts'
import { deadlineFacts } from './read-deadlines.ts'
import type { Meeting } from './read-meeting.ts'

const meetings = (db: Db) => tablesOf<MeetingTables>(db)

export type OpenMeeting = {
  readonly body: Body
  readonly meeting: Meeting
  /** The last day for a question; null where the body sets none (R-MEET-9). */
  readonly deadline: Day | null
}

/**
 * The public meetings to come that still take questions on a day, soonest first:
 * notice was given, it goes ahead, it is no workshop, and the body's own deadline has not gone.
 * Four queries whatever their number.
 */
export async function listOpenToQuestions(db: Db, today: Day): Promise<OpenMeeting[]> {
  const coming = await meetings(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('day', '>', today)
    .where('kind', '!=', 'workshop')
    .where('became', 'is', null)
    .where('id', 'in', meetings(db).selectFrom('meetings.notices').select('meeting_id'))
    .orderBy('day')
    .orderBy('starts_at')
    .execute()
  const ids = coming.map(({ body_id }) => body_id)
  const [bodies, terms, calendar] = await Promise.all([
    readBodies(db, ids),
    listTermsOf(db, ids),
    readCalendar(db),
  ])
  return coming.flatMap(meeting => {
    const body = bodies.get(meeting.body_id)
    if (!body) return []
    const facts = deadlineFacts(body, meeting, terms.get(body.id) ?? [], calendar)
    const deadline = deadlinesOf(facts).find(({ key }) => key === 'questions')?.due ?? null
    return deadline === null || today <= deadline ? [{ body, meeting, deadline }] : []
  })
}
