import { noted, roomVerb } from './room-act.ts'

/** Lets the public back after it was excluded (R-MEET-2). Refuses where it was not. */
export const readmitPublic = roomVerb({
  name: 'meetings.readmit-public',
  permission: 'record decisions',
  event: () => noted({ kind: 'public readmitted' }),
})
