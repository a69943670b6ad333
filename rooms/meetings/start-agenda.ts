import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { listTerms, termsInForce } from '../bodies/read-terms.ts'
import { addAgendaItem } from './add-agenda-item.ts'
import { lockMeeting } from './agenda.records.ts'
import { drawAgenda } from './agenda-template.rules.ts'
import { expectedAt } from './forward-plan.rules.ts'
import { storedIdOf } from './hold-plan-item.ts'
import { lockBodyOfYear } from './lock-body.ts'
import { agendaItemOf } from './place-on-agenda.ts'
import { type Item, listItems } from './read-agenda.ts'
import { readMeeting } from './read-meeting.ts'
import { readPlan } from './read-plan.ts'
import { readTemplate } from './read-template.ts'
import { updatePlanItem } from './year.records.ts'

/**
 * Begins an agenda from the body's standard agenda for this kind of meeting, with what its
 * forward plan expects there; each item of the plan stays tied to the one on the agenda.
 * Refuses an agenda that has items already.
 */
export const startAgenda = verb<{ readonly meeting: string }, readonly Item[]>({
  name: 'meetings.start-agenda',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input, acting) => {
    const { body_id } = await readMeeting(tx, input.meeting)
    await lockBodyOfYear(tx, body_id)
    await lockMeeting(tx, input.meeting)
    const meeting = await readMeeting(tx, input.meeting)
    if ((await listItems(tx, meeting.id, { private: true })).length > 0)
      return refused({
        code: 'agenda-begun',
        message: 'The agenda has items already, so the standard ones were not added.',
      })
    const terms = termsInForce(await listTerms(tx, body_id), meeting.day)?.terms ?? null
    const template = await readTemplate(tx, body_id, meeting.kind, terms)
    const plan = await readPlan(tx, body_id, acting.today)
    const expected = expectedAt(plan.entries, meeting.id).filter(
      ({ audience }) => audience === 'public' || acting.may('see private papers', body_id),
    )
    const items: Item[] = []
    for (const { item, entry } of drawAgenda(template.items, expected)) {
      const added = await addAgendaItem(acting, {
        audience: 'public',
        ...(entry && entry.kind === item.kind && entry.title === item.title
          ? agendaItemOf(entry)
          : {}),
        section: item.section,
        title: item.title,
        kind: item.kind,
        purposes: item.purposes,
        lead: item.lead,
        plannedMinutes: item.minutes ?? undefined,
        meeting: meeting.id,
      })
      if (!added.ok) return added
      items.push(added.value)
      if (entry)
        await updatePlanItem(tx, await storedIdOf(tx, body_id, entry, acting), {
          meeting_id: meeting.id,
          month: null,
          agenda_item_id: added.value.id,
          version: entry.version + 1,
        })
    }
    return recorded({
      value: items,
      subject: { kind: 'meeting', id: meeting.id },
      after: items.map(({ id }) => id),
    })
  },
})
