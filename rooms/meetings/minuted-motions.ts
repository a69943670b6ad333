import { type MinutedMotion, voteInWords } from './minutes.rules.ts'
import type { Motion, RoomState, VoteTaken } from './proceedings.rules.ts'

type NameOf = (person: string | null) => string

/** Of a motion and its amendments, what the minutes say: who moved it, what became of it, how each voted. */
export function minutedMotion(room: RoomState, motion: Motion, nameOf: NameOf): MinutedMotion {
  const vote = room.votes.findLast(each => each.motion === motion.id && each.result !== null)
  const first = motion.texts[0]?.text ?? motion.text
  return {
    text: motion.amends === null ? motion.text : motion.moved,
    mover: nameOf(motion.mover),
    seconder: nameOf(motion.seconder),
    moved: motion.amends === null && first !== motion.text ? first : '',
    fate: motion.status === 'open' ? 'not decided' : motion.status,
    vote: vote ? wordsOf(vote) : '',
    named: vote?.method === 'recorded' ? namesOf(vote, nameOf) : null,
    amendments: motion.amendments.flatMap(id => {
      const amendment = room.motions.find(each => each.id === id)
      return amendment ? [minutedMotion(room, amendment, nameOf)] : []
    }),
  }
}

const wordsOf = ({ method, votes, castingVote, result }: VoteTaken) =>
  method === 'consensus' || result === null
    ? 'Agreed without a vote.'
    : `${{ 'show of hands': 'By show of hands.', recorded: 'By a recorded vote.', ballot: 'By secret ballot.' }[method]} ${voteInWords({ method: 'vote', votes, castingVote, outcome: result })}`

const namesOf = ({ choices }: VoteTaken, nameOf: NameOf) => {
  const who = (wanted: string) =>
    choices
      .filter(({ choice }) => choice === wanted)
      .map(({ person }) => nameOf(person))
      .sort((one, other) => one.localeCompare(other, 'en-GB'))
  return { for: who('for'), against: who('against'), abstain: who('abstain') }
}
