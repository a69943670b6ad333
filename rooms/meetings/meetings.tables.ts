import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely'
import type { Day } from '../../platform/day.rules.ts'
import type { KeptTwin } from '../../platform/documents/kept-twin.ts'
import type { CoverSheet } from './cover-sheet.rules.ts'
import type { Handling } from './declaration.rules.ts'
import type { DecisionVerb } from './formal-business.rules.ts'
import type { DraftEntry, PublishedDecision, PublishedMinutes } from './minutes.rules.ts'
import type { MinutesState } from './minutes-state.rules.ts'
import type { Shift } from './otherwise.rules.ts'
import type { Turn } from './standing.rules.ts'

export type MeetingKind = 'ordinary' | 'extraordinary' | 'workshop'
export type MeetingMode = 'in person' | 'remote' | 'hybrid'
export type ItemKind =
  | 'business'
  | 'apologies'
  | 'interests'
  | 'minutes'
  | 'actions'
  | 'questions'
  | 'other business'
export type MinutesStepName = 'chair approved' | 'found correct' | 'approved' | 'signed'
export type PaperKind = 'paper' | 'late' | 'supplementary' | 'to follow'
export type TreatmentKind = 'deferred' | 'withdrawn' | 'taken with' | 'urgent'
export type Capacity = 'member' | 'deputy' | 'participant' | 'in attendance' | 'apologies'

/** The meetings themselves and their notices. */
export type MeetingTables = {
  'meetings.meetings': {
    id: string
    body_id: string
    day: Day
    slug: string
    kind: MeetingKind
    title: string
    starts_at: string
    ends_at: string | null
    mode: MeetingMode
    venue: string
    place_id: string | null
    joining: string
    note: string
    version: number
    recorded_at: Date
    became: Generated<Turn | null>
    called_by: Generated<string>
    called_why: Generated<string>
    called_under: Generated<string>
    became_on: Generated<Day | null>
    became_at: Generated<Date | null>
    became_why: Generated<string>
    came_from: Generated<string | null>
    came_public: Generated<boolean>
    calendar_id: Generated<string | null>
    calendar_from: Generated<number>
    shifts: ColumnType<readonly Shift[], string | undefined, string>
  }
  'meetings.notices': {
    id: string
    meeting_id: string
    kind: 'public notice' | 'summons'
    given_on: Day
    for_day: Day
    manner: string
    signed_by: string
    text: string
    recorded_at: Date
    after_shifts: Generated<number>
  }
}

/** The agenda and its papers. */
export type AgendaTables = {
  'meetings.agenda_items': {
    id: string
    meeting_id: string
    position: number
    number: string
    section: string
    title: string
    kind: ItemKind
    lead_person_id: string | null
    lead: string
    purposes: string[]
    starts_at: string | null
    planned_minutes: number | null
    summary: string
    audience: 'public' | 'private'
    private_reason: string
    version: Generated<number>
    added_on: Generated<Day | null>
    carried_from: Generated<string | null>
  }
  'meetings.item_treatments': {
    id: string
    item_id: string
    kind: TreatmentKind
    reason: string
    decided_by: string
    on_day: Day
    with_item_id: string | null
    to_item_id: string | null
    undone_on: Day | null
    recorded_at: Date
  }
  'meetings.agenda_issued': {
    meeting_id: string
    agenda_on: Day
    papers_on: Day | null
    item_ids: string[]
    paper_ids: string[]
  }
  'meetings.papers': {
    id: string
    item_id: string
    position: number
    title: string
    kind: PaperKind
    submitted_on: Day | null
    permission: string
    cover: JSONColumnType<Partial<CoverSheet>>
    withdrawn_on: Day | null
    withdrawn_reason: Generated<string>
    version: Generated<number>
    permitted_on: Generated<Day | null>
    carried_from: Generated<string | null>
  }
  'meetings.paper_files': {
    id: string
    paper_id: string
    position: number
    name: string
    description: string
    hash: string
    media_type: string
    size: number
    pages: number | null
    tagged: boolean | null
    twin: JSONColumnType<KeptTwin>
    warnings: JSONColumnType<string[]>
    removed_on: Day | null
    replaces: Generated<string | null>
    replaced_because: Generated<string>
  }
}

/** What happened in the room. */
export type SittingTables = {
  'meetings.reviews': {
    id: string
    meeting_id: string
    went_well: string
    to_change: string
    noted_on: Day
    noted_by: string | null
    recorded_at: Date
  }
  'meetings.attendances': {
    id: string
    meeting_id: string
    person_id: string
    capacity: Capacity
    seat_id: string | null
    deputising_for: string | null
    mode: 'in person' | 'remote'
    role: string
    note: string
  }
  'meetings.sittings': {
    meeting_id: string
    chair_person_id: string | null
    opened: Date | null
    closed: Date | null
    public_count: number | null
    note: string
  }
  'meetings.declarations': {
    id: string
    meeting_id: string
    item_id: string | null
    person_id: string
    interest: string
    handling: Handling
    decided_by: string | null
    left_at: string | null
    returned_at: string | null
  }
  'meetings.exclusions': {
    id: string
    meeting_id: string
    item_ids: string[]
    resolution: string
    resolved: Date
    readmitted: Date | null
    mover_id: string | null
    seconder_id: string | null
  }
  'meetings.decisions': {
    id: string
    meeting_id: string
    item_id: string
    position: number
    verb: DecisionVerb
    text: string
    for_body: string
    method: 'consensus' | 'vote'
    votes_for: number | null
    votes_against: number | null
    abstentions: number | null
    casting_vote: 'for' | 'against' | null
    outcome: 'carried' | 'lost'
    warnings: JSONColumnType<readonly string[]>
    /** The vote in the room that made it; null where it was recorded by the form. */
    vote_id: string | null
  }
}

/** What was decided, its words left empty for those who may not see the item. */
export type DecisionsTakenTables = {
  'meetings.decisions_taken': Pick<
    Selectable<SittingTables['meetings.decisions']>,
    'id' | 'meeting_id' | 'item_id' | 'position' | 'verb' | 'outcome' | 'text' | 'for_body'
  >
}

/** The life of the room. What a fact is, and what it does, is in proceedings.rules.ts. */
export type RoomTables = {
  'meetings.proceedings': {
    id: string
    meeting_id: string
    kind: string
    at: Date
    person_id: string | null
    item_id: string | null
    about: string | null
    details: JSONColumnType<Readonly<Record<string, unknown>>>
    kept: boolean
    recorded_at: Date
  }
  'meetings.rooms': { meeting_id: string; version: number }
  'meetings.room_boards': {
    meeting_id: string
    version: number
    content: JSONColumnType<object>
  }
}

/** The minutes, their steps and their published copies. */
export type MinutesTables = {
  /** The text of a draft, without the entries of items that whoever asks may not see. */
  'meetings.minutes_texts': MinutesTables['meetings.minutes_drafts']
  'meetings.minutes_drafts': {
    meeting_id: string
    version: number
    entries: JSONColumnType<readonly DraftEntry[]>
    saved_at: Date
    saved_on: Day
    saved_by: string | null
  }
  'meetings.minutes_steps': {
    id: string
    meeting_id: string
    step: MinutesStepName
    version: number
    taken_on: Day
    person_id: string | null
    name: string
    role: string
    at_meeting_id: string | null
    recorded_at: Date
  }
  'meetings.published_minutes': {
    id: string
    meeting_id: string
    version: number
    state: MinutesState
    content: JSONColumnType<PublishedMinutes>
    published_on: Day
    published_at: Date
  }
  'meetings.published_decisions': {
    id: string
    meeting_id: string
    minutes_id: string
    decided_on: Day
    position: number
    item_number: string
    item_title: string
    minute_number: string
    verb: DecisionVerb
    text: string
    content: JSONColumnType<PublishedDecision>
  }
}
