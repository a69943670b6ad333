import { createHash, randomUUID } from 'node:crypto'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { lockMeeting } from './agenda.records.ts'
import { readMeeting } from './read-meeting.ts'
import { listSetters, readAgendaLines, settersOn } from './read-sign-offs.ts'
import type { AgendaLine } from './sign-off.rules.ts'
import { insertSignOff } from './year.records.ts'

/** What tells one state of an agenda from another. */
export const fingerprintOf = (lines: readonly AgendaLine[]): string =>
  createHash('sha256').update(canonicalJson(lines)).digest('hex').slice(0, 16)

export type NewSignOff = {
  readonly meeting: string
  /** Whose place in the agenda-setting group it is. */
  readonly setter: string
  /** Who signed it off, in words; the office where left empty. */
  readonly name?: string | undefined
  readonly on: Day
  readonly remark?: string | undefined
  /** The fingerprint of the agenda that was seen. */
  readonly seen: string
}

/**
 * Records that somebody of the agenda-setting group signed a draft agenda off (R-TOR-13): the
 * agenda as it was seen, by whom, on which day, with their remark.
 *
 * Refuses an agenda without items, one that changed since it was seen, somebody who is not of
 * the group on that day, and a day to come.
 */
export const signOffAgenda = verb<NewSignOff, string>({
  name: 'meetings.sign-off-agenda',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input, acting) => {
    await lockMeeting(tx, input.meeting)
    const meeting = await readMeeting(tx, input.meeting)
    const lines = await readAgendaLines(tx, meeting.id)
    const setter = (await listSetters(tx, meeting.body_id)).find(({ id }) => id === input.setter)
    const refusals: Refusal[] = []
    if (lines.length === 0)
      refusals.push({
        code: 'agenda-empty',
        field: 'seen',
        message: 'The agenda has no items yet, so there is nothing to sign off.',
      })
    else if (fingerprintOf(lines) !== input.seen)
      refusals.push({
        code: 'changed-meanwhile',
        field: 'seen',
        message:
          'The agenda was changed since this page was opened. Look at it again below, then record the sign-off.',
      })
    if (!setter)
      refusals.push({
        code: 'setter-unknown',
        field: 'setter',
        message: 'Choose who of the agenda-setting group signed it off.',
      })
    else if (settersOn([setter], input.on).length === 0)
      refusals.push({
        code: 'not-of-the-group',
        field: 'on',
        message: `${setter.office} was not in the group on ${formatDay(input.on)}.`,
      })
    if (input.on > acting.today)
      refusals.push({
        code: 'day-to-come',
        field: 'on',
        message: 'A sign-off is recorded on its day or later.',
      })
    if (refusals.length > 0 || !setter) return refused(...refusals)
    const row = {
      id: randomUUID(),
      meeting_id: meeting.id,
      setter_id: setter.id,
      name: input.name?.trim() || setter.office,
      signed_on: input.on,
      remark: input.remark?.trim() ?? '',
      recorded_at: acting.now,
    }
    await insertSignOff(tx, { ...row, seen: JSON.stringify(lines) })
    return recorded({
      value: row.id,
      subject: { kind: 'meeting', id: meeting.id },
      after: { ...row, seen: lines },
    })
  },
})
