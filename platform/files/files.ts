import { createHash } from 'node:crypto'
import { type Db, type Tx, tablesOf } from '../database/database.ts'
import { Gone } from '../outcome.ts'
import { findErasedFile } from '../record/erasure.ts'

/** Small enough for a row, large enough that a pack is a few dozen of them. */
const CHUNK_BYTES = 256 * 1024

export type StoredFile = {
  readonly hash: string
  readonly mediaType: string
  readonly size: number
}

type FileTables = {
  'platform.files': { hash: string; media_type: string; size: number; stored_at: Date }
  'platform.file_chunks': { hash: string; position: number; bytes: Buffer }
  'platform.file_releases': { hash: string; released_at: Date }
}

/**
 * Keeps the bytes in the database, in chunks named by their SHA-256, so that
 * one backup holds everything and the same file is kept once.
 */
export async function storeFile(
  tx: Tx,
  file: { readonly bytes: Uint8Array; readonly mediaType: string },
  at: Date,
): Promise<StoredFile> {
  const hash = createHash('sha256').update(file.bytes).digest('hex')
  const stored = { hash, mediaType: file.mediaType, size: file.bytes.byteLength }
  const db = tablesOf<FileTables>(tx)
  const inserted = await db
    .insertInto('platform.files')
    .values({ hash, media_type: file.mediaType, size: stored.size, stored_at: at })
    .onConflict(conflict => conflict.column('hash').doNothing())
    .returning('hash')
    .executeTakeFirst()
  if (!inserted) return stored
  for (let position = 0; position * CHUNK_BYTES < file.bytes.byteLength; position++) {
    const bytes = file.bytes.subarray(position * CHUNK_BYTES, (position + 1) * CHUNK_BYTES)
    await db
      .insertInto('platform.file_chunks')
      .values({ hash, position, bytes: Buffer.from(bytes) })
      .execute()
  }
  return stored
}

/**
 * The whole file, or nothing when this connection may not see it.
 *
 * @throws Gone where its bytes were lawfully erased, with the reason
 */
export async function readFile(
  db: Db,
  hash: string,
): Promise<{ bytes: Buffer; mediaType: string } | undefined> {
  const rows = await tablesOf<FileTables>(db)
    .selectFrom('platform.files')
    .innerJoin('platform.file_chunks', 'platform.file_chunks.hash', 'platform.files.hash')
    .select(['media_type', 'bytes'])
    .where('platform.files.hash', '=', hash)
    .orderBy('position')
    .execute()
  const first = rows[0]
  if (!first) {
    const why = await findErasedFile(db, hash)
    if (why !== undefined) throw new Gone(why)
  }
  return first && { bytes: Buffer.concat(rows.map(row => row.bytes)), mediaType: first.media_type }
}

/** Several whole files by hash; those that this connection may not see are absent. One query. */
export async function readFiles(
  db: Db,
  hashes: Iterable<string>,
): Promise<ReadonlyMap<string, { readonly bytes: Buffer; readonly mediaType: string }>> {
  const wanted = [...new Set(hashes)]
  if (wanted.length === 0) return new Map()
  const rows = await tablesOf<FileTables>(db)
    .selectFrom('platform.files')
    .innerJoin('platform.file_chunks', 'platform.file_chunks.hash', 'platform.files.hash')
    .select(['platform.files.hash', 'media_type', 'bytes'])
    .where('platform.files.hash', 'in', wanted)
    .orderBy('platform.files.hash')
    .orderBy('position')
    .execute()
  const chunks = new Map<string, { mediaType: string; parts: Buffer[] }>()
  for (const row of rows) {
    const file = chunks.get(row.hash) ?? { mediaType: row.media_type, parts: [] }
    file.parts.push(row.bytes)
    chunks.set(row.hash, file)
  }
  return new Map(
    [...chunks].map(([hash, { mediaType, parts }]) => [
      hash,
      { mediaType, bytes: Buffer.concat(parts) },
    ]),
  )
}

/** Lets the public connection read the files: they are part of something published. */
export async function releaseFiles(tx: Tx, hashes: readonly string[], at: Date) {
  if (hashes.length === 0) return
  await tablesOf<FileTables>(tx)
    .insertInto('platform.file_releases')
    .values([...new Set(hashes)].map(hash => ({ hash, released_at: at })))
    .onConflict(conflict => conflict.column('hash').doNothing())
    .execute()
}
