import type { Needs, Visit } from '../../platform/http/page.ts'
import { type MeetingOfBody, readMeetingAt } from './read-meeting.ts'

/** The meeting that a path with :body and :date names. @throws NotFound */
export const meetingOf = (visit: Visit): Promise<MeetingOfBody> =>
  readMeetingAt(visit.db, visit.params.body ?? '', visit.params.date ?? '')

/** A permission within the body whose meeting the path names. */
export const forMeeting = (permission: string): Needs => ({
  permission,
  scope: async visit => (await meetingOf(visit)).body.id,
})
