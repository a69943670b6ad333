import type { Generated } from 'kysely'
import type { Day } from '../../platform/day.rules.ts'
import type { Progress, ReviewMeeting } from './action-state.rules.ts'

export const audiences = ['public', 'members', 'private'] as const
export type Audience = (typeof audiences)[number]

export type ActionsTables = {
  'actions.actions': {
    id: string
    body_id: string
    number: number
    text: string
    item_title: string
    raised_on: Day
    source_kind: string | null
    source_id: string | null
    audience: Audience
    private_reason: string
    recorded_at: Date
    /** Since when it stands on this tracker, where it came from another. */
    held_since: Generated<Date | null>
    /** That the public saw it before it came here. */
    public_since: Generated<Date | null>
  }
  'actions.owners': {
    action_id: string
    position: number
    person_id: string | null
    label: string
  }
  'actions.deadlines': {
    id: string
    action_id: string
    set_on: Day
    text: string
    day: Day | null
    review_on: Day | null
    reason: string
    recorded_at: Date
    public_since: Generated<Date | null>
  }
  'actions.reports': {
    id: string
    action_id: string
    reported_on: Day
    what: Progress | 'position only'
    position: string
    proposes_closure_on: Day | null
    person_id: string | null
    recorded_at: Date
    public_since: Generated<Date | null>
  }
  'actions.closures': {
    action_id: string
    closed_on: Day
    meeting_id: string
    evidence: string
    recorded_at: Date
    public_since: Generated<Date | null>
  }
  'actions.reviews': {
    body_id: string
    meeting_id: string
    day: Day
    kind: ReviewMeeting['kind']
    recorded_at: Date
  }
  'actions.hand_ons': {
    id: string
    action_id: string
    from_body_id: string
    from_number: number
    from_name: string
    to_body_id: string
    to_number: number
    handed_on: Day
    reason: string
    recorded_at: Date
  }
  'actions.owner_changes': {
    id: string
    action_id: string
    from_person_id: string | null
    from_label: string
    to_person_id: string | null
    to_label: string
    changed_on: Day
    reason: string
    recorded_at: Date
  }
  'actions.publications': { body_id: string; published_at: Date }
}
