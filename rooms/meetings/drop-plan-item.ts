import { randomUUID } from 'node:crypto'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { holdPlanItem, type PlanItemChosen, storedIdOf } from './hold-plan-item.ts'
import { insertPlanStep, updatePlanItem } from './year.records.ts'

type WithReason = PlanItemChosen & { readonly reason: string }

const reasonMissing = (reason: string, what: string): Refusal[] =>
  reason.trim() === ''
    ? [{ code: 'reason-missing', field: 'reason', message: `Enter why ${what}.` }]
    : []

/**
 * Drops an item from the plan, for a reason that stays with it; of a recurring one, this once.
 * Answers with its id. Refuses a change made on an older version, a missing reason, and an item
 * that was taken, stands on an agenda (take it off there first), or was dropped already.
 */
export const dropPlanItem = verb<WithReason, string>({
  name: 'meetings.drop-plan-item',
  permission: 'set the agenda',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const { entry, refusals: stale } = await holdPlanItem(tx, input, acting)
    const refusals: Refusal[] = [...stale, ...reasonMissing(input.reason, 'it is dropped')]
    if (entry.state === 'taken' || entry.state === 'on the agenda' || entry.state === 'dropped')
      refusals.push({
        code: 'item-not-open',
        field: 'reason',
        message:
          entry.state === 'on the agenda'
            ? `${entry.title} stands on an agenda. Move it away from there first.`
            : `${entry.title} was ${entry.state} already.`,
      })
    if (refusals.length > 0) return refused(...refusals)
    const id = await storedIdOf(tx, input.body, entry, acting)
    const step = {
      id: randomUUID(),
      plan_item_id: id,
      step: 'dropped' as const,
      taken_on: acting.today,
      reason: input.reason.trim(),
      meeting_id: entry.comesTo?.id ?? null,
      agenda_item_id: null,
      recorded_at: acting.now,
    }
    await insertPlanStep(tx, step)
    await updatePlanItem(tx, id, { version: entry.version + 1 })
    return recorded({
      value: id,
      subject: { kind: 'plan-item', id },
      before: entry,
      after: step,
    })
  },
})

/** Takes a dropped item up again, for a reason. Refuses a stale change and an item that was not dropped. */
export const takeUpPlanItem = verb<WithReason, string>({
  name: 'meetings.take-up-plan-item',
  permission: 'set the agenda',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const { entry, refusals: stale } = await holdPlanItem(tx, input, acting)
    const refusals: Refusal[] = [...stale, ...reasonMissing(input.reason, 'it is taken up again')]
    if (entry.state !== 'dropped' || entry.id === null)
      refusals.push({
        code: 'item-not-dropped',
        field: 'reason',
        message: `${entry.title} was not dropped.`,
      })
    if (refusals.length > 0 || entry.id === null) return refused(...refusals)
    await insertPlanStep(tx, {
      id: randomUUID(),
      plan_item_id: entry.id,
      step: 'taken up again',
      taken_on: acting.today,
      reason: input.reason.trim(),
      meeting_id: null,
      agenda_item_id: null,
      recorded_at: acting.now,
    })
    await updatePlanItem(tx, entry.id, { version: entry.version + 1 })
    return recorded({
      value: entry.id,
      subject: { kind: 'plan-item', id: entry.id },
      before: entry,
      after: { reason: input.reason.trim() },
    })
  },
})
