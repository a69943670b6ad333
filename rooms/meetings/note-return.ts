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
  event: ({ person, mode, reason = '' }, { source }) => {
    const came = source.stored.facts.findLast(
      fact => fact.kind === 'arrived' && fact.person === person,
    )
    const before = came?.kind === 'arrived' ? came.line.mode : undefined
    const usual = source.meeting.mode === 'remote' ? 'remote' : 'in person'
    return noted({ kind: 'returned', person, mode: mode ?? before ?? usual, reason: reason.trim() })
  },
})
