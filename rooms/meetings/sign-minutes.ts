import type { Day } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { holdMinutesOf } from './minutes.records.ts'
import { reasonsNotToSign } from './minutes-state.rules.ts'
import { latestDraft, type StepRow } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'
import { readMinutesFacts } from './read-minutes.ts'
import { takeStep } from './take-minutes-step.ts'

export type Signature = {
  readonly meeting: string
  readonly name: string
  readonly role: string
  /** Today where it is left out; an earlier day for a signature given on paper. */
  readonly on?: Day | undefined
}

/**
 * Records that the person presiding signed approved minutes (R-TOR-10; Local
 * Government Act 1972, Schedule 12, paragraph 41).
 *
 * Refuses minutes that no quorate meeting had approved by that day, a second
 * signature, a day to come, and a name or role wanting.
 */
export const signMinutes = verb<Signature, StepRow>({
  name: 'meetings.sign-minutes',
  permission: 'approve minutes as chair',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, { name, role, ...input }, acting) => {
    const meeting = await readMeeting(tx, input.meeting)
    await holdMinutesOf(tx, meeting.body_id)
    const on = input.on ?? acting.today
    const refusals = reasonsNotToSign(
      await readMinutesFacts(tx, meeting),
      { by: name, role, on },
      acting.today,
    )
    const draft = await latestDraft(tx, meeting.id)
    if (refusals.length > 0 || !draft) return refused(...refusals)
    const step = await takeStep(tx, acting, {
      meeting,
      version: draft.version,
      step: 'signed',
      on,
      name,
      role,
    })
    return recorded({ value: step, subject: { kind: 'minutes', id: meeting.id }, after: step })
  },
})
