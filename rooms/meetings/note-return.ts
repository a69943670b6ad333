import { noted, roomVerb } from './room-act.ts'

export type Return = {
  readonly person: string
  /** As they were there before, where it is left out. */
  readonly mode?: 'in person' | 'remote' | undefined
  readonly reason?: string | undefined
}

/** Notes that somebody who had left came back. Refuses who never left, and who never came. */
export const noteReturn = roomVerb<Return>({
  name: 'meetings.note-return',
  permission: 'take attendance',
  persons: ({ person }) => [person],
  event: ({ person, mode, reason = '' }) =>
    noted({ kind: 'returned', person, mode: mode ?? null, reason: reason.trim() }),
})
