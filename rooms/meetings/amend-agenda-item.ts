import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { columnsOf, type ItemDetails, reasonsAgainstLead } from './add-agenda-item.ts'
import { lockMeeting, updateItem, writeOrder } from './agenda.records.ts'
import { type Numbered, placeByNumber, reasonsNotToPlace } from './agenda.rules.ts'
import { reasonsNotToSave } from './meeting.rules.ts'
import { type Item, listItems, mustSeeItem, readItem } from './read-agenda.ts'
import { stirRoom } from './room-act.ts'

export type ItemChange = ItemDetails & {
  readonly item: string
  /** The version on which the change was made. */
  readonly version: number
  /** Left out, it keeps its number; another number moves it to where that belongs. */
  readonly number?: string | undefined
}

/**
 * Changes an item of an agenda. Refuses what adding one refuses, and a change made on an
 * older version ('changed-meanwhile').
 */
export const amendAgendaItem = verb<ItemChange, Item>({
  name: 'meetings.amend-agenda-item',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readItem(tx, input.item)).meeting.body_id,
  act: async (tx, input, acting) => {
    const { meeting } = await readItem(tx, input.item)
    await lockMeeting(tx, meeting.id)
    const placed = await readItem(tx, input.item)
    mustSeeItem(acting.may, placed)
    const before = placed.item
    const all = await listItems(tx, meeting.id, { private: true })
    const others = all.filter(({ id }) => id !== before.id)
    const numbers = others.map(({ number }) => number)
    const number = input.number?.trim() || before.number
    const refusals = [
      ...reasonsNotToSave(before.version, input.version, 'this item'),
      ...reasonsNotToPlace({ ...input, number }, numbers),
      ...(await reasonsAgainstLead(tx, input.leadPerson)),
    ]
    if (refusals.length > 0) return refused(...refusals)
    if (number !== before.number) {
      const order: Numbered[] = others.map(other => ({ id: other.id, number: other.number }))
      await writeOrder(
        tx,
        order.toSpliced(placeByNumber(number, numbers), 0, { id: before.id, number }),
        all,
      )
    }
    const after = await updateItem(tx, before.id, {
      ...columnsOf(input),
      version: before.version + 1,
    })
    await stirRoom(tx, placed.meeting.id)
    return recorded({
      value: after,
      subject: { kind: 'agenda-item', id: after.id },
      before,
      after,
    })
  },
})
