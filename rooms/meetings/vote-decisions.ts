import type { RoomState } from './proceedings.rules.ts'
import type { DecisionRow } from './read-attendance.ts'

/**
 * The decisions that the votes of a meeting made: one for each motion that was disposed of
 * by a vote. What an amendment's vote decided stands in the text of its motion.
 */
export function decisionsOfVotes(state: RoomState, meetingId: string): DecisionRow[] {
  const motions = new Map(state.motions.map(motion => [motion.id, motion]))
  return [...state.votes]
    .sort((one, other) => Number(one.closedAt) - Number(other.closedAt))
    .flatMap(vote => {
      const motion = motions.get(vote.motion)
      return motion && motion.amends === null && vote.result !== null
        ? [{ vote, motion, result: vote.result }]
        : []
    })
    .map(({ vote, motion, result }, at) => ({
      id: vote.id,
      meeting_id: meetingId,
      item_id: vote.item,
      position: at + 1,
      verb: motion.verb,
      text: motion.text,
      for_body: motion.forBody,
      method: vote.method === 'consensus' ? ('consensus' as const) : ('vote' as const),
      votes_for: vote.votes?.for ?? null,
      votes_against: vote.votes?.against ?? null,
      abstentions: vote.votes?.abstain ?? null,
      casting_vote: vote.castingVote,
      outcome: result,
      warnings: [...vote.warnings],
      vote_id: vote.id,
    }))
}
