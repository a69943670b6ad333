import { promisify } from 'node:util'
import { inflate as inflateWith, constants as zlib } from 'node:zlib'
import { PDFArray, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { activityOf, type PdfActivity } from './pdf-activity.ts'
import { nameOf, openPdf, PdfNotReadable, structureRoot, titleOf } from './pdf-file.ts'
import { MAX_UNPACKED_BYTES } from './zip-directory.ts'

const inflate = promisify(inflateWith)

/** What was found in a PDF: its facts, or what is wrong with it, in a sentence. */
export type PdfInspection =
  | {
      readonly fault?: undefined
      readonly facts: { readonly pages: number; readonly tagged: boolean; readonly title?: string }
    }
  | { readonly fault: 'encrypted' }
  | { readonly fault: 'too-large' }
  | { readonly fault: 'active'; readonly holds: PdfActivity }
  | { readonly fault: 'damaged'; readonly why: string }

const damaged = (why: string): PdfInspection => ({ fault: 'damaged', why })

/** Reads a PDF as far as needed to know that its pages are all there. */
export async function inspectPdfBytes(bytes: Uint8Array): Promise<PdfInspection> {
  if (await swells(bytes)) return { fault: 'too-large' }
  let pdf: Awaited<ReturnType<typeof openPdf>>
  try {
    pdf = await openPdf(bytes)
  } catch (fault) {
    if (fault instanceof PdfNotReadable && fault.reason === 'encrypted') {
      return { fault: 'encrypted' }
    }
    return damaged('It starts as a PDF but cannot be read.')
  }
  for (const [at, page] of pdf.pages.entries()) {
    const contents = page.dict.get(PDFName.of('Contents'))
    if (contents === undefined) continue
    const value = pdf.context.lookup(contents)
    const pieces = value instanceof PDFArray ? value.asArray() : [contents]
    for (const piece of pieces) {
      const stream = pdf.context.lookup(piece)
      if (!(stream instanceof PDFRawStream)) {
        return damaged(`Page ${at + 1} has lost what was on it.`)
      }
      if (nameOf(pdf.context, stream.dict.get(PDFName.of('Filter'))) !== 'FlateDecode') continue
      const unpacked = await unpackedSize(stream.contents, MAX_UNPACKED_BYTES)
      if (unpacked === 'too-large') return { fault: 'too-large' }
      if (unpacked === 'unreadable') return damaged(`Page ${at + 1} cannot be read.`)
    }
  }
  const holds = activityOf(pdf)
  if (holds) return { fault: 'active', holds }
  const title = titleOf(pdf)
  return {
    facts: {
      pages: pdf.pages.length,
      tagged: structureRoot(pdf) !== undefined,
      ...(title === undefined ? {} : { title }),
    },
  }
}

/** How many bytes a squeezed stream holds; a missing end is forgiven, as readers do. */
async function unpackedSize(
  packed: Uint8Array,
  most: number,
): Promise<number | 'too-large' | 'unreadable'> {
  if (packed.length === 0) return 0
  try {
    const data = await inflate(packed, { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: most })
    return data.length
  } catch (fault) {
    return fault instanceof RangeError ? 'too-large' : 'unreadable'
  }
}

/**
 * Whether the object streams swell past the limit, all together: the reader would
 * unpack them whole, whatever they come to.
 */
async function swells(bytes: Uint8Array): Promise<boolean> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let left = MAX_UNPACKED_BYTES
  for (const mark of ['/ObjStm', '/XRef']) {
    for (let at = file.indexOf(mark); at !== -1; at = file.indexOf(mark, at + mark.length)) {
      const keyword = file.indexOf('stream', at)
      if (keyword === -1) break
      const start = keyword + 'stream'.length + (file[keyword + 6] === 13 ? 2 : 1)
      const size = await unpackedSize(file.subarray(start), left)
      if (size === 'too-large') return true
      if (typeof size === 'number') left -= size
      if (left <= 0) return true
    }
  }
  return false
}
