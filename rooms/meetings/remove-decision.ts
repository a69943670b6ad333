import { NotFound, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { bodyOfItem, reasonsAgainstChangingAVote } from './decision-setting.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { decisionWithId } from './read-attendance.ts'
import { statesPublished } from './read-drafts.ts'
import { stirRoom } from './room-act.ts'
import { deleteDecision } from './sitting.records.ts'

/**
 * Takes back a decision that was recorded by mistake; the journal keeps it.
 * Refuses once approved minutes are published. @throws NotFound
 */
export const removeDecision = verb<{ readonly decision: string }, string>({
  name: 'meetings.remove-decision',
  permission: 'record decisions',
  scope: async (tx, { decision }) => {
    const row = await decisionWithId(tx, decision)
    if (!row) throw new NotFound('There is no such decision in the record.')
    return bodyOfItem(tx, row.item_id)
  },
  act: async (tx, { decision }) => {
    const row = await decisionWithId(tx, decision)
    if (!row) throw new NotFound('There is no such decision in the record.')
    const settled = [
      ...reasonsNotToChangeTheRecord(await statesPublished(tx, row.meeting_id)),
      ...reasonsAgainstChangingAVote(row),
    ]
    if (settled.length > 0) return refused(...settled)
    await deleteDecision(tx, row.id)
    await stirRoom(tx, row.meeting_id)
    return recorded({
      value: row.meeting_id,
      subject: { kind: 'decision', id: row.id },
      before: row,
    })
  },
})
