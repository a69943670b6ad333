import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { addAgendaItem } from './add-agenda-item.ts'
import { carriesOut } from './agenda-template.rules.ts'
import type { PlanEntry } from './forward-plan.rules.ts'
import { holdPlanItem, type PlanItemChosen, storedIdOf } from './hold-plan-item.ts'
import { type Item, listItems } from './read-agenda.ts'
import { readMeeting } from './read-meeting.ts'
import { readPlanOfAgenda } from './read-plan.ts'
import { updatePlanItem } from './year.records.ts'

/** An item of the plan as an item of an agenda. */
export const agendaItemOf = (entry: PlanEntry) => ({
  title: entry.title,
  kind: entry.kind,
  lead: entry.lead,
  leadPerson: entry.leadPerson ?? undefined,
  purposes: entry.purposes,
  audience: entry.audience,
  privateReason: entry.privateReason,
})

/**
 * Puts an item of the forward plan on the agenda of a meeting of the body, at its end,
 * and ties the two, so that the plan shows when it was taken. Where the agenda
 * has that very item already, it is tied to it. Answers with the agenda's item.
 *
 * Refuses a change made on an older version, an item that is on an agenda, taken or dropped, a
 * meeting of another body, and what adding an item refuses.
 */
export const placeOnAgenda = verb<PlanItemChosen & { readonly meeting: string }, Item>({
  name: 'meetings.place-on-agenda',
  permission: 'set the agenda',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const { entry, refusals: stale } = await holdPlanItem(tx, input, acting)
    const meeting = await readMeeting(tx, input.meeting)
    const refusals: Refusal[] = [...stale]
    if (meeting.body_id !== input.body)
      refusals.push({
        code: 'meeting-unknown',
        field: 'meeting',
        message: 'Choose a meeting of this body.',
      })
    if (entry.state === 'on the agenda' || entry.state === 'taken' || entry.state === 'dropped')
      refusals.push({
        code: 'item-not-open',
        field: 'entry',
        message: `${entry.title} ${entry.state === 'on the agenda' ? 'is on an agenda' : `was ${entry.state}`} already.`,
      })
    if (refusals.length > 0) return refused(...refusals)
    const items = await listItems(tx, meeting.id, { private: true })
    const tied = await readPlanOfAgenda(
      tx,
      items.map(({ id }) => id),
    )
    let item = items.find(
      each =>
        each.audience === entry.audience &&
        carriesOut(each, entry) &&
        !tied.some(({ agendaItem }) => agendaItem === each.id),
    )
    if (!item) {
      const added = await addAgendaItem(acting, { ...agendaItemOf(entry), meeting: meeting.id })
      if (!added.ok) return added
      item = added.value
    }
    const id = await storedIdOf(tx, input.body, entry, acting)
    const change = {
      meeting_id: meeting.id,
      month: null,
      agenda_item_id: item.id,
      version: entry.version + 1,
    }
    await updatePlanItem(tx, id, change)
    return recorded({
      value: item,
      subject: { kind: 'plan-item', id },
      before: entry,
      after: change,
    })
  },
})
