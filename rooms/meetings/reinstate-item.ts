import { formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { lockMeeting } from './agenda.records.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { readItem } from './read-agenda.ts'
import { decisionsAt } from './read-attendance.ts'
import { statesPublished } from './read-drafts.ts'
import { listTreatments } from './read-treatments.ts'
import { readItemToTreat } from './treat-item.ts'
import { insertTreatment, undoTreatments } from './treatment.records.ts'
import { isTaken } from './treatment.rules.ts'

/**
 * Puts an item that was deferred, withdrawn, taken with another or called urgent back in its
 * own turn. Where it had been carried to another meeting, it is withdrawn there with the
 * reason that it is taken after all.
 *
 * Refuses an item of which nothing stands, and one on which the other meeting has decided.
 */
export const reinstateItem = verb<{ readonly item: string }, null>({
  name: 'meetings.reinstate-item',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readItem(tx, input.item)).meeting.body_id,
  act: async (tx, input, acting) => {
    const { item, meeting, standing } = await readItemToTreat(tx, input.item, acting)
    const own = standing.filter(({ kind }) => kind !== 'carried over')
    const settled = reasonsNotToChangeTheRecord(await statesPublished(tx, meeting.id))
    if (own.length === 0)
      return refused({
        code: 'item-on-agenda',
        field: 'item',
        message: `Item ${item.number} is on the agenda in its own turn already.`,
      })
    if (settled.length > 0) return refused(...settled)
    const carried = own.find(({ kind }) => kind === 'deferred')?.other
    if (carried) {
      await lockMeeting(tx, carried.meeting.id)
      const decided = (await decisionsAt(tx, carried.meeting.id)).some(
        row => row.item_id === carried.id,
      )
      if (decided)
        return refused({
          code: 'decided-elsewhere',
          field: 'item',
          message: `The meeting of ${formatDay(carried.meeting.day)} has decided on it, so it stays deferred.`,
        })
      if (isTaken((await listTreatments(tx, carried.meeting.id)).get(carried.id) ?? []))
        await insertTreatment(
          tx,
          {
            item: carried.id,
            kind: 'withdrawn',
            reason: `Taken after all at the meeting of ${formatDay(meeting.day)}.`,
          },
          acting,
        )
    }
    await undoTreatments(tx, item.id, acting.today)
    return recorded({
      value: null,
      subject: { kind: 'agenda-item', id: item.id },
      before: own,
      after: { undoneOn: acting.today },
    })
  },
})
