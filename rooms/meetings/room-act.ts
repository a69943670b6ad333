import type { Tx } from '../../platform/database/database.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { londonMoment, londonTime } from '../../platform/london.rules.ts'
import { done, type Outcome, type Refusal, refused } from '../../platform/outcome.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'
import { type Acting, doneBefore, recorded, type Verb, verb } from '../../platform/record/verb.ts'
import { boardOf } from './board.rules.ts'
import { reasonsNotYetHeld } from './meeting.rules.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import {
  holdRoom,
  holdRoomIfAny,
  insertFact,
  raiseRoom,
  replaceVoteDecisions,
} from './proceedings.records.ts'
import {
  type Correction,
  type Discrepancy,
  newDiscrepancies,
  type RoomEvent,
  type RoomFact,
  type RoomState,
  standingFacts,
} from './proceedings.rules.ts'
import { readMeeting } from './read-meeting.ts'
import { type RoomSource, readRoomSource, stateOfRoom } from './read-proceedings.ts'
import { readQuorumByItem } from './read-quorum.ts'
import { rowOf } from './room-fact-rows.ts'
import { decisionsOfVotes } from './vote-decisions.ts'
import { reasonsLeftWithoutQuorum } from './without-quorum.ts'

/** What every act in the room is given. */
export type RoomActInput = {
  /** A UUID from whoever notes it: noting it again under the same id changes nothing. */
  readonly id: string
  readonly meeting: string
  /** When it happened; now, where it is left out. */
  readonly at?: Date | undefined
  /**
   * Kept by a browser while it had no connection: it is stored even where it does not fit
   * what is noted so far, and then stands among the discrepancies without effect.
   */
  readonly kept?: boolean | undefined
}

export type RoomActed = {
  readonly id: string
  /** The version of the room after the act. */
  readonly version: number
  /** What does not fit since, where the act was kept. */
  readonly discrepancies: readonly Discrepancy[]
}

export type RoomVerb<Input> = Verb<Input & RoomActInput, RoomActed>

/** What the act makes of its input: an event, once its own fields are sound. */
type MakeEvent<Input> = (
  input: Input & RoomActInput,
  room: { readonly tx: Tx; readonly source: RoomSource; readonly acting: Acting },
) => Promise<Outcome<RoomEvent | Correction>> | Outcome<RoomEvent | Correction>

/**
 * Makes a verb of the room: one act, one fact. It holds the room, so that acts come one
 * after the other; answers an act told again as it answered the first time; refuses, in
 * a sentence, what does not fit; and leaves the decisions of votes, the board and the
 * version of the room as the facts now have them, all in the one transaction.
 */
export const roomVerb = <Input>(spec: {
  readonly name: string
  readonly permission: 'take attendance' | 'record decisions'
  /** Of whom or what the fact speaks beside the people of the sitting, for the sentences. */
  readonly persons?: (input: Input & RoomActInput) => readonly (string | null | undefined)[]
  readonly event: MakeEvent<Input>
}): RoomVerb<Input> =>
  verb<Input & RoomActInput, RoomActed>({
    name: spec.name,
    permission: spec.permission,
    scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
    act: async (tx, input, acting) => {
      if (!UUID.test(input.id))
        return refused({
          code: 'id-missing',
          field: 'id',
          message: 'An act in the room needs an id of its own.',
        })
      const version = await holdRoom(tx, input.meeting)
      const also = spec.persons?.(input).map(person => person ?? null)
      const source = await readRoomSource(tx, input.meeting, also)
      if (source.stored.facts.some(({ id }) => id === input.id))
        return doneBefore({ id: input.id, version, discrepancies: [] })

      const at = input.at ?? acting.now
      const barred = [
        ...reasonsNotToChangeTheRecord(source.stored.published),
        ...reasonsNotYetHeld(source.meeting, acting.today),
        ...reasonsAgainstTime(at, source, acting),
      ]
      if (barred.length > 0) return refused(...barred)
      const unknown = also?.find(person => person !== null && !source.persons.has(person))
      if (unknown)
        return refused({
          code: 'person-unknown',
          field: 'person',
          message: 'That person is not in the record: record them first.',
        })
      const event = await spec.event(input, { tx, source, acting })
      if (!event.ok) return event

      const kept = input.kept ?? false
      const fact: RoomFact = { id: input.id, at, kept, ...event.value }
      const before = stateOfRoom(source)
      const facts = [...source.stored.facts, fact]
      const after = stateOfRoom(source, facts)
      const amiss = newDiscrepancies(before, after)
      if (amiss.length > 0 && !kept) return refused(...amiss.map(each => asRefusal(each, fact)))

      const row = rowOf(fact, source.meeting.id, acting.now)
      if (!(await insertFact(tx, row)))
        return refused({
          code: 'id-taken',
          field: 'id',
          message: 'That id is taken by an act at another meeting.',
        })
      await followVotes(tx, source, after)
      if (!kept) {
        const without = await reasonsFormalDecisionsFall(tx, source)
        if (without.length > 0) return refused(...without)
      }
      return recorded({
        value: {
          id: fact.id,
          version: await raiseRoom(
            tx,
            source.meeting.id,
            boardOf(source.setting, after, standingFacts(facts)),
          ),
          discrepancies: amiss,
        },
        subject: { kind: 'meeting', id: source.meeting.id },
        after: {
          id: fact.id,
          kind: fact.kind,
          at,
          kept,
          person: row.person_id,
          item: row.item_id,
          about: row.about,
          details: JSON.parse(row.details),
        },
      })
    },
  })

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

// A browser's clock may be a little fast.
const A_MINUTE = 60_000

function reasonsAgainstTime(at: Date, { meeting }: RoomSource, acting: Acting): Refusal[] {
  if (Number.isNaN(at.getTime()))
    return [{ code: 'not-a-time', field: 'at', message: 'Enter when it happened.' }]
  if (at.getTime() > acting.now.getTime() + A_MINUTE)
    return [
      {
        code: 'in-the-future',
        field: 'at',
        message: `It is ${londonTime(acting.now)}: what happens at ${londonTime(at)} is noted when it has happened.`,
      },
    ]
  if (londonMoment(at).day < meeting.day)
    return [
      {
        code: 'on-another-day',
        field: 'at',
        message: `The meeting is on ${formatDay(meeting.day)}: nothing of it happened before that day.`,
      },
    ]
  return []
}

/** What does not fit is said beside the field of the act; where another fact would no longer fit, it says so. */
const asRefusal = ({ fact: id, code, field, message }: Discrepancy, fact: RoomFact): Refusal =>
  id === fact.id
    ? { code, field, message }
    : {
        code,
        field: 'at',
        message: `Then something noted already would no longer fit. ${message}`,
      }

/** Leaves the decisions that votes made as the facts now have them. */
async function followVotes(
  tx: Tx,
  { meeting, stored }: RoomSource,
  state: RoomState,
): Promise<void> {
  const wanted = decisionsOfVotes(state, meeting.id)
  const there = stored.decisions.filter(({ vote_id }) => vote_id !== null)
  const same = (rows: readonly { readonly id: string }[]) =>
    canonicalJson([...rows].sort((one, other) => (one.id < other.id ? -1 : 1)))
  if (same(wanted) === same(there)) return
  await replaceVoteDecisions(
    tx,
    meeting.id,
    wanted.map(row => ({ ...row, warnings: JSON.stringify(row.warnings) })),
  )
}

/** Formal decisions that the form recorded, and that would be left without their quorum (R-TOR-7). */
async function reasonsFormalDecisionsFall(tx: Tx, { meeting, stored, items }: RoomSource) {
  const recordedByForm = stored.decisions.filter(({ vote_id }) => vote_id === null)
  if (recordedByForm.length === 0) return []
  return reasonsLeftWithoutQuorum(await readQuorumByItem(tx, meeting.id), recordedByForm, items)
}

/**
 * After an act that is not the room's own but changes what the room is read against, such
 * as a declaration: decisions of votes, board and version follow. Nothing where the
 * meeting has no life in the room.
 */
export async function stirRoom(tx: Tx, meetingId: string): Promise<void> {
  if ((await holdRoomIfAny(tx, meetingId)) === undefined) return
  const source = await readRoomSource(tx, meetingId)
  const state = stateOfRoom(source)
  await followVotes(tx, source, state)
  await raiseRoom(tx, meetingId, boardOf(source.setting, state, standingFacts(source.stored.facts)))
}

/** An event made from sound fields. */
export const noted = <Event extends RoomEvent | Correction>(event: Event): Outcome<Event> =>
  done(event)
