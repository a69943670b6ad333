import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { csvCell } from './csv-cell.rules.ts'
import type { ExportFolder } from './export-folder.ts'
import { placeOf } from './file-place.rules.ts'

/** Under which names a file is known: folders from the top, and its name. */
export type FilePlaces = ReadonlyMap<string, readonly (readonly string[])[]>

const COLUMNS = ['hash', 'path', 'media_type', 'size', 'also_known_as']

/**
 * Every file that this connection may see, once, under its first name, chunk by chunk; and
 * `files/index` with the hash and all names of each. A file that nothing names any more lies
 * under its hash.
 *
 * @throws Error where the bytes of a file are not those that it is named after
 */
export async function exportFiles(
  tx: Tx,
  folder: ExportFolder,
  places: FilePlaces,
): Promise<number> {
  const { rows } = await sql<{ hash: string; media_type: string }>`
    select hash, media_type from platform.files order by hash`.execute(tx)
  const taken = new Set<string>()
  const lines = await folder.begin('files/index.jsonl')
  const cells = await folder.begin('files/index.csv')
  await cells.write(`${COLUMNS.join(',')}\r\n`)
  for (const { hash, media_type: mediaType } of rows) {
    const known = places.get(hash) ?? []
    const path = `files/${placeOf(known[0] ?? ['unnamed', hash], taken)}`
    const out = await folder.begin(path)
    for (let position = 0; ; position++) {
      const chunk = await sql<{ bytes: Buffer }>`
        select bytes from platform.file_chunks where hash = ${hash} and position = ${position}`.execute(
        tx,
      )
      if (chunk.rows[0] === undefined) break
      await out.write(chunk.rows[0].bytes)
    }
    const { size, digest } = await out.end()
    if (digest !== hash)
      throw new Error(`The bytes of the file ${hash} are not those that it is named after.`)
    const also = known.slice(1).map(names => names.join('/'))
    await lines.write(
      `${JSON.stringify({ hash, path, media_type: mediaType, size, also_known_as: also })}\n`,
    )
    await cells.write(
      `${[hash, path, mediaType, size, also.join('; ')].map(csvCell).join(',')}\r\n`,
    )
  }
  await lines.end()
  await cells.end()
  return rows.length
}
