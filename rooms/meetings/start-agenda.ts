import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { listTerms, termsInForce } from '../bodies/read-terms.ts'
import { addAgendaItem } from './add-agenda-item.ts'
import { lockMeeting } from './agenda.records.ts'
import { standardAgendaFor } from './agenda.rules.ts'
import { type Item, listItems } from './read-agenda.ts'
import { readMeeting } from './read-meeting.ts'

/**
 * Begins an agenda with the items that most agendas have, as the body's terms want them.
 * Refuses an agenda that has items already.
 */
export const startAgenda = verb<{ readonly meeting: string }, readonly Item[]>({
  name: 'meetings.start-agenda',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input, acting) => {
    await lockMeeting(tx, input.meeting)
    const meeting = await readMeeting(tx, input.meeting)
    if ((await listItems(tx, meeting.id, { private: true })).length > 0)
      return refused({
        code: 'agenda-begun',
        message: 'The agenda has items already, so the standard ones were not added.',
      })
    const terms = termsInForce(await listTerms(tx, meeting.body_id), meeting.day)?.terms ?? null
    const items: Item[] = []
    for (const item of standardAgendaFor(terms)) {
      const added = await addAgendaItem(acting, {
        ...item,
        meeting: meeting.id,
        audience: 'public',
      })
      if (!added.ok) return added
      items.push(added.value)
    }
    return recorded({
      value: items,
      subject: { kind: 'meeting', id: meeting.id },
      after: items.map(({ id }) => id),
    })
  },
})
