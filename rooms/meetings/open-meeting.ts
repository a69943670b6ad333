import { noted, roomVerb } from './room-act.ts'

/** Opens the meeting: from then it is in session, and its quorum is followed. Refuses a meeting opened already. */
export const openMeeting = roomVerb({
  name: 'meetings.open-meeting',
  permission: 'take attendance',
  event: () => noted({ kind: 'opened' }),
})
