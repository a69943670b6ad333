import { recorded, verb } from '../../platform/record/verb.ts'
import { lockMeeting, writeOrder } from './agenda.records.ts'
import { moved, type Numbered } from './agenda.rules.ts'
import { listItems, mustSeeItem, readItem } from './read-agenda.ts'
import { stirRoom } from './room-act.ts'

export type ItemMove = {
  readonly item: string
  /** From 1, among the items of their own number, or among the parts of the same item. */
  readonly place: number
}

/**
 * Moves an item with the parts under it to another place, and numbers the agenda afresh.
 * A place off either end is that end. Answers with the order and the numbers.
 */
export const moveAgendaItem = verb<ItemMove, readonly Numbered[]>({
  name: 'meetings.move-agenda-item',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readItem(tx, input.item)).meeting.body_id,
  act: async (tx, input, acting) => {
    const placed = await readItem(tx, input.item)
    mustSeeItem(acting.may, placed)
    await lockMeeting(tx, placed.meeting.id)
    const items = await listItems(tx, placed.meeting.id, { private: true })
    const before: Numbered[] = items.map(({ id, number }) => ({ id, number }))
    const after = moved(before, input.item, input.place)
    await writeOrder(tx, after, items)
    await stirRoom(tx, placed.meeting.id)
    return recorded({
      value: after,
      subject: { kind: 'meeting', id: placed.meeting.id },
      before,
      after,
    })
  },
})
