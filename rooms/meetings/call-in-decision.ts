import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { NotFound, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readQuorumFacts } from '../bodies/read-quorum-facts.ts'
import { listTerms, termsInForce } from '../bodies/read-terms.ts'
import { type CallInOutcome, callInOutcomes, reasonsNotToCallIn } from './decision-state.rules.ts'
import { findRegistered, type RegisteredDecision } from './find-published.ts'
import type { OutsideTables } from './outside.tables.ts'
import { callInUntil, isFormalAndCarried } from './read-decision-states.ts'

/** The decision on the register. @throws NotFound */
export async function readRegistered(db: Db, id: string): Promise<RegisteredDecision> {
  const found = await findRegistered(db, id)
  if (!found) throw new NotFound('There is no such decision on the register.')
  return found
}

export type CallIn = {
  readonly decision: string
  /** The members who call it in, by person. */
  readonly members: readonly string[]
  readonly why: string
}

/**
 * Records that members call a published decision in: it has no effect until that is resolved.
 *
 * Refuses what `reasonsNotToCallIn` refuses, and somebody who does not sit on the body today.
 */
export const callInDecision = verb<CallIn, string>({
  name: 'meetings.call-in-decision',
  permission: 'record decisions',
  scope: async (tx, { decision }) => (await readRegistered(tx, decision)).body_id,
  act: async (tx, input, acting) => {
    await holdRegister(tx, input.decision)
    const decision = await readRegistered(tx, input.decision)
    const terms = await listTerms(tx, decision.body_id)
    const calendar = await readCalendar(tx)
    const formal = isFormalAndCarried(decision.content)
    const refusals = reasonsNotToCallIn(
      { by: input.members, why: input.why },
      {
        terms: termsInForce(terms, decision.decided_on)?.terms.callIn ?? null,
        until: callInUntil(
          terms,
          { on: decision.decided_on, publishedOn: decision.published_on, formal },
          () => calendar,
        ),
        formal,
        fate: decision.fate,
      },
      acting.today,
    )
    const { holdings, persons } = await readQuorumFacts(tx, decision.body_id, acting.today)
    const stranger = input.members.some(member => !holdings.some(({ person }) => person === member))
    if (stranger)
      refusals.push({
        code: 'not-a-member',
        field: 'by',
        message: 'Only members of the body call its decisions in.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      id: randomUUID(),
      decision_id: decision.id,
      called_on: acting.today,
      called_by: [...new Set(input.members)].map(id => persons.get(id)?.name ?? ''),
      why: input.why.trim(),
      outcome: null,
      resolved_on: null,
      recorded_at: acting.now,
    }
    await tablesOf<OutsideTables>(tx).insertInto('meetings.call_ins').values(row).execute()
    return recorded({
      value: row.id,
      subject: { kind: 'decision', id: decision.id },
      after: { ...row, members: [...input.members] },
    })
  },
})

export type CallInResolved = {
  readonly decision: string
  readonly outcome: CallInOutcome
  readonly on: Day
  readonly why: string
}

/**
 * Records what came of a call-in: the decision stands, is referred back, or is changed.
 *
 * Refuses a decision that is not called in, a day before the call-in or still to come, and a
 * want of reason.
 */
export const resolveCallIn = verb<CallInResolved, string>({
  name: 'meetings.resolve-call-in',
  permission: 'record decisions',
  scope: async (tx, { decision }) => (await readRegistered(tx, decision)).body_id,
  act: async (tx, input, acting) => {
    await holdRegister(tx, input.decision)
    const decision = await readRegistered(tx, input.decision)
    const open = decision.fate.callIns.find(({ outcome }) => outcome === null)
    if (!open) return refused({ code: 'not-called-in', message: 'This decision is not called in.' })
    const refusals = []
    if (!callInOutcomes.includes(input.outcome))
      refusals.push({
        code: 'outcome-missing',
        field: 'outcome',
        message: 'Choose what came of it.',
      })
    if (input.on < open.on || input.on > acting.today)
      refusals.push({
        code: 'day-out-of-place',
        field: 'on',
        message: `Enter a day from ${formatDay(open.on)}, when it was called in, to today.`,
      })
    if (input.why.trim() === '')
      refusals.push({ code: 'reason-missing', field: 'why', message: 'Write why.' })
    if (refusals.length > 0) return refused(...refusals)
    const change = {
      outcome: input.outcome,
      resolved_on: input.on,
      resolved_why: input.why.trim(),
    }
    await tablesOf<OutsideTables>(tx)
      .updateTable('meetings.call_ins')
      .set(change)
      .where('decision_id', '=', decision.id)
      .where('outcome', 'is', null)
      .execute()
    return recorded({
      value: decision.id,
      subject: { kind: 'decision', id: decision.id },
      before: open,
      after: change,
    })
  },
})

/** One act at a time on what becomes of a decision. */
export const holdRegister = (tx: Tx, decision: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`fate of ${decision}`}, 0))`.execute(tx)
