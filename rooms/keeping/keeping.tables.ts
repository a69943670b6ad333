import type { Day } from '../../platform/day.rules.ts'

export type KeepingTables = {
  /** A view of what is published; what this connection may not see has no line. */
  'keeping.public_changes': {
    subject_kind: string
    subject_id: string
    on_day: Day
    at: Date | null
    what: string
    version: number | null
    href: string | null
  }
  'keeping.redaction_drafts': {
    id: string
    body_id: string
    passages: string[]
    reason: string
    words: string
    proposed_on: Day
    proposed_by: string | null
    stays: unknown
    recorded_at: Date
  }
  'keeping.redaction_settings': {
    body_id: string
    from_day: Day
    second_person: boolean
    why: string
  }
  'keeping.redactions': {
    id: string
    body_id: string
    proposed_by: string | null
    confirmed_by: string | null
    done_on: Day
    words: string
    places: unknown
    lines: number
  }
}
