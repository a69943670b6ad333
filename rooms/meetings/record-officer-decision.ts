import { randomUUID } from 'node:crypto'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsOutsideDelegation } from '../bodies/delegation.rules.ts'
import { type Delegation, readDelegation } from '../bodies/read-delegations.ts'
import { listMeetingsToReportTo } from './list-outside.ts'
import { reasonsNotToSave } from './meeting.rules.ts'
import {
  insertOfficerDecision,
  lockOfficerDecision,
  updateOfficerDecision,
} from './outside.records.ts'
import { type OfficerDecision, readOfficerDecision } from './read-outside.ts'
import { reportDecision } from './report-decision.ts'

export type OfficerDecisionDetails = {
  readonly decidedOn: Day
  readonly title: string
  /** What was decided. */
  readonly text: string
  /** In pounds, where the delegation has a limit. */
  readonly amount?: number | undefined
  readonly reasons: string
  /** What else was considered, and why it was rejected. */
  readonly options?: string | undefined
  /** Interests declared by a member who was consulted. */
  readonly interests?: string | undefined
  readonly dispensation?: string | undefined
  /** Why it is confidential or exempt; '' where it is published. */
  readonly confidentialBecause?: string | undefined
}

export type NewOfficerDecision = OfficerDecisionDetails & { readonly delegation: string }

/**
 * Records what an officer decided under a delegation: day, office, decision, reasons, options
 * rejected, interests and dispensation (SI 2014/2095, regulation 7). It goes on the agenda of the
 * body's next meeting, to be noted, if one is in the calendar.
 *
 * Refuses a day on which the delegation did not hold or that is still to come, a sum above its
 * limit, and a want of title, decision or reasons.
 */
export const recordOfficerDecision = verb<NewOfficerDecision, string>({
  name: 'meetings.record-officer-decision',
  permission: 'record decisions',
  scope: async (tx, { delegation }) => (await readDelegation(tx, delegation)).body_id,
  act: async (tx, input, acting) => {
    const delegation = await readDelegation(tx, input.delegation)
    const refusals = reasonsAgainst(delegation, input, acting.today)
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      id: randomUUID(),
      body_id: delegation.body_id,
      delegation_id: delegation.id,
      ...columnsOf(input),
      recorded_at: acting.now,
    }
    await insertOfficerDecision(tx, row)
    const [next] = await listMeetingsToReportTo(tx, delegation.body_id, acting.today)
    if (next) {
      const reported = await reportDecision(acting, { decision: row.id, meeting: next.id })
      if (!reported.ok) return reported
    }
    return recorded({ value: row.id, subject: { kind: 'decision', id: row.id }, after: row })
  },
})

/**
 * Changes the record of an officer's decision; what is published of it stays, until a further
 * version is published with its reason.
 *
 * Refuses what recording refuses, and a change made on an older version.
 */
export const amendOfficerDecision = verb<
  OfficerDecisionDetails & { readonly decision: string; readonly version: number },
  string
>({
  name: 'meetings.amend-officer-decision',
  permission: 'record decisions',
  scope: async (tx, { decision }) => (await readOfficerDecision(tx, decision)).row.body_id,
  act: async (tx, input, acting) => {
    await lockOfficerDecision(tx, input.decision)
    const { row: before, delegation } = await readOfficerDecision(tx, input.decision)
    const refusals = [
      ...reasonsNotToSave(before.version, input.version, 'this decision'),
      ...reasonsAgainst(delegation, input, acting.today),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const change = { ...columnsOf(input), version: before.version + 1 }
    await updateOfficerDecision(tx, before.id, change)
    return recorded({
      value: before.id,
      subject: { kind: 'decision', id: before.id },
      before,
      after: { ...before, ...change } satisfies OfficerDecision,
    })
  },
})

const columnsOf = (input: OfficerDecisionDetails) => ({
  decided_on: input.decidedOn,
  title: input.title.trim(),
  text: input.text.trim(),
  amount: input.amount === undefined ? null : String(input.amount),
  reasons: input.reasons.trim(),
  options: input.options?.trim() ?? '',
  interests: input.interests?.trim() ?? '',
  dispensation: input.dispensation?.trim() ?? '',
  confidential_because: input.confidentialBecause?.trim() ?? '',
})

function reasonsAgainst(
  delegation: Delegation,
  input: OfficerDecisionDetails,
  today: Day,
): Refusal[] {
  const missing = (field: string, message: string): Refusal[] => [
    { code: 'missing', field, message },
  ]
  return [
    ...(input.title.trim() === '' ? missing('title', 'Enter what it is about.') : []),
    ...(input.text.trim() === '' ? missing('text', 'Write what was decided.') : []),
    ...(input.reasons.trim() === ''
      ? missing('reasons', 'Write the reasons: the written record must give them.')
      : []),
    ...(input.decidedOn > today
      ? [
          {
            code: 'decided-in-the-future',
            field: 'decidedOn',
            message: `${formatDay(input.decidedOn)} is still to come.`,
          },
        ]
      : []),
    ...reasonsOutsideDelegation(
      { ...delegation, most: delegation.most === null ? null : Number(delegation.most) },
      { on: input.decidedOn, amount: input.amount ?? null },
    ),
  ]
}
