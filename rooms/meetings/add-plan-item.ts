import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsAgainstLead } from './add-agenda-item.ts'
import {
  type Placing,
  type PlanSource,
  placingColumns,
  reasonsNotToExpect,
} from './forward-plan.rules.ts'
import { listMeetingsOfBody } from './list-meetings-of-body.ts'
import { lockBodyOfYear } from './lock-body.ts'
import type { ItemKind } from './meetings.tables.ts'
import { insertPlanItem } from './year.records.ts'

/** What is said of an item of the plan, new or changed. */
export type PlanDetails = {
  readonly title: string
  readonly kind: ItemKind
  /** Who leads, in words; or a person of this record. */
  readonly lead?: string | undefined
  readonly leadPerson?: string | undefined
  readonly purposes: readonly string[]
  readonly audience: 'public' | 'private'
  readonly privateReason?: string | undefined
  /** Where it comes from, in words: 'Paper of 14 February 2025, next steps'. */
  readonly source?: string | undefined
  /** For whoever keeps the plan; never published. */
  readonly notes?: string | undefined
}

export type NewPlanItem = PlanDetails & {
  readonly body: string
  readonly sourceKind: Exclude<PlanSource, 'recurring'>
  /** The decision or action it comes from, where it is in this record. */
  readonly sourceId?: string | undefined
  readonly placing: Placing
}

/** The columns of an item of the plan that its details fill. */
export const planColumnsOf = (details: PlanDetails) => ({
  title: details.title.trim(),
  kind: details.kind,
  lead: details.lead?.trim() ?? '',
  lead_person_id: details.leadPerson ?? null,
  purposes: [...details.purposes],
  audience: details.audience,
  private_reason: details.audience === 'private' ? (details.privateReason?.trim() ?? '') : '',
  source: details.source?.trim() ?? '',
  notes: details.notes?.trim() ?? '',
})

/** Why an item cannot be expected there: the meeting is not one of the body's. */
export async function reasonsNotToPlaceThere(
  tx: Tx,
  bodyId: string,
  placing: Placing,
): Promise<Refusal[]> {
  if (placing.at !== 'meeting') return []
  const meetings = await listMeetingsOfBody(tx, bodyId, Number.MAX_SAFE_INTEGER)
  return meetings.some(({ id }) => id === placing.meeting)
    ? []
    : [
        {
          code: 'meeting-unknown',
          field: 'placing',
          message: 'Choose a meeting of this body, a month, or that it is to be placed.',
        },
      ]
}

/** Why these details cannot stand in the plan. */
export const reasonsAgainstPlanDetails = async (
  tx: Tx,
  details: PlanDetails,
): Promise<Refusal[]> => [
  ...reasonsNotToExpect({ ...details, privateReason: details.privateReason ?? '' }),
  ...(await reasonsAgainstLead(tx, details.leadPerson)),
]

/**
 * Puts an item into a body's forward plan: at a meeting, in a month, or to be placed (R-TOR-13).
 * Answers with its id.
 *
 * Refuses a missing title, an unknown kind or purpose, a private item without its reason
 * (R-MEET-2), an unknown lead, and a meeting of another body.
 */
export const addPlanItem = verb<NewPlanItem, string>({
  name: 'meetings.add-plan-item',
  permission: 'set the agenda',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await lockBodyOfYear(tx, input.body)
    const refusals = [
      ...(await reasonsAgainstPlanDetails(tx, input)),
      ...(await reasonsNotToPlaceThere(tx, body.id, input.placing)),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      id: randomUUID(),
      body_id: body.id,
      ...planColumnsOf(input),
      ...placingColumns(input.placing),
      source_kind: input.sourceKind,
      source_id: input.sourceId ?? null,
      recurring_id: null,
      occurrence: null,
      agenda_item_id: null,
      added_on: acting.today,
      version: 1,
    }
    await insertPlanItem(tx, row)
    return recorded({ value: row.id, subject: { kind: 'plan-item', id: row.id }, after: row })
  },
})
