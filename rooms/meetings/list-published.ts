import { type Selectable, sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import type { Fate } from './decision-state.rules.ts'
import type { RegisteredDecision } from './find-published.ts'
import type { MeetingTables, MinutesTables } from './meetings.tables.ts'
import type { OutsideTables } from './outside.tables.ts'
import type { Meeting } from './read-meeting.ts'

const meetings = (db: Db) => tablesOf<MeetingTables & MinutesTables>(db)

export type PublishedMinutesRow = Selectable<MinutesTables['meetings.published_minutes']>
export type PublishedDecisionRow = Selectable<MinutesTables['meetings.published_decisions']>

/** The next meetings from a day on that go ahead and that this connection may see, soonest first. One query. */
export const listUpcoming = (db: Db, from: Day, limit: number): Promise<Meeting[]> =>
  meetings(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('day', '>=', from)
    .where('became', 'is', null)
    .orderBy('day')
    .orderBy('starts_at')
    .orderBy('id')
    .limit(limit)
    .execute()

/** Every meeting that this connection may see, latest first. One query. */
export const listMeetingsSeen = (
  db: Db,
  page: { readonly limit: number; readonly offset: number },
): Promise<Meeting[]> =>
  meetings(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .orderBy('day', 'desc')
    .orderBy('starts_at', 'desc')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()

/** The meetings with these ids that this connection may see, by id. One query. */
export async function readMeetings(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, Meeting>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await meetings(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('id', 'in', wanted)
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}

/** Copies of minutes as they were published, latest first, without their text. One query. */
export const listMinutesPublished = (
  db: Db,
  limit: number,
): Promise<Omit<PublishedMinutesRow, 'content'>[]> =>
  meetings(db)
    .selectFrom('meetings.published_minutes')
    .select(['id', 'meeting_id', 'version', 'state', 'published_on', 'published_at'])
    .orderBy('published_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

/** A meeting that was put off, or whose hour or place changed, as a feed tells it. */
export type ChangeOfMeeting = {
  readonly id: string
  readonly meeting: Meeting
  readonly at: Date
  readonly on: Day
  /** 'Postponed', 'Time or place changed'. */
  readonly what: string
  readonly why: string
}

/** What went otherwise than announced, latest first, of meetings that this connection may see. One query. */
export async function listChangesOfMeetings(db: Db, limit: number): Promise<ChangeOfMeeting[]> {
  const rows: Meeting[] = await meetings(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where(where =>
      where.or([
        where('became', 'is not', null),
        where(sql`jsonb_array_length(shifts)`, '>', sql.lit(0)),
      ]),
    )
    .orderBy(
      sql`greatest(became_at, (select max((shift ->> 'at')::timestamptz) from jsonb_array_elements(shifts) shift))`,
      'desc',
    )
    .limit(limit)
    .execute()
  return rows
    .flatMap(meeting => [
      ...(meeting.became && meeting.became_at && meeting.became_on
        ? [
            {
              id: meeting.id,
              meeting,
              at: meeting.became_at,
              on: meeting.became_on,
              what: opening(meeting.became),
              why: meeting.became_why,
            },
          ]
        : []),
      ...meeting.shifts.map(shift => ({
        id: shift.id,
        meeting,
        at: new Date(shift.at),
        on: shift.on,
        what: 'Time or place changed',
        why: shift.why,
      })),
    ])
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, limit)
}

/** The public register of decisions, latest first. One query. */
export const listDecisionsPublished = (
  db: Db,
  page: { readonly limit: number; readonly offset?: number },
): Promise<PublishedDecisionRow[]> =>
  meetings(db)
    .selectFrom('meetings.published_decisions')
    .selectAll()
    .orderBy('decided_on', 'desc')
    .orderBy('meeting_id')
    .orderBy('position')
    .limit(page.limit)
    .offset(page.offset ?? 0)
    .execute()

/** The decisions of the register with these ids, and all of these meetings, in their order. One query. */
export async function listDecisionsAround(
  db: Db,
  wanted: { readonly ids: readonly string[]; readonly meetings: readonly string[] },
): Promise<RegisteredDecision[]> {
  const { ids, meetings: of } = wanted
  if (ids.length + of.length === 0) return []
  return tablesOf<OutsideTables>(db)
    .selectFrom('meetings.register')
    .selectAll()
    .select(sql<Fate>`meetings.fate_of(id)`.as('fate'))
    .where(where =>
      where.or([
        ...(ids.length > 0 ? [where('id', 'in', ids)] : []),
        ...(of.length > 0 ? [where('meeting_id', 'in', of)] : []),
      ]),
    )
    .orderBy('decided_on')
    .orderBy('position')
    .execute()
}

/** A body's meeting before another, with the latest published copy of its minutes, if any. */
export type MeetingBefore = {
  readonly meeting: Meeting
  readonly minutes: PublishedMinutesRow | null
}

/**
 * The body's last meeting before this one that was held and was no workshop, with its minutes
 * as they are published; of one that was adjourned it is the last sitting; nothing where it has not met before. Two queries.
 */
export async function findMeetingBefore(
  db: Db,
  { id, body_id, day }: Pick<Meeting, 'id' | 'body_id' | 'day'>,
): Promise<MeetingBefore | undefined> {
  const meeting = await meetings(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('body_id', '=', body_id)
    .where('id', '<>', id)
    .where('day', '<', day)
    .where('kind', '<>', 'workshop')
    .where('became', 'is', null)
    .orderBy('day', 'desc')
    .orderBy('starts_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!meeting) return undefined
  const minutes = await meetings(db)
    .selectFrom('meetings.published_minutes')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { meeting, minutes: minutes ?? null }
}
