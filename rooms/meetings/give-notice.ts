import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { insertNotice } from './meeting.records.ts'
import { reasonsNotToMeet } from './meeting.rules.ts'
import {
  type NoticeKind,
  type NoticeReview,
  reasonsNotToGiveNotice,
  reviewNotice,
} from './notice.rules.ts'
import { reasonsOfTurn } from './otherwise.rules.ts'
import { listItems } from './read-agenda.ts'
import { readDeadlineFacts } from './read-deadlines.ts'
import { type NoticeGiven, readMeeting } from './read-meeting.ts'

export type NewNotice = {
  readonly meeting: string
  readonly kind: NoticeKind
  readonly givenOn: Day
  /** 'On the website and at the office', 'By e-mail to members'. */
  readonly manner: string
  /** The proper officer, where it is a summons (R-MEET-4). */
  readonly signedBy?: string
  /** In full; `draftNotice` proposes the words. */
  readonly text: string
}

/**
 * Records that notice of a meeting was given, and makes the meeting public. Answers with
 * the notice and what is to be said of it: whether it was in time (R-MEET-1, R-MEET-3), and
 * whether a meeting held remotely is lawful (R-MEET-8). Late notice is recorded, not refused.
 *
 * Refuses a day to come or after the meeting, a missing manner or text, a summons without
 * business or signature (R-MEET-4), a public notice of a workshop (R-TOR-14), and a meeting
 * of a body that is dissolved by its day, and one that was postponed, moved or cancelled.
 */
export const giveNotice = verb<
  NewNotice,
  { readonly notice: NoticeGiven; readonly review: NoticeReview }
>({
  name: 'meetings.give-notice',
  permission: 'arrange meetings',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input, acting) => {
    const meeting = await readMeeting(tx, input.meeting)
    const body = await readBody(tx, meeting.body_id)
    const items = await listItems(tx, meeting.id, { private: true })
    const proposed = { ...input, signedBy: input.signedBy ?? '' }
    const refusals = [
      ...reasonsOfTurn(meeting),
      ...reasonsNotToMeet(body, meeting.day, 'kind'),
      ...reasonsNotToGiveNotice(
        proposed,
        { day: meeting.day, kind: meeting.kind, items: items.length },
        acting.today,
      ),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const facts = await readDeadlineFacts(tx, body, meeting)
    const review = reviewNotice(
      { givenOn: input.givenOn, forDay: meeting.day },
      { ...facts, mode: meeting.mode },
    )
    const notice: NoticeGiven = {
      id: randomUUID(),
      meeting_id: meeting.id,
      kind: input.kind,
      given_on: input.givenOn,
      for_day: meeting.day,
      manner: input.manner.trim(),
      signed_by: proposed.signedBy.trim(),
      text: input.text.trim(),
      recorded_at: acting.now,
      after_shifts: meeting.shifts.length,
    }
    await insertNotice(tx, notice)
    return recorded({
      value: { notice, review },
      subject: { kind: 'meeting', id: meeting.id },
      after: { ...notice, judged: review.words },
    })
  },
})
