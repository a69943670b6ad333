import { deflateSync } from 'node:zlib'
import {
  type PDFContext,
  PDFHexString,
  type PDFObject,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib'

// Objects in one object stream: enough to squeeze well, few enough to be read in part.
const OBJECTS_PER_STREAM = 200

/**
 * Writes a context as a PDF file with object streams and a cross-reference stream
 * (ISO 32000-1, 7.5.7 and 7.5.8).
 *
 * The library's own writer keeps its cross-reference list sorted by scanning it at
 * each entry, which for the 30,000 objects of a large pack takes longer than the
 * merge itself, and squeezes in JavaScript. The objects are still written by it.
 */
export function writePdf(context: PDFContext): Uint8Array {
  const chunks: Uint8Array[] = []
  let offset = 0
  const put = (chunk: Uint8Array) => {
    chunks.push(chunk)
    offset += chunk.length
  }
  const header = new Uint8Array(context.header.sizeInBytes() + 1)
  header[context.header.copyBytesInto(header, 0)] = 10
  put(header)

  const entries = new Map<number, [type: number, at: number, index: number]>()
  let small: [number, PDFObject][] = []
  let largest = context.largestObjectNumber
  const flush = () => {
    if (small.length === 0) return
    largest++
    entries.set(largest, [1, offset, 0])
    put(objectStream(largest, small))
    for (const [index, [number]] of small.entries()) entries.set(number, [2, largest, index])
    small = []
  }
  for (const [{ objectNumber }, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFStream) {
      entries.set(objectNumber, [1, offset, 0])
      put(Buffer.from(`${objectNumber} 0 obj\n`))
      put(bytesOf(object))
      put(Buffer.from('\nendobj\n'))
    } else {
      small.push([objectNumber, object])
      if (small.length === OBJECTS_PER_STREAM) flush()
    }
  }
  flush()

  const xref = largest + 1
  entries.set(xref, [1, offset, 0])
  const startOfXref = offset
  put(crossReferences(context, xref, entries))
  put(Buffer.from(`startxref\n${startOfXref}\n%%EOF\n`))
  return Buffer.concat(chunks)
}

/** A text string for any letters: as it stands where it is plain ASCII, else UTF-16. */
export const textObject = (text: string): PDFString | PDFHexString =>
  /^[ !"#$%&'*-[\]-~]*$/.test(text) ? PDFString.of(text) : PDFHexString.fromText(text)

function bytesOf(object: PDFObject): Uint8Array {
  const bytes = new Uint8Array(object.sizeInBytes())
  object.copyBytesInto(bytes, 0)
  return bytes
}

function objectStream(number: number, objects: readonly [number, PDFObject][]): Buffer {
  const bodies: Uint8Array[] = []
  let index = ''
  let at = 0
  for (const [objectNumber, object] of objects) {
    const body = bytesOf(object)
    index += `${objectNumber} ${at} `
    bodies.push(body, SPACE)
    at += body.length + 1
  }
  const squeezed = deflateSync(Buffer.concat([Buffer.from(index), ...bodies]))
  return Buffer.concat([
    Buffer.from(
      `${number} 0 obj\n<< /Type /ObjStm /N ${objects.length} /First ${index.length} ` +
        `/Filter /FlateDecode /Length ${squeezed.length} >>\nstream\n`,
    ),
    squeezed,
    Buffer.from('\nendstream\nendobj\n'),
  ])
}

const SPACE = Buffer.from('\n')

function crossReferences(
  context: PDFContext,
  number: number,
  entries: ReadonlyMap<number, readonly [number, number, number]>,
): Buffer {
  const table = Buffer.alloc((number + 1) * 7)
  for (const [at, [type, where, index]] of entries) {
    table.writeUInt8(type, at * 7)
    table.writeUInt32BE(where, at * 7 + 1)
    table.writeUInt16BE(index, at * 7 + 5)
  }
  table.writeUInt16BE(0xffff, 5)
  const squeezed = deflateSync(table)
  const { Root, Info, ID } = context.trailerInfo
  const trailer = Object.entries({ Root, Info, ID })
    .flatMap(([key, value]) => (value ? [`/${key} ${value}`] : []))
    .join(' ')
  return Buffer.concat([
    Buffer.from(
      `${number} 0 obj\n<< /Type /XRef /Size ${number + 1} /W [1 4 2] ${trailer} ` +
        `/Filter /FlateDecode /Length ${squeezed.length} >>\nstream\n`,
    ),
    squeezed,
    Buffer.from('\nendstream\nendobj\n'),
  ])
}
