import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { NotPermitted, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { holdAction, insertReport } from './action.records.ts'
import { reasonsNotToReport } from './action.rules.ts'
import type { Progress } from './action-state.rules.ts'
import type { TrackedAction } from './list-actions.ts'
import { bodyOfAction, readAction } from './read-action.ts'

export type NewReport = {
  readonly action: string
  /** The day on which things stood so. */
  readonly on: Day
  readonly what: Progress | 'position only'
  readonly position: string
  /** The day of the meeting that is asked to close a complete action (R-ACT-2). */
  readonly proposesClosureOn?: Day | undefined
}

/** Whether this person may report on the action: it is theirs, or they keep the body's tracker. */
export const mayReportOn = (
  action: Pick<TrackedAction, 'owners' | 'body'>,
  person: string | null,
  may: (permission: string, scope: string | null) => boolean,
): boolean =>
  may('report on actions', action.body) &&
  (may('raise actions', action.body) ||
    (person !== null && action.owners.some(owner => owner.person === person)))

/**
 * Records how an action stands, as its owner says: a dated fact, from which its
 * state follows (R-ACT-6). An owner reports on their own; the clerk, who keeps
 * the tracker, on any.
 *
 * Refuses a closed action, a day to come or before the action, a completion or
 * slippage without its position, and closure proposed of what is not complete.
 *
 * @throws NotPermitted for somebody else's action
 */
export const reportOnAction = verb<NewReport, string>({
  name: 'actions.report-on-action',
  permission: 'report on actions',
  scope: (tx, { action }) => bodyOfAction(tx, action),
  act: async (tx, input, acting) => {
    await holdAction(tx, input.action)
    const action = await readAction(tx, input.action)
    if (!mayReportOn(action, acting.person, acting.may))
      throw new NotPermitted('Only an action’s owner, or the clerk of its body, reports on it.')
    const { on, what, position, proposesClosureOn } = input
    const refusals = reasonsNotToReport(
      action.facts,
      { on, what, position, ...(proposesClosureOn ? { proposesClosureOn } : {}) },
      acting.today,
    )
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      id: randomUUID(),
      action_id: action.id,
      reported_on: on,
      what,
      position: position.trim(),
      proposes_closure_on: proposesClosureOn ?? null,
      person_id: acting.person,
      recorded_at: acting.now,
    }
    await insertReport(tx, row)
    return recorded({ value: row.id, subject: { kind: 'action', id: action.id }, after: row })
  },
})
