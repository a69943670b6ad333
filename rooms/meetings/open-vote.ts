import { refused } from '../../platform/outcome.ts'
import { type VoteMethod, voteMethods } from './proceedings.rules.ts'
import { noted, roomVerb } from './room-act.ts'

export type OpeningVote = {
  readonly motion: string
  readonly method: VoteMethod
  /** Of a vote recorded by name: whether members may give their own, each on their own screen. */
  readonly byMembers?: boolean | undefined
}

/**
 * Puts a motion to the meeting: by consensus, show of hands, a vote recorded by name, or a
 * secret ballot. Its id is the vote's. Refuses a motion with an amendment before the
 * meeting, one disposed of, and a second vote beside an open one.
 */
export const openVote = roomVerb<OpeningVote>({
  name: 'meetings.open-vote',
  permission: 'record decisions',
  event: ({ motion, method, byMembers = false }) =>
    voteMethods.includes(method)
      ? noted({
          kind: 'vote opened',
          motion,
          method,
          byMembers: byMembers && method === 'recorded',
        })
      : refused({
          code: 'method-unknown',
          field: 'method',
          message: 'Choose how the meeting votes.',
        }),
})
