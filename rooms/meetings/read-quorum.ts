import type { Db } from '../../platform/database/database.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { type Quorum, type QuorumTerms, quorumOf } from '../bodies/quorum.rules.ts'
import type { Body } from '../bodies/read-body.ts'
import type { QuorumFactsOfBody } from '../bodies/read-quorum-facts.ts'
import { type TermsOfReference, termsProposed } from '../bodies/read-terms.ts'
import { isThere } from './attendance.rules.ts'
import { outOfItem, withoutVote } from './declaration.rules.ts'
import { type MeetingManner, mannerOf } from './formal-business.rules.ts'
import type { FrozenQuorumFacts } from './minutes.rules.ts'
import { type PersonInRoom, quorumOfMeeting, type RoomState } from './proceedings.rules.ts'
import type { AttendanceRow, DecisionRow } from './read-attendance.ts'
import type { Meeting } from './read-meeting.ts'
import { type RoomSource, readRoomSource } from './read-proceedings.ts'
import { lineOf } from './read-sitting.ts'
import { replay } from './replay.rules.ts'

/** How a meeting went, in the word of its public page. */
export type Formality = 'quorate' | 'informal' | 'workshop'

export type MeetingQuorum = {
  /** Null while attendance is not recorded, or where no terms of reference were in force. */
  readonly quorum: Quorum | null
  /** By the terms proposed since and not in force on the day, where there are any. */
  readonly underProposed?: Quorum
  readonly proposed?: ProposedTerms
  readonly formal: Formality
  /** The title of the terms in force on the day; '' where there were none. */
  readonly terms: string
  /** By which terms, in a sentence (R-TOR-6). */
  readonly judgedBy: string
  readonly facts: FrozenQuorumFacts
}

export type ProposedTerms = { readonly title: string; readonly proposedOn: string }

export const formalityOf = (manner: MeetingManner): Formality =>
  manner === 'formal' ? 'quorate' : manner

/** The manner behind the word of the public page. */
export const mannerFrom = (formal: Formality): MeetingManner =>
  formal === 'quorate' ? 'formal' : formal

/**
 * Of a body's terms, the first that were proposed and were not in force on the
 * day: what a reader may compare the day's own with. Only the quorum rule is
 * tried on the attendance; the seats stay those in which people sat.
 */
export const proposalAfter = (
  all: readonly TermsOfReference[],
  on: Day,
): TermsOfReference | undefined => termsProposed(all, on).at(-1)

/** Quorum by some terms from what was recorded; null where nobody was recorded. */
export const judgeFrozen = (
  facts: FrozenQuorumFacts,
  terms: QuorumTerms,
  excluded: ReadonlySet<string> = new Set(),
): Quorum | null =>
  facts.presences.length === 0
    ? null
    : quorumOf({
        terms,
        seats: facts.seats,
        holdings: facts.holdings,
        presences: facts.presences,
        excluded,
        ...(facts.stated ? { stated: facts.stated } : {}),
      })

type Judging = {
  readonly source: RoomSource
  readonly facts: FrozenQuorumFacts
  /** The life of the room; null where only a list was made afterwards. */
  readonly room: RoomState | null
}

type Line = Omit<AttendanceRow, 'id' | 'meeting_id'>

/**
 * What a meeting's quorum is judged from: the membership and terms of its day, and who was
 * there. Of a meeting with a life in the room, those are taken who were there when it
 * first had its quorum, or when it was opened where it never had one.
 */
async function readJudging(db: Db, meetingId: string, lines?: readonly Line[]): Promise<Judging> {
  const read = await readRoomSource(db, meetingId)
  const source = lines ? { ...read, setting: { ...read.setting, lines: lines.map(lineOf) } } : read
  const { setting, stored, ofBody } = source
  const inRoom = stored.facts.length > 0
  const room = inRoom ? replay(setting, stored.facts) : null
  const presences = room
    ? room.people.length === 0
      ? []
      : replay(setting, stored.facts, quorumOfMeeting(room).at)
          .people.filter(person => person.inRoom)
          .map(presenceOfPerson)
    : setting.lines
        .filter(isThere)
        .map(line => presenceOfPerson({ person: line.person, line, mode: line.mode }))
  return {
    source,
    room,
    facts: {
      seats: ofBody.seats,
      holdings: ofBody.holdings,
      presences,
      stated: ofBody.stated ?? null,
    },
  }
}

const presenceOfPerson = ({
  person,
  line,
  mode,
}: Pick<PersonInRoom, 'person' | 'line' | 'mode'>) => ({
  person,
  seat: line.seat,
  remote: mode === 'remote',
  ...(line.deputisingFor === null ? {} : { deputisingFor: line.deputisingFor }),
})

function meetingQuorumFrom({ source, facts, room }: Judging): MeetingQuorum {
  const { meeting, ofBody } = source
  const { terms, allTerms } = ofBody
  const quorum = room
    ? quorumOfMeeting(room).quorum
    : terms
      ? judgeFrozen(facts, terms.terms.quorum)
      : null
  const proposal = proposalAfter(allTerms, meeting.day)
  const underProposed = proposal ? judgeFrozen(facts, proposal.terms.quorum) : null
  return {
    quorum,
    formal: formalityOf(mannerOf(meeting.kind, quorum)),
    terms: terms?.title ?? '',
    judgedBy: terms
      ? `Judged by the terms of reference in force on the day: ${terms.title}.`
      : `No terms of reference were in force on ${formatDay(meeting.day)}.`,
    facts,
    ...(proposal && underProposed
      ? {
          underProposed,
          proposed: { title: proposal.title, proposedOn: proposal.proposed_on ?? '' },
        }
      : {}),
  }
}

/**
 * A meeting's quorum with its working, by the terms in force on its day (R-TOR-6),
 * and by those proposed since. For staff: the public has it in published minutes.
 */
export const readQuorum = async (db: Db, meetingId: string): Promise<MeetingQuorum> =>
  meetingQuorumFrom(await readJudging(db, meetingId))

/** The quorum that an attendance would make, before it is stored. */
export const readQuorumWith = async (
  db: Db,
  meetingId: string,
  lines: readonly Line[],
): Promise<QuorumByItem> => quorumByItem(await readJudging(db, meetingId, lines))

export type QuorumByItem = MeetingQuorum & {
  readonly termsInForce: TermsOfReference | undefined
  /** Seats, holders and their names on the day of the meeting. */
  readonly ofBody: QuorumFactsOfBody
  readonly body: Body
  readonly meeting: Meeting
  readonly source: RoomSource
  /** The life of the room; null where only a list was made afterwards. */
  readonly room: RoomState | null
  /** The quorum at one item: those who are out of it over an interest do not count (R-COI-8). */
  readonly atItem: (itemId: string) => Quorum | null
  /** How many of those who count may vote on it; null while no attendance is recorded. */
  readonly votersAt: (itemId: string) => number | null
  /** The quorum with which a decision was taken: at the close of its vote, or at its item. */
  readonly atDecision: (decision: Pick<DecisionRow, 'item_id' | 'vote_id'>) => Quorum | null
  /** In what manner it was taken: formal before the quorum was lost, informal after (R-TOR-7). */
  readonly mannerAt: (decision: Pick<DecisionRow, 'item_id' | 'vote_id'>) => MeetingManner
  /** In what manner earlier minutes are before it: that of the item for them, where it was taken. */
  readonly mannerForMinutes: MeetingManner
}

function quorumByItem(judging: Judging): QuorumByItem {
  const { source, facts, room } = judging
  const { body, meeting, ofBody, setting } = source
  const { declared } = setting
  const { terms } = ofBody
  const ofMeeting = meetingQuorumFrom(judging)
  const judge = (excluded: ReadonlySet<string>) =>
    terms ? judgeFrozen(facts, terms.terms.quorum, excluded) : null
  const taken = new Map(room?.items.map(item => [item.item, item]))
  const votes = new Map(room?.votes.map(vote => [vote.id, vote]))
  const atItem = (itemId: string) => taken.get(itemId)?.quorum ?? judge(outOfItem(declared, itemId))
  const atDecision: QuorumByItem['atDecision'] = ({ item_id, vote_id }) =>
    votes.get(vote_id ?? '')?.quorum ?? atItem(item_id)
  const mannerAt: QuorumByItem['mannerAt'] = decision =>
    room ? mannerOf(meeting.kind, atDecision(decision)) : mannerFrom(ofMeeting.formal)
  const forMinutes = source.items.find(({ id, kind }) => kind === 'minutes' && taken.has(id))
  return {
    ...ofMeeting,
    termsInForce: terms,
    ofBody,
    body,
    meeting,
    source,
    room,
    atItem,
    votersAt: itemId => {
      const inRoom = taken.get(itemId)?.voters
      if (inRoom) return inRoom.length
      const silent = withoutVote(declared, itemId)
      if (terms) return judge(silent)?.present ?? null
      if (facts.presences.length === 0) return null
      return facts.presences.filter(({ person, seat }) => seat !== null && !silent.has(person))
        .length
    },
    atDecision,
    mannerAt,
    mannerForMinutes: forMinutes
      ? mannerAt({ item_id: forMinutes.id, vote_id: null })
      : mannerFrom(ofMeeting.formal),
  }
}

/** The quorum of a meeting and of each of its items. */
export const readQuorumByItem = async (db: Db, meetingId: string): Promise<QuorumByItem> =>
  quorumByItem(await readJudging(db, meetingId))

/** The quorum of a meeting at one item, after withdrawals; null while no attendance is recorded. */
export const quorumOfItem = async (
  db: Db,
  meetingId: string,
  itemId: string,
): Promise<Quorum | null> => (await readQuorumByItem(db, meetingId)).atItem(itemId)
