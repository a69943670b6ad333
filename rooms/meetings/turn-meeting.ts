import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import type { Day, Time } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { type Acting, recorded, verb } from '../../platform/record/verb.ts'
import { type Body, readBody } from '../bodies/read-body.ts'
import { lockMeeting } from './agenda.records.ts'
import { findMeetingAfter, insertMeeting, listSlugsOn, updateMeeting } from './meeting.records.ts'
import { meetingSlug, reasonsNotToArrange, reasonsNotToSave } from './meeting.rules.ts'
import { reasonsToDoubtDay } from './meeting-deadlines.rules.ts'
import type { MeetingMode } from './meetings.tables.ts'
import { reasonsAgainstNewDay, reasonsNotToTurn } from './otherwise.rules.ts'
import { readDeadlineFacts } from './read-deadlines.ts'
import { listNotices, type Meeting, readMeeting } from './read-meeting.ts'
import { readTurnFacts } from './read-turn-facts.ts'
import type { Turn } from './standing.rules.ts'

/** When and where the meeting is held instead, or goes on. */
export type NewArrangement = {
  readonly day: Day
  readonly startsAt: Time
  readonly endsAt?: Time | undefined
  readonly mode: MeetingMode
  readonly venue: string
  /** How to join remotely; shown to members. As before where left out. */
  readonly joining?: string | undefined
  /** As when a meeting is scheduled (R-CAL-4). */
  readonly deadlinesToCheck?: boolean
}

/** What is said of a meeting that does not go as announced. */
export type TurnInput = {
  readonly meeting: string
  /** The version on which it was decided. */
  readonly version: number
  readonly why: string
}

/** A meeting after something became of it, with the one that takes its place, if a day is known. */
export type Turned = { readonly meeting: Meeting; readonly next: Meeting | null }

/** Loads the meeting, held for this act, and says why this cannot become of it. */
export async function readToTurn(
  tx: Tx,
  turn: Turn,
  input: TurnInput,
  acting: Acting,
): Promise<{ before: Meeting; body: Body; refusals: Refusal[] }> {
  await lockMeeting(tx, input.meeting)
  const before = await readMeeting(tx, input.meeting)
  const body = await readBody(tx, before.body_id)
  const facts = await readTurnFacts(tx, before)
  return {
    before,
    body,
    refusals: [
      ...reasonsNotToSave(before.version, input.version, 'this meeting'),
      ...reasonsNotToTurn(turn, facts, input.why, acting.today),
    ],
  }
}

/** Why the new day, hour or place will not do. */
export async function reasonsAgainstArrangement(
  tx: Tx,
  turn: Turn,
  before: Meeting,
  body: Body,
  to: NewArrangement,
  acting: Acting,
): Promise<Refusal[]> {
  const facts = await readDeadlineFacts(tx, body, { day: to.day, recorded_at: acting.now })
  return [
    ...reasonsAgainstNewDay(turn, before, to.day, acting.today),
    ...reasonsNotToArrange(body, to),
    ...reasonsToDoubtDay(facts, { field: 'day', accepted: to.deadlinesToCheck ?? false }),
  ]
}

/** Stores what became of the meeting; its address, papers and notice stay as they are. */
export const turn = (
  tx: Tx,
  acting: Acting,
  before: Meeting,
  became: Turn,
  why: string,
): Promise<Meeting> =>
  updateMeeting(tx, before.id, {
    became,
    became_on: acting.today,
    became_at: acting.now,
    became_why: why.trim(),
    version: before.version + 1,
  })

/**
 * Puts the meeting into the calendar that takes the place of another, or goes on with it. In
 * people's calendars it is the same entry with a higher sequence, unless the first was held too.
 */
export async function insertNext(
  tx: Tx,
  acting: Acting,
  before: Meeting,
  to: NewArrangement,
): Promise<Meeting> {
  const held = before.became === 'adjourned'
  const announced = before.kind !== 'workshop' && (await isPublic(tx, before))
  return insertMeeting(tx, {
    id: randomUUID(),
    body_id: before.body_id,
    day: to.day,
    slug: meetingSlug(to.day, await listSlugsOn(tx, before.body_id, to.day)),
    kind: before.kind,
    title: before.title,
    starts_at: to.startsAt,
    ends_at: to.endsAt ?? null,
    mode: to.mode,
    venue: to.venue.trim(),
    place_id: before.place_id,
    joining: to.joining?.trim() || before.joining,
    note: '',
    called_by: before.called_by,
    called_why: before.called_why,
    called_under: before.called_under,
    version: 1,
    recorded_at: acting.now,
    came_from: before.id,
    came_public: announced,
    ...(held
      ? {}
      : {
          calendar_id: before.calendar_id ?? before.id,
          calendar_from: before.calendar_from + before.version,
        }),
  })
}

export type TurnToAnotherDay = TurnInput & {
  /** Left out, the day is still to be fixed. */
  readonly to?: NewArrangement | undefined
}

/** The verb by which a meeting goes on, or is held instead, on another day or on one to be fixed. */
export const turnToAnotherDay = (name: string, became: 'postponed' | 'adjourned') =>
  verb<TurnToAnotherDay, Turned>({
    name,
    permission: 'arrange meetings',
    scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
    act: async (tx, input, acting) => {
      const { before, body, refusals } = await readToTurn(tx, became, input, acting)
      if (input.to)
        refusals.push(
          ...(await reasonsAgainstArrangement(tx, became, before, body, input.to, acting)),
        )
      if (refusals.length > 0) return refused(...refusals)
      const meeting = await turn(tx, acting, before, became, input.why)
      const next = input.to ? await insertNext(tx, acting, meeting, input.to) : null
      return recorded({
        value: { meeting, next },
        subject: { kind: 'meeting', id: meeting.id },
        before,
        after: { meeting, next },
      })
    },
  })

const isPublic = async (tx: Tx, meeting: Meeting): Promise<boolean> =>
  meeting.came_public ||
  (await listNotices(tx, meeting.id)).some(({ kind }) => kind === 'public notice')

/** Why no further meeting can take its place: one does already. */
export async function reasonsOfNext(tx: Tx, before: Meeting): Promise<Refusal[]> {
  const next = await findMeetingAfter(tx, before.id)
  return next
    ? [{ code: 'day-fixed-already', message: 'The new day of this meeting is fixed already.' }]
    : []
}
