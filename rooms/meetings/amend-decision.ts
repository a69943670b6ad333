import { NotFound, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { judgeDecision, type ProposedDecision } from './decision.rules.ts'
import {
  bodyOfItem,
  decisionColumns,
  reasonsAgainstChangingAVote,
  settingOf,
} from './decision-setting.ts'
import { type DecisionRow, decisionWithId } from './read-attendance.ts'
import { stirRoom } from './room-act.ts'
import { updateDecision } from './sitting.records.ts'

export type AmendmentInput = ProposedDecision & { readonly decision: string }

/**
 * Puts right a decision that was recorded wrongly, under the same item. Refuses
 * whatever recording it would; the journal keeps what stood before. @throws NotFound
 */
export const amendDecision = verb<AmendmentInput, DecisionRow>({
  name: 'meetings.amend-decision',
  permission: 'record decisions',
  scope: async (tx, { decision }) => {
    const row = await decisionWithId(tx, decision)
    if (!row) throw new NotFound('There is no such decision in the record.')
    return bodyOfItem(tx, row.item_id)
  },
  act: async (tx, input, acting) => {
    const before = await decisionWithId(tx, input.decision)
    if (!before) throw new NotFound('There is no such decision in the record.')
    const { setting, settled } = await settingOf(tx, before.item_id, acting.today)
    settled.push(...reasonsAgainstChangingAVote(before))
    if (settled.length > 0) return refused(...settled)
    const judged = judgeDecision(input, setting)
    if (judged.refusals.length > 0 || !('outcome' in judged)) return refused(...judged.refusals)
    await updateDecision(tx, {
      id: before.id,
      meeting_id: before.meeting_id,
      item_id: before.item_id,
      position: before.position,
      ...decisionColumns(input, judged),
    })
    const after = await decisionWithId(tx, before.id)
    if (!after) throw new Error('The decision just stored is not there.')
    await stirRoom(tx, before.meeting_id)
    return recorded({ value: after, subject: { kind: 'decision', id: after.id }, before, after })
  },
})
