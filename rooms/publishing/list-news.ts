import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { listMinutesPublished } from '../meetings/list-published.ts'
import { listLatestPacks } from './read-pack.ts'

/** Something that was published: a version of a pack, or a copy of minutes. */
export type News = {
  readonly id: string
  readonly meetingId: string
  readonly version: number
  readonly publishedOn: Day
  readonly publishedAt: Date
  /** In the clerk's words, where there are any. */
  readonly note: string
  readonly changes: readonly string[]
} & ({ readonly kind: 'pack' } | { readonly kind: 'minutes'; readonly state: string })

/** The packs and minutes published last, latest first. Two queries. */
export async function listNews(db: Db, limit: number): Promise<News[]> {
  const packs = await listLatestPacks(db, limit)
  const minutes = await listMinutesPublished(db, limit)
  const news: News[] = [
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
