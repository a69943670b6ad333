import { noted, roomVerb } from './room-act.ts'

export type Departure = { readonly person: string; readonly reason?: string | undefined }

/** Notes that somebody left the meeting. Refuses who is not in the room. Who leaves for one item over an interest declares it instead (R-COI-8). */
export const noteDeparture = roomVerb<Departure>({
  name: 'meetings.note-departure',
  permission: 'take attendance',
  persons: ({ person }) => [person],
  event: ({ person, reason = '' }) => noted({ kind: 'left', person, reason: reason.trim() }),
})
