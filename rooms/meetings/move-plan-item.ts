import { randomUUID } from 'node:crypto'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsNotToPlaceThere } from './add-plan-item.ts'
import { type Placing, type PlanEntry, placingColumns } from './forward-plan.rules.ts'
import { holdPlanItem, type PlanItemChosen, storedIdOf } from './hold-plan-item.ts'
import { insertPlanStep, updatePlanItem } from './year.records.ts'

export type PlanMove = PlanItemChosen & {
  readonly placing: Placing
  /** Why; needed where the item is put off from an agenda or from a meeting that is over. */
  readonly reason?: string
}

/** Whether to move it is to defer it: it stood on an agenda, or the meeting is over without it. */
export const isDeferral = ({ state }: Pick<PlanEntry, 'state'>): boolean =>
  state === 'on the agenda' || state === 'not taken' || state === 'taken'

/**
 * Moves an item of the plan to another meeting or month, or back among those to be placed.
 * Answers with its id. One that stood on an agenda, or was expected at a meeting that is over,
 * is deferred by it, for a reason that stays with it; the agenda keeps its item.
 *
 * Refuses a change made on an older version, a dropped item, a deferral without its reason, and
 * a meeting of another body.
 */
export const movePlanItem = verb<PlanMove, string>({
  name: 'meetings.move-plan-item',
  permission: 'set the agenda',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const { entry, refusals: stale } = await holdPlanItem(tx, input, acting)
    const reason = input.reason?.trim() ?? ''
    const refusals: Refusal[] = [
      ...stale,
      ...(await reasonsNotToPlaceThere(tx, input.body, input.placing)),
    ]
    if (entry.state === 'dropped')
      refusals.push({
        code: 'item-dropped',
        field: 'placing',
        message: `${entry.title} was dropped. Take it up again first.`,
      })
    if (isDeferral(entry) && reason === '')
      refusals.push({
        code: 'reason-missing',
        field: 'reason',
        message: `Enter why ${entry.title} is put off: the plan keeps the reason.`,
      })
    if (refusals.length > 0) return refused(...refusals)
    const id = await storedIdOf(tx, input.body, entry, acting)
    if (isDeferral(entry))
      await insertPlanStep(tx, {
        id: randomUUID(),
        plan_item_id: id,
        step: 'deferred',
        taken_on: acting.today,
        reason,
        meeting_id: entry.comesTo?.id ?? null,
        agenda_item_id: entry.agendaItem,
        recorded_at: acting.now,
      })
    const change = {
      ...placingColumns(input.placing),
      agenda_item_id: null,
      version: entry.version + 1,
    }
    await updatePlanItem(tx, id, change)
    return recorded({
      value: id,
      subject: { kind: 'plan-item', id },
      before: entry,
      after: { ...change, reason },
    })
  },
})
