import { refused } from '../../platform/outcome.ts'
import { listed } from '../../platform/plain-english.rules.ts'
import { listLinks } from '../../platform/record/links.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { deleteItem, lockMeeting, whatRestsOnItem, writeOrder } from './agenda.records.ts'
import { renumbered } from './agenda.rules.ts'
import { listItems, mustSeeItem, readItem } from './read-agenda.ts'
import { findAgendaIssued } from './read-treatments.ts'
import { stirRoom } from './room-act.ts'

const FOREIGN_KEY_VIOLATION = '23503'

const isKeyedElsewhere = (fault: unknown) =>
  fault instanceof Error && 'code' in fault && fault.code === FOREIGN_KEY_VIOLATION

/**
 * Takes an item off the agenda and numbers the rest afresh.
 *
 * Refuses an item on which something rests: a paper (also a withdrawn one, which the record
 * keeps), a declaration, a decision, a resolution, a question, a link; and one that a published
 * version holds, which is withdrawn with a reason instead.
 */
export const removeAgendaItem = verb<{ readonly item: string }, null>({
  name: 'meetings.remove-agenda-item',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readItem(tx, input.item)).meeting.body_id,
  act: async (tx, input, acting) => {
    const placed = await readItem(tx, input.item)
    mustSeeItem(acting.may, placed)
    const { item, meeting } = placed
    await lockMeeting(tx, meeting.id)
    if ((await findAgendaIssued(tx, meeting.id))?.items.has(item.id))
      return refused({
        code: 'item-issued',
        field: 'item',
        message: `Item ${item.number}, ${item.title}, is on an agenda that has been issued. Withdraw it and say why: those who have the agenda are then told.`,
      })
    const resting = await whatRestsOnItem(tx, item.id)
    const links = await listLinks(tx, [{ kind: 'agenda-item', id: item.id }])
    const refusal = (what: readonly string[]) =>
      refused({
        code: 'item-in-use',
        field: 'item',
        message: `Item ${item.number}, ${item.title}, has ${listed(what)}, so it stays on the agenda.`,
      })
    if (resting.length > 0) return refusal(resting)
    if (links.length > 0) return refusal(['something else in the record tied to it'])
    try {
      await deleteItem(tx, item.id)
    } catch (fault) {
      // Later rooms hold on to items by foreign key: a resident's question, for one.
      if (isKeyedElsewhere(fault)) return refusal(['something else in the record tied to it'])
      throw fault
    }
    const rest = await listItems(tx, meeting.id, { private: true })
    await writeOrder(tx, renumbered(rest), rest)
    await stirRoom(tx, meeting.id)
    return recorded({
      value: null,
      subject: { kind: 'agenda-item', id: item.id },
      before: item,
    })
  },
})
