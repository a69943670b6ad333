import { noted, roomVerb } from './room-act.ts'

/** Goes on after an adjournment, with the item that was in hand. Refuses a meeting that is not adjourned. */
export const resumeMeeting = roomVerb({
  name: 'meetings.resume-meeting',
  permission: 'take attendance',
  event: () => noted({ kind: 'resumed' }),
})
