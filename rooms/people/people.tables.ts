import type { Generated } from 'kysely'
import type { Day } from '../../platform/day.rules.ts'
import type { Role } from './permissions.rules.ts'

export type PeopleTables = {
  'people.persons': {
    id: string
    name: string
    position: string
    recorded_at: Date
    removed_on: Day | null
    /** The entry that stays, where this person was entered twice. */
    merged_into: Generated<string | null>
    merged_on: Generated<Day | null>
  }
  'people.contacts': { person_id: string; email: string }
  'people.grants': {
    id: string
    person_id: string
    role: Role
    scope: string | null
    from_day: Day
    until_day: Day | null
    source_kind: string | null
    source_id: string | null
  }
  'people.sessions': { token_hash: string; person_id: string; created_at: Date; expires_at: Date }
  'people.sign_in_links': {
    link_hash: string
    person_id: string
    expires_at: Date
    used_at: Date | null
  }
  'people.tokens': { token_hash: string; person_id: string; created_at: Date; expires_at: Date }
}
