import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readItem } from './read-agenda.ts'
import { readItemToTreat } from './treat-item.ts'
import { insertTreatment } from './treatment.records.ts'
import { reasonsToGiveReason } from './treatment.rules.ts'

/**
 * Withdraws an item: it keeps its number and stays on the agenda as withdrawn, with the reason.
 * Refuses a missing reason and what deferring one refuses.
 */
export const withdrawItem = verb<
  { readonly item: string; readonly reason: string; readonly by?: string | undefined },
  null
>({
  name: 'meetings.withdraw-item',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readItem(tx, input.item)).meeting.body_id,
  act: async (tx, input, acting) => {
    const { item, against } = await readItemToTreat(tx, input.item, acting)
    const refusals = [...reasonsToGiveReason(input.reason, 'it is withdrawn'), ...against]
    if (refusals.length > 0) return refused(...refusals)
    const after = await insertTreatment(
      tx,
      { item: item.id, kind: 'withdrawn', reason: input.reason, by: input.by },
      acting,
    )
    return recorded({ value: null, subject: { kind: 'agenda-item', id: item.id }, after })
  },
})
