import { type Expression, type ExpressionBuilder, type Selectable, sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { NotFound } from '../../platform/outcome.ts'
import { namedOn } from '../bodies/body-name.rules.ts'
import { type Body, readBodyBySlug } from '../bodies/read-body.ts'
import type { MeetingTables } from './meetings.tables.ts'
import type { RecordingTables } from './recordings.tables.ts'

const meetings = (db: Db) => tablesOf<MeetingTables>(db)

export type Meeting = Selectable<MeetingTables['meetings.meetings']>
type Recording = Selectable<RecordingTables['meetings.recordings']>
export type NoticeGiven = Selectable<MeetingTables['meetings.notices']>

/** @throws NotFound */
export async function readMeeting(db: Db, id: string): Promise<Meeting> {
  const meeting = await meetings(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!meeting) throw new NotFound('There is no such meeting in the record.')
  return meeting
}

/**
 * The sittings of the same meeting before this one, the first of them first: those that were
 * adjourned to it. No query for a meeting that takes no other's place.
 */
export async function listEarlierSittings(
  db: Db,
  meeting: Pick<Meeting, 'came_from'>,
): Promise<Meeting[]> {
  if (meeting.came_from === null) return []
  const before = await readMeeting(db, meeting.came_from)
  return before.became === 'adjourned' ? [...(await listEarlierSittings(db, before)), before] : []
}

export type MeetingOfBody = {
  readonly body: Body
  readonly meeting: Meeting
  /** The meeting in whose place this one is held, or with which it goes on, where it may be seen. */
  readonly earlier?: Neighbour | undefined
  /** The meeting that is held in place of this one, or goes on with it, where it may be seen. */
  readonly later?: Neighbour | undefined
  /** Where it can be watched, where anything is recorded of that. */
  readonly recording?: Recording | undefined
}

/** A meeting of the same body, as another one's page speaks of it. */
export type Neighbour = Pick<Meeting, 'id' | 'slug' | 'day' | 'starts_at' | 'became' | 'became_why'>

/**
 * The meeting at `/meetings/BODY/DATE`. @throws NotFound, also when this
 * connection may not see it.
 */
export async function readMeetingAt(
  db: Db,
  bodySlug: string,
  meetingSlug: string,
): Promise<MeetingOfBody> {
  const body = await readBodyBySlug(db, bodySlug)
  const found = await meetings(db)
    .selectFrom('meetings.meetings as meeting')
    .selectAll('meeting')
    .select(({ selectFrom }) => [
      asNeighbour(
        selectFrom('meetings.meetings as earlier')
          .whereRef('earlier.id', '=', 'meeting.came_from')
          .select(neighbour('earlier').as('json')),
      ).as('earlier'),
      asNeighbour(
        selectFrom('meetings.meetings as later')
          .whereRef('later.came_from', '=', 'meeting.id')
          .select(neighbour('later').as('json')),
      ).as('later'),
      sql<Recording | null>`(select to_jsonb(r) from meetings.recordings r where r.meeting_id = meeting.id)`.as(
        'recording',
      ),
    ])
    .where('meeting.body_id', '=', body.id)
    .where('meeting.slug', '=', meetingSlug)
    .executeTakeFirst()
  if (!found) throw new NotFound(`${body.name} has no meeting at this address.`)
  const { earlier, later, recording, ...meeting } = found
  return {
    // A meeting's pages speak of the body as it was called on the day.
    body: namedOn(body, meeting.day),
    meeting,
    ...(earlier ? { earlier } : {}),
    ...(later ? { later } : {}),
    ...(recording ? { recording } : {}),
  }
}

const neighbour = (of: 'earlier' | 'later') =>
  sql<Neighbour>`jsonb_build_object(${sql.raw(
    ['id', 'slug', 'day', 'starts_at', 'became', 'became_why']
      .map(column => `'${column}', ${of}.${column}`)
      .join(', '),
  )})`

/** A subquery that answers with one neighbour or none. */
const asNeighbour = (query: Expression<{ readonly json: Neighbour }>) =>
  sql<Neighbour | null>`(${query})`

/** Of rows of meetings, those at which people meet: not postponed, moved away or cancelled. */
export const takesPlace = (where: ExpressionBuilder<MeetingTables, 'meetings.meetings'>) =>
  where.or([where('became', 'is', null), where('became', '=', 'adjourned')])

export const listNotices = (db: Db, meetingId: string): Promise<NoticeGiven[]> =>
  meetings(db)
    .selectFrom('meetings.notices')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('given_on')
    .orderBy('recorded_at')
    .execute()
