import type { JSONColumnType } from 'kysely'
import type { Day } from '../../platform/day.rules.ts'
import type { TemplateItem } from './agenda-template.rules.ts'
import type { PlanSource, PlanStepName, Rhythm } from './forward-plan.rules.ts'
import type { ItemKind, MeetingKind } from './meetings.tables.ts'
import type { PublishedYear } from './published-year.rules.ts'
import type { AgendaLine } from './sign-off.rules.ts'

/** The year of a body: dates published ahead, its forward plan, its agendas and who sets them. */
export type YearTables = {
  'meetings.published_years': {
    id: string
    body_id: string
    year: string
    version: number
    content: JSONColumnType<PublishedYear>
    published_on: Day
    published_at: Date
  }
  'meetings.recurring_items': {
    id: string
    body_id: string
    title: string
    kind: ItemKind
    lead: string
    purposes: string[]
    rhythm: Rhythm
    months: number[]
    source: string
    notes: string
    from_day: Day
    until_day: Day | null
    version: number
  }
  'meetings.plan_items': {
    id: string
    body_id: string
    title: string
    kind: ItemKind
    lead: string
    lead_person_id: string | null
    purposes: string[]
    audience: 'public' | 'private'
    private_reason: string
    source_kind: PlanSource
    source: string
    source_id: string | null
    recurring_id: string | null
    occurrence: string | null
    notes: string
    meeting_id: string | null
    month: Day | null
    agenda_item_id: string | null
    added_on: Day
    version: number
  }
  'meetings.plan_steps': {
    id: string
    plan_item_id: string
    step: PlanStepName
    taken_on: Day
    reason: string
    meeting_id: string | null
    agenda_item_id: string | null
    recorded_at: Date
  }
  'meetings.agenda_templates': {
    body_id: string
    kind: MeetingKind
    items: JSONColumnType<readonly TemplateItem[]>
    version: number
  }
  'meetings.agenda_setters': {
    id: string
    body_id: string
    person_id: string | null
    office: string
    source: string
    from_day: Day
    until_day: Day | null
    recorded_at: Date
  }
  /** The same, without the lines of items that whoever asks may not see. */
  'meetings.agendas_signed_off': YearTables['meetings.agenda_sign_offs']
  'meetings.agenda_sign_offs': {
    id: string
    meeting_id: string
    setter_id: string
    name: string
    signed_on: Day
    remark: string
    seen: JSONColumnType<readonly AgendaLine[]>
    recorded_at: Date
  }
}
