import { noted, roomVerb } from './room-act.ts'

export type ChangeOfMode = {
  readonly person: string
  readonly mode: 'in person' | 'remote'
  readonly reason?: string | undefined
}

/** Notes that somebody in the room went on remotely, or somebody remote came in. */
export const noteChangeOfMode = roomVerb<ChangeOfMode>({
  name: 'meetings.note-change-of-mode',
  permission: 'take attendance',
  persons: ({ person }) => [person],
  event: ({ person, mode, reason = '' }) =>
    noted({ kind: 'changed mode', person, mode, reason: reason.trim() }),
})
