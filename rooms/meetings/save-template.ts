import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsAgainstTemplate, type TemplateItem } from './agenda-template.rules.ts'
import { lockBodyOfYear } from './lock-body.ts'
import { reasonsNotToSave } from './meeting.rules.ts'
import type { MeetingKind } from './meetings.tables.ts'
import { readTemplate } from './read-template.ts'
import { putTemplate } from './year.records.ts'

export type TemplateToSave = {
  readonly body: string
  readonly kind: MeetingKind
  /** The version on which it was made; 0 where the body kept none of its own. */
  readonly version: number
  readonly items: readonly TemplateItem[]
}

/**
 * Saves a body's standard agenda for a kind of meeting; agendas begun from now on are drawn from
 * it, those begun already stay. Refuses an empty one, what makes no sense in an item, and a
 * change made on an older version.
 */
export const saveTemplate = verb<TemplateToSave, number>({
  name: 'meetings.save-template',
  permission: 'set the agenda',
  scope: (_tx, { body }) => body,
  act: async (tx, input) => {
    const body = await lockBodyOfYear(tx, input.body)
    const before = await readTemplate(tx, body.id, input.kind, null)
    const refusals = [
      ...reasonsNotToSave(before.version, input.version, 'this standard agenda'),
      ...reasonsAgainstTemplate(input.items),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const items = input.items.map(item => ({
      ...item,
      section: item.section.trim(),
      title: item.title.trim(),
      lead: item.lead.trim(),
    }))
    const version = before.version + 1
    await putTemplate(tx, {
      body_id: body.id,
      kind: input.kind,
      items: JSON.stringify(items),
      version,
    })
    return recorded({
      value: version,
      subject: { kind: 'body', id: body.id },
      before: before.version === 0 ? null : before,
      after: { kind: input.kind, items, version },
    })
  },
})
