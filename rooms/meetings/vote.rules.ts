import type { Refusal, Warning } from '../../platform/outcome.ts'
import { countOf, inWords, opening } from '../../platform/plain-english.rules.ts'

/** How a body decides when it is put to the vote: data with a date and a source. */
export type VotingTerms = {
  readonly majorityOf: 'members present' | 'those voting'
  readonly chairsCastingVote: boolean
  readonly citation: string
}

/**
 * Where terms of reference say nothing of voting: consensus first and, if put to
 * the vote, more than half of the members present, with no casting vote (R-TOR-18).
 */
export const votingWhereTermsAreSilent: VotingTerms = {
  majorityOf: 'members present',
  chairsCastingVote: false,
  citation: 'house default where the terms of reference are silent (R-TOR-18)',
}

/** A council committee: most of those voting, the person presiding having a casting vote (R-MEET-5). */
export const votingInCouncils: VotingTerms = {
  majorityOf: 'those voting',
  chairsCastingVote: true,
  citation: 'Local Government Act 1972, Schedule 12, paragraph 39',
}

export type VoteCounts = {
  readonly for: number
  readonly against: number
  readonly abstain: number
}

export type Vote = VoteCounts & {
  /** Members present who may vote, whether or not they did. */
  readonly presentVoters: number
  readonly castingVote?: 'for' | 'against'
}

export type VoteResult = {
  readonly result: 'carried' | 'not carried' | 'tied'
  readonly working: string
}

/**
 * What a counted vote decided.
 *
 * Of members present, more than half of them must be for: an abstention, or a
 * vote not recorded, tells against the motion. Of those voting, abstentions are
 * left out, and where votes are equal the casting vote decides; until the chair
 * gives it the vote is 'tied'. Where there is none, a tie is not carried.
 */
export function resultOf(vote: Vote, terms: VotingTerms): VoteResult {
  const { presentVoters, castingVote } = vote
  const tally = `${opening(inWords(vote.for))} for, ${inWords(vote.against)} against, ${inWords(vote.abstain)} abstaining`
  const tied = isTied(vote)
  if (tied && terms.chairsCastingVote) {
    if (castingVote === undefined)
      return {
        result: 'tied',
        working: `${tally}: the votes are equal, and the person presiding may give a casting vote.`,
      }
    return {
      result: castingVote === 'for' ? 'carried' : 'not carried',
      working: `${tally}: the votes are equal, and the casting vote is ${castingVote}.`,
    }
  }
  const of =
    terms.majorityOf === 'members present'
      ? { number: presentVoters, words: `${countOf(presentVoters, 'member')} present` }
      : {
          number: vote.for + vote.against,
          words: `${countOf(vote.for + vote.against, 'vote')} for and against`,
        }
  const carried = vote.for * 2 > of.number
  const share = carried ? 'more than half' : 'not more than half'
  return {
    result: carried ? 'carried' : 'not carried',
    working: `${tally}: ${inWords(vote.for)} is ${share} of the ${of.words}.`,
  }
}

/**
 * Votes that nobody recorded: 'seven may vote and six votes are recorded' (R-MEET-6).
 * A warning only, for a member need not vote and minutes are often incomplete.
 */
export function tallyWarnings(counts: VoteCounts, presentVoters: number): Warning[] {
  const recorded = votesIn(counts)
  const unrecorded = presentVoters - recorded
  if (unrecorded <= 0) return []
  return [
    {
      code: 'votes-unrecorded',
      field: 'votes',
      message: `${opening(countOf(presentVoters, 'member is', 'members are'))} present and may vote, but ${countOf(recorded, 'vote is', 'votes are')} recorded: ${countOf(unrecorded, 'vote is', 'votes are')} unrecorded.`,
    },
  ]
}

/**
 * Why a count cannot be recorded: a count that is not a whole number, more votes
 * than members present to cast them (R-MEET-6), or a casting vote where the votes
 * are not equal or the terms give none.
 */
export function reasonsNotToRecordVote(vote: Vote, terms: VotingTerms): Refusal[] {
  const refusals: Refusal[] = []
  const counts = [vote.for, vote.against, vote.abstain]
  if (counts.some(count => !Number.isSafeInteger(count) || count < 0))
    return [
      {
        code: 'vote-not-a-count',
        field: 'votes',
        message: 'Give the votes for, against and abstaining as whole numbers, nought or more.',
      },
    ]
  const recorded = votesIn(vote)
  if (recorded > vote.presentVoters)
    refusals.push({
      code: 'more-votes-than-voters',
      field: 'votes',
      message: `${opening(countOf(recorded, 'vote is', 'votes are'))} recorded, but only ${countOf(vote.presentVoters, 'member')} present may vote.`,
    })
  if (vote.castingVote !== undefined && !terms.chairsCastingVote)
    refusals.push({
      code: 'no-casting-vote',
      field: 'castingVote',
      message: 'The rules of this body give the chair no casting vote.',
    })
  else if (vote.castingVote !== undefined && !isTied(vote))
    refusals.push({
      code: 'casting-vote-without-tie',
      field: 'castingVote',
      message: 'A casting vote is given only when the votes for and against are equal.',
    })
  return refusals
}

const votesIn = (counts: VoteCounts) => counts.for + counts.against + counts.abstain

const isTied = (counts: VoteCounts) => counts.for === counts.against && counts.for > 0
