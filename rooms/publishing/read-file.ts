import type { Db } from '../../platform/database/database.ts'
import { readFile } from '../../platform/files/files.ts'
import type { FileAnswer } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'

/** What a browser shows by itself and cannot be led astray by. SVG can hold scripts: it is saved. */
const SHOWN = ['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp']

/**
 * A file by its hash, if this connection may see it: on the public one, only what was
 * released. The name is for whoever saves it and opens nothing. @throws NotFound
 */
export async function fileNamed(db: Db, hash: string, name: string): Promise<FileAnswer> {
  const file = /^[0-9a-f]{64}$/.test(hash) ? await readFile(db, hash) : undefined
  if (!file) throw new NotFound('There is no published file at this address.')
  return {
    bytes: file.bytes,
    mediaType: file.mediaType,
    name: name.replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '').slice(0, 200) || 'file',
    inline: SHOWN.includes(file.mediaType),
  }
}
