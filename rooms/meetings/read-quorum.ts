import type { Db } from '../../platform/database/database.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { type Quorum, type QuorumTerms, quorumOf } from '../bodies/quorum.rules.ts'
import { type Body, readBody } from '../bodies/read-body.ts'
import { type QuorumFactsOfBody, readQuorumFacts } from '../bodies/read-quorum-facts.ts'
import { type TermsOfReference, termsInForce, termsProposed } from '../bodies/read-terms.ts'
import { isThere } from './attendance.rules.ts'
import { outOfItem, withoutVote } from './declaration.rules.ts'
import { type MeetingManner, mannerOf } from './formal-business.rules.ts'
import type { FrozenQuorumFacts } from './minutes.rules.ts'
import { type AttendanceRow, attendancesOf, declarationsAt } from './read-attendance.ts'
import { listEarlierSittings, type Meeting, readMeeting } from './read-meeting.ts'

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

/**
 * Seats, holders and terms for a sitting. An adjourned meeting is one meeting: the terms of its
 * first day judge every sitting (R-TOR-6), but who sits where is asked on the sitting's own day,
 * since nobody votes in a seat that they no longer hold.
 */
async function readFactsOfSitting(db: Db, meeting: Meeting): Promise<QuorumFactsOfBody> {
  const facts = await readQuorumFacts(db, meeting.body_id, meeting.day)
  const [first] = await listEarlierSittings(db, meeting)
  return first ? { ...facts, terms: termsInForce(facts.allTerms, first.day) } : facts
}

type Judging = {
  readonly body: Body
  readonly meeting: Meeting
  readonly ofBody: QuorumFactsOfBody
  readonly facts: FrozenQuorumFacts
}

type Line = Pick<AttendanceRow, 'person_id' | 'capacity' | 'seat_id' | 'deputising_for' | 'mode'>

/** What a meeting's quorum is judged from: the membership and terms of its day, and who was there. */
async function readJudging(db: Db, meetingId: string, lines?: readonly Line[]): Promise<Judging> {
  const meeting = await readMeeting(db, meetingId)
  const body = await readBody(db, meeting.body_id)
  const ofBody = await readFactsOfSitting(db, meeting)
  const attendance = lines ?? (await attendancesOf(db, meetingId))
  return {
    body,
    meeting,
    ofBody,
    facts: {
      seats: ofBody.seats,
      holdings: ofBody.holdings,
      presences: attendance.filter(isThere).map(line => ({
        person: line.person_id,
        seat: line.seat_id,
        remote: line.mode === 'remote',
        ...(line.deputising_for === null ? {} : { deputisingFor: line.deputising_for }),
      })),
      stated: ofBody.stated ?? null,
    },
  }
}

function meetingQuorumFrom({ meeting, facts, ofBody }: Judging): MeetingQuorum {
  const { terms, allTerms } = ofBody
  const quorum = terms ? judgeFrozen(facts, terms.terms.quorum) : null
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
): Promise<QuorumByItem> => quorumByItem(db, await readJudging(db, meetingId, lines))

export type QuorumByItem = MeetingQuorum & {
  readonly termsInForce: TermsOfReference | undefined
  /** Seats, holders and their names on the day of the meeting. */
  readonly ofBody: QuorumFactsOfBody
  readonly body: Body
  readonly meeting: Meeting
  /** The quorum at one item: those who are out of it over an interest do not count (R-COI-8). */
  readonly atItem: (itemId: string) => Quorum | null
  /** How many of those who count may vote on it; null while no attendance is recorded. */
  readonly votersAt: (itemId: string) => number | null
}

async function quorumByItem(db: Db, judging: Judging): Promise<QuorumByItem> {
  const declared = (await declarationsAt(db, judging.meeting.id)).map(row => ({
    person: row.person_id,
    item: row.item_id,
    handling: row.handling,
  }))
  const { facts, body, meeting, ofBody } = judging
  const { terms } = ofBody
  const judge = (excluded: ReadonlySet<string>) =>
    terms ? judgeFrozen(facts, terms.terms.quorum, excluded) : null
  return {
    ...meetingQuorumFrom(judging),
    termsInForce: terms,
    ofBody,
    body,
    meeting,
    atItem: itemId => judge(outOfItem(declared, itemId)),
    votersAt: itemId => {
      const silent = withoutVote(declared, itemId)
      if (terms) return judge(silent)?.present ?? null
      if (facts.presences.length === 0) return null
      return facts.presences.filter(({ person, seat }) => seat !== null && !silent.has(person))
        .length
    },
  }
}

/** The quorum of a meeting and of each of its items. */
export const readQuorumByItem = async (db: Db, meetingId: string): Promise<QuorumByItem> =>
  quorumByItem(db, await readJudging(db, meetingId))

/** The quorum of a meeting at one item, after withdrawals; null while no attendance is recorded. */
export const quorumOfItem = async (
  db: Db,
  meetingId: string,
  itemId: string,
): Promise<Quorum | null> => (await readQuorumByItem(db, meetingId)).atItem(itemId)
