import { type Day, formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { findReview, holdAction, insertClosure } from './action.records.ts'
import { reasonsNotToClose } from './action-state.rules.ts'
import { bodyOfAction, readAction } from './read-action.ts'

export type NewClosure = {
  readonly action: string
  /** The meeting of the body that agreed; it must have reviewed the tracker. */
  readonly meeting: string
  /** The date set for the closure; the meeting's own day when left out. */
  readonly closedOn?: Day | undefined
  /** What shows that it was done. */
  readonly evidence: string
}

/**
 * Closes an action because a meeting of its body agreed (R-ACT-2).
 *
 * Refuses without evidence; a meeting that has not been held or did not review
 * this body's tracker; a workshop or an inquorate meeting; an action that its
 * owner had not reported complete by then; and a date before the meeting or to come.
 */
export const closeAction = verb<NewClosure, string>({
  name: 'actions.close-action',
  permission: 'close actions',
  scope: (tx, { action }) => bodyOfAction(tx, action),
  act: async (tx, input, acting) => {
    await holdAction(tx, input.action)
    const action = await readAction(tx, input.action)
    const review = await findReview(tx, action.body, input.meeting)
    if (!review)
      return refused({
        code: 'tracker-not-reviewed',
        field: 'meeting',
        message:
          'Only a meeting of the body that went through its tracker can close an action: record the review first.',
      })
    const closedOn = input.closedOn ?? review.day
    const refusals = reasonsNotToClose(
      action.facts,
      { date: review.day, kind: review.kind },
      acting.today,
    )
    if (closedOn < review.day)
      refusals.push({
        code: 'closed-before-meeting',
        field: 'closedOn',
        message: `The date of closure cannot be before the meeting that agreed it, ${formatDay(review.day)}.`,
      })
    if (closedOn > acting.today && review.day <= acting.today)
      refusals.push({
        code: 'closed-in-the-future',
        field: 'closedOn',
        message: 'The date of closure cannot be a day that has not come.',
      })
    if (input.evidence.trim() === '')
      refusals.push({
        code: 'evidence-missing',
        field: 'evidence',
        message: 'Say what shows that it was done: a meeting closes on evidence.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      action_id: action.id,
      closed_on: closedOn,
      meeting_id: input.meeting,
      evidence: input.evidence.trim(),
      recorded_at: acting.now,
    }
    await insertClosure(tx, row)
    return recorded({
      value: action.id,
      subject: { kind: 'action', id: action.id },
      after: row,
    })
  },
})
