import { tablesOf } from '../../platform/database/database.ts'
import { NotFound, refused } from '../../platform/outcome.ts'
import { link } from '../../platform/record/links.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { holdRegister, readRegistered } from './call-in-decision.ts'
import { reasonsNotToUndo } from './decision-state.rules.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import type { OutsideTables } from './outside.tables.ts'
import { decisionWithId } from './read-attendance.ts'
import { isFormalAndCarried } from './read-decision-states.ts'
import { statesPublished } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'

export type Undoing = {
  /** The earlier decision, on the register. */
  readonly decision: string
  readonly how: 'rescinded' | 'amended'
  /** The decision of a later meeting that does it. */
  readonly by: string
}

/**
 * Records that a decision of a later meeting rescinds or amends an earlier one. The earlier stays
 * on the register and says so, once the minutes of the later meeting are published.
 *
 * Refuses what `reasonsNotToUndo` refuses: undoing needs a quorum as deciding did (R-TOR-7); and
 * any change once the approved minutes of the later meeting are published.
 */
export const undoDecision = verb<Undoing, string>({
  name: 'meetings.undo-decision',
  permission: 'record decisions',
  scope: async (tx, { decision }) => (await readRegistered(tx, decision)).body_id,
  act: async (tx, input, acting) => {
    await holdRegister(tx, input.decision)
    const earlier = await readRegistered(tx, input.decision)
    const later = await decisionWithId(tx, input.by)
    if (!later) throw new NotFound('There is no such decision in the record.')
    const meeting = await readMeeting(tx, later.meeting_id)
    const refusals = [
      ...reasonsNotToUndo(
        {
          id: earlier.id,
          body: earlier.body_id,
          on: earlier.decided_on,
          fate: earlier.fate,
        },
        {
          id: later.id,
          body: meeting.body_id,
          on: meeting.day,
          formal: isFormalAndCarried({
            verb: later.verb,
            forBody: later.for_body,
            outcome: 'carried',
          }),
          carried: later.outcome === 'carried',
        },
      ),
      ...reasonsNotToChangeTheRecord(await statesPublished(tx, meeting.id)),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      decision_id: earlier.id,
      how: input.how,
      by_decision_id: later.id,
      recorded_at: acting.now,
    }
    await tablesOf<OutsideTables>(tx)
      .insertInto('meetings.decision_changes')
      .values(row)
      .onConflict(conflict =>
        conflict.columns(['decision_id', 'by_decision_id']).doUpdateSet({ how: input.how }),
      )
      .execute()
    const of = (id: string) => ({ kind: 'decision', id })
    await link(tx, of(later.id), 'cites', of(earlier.id), acting.now)
    return recorded({ value: earlier.id, subject: of(earlier.id), after: row })
  },
})
