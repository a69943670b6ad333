import { turnToAnotherDay } from './turn-meeting.ts'

/**
 * Records that a meeting is postponed, to another day or to one to be fixed, and why. Its page
 * keeps its address, papers and notice, and says what happened; the new day is a meeting of its
 * own, of which notice is given anew (R-MEET-1).
 *
 * Refuses what `reasonsNotToTurn` refuses, and a new day that is past or the same.
 */
export const postponeMeeting = turnToAnotherDay('meetings.postpone-meeting', 'postponed')
