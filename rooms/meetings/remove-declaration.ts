import { randomUUID } from 'node:crypto'
import { NotFound, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { holdRoomIfAny, insertFact } from './proceedings.records.ts'
import { declarationWithId } from './read-attendance.ts'
import { statesPublished } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'
import { stirRoom } from './room-act.ts'
import { rowOf as factRowOf } from './room-fact-rows.ts'
import { deleteDeclaration } from './sitting.records.ts'

/**
 * Takes back a declaration that was recorded by mistake; the journal keeps it.
 * Refuses once approved minutes are published. @throws NotFound
 */
export const removeDeclaration = verb<{ readonly declaration: string }, string>({
  name: 'meetings.remove-declaration',
  permission: 'take attendance',
  scope: async (tx, { declaration }) => {
    const row = await declarationWithId(tx, declaration)
    if (!row) throw new NotFound('There is no such declaration in the record.')
    return (await readMeeting(tx, row.meeting_id)).body_id
  },
  act: async (tx, { declaration }, acting) => {
    const row = await declarationWithId(tx, declaration)
    if (!row) throw new NotFound('There is no such declaration in the record.')
    const settled = reasonsNotToChangeTheRecord(await statesPublished(tx, row.meeting_id))
    if (settled.length > 0) return refused(...settled)
    await deleteDeclaration(tx, row.id)
    // In the room it leaves a mark, so that a late repeat does not bring it back.
    if ((await holdRoomIfAny(tx, row.meeting_id)) !== undefined)
      await insertFact(
        tx,
        factRowOf(
          {
            id: randomUUID(),
            at: acting.now,
            kept: false,
            kind: 'taken back',
            fact: row.id,
            reason: '',
          },
          row.meeting_id,
          acting.now,
        ),
      )
    await stirRoom(tx, row.meeting_id)
    return recorded({
      value: row.meeting_id,
      subject: { kind: 'meeting', id: row.meeting_id },
      before: row,
    })
  },
})
