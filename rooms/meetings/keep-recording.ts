import type { Selectable } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { lockMeeting } from './agenda.records.ts'
import { reasonsNotToSave } from './meeting.rules.ts'
import { readMeeting } from './read-meeting.ts'
import { reasonsNotToKeepRecording } from './recording.rules.ts'
import type { RecordingTables } from './recordings.tables.ts'

export type Recording = Selectable<RecordingTables['meetings.recordings']>

/** What is recorded of watching a meeting; undefined where nothing is. */
export const findRecording = (db: Db, meeting: string): Promise<Recording | undefined> =>
  tablesOf<RecordingTables>(db)
    .selectFrom('meetings.recordings')
    .selectAll()
    .where('meeting_id', '=', meeting)
    .executeTakeFirst()

const put = (tx: Tx, row: Recording) =>
  tablesOf<RecordingTables>(tx)
    .insertInto('meetings.recordings')
    .values(row)
    .onConflict(conflict => conflict.column('meeting_id').doUpdateSet(row))
    .execute()

export type RecordingKept = {
  readonly meeting: string
  /** The version on which this was written; 0 where nothing was recorded. */
  readonly version: number
  readonly liveAddress?: string | undefined
  readonly address?: string | undefined
  readonly madeBy?: string | undefined
  readonly publishedOn?: Day | undefined
  readonly captionedOn?: Day | undefined
}

/**
 * Records where a meeting can be watched: live, and afterwards its recording, by whom it was
 * made, and when captions came (R-WEB-1). Addresses only: nothing of it is kept or embedded here.
 *
 * Refuses what `reasonsNotToKeepRecording` refuses, and a change made on an older version.
 */
export const keepRecording = verb<RecordingKept, Recording>({
  name: 'meetings.keep-recording',
  permission: 'arrange meetings',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, input, acting) => {
    await lockMeeting(tx, input.meeting)
    const meeting = await readMeeting(tx, input.meeting)
    const before = await findRecording(tx, meeting.id)
    const given = {
      liveAddress: input.liveAddress?.trim() ?? '',
      address: input.address?.trim() ?? '',
      madeBy: input.madeBy?.trim() ?? '',
      publishedOn: input.publishedOn ?? null,
      captionedOn: input.captionedOn ?? null,
    }
    const refusals = [
      ...reasonsNotToSave(before?.version ?? 0, input.version, 'this'),
      ...reasonsNotToKeepRecording(
        given,
        { day: meeting.day, deletedOn: before?.deleted_on ?? null },
        acting.today,
      ),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const after: Recording = {
      meeting_id: meeting.id,
      live_address: given.liveAddress,
      address: given.address,
      made_by: given.madeBy,
      published_on: given.publishedOn,
      captioned_on: given.captionedOn,
      deleted_on: null,
      deleted_because: '',
      version: (before?.version ?? 0) + 1,
    }
    await put(tx, after)
    return recorded({
      value: after,
      subject: { kind: 'meeting', id: meeting.id },
      before: before ?? null,
      after,
    })
  },
})

/**
 * Records that a recording was deleted, and by which rule. The page says so from then on, and no
 * longer where it was.
 *
 * Refuses where there is no recording, where it was deleted already, and a want of reason.
 */
export const deleteRecording = verb<
  { readonly meeting: string; readonly because: string },
  Recording
>({
  name: 'meetings.delete-recording',
  permission: 'arrange meetings',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, input, acting) => {
    await lockMeeting(tx, input.meeting)
    const before = await findRecording(tx, input.meeting)
    if (!before || before.address === '')
      return refused({ code: 'no-recording', message: 'There is no recording of this meeting.' })
    if (before.deleted_on !== null)
      return refused({
        code: 'deleted-already',
        message: `The recording was deleted on ${formatDay(before.deleted_on)}.`,
      })
    if (input.because.trim() === '')
      return refused({
        code: 'reason-missing',
        field: 'because',
        message: 'Write by which rule it was deleted. That is published.',
      })
    const after: Recording = {
      ...before,
      address: '',
      deleted_on: acting.today,
      deleted_because: input.because.trim(),
      version: before.version + 1,
    }
    await put(tx, after)
    return recorded({
      value: after,
      subject: { kind: 'meeting', id: input.meeting },
      before,
      after,
    })
  },
})
