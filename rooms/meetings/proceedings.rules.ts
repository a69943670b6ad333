import { type Day, nextDay, time } from '../../platform/day.rules.ts'
import { instantsAt } from '../../platform/london.rules.ts'
import type { Holding, Quorum, QuorumTerms, Seat, StatedMembers } from '../bodies/quorum.rules.ts'
import type { SettledLine } from './attendance.rules.ts'
import type { DecisionOutcome } from './decision.rules.ts'
import type { Handling } from './declaration.rules.ts'
import type { DecisionVerb, MeetingKind } from './formal-business.rules.ts'
import type { VoteCounts, VotingTerms } from './vote.rules.ts'

// ── Facts ───────────────────────────────────────────────────────────────────

export type RoomMode = 'in person' | 'remote'
/** In what right somebody presides: their office, or the meeting's choice when the chair is away. */
export const presidingAs = ['chair', 'deputy chair', 'elected for the meeting'] as const
export type PresidingAs = (typeof presidingAs)[number]
export const voteMethods = ['consensus', 'show of hands', 'recorded', 'ballot'] as const
export type VoteMethod = (typeof voteMethods)[number]
export const choices = ['for', 'against', 'abstain'] as const
export type Choice = (typeof choices)[number]

/** What happened, apart from when. */
export type RoomEvent =
  | {
      readonly kind: 'arrived'
      readonly person: string
      /** Settled by the rules of the attendance record; the first arrival that stands gives the line. */
      readonly line: SettledLine
      readonly reason: string
    }
  | { readonly kind: 'left'; readonly person: string; readonly reason: string }
  | {
      readonly kind: 'returned'
      readonly person: string
      /** Null where it is not said: as they were there before. */
      readonly mode: RoomMode | null
      readonly reason: string
    }
  | {
      readonly kind: 'changed mode'
      readonly person: string
      readonly mode: RoomMode
      readonly reason: string
    }
  | { readonly kind: 'took the chair'; readonly person: string; readonly as: PresidingAs }
  | { readonly kind: 'opened' }
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'adjourned'
      readonly reason: string
      /** Where it was adjourned to another day. */
      readonly toDay: Day | null
    }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'item begun'; readonly item: string }
  | { readonly kind: 'item ended'; readonly item: string }
  | {
      readonly kind: 'public excluded'
      readonly items: readonly string[]
      readonly resolution: string
      readonly mover: string | null
      readonly seconder: string | null
    }
  | { readonly kind: 'public readmitted' }
  | {
      readonly kind: 'motion put'
      readonly item: string
      readonly verb: DecisionVerb
      /** The motion in full; of an amendment, its own words: 'to leave out … and insert …'. */
      readonly text: string
      readonly forBody: string
      readonly mover: string | null
      readonly seconder: string | null
      /** The motion (or amendment) that it would amend. */
      readonly amends: string | null
      /** Of an amendment: how what it amends would read if it is carried. */
      readonly wouldRead: string
    }
  | { readonly kind: 'motion withdrawn'; readonly motion: string }
  | {
      readonly kind: 'vote opened'
      readonly motion: string
      readonly method: VoteMethod
      /** Whether members may give their own vote, each on a screen of their own. */
      readonly byMembers?: boolean
    }
  | {
      readonly kind: 'vote cast'
      readonly vote: string
      readonly person: string
      /** Null in a ballot: that somebody voted is a fact, how they voted is nobody's. */
      readonly choice: Choice | null
    }
  | {
      readonly kind: 'vote closed'
      readonly vote: string
      /** Of a show of hands or a ballot, as counted; a recorded vote is counted from the choices. */
      readonly votes: VoteCounts | null
      readonly castingVote: 'for' | 'against' | null
      /** Of a consensus: whether there was one. Where there was none the motion stays open. */
      readonly agreed: boolean
    }

/** What is said of a fact afterwards. It holds whenever it was said, also before the fact arrives. */
export type Correction =
  | { readonly kind: 'taken back'; readonly fact: string; readonly reason: string }
  | {
      readonly kind: 'time amended'
      readonly fact: string
      readonly to: Date
      readonly reason: string
    }

type Dated = {
  readonly id: string
  readonly at: Date
  /** Kept by a browser while it had no connection. */
  readonly kept: boolean
}

export type RoomFact = Dated & (RoomEvent | Correction)
export type RoomKind = RoomFact['kind']

// ── What they are read against ──────────────────────────────────────────────

export type RoomItem = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly private: boolean
  /** Business that the summons did not name, where the law says that it cannot be decided. */
  readonly unlisted: boolean
}

/** A resolution to exclude the public, whether it was noted in the room or recorded afterwards. */
export type Exclusion = {
  readonly id: string
  readonly items: readonly string[]
  readonly resolution: string
  readonly mover: string | null
  readonly seconder: string | null
  readonly at: Date
  readonly readmittedAt: Date | null
}

/** All that is not a fact of the room and that its state depends on. */
export type RoomSetting = {
  readonly day: Day
  readonly kind: MeetingKind
  readonly items: readonly RoomItem[]
  readonly terms: QuorumTerms | null
  readonly voting: VotingTerms
  readonly seats: readonly Seat[]
  readonly holdings: readonly Holding[]
  readonly stated: StatedMembers | null
  /** The attendance list. Whoever is on it as there, and never arrived, was there from the beginning. */
  readonly lines: readonly SettledLine[]
  readonly chair: string | null
  /** Who holds the offices of the body on the day. */
  readonly chairs: readonly string[]
  readonly deputyChairs: readonly string[]
  readonly opened: Date | null
  readonly closed: Date | null
  readonly exclusions: readonly Exclusion[]
  readonly declared: readonly {
    readonly person: string
    readonly item: string | null
    readonly handling: Handling
  }[]
  readonly nameOf: (person: string) => string
}

// ── The state of the room ───────────────────────────────────────────────────

/** What does not fit, with the sentence in which a person at the screen is refused it. */
export type Discrepancy = {
  readonly fact: string
  readonly code: string
  readonly field: string
  readonly message: string
}

/** From an instant to an instant; `from: null` is from the beginning, `to: null` goes on. */
export type RoomSpan = { readonly from: Date | null; readonly to: Date | null }

export type PersonInRoom = {
  readonly person: string
  readonly line: SettledLine
  readonly inRoom: boolean
  /** How they are there, or were last. */
  readonly mode: RoomMode
  /** The times at which they were there, each in one way. */
  readonly spans: readonly (RoomSpan & { readonly mode: RoomMode })[]
  /** Out for the item in hand, over an interest (R-COI-8). */
  readonly outForItem: boolean
}

export type Presiding = RoomSpan & { readonly person: string; readonly as: PresidingAs }

export type ItemTaken = {
  readonly item: string
  readonly spans: readonly RoomSpan[]
  /** How long it took: adjournments left out, up to the last fact while it is in hand. */
  readonly milliseconds: number
  readonly inHand: boolean
  /** At its last vote, else at its end, else now; those who are out of it left out. */
  readonly quorum: Quorum | null
  readonly voters: readonly string[] | null
}

export type MotionStatus = 'open' | 'withdrawn' | 'carried' | 'lost'
export type Motion = {
  readonly id: string
  readonly item: string
  readonly verb: DecisionVerb
  readonly forBody: string
  readonly mover: string | null
  readonly seconder: string | null
  readonly amends: string | null
  readonly putAt: Date
  /** As it was moved. */
  readonly moved: string
  /** As it stands, with the amendments that were carried. */
  readonly text: string
  /** Of an amendment: how what it amends would read. */
  readonly wouldRead: string
  readonly status: MotionStatus
  readonly disposedAt: Date | null
  /** Its amendments, in the order in which they were put. */
  readonly amendments: readonly string[]
  /** Each text that it had, oldest first, and the amendment that made it. */
  readonly texts: readonly { readonly text: string; readonly by: string | null }[]
}

export type VoteTaken = {
  readonly id: string
  readonly motion: string
  readonly item: string
  readonly method: VoteMethod
  readonly byMembers: boolean
  readonly openedAt: Date
  readonly closedAt: Date | null
  /** The fact that closed it. */
  readonly closedBy: string | null
  /** 'void': closed, but it could not decide; the reason stands among the discrepancies. */
  readonly status: 'open' | 'closed' | 'not agreed' | 'void'
  /** Those who may vote: at the close, or now while it is open. */
  readonly electorate: readonly string[]
  /** Of a recorded vote: each choice that counts. Empty in every other. */
  readonly choices: readonly { readonly person: string; readonly choice: Choice }[]
  /** Of a recorded vote or a ballot: who of the electorate has voted. */
  readonly voted: readonly string[]
  readonly votes: VoteCounts | null
  readonly castingVote: 'for' | 'against' | null
  readonly result: DecisionOutcome | null
  /** How the result follows from the count. */
  readonly working: string
  readonly warnings: readonly string[]
  /** The quorum of the item at the close, or now. */
  readonly quorum: Quorum | null
}

export type QuorumSpan = RoomSpan & { readonly quorate: boolean; readonly quorum: Quorum }

export type Adjournment = {
  readonly from: Date
  readonly toDay: Day | null
  readonly reason: string
  readonly resumedAt: Date | null
}

export type RoomState = {
  readonly session: 'not opened' | 'in session' | 'adjourned' | 'closed'
  readonly openedAt: Date | null
  readonly closedAt: Date | null
  readonly adjournments: readonly Adjournment[]
  readonly people: readonly PersonInRoom[]
  /** Who presides now; null where nobody does. */
  readonly presiding: { readonly person: string; readonly as: PresidingAs } | null
  readonly presided: readonly Presiding[]
  /** The item in hand; during an adjournment, the one that will be gone on with. */
  readonly inHand: string | null
  /** The items taken, in the order in which each was first begun. */
  readonly items: readonly ItemTaken[]
  readonly publicExcluded: boolean
  readonly exclusions: readonly Exclusion[]
  readonly motions: readonly Motion[]
  readonly votes: readonly VoteTaken[]
  /** Of the meeting as a whole; null where nobody was recorded or no terms are in force. */
  readonly quorum: Quorum | null
  /** Of the item in hand, those who are out of it left out; the meeting's where none is in hand. */
  readonly quorumForItem: Quorum | null
  /** Who may vote on the item in hand. */
  readonly mayVote: readonly string[]
  /** While in session: when the meeting was quorate and when not, oldest first. */
  readonly quorumSpans: readonly QuorumSpan[]
  readonly discrepancies: readonly Discrepancy[]
}

// ── Which facts stand, and in what order ────────────────────────────────────

/** The order of what happened at one and the same instant: what begins before what it allows. */
const orderOfKinds: readonly RoomKind[] = [
  'arrived',
  'changed mode',
  'took the chair',
  'opened',
  'resumed',
  'item begun',
  'public excluded',
  'public readmitted',
  'motion put',
  'vote opened',
  'vote cast',
  'vote closed',
  'motion withdrawn',
  'item ended',
  'left',
  'returned',
  'adjourned',
  'closed',
  'taken back',
  'time amended',
]
const rankOf = new Map(orderOfKinds.map((kind, rank) => [kind, rank]))

export const inOrder = (one: RoomFact, other: RoomFact): number =>
  one.at.getTime() - other.at.getTime() ||
  (rankOf.get(one.kind) ?? 0) - (rankOf.get(other.kind) ?? 0) ||
  (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)

/** An event that stands, at the time at which it stands. */
export type StandingFact = Dated & RoomEvent

const isCorrection = (fact: RoomFact): fact is Dated & Correction =>
  fact.kind === 'taken back' || fact.kind === 'time amended'

/**
 * The events that stand, in their order: what was taken back is left out, and of a time
 * that was amended the last amendment holds. Corrections hold whenever they came.
 */
export function standingFacts(facts: readonly RoomFact[]): StandingFact[] {
  const gone = new Set<string>()
  const times = new Map<string, Date>()
  for (const fact of facts.filter(isCorrection).sort(inOrder))
    if (fact.kind === 'taken back') gone.add(fact.fact)
    else times.set(fact.fact, fact.to)
  return facts
    .filter((fact): fact is StandingFact => !isCorrection(fact) && !gone.has(fact.id))
    .map(fact => {
      const at = times.get(fact.id)
      return at === undefined ? fact : { ...fact, at }
    })
    .sort(inOrder)
}

/** A meeting that began on its day may go on past midnight, but not into the next morning. */
export const LATEST_AFTER_MIDNIGHT = time('06:00')

/** From when to when facts of a meeting fall that sits on these days. */
export const hoursOfSitting = (days: readonly Day[]): { from: Date; before: Date }[] =>
  days.flatMap(day => {
    const [from] = instantsAt(day, time('00:00'))
    const [before] = instantsAt(nextDay(day), LATEST_AFTER_MIDNIGHT)
    return from && before ? [{ from, before }] : []
  })

/** What a further fact, or a correction, would make amiss that was not amiss before. */
export const newDiscrepancies = (
  before: Pick<RoomState, 'discrepancies'>,
  after: Pick<RoomState, 'discrepancies'>,
): Discrepancy[] =>
  after.discrepancies.filter(
    ({ fact, code }) =>
      !before.discrepancies.some(known => known.fact === fact && known.code === code),
  )

/**
 * The quorum of the meeting as a whole, and when: at the first moment of its sitting at
 * which it had one, else at its opening. What was decided after it was lost is judged by
 * its own moment.
 */
export function quorumOfMeeting({
  quorumSpans,
  quorum,
}: Pick<RoomState, 'quorumSpans' | 'quorum'>): { quorum: Quorum | null; at: Date | undefined } {
  const span = quorumSpans.find(({ quorate }) => quorate) ?? quorumSpans[0]
  return span ? { quorum: span.quorum, at: span.from ?? undefined } : { quorum, at: undefined }
}
