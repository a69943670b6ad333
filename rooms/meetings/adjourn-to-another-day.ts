import { turnToAnotherDay } from './turn-meeting.ts'

/**
 * Records that a meeting which had begun was adjourned, and to which day. It is one meeting with
 * two sittings: the terms of reference of its first day judge both, who is there is counted
 * anew, and one set of minutes, kept with the last sitting, covers them.
 *
 * Refuses what `reasonsNotToTurn` refuses, and a day that is not later.
 */
export const adjournToAnotherDay = turnToAnotherDay('meetings.adjourn-to-another-day', 'adjourned')
