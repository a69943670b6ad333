import type { Db } from '../../platform/database/database.ts'
import { isAnnounced, isAttendanceRecorded } from './meeting.records.ts'
import type { TurnFacts } from './otherwise.rules.ts'
import { latestDraft } from './read-drafts.ts'
import type { Meeting } from './read-meeting.ts'

/** By what it is judged whether a meeting can be postponed, moved, cancelled, adjourned or dropped. */
export const readTurnFacts = async (db: Db, meeting: Meeting): Promise<TurnFacts> => ({
  day: meeting.day,
  became: meeting.became,
  announced: await isAnnounced(db, meeting),
  attendanceRecorded: await isAttendanceRecorded(db, meeting.id),
  minutesDrafted: (await latestDraft(db, meeting.id)) !== undefined,
})
