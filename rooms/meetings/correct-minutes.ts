import { randomUUID } from 'node:crypto'
import { type Tx, tablesOf } from '../../platform/database/database.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import {
  corrected,
  type ProposedCorrection,
  reasonsNotToAgreeCorrection,
  reasonsNotToProposeCorrection,
} from './correction.rules.ts'
import type { CorrectionTables } from './corrections.tables.ts'
import { holdMinutesOf, insertDraft } from './minutes.records.ts'
import { isSettled } from './minutes.rules.ts'
import { publishMinutes } from './publish-minutes.ts'
import { lockCorrection, type PlacedCorrection, readCorrection } from './read-corrections.ts'
import { latestDraft, statesPublished } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'
import { mannerFrom, readQuorum } from './read-quorum.ts'
import { insertable } from './saved-draft.ts'

const corrections = (tx: Tx) => tablesOf<CorrectionTables>(tx)

/**
 * Proposes a correction of approved minutes: which minute, what it says, what it should say, and
 * why. It changes nothing until a later quorate meeting agrees it.
 *
 * Refuses minutes not approved and published yet, words that do not stand in that minute once,
 * and a want of reason.
 */
export const proposeCorrection = verb<
  ProposedCorrection & { readonly meeting: string; readonly item: string },
  string
>({
  name: 'meetings.propose-correction',
  permission: 'keep minutes',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, input, acting) => {
    const meeting = await readMeeting(tx, input.meeting)
    const draft = await latestDraft(tx, meeting.id)
    const refusals = reasonsNotToProposeCorrection(input, {
      settled: isSettled(await statesPublished(tx, meeting.id)),
      text: draft?.entries.find(({ item }) => item === input.item)?.text,
    })
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      id: randomUUID(),
      meeting_id: meeting.id,
      item_id: input.item,
      was: input.was.trim(),
      reads: input.reads.trim(),
      why: input.why.trim(),
      proposed_on: acting.today,
      proposed_by: acting.person,
    }
    await corrections(tx).insertInto('meetings.minutes_corrections').values(row).execute()
    return recorded({ value: row.id, subject: { kind: 'minutes', id: meeting.id }, after: row })
  },
})

const isOpen = (correction: PlacedCorrection): Refusal[] =>
  correction.withdrawn_on !== null
    ? [{ code: 'withdrawn-already', message: 'This correction was withdrawn.' }]
    : correction.agreed_day !== null
      ? [
          {
            code: 'agreed-already',
            message: `This correction was agreed on ${formatDay(correction.agreed_day)}.`,
          },
        ]
      : []

/** Withdraws a correction that no meeting has agreed, and says why. Refuses one agreed, and a want of reason. */
export const withdrawCorrection = verb<
  { readonly correction: string; readonly because: string },
  string
>({
  name: 'meetings.withdraw-correction',
  permission: 'keep minutes',
  scope: async (tx, { correction }) =>
    (await readMeeting(tx, (await readCorrection(tx, correction)).meeting_id)).body_id,
  act: async (tx, input, acting) => {
    await lockCorrection(tx, input.correction)
    const correction = await readCorrection(tx, input.correction)
    const refusals = isOpen(correction)
    if (input.because.trim() === '')
      refusals.push({ code: 'reason-missing', field: 'because', message: 'Write why.' })
    if (refusals.length > 0) return refused(...refusals)
    const change = { withdrawn_on: acting.today, withdrawn_because: input.because.trim() }
    await corrections(tx)
      .updateTable('meetings.minutes_corrections')
      .set(change)
      .where('id', '=', correction.id)
      .execute()
    return recorded({
      value: correction.id,
      subject: { kind: 'minutes', id: correction.meeting_id },
      after: change,
    })
  },
})

/**
 * Records that a later quorate meeting agreed a correction. A corrected version of the minutes is
 * published at once, with the correction marked and dated; the version that was approved and
 * signed stays public beside it, and the correction is minuted in the meeting that agreed it. One of
 * an item taken in private makes no public version.
 *
 * Refuses what `reasonsNotToAgreeCorrection` refuses, one agreed or withdrawn already, and one
 * whose words an earlier correction has changed since.
 */
export const agreeCorrection = verb<
  { readonly correction: string; readonly at: string },
  { readonly version: number | null }
>({
  name: 'meetings.agree-correction',
  permission: 'keep minutes',
  scope: async (tx, { correction }) =>
    (await readMeeting(tx, (await readCorrection(tx, correction)).meeting_id)).body_id,
  act: async (tx, input, acting) => {
    await lockCorrection(tx, input.correction)
    const correction = await readCorrection(tx, input.correction)
    const minutes = await readMeeting(tx, correction.meeting_id)
    await holdMinutesOf(tx, minutes.body_id)
    const at = await readMeeting(tx, input.at)
    const quorum = await readQuorum(tx, at.id)
    const draft = await latestDraft(tx, minutes.id)
    const refusals = [
      ...isOpen(correction),
      ...reasonsNotToAgreeCorrection(
        { body: minutes.body_id, day: minutes.day },
        {
          body: at.body_id,
          day: at.day,
          manner: mannerFrom(quorum.formal),
          attendanceRecorded: quorum.facts.presences.length > 0,
        },
        acting.today,
      ),
      ...reasonsNotToProposeCorrection(correction, {
        settled: true,
        text: draft?.entries.find(({ item }) => item === correction.item_id)?.text,
      }),
    ]
    if (!draft || refusals.length > 0) return refused(...refusals)
    const version = draft.version + 1
    const entries = draft.entries.map(entry =>
      entry.item === correction.item_id
        ? { ...entry, text: corrected(entry.text, correction) }
        : entry,
    )
    await insertDraft(tx, insertable(minutes.id, version, entries, acting))
    const change = { agreed_at: at.id, agreed_on: at.day, draft_version: version }
    await corrections(tx)
      .updateTable('meetings.minutes_corrections')
      .set(change)
      .where('id', '=', correction.id)
      .execute()
    const published = await publishMinutes(acting, {
      meeting: minutes.id,
      note: `Item ${correction.number} corrected as the meeting of ${formatDay(at.day)} agreed: ${correction.why}`,
    })
    // What was taken in private is corrected in the record; the public version does not change.
    if (!published.ok && published.refusals.some(({ code }) => code !== 'nothing-new'))
      return published
    return recorded({
      value: { version: published.ok ? published.value.version : null },
      subject: { kind: 'minutes', id: minutes.id },
      before: correction,
      after: { ...change, was: correction.was, reads: correction.reads },
    })
  },
})
