import { noted, roomVerb } from './room-act.ts'
import type { VoteCounts } from './vote.rules.ts'

export type ClosingVote = {
  readonly vote: string
  /** Of a show of hands or a ballot. A vote recorded by name is counted from its choices. */
  readonly votes?: VoteCounts | undefined
  /** Where the rules of the body give one and the votes are equal (R-MEET-5; none by default, R-TOR-18). */
  readonly castingVote?: 'for' | 'against' | undefined
  /** Of a consensus: whether there was one; there was, where it is left out. */
  readonly agreed?: boolean | undefined
}

/**
 * Closes a vote. Who may vote is fixed at this instant: the members in the room who count
 * and have a vote on the item. The decision is judged as every decision is, by the quorum
 * of the instant, and stands in the record.
 *
 * Refuses formal business without a quorum (R-TOR-7), more votes than voters (R-MEET-6),
 * and a casting vote where none is given.
 */
export const closeVote = roomVerb<ClosingVote>({
  name: 'meetings.close-vote',
  permission: 'record decisions',
  event: ({ vote, votes, castingVote, agreed = true }) =>
    noted({
      kind: 'vote closed',
      vote,
      votes: votes ?? null,
      castingVote: castingVote ?? null,
      agreed,
    }),
})
