import type { Day, Time } from '../../platform/day.rules.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { lockMeeting } from './agenda.records.ts'
import { isAttendanceRecorded, listSlugsOn, updateMeeting } from './meeting.records.ts'
import { meetingSlug, reasonsNotToArrange, reasonsNotToSave } from './meeting.rules.ts'
import { reasonsToDoubtDay } from './meeting-deadlines.rules.ts'
import type { MeetingKind, MeetingMode } from './meetings.tables.ts'
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

/**
 * Changes when, where and how a meeting is held. Moved to another day, it gets that day's
 * address, and any notice given announced another day, which the notice page says.
 *
 * Refuses what scheduling refuses, a change made on an older version ('changed-meanwhile'),
 * and another day for a meeting whose attendance is already recorded.
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
    if (refusals.length > 0) return refused(...refusals)
    const after: Meeting = {
      ...before,
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
    }
    await updateMeeting(tx, after)
    return recorded({ value: after, subject: { kind: 'meeting', id: after.id }, before, after })
  },
})
