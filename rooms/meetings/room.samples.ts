import { randomUUID } from 'node:crypto'
import type { Db } from '../../platform/database/database.ts'
import { day } from '../../platform/day.rules.ts'
import { londonMoment } from '../../platform/london.rules.ts'
import type { Outcome } from '../../platform/outcome.ts'
import { expectDone } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { type ClosingVote, closeVote } from './close-vote.ts'
import { noteArrival } from './note-arrival.ts'
import { openMeeting } from './open-meeting.ts'
import { openVote } from './open-vote.ts'
import type { VoteMethod } from './proceedings.rules.ts'
import { type PuttingMotion, putMotion } from './put-motion.ts'
import type { RoomActed, RoomActInput } from './room-act.ts'
import type { SampleBody } from './sitting.samples.ts'

type Given<Input> = Omit<Input, 'id' | 'meeting'> & Partial<Pick<RoomActInput, 'id'>>

/** A clerk in the room of a meeting, acting at an instant of the clock: each act has an id of its own. */
export function inTheRoom(record: { readonly db: Db }, meeting: string) {
  const actingAt = (at: string | Date): Acting => {
    const now = typeof at === 'string' ? new Date(at) : at
    return { db: record.db, person: null, today: day(londonMoment(now).day), now, may: () => true }
  }
  /** Does an act at an instant; its outcome. */
  const at = <Input extends RoomActInput>(
    when: string | Date,
    verb: (acting: Acting, input: Input) => Promise<Outcome<RoomActed>>,
    input: Given<Input>,
  ) => verb(actingAt(when), { id: randomUUID(), meeting, ...input } as Input)
  const done = async <Input extends RoomActInput>(
    when: string | Date,
    verb: (acting: Acting, input: Input) => Promise<Outcome<RoomActed>>,
    input: Given<Input>,
  ): Promise<string> => expectDone(await at(when, verb, input)).id

  return {
    actingAt,
    at,
    done,
    /** So many members of the body come, and the meeting is opened. */
    opened: async (when: string, body: SampleBody, members = body.seats.length) => {
      for (const { holder } of body.seats.slice(0, members))
        if (holder !== null) await done(when, noteArrival, { person: holder })
      return done(when, openMeeting, {})
    },
    motion: (when: string, motion: PuttingMotion) => done(when, putMotion, motion),
    /** Puts a motion to the vote and closes it at once. */
    vote: async (
      when: string,
      motion: string,
      method: VoteMethod,
      closing: Omit<ClosingVote, 'vote'> = {},
    ) => {
      const vote = await done(when, openVote, { motion, method })
      return { vote, outcome: await at(when, closeVote, { vote, ...closing }) }
    },
  }
}
