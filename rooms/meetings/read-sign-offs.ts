import type { Selectable } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { readPersons } from '../people/read-person.ts'
import { type Item, listItems } from './read-agenda.ts'
import type { AgendaLine, SignOff } from './sign-off.rules.ts'
import { yearTables } from './year.records.ts'
import type { YearTables } from './year.tables.ts'

export type SetterRow = Selectable<YearTables['meetings.agenda_setters']>

/** Everybody who ever belonged to a body's agenda-setting group, in the order recorded. One query. */
export const listSetters = (db: Db, bodyId: string): Promise<SetterRow[]> =>
  yearTables(db)
    .selectFrom('meetings.agenda_setters')
    .selectAll()
    .where('body_id', '=', bodyId)
    .orderBy('from_day')
    .orderBy('recorded_at')
    .orderBy('office')
    .execute()

/** Of a group, those who belong to it on a day. */
export const settersOn = (all: readonly SetterRow[], day: Day): SetterRow[] =>
  all.filter(
    ({ from_day, until_day }) => from_day <= day && (until_day === null || until_day >= day),
  )

/** The sign-offs of a meeting's agenda, the earliest first. One query. */
export async function listSignOffs(db: Db, meetingId: string): Promise<SignOff[]> {
  const rows = await yearTables(db)
    .selectFrom('meetings.agendas_signed_off')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('signed_on')
    .orderBy('recorded_at')
    .execute()
  return rows.map(row => ({
    id: row.id,
    setter: row.setter_id,
    name: row.name,
    on: row.signed_on,
    remark: row.remark,
    seen: row.seen,
  }))
}

/** Who signed the agenda of each meeting off last, and when. One query. */
export async function listLastSignOffs(
  db: Db,
  meetings: readonly string[],
): Promise<ReadonlyMap<string, Pick<SignOff, 'name' | 'on'>>> {
  if (meetings.length === 0) return new Map()
  const rows = await yearTables(db)
    .selectFrom('meetings.agenda_sign_offs')
    .select(['meeting_id', 'name', 'signed_on as on'])
    .where('meeting_id', 'in', meetings)
    .orderBy('signed_on')
    .orderBy('recorded_at')
    .execute()
  return new Map(rows.map(({ meeting_id, name, on }) => [meeting_id, { name, on }]))
}

/** An agenda's items as somebody who signs it off sees them. */
export const linesOf = (
  items: readonly Item[],
  leads: ReadonlyMap<string, { readonly name: string }>,
): AgendaLine[] =>
  items.map(item => ({
    id: item.id,
    number: item.number,
    title: item.title,
    lead: item.lead || (item.lead_person_id ? (leads.get(item.lead_person_id)?.name ?? '') : ''),
    purposes: item.purposes,
    minutes: item.planned_minutes,
    audience: item.audience,
  }))

/** The lines of a meeting's agenda, the private ones included. Two queries. */
export async function readAgendaLines(db: Db, meetingId: string): Promise<AgendaLine[]> {
  const items = await listItems(db, meetingId, { private: true })
  const leads = await readPersons(
    db,
    items.map(({ lead_person_id }) => lead_person_id),
  )
  return linesOf(items, leads)
}
