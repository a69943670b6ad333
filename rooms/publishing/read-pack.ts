import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { PackContent, PackVersion, PublishedPack } from './pack-content.ts'
import { publishing } from './publishing.records.ts'

const versionColumns = [
  'id',
  'meeting_id',
  'version',
  'published_on',
  'published_at',
  'note',
  'changes',
  'pdf_hash',
  'pdf_pages',
  'pdf_size',
] as const

type VersionRow = {
  readonly id: string
  readonly meeting_id: string
  readonly version: number
  readonly published_on: PackVersion['publishedOn']
  readonly published_at: Date
  readonly note: string
  readonly changes: PackVersion['changes']
  readonly pdf_hash: string
  readonly pdf_pages: number
  readonly pdf_size: number
}

/** A pack's row as the room speaks of it. */
export const versionOf = (row: VersionRow): PackVersion => ({
  id: row.id,
  meetingId: row.meeting_id,
  version: row.version,
  publishedOn: row.published_on,
  publishedAt: row.published_at,
  note: row.note,
  changes: row.changes,
  pdfHash: row.pdf_hash,
  pdfPages: row.pdf_pages,
  pdfSize: row.pdf_size,
})

/** The published packs of a meeting without their content, latest first. One query. */
export const listPackVersions = async (db: Db, meetingId: string): Promise<PackVersion[]> =>
  (
    await publishing(db)
      .selectFrom('publishing.packs')
      .select(versionColumns)
      .where('meeting_id', '=', meetingId)
      .orderBy('version', 'desc')
      .execute()
  ).map(versionOf)

/** The latest packs of all meetings, without their content. One query. */
export const listLatestPacks = async (db: Db, limit: number): Promise<PackVersion[]> =>
  (
    await publishing(db)
      .selectFrom('publishing.packs')
      .select(versionColumns)
      .orderBy('published_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute()
  ).map(versionOf)

/** A pack as it was frozen; the latest where no version is asked for. One query. */
export async function findPack(
  db: Db,
  meetingId: string,
  version?: number,
): Promise<PublishedPack | undefined> {
  const row = await publishing(db)
    .selectFrom('publishing.packs')
    .select([...versionColumns, 'content'])
    .where('meeting_id', '=', meetingId)
    .$if(version !== undefined, query => query.where('version', '=', version ?? 0))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...versionOf(row), content: row.content }
}

/** The pack that a body published last, of whichever meeting. One query. */
export async function findLatestPackOf(db: Db, bodyId: string): Promise<PublishedPack | undefined> {
  const row = await publishing(db)
    .selectFrom('publishing.packs')
    .select([...versionColumns, 'content'])
    .where(sql<string>`content -> 'body' ->> 'id'`, '=', bodyId)
    .orderBy('published_at', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...versionOf(row), content: row.content }
}

/** @throws NotFound where nothing has been published, or not that version */
export async function readPack(
  db: Db,
  meetingId: string,
  version?: number,
): Promise<PublishedPack> {
  const pack = await findPack(db, meetingId, version)
  if (!pack) throw notPublished(version)
  return pack
}

const notPublished = (version: number | undefined) =>
  new NotFound(
    version === undefined
      ? 'No papers have been published for this meeting yet.'
      : `This meeting’s pack has no version ${version}.`,
  )

export type PackWithVersions = {
  /** The latest. */
  readonly pack: PublishedPack
  /** All of them, latest first. */
  readonly versions: readonly PackVersion[]
}

/**
 * A pack and the versions around it: the latest, or the one asked for. One query, in
 * which only that one's content is fetched, however many versions there are.
 */
export async function findPackWithVersions(
  db: Db,
  meetingId: string,
  version?: number,
): Promise<PackWithVersions | undefined> {
  const rows = await publishing(db)
    .selectFrom('publishing.packs')
    .select([
      ...versionColumns,
      version === undefined
        ? sql<PackContent | null>`case when version = max(version) over () then content end`.as(
            'content',
          )
        : sql<PackContent | null>`case when version = ${version} then content end`.as('content'),
    ])
    .where('meeting_id', '=', meetingId)
    .orderBy('version', 'desc')
    .execute()
  const shown = rows.find(row => row.content !== null)
  if (!shown?.content) return undefined
  return {
    pack: { ...versionOf(shown), content: shown.content },
    versions: rows.map(versionOf),
  }
}

/** @throws NotFound where nothing has been published, or not that version */
export async function readPackWithVersions(
  db: Db,
  meetingId: string,
  version?: number,
): Promise<PackWithVersions> {
  const found = await findPackWithVersions(db, meetingId, version)
  if (!found) throw notPublished(version)
  return found
}
