import type { Generated } from 'kysely'
import type { Day } from '../../platform/day.rules.ts'
import type { Role } from './permissions.rules.ts'
import type { Method, Waiting } from './session.rules.ts'

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
  'people.identities': {
    id: string
    person_id: string
    issuer: string
    subject: string
    bound_at: Date
  }
  'people.sign_in_flows': {
    flow_hash: string
    provider: string
    onward: string
    begun_at: Date
    expires_at: Date
  }
  'people.link_requests': { id: string; email: string; onward: string; asked_at: Date }
  'people.sign_in_links': {
    link_hash: string
    person_id: string
    made_at: Date
    expires_at: Date
    used_at: Date | null
    made_by: 'administrator' | 'letter'
    onward: string
  }
  'people.sessions': {
    id: Generated<string>
    token_hash: string
    person_id: string
    method: Method
    device: string
    created_at: Date
    used_at: Date
    expires_at: Date
    waits_for: Waiting | null
    onward: string
    wrong: Generated<number>
  }
  'people.tokens': {
    id: Generated<string>
    token_hash: string
    person_id: string
    created_at: Date
    used_at: Date | null
    expires_at: Date
  }
  'people.passkeys': {
    id: string
    person_id: string
    credential_id: string
    public_key: Uint8Array
    name: string
    transports: string[]
    counter: number
    made_at: Date
    used_at: Date | null
    removed_at: Date | null
  }
  'people.challenges': {
    challenge_hash: string
    session_id: string
    purpose: 'sign in' | 'add'
    made_at: Date
    expires_at: Date
  }
}
