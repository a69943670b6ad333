import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import { londonNow } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Calendar } from '../../platform/working-days.rules.ts'
import type { Body } from '../bodies/read-body.ts'
import { listTerms, type TermsOfReference, termsInForce } from '../bodies/read-terms.ts'
import type { DeadlineFacts } from './meeting-deadlines.rules.ts'
import type { Meeting } from './read-meeting.ts'

/** What a meeting's deadlines are reckoned from, out of what has been read already. */
export const deadlineFacts = (
  body: Pick<Body, 'regime'>,
  meeting: Pick<Meeting, 'day' | 'recorded_at'>,
  allTerms: readonly TermsOfReference[],
  calendar: Calendar,
): DeadlineFacts => ({
  day: meeting.day,
  convened: londonNow(meeting.recorded_at).day,
  regime: body.regime,
  // A meeting is judged by the terms of its own day (R-TOR-6).
  terms: termsInForce(allTerms, meeting.day)?.terms ?? null,
  calendar,
})

/** The same, read from the record: the body's terms and the calendar. Two queries. */
export const readDeadlineFacts = async (
  db: Db,
  body: Pick<Body, 'id' | 'regime'>,
  meeting: Pick<Meeting, 'day' | 'recorded_at'>,
): Promise<DeadlineFacts> =>
  deadlineFacts(body, meeting, await listTerms(db, body.id), await readCalendar(db))
