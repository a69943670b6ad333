import type { Db } from '../../platform/database/database.ts'
import type { TemplateItem } from './agenda-template.rules.ts'
import { templateFor } from './agenda-template.rules.ts'
import type { MeetingKind } from './meetings.tables.ts'
import { yearTables } from './year.records.ts'

export type Template = {
  readonly items: readonly TemplateItem[]
  /** 0 while the body keeps none of its own. */
  readonly version: number
}

/** A body's standard agenda for a kind of meeting; the usual one where it keeps none. One query. */
export async function readTemplate(
  db: Db,
  bodyId: string,
  kind: MeetingKind,
  terms: Parameters<typeof templateFor>[0],
): Promise<Template> {
  const row = await yearTables(db)
    .selectFrom('meetings.agenda_templates')
    .select(['items', 'version'])
    .where('body_id', '=', bodyId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row ?? { items: templateFor(terms), version: 0 }
}
