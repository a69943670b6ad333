import { sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { namedOn } from '../bodies/body-name.rules.ts'
import { type Body, readBodies } from '../bodies/read-body.ts'
import type { AgendaTables, MeetingTables, MinutesTables } from './meetings.tables.ts'
import type { Meeting, MeetingOfBody } from './read-meeting.ts'

export type MeetingsWanted = {
  /** Ids of bodies; left out, those of every body. */
  readonly bodies?: readonly string[] | undefined
  /** Upcoming are those from today on, the next first; past are the rest, the latest first. */
  readonly when: 'upcoming' | 'past'
  readonly today: Day
  /** From 1. */
  readonly page: number
  readonly perPage: number
}

export type ListedMeetings = {
  readonly meetings: readonly MeetingOfBody[]
  /** On all pages together. */
  readonly total: number
}

/** One page of meetings, each with its body. Three queries. */
export async function listMeetings(db: Db, wanted: MeetingsWanted): Promise<ListedMeetings> {
  const { bodies, when, today, page, perPage } = wanted
  if (bodies?.length === 0) return { meetings: [], total: 0 }
  const matching = tablesOf<MeetingTables>(db)
    .selectFrom('meetings.meetings')
    .where('day', when === 'upcoming' ? '>=' : '<', today)
    .$if(bodies !== undefined, query => query.where('body_id', 'in', [...(bodies ?? [])]))
  const { total } = await matching
    .select(select => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const direction = when === 'upcoming' ? 'asc' : 'desc'
  const rows: Meeting[] = await matching
    .selectAll()
    .orderBy('day', direction)
    .orderBy('starts_at', direction)
    .orderBy('id')
    .limit(perPage)
    .offset((Math.max(1, page) - 1) * perPage)
    .execute()
  const found = await readBodies(
    db,
    rows.map(({ body_id }) => body_id),
  )
  return {
    total,
    meetings: rows.flatMap(meeting => {
      const body: Body | undefined = found.get(meeting.body_id)
      return body ? [{ meeting, body: namedOn(body, meeting.day) }] : []
    }),
  }
}

/** How far the work for a meeting has come: facts, from which its states are derived. */
export type MeetingProgress = {
  readonly notices: readonly {
    readonly kind: 'public notice' | 'summons'
    readonly givenOn: Day
    readonly forDay: Day
    /** Whether it announced the hour and place that stand now. */
    readonly stands: boolean
  }[]
  readonly items: number
  readonly privateItems: number
  /** Papers not withdrawn, of public items and of private ones. */
  readonly papers: readonly {
    readonly submittedOn: Day | null
    readonly toFollow: boolean
    readonly private: boolean
  }[]
  /** The day on which minutes were first drafted. */
  readonly draftedOn: Day | null
}

const nothingYet: MeetingProgress = {
  notices: [],
  items: 0,
  privateItems: 0,
  papers: [],
  draftedOn: null,
}

/** How far each of these meetings has come. Four queries, whatever their number. */
export async function readProgress(
  db: Db,
  meetingIds: readonly string[],
): Promise<ReadonlyMap<string, MeetingProgress>> {
  if (meetingIds.length === 0) return new Map()
  const notices = await tablesOf<MeetingTables>(db)
    .selectFrom('meetings.notices')
    .innerJoin('meetings.meetings', 'meetings.meetings.id', 'meeting_id')
    .select(['meeting_id', 'meetings.notices.kind', 'given_on', 'for_day'])
    .select(sql<boolean>`after_shifts = jsonb_array_length(shifts)`.as('stands'))
    .where('meeting_id', 'in', meetingIds)
    .orderBy('given_on')
    .execute()
  const items = await tablesOf<AgendaTables>(db)
    .selectFrom('meetings.agenda_items')
    .select(['id', 'meeting_id', 'audience'])
    .where('meeting_id', 'in', meetingIds)
    .execute()
  const papers = await tablesOf<AgendaTables>(db)
    .selectFrom('meetings.papers')
    .innerJoin('meetings.agenda_items', 'meetings.agenda_items.id', 'item_id')
    .select(['meeting_id', 'audience', 'submitted_on', 'meetings.papers.kind'])
    .where('meeting_id', 'in', meetingIds)
    .where('withdrawn_on', 'is', null)
    .execute()
  const drafts = await tablesOf<MinutesTables>(db)
    .selectFrom('meetings.minutes_drafts')
    .select(select => ['meeting_id', select.fn.min('saved_on').as('drafted_on')])
    .where('meeting_id', 'in', meetingIds)
    .groupBy('meeting_id')
    .execute()
  return new Map(
    meetingIds.map(id => {
      const of = <Row extends { readonly meeting_id: string }>(rows: readonly Row[]) =>
        rows.filter(row => row.meeting_id === id)
      return [
        id,
        {
          ...nothingYet,
          notices: of(notices).map(({ kind, given_on, for_day, stands }) => ({
            kind,
            givenOn: given_on,
            forDay: for_day,
            stands,
          })),
          items: of(items).filter(({ audience }) => audience === 'public').length,
          privateItems: of(items).filter(({ audience }) => audience === 'private').length,
          papers: of(papers).map(({ submitted_on, kind, audience }) => ({
            submittedOn: submitted_on,
            toFollow: kind === 'to follow',
            private: audience === 'private',
          })),
          draftedOn: of(drafts)[0]?.drafted_on ?? null,
        },
      ]
    }),
  )
}

/** What of a meeting's progress somebody may know: papers of private items only with the permission. */
export const progressFor = (
  progress: MeetingProgress | undefined,
  maySeePrivate: boolean,
): MeetingProgress => {
  const known = progress ?? nothingYet
  return maySeePrivate
    ? { ...known, items: known.items + known.privateItems }
    : { ...known, papers: known.papers.filter(paper => !paper.private) }
}
