import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { NotFound } from '../../platform/outcome.ts'
import {
  forwardPlan,
  type PlanEntry,
  type PlanMeeting,
  type PlanStep,
  type RecurringItem,
  type StoredPlanItem,
} from './forward-plan.rules.ts'
import { listHeld } from './meeting.records.ts'
import type { MeetingTables } from './meetings.tables.ts'
import { takesPlace } from './read-meeting.ts'
import { yearTables } from './year.records.ts'
import type { YearTables } from './year.tables.ts'

export type RecurringRow = Selectable<YearTables['meetings.recurring_items']>

/** What comes back by itself in a body's plan, ended ones included. One query. */
export const listRecurring = (db: Db, bodyId: string): Promise<RecurringRow[]> =>
  yearTables(db)
    .selectFrom('meetings.recurring_items')
    .selectAll()
    .where('body_id', '=', bodyId)
    .orderBy('title')
    .orderBy('id')
    .execute()

const recurringOf = (row: RecurringRow): RecurringItem => ({
  id: row.id,
  title: row.title,
  kind: row.kind,
  lead: row.lead,
  purposes: row.purposes,
  rhythm: row.rhythm,
  months: row.months,
  source: row.source,
  notes: row.notes,
  from: row.from_day,
  until: row.until_day,
})

/** A body's meetings as its plan sees them, the earliest first. Two queries. */
async function listPlanMeetings(db: Db, bodyId: string): Promise<PlanMeeting[]> {
  const rows = await tablesOf<MeetingTables>(db)
    .selectFrom('meetings.meetings')
    .select(['id', 'day', 'kind'])
    .where('body_id', '=', bodyId)
    .where(takesPlace)
    .orderBy('day')
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  const attended = await listHeld(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map(row => ({ ...row, attended: attended.has(row.id) }))
}

type ItemRow = Selectable<YearTables['meetings.plan_items']>
type StepRow = Selectable<YearTables['meetings.plan_steps']>

const stepOf = (row: StepRow): PlanStep => ({
  step: row.step,
  on: row.taken_on,
  reason: row.reason,
  meeting: row.meeting_id,
})

const storedOf = (row: ItemRow, steps: readonly StepRow[]): StoredPlanItem => ({
  id: row.id,
  version: row.version,
  title: row.title,
  kind: row.kind,
  lead: row.lead,
  leadPerson: row.lead_person_id,
  purposes: row.purposes,
  audience: row.audience,
  privateReason: row.private_reason,
  sourceKind: row.source_kind,
  source: row.source,
  sourceId: row.source_id,
  recurring: row.recurring_id,
  occurrence: row.occurrence,
  notes: row.notes,
  meeting: row.meeting_id,
  month: row.month,
  agendaItem: row.agenda_item_id,
  addedOn: row.added_on,
  steps: steps.filter(step => step.plan_item_id === row.id).map(stepOf),
})

async function listStored(db: Db, bodyId: string): Promise<StoredPlanItem[]> {
  const rows = await yearTables(db)
    .selectFrom('meetings.plan_items')
    .selectAll()
    .where('body_id', '=', bodyId)
    .execute()
  if (rows.length === 0) return []
  const steps = await yearTables(db)
    .selectFrom('meetings.plan_steps')
    .selectAll()
    .where(
      'plan_item_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
  return rows.map(row => storedOf(row, steps))
}

export type PlanRead = {
  readonly entries: readonly PlanEntry[]
  readonly meetings: readonly PlanMeeting[]
  readonly recurring: readonly RecurringRow[]
}

/** A body's forward plan as it stands today, on the staff connection. At most five queries. */
export async function readPlan(db: Db, bodyId: string, today: Day): Promise<PlanRead> {
  const recurring = await listRecurring(db, bodyId)
  const meetings = await listPlanMeetings(db, bodyId)
  const items = await listStored(db, bodyId)
  return {
    entries: forwardPlan({ recurring: recurring.map(recurringOf), items, meetings, today }),
    meetings,
    recurring,
  }
}

/**
 * The plan as the pack of a meeting has it: what was in it by the day of the meeting, or by today
 * where that is earlier. So the pack of a meeting long past gets no plan that was made after it.
 */
export async function readPlanFor(
  db: Db,
  { body_id, day }: { readonly body_id: string; readonly day: Day },
): Promise<readonly PlanEntry[]> {
  const recurring = (await listRecurring(db, body_id)).filter(({ from_day }) => from_day <= day)
  const meetings = await listPlanMeetings(db, body_id)
  const items = (await listStored(db, body_id)).filter(({ addedOn }) => addedOn <= day)
  return forwardPlan({ recurring: recurring.map(recurringOf), items, meetings, today: day })
}

/** One item of a body's plan by its key. @throws NotFound */
export function entryWith(plan: PlanRead, key: string): PlanEntry {
  // What was worked out when the page was opened may have a row by now.
  const entry = plan.entries.find(
    each => each.key === key || `${each.recurring}_${each.occurrence}` === key,
  )
  if (!entry) throw new NotFound('There is no such item in this plan.')
  return entry
}

export type PlanOfAgendaItem = {
  readonly agendaItem: string
  readonly planItem: string
  /** Deferred from this agenda: on which day and why. */
  readonly deferred: { readonly on: Day; readonly reason: string } | null
}

/** Which items of an agenda come from the forward plan, those deferred from it included. Two queries. */
export async function readPlanOfAgenda(
  db: Db,
  agendaItems: readonly string[],
): Promise<readonly PlanOfAgendaItem[]> {
  if (agendaItems.length === 0) return []
  const standing = await yearTables(db)
    .selectFrom('meetings.plan_items')
    .select(['id', 'agenda_item_id'])
    .where('agenda_item_id', 'in', agendaItems)
    .execute()
  const deferred = await yearTables(db)
    .selectFrom('meetings.plan_steps')
    .select(['plan_item_id', 'agenda_item_id', 'taken_on', 'reason'])
    .where('agenda_item_id', 'in', agendaItems)
    .orderBy('recorded_at')
    .execute()
  return [
    ...standing.flatMap(({ id, agenda_item_id }) =>
      agenda_item_id === null ? [] : [{ agendaItem: agenda_item_id, planItem: id, deferred: null }],
    ),
    ...deferred.flatMap(({ plan_item_id, agenda_item_id, taken_on, reason }) =>
      agenda_item_id === null
        ? []
        : [
            {
              agendaItem: agenda_item_id,
              planItem: plan_item_id,
              deferred: { on: taken_on, reason },
            },
          ],
    ),
  ]
}
