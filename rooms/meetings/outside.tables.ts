import type { Generated, JSONColumnType } from 'kysely'
import type { Day } from '../../platform/day.rules.ts'
import type { CorrespondenceResult, Reply } from './correspondence.rules.ts'
import type { CallInOutcome } from './decision-state.rules.ts'
import type { DecisionVerb } from './formal-business.rules.ts'
import type { PublishedDecision } from './minutes.rules.ts'
import type { OutsideContent } from './outside-content.ts'

export type Origin = 'meeting' | 'correspondence' | 'officer'

/** Decisions taken between meetings and by officers, and what became of decisions. */
export type OutsideTables = {
  'meetings.correspondences': {
    id: string
    body_id: string
    title: string
    verb: DecisionVerb
    text: string
    for_body: string
    manner: 'e-mail' | 'telephone'
    urgent_because: string
    agreed_by: string
    agreed_on: Day
    opened_on: Day
    opened_at: Date
    closes_on: Day
    closes_at: string | null
    closed_on: Day | null
    closed_at: Date | null
    result: JSONColumnType<CorrespondenceResult> | null
    lapsed_because: Generated<string>
  }
  'meetings.correspondence_members': {
    correspondence_id: string
    person_id: string
    seat_id: string
    reply_hash: string | null
    interest: Generated<string>
  }
  'meetings.correspondence_replies': {
    id: string
    correspondence_id: string
    person_id: string
    position: number
    reply: Reply
    words: string
    given_on: Day
    given_at: Date
    manner: 'by the link' | 'signed in' | 'told to the clerk'
  }
  'meetings.officer_decisions': {
    id: string
    body_id: string
    delegation_id: string
    decided_on: Day
    title: string
    text: string
    amount: string | null
    reasons: string
    options: string
    interests: string
    dispensation: string
    confidential_because: string
    recorded_at: Date
    version: Generated<number>
  }
  'meetings.outside_files': {
    id: string
    decision_id: string
    position: number
    name: string
    description: string
    hash: string
    media_type: string
    size: number
    pages: number | null
    tagged: boolean | null
    removed_on: Day | null
  }
  'meetings.decision_reports': {
    decision_id: string
    item_id: string
    meeting_id: string
    recorded_at: Date
  }
  'meetings.published_outside': {
    id: string
    version: number
    origin: 'correspondence' | 'officer'
    body_id: string
    decided_on: Day
    title: string
    verb: DecisionVerb
    text: string
    content: JSONColumnType<OutsideContent>
    note: string
    published_on: Day
    published_at: Date
  }
  'meetings.decision_changes': {
    decision_id: string
    how: 'rescinded' | 'amended'
    by_decision_id: string
    recorded_at: Date
  }
  'meetings.call_ins': {
    id: string
    decision_id: string
    called_on: Day
    called_by: string[]
    why: string
    outcome: CallInOutcome | null
    resolved_on: Day | null
    resolved_why: Generated<string>
    recorded_at: Date
  }
  /** A view: what is on the public register, whatever its origin. */
  'meetings.register': {
    id: string
    origin: Origin
    body_id: string
    decided_on: Day
    meeting_id: string | null
    meeting_slug: string | null
    position: number
    item_number: string
    item_title: string
    minute_number: string
    verb: DecisionVerb
    text: string
    content: JSONColumnType<PublishedDecision | OutsideContent>
    published_on: Day
    reported_on: Day | null
    reported_slug: string | null
  }
}
