import type { Day, Time } from '../../platform/day.rules.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { lockMeeting } from './agenda.records.ts'
import { isAnnounced, isAttendanceRecorded, listSlugsOn, updateMeeting } from './meeting.records.ts'
import { meetingSlug, reasonsNotToArrange, reasonsNotToSave } from './meeting.rules.ts'
import { reasonsToDoubtDay } from './meeting-deadlines.rules.ts'
import type { MeetingKind, MeetingMode } from './meetings.tables.ts'
import { reasonsNotToAmendAnnounced, reasonsOfTurn } from './otherwise.rules.ts'
import { reasonsToThinkAgainOf, type SittingAsked, sittingOf } from './read-clashes.ts'
import { readDeadlineFacts } from './read-deadlines.ts'
import { type Meeting, readMeeting } from './read-meeting.ts'

export type MeetingChange = {
  readonly meeting: string
  /** The version on which the change was made. */
  readonly version: number
  readonly day: Day
  readonly startsAt: Time
  readonly endsAt?: Time | undefined
  readonly kind: MeetingKind
  readonly mode: MeetingMode
  readonly venue: string
  /** Null for none; left out, it stays. */
  readonly place?: string | null | undefined
  readonly title?: string
  readonly joining?: string
  readonly note?: string
  /** As when it was scheduled (R-CAL-4). */
  readonly deadlinesToCheck?: boolean
  /** As when it was scheduled; what stood against it before the change is no news. */
  readonly worriesRead?: readonly string[] | undefined
}

/** What a meeting's row says of when, where and how. */
export const arrangementOf = (meeting: Meeting) => ({
  day: meeting.day,
  kind: meeting.kind,
  startsAt: meeting.starts_at,
  endsAt: meeting.ends_at,
  mode: meeting.mode,
  venue: meeting.venue,
})

/**
 * Changes when, where and how a meeting is held, while nobody outside was told of it; on
 * another day it gets that day's address. Once it was announced, its day, hour, place and kind
 * stand, and only the rest is changed here: `moveMeeting` says openly what went otherwise.
 *
 * Refuses what scheduling refuses, a change made on an older version ('changed-meanwhile'),
 * another day for a meeting whose attendance is already recorded, another day, hour, place or
 * kind once it was announced, and any change of one that was postponed, moved or cancelled.
 */
export const amendMeeting = verb<MeetingChange, Meeting>({
  name: 'meetings.amend-meeting',
  permission: 'arrange meetings',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input) => {
    await lockMeeting(tx, input.meeting)
    const before = await readMeeting(tx, input.meeting)
    const body = await readBody(tx, before.body_id)
    const isMoved = input.day !== before.day
    const facts = await readDeadlineFacts(tx, body, {
      day: input.day,
      recorded_at: before.recorded_at,
    })
    const refusals: Refusal[] = [
      ...reasonsNotToSave(before.version, input.version, 'this meeting'),
      ...reasonsNotToArrange(body, input),
      ...(isMoved
        ? reasonsToDoubtDay(facts, { field: 'day', accepted: input.deadlinesToCheck ?? false })
        : []),
    ]
    const moved: SittingAsked = {
      ...sittingOf(before),
      day: input.day,
      startsAt: input.startsAt,
      endsAt: input.endsAt ?? null,
      mode: input.mode,
      venue: input.venue,
    }
    refusals.push(
      ...(await reasonsToThinkAgainOf(
        tx,
        facts.calendar,
        moved,
        input.worriesRead,
        sittingOf(before),
      )),
    )
    if (isMoved && (await isAttendanceRecorded(tx, before.id)))
      refusals.push({
        code: 'meeting-held',
        field: 'day',
        message: `Attendance is recorded for ${formatDay(before.day)}, so the meeting was held then and its day can no longer change.`,
      })
    if (await isAnnounced(tx, before))
      refusals.push(
        ...reasonsNotToAmendAnnounced(arrangementOf(before), {
          day: input.day,
          kind: input.kind,
          startsAt: input.startsAt,
          endsAt: input.endsAt ?? null,
          mode: input.mode,
          venue: input.venue,
        }),
      )
    refusals.push(...reasonsOfTurn(before))
    if (refusals.length > 0) return refused(...refusals)
    const after = await updateMeeting(tx, before.id, {
      day: input.day,
      slug: isMoved
        ? meetingSlug(input.day, await listSlugsOn(tx, body.id, input.day))
        : before.slug,
      starts_at: input.startsAt,
      ends_at: input.endsAt ?? null,
      kind: input.kind,
      mode: input.mode,
      venue: input.venue.trim(),
      place_id: input.place === undefined ? before.place_id : input.place,
      title: input.title?.trim() ?? before.title,
      joining: input.joining?.trim() ?? before.joining,
      note: input.note?.trim() ?? before.note,
      version: before.version + 1,
    })
    return recorded({ value: after, subject: { kind: 'meeting', id: after.id }, before, after })
  },
})
