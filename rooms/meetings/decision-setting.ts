import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import {
  type DecisionOutcome,
  type DecisionSetting,
  type ProposedDecision,
  votingTermsOf,
} from './decision.rules.ts'
import { isUnlisted } from './formal-business.rules.ts'
import { reasonsNotYetHeld } from './meeting.rules.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { type Item, readItem } from './read-agenda.ts'
import { statesPublished } from './read-drafts.ts'
import type { Meeting } from './read-meeting.ts'
import { type QuorumByItem, readQuorumByItem } from './read-quorum.ts'
import { listTreatments } from './read-treatments.ts'
import { readLateBusiness } from './treat-item.ts'
import { isLateBusiness, reasonsNotBeforeTheMeeting } from './treatment.rules.ts'

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
    unlisted: isUnlisted(quorum.body, item, quorum.meeting.kind),
  }
}

/** The same for one item, with why nothing may be recorded of its meeting. @throws NotFound */
export async function settingOf(
  db: Db,
  itemId: string,
  today: Day,
): Promise<{ meeting: Meeting; setting: DecisionSetting; settled: Refusal[] }> {
  const placed = await readItem(db, itemId)
  const { item } = placed
  const quorum = await readQuorumByItem(db, item.meeting_id)
  const late = await readLateBusiness(db, placed, quorum.body)
  const setting = settingAtItem(quorum, item)
  const named = late.regime !== 'parish council' || !isLateBusiness(late)
  return {
    meeting: quorum.meeting,
    // R-MEET-4: what was added after the summons may be talked of and not decided.
    setting: named ? setting : { ...setting, unlisted: true },
    settled: [
      ...reasonsNotBeforeTheMeeting(
        item,
        (await listTreatments(db, item.meeting_id)).get(item.id) ?? [],
        late,
      ),
      ...reasonsNotToChangeTheRecord(await statesPublished(db, item.meeting_id)),
      ...reasonsNotYetHeld(quorum.meeting, today),
    ],
  }
}

/** What a vote in the room decided is put right in the room. */
export const reasonsAgainstChangingAVote = ({
  vote_id,
}: {
  readonly vote_id: string | null
}): Refusal[] =>
  vote_id === null
    ? []
    : [
        {
          code: 'made-by-a-vote',
          field: 'text',
          message:
            'A vote in the room made this decision: take back the vote, or what was noted of it, and the decision follows.',
        },
      ]

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
  vote_id: null,
})
