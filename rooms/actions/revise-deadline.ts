import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { holdAction, insertDeadline } from './action.records.ts'
import { type DeadlineGiven, deadlineText } from './action.rules.ts'
import { reasonsNotToReviseDeadline } from './action-state.rules.ts'
import { bodyOfAction, readAction } from './read-action.ts'

export type DeadlineRevision = {
  readonly action: string
  readonly deadline: DeadlineGiven
  /** The day on which it was revised; today when left out. */
  readonly setOn?: Day | undefined
  readonly reason: string
  /** The id of the deadline that the person saw: a revision made meanwhile refuses this one. */
  readonly replaces?: string | undefined
}

/**
 * Gives an action a new deadline; those before it stay as its history (R-ACT-3).
 *
 * Refuses without a reason, on a closed action, the same deadline again, one
 * past on the day it is set, one out of order, and one that somebody else has
 * replaced meanwhile.
 */
export const reviseDeadline = verb<DeadlineRevision, string>({
  name: 'actions.revise-deadline',
  permission: 'raise actions',
  scope: (tx, { action }) => bodyOfAction(tx, action),
  act: async (tx, input, acting) => {
    await holdAction(tx, input.action)
    const action = await readAction(tx, input.action)
    const setOn = input.setOn ?? acting.today
    const text = deadlineText(input.deadline)
    const { day, reviewOn } = input.deadline
    const refusals: Refusal[] = reasonsNotToReviseDeadline(action.facts, {
      setOn,
      text,
      ...(day === undefined ? {} : { day }),
    })
    const latest = action.deadlines.at(-1)
    if (input.replaces !== undefined && latest !== undefined && input.replaces !== latest.id)
      refusals.push({
        code: 'deadline-changed-meanwhile',
        field: 'deadline',
        message: `While you were writing, the deadline was revised to “${latest.text}” (${latest.reason}). You wrote “${text}”. Reload the page to revise that one.`,
      })
    if (setOn > acting.today)
      refusals.push({
        code: 'set-in-the-future',
        field: 'setOn',
        message: 'A deadline is revised on a day that has come.',
      })
    if (input.reason.trim() === '')
      refusals.push({
        code: 'reason-missing',
        field: 'reason',
        message: 'Say why the deadline is revised: the reason stays in its history.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      id: randomUUID(),
      action_id: action.id,
      set_on: setOn,
      text,
      day: day ?? null,
      review_on: reviewOn ?? null,
      reason: input.reason.trim(),
      recorded_at: acting.now,
    }
    await insertDeadline(tx, row)
    return recorded({
      value: row.id,
      subject: { kind: 'action', id: action.id },
      before: latest,
      after: row,
    })
  },
})
