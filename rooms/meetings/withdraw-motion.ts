import { noted, roomVerb } from './room-act.ts'

/** Withdraws a motion or an amendment. Refuses one that is not before the meeting, is being voted on or amended. */
export const withdrawMotion = roomVerb<{ readonly motion: string }>({
  name: 'meetings.withdraw-motion',
  permission: 'record decisions',
  event: ({ motion }) => noted({ kind: 'motion withdrawn', motion }),
})
