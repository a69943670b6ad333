import { Tag } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { dayInWords } from './day-text.tsx'

export type TagColour = 'plain' | 'ink' | 'grey' | 'blue' | 'green' | 'amber' | 'red' | 'black'

/** The state of something in a word or two. The word says it; the colour repeats it. */
export function StatusTag({
  children,
  colour = 'plain',
}: {
  children: ReactNode
  colour?: TagColour
}) {
  return colour === 'grey' || colour === 'blue' ? (
    <Tag modifier={colour}>{children}</Tag>
  ) : (
    <Tag className={`gt-tag--${colour}`}>{children}</Tag>
  )
}

export type ActionState =
  | 'not-yet-due'
  | 'in-progress'
  | 'outstanding'
  | 'escalated'
  | 'complete'
  | 'closed'

/** The tracker's key, in its order, with its colours exactly (R-ACT-1). */
export const actionKey: readonly {
  readonly state: ActionState
  readonly words: string
  readonly colour: TagColour
  readonly meaning: string
}[] = [
  {
    state: 'escalated',
    words: 'Escalated',
    colour: 'black',
    meaning: 'Red at three consecutive meetings.',
  },
  {
    state: 'outstanding',
    words: 'Outstanding',
    colour: 'red',
    meaning: 'Its day has passed, or it is not on track to be done by its day.',
  },
  {
    state: 'in-progress',
    words: 'In progress',
    colour: 'amber',
    meaning: 'Begun, and on track to be done by its day.',
  },
  {
    state: 'not-yet-due',
    words: 'Not yet due',
    colour: 'plain',
    meaning: 'Not begun; its day has not come.',
  },
  {
    state: 'complete',
    words: 'Complete',
    colour: 'green',
    meaning: 'Its owner says it is done: the next meeting is asked to close it.',
  },
  {
    state: 'closed',
    words: 'Closed',
    colour: 'plain',
    meaning: 'A meeting agreed that it is done, on the day shown.',
  },
]

/** An action's state as the tracker's key colours it; a closed one says when. */
export function ActionStateTag({ state, closedOn }: { state: ActionState; closedOn?: string }) {
  const entry = actionKey.find(candidate => candidate.state === state)
  return (
    <StatusTag colour={entry?.colour ?? 'plain'}>
      {entry?.words ?? state}
      {closedOn === undefined ? null : ` ${dayInWords(closedOn, 'short')}`}
    </StatusTag>
  )
}
