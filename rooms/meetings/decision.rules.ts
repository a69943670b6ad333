import type { Refusal } from '../../platform/outcome.ts'
import type { Quorum } from '../bodies/quorum.rules.ts'
import type { Terms } from '../bodies/terms.rules.ts'
import {
  type DecisionVerb,
  decisionVerbs,
  type MeetingKind,
  needsQuorum,
  reasonsNotToDecide,
} from './formal-business.rules.ts'
import {
  reasonsNotToRecordVote,
  resultOf,
  tallyWarnings,
  type VoteCounts,
  type VotingTerms,
  votingInCouncils,
  votingWhereTermsAreSilent,
} from './vote.rules.ts'

export type DecisionOutcome = 'carried' | 'lost'

/** A decision as the clerk gives it. */
export type ProposedDecision = {
  readonly verb: DecisionVerb
  readonly text: string
  /** The body whose approval or decision it asks for. */
  readonly forBody?: string | undefined
  readonly method?: 'consensus' | 'vote' | undefined
  /** Left out where a vote was taken and nobody minuted the count. */
  readonly votes?: VoteCounts | undefined
  readonly castingVote?: 'for' | 'against' | undefined
  /** Left out, it follows from the count. */
  readonly outcome?: DecisionOutcome | undefined
}

/** What is known of the meeting at that item. */
export type DecisionSetting = {
  readonly kind: MeetingKind
  /** At the item, those who are out of it left out; null while no attendance is recorded. */
  readonly quorum: Pick<Quorum, 'quorate' | 'missing'> | null
  /** Members there who may vote on the item; null while no attendance is recorded. */
  readonly voters: number | null
  readonly voting: VotingTerms
  /** Whether terms of reference are in force, by which a quorum could be judged. */
  readonly terms: boolean
  /** Business that the summons did not name, where the law says that it cannot be decided. */
  readonly unlisted: boolean
}

export type JudgedDecision =
  | { readonly refusals: readonly [Refusal, ...Refusal[]] }
  | {
      readonly refusals: readonly []
      readonly outcome: DecisionOutcome
      readonly warnings: readonly string[]
    }

/** How a body votes, from its terms of reference, its law or the house default (R-TOR-18, R-MEET-5). */
export function votingTermsOf(
  terms: Pick<Terms, 'voting'> | undefined,
  council: boolean,
): VotingTerms {
  if (!terms) return council ? votingInCouncils : votingWhereTermsAreSilent
  const { majority, castingVote, citation } = terms.voting
  return {
    majorityOf: majority === 'of votes cast' ? 'those voting' : 'members present',
    chairsCastingVote: castingVote,
    citation,
  }
}

/**
 * Whether a decision may be recorded, its outcome, and what is to be warned of.
 *
 * Refuses formal business without a quorum (R-TOR-7, R-TOR-17), any decision of a
 * workshop (R-TOR-14), business that a parish summons did not name (R-MEET-4), more
 * votes than voters, and an outcome that the count contradicts. Warns of votes that
 * nobody recorded (R-MEET-6).
 */
export function judgeDecision(
  decision: ProposedDecision,
  setting: DecisionSetting,
): JudgedDecision {
  const { verb, votes, castingVote, method = 'consensus' } = decision
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) => {
    refusals.push({ code, field, message })
  }
  if (decision.text.trim() === '') refuse('text-missing', 'text', 'Write what was decided.')
  if (!Object.hasOwn(decisionVerbs, verb)) {
    refuse('verb-unknown', 'verb', 'Choose what the meeting did.')
    return { refusals: refusals as [Refusal, ...Refusal[]] }
  }
  const forBody = decision.forBody?.trim() || undefined
  const formal = needsQuorum(verb, forBody)
  if (formal && !setting.terms && setting.kind !== 'workshop')
    refuse(
      'no-terms-in-force',
      'verb',
      'No terms of reference were in force on the day of the meeting, so its quorum cannot be judged: record them first.',
    )
  else
    refusals.push(
      ...reasonsNotToDecide({
        verb,
        quorum: setting.quorum,
        kind: setting.kind,
        ...(forBody ? { forBody } : {}),
      }),
    )
  if (formal && setting.unlisted)
    refuse(
      'unlisted-business',
      'verb',
      setting.kind === 'extraordinary'
        ? `An extraordinary meeting decides only the business for which it was called: it may discuss this, but it may not ${verb}.`
        : `The summons did not name this business, so it cannot be decided: the meeting may discuss it, but it may not ${verb} (Local Government Act 1972, Schedule 12, paragraph 10).`,
    )

  let outcome = decision.outcome ?? 'carried'
  const warnings: string[] = []
  if (method === 'consensus' && (votes !== undefined || castingVote !== undefined))
    refuse('votes-without-a-vote', 'method', 'Votes are counted only where a vote was taken.')
  else if (method === 'consensus' && outcome === 'lost')
    refuse('lost-without-a-vote', 'outcome', 'Only what was put to the vote can be lost.')
  else if (votes !== undefined && setting.voters === null)
    refuse(
      'attendance-not-recorded',
      'votes',
      'Record who is present first: the votes are compared with those who may vote.',
    )
  else if (votes !== undefined && setting.voters !== null) {
    const vote = {
      ...votes,
      presentVoters: setting.voters,
      ...(castingVote ? { castingVote } : {}),
    }
    const wrong = reasonsNotToRecordVote(vote, setting.voting)
    refusals.push(...wrong)
    if (wrong.length === 0) {
      const { result, working } = resultOf(vote, setting.voting)
      if (result === 'tied')
        refuse('casting-vote-missing', 'castingVote', `${working} Say how it was given.`)
      const counted = result === 'carried' ? 'carried' : 'lost'
      if (result !== 'tied' && decision.outcome !== undefined && decision.outcome !== counted)
        refuse(
          'outcome-not-as-counted',
          'outcome',
          `${working} So it was ${counted}, not ${decision.outcome} (${setting.voting.citation}).`,
        )
      outcome = counted
      warnings.push(...tallyWarnings(votes, setting.voters).map(warning => warning.message))
    }
  }
  if (refusals.length > 0) return { refusals: refusals as [Refusal, ...Refusal[]] }
  return { refusals: [], outcome, warnings }
}
