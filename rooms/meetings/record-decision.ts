import { randomUUID } from 'node:crypto'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { judgeDecision, type ProposedDecision } from './decision.rules.ts'
import { bodyOfItem, decisionColumns, settingOf } from './decision-setting.ts'
import { type DecisionRow, decisionsAt, decisionWithId } from './read-attendance.ts'
import { stirRoom } from './room-act.ts'
import { insertDecision } from './sitting.records.ts'

export type DecisionInput = ProposedDecision & { readonly item: string }

/**
 * Records what a meeting decided under an item, with its count where it voted.
 *
 * Refuses what `judgeDecision` refuses, by the quorum of the meeting at that item
 * after withdrawals; a meeting not yet held; any change once approved minutes are
 * published. A vote that nobody recorded is warned of and stored (R-MEET-6).
 */
export const recordDecision = verb<DecisionInput, DecisionRow>({
  name: 'meetings.record-decision',
  permission: 'record decisions',
  scope: (tx, { item }) => bodyOfItem(tx, item),
  act: async (tx, input, acting) => {
    const { meeting, setting, settled } = await settingOf(tx, input.item, acting.today)
    if (settled.length > 0) return refused(...settled)
    const judged = judgeDecision(input, setting)
    if (judged.refusals.length > 0 || !('outcome' in judged)) return refused(...judged.refusals)
    const before = await decisionsAt(tx, meeting.id)
    const id = randomUUID()
    await insertDecision(tx, {
      id,
      meeting_id: meeting.id,
      item_id: input.item,
      position: Math.max(0, ...before.map(({ position }) => position)) + 1,
      ...decisionColumns(input, judged),
    })
    const row = await decisionWithId(tx, id)
    if (!row) throw new Error('The decision just stored is not there.')
    await stirRoom(tx, meeting.id)
    return recorded({ value: row, subject: { kind: 'decision', id }, after: row })
  },
})
