import type { JSONColumnType } from 'kysely'
import type { Day, PartialDay } from '../../platform/day.rules.ts'
import type { Sheet } from '../../platform/documents/sheets.ts'
import type { Answer, InterestType } from './declaration.rules.ts'
import type { ColumnUse } from './register-columns.rules.ts'
import type { ImportDecisions } from './register-import.rules.ts'

export type InterestsTables = {
  'interests.declarations': {
    id: string
    person_id: string
    body_id: string | null
    position_declared: string
    answer: Answer
    types: InterestType[]
    description: string
    organisation_id: string | null
    from_text: string
    from_day: Day | null
    from_precision: PartialDay['precision'] | null
    to_text: string
    to_day: Day | null
    to_precision: PartialDay['precision'] | null
    handling: string
    declared_on: Day | null
    declared_text: string
    sensitive: boolean
    sensitive_reason: string
    note: string
    recorded_at: Date
    line: number
    withdrawn_on: Day | null
  }
  'interests.import_drafts': {
    id: string
    body_id: string
    begun_by: string | null
    begun_at: Date
    changed_at: Date
    version: number
    file_name: string
    sheets: JSONColumnType<readonly Sheet[]>
    sheet: number | null
    columns: JSONColumnType<readonly ColumnUse[] | null>
    decisions: JSONColumnType<ImportDecisions>
  }
  /** That a return was made; seen by all who see what is due. */
  'interests.declared_days': { body_id: string | null; person_id: string; declared_on: Day | null }
  'interests.publications': { body_id: string; published_at: Date }
}
