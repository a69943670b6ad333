import { type Selectable, sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { PageWanted } from '../../platform/database/one-page.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Fate } from './decision-state.rules.ts'
import type { DecisionVerb } from './formal-business.rules.ts'
import type { MeetingTables, MinutesTables } from './meetings.tables.ts'
import type { PublishedMinutes } from './minutes.rules.ts'
import type { MinutesState } from './minutes-state.rules.ts'
import type { OutsideTables } from './outside.tables.ts'
import type { Meeting } from './read-meeting.ts'

const open = (db: Db) => tablesOf<MeetingTables & MinutesTables>(db)
const register = (db: Db) => tablesOf<OutsideTables>(db)

/** One published version, without its content. */
export type VersionLine = {
  readonly version: number
  readonly state: MinutesState
  readonly published_on: Day
  readonly changes: readonly string[]
  readonly note: string
}

export type MinutesVersions = {
  /** Newest first. */
  readonly versions: readonly VersionLine[]
  readonly shown: (VersionLine & { readonly content: PublishedMinutes }) | undefined
  /** What became of its decisions, by the id of each of which anything did. */
  readonly fates: Readonly<Record<string, Fate>>
  /** The day of the first publication, from which a call-in is counted. */
  readonly firstPublishedOn: Day | undefined
}

/** The published versions of a meeting's minutes, and the content of one, the newest where none is asked for. One query. */
export async function publishedMinutesOf(
  db: Db,
  meetingId: string,
  version?: number,
): Promise<MinutesVersions> {
  const wanted = sql<PublishedMinutes | null>`case when version = ${
    version === undefined
      ? sql`(select max(newest.version) from meetings.published_minutes newest where newest.meeting_id = ${meetingId})`
      : sql`${version}::integer`
  } then content end`
  const rows = await open(db)
    .selectFrom('meetings.published_minutes')
    .select(['version', 'state', 'published_on', wanted.as('content')])
    .select(sql<string[]>`content -> 'changes'`.as('changes'))
    .select(sql<string>`content ->> 'note'`.as('note'))
    .select(
      sql<Record<string, Fate> | null>`case when version = 1 then (
        select jsonb_object_agg(d.id, meetings.fate_of(d.id))
        from meetings.published_decisions d where d.meeting_id = ${meetingId}) end`.as('fates'),
    )
    .where('meeting_id', '=', meetingId)
    .orderBy('version', 'desc')
    .execute()
  const shown = rows.find(({ content }) => content !== null)
  return {
    fates: rows.find(({ fates }) => fates !== null)?.fates ?? {},
    firstPublishedOn: rows.at(-1)?.published_on,
    versions: rows.map(({ content: _, fates: __, ...line }) => line),
    shown: shown?.content ? { ...shown, content: shown.content } : undefined,
  }
}

export type MeetingsWanted = {
  readonly today: Day
  readonly body?: string | undefined
  readonly year?: number | undefined
}

export type ListedMeeting = Meeting & {
  /** The state of the newest published minutes; null where none are published. */
  readonly minutes_state: MinutesState | null
  readonly formal: PublishedMinutes['formal'] | null
}

const listed = (db: Db, { body, year }: MeetingsWanted) =>
  open(db)
    .selectFrom('meetings.meetings as meeting')
    .leftJoinLateral(
      lateral =>
        lateral
          .selectFrom('meetings.published_minutes as published')
          .select('published.state as minutes_state')
          .select(sql<PublishedMinutes['formal']>`published.content ->> 'formal'`.as('formal'))
          .whereRef('published.meeting_id', '=', 'meeting.id')
          .orderBy('published.version', 'desc')
          .limit(1)
          .as('newest'),
      join => join.onTrue(),
    )
    .selectAll('meeting')
    .select(['minutes_state', 'formal'])
    .$if(body !== undefined, query => query.where('meeting.body_id', '=', body ?? ''))
    .$if(year !== undefined, query =>
      query
        .where('meeting.day', '>=', `${year}-01-01` as Day)
        .where('meeting.day', '<=', `${year}-12-31` as Day),
    )

/** Meetings from today on, the next one first. */
export const upcomingMeetings = (
  db: Db,
  wanted: MeetingsWanted,
  limit = 100,
): Promise<ListedMeeting[]> =>
  listed(db, wanted)
    .where('meeting.day', '>=', wanted.today)
    .orderBy('meeting.day')
    .orderBy('meeting.starts_at')
    .limit(limit)
    .execute()

/** Meetings before today, the last one first, with how many there are in all. */
export async function pastMeetings(
  db: Db,
  wanted: MeetingsWanted,
  page: { readonly size: number; readonly number: number },
): Promise<{ readonly rows: readonly ListedMeeting[]; readonly total: number }> {
  const rows = await listed(db, wanted)
    .select(sql<number>`count(*) over ()`.as('total'))
    .where('meeting.day', '<', wanted.today)
    .orderBy('meeting.day', 'desc')
    .orderBy('meeting.starts_at', 'desc')
    .limit(page.size)
    .offset((page.number - 1) * page.size)
    .execute()
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** The calendar years in which this connection sees meetings, newest first. */
export const yearsOfMeetings = async (db: Db): Promise<number[]> =>
  (
    await open(db)
      .selectFrom('meetings.meetings')
      .select(sql<number>`extract(year from day)::integer`.as('year'))
      .distinct()
      .orderBy('year', 'desc')
      .execute()
  ).map(({ year }) => year)

/** Meetings for a calendar file: from a day on, the oldest first. */
export const meetingsFrom = (db: Db, from: Day, body?: string): Promise<Meeting[]> =>
  open(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('day', '>=', from)
    .$if(body !== undefined, query => query.where('body_id', '=', body ?? ''))
    .orderBy('day')
    .orderBy('starts_at')
    .orderBy('id')
    .limit(2000)
    .execute()

export type DecisionsWanted = {
  readonly search?: string | undefined
  readonly body?: string | undefined
  /** Of these bodies only. */
  readonly bodies?: readonly string[] | undefined
  /** Those with these ids only. */
  readonly ids?: readonly string[] | undefined
  /** Decided earlier than this day. */
  readonly before?: Day | undefined
  /** Those that were changed or called in, or were published on this day or later. */
  readonly changedOrSince?: Day | undefined
  readonly verb?: DecisionVerb | undefined
  readonly year?: number | undefined
}

export type RegisteredDecision = Selectable<OutsideTables['meetings.register']> & {
  readonly fate: Fate
}

/** What became of the decision in a row, as far as this connection may know. */
const fate = sql<Fate>`meetings.fate_of(id)`

/**
 * The public register, the newest first, with how many answer: what was decided at meetings,
 * between them, and by officers under delegation. All of them, or one page. One query.
 */
export async function registeredDecisions(
  db: Db,
  { search, body, bodies, ids, before, changedOrSince, verb, year }: DecisionsWanted,
  page?: PageWanted,
): Promise<{ readonly rows: readonly RegisteredDecision[]; readonly total: number }> {
  const rows = await register(db)
    .selectFrom('meetings.register')
    .selectAll()
    .select(fate.as('fate'))
    .select(sql<number>`count(*) over ()`.as('total'))
    .$if(body !== undefined, query => query.where('body_id', '=', body ?? ''))
    .$if(bodies !== undefined, query =>
      query.where(sql<boolean>`body_id = any(${bodies ?? []}::uuid[])`),
    )
    .$if(ids !== undefined, query => query.where(sql<boolean>`id = any(${ids ?? []}::uuid[])`))
    .$if(before !== undefined, query => query.where('decided_on', '<', before as Day))
    .$if(changedOrSince !== undefined, query =>
      query.where(where =>
        where.or([
          where('published_on', '>=', changedOrSince as Day),
          sql<boolean>`meetings.fate_of(id) -> 'changes' <> '[]'::jsonb`,
          sql<boolean>`meetings.fate_of(id) -> 'callIns' <> '[]'::jsonb`,
        ]),
      ),
    )
    .$if(verb !== undefined, query => query.where('verb', '=', verb ?? 'note'))
    .$if(year !== undefined, query =>
      query
        .where('decided_on', '>=', `${year}-01-01` as Day)
        .where('decided_on', '<=', `${year}-12-31` as Day),
    )
    .$if(search !== undefined, query =>
      query.where(
        sql<boolean>`to_tsvector('english', item_title || ' ' || text)
          @@ websearch_to_tsquery('english', ${search ?? ''})`,
      ),
    )
    .orderBy('decided_on', 'desc')
    .orderBy('meeting_id')
    .orderBy('position')
    .orderBy('id')
    .$if(page !== undefined, query =>
      query.limit(page?.size ?? 0).offset(((page?.number ?? 1) - 1) * (page?.size ?? 0)),
    )
    .execute()
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** One decision on the register; undefined where it is not there. One query. */
export const findRegistered = (db: Db, id: string): Promise<RegisteredDecision | undefined> =>
  register(db)
    .selectFrom('meetings.register')
    .selectAll()
    .select(fate.as('fate'))
    .where('id', '=', id)
    .executeTakeFirst()

/** The years in which decisions on the register were made, newest first. */
export const yearsOfDecisions = async (db: Db): Promise<number[]> =>
  (
    await register(db)
      .selectFrom('meetings.register')
      .select(sql<number>`extract(year from decided_on)::integer`.as('year'))
      .distinct()
      .orderBy('year', 'desc')
      .execute()
  ).map(({ year }) => year)
