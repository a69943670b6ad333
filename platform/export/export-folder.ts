import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pack } from 'tar-stream'

/** Where something is already is no place for an export. */
export class NotEmptyFolder extends Error {}

export type Out = {
  readonly write: (part: string | Uint8Array) => Promise<void>
  /** Its size and the digest of what was written. */
  readonly end: () => Promise<{ readonly size: number; readonly digest: string }>
}

export type ExportFolder = {
  /** A file to be written bit by bit. @throws Error where there is one of the name */
  readonly begin: (path: string) => Promise<Out>
  readonly write: (path: string, bytes: string | Uint8Array) => Promise<void>
  /** Writes SHA256SUMS, and gives the whole its name; answers with the digest of SHA256SUMS. */
  readonly finish: () => Promise<{ readonly files: number; readonly digest: string }>
  /** Takes away all that was written. */
  readonly abandon: () => Promise<void>
}

/**
 * A folder, or with a name that ends in `.tar` one file, readable by its owner only. It is
 * written beside its place and moved there once it is whole: what has the name is whole.
 *
 * @throws NotEmptyFolder where something is already
 */
export async function beginExport(place: string): Promise<ExportFolder> {
  const isTar = place.endsWith('.tar')
  const there = await stat(place).catch(() => null)
  if (there && (isTar || !there.isDirectory() || (await readdir(place)).length > 0))
    throw new NotEmptyFolder(
      `There is something at ${place} already. Name a folder that is empty or not there yet.`,
    )
  const making = `${place}.partial`
  try {
    await mkdir(making, { mode: 0o700 })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
    throw new NotEmptyFolder(
      `${making} is there: another export is being written, or one was cut off. Remove it if none is.`,
    )
  }
  const sums = new Map<string, string>()

  const begin = async (path: string): Promise<Out> => {
    const file = join(making, path)
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    const handle = await open(file, 'wx', 0o600)
    const hash = createHash('sha256')
    let size = 0
    return {
      write: async part => {
        const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part
        hash.update(bytes)
        size += bytes.byteLength
        await handle.writeFile(bytes)
      },
      end: async () => {
        await handle.close()
        const digest = hash.digest('hex')
        sums.set(path, digest)
        return { size, digest }
      },
    }
  }
  const write = async (path: string, bytes: string | Uint8Array) => {
    const out = await begin(path)
    await out.write(bytes)
    await out.end()
  }
  return {
    begin,
    write,
    finish: async () => {
      // As sha256sum writes them, so that it can check them, too.
      const lines = [...sums].map(([path, digest]) => `${digest}  ${path}\n`).sort()
      const text = lines.join('')
      await write('SHA256SUMS', text)
      if (isTar) {
        const partial = `${making}.tar`
        try {
          await putTogether(making, [...sums.keys()].sort(), partial)
          await rename(partial, place)
        } finally {
          await rm(partial, { force: true })
        }
        await rm(making, { recursive: true, force: true })
      } else {
        if (there) await rmdir(place)
        await rename(making, place)
      }
      return { files: lines.length, digest: createHash('sha256').update(text).digest('hex') }
    },
    abandon: () => rm(making, { recursive: true, force: true }),
  }
}

async function putTogether(folder: string, paths: readonly string[], file: string) {
  const tar = pack()
  const written = pipeline(tar, createWriteStream(file, { flags: 'wx', mode: 0o600 }))
  // Whoever adds hears of a fault too; this keeps it from being nobody's.
  written.catch(() => {})
  const add = async (path: string) => {
    const { size } = await stat(join(folder, path))
    const entry = tar.entry({ name: path, size, mode: 0o600 })
    await pipeline(createReadStream(join(folder, path)), entry)
  }
  for (const path of paths) await Promise.race([add(path), written])
  tar.finalize()
  await written
}
