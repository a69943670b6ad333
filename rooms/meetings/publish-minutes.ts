import { randomUUID } from 'node:crypto'
import { day } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { holdMinutesOf, insertPublished } from './minutes.records.ts'
import { changesBetween, isPrivate, type PublishedMinutes } from './minutes.rules.ts'
import { latestPublished } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'
import { composeMinutes } from './read-minutes.ts'

export type PublicationInput = {
  readonly meeting: string
  /** Why this version was made, in the clerk's words; wanted for a correction of approved minutes. */
  readonly note?: string | undefined
}

export type MinutesPublished = { readonly meeting: string; readonly version: number }

/**
 * Publishes the minutes as they stand: a numbered, frozen version of everything the
 * public page shows. Of private items it holds their number and reason alone. The
 * register of decisions takes the decisions of this version in place of the older's.
 *
 * Refuses minutes not drafted, a meeting whose attendance is not recorded, a
 * workshop, which is not public (R-TOR-14), and a version that would change nothing.
 */
export const publishMinutes = verb<PublicationInput, MinutesPublished>({
  name: 'meetings.publish-minutes',
  permission: 'publish',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, input, acting) => {
    const { body_id } = await readMeeting(tx, input.meeting)
    await holdMinutesOf(tx, body_id)
    const minutes = await composeMinutes(tx, input.meeting, acting.today)
    const { meeting, standing, forPublic } = minutes
    const before = await latestPublished(tx, meeting.id)
    const { state } = standing
    const changes = before
      ? changesBetween({ ...before.content, state: before.state }, { ...forPublic, state })
      : []
    const refusals: Refusal[] = []
    if (!minutes.draft)
      refusals.push({ code: 'not-drafted', message: 'There is no draft of these minutes yet.' })
    if (!minutes.attendanceRecorded)
      refusals.push({
        code: 'attendance-not-recorded',
        message: 'Record the attendance first: the minutes begin with who was there.',
      })
    if (meeting.kind === 'workshop')
      refusals.push({
        code: 'workshop-not-public',
        message: 'A workshop is not public, and neither are the notes of it.',
      })
    if (before && changes.length === 0)
      refusals.push({
        code: 'nothing-new',
        message: `Nothing has changed since version ${before.version} was published.`,
      })
    if (refusals.length > 0) return refused(...refusals)

    const id = randomUUID()
    const version = (before?.version ?? 0) + 1
    const content: PublishedMinutes = { ...forPublic, changes, note: input.note?.trim() ?? '' }
    const decisions = [...(content.earlier ?? []), content].flatMap(sitting =>
      sitting.entries.flatMap(entry =>
        isPrivate(entry)
          ? []
          : entry.decisions.map(decision => ({ entry, decision, on: day(sitting.meeting.day) })),
      ),
    )
    await insertPublished(
      tx,
      {
        id,
        meeting_id: meeting.id,
        version,
        state,
        content: JSON.stringify(content),
        published_on: acting.today,
        published_at: acting.now,
      },
      decisions.map(({ entry, decision, on }, at) => ({
        // The decision keeps its name from version to version, so that links to it hold.
        id: decision.id,
        meeting_id: meeting.id,
        minutes_id: id,
        decided_on: on,
        position: at + 1,
        item_number: entry.number,
        item_title: entry.title,
        minute_number: entry.minuteNumber,
        verb: decision.verb,
        text: decision.text,
        content: JSON.stringify(decision),
      })),
    )
    return recorded({
      value: { meeting: meeting.id, version },
      subject: { kind: 'minutes', id: meeting.id },
      after: { version, state, changes, note: content.note },
    })
  },
})
