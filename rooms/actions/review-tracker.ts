import { type Day, formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { countClosuresBy, findReview, upsertReview } from './action.records.ts'
import type { ReviewMeeting } from './action-state.rules.ts'

export type TrackerReview = {
  readonly body: string
  readonly meeting: string
  /** The day of the meeting. */
  readonly day: Day
  /** Formal when it was quorate, informal when not, or a workshop. */
  readonly kind: ReviewMeeting['kind']
}

/**
 * Records that a meeting of the body went through its tracker: what is red there
 * counts towards escalation (R-ACT-5), and only then may it close (R-ACT-2).
 * Said again, it corrects the day or kind.
 *
 * Refuses a meeting that has not been held, and taking formality from a meeting
 * that has closed actions.
 */
export const reviewTracker = verb<TrackerReview, TrackerReview>({
  name: 'actions.review-tracker',
  permission: 'close actions',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    if (input.day > acting.today)
      return refused({
        code: 'meeting-not-held',
        field: 'meeting',
        message: `The meeting of ${formatDay(input.day)} has not been held yet.`,
      })
    const before = await findReview(tx, body.id, input.meeting)
    if (before?.kind === 'formal' && input.kind !== 'formal') {
      const closed = await countClosuresBy(tx, input.meeting)
      if (closed > 0)
        return refused({
          code: 'meeting-has-closed',
          field: 'kind',
          message: `The meeting of ${formatDay(before.day)} closed ${closed} ${closed === 1 ? 'action' : 'actions'}, which only a formal meeting may.`,
        })
    }
    await upsertReview(tx, {
      body_id: body.id,
      meeting_id: input.meeting,
      day: input.day,
      kind: input.kind,
      recorded_at: acting.now,
    })
    return recorded({
      value: input,
      subject: { kind: 'meeting', id: input.meeting },
      before,
      after: input,
    })
  },
})
