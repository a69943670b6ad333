import type { Day } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { holdMinutesOf } from './minutes.records.ts'
import { reasonsNotToApproveAsChair } from './minutes-state.rules.ts'
import { latestDraft, type StepRow } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'
import { readMinutesFacts } from './read-minutes.ts'
import { takeStep } from './take-minutes-step.ts'

export type ChairApproval = {
  readonly meeting: string
  readonly name: string
  readonly role: string
  /** Today where it is left out; an earlier day for an approval given on paper. */
  readonly on?: Day | undefined
}

/**
 * Records that the chair approved the draft: name, role and day (R-TOR-10). It is
 * no approval by the body, which a quorate meeting gives.
 *
 * Refuses without a draft on that day, twice, a day to come, a name or role
 * wanting, and once a meeting approved them.
 */
export const approveMinutesAsChair = verb<ChairApproval, StepRow>({
  name: 'meetings.approve-minutes-as-chair',
  permission: 'approve minutes as chair',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, { name, role, ...input }, acting) => {
    const meeting = await readMeeting(tx, input.meeting)
    await holdMinutesOf(tx, meeting.body_id)
    const on = input.on ?? acting.today
    const refusals = reasonsNotToApproveAsChair(
      await readMinutesFacts(tx, meeting),
      { by: name, role, on },
      acting.today,
    )
    const draft = await latestDraft(tx, meeting.id)
    if (refusals.length > 0 || !draft) return refused(...refusals)
    const step = await takeStep(tx, acting, {
      meeting,
      version: draft.version,
      step: 'chair approved',
      on,
      name,
      role,
    })
    return recorded({ value: step, subject: { kind: 'minutes', id: meeting.id }, after: step })
  },
})
