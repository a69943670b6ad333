import type { Generated, JSONColumnType } from 'kysely'
import type { Day, PartialDay } from '../../platform/day.rules.ts'
import type { Sheet } from '../../platform/documents/sheets.ts'
import type { Answer, InterestType, PecuniarySubject } from './declaration.rules.ts'
import type { Allowed } from './dispensation.rules.ts'
import type { GiftKind, GiftOutcome } from './gift.rules.ts'
import type { LimitName } from './limits.rules.ts'
import type { ColumnUse } from './register-columns.rules.ts'
import type { ImportDecisions } from './register-import.rules.ts'

/** What a merge of two bodies leaves on what belonged to the one that went. */
type Merged = { held_since: Generated<Date | null>; public_since: Generated<Date | null> }

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
    /** The first version of the interest; null in that one itself. */
    first_id: Generated<string | null>
    version: Generated<number>
    /** The organisation's name as it was written; `organisation_id` where it is in the record. */
    organisation_text: Generated<string>
    /** By the person: it waits for the handling to be agreed. */
    self_declared: Generated<boolean>
    agreed_at: Generated<Date | null>
    pecuniary_subject: Generated<PecuniarySubject | null>
    of_partner: Generated<boolean>
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
  /** From when the record can tell who has declared; seen by all who see what is due. */
  'interests.register_begins': { body_id: string; begins: Day }
  'interests.publications': { body_id: string; published_at: Date }
  'interests.reviews': {
    id: string
    declaration_id: string
    outcome: 'agreed' | 'returned'
    proposed_handling: string
    handling: string
    words: string
    reviewed_on: Day
    reviewed_by: string | null
    recorded_at: Date
  }
  'interests.confirmations': Merged & {
    id: string
    person_id: string
    body_id: string
    confirmed_on: Day
    interests: number
    recorded_at: Date
  }
  'interests.gifts': Merged & {
    id: string
    person_id: string
    body_id: string
    position_declared: string
    kind: GiftKind
    description: string
    giver: string
    giver_organisation_id: string | null
    giver_is_supplier: boolean
    in_cash: boolean
    pence: number
    offered_on: Day
    outcome: GiftOutcome
    reason: string
    approved_by: string
    declared_on: Day
    recorded_at: Date
    withdrawn_on: Generated<Day | null>
    withdrawn_because: Generated<string>
  }
  'interests.dispensations': Merged & {
    id: string
    person_id: string
    body_id: string
    declaration_id: string | null
    matter: string
    allows: Allowed
    reason: string
    granted_by: string
    granted_on: Day
    from_day: Day
    until_day: Day
    recorded_at: Date
  }
  'interests.limits': {
    body_id: string
    name: LimitName
    from_day: Day
    value: number
    source: string
  }
  'interests.registers': { body_id: string; kept_from: Day; recorded_at: Date }
}
