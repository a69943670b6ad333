import { refused } from '../../platform/outcome.ts'
import { type Choice, choices } from './proceedings.rules.ts'
import { noted, roomVerb } from './room-act.ts'

export type Casting = {
  readonly vote: string
  readonly person: string
  /** How they voted, where the vote is recorded by name; never in a ballot. */
  readonly choice?: Choice | undefined
}

/**
 * Notes a vote by name, or that somebody has voted in a ballot, where how they voted is
 * kept nowhere. Refuses who is not in the room, is out of the item or has no vote.
 */
export const castVote = roomVerb<Casting>({
  name: 'meetings.cast-vote',
  permission: 'record decisions',
  persons: ({ person }) => [person],
  event: ({ vote, person, choice }, { source }) => {
    if (choice !== undefined && !choices.includes(choice))
      return refused({
        code: 'choice-missing',
        field: 'choice',
        message: 'Choose for, against or abstaining.',
      })
    const opened = source.stored.facts.find(({ id }) => id === vote)
    // Also where the act was kept: a choice in a ballot is never stored.
    if (choice !== undefined && (opened?.kind !== 'vote opened' || opened.method === 'ballot'))
      return opened?.kind === 'vote opened'
        ? refused({
            code: 'ballot-is-secret',
            field: 'choice',
            message: 'A ballot is secret: note only that somebody voted.',
          })
        : noted({ kind: 'vote cast', vote, person, choice })
    return noted({ kind: 'vote cast', vote, person, choice: choice ?? null })
  },
})
