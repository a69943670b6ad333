import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Acting } from '../../platform/record/verb.ts'
import type { MinutesStepName } from './meetings.tables.ts'
import { insertStep } from './minutes.records.ts'
import type { StepRow } from './read-drafts.ts'
import type { Meeting } from './read-meeting.ts'

/** Stores one step of the minutes on their way from draft to signed, within its verb. */
export async function takeStep(
  tx: Tx,
  acting: Acting,
  taken: {
    readonly meeting: Meeting
    readonly version: number
    readonly step: MinutesStepName
    readonly on: Day
    readonly name: string
    readonly role: string
    readonly atMeeting?: string
  },
): Promise<StepRow> {
  const row: StepRow = {
    id: randomUUID(),
    meeting_id: taken.meeting.id,
    step: taken.step,
    version: taken.version,
    taken_on: taken.on,
    person_id: acting.person,
    name: taken.name.trim(),
    role: taken.role.trim(),
    at_meeting_id: taken.atMeeting ?? null,
    recorded_at: acting.now,
  }
  await insertStep(tx, row)
  return row
}
