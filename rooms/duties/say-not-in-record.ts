import { randomUUID } from 'node:crypto'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readMeeting } from '../meetings/read-meeting.ts'
import { findGap, insertGap } from './duties.records.ts'
import { type MeetingDutyKind, meetingKinds } from './meeting-duties.rules.ts'

export type NotInRecord = {
  readonly meeting: string
  readonly kind: MeetingDutyKind
  /** Why: 'The minutes of this meeting are not among the papers from which the record was made.' */
  readonly reason: string
}

/**
 * Says of one duty of a meeting that this record does not hold what would have kept it,
 * as where a record begins in the middle. It then stands as unknown: neither kept nor
 * missed. Everybody can read who said so, when and why.
 *
 * Refuses an unknown kind, no reason, a meeting still to come, and what was said already.
 */
export const sayNotInRecord = verb<NotInRecord, string>({
  name: 'duties.say-not-in-record',
  permission: 'keep the body',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, input, acting) => {
    const meeting = await readMeeting(tx, input.meeting)
    const reason = input.reason.trim()
    if (!Object.hasOwn(meetingKinds, input.kind))
      return refused({
        code: 'duty-unknown',
        field: 'kind',
        message: 'Choose what the record does not hold.',
      })
    if (reason === '')
      return refused({
        code: 'reason-missing',
        field: 'reason',
        message: 'Say why this record does not hold it. Everybody can read the reason.',
      })
    if (meeting.day > acting.today)
      return refused({
        code: 'meeting-not-held',
        field: 'reason',
        message: 'The meeting is still to come, so what is due for it can still be done.',
      })
    if (await findGap(tx, meeting.id, input.kind))
      return refused({
        code: 'said-already',
        field: 'kind',
        message: 'Somebody has said this of the meeting already.',
      })
    const row = {
      id: randomUUID(),
      meeting_id: meeting.id,
      kind: input.kind,
      reason,
      stated_on: acting.today,
      stated_by: acting.person,
      recorded_at: acting.now,
    }
    await insertGap(tx, row)
    return recorded({
      value: row.id,
      subject: { kind: 'meeting', id: meeting.id },
      after: { kind: input.kind, reason },
    })
  },
})
