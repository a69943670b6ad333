import { noted, roomVerb } from './room-act.ts'

/** Closes the meeting and the item in hand. Refuses one not opened, or with a vote still open. */
export const closeMeeting = roomVerb({
  name: 'meetings.close-meeting',
  permission: 'take attendance',
  event: () => noted({ kind: 'closed' }),
})
