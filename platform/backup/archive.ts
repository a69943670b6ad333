import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract, pack } from 'tar-stream'

/** What stands first in a backup: what it was taken from, and which tables follow. */
export type BackupHead = {
  readonly format: 'goldthread-backup-1'
  readonly takenAt: string
  /** The migrations that the record had had, in order. */
  readonly migrations: readonly { readonly name: string; readonly digest: string }[]
  readonly tables: readonly string[]
}

/** What stands last: how much there is of each part, so that a cut or altered file is seen. */
export type BackupEnd = {
  readonly tables: readonly {
    readonly name: string
    readonly rows: number
    readonly digest: string
  }[]
  /** The journal's last line at the moment of the backup. */
  readonly journal: { readonly seq: number; readonly digest: string }
}

export type ArchiveWriter = {
  readonly add: (name: string, text: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Writes a gzipped tar, entry by entry, readable by its owner only. */
export function writeArchive(file: string): ArchiveWriter {
  const tar = pack()
  const written = pipeline(tar, createGzip({ level: 6 }), createWriteStream(file, { mode: 0o600 }))
  // Whoever adds hears of a fault too; this keeps it from being nobody's.
  written.catch(() => {})
  return {
    add: async (name, text) => {
      try {
        await new Promise<void>((resolve, reject) => {
          written.catch(reject)
          tar.entry({ name, mode: 0o600 }, text, fault => (fault ? reject(fault) : resolve()))
        })
      } catch (fault) {
        // A disk that is full says so; what the tar then complains of follows from that.
        await written
        throw fault
      }
    },
    close: async () => {
      tar.finalize()
      await written
    },
  }
}

/** Reads it again, one entry after the other, each whole. */
export async function readArchive(
  file: string,
  take: (name: string, text: string) => Promise<void>,
): Promise<void> {
  const tar = extract()
  const reading = pipeline(createReadStream(file), createGunzip(), tar)
  reading.catch(() => {})
  for await (const entry of tar) {
    const parts: Buffer[] = []
    for await (const part of entry) parts.push(part as Buffer)
    await take(entry.header.name, Buffer.concat(parts).toString('utf8'))
  }
  await reading
}

/** The digest of a table's rows, in the order in which they stand in the backup. */
export const rowsDigest = () => {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add: (line: string) => {
      hash.update(line).update('\n')
      rows++
    },
    end: () => ({ rows, digest: hash.digest('hex') }),
  }
}
