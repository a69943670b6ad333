import { sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { DecisionVerb } from './formal-business.rules.ts'
import type { MeetingTables, MinutesTables } from './meetings.tables.ts'
import type { PublishedMinutes } from './minutes.rules.ts'
import type { MinutesState } from './minutes-state.rules.ts'
import type { Meeting } from './read-meeting.ts'

const open = (db: Db) => tablesOf<MeetingTables & MinutesTables>(db)

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
    .where('meeting_id', '=', meetingId)
    .orderBy('version', 'desc')
    .execute()
  const shown = rows.find(({ content }) => content !== null)
  return {
    versions: rows.map(({ content: _, ...line }) => line),
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
  readonly verb?: DecisionVerb | undefined
  readonly year?: number | undefined
}

export type RegisteredDecision = {
  readonly id: string
  readonly decided_on: Day
  readonly item_number: string
  readonly item_title: string
  readonly minute_number: string
  readonly verb: DecisionVerb
  readonly text: string
  readonly content: MinutesTables['meetings.published_decisions']['content']['__select__']
  readonly body_id: string
  readonly meeting_slug: string
}

/** The public register of decisions, the newest first, with how many answer. One query. */
export async function registeredDecisions(
  db: Db,
  { search, body, verb, year }: DecisionsWanted,
  page: { readonly size: number; readonly number: number },
): Promise<{ readonly rows: readonly RegisteredDecision[]; readonly total: number }> {
  const rows = await open(db)
    .selectFrom('meetings.published_decisions as decision')
    .innerJoin('meetings.meetings as meeting', 'meeting.id', 'decision.meeting_id')
    .select([
      'decision.id',
      'decision.decided_on',
      'decision.item_number',
      'decision.item_title',
      'decision.minute_number',
      'decision.verb',
      'decision.text',
      'decision.content',
      'meeting.body_id',
      'meeting.slug as meeting_slug',
    ])
    .select(sql<number>`count(*) over ()`.as('total'))
    .$if(body !== undefined, query => query.where('meeting.body_id', '=', body ?? ''))
    .$if(verb !== undefined, query => query.where('decision.verb', '=', verb ?? 'note'))
    .$if(year !== undefined, query =>
      query
        .where('decision.decided_on', '>=', `${year}-01-01` as Day)
        .where('decision.decided_on', '<=', `${year}-12-31` as Day),
    )
    .$if(search !== undefined, query =>
      query.where(
        sql<boolean>`to_tsvector('english', decision.item_title || ' ' || decision.text)
          @@ websearch_to_tsquery('english', ${search ?? ''})`,
      ),
    )
    .orderBy('decision.decided_on', 'desc')
    .orderBy('decision.meeting_id')
    .orderBy('decision.position')
    .limit(page.size)
    .offset((page.number - 1) * page.size)
    .execute()
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** The years in which decisions on the register were made, newest first. */
export const yearsOfDecisions = async (db: Db): Promise<number[]> =>
  (
    await open(db)
      .selectFrom('meetings.published_decisions')
      .select(sql<number>`extract(year from decided_on)::integer`.as('year'))
      .distinct()
      .orderBy('year', 'desc')
      .execute()
  ).map(({ year }) => year)
