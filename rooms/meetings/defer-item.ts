import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { lockMeeting } from './agenda.records.ts'
import { readMeetings } from './list-published.ts'
import { type Item, readItem } from './read-agenda.ts'
import { type Carrying, carryItem, readItemToTreat } from './treat-item.ts'
import { reasonsNotToCarry, reasonsToGiveReason } from './treatment.rules.ts'

export type Deferral = Carrying & {
  readonly item: string
  /** The meeting of the body that is to take it. */
  readonly to: string
}

/**
 * Defers an item to a later meeting of the body: it stays on this agenda as deferred, and
 * stands on the other as carried over. Answers with the item there.
 *
 * Refuses a missing reason, a meeting that is not a later one of the body or is a workshop
 * (R-TOR-14), an item deferred, withdrawn or taken with another already, one under which
 * something was decided, and a meeting whose minutes are settled.
 */
export const deferItem = verb<Deferral, Item>({
  name: 'meetings.defer-item',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readItem(tx, input.item)).meeting.body_id,
  act: async (tx, input, acting) => {
    const placed = await readItemToTreat(tx, input.item, acting)
    const { item, meeting } = placed
    const to = (await readMeetings(tx, input.to === '' ? [] : [input.to])).get(input.to)
    const refusals = [
      ...reasonsToGiveReason(input.reason, 'it is deferred'),
      ...reasonsNotToCarry(
        { id: meeting.id, bodyId: meeting.body_id, day: meeting.day },
        to ? { id: to.id, bodyId: to.body_id, day: to.day, kind: to.kind } : null,
      ),
      ...placed.against,
    ]
    if (refusals.length > 0 || !to) return refused(...refusals)
    await lockMeeting(tx, to.id)
    const carried = await carryItem(tx, placed, to, input, acting)
    return recorded({
      value: carried.item,
      subject: { kind: 'agenda-item', id: item.id },
      before: { meeting: meeting.id, number: item.number, title: item.title },
      after: {
        ...carried.treatment,
        carriedTo: { meeting: to.id, number: carried.item.number },
        papers: carried.papers,
      },
    })
  },
})
