import type { Generated } from 'kysely'
import type { Handling } from './declaration.rules.ts'

export type ConflictTables = {
  'meetings.conflict_lines': {
    id: string
    place: Generated<number>
    meeting_id: string
    item_id: string
    person_id: string
    interest_id: string | null
    organisation_id: string | null
    words: string
    kind: 'proposed' | 'decided' | 'dismissed'
    handling: Handling | null
    withhold_papers: boolean
    word: string
    decided_by: string | null
    recorded_by: string | null
    recorded_at: Date
  }
}
