import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { listChangesOfMeetings, listMinutesPublished } from '../meetings/list-published.ts'
import { listLatestPacks } from './read-pack.ts'

/** Something that was published: a version of a pack, a copy of minutes, or that a meeting goes otherwise. */
export type News = {
  readonly id: string
  readonly meetingId: string
  readonly version: number
  readonly publishedOn: Day
  readonly publishedAt: Date
  /** In the clerk's words, where there are any. */
  readonly note: string
  readonly changes: readonly string[]
} & (
  | { readonly kind: 'pack' }
  | { readonly kind: 'minutes'; readonly state: string }
  | { readonly kind: 'change'; readonly what: string }
)

/** The packs and minutes published last, and the meetings that went otherwise, latest first. Three queries. */
export async function listNews(db: Db, limit: number): Promise<News[]> {
  const packs = await listLatestPacks(db, limit)
  const minutes = await listMinutesPublished(db, limit)
  const changes = await listChangesOfMeetings(db, limit)
  const news: News[] = [
    ...changes.map(change => ({
      kind: 'change' as const,
      id: change.id,
      meetingId: change.meeting.id,
      version: change.meeting.version,
      publishedOn: change.on,
      publishedAt: change.at,
      note: change.why,
      changes: [],
      what: change.what,
    })),
    ...packs.map(pack => ({
      kind: 'pack' as const,
      id: pack.id,
      meetingId: pack.meetingId,
      version: pack.version,
      publishedOn: pack.publishedOn,
      publishedAt: pack.publishedAt,
      note: pack.note,
      changes: pack.changes.map(({ words }) => words),
    })),
    ...minutes.map(copy => ({
      kind: 'minutes' as const,
      id: copy.id,
      meetingId: copy.meeting_id,
      version: copy.version,
      publishedOn: copy.published_on,
      publishedAt: copy.published_at,
      note: '',
      changes: [],
      state: copy.state,
    })),
  ]
  return news
    .sort((one, other) => other.publishedAt.getTime() - one.publishedAt.getTime())
    .slice(0, limit)
}
