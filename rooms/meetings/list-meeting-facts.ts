import { sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import { londonNow } from '../../platform/clock.ts'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type {
  MeetingKind,
  MeetingMode,
  MeetingTables,
  MinutesStepName,
  MinutesTables,
} from './meetings.tables.ts'

const meetings = (db: Db) => tablesOf<MeetingTables & MinutesTables>(db)

/** What is known of one meeting for those who ask whether things were done by their day. */
export type MeetingFacts = {
  readonly id: string
  readonly body: string
  readonly slug: string
  readonly day: Day
  readonly kind: MeetingKind
  readonly mode: MeetingMode
  readonly startsAt: string
  readonly place: string | null
  readonly venue: string
  readonly title: string
  /** Whether it was adjourned: another sitting, with the minutes of both, is the rest of it. */
  readonly adjourned: boolean
  /** The day on which it came into the record, which may be long after it was held. */
  readonly recordedOn: Day
  readonly notices: readonly {
    readonly kind: 'public notice' | 'summons'
    readonly givenOn: Day
    readonly forDay: Day
  }[]
  /** The day of the first draft; the public is not told of drafts. */
  readonly draftedOn: Day | null
  readonly steps: readonly {
    readonly step: MinutesStepName
    readonly on: Day
    readonly at: string | null
    readonly name: string
    readonly role: string
  }[]
  /** The day on which minutes were first published. */
  readonly minutesPublishedOn: Day | null
}

export type MeetingFactsWanted = {
  readonly bodies: readonly string[]
  readonly from: Day
  readonly to: Day
  /** The public connection sees published minutes with their approvals, and no drafts. */
  readonly audience: 'staff' | 'public'
}

export type MeetingFactsFound = {
  readonly meetings: readonly MeetingFacts[]
  /** The day of the first meeting in the record, by body: what is before it, nobody can tell. */
  readonly recordBegins: ReadonlyMap<string, Day>
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The meetings of some bodies between two days, first to last, with what was done for them. One query. */
export async function listMeetingFacts(
  db: Db,
  { bodies, from, to, audience }: MeetingFactsWanted,
): Promise<MeetingFactsFound> {
  const rows = await meetings(db)
    .selectFrom('meetings.meetings as meeting')
    .select([
      'meeting.id',
      'meeting.body_id',
      'meeting.slug',
      'meeting.day',
      'meeting.kind',
      'meeting.mode',
      'meeting.starts_at',
      'meeting.place_id',
      'meeting.venue',
      'meeting.title',
      'meeting.recorded_at',
      'meeting.became',
    ])
    .select(select => [
      jsonArrayFrom(
        select
          .selectFrom('meetings.notices as notice')
          .select(['notice.kind', 'notice.given_on as givenOn', 'notice.for_day as forDay'])
          .whereRef('notice.meeting_id', '=', 'meeting.id')
          .orderBy('notice.given_on'),
      ).as('notices'),
      jsonObjectFrom(
        select
          .selectFrom('meetings.published_minutes as published')
          .select(['published.published_on as on'])
          .whereRef('published.meeting_id', '=', 'meeting.id')
          .orderBy('published.version')
          .limit(1),
      ).as('published'),
    ])
    .$if(audience === 'public', query =>
      query.select(
        sql<MeetingFacts['steps'] | null>`(select (
            select jsonb_agg(jsonb_build_object('step', approval ->> 'step', 'on', approval ->> 'on',
              'at', null, 'name', approval ->> 'name', 'role', approval ->> 'role'))
            from jsonb_array_elements(latest.content -> 'approvals') approval)
          from meetings.published_minutes latest where latest.meeting_id = meeting.id
          order by latest.version desc limit 1)`.as('approvals'),
      ),
    )
    .$if(audience === 'staff', query =>
      query.select(select => [
        jsonObjectFrom(
          select
            .selectFrom('meetings.minutes_drafts as draft')
            .select(['draft.saved_on as on'])
            .whereRef('draft.meeting_id', '=', 'meeting.id')
            .orderBy('draft.version')
            .limit(1),
        ).as('drafted'),
        jsonArrayFrom(
          select
            .selectFrom('meetings.minutes_steps as step')
            .select([
              'step.step',
              'step.taken_on as on',
              'step.at_meeting_id as at',
              'step.name',
              'step.role',
            ])
            .whereRef('step.meeting_id', '=', 'meeting.id')
            .orderBy('step.taken_on')
            .orderBy('step.recorded_at'),
        ).as('steps'),
      ]),
    )
    .where('meeting.body_id', 'in', [...bodies, NOBODY])
    // One postponed, moved away or cancelled owes nothing and counts for nothing.
    .where(where =>
      where.or([where('meeting.became', 'is', null), where('meeting.became', '=', 'adjourned')]),
    )
    .where(where =>
      where.or([
        where.and([where('meeting.day', '>=', from), where('meeting.day', '<=', to)]),
        // The first of each body, so that one query also tells where its record begins.
        where(
          'meeting.day',
          '=',
          where
            .selectFrom('meetings.meetings as first')
            .select(({ fn }) => fn.min('first.day').as('day'))
            .whereRef('first.body_id', '=', 'meeting.body_id'),
        ),
      ]),
    )
    .orderBy('meeting.day')
    .orderBy('meeting.starts_at')
    .orderBy('meeting.id')
    .execute()
  const recordBegins = new Map<string, Day>()
  for (const { body_id, day } of rows)
    if (!recordBegins.has(body_id)) recordBegins.set(body_id, day)
  return {
    recordBegins,
    meetings: rows
      .filter(({ day }) => day >= from && day <= to)
      .map(row => ({
        id: row.id,
        body: row.body_id,
        slug: row.slug,
        day: row.day,
        kind: row.kind,
        mode: row.mode,
        startsAt: row.starts_at.slice(0, 5),
        place: row.place_id,
        venue: row.venue,
        title: row.title,
        adjourned: row.became === 'adjourned',
        recordedOn: londonNow(row.recorded_at).day,
        notices: row.notices,
        draftedOn: row.drafted?.on ?? null,
        steps: row.steps ?? row.approvals ?? [],
        minutesPublishedOn: row.published?.on ?? null,
      })),
  }
}
