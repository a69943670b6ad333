import { randomUUID } from 'node:crypto'
import type { Time } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsNotToExcludePublic } from './exclusion.rules.ts'
import { reasonsNotYetHeld } from './meeting.rules.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { listItems } from './read-agenda.ts'
import type { ExclusionRow } from './read-attendance.ts'
import { statesPublished } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'
import { insertExclusion } from './sitting.records.ts'

export type ExclusionInput = {
  readonly meeting: string
  readonly items: readonly string[]
  /** The resolution as it was passed, with why publicity would harm the public interest. */
  readonly resolution: string
  readonly resolvedAt: Time
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
    const refusals = [
      ...reasonsNotToChangeTheRecord(await statesPublished(tx, meeting.id)),
      ...reasonsNotYetHeld(meeting, acting.today),
      ...reasonsNotToExcludePublic(
        input,
        meeting.kind,
        items.map(({ id }) => id),
      ),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      id: randomUUID(),
      meeting_id: meeting.id,
      item_ids: [...new Set(input.items)],
      resolution: input.resolution.trim(),
      resolved_at: input.resolvedAt,
    }
    await insertExclusion(tx, row)
    return recorded({ value: row, subject: { kind: 'meeting', id: meeting.id }, after: row })
  },
})
