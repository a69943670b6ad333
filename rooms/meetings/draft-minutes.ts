import { formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { findMeetingAfter } from './meeting.records.ts'
import { formatMinuteNumber, nextMinuteNumber, readMinuteNumber } from './minute-number.rules.ts'
import { holdMinutesOf, insertDraft } from './minutes.records.ts'
import { type DraftEntry, firstDraft } from './minutes.rules.ts'
import { reasonsNotToDraft } from './minutes-state.rules.ts'
import { minuteNumbersOf } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'
import {
  composeMinutes,
  earlierMinutesSentences,
  entriesOfAllSittings,
  listItemsToMinute,
} from './read-minutes.ts'
import { reportSentences } from './read-outside.ts'
import { listTreatments } from './read-treatments.ts'
import { insertable } from './saved-draft.ts'
import { minuteOfTreatments } from './treatment.rules.ts'

export type DraftMinutes = {
  readonly meeting: string
  readonly version: number
  readonly entries: readonly DraftEntry[]
}

/**
 * Makes the first draft of a meeting's minutes from what was recorded: an entry
 * for each agenda item, with the body's next minute numbers where it has them
 * (R-MEET-6). Attendance, quorum, declarations, decisions and actions are not
 * copied into the text; they stand beside it wherever the minutes are read.
 *
 * Refuses a meeting not yet held, one of whose sittings has no attendance recorded, one that goes
 * on another day, one without an agenda, and minutes drafted or approved already.
 */
export const draftMinutes = verb<{ readonly meeting: string }, DraftMinutes>({
  name: 'meetings.draft-minutes',
  permission: 'keep minutes',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, input, acting) => {
    const { body_id } = await readMeeting(tx, input.meeting)
    await holdMinutesOf(tx, body_id)
    const minutes = await composeMinutes(tx, input.meeting, acting.today)
    const { meeting, quorum, forPublic } = minutes
    const items = await listItemsToMinute(tx, meeting)
    const refusals = [...reasonsNotToDraft(minutes.facts, acting.today)]
    if (minutes.draft)
      refusals.push({
        code: 'drafted-already',
        message: `The minutes are drafted already: version ${minutes.draft.version} stands.`,
      })
    if (await findMeetingAfter(tx, meeting.id))
      refusals.push({
        code: 'goes-on-another-day',
        message:
          'This meeting was adjourned: one set of minutes, kept with its last sitting, covers every sitting.',
      })
    const unrecorded = minutes.earlier.find(sitting => !sitting.attendanceRecorded)
    if (unrecorded)
      refusals.push({
        code: 'attendance-not-recorded',
        message: `Record the attendance of the sitting of ${formatDay(unrecorded.meeting.day)} first: the minutes cover it too.`,
      })
    if (!minutes.attendanceRecorded)
      refusals.push({
        code: 'attendance-not-recorded',
        message: 'Record the attendance first: the minutes begin with who was there.',
      })
    if (items.length === 0)
      refusals.push({
        code: 'no-agenda',
        message: 'Put at least one item on the agenda first: the minutes follow it.',
      })
    if (refusals.length > 0) return refused(...refusals)

    const treatments = await listTreatments(tx, meeting.id)
    const reported = await reportSentences(
      tx,
      items.map(({ id }) => id),
    )
    const entries = firstDraft({
      items,
      chair: forPublic.sitting.chair,
      apologies: forPublic.attendance.apologies.map(({ name }) => name),
      short:
        meeting.kind === 'workshop' ? [] : (quorum.quorum?.limbs.filter(({ met }) => !met) ?? []),
      declared:
        forPublic.declarations.length +
        entriesOfAllSittings(minutes).reduce((sum, entry) => sum + entry.declarations.length, 0),
      earlierMinutes: await earlierMinutesSentences(tx, meeting, acting.today),
      numbers: await nextNumbers(),
    }).map(entry => {
      const said = minuteOfTreatments(treatments.get(entry.item) ?? [])
      const told = [entry.text, said, reported.get(entry.item) ?? '']
      return { ...entry, text: told.filter(text => text !== '').join(' ') }
    })
    await insertDraft(tx, insertable(meeting.id, 1, entries, acting))
    return recorded({
      value: { meeting: meeting.id, version: 1, entries },
      subject: { kind: 'minutes', id: meeting.id },
      after: { version: 1, entries },
    })

    async function nextNumbers(): Promise<string[]> {
      const numbering = quorum.termsInForce?.terms.minuteNumbers
      if (!numbering) return []
      const used = await minuteNumbersOf(tx, meeting.body_id, meeting.id)
      const first = readMinuteNumber(nextMinuteNumber(used, numbering), numbering) ?? 1
      return items.map((_, at) => formatMinuteNumber(first + at, numbering))
    }
  },
})
