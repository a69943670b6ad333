import type { Day } from '../../platform/day.rules.ts'

export type DutiesTables = {
  'duties.gaps': {
    id: string
    meeting_id: string
    kind: string
    reason: string
    stated_on: Day
    stated_by: string | null
    recorded_at: Date
  }
}
