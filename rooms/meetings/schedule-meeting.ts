import { randomUUID } from 'node:crypto'
import type { Day, Time } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { insertMeeting, listSlugsOn } from './meeting.records.ts'
import { meetingSlug, reasonsNotToArrange, reasonsNotToCall } from './meeting.rules.ts'
import { reasonsToDoubtDay } from './meeting-deadlines.rules.ts'
import type { MeetingKind, MeetingMode } from './meetings.tables.ts'
import { reasonsToThinkAgainOf, type SittingAsked } from './read-clashes.ts'
import { readDeadlineFacts } from './read-deadlines.ts'
import type { Meeting } from './read-meeting.ts'

export type Calling = { readonly by: string; readonly why: string; readonly under: string }

export type NewMeeting = {
  readonly body: string
  readonly day: Day
  readonly startsAt: Time
  readonly endsAt?: Time | undefined
  readonly kind: MeetingKind
  readonly mode: MeetingMode
  readonly venue: string
  readonly place?: string | undefined
  readonly title?: string
  /** How to join remotely; shown to members. */
  readonly joining?: string
  readonly note?: string
  /** Of an extraordinary meeting: who called it, why it could not wait, and on what authority. */
  readonly called?: Calling | undefined
  /** The clerk will check the deadlines once the bank holidays of that year are known (R-CAL-4). */
  readonly deadlinesToCheck?: boolean
  /**
   * What speaks against the day and hour and was read by whoever schedules it: clashes, a bank
   * holiday. Left out where nobody looks, as when a past meeting is put into the record.
   */
  readonly worriesRead?: readonly string[] | undefined
}

const sittingAsked = (input: NewMeeting): SittingAsked => ({
  id: null,
  body: input.body,
  day: input.day,
  startsAt: input.startsAt,
  endsAt: input.endsAt ?? null,
  mode: input.mode,
  venue: input.venue,
})

/**
 * Puts a meeting of a body into the calendar. It is not public until notice of
 * it is given.
 *
 * Refuses a body that is dissolved or not yet established on the day, an end
 * before the start, a meeting in person without a venue, an extraordinary one of which is not said who
 * called it, why and on what authority (R-TOR-15), a day so late that its deadlines reach past the
 * bank holidays known (unless they are to be checked later), and, where somebody looks, a clash or an
 * unusual day of which they have not read.
 */
export const scheduleMeeting = verb<NewMeeting, Meeting>({
  name: 'meetings.schedule-meeting',
  permission: 'arrange meetings',
  scope: (_tx, input) => input.body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    const facts = await readDeadlineFacts(tx, body, { day: input.day, recorded_at: acting.now })
    const refusals = [
      ...reasonsNotToArrange(body, input),
      ...reasonsNotToCall(input.kind, input.called),
      ...reasonsToDoubtDay(facts, { field: 'day', accepted: input.deadlinesToCheck ?? false }),
      ...(await reasonsToThinkAgainOf(tx, facts.calendar, sittingAsked(input), input.worriesRead)),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const meeting = await insertMeeting(tx, {
      id: randomUUID(),
      body_id: body.id,
      day: input.day,
      slug: meetingSlug(input.day, await listSlugsOn(tx, body.id, input.day)),
      kind: input.kind,
      title: input.title?.trim() ?? '',
      starts_at: input.startsAt,
      ends_at: input.endsAt ?? null,
      mode: input.mode,
      venue: input.venue.trim(),
      place_id: input.place ?? null,
      joining: input.joining?.trim() ?? '',
      note: input.note?.trim() ?? '',
      called_by: input.called?.by.trim() ?? '',
      called_why: input.called?.why.trim() ?? '',
      called_under: input.called?.under.trim() ?? '',
      version: 1,
      recorded_at: acting.now,
    })
    return recorded({
      value: meeting,
      subject: { kind: 'meeting', id: meeting.id },
      after: meeting,
    })
  },
})
