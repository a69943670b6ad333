import type { MeetingManner } from './formal-business.rules.ts'
import { type MinutedMotion, minutedVerb, type PublishedDecision } from './minutes.rules.ts'
import type { DecisionRow } from './read-attendance.ts'

/** A decision as the minutes and the register show it. */
export const minutedDecision = (
  row: DecisionRow,
  manner: MeetingManner,
  motion?: MinutedMotion,
): PublishedDecision => ({
  id: row.id,
  verb: row.verb,
  minuted: minutedVerb(row.verb, manner),
  text: row.text,
  forBody: row.for_body,
  method: row.method,
  votes:
    row.votes_for === null
      ? null
      : { for: row.votes_for, against: row.votes_against ?? 0, abstain: row.abstentions ?? 0 },
  castingVote: row.casting_vote,
  outcome: row.outcome,
  warnings: row.warnings,
  ...(motion ? { motion } : {}),
})
