import { randomUUID } from 'node:crypto'
import type { Day, Time } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { insertMeeting, listSlugsOn } from './meeting.records.ts'
import { meetingSlug, reasonsNotToArrange } from './meeting.rules.ts'
import type { MeetingKind, MeetingMode } from './meetings.tables.ts'
import type { Meeting } from './read-meeting.ts'

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
}

/**
 * Puts a meeting of a body into the calendar. It is not public until notice of
 * it is given.
 *
 * Refuses a body that is dissolved or not yet established on the day, an end
 * before the start, and a meeting in person without a venue.
 */
export const scheduleMeeting = verb<NewMeeting, Meeting>({
  name: 'meetings.schedule-meeting',
  permission: 'arrange meetings',
  scope: (_tx, input) => input.body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    const refusals = reasonsNotToArrange(body, input)
    if (refusals.length > 0) return refused(...refusals)
    const meeting: Meeting = {
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
      version: 1,
      recorded_at: acting.now,
    }
    await insertMeeting(tx, meeting)
    return recorded({
      value: meeting,
      subject: { kind: 'meeting', id: meeting.id },
      after: meeting,
    })
  },
})
