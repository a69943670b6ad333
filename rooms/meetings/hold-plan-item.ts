import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import { NotFound, type Refusal } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'
import type { PlanEntry } from './forward-plan.rules.ts'
import { lockBodyOfYear } from './lock-body.ts'
import { reasonsNotToSave } from './meeting.rules.ts'
import { entryWith, type PlanRead, readPlan } from './read-plan.ts'
import { insertPlanItem } from './year.records.ts'

/** Which item of which body's plan is meant, and the version of it that was seen. */
export type PlanItemChosen = {
  readonly body: string
  /** Its id, or 'RECURRING_OCCURRENCE'. */
  readonly entry: string
  /** 0 for one that comes back by itself and of which nothing was decided yet. */
  readonly version: number
}

export type HeldPlanItem = {
  readonly plan: PlanRead
  readonly entry: PlanEntry
  readonly refusals: readonly Refusal[]
}

/**
 * The item, with the body's plan held until the transaction ends; and the refusal if somebody
 * else saved it since it was seen. To those who may not see it, a private item does not exist.
 *
 * @throws NotFound
 */
export async function holdPlanItem(
  tx: Tx,
  chosen: PlanItemChosen,
  acting: Acting,
): Promise<HeldPlanItem> {
  const body = await lockBodyOfYear(tx, chosen.body)
  const plan = await readPlan(tx, body.id, acting.today)
  const entry = entryWith(plan, chosen.entry)
  if (entry.audience === 'private' && !acting.may('see private papers', body.id))
    throw new NotFound('There is no such item in this plan.')
  return { plan, entry, refusals: reasonsNotToSave(entry.version, chosen.version, 'this item') }
}

/** The item's id; one that was only worked out gets its row, of which something can be decided. */
export async function storedIdOf(
  tx: Tx,
  bodyId: string,
  entry: PlanEntry,
  acting: Acting,
): Promise<string> {
  if (entry.id !== null) return entry.id
  const id = randomUUID()
  await insertPlanItem(tx, {
    id,
    body_id: bodyId,
    title: entry.title,
    kind: entry.kind,
    lead: entry.lead,
    lead_person_id: null,
    purposes: [...entry.purposes],
    audience: 'public',
    private_reason: '',
    source_kind: 'recurring',
    source: entry.source,
    source_id: null,
    recurring_id: entry.recurring,
    occurrence: entry.occurrence,
    notes: entry.notes,
    meeting_id: entry.meeting,
    month: entry.month,
    agenda_item_id: null,
    added_on: acting.today,
    version: 0,
  })
  return id
}
