import { randomUUID } from 'node:crypto'
import type { Time } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsNotToExcludePublic } from './exclusion.rules.ts'
import { reasonsNotYetHeld } from './meeting.rules.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { reasonsAgainstMovers } from './motion.rules.ts'
import { listItems } from './read-agenda.ts'
import { type ExclusionRow, sittingOf } from './read-attendance.ts'
import { statesPublished } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'
import { stirRoom } from './room-act.ts'
import { insertExclusion } from './sitting.records.ts'
import { instantOf } from './sitting-time.rules.ts'

export type ExclusionInput = {
  readonly meeting: string
  readonly items: readonly string[]
  /** The resolution as it was passed, with why publicity would harm the public interest. */
  readonly resolution: string
  readonly resolvedAt: Time
  /** When the public was let back; left out where that was at the end of the meeting. */
  readonly readmittedAt?: Time | undefined
  readonly mover?: string | undefined
  readonly seconder?: string | undefined
}

/**
 * Records the resolution by which a meeting excluded the public, with its text,
 * items and time: marking an item private is not enough (R-MEET-2; Public Bodies
 * (Admission to Meetings) Act 1960 s.1(2)). What was taken under it is private.
 *
 * Refuses a resolution without words or items, an item of another meeting, a
 * workshop, which is not public, and any change once approved minutes are published.
 */
export const excludePublic = verb<ExclusionInput, ExclusionRow>({
  name: 'meetings.exclude-public',
  permission: 'record decisions',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, input, acting) => {
    const meeting = await readMeeting(tx, input.meeting)
    const items = await listItems(tx, meeting.id, { private: true })
    const { resolvedAt, readmittedAt, mover = null, seconder = null } = input
    const opened = (await sittingOf(tx, meeting.id))?.opened
    const resolved = instantOf(meeting.day, resolvedAt, opened)
    const readmitted = readmittedAt && instantOf(meeting.day, readmittedAt, resolved)
    const refusals = [
      ...reasonsNotToChangeTheRecord(await statesPublished(tx, meeting.id)),
      ...reasonsNotYetHeld(meeting, acting.today),
      ...reasonsNotToExcludePublic(
        input,
        meeting.kind,
        items.map(({ id }) => id),
      ),
    ]
    refusals.push(...reasonsAgainstMovers(mover, seconder))
    if (!resolved)
      refusals.push({
        code: 'no-such-time',
        field: 'resolvedAt',
        message: 'The clocks went forward past that time: enter another.',
      })
    else if (readmittedAt && !(readmitted && readmitted > resolved))
      refusals.push({
        code: 'readmitted-before-excluded',
        field: 'readmittedAt',
        message: 'The public was let back after it was excluded.',
      })
    if (refusals.length > 0 || !resolved) return refused(...refusals)
    const row = {
      id: randomUUID(),
      meeting_id: meeting.id,
      item_ids: [...new Set(input.items)],
      resolution: input.resolution.trim(),
      resolved,
      readmitted: readmitted ?? null,
      mover_id: mover,
      seconder_id: seconder,
    }
    await insertExclusion(tx, row)
    await stirRoom(tx, meeting.id)
    const value = { ...row, resolved_at: resolvedAt, readmitted_at: readmittedAt ?? null }
    return recorded({ value, subject: { kind: 'meeting', id: meeting.id }, after: row })
  },
})
