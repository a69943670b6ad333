import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { readItem } from './read-agenda.ts'
import { statesPublished } from './read-drafts.ts'
import { readItemToTreat, readLateBusiness } from './treat-item.ts'
import { insertTreatment } from './treatment.records.ts'
import { reasonsNotToCallUrgent } from './treatment.rules.ts'

/**
 * Records that the chair lets an item in as urgent, and the special circumstances, which the
 * minutes have to state (LGA 1972 s.100B(4)(b)). At a parish council it may then be talked of,
 * but not decided (R-MEET-4).
 *
 * Refuses a missing reason or chair, and an item that was on the agenda in time.
 */
export const takeAsUrgent = verb<
  { readonly item: string; readonly reason: string; readonly by: string },
  null
>({
  name: 'meetings.take-as-urgent',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readItem(tx, input.item)).meeting.body_id,
  act: async (tx, input, acting) => {
    const placed = await readItemToTreat(tx, input.item, acting)
    const { item, meeting, standing } = placed
    const refusals = [
      ...reasonsNotToCallUrgent(item, {
        late: await readLateBusiness(tx, placed),
        by: input.by,
        reason: input.reason,
        standing,
      }),
      ...reasonsNotToChangeTheRecord(await statesPublished(tx, meeting.id)),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const after = await insertTreatment(
      tx,
      { item: item.id, kind: 'urgent', reason: input.reason, by: input.by },
      acting,
    )
    return recorded({ value: null, subject: { kind: 'agenda-item', id: item.id }, after })
  },
})
