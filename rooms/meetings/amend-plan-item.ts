import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { type PlanDetails, planColumnsOf, reasonsAgainstPlanDetails } from './add-plan-item.ts'
import { holdPlanItem, type PlanItemChosen, storedIdOf } from './hold-plan-item.ts'
import { updatePlanItem } from './year.records.ts'

/**
 * Changes what is said of an item of the plan; where it is expected is changed by moving it.
 * Answers with its id. Refuses what adding one refuses, and a change made on an older version.
 */
export const amendPlanItem = verb<PlanItemChosen & PlanDetails, string>({
  name: 'meetings.amend-plan-item',
  permission: 'set the agenda',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const { entry, refusals: stale } = await holdPlanItem(tx, input, acting)
    const refusals = [...stale, ...(await reasonsAgainstPlanDetails(tx, input))]
    if (refusals.length > 0) return refused(...refusals)
    const id = await storedIdOf(tx, input.body, entry, acting)
    const change = { ...planColumnsOf(input), version: entry.version + 1 }
    await updatePlanItem(tx, id, change)
    return recorded({
      value: id,
      subject: { kind: 'plan-item', id },
      before: entry,
      after: change,
    })
  },
})
