import type { Day } from '../../platform/day.rules.ts'

/** Where a meeting can be watched. */
export type RecordingTables = {
  'meetings.recordings': {
    meeting_id: string
    live_address: string
    address: string
    made_by: string
    published_on: Day | null
    captioned_on: Day | null
    deleted_on: Day | null
    deleted_because: string
    version: number
  }
}
