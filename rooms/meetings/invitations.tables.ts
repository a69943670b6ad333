import type { Generated } from 'kysely'
import type { Day } from '../../platform/day.rules.ts'
import type { ExpectedQuorum } from './expected-quorum.rules.ts'
import type { Answer, Manner } from './invitation.rules.ts'
import type { MeetingMode } from './meetings.tables.ts'

/** Who is invited, what they answered, and what was told of the quorum to expect. Never public. */
export type InvitationTables = {
  'meetings.invitation_rounds': {
    id: string
    meeting_id: string
    number: number
    day: Day
    starts_at: string
    mode: MeetingMode
    venue: string
    begun_at: Date
  }
  'meetings.invitations': {
    id: string
    round_id: string
    person_id: string
    capacity: 'member' | 'participant'
    invited_on: Day
    invited_at: Date
    invited_by: string | null
  }
  'meetings.invitation_links': {
    link_hash: string
    invitation_id: string
    made_at: Date
  }
  'meetings.replies': {
    id: string
    position: Generated<number>
    invitation_id: string
    answer: Answer
    seat_id: string | null
    deputy_person_id: string | null
    deputy_words: string
    reason: string
    replied_on: Day
    replied_at: Date
    manner: Manner
    recorded_by: string | null
  }
  'meetings.quorum_forecasts': {
    id: string
    position: Generated<number>
    meeting_id: string
    state: ExpectedQuorum['state']
    words: string
    told_on: Day
    told_at: Date
  }
}
