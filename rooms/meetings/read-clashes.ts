import { type Db, tablesOf } from '../../platform/database/database.ts'
import { maxOf, minOf } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Calendar } from '../../platform/working-days.rules.ts'
import { listMemberships } from '../bodies/list-memberships.ts'
import { readBodies } from '../bodies/read-body.ts'
import { readPersons } from '../people/read-person.ts'
import {
  type Clash,
  clashesOf,
  type OtherSitting,
  reasonsToThinkAgain,
  type Sitting,
  worriesOf,
} from './clash.rules.ts'
import type { MeetingTables } from './meetings.tables.ts'
import { type Meeting, takesPlace } from './read-meeting.ts'

/** A meeting, planned or only thought of, as clashes are looked for. */
export type SittingAsked = Sitting & { readonly id: string | null }

export const sittingOf = (meeting: Meeting): SittingAsked => ({
  id: meeting.id,
  body: meeting.body_id,
  day: meeting.day,
  startsAt: meeting.starts_at,
  endsAt: meeting.ends_at,
  mode: meeting.mode,
  venue: meeting.venue,
})

/**
 * What each of these meetings clashes with, in their order, on the staff connection. Of other
 * bodies' meetings it tells the body, the hours and who sits in both, and nothing else. At most
 * five queries, whatever their number.
 */
export async function readClashes(
  db: Db,
  asked: readonly SittingAsked[],
): Promise<readonly (readonly Clash[])[]> {
  const [first, ...rest] = asked.map(({ day }) => day)
  if (first === undefined) return []
  const rows = await tablesOf<MeetingTables>(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('day', 'in', [first, ...rest])
    .where(takesPlace)
    .orderBy('day')
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  if (rows.length === 0) return asked.map(() => [])
  const ids = new Set([...rows.map(row => row.body_id), ...asked.map(({ body }) => body)])
  const bodies = await readBodies(db, ids)
  const lines = await listMemberships(db, ids, {
    first: minOf(first, ...rest),
    last: maxOf(first, ...rest),
  })
  const persons = await readPersons(
    db,
    lines.map(({ person }) => person),
  )
  const memberships = lines.map(line => ({ ...line, name: persons.get(line.person)?.name ?? '' }))
  const others = rows.map(
    (row): OtherSitting => ({
      ...sittingOf(row),
      id: row.id,
      bodyName: bodies.get(row.body_id)?.name ?? '',
    }),
  )
  return asked.map(meeting =>
    clashesOf(
      meeting,
      others.filter(({ id }) => id !== meeting.id),
      memberships,
    ),
  )
}

/**
 * What speaks against holding a meeting then that has not been read; nothing where nobody looks.
 * What spoke against it already as it was before a change is no news.
 */
export async function reasonsToThinkAgainOf(
  db: Db,
  calendar: Calendar,
  asked: SittingAsked,
  read: readonly string[] | undefined,
  before?: SittingAsked,
): Promise<Refusal[]> {
  if (read === undefined) return []
  const [clashes = [], known = []] = await readClashes(db, before ? [asked, before] : [asked])
  const old = before ? worriesOf(calendar, before.day, known) : []
  return reasonsToThinkAgain(worriesOf(calendar, asked.day, clashes), [...read, ...old])
}
