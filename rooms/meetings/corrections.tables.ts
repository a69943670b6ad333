import type { Generated } from 'kysely'
import type { Day } from '../../platform/day.rules.ts'

/** What was found wrong in approved minutes. */
export type CorrectionTables = {
  'meetings.minutes_corrections': {
    id: string
    meeting_id: string
    item_id: string
    was: string
    reads: string
    why: string
    proposed_on: Day
    proposed_by: string | null
    agreed_at: string | null
    agreed_on: Day | null
    draft_version: number | null
    withdrawn_on: Day | null
    withdrawn_because: Generated<string>
  }
}
