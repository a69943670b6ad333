import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { AgendaLine } from './agenda-changes.rules.ts'
import { linesOf } from './agenda-lines.ts'
import type { ThreadedItem } from './item-threads.rules.ts'
import type { PackContent, PackExtent, PackVersion, PublishedPack } from './pack-content.ts'
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
  'extent',
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
  readonly extent: PackExtent
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
  extent: row.extent,
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

/** What of a meeting was public before: which versions there are, and what they hold. */
export type EarlierVersions = {
  readonly versions: readonly { readonly version: number; readonly extent: PackExtent }[]
  readonly items: ReadonlySet<string>
  /** Hashes of the files of their papers. */
  readonly files: ReadonlySet<string>
  /** The last version that has a paper; undefined where none has. */
  readonly lastWithPaper: (paper: string) => number | undefined
}

/** What the published versions of a meeting's pack hold, without their content. Two queries. */
export async function readEarlierVersions(db: Db, meetingId: string): Promise<EarlierVersions> {
  const rows = await publishing(db)
    .selectFrom('publishing.packs')
    .select(['version', 'extent', 'item_ids', 'paper_ids'])
    .where('meeting_id', '=', meetingId)
    .orderBy('version')
    .execute()
  const hashes =
    rows.length === 0
      ? []
      : (
          await sql<{ hash: string }>`
            select distinct file ->> 'hash' as hash from publishing.packs,
              jsonb_path_query(content, '$.items[*].papers[*].files[*]') as file
            where meeting_id = ${meetingId}`.execute(db)
        ).rows
  return {
    versions: rows.map(({ version, extent }) => ({ version, extent })),
    items: new Set(rows.flatMap(row => row.item_ids)),
    files: new Set(hashes.map(({ hash }) => hash)),
    lastWithPaper: paper => rows.findLast(row => row.paper_ids.includes(paper))?.version,
  }
}

/** A version as it was frozen, with the whole agenda for those who may see the private part. */
export type VersionWithAgenda = PublishedPack & { readonly lines: readonly AgendaLine[] }

/**
 * Every version of a meeting's pack with its content and its whole agenda, oldest first. For
 * staff: the public role cannot read the snapshots. One query.
 */
export async function listVersionsWithAgenda(
  db: Db,
  meetingId: string,
): Promise<VersionWithAgenda[]> {
  const rows = await publishing(db)
    .selectFrom('publishing.packs')
    .leftJoin('publishing.agenda_snapshots', 'pack_id', 'id')
    .select([...versionColumns, 'content', 'items'])
    .where('meeting_id', '=', meetingId)
    .orderBy('version')
    .execute()
  return rows.map(row => ({
    ...versionOf(row),
    content: row.content,
    lines: row.items ?? linesOf(row.content.items),
  }))
}

/** The items of every version, without their papers, oldest version first. One query. */
export async function listItemsByVersion(
  db: Db,
  meetingId: string,
): Promise<{ version: number; items: ThreadedItem[] }[]> {
  const { rows } = await sql<{ version: number; items: ThreadedItem[] }>`
    select version, (
      select coalesce(jsonb_agg(jsonb_build_object('id', item -> 'id', 'number', item -> 'number',
        'title', item -> 'title', 'treatments', coalesce(item -> 'treatments', '[]')) order by place), '[]')
      from jsonb_array_elements(content -> 'items') with ordinality as listed (item, place)) as items
    from publishing.packs where meeting_id = ${meetingId} order by version`.execute(db)
  return rows
}

/** Up to which version somebody says that they have read a meeting's papers. One query. */
export async function findReading(
  db: Db,
  meetingId: string,
  person: string,
): Promise<{ version: number; on: Day } | undefined> {
  const row = await publishing(db)
    .selectFrom('publishing.readings')
    .select(['version', 'read_on'])
    .where('meeting_id', '=', meetingId)
    .where('person_id', '=', person)
    .executeTakeFirst()
  return row && { version: row.version, on: row.read_on }
}
