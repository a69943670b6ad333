import type { Insertable, Selectable } from 'kysely'
import { day } from '../../platform/day.rules.ts'
import type { SettledLine } from './attendance.rules.ts'
import type { DecisionVerb } from './formal-business.rules.ts'
import type { RoomTables } from './meetings.tables.ts'
import type {
  Choice,
  Correction,
  PresidingAs,
  RoomEvent,
  RoomFact,
  RoomMode,
  VoteMethod,
} from './proceedings.rules.ts'
import type { VoteCounts } from './vote.rules.ts'

export type FactRow = Selectable<RoomTables['meetings.proceedings']>

/** What is in `details`, by kind; the ids have columns of their own. */
type Details = Partial<{
  line: Omit<SettledLine, 'person'>
  reason: string
  mode: RoomMode | null
  as: PresidingAs
  toDay: string | null
  items: readonly string[]
  resolution: string
  mover: string | null
  seconder: string | null
  verb: DecisionVerb
  text: string
  forBody: string
  wouldRead: string
  method: VoteMethod
  byMembers: boolean
  choice: Choice | null
  votes: VoteCounts | null
  castingVote: 'for' | 'against' | null
  agreed: boolean
  to: string
}>

type Columns = {
  readonly person_id?: string
  readonly item_id?: string
  readonly about?: string | null
  readonly details?: Details
}

/** A fact as a row. */
export function rowOf(
  fact: RoomFact,
  meetingId: string,
  recordedAt: Date,
): Insertable<RoomTables['meetings.proceedings']> {
  const { person_id = null, item_id = null, about = null, details = {} } = columnsOf(fact)
  return {
    id: fact.id,
    meeting_id: meetingId,
    kind: fact.kind,
    at: fact.at,
    person_id,
    item_id,
    about,
    details: JSON.stringify(details),
    kept: fact.kept,
    recorded_at: recordedAt,
  }
}

function columnsOf(fact: RoomEvent | Correction): Columns {
  switch (fact.kind) {
    case 'arrived': {
      const { person, ...line } = fact.line
      return { person_id: person, details: { line, reason: fact.reason } }
    }
    case 'left':
      return { person_id: fact.person, details: { reason: fact.reason } }
    case 'returned':
    case 'changed mode':
      return { person_id: fact.person, details: { mode: fact.mode, reason: fact.reason } }
    case 'took the chair':
      return { person_id: fact.person, details: { as: fact.as } }
    case 'opened':
    case 'closed':
    case 'resumed':
    case 'public readmitted':
      return {}
    case 'adjourned':
      return { details: { reason: fact.reason, toDay: fact.toDay } }
    case 'item begun':
    case 'item ended':
      return { item_id: fact.item }
    case 'public excluded': {
      const { items, resolution, mover, seconder } = fact
      return { details: { items, resolution, mover, seconder } }
    }
    case 'motion put': {
      const { verb, text, forBody, wouldRead, mover, seconder } = fact
      return {
        item_id: fact.item,
        about: fact.amends,
        details: { verb, text, forBody, wouldRead, mover, seconder },
      }
    }
    case 'motion withdrawn':
      return { about: fact.motion }
    case 'vote opened':
      return {
        about: fact.motion,
        details: { method: fact.method, byMembers: fact.byMembers ?? false },
      }
    case 'vote cast':
      return { about: fact.vote, person_id: fact.person, details: { choice: fact.choice } }
    case 'vote closed': {
      const { votes, castingVote, agreed } = fact
      return { about: fact.vote, details: { votes, castingVote, agreed } }
    }
    case 'taken back':
      return { about: fact.fact, details: { reason: fact.reason } }
    case 'time amended':
      return { about: fact.fact, details: { to: fact.to.toISOString(), reason: fact.reason } }
  }
}

/** A row as the fact it is. */
export const factOf = (row: Omit<FactRow, 'meeting_id' | 'recorded_at'>): RoomFact => ({
  id: row.id,
  at: row.at,
  kept: row.kept,
  ...eventOf(row),
})

function eventOf(row: Omit<FactRow, 'meeting_id' | 'recorded_at'>): RoomEvent | Correction {
  const kind = row.kind as RoomFact['kind']
  const details = row.details as Details
  const { reason = '', mover = null, seconder = null, text = '' } = details
  const person = row.person_id ?? ''
  const item = row.item_id ?? ''
  const about = row.about ?? ''
  switch (kind) {
    case 'arrived': {
      const line = details.line ?? {
        capacity: 'in attendance',
        seat: null,
        deputisingFor: null,
        mode: 'in person',
        role: '',
        note: '',
      }
      return { kind, person, line: { person, ...line }, reason }
    }
    case 'left':
      return { kind, person, reason }
    case 'returned':
      return { kind, person, mode: details.mode ?? null, reason }
    case 'changed mode':
      return { kind, person, mode: details.mode ?? 'in person', reason }
    case 'took the chair':
      return { kind, person, as: details.as ?? 'elected for the meeting' }
    case 'opened':
    case 'closed':
    case 'resumed':
    case 'public readmitted':
      return { kind }
    case 'adjourned':
      return { kind, reason, toDay: details.toDay ? day(details.toDay) : null }
    case 'item begun':
    case 'item ended':
      return { kind, item }
    case 'public excluded':
      return {
        kind,
        items: details.items ?? [],
        resolution: details.resolution ?? '',
        mover,
        seconder,
      }
    case 'motion put':
      return {
        kind,
        item,
        verb: details.verb ?? 'note',
        text,
        forBody: details.forBody ?? '',
        mover,
        seconder,
        amends: row.about,
        wouldRead: details.wouldRead ?? text,
      }
    case 'motion withdrawn':
      return { kind, motion: about }
    case 'vote opened':
      return {
        kind,
        motion: about,
        method: details.method ?? 'consensus',
        byMembers: details.byMembers ?? false,
      }
    case 'vote cast':
      return { kind, vote: about, person, choice: details.choice ?? null }
    case 'vote closed':
      return {
        kind,
        vote: about,
        votes: details.votes ?? null,
        castingVote: details.castingVote ?? null,
        agreed: details.agreed ?? true,
      }
    case 'taken back':
      return { kind, fact: about, reason }
    case 'time amended':
      return { kind, fact: about, to: new Date(details.to ?? row.at), reason }
  }
}
