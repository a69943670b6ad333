import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import {
  type DecisionOutcome,
  type DecisionSetting,
  type ProposedDecision,
  votingTermsOf,
} from './decision.rules.ts'
import { reasonsNotYetHeld } from './meeting.rules.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { type Item, readItem } from './read-agenda.ts'
import { statesPublished } from './read-drafts.ts'
import type { Meeting } from './read-meeting.ts'
import { type QuorumByItem, readQuorumByItem } from './read-quorum.ts'

/** The body on whose agenda the item stands. @throws NotFound */
export const bodyOfItem = async (db: Db, itemId: string): Promise<string> =>
  (await readItem(db, itemId)).meeting.body_id

/** In what setting an item is decided: its quorum, its voters, how the body votes. */
export const settingAtItem = (quorum: QuorumByItem, item: Item): DecisionSetting => {
  const council = quorum.body.regime !== '1960 Act'
  return {
    kind: quorum.meeting.kind,
    quorum: quorum.atItem(item.id),
    voters: quorum.votersAt(item.id),
    voting: votingTermsOf(quorum.termsInForce?.terms, council),
    terms: quorum.termsInForce !== undefined,
    // LGA 1972 Sch 12 para 10(2)(b): the summons specifies the business proposed (R-MEET-4).
    // An extraordinary meeting decides only what it was called for, whatever the law it meets under.
    unlisted:
      item.kind === 'other business' &&
      (quorum.body.regime === 'parish council' || quorum.meeting.kind === 'extraordinary'),
  }
}

/** The same for one item, with why nothing may be recorded of its meeting. @throws NotFound */
export async function settingOf(
  db: Db,
  itemId: string,
  today: Day,
): Promise<{ meeting: Meeting; setting: DecisionSetting; settled: Refusal[] }> {
  const { item } = await readItem(db, itemId)
  const quorum = await readQuorumByItem(db, item.meeting_id)
  return {
    meeting: quorum.meeting,
    setting: settingAtItem(quorum, item),
    settled: [
      ...reasonsNotToChangeTheRecord(await statesPublished(db, item.meeting_id)),
      ...reasonsNotYetHeld(quorum.meeting, today),
    ],
  }
}

/** A decision as it is stored. */
export const decisionColumns = (
  { verb, text, forBody, method = 'consensus', votes, castingVote }: ProposedDecision,
  judged: { readonly outcome: DecisionOutcome; readonly warnings: readonly string[] },
) => ({
  verb,
  text: text.trim(),
  for_body: forBody?.trim() ?? '',
  method,
  votes_for: votes?.for ?? null,
  votes_against: votes?.against ?? null,
  abstentions: votes?.abstain ?? null,
  casting_vote: castingVote ?? null,
  outcome: judged.outcome,
  warnings: JSON.stringify(judged.warnings),
})
