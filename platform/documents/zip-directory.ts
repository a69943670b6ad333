import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'

const inflate = promisify(inflateRaw)

/** The most that a file may unpack to: 300 MB, as a DOCX, XLSX or PDF is packed inside. */
export const MAX_UNPACKED_BYTES = 300 * 1024 * 1024

/** One file in a ZIP, as its central directory states it. */
export type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly packed: number
  /** Bytes when unpacked, as declared: {@link unpack} holds the data to it. */
  readonly size: number
  readonly crc: number
  readonly offset: number
  readonly encrypted: boolean
}

/** The ZIP cannot be read: cut short, overwritten, or squeezed in an unknown way. */
export class ZipDamaged extends Error {
  override name = 'ZipDamaged'
}

const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const IN_THE_64_FIELD = 0xffffffff

/**
 * Reads the central directory of a ZIP (PKWARE APPNOTE 4.3.12), which alone says
 * what the archive holds; nothing is unpacked. Throws {@link ZipDamaged}.
 */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return directoryOf(zip)
  } catch (cause) {
    if (cause instanceof ZipDamaged) throw cause
    // Reading past the end of a buffer: an offset or a length is wrong.
    throw new ZipDamaged('The list of contents leads outside the file.', { cause })
  }
}

function directoryOf(zip: Buffer): ZipEntry[] {
  const { count, start } = endOf(zip)
  const entries: ZipEntry[] = []
  let at = start
  for (let left = count; left > 0; left--) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new ZipDamaged('The list of contents is broken.')
    const nameLength = zip.readUInt16LE(at + 28)
    const extraLength = zip.readUInt16LE(at + 30)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const extra = zip.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    const [size, packed, offset] = wide(extra, [
      zip.readUInt32LE(at + 24),
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 42),
    ])
    entries.push({
      name,
      method: zip.readUInt16LE(at + 10),
      packed,
      size,
      crc: zip.readUInt32LE(at + 16),
      offset,
      encrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
    })
    at += 46 + nameLength + extraLength + zip.readUInt16LE(at + 32)
  }
  return entries
}

function endOf(zip: Buffer): { count: number; start: number } {
  // The record is 22 bytes, and a comment of up to 65,535 may follow it.
  const earliest = Math.max(0, zip.length - 22 - 0xffff)
  for (let at = zip.length - 22; at >= earliest; at--) {
    if (zip.readUInt32LE(at) !== END) continue
    const count = zip.readUInt16LE(at + 10)
    const start = zip.readUInt32LE(at + 16)
    if (start !== IN_THE_64_FIELD && count !== 0xffff) return { count, start }
    if (zip.readUInt32LE(at - 20) !== LOCATOR_64) break
    const wideAt = Number(zip.readBigUInt64LE(at - 12))
    if (zip.readUInt32LE(wideAt) !== END_64) break
    return {
      count: Number(zip.readBigUInt64LE(wideAt + 32)),
      start: Number(zip.readBigUInt64LE(wideAt + 48)),
    }
  }
  throw new ZipDamaged('The end is missing.')
}

// ZIP64 (4.5.3): only the values that did not fit are in the extra field, in this order.
function wide(extra: Buffer, narrow: [number, number, number]): [number, number, number] {
  if (!narrow.includes(IN_THE_64_FIELD)) return narrow
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let field = at + 4
    const next = (value: number): number => {
      if (value !== IN_THE_64_FIELD) return value
      field += 8
      return Number(extra.readBigUInt64LE(field - 8))
    }
    return [next(narrow[0]), next(narrow[1]), next(narrow[2])]
  }
  return narrow
}

/**
 * Unpacks one entry and holds it to the size and checksum it declared, so that an
 * archive that understates its size is caught before memory is filled. Throws
 * {@link ZipDamaged}.
 */
export async function unpack(bytes: Uint8Array, entry: ZipEntry): Promise<Buffer> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let data: Buffer
  try {
    if (zip.readUInt32LE(entry.offset) !== LOCAL) throw new ZipDamaged('A file has lost its head.')
    const head = 30 + zip.readUInt16LE(entry.offset + 26) + zip.readUInt16LE(entry.offset + 28)
    const packed = zip.subarray(entry.offset + head, entry.offset + head + entry.packed)
    if (packed.length !== entry.packed) throw new ZipDamaged('A file is cut short.')
    if (entry.method === 0) data = packed
    else if (entry.method === 8) {
      data = await inflate(packed, { maxOutputLength: Math.max(1, entry.size) })
    } else throw new ZipDamaged('A file is squeezed in an unknown way.')
  } catch (cause) {
    if (cause instanceof ZipDamaged) throw cause
    throw new ZipDamaged(`“${entry.name}” cannot be unpacked.`, { cause })
  }
  if (data.length !== entry.size || crc32(data) !== entry.crc) {
    throw new ZipDamaged(`“${entry.name}” is not what the list of contents says.`)
  }
  return data
}
