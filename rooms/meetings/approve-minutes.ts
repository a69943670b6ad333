import type { Tx } from '../../platform/database/database.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { type Acting, recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { holdMinutesOf } from './minutes.records.ts'
import { reasonsNotToApproveAtMeeting } from './minutes-state.rules.ts'
import { latestDraft, type StepRow } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'
import { minutesTermsOf, readMinutesFacts } from './read-minutes.ts'
import { formalityOf, readQuorumByItem } from './read-quorum.ts'
import { takeStep } from './take-minutes-step.ts'

export type MinutesPutToMeeting = {
  /** The meeting whose minutes they are. */
  readonly minutesOf: string
  /** The later meeting to which they are put. */
  readonly at: string
}

const atItsMeeting = {
  permission: 'keep minutes',
  scope: async (tx: Tx, { minutesOf }: MinutesPutToMeeting) =>
    (await readMeeting(tx, minutesOf)).body_id,
}

/**
 * Records that a later meeting of the body approved the minutes as a correct
 * record (R-TOR-10). Its latest draft is what was approved.
 *
 * Refuses at a meeting that was not quorate, with the reason: the approval is
 * carried to the next that is (R-TOR-7). Refuses another body's meeting, a workshop,
 * a meeting not later or not yet held, and minutes that the chair had not approved,
 * where the body has the chair approve them first.
 */
export const approveMinutes = verb<MinutesPutToMeeting, StepRow>({
  name: 'meetings.approve-minutes',
  ...atItsMeeting,
  act: async (tx, input, acting) => {
    const { minutes, refusals, step } = await putToMeeting(tx, input, acting)
    if (refusals.length > 0) return refused(...refusals)
    const taken = await step('approved')
    return recorded({ value: taken, subject: { kind: 'minutes', id: minutes.id }, after: taken })
  },
})

/**
 * Records that a meeting which was not quorate found the minutes correct: they are
 * not approved, and come back to the next quorate meeting (R-TOR-7, as on 19
 * September 2024 with the minutes of 14 March).
 *
 * Refuses at a quorate meeting, which approves them, and whatever else approval would.
 */
export const findMinutesCorrect = verb<MinutesPutToMeeting, StepRow>({
  name: 'meetings.find-minutes-correct',
  ...atItsMeeting,
  act: async (tx, input, acting) => {
    const { minutes, refusals, formal, step } = await putToMeeting(tx, input, acting)
    const others = refusals.filter(({ code }) => code !== 'inquorate')
    if (formal === 'quorate')
      others.push({
        code: 'quorate',
        message: 'That meeting was quorate: record that it approved the minutes.',
      })
    if (others.length > 0) return refused(...others)
    const taken = await step('found correct')
    return recorded({ value: taken, subject: { kind: 'minutes', id: minutes.id }, after: taken })
  },
})

/** Loads both meetings, and says why the one cannot approve the minutes of the other. */
async function putToMeeting(tx: Tx, input: MinutesPutToMeeting, acting: Acting) {
  const minutes = await readMeeting(tx, input.minutesOf)
  await holdMinutesOf(tx, minutes.body_id)
  const at = await readMeeting(tx, input.at)
  const body = await readBody(tx, at.body_id)
  const quorum = await readQuorumByItem(tx, at.id)
  const draft = await latestDraft(tx, minutes.id)
  const refusals: Refusal[] = []
  if (at.body_id !== minutes.body_id)
    refusals.push({
      code: 'meeting-of-another-body',
      field: 'at',
      message: 'Minutes are approved at a later meeting of the same body.',
    })
  else if (at.day <= acting.today && at.kind !== 'workshop' && quorum.quorum === null)
    refusals.push({
      code: 'attendance-not-recorded',
      field: 'at',
      message:
        quorum.terms === ''
          ? `${quorum.judgedBy} Record them first.`
          : `Record the attendance of ${formatDay(at.day)} first: only a quorate meeting approves minutes.`,
    })
  else
    refusals.push(
      ...reasonsNotToApproveAtMeeting(
        await readMinutesFacts(tx, minutes),
        { on: at.day, manner: quorum.mannerForMinutes },
        acting.today,
        minutesTermsOf(body),
      ),
    )
  return {
    minutes,
    formal: formalityOf(quorum.mannerForMinutes),
    refusals,
    step: (step: 'approved' | 'found correct') =>
      takeStep(tx, acting, {
        meeting: minutes,
        version: draft?.version ?? 0,
        step,
        on: at.day,
        name: body.name,
        role: `Meeting of ${formatDay(at.day)}`,
        atMeeting: at.id,
      }),
  }
}
