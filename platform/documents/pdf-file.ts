import {
  decodePDFRawStream,
  PDFArray,
  type PDFCatalog,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib'

/** A PDF opened for reading: its objects, its catalogue, and its pages in order. */
export type PdfFile = {
  readonly context: PDFContext
  readonly catalog: PDFCatalog
  readonly pages: readonly PdfPage[]
  /** True where the file was locked against change but opens without a password. */
  readonly wasEncrypted: boolean
}

/** One page, with what it inherits from the page tree already gathered. */
export type PdfPage = {
  readonly ref: PDFRef
  readonly dict: PDFDict
  readonly inherited: ReadonlyMap<PDFName, PDFObject>
}

/** The file cannot be read: it needs a password, or it is damaged. */
export class PdfNotReadable extends Error {
  override name = 'PdfNotReadable'
  readonly reason: 'encrypted' | 'damaged'
  constructor(reason: 'encrypted' | 'damaged', message: string, cause?: unknown) {
    super(message, { cause })
    this.reason = reason
  }
}

const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'].map(key => PDFName.of(key))
const END_OF_FILE_WINDOW = 4096

/**
 * Opens a PDF, with no password.
 *
 * Throws {@link PdfNotReadable}: `encrypted` when a password is needed, `damaged`
 * when the file stops early, has no pages, or its page tree leads nowhere. Reading
 * on regardless would give blank pages without a word.
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfFile> {
  // The reader repairs what it can by scanning, so a file cut short would pass as a shorter one.
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - END_OF_FILE_WINDOW)))
  if (!tail.includes('startxref')) throw new PdfNotReadable('damaged', 'The end is missing.')
  let document: PDFDocument
  try {
    document = await PDFDocument.load(bytes, {
      password: '',
      updateMetadata: false,
      parseSpeed: 1500,
    })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const locked = /password|encrypt|decrypt/i.test(why)
    throw new PdfNotReadable(locked ? 'encrypted' : 'damaged', why, cause)
  }
  const { context, catalog } = document
  if (document.isEncrypted) throw new PdfNotReadable('encrypted', 'A password is needed.')
  if (!(catalog instanceof PDFDict)) throw new PdfNotReadable('damaged', 'There is no catalogue.')
  const pages = pagesOf(context, catalog)
  if (pages.length === 0) throw new PdfNotReadable('damaged', 'There are no pages.')
  const top = lookupDict(context, catalog.get(PDFName.of('Pages')))
  const said = lookupNumber(context, top?.get(PDFName.of('Count')))
  if (said !== undefined && said > pages.length) {
    throw new PdfNotReadable('damaged', `Of ${said} pages, ${said - pages.length} are lost.`)
  }
  const wasEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
    '/Encrypt',
  )
  return { context, catalog, pages, wasEncrypted }
}

function pagesOf(context: PDFContext, catalog: PDFDict): PdfPage[] {
  const pages: PdfPage[] = []
  const seen = new Set<PDFObject>()
  const top = catalog.get(PDFName.of('Pages'))
  const waiting: { node: PDFObject | undefined; inherited: Map<PDFName, PDFObject> }[] = [
    { node: top, inherited: new Map() },
  ]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node: ref } = next
    const node = ref && context.lookup(ref)
    // A hole is passed over as every reader does; a circle would never end.
    if (!ref || !(node instanceof PDFDict) || seen.has(node)) continue
    seen.add(node)
    const inherited = new Map(next.inherited)
    for (const key of INHERITED) {
      const value = node.get(key)
      if (value) inherited.set(key, value)
    }
    const kids = lookupArray(context, node.get(PDFName.of('Kids')))
    if (kids) {
      for (let at = kids.size() - 1; at >= 0; at--) waiting.push({ node: kids.get(at), inherited })
    } else if (ref instanceof PDFRef) {
      pages.push({ ref, dict: node, inherited })
    }
  }
  return pages
}

/** The structure tree's root where the file is tagged: it has one, with something in it, and does not say it is unmarked. */
export function structureRoot({ context, catalog }: PdfFile): PDFDict | undefined {
  const root = lookupDict(context, catalog.get(PDFName.of('StructTreeRoot')))
  if (!root || kidsOf(context, root).length === 0) return undefined
  const mark = lookupDict(context, catalog.get(PDFName.of('MarkInfo')))?.get(PDFName.of('Marked'))
  return mark && String(context.lookup(mark)) === 'false' ? undefined : root
}

/** The part of PDF/UA that the file says it keeps to (1 or 2), read from its XMP metadata. */
export function claimedUaPart({ context, catalog }: PdfFile): number | undefined {
  const metadata = context.lookup(catalog.get(PDFName.of('Metadata')))
  if (!(metadata instanceof PDFRawStream)) return undefined
  const xmp = Buffer.from(streamBytes(metadata)).toString()
  const found = /pdfuaid:part\s*(?:=\s*["']|>\s*)(\d)/.exec(xmp)
  return found?.[1] === undefined ? undefined : Number(found[1])
}

/** The title in the document information, or none. */
export function titleOf({ context }: PdfFile): string | undefined {
  const info = lookupDict(context, context.trailerInfo.Info)
  const title = info && textOf(context, info.get(PDFName.of('Title')))?.trim()
  return title === '' ? undefined : title
}

/** The document's language tag, or none. */
export const languageOf = ({ context, catalog }: PdfFile): string | undefined =>
  textOf(context, catalog.get(PDFName.of('Lang')))

/** The kids of a structure element or root, one or many, as they stand. */
export function kidsOf(context: PDFContext, element: PDFDict): PDFObject[] {
  const kids = element.get(PDFName.of('K'))
  if (!kids) return []
  const value = context.lookup(kids)
  return value instanceof PDFArray ? value.asArray() : value ? [kids] : []
}

export function lookupDict(context: PDFContext, value: PDFObject | undefined): PDFDict | undefined {
  const found = context.lookup(value)
  return found instanceof PDFDict ? found : undefined
}

export function lookupArray(
  context: PDFContext,
  value: PDFObject | undefined,
): PDFArray | undefined {
  const found = context.lookup(value)
  return found instanceof PDFArray ? found : undefined
}

export function lookupNumber(
  context: PDFContext,
  value: PDFObject | undefined,
): number | undefined {
  const found = context.lookup(value)
  return found instanceof PDFNumber ? found.asNumber() : undefined
}

/** A name without its slash, or none. */
export function nameOf(context: PDFContext, value: PDFObject | undefined): string | undefined {
  const found = context.lookup(value)
  return found instanceof PDFName ? found.decodeText() : undefined
}

/** A text string as letters, or none. */
export function textOf(context: PDFContext, value: PDFObject | undefined): string | undefined {
  const found = context.lookup(value)
  return found instanceof PDFString || found instanceof PDFHexString
    ? found.decodeText()
    : undefined
}

/** A stream's contents with its filters undone. */
export const streamBytes = (stream: PDFRawStream): Uint8Array => decodePDFRawStream(stream).decode()

/** The entries of a name tree (`Names`) or number tree (`Nums`), in order. */
export function treeEntries(
  context: PDFContext,
  root: PDFObject | undefined,
  leafKey: 'Names' | 'Nums',
): [key: PDFObject, value: PDFObject][] {
  const entries: [PDFObject, PDFObject][] = []
  const seen = new Set<PDFDict>()
  const waiting: (PDFObject | undefined)[] = [root]
  while (waiting.length > 0) {
    const node = lookupDict(context, waiting.pop())
    if (!node || seen.has(node)) continue
    seen.add(node)
    const leaf = lookupArray(context, node.get(PDFName.of(leafKey)))
    for (let at = 0; leaf && at + 1 < leaf.size(); at += 2) {
      const key = context.lookup(leaf.get(at))
      if (key) entries.push([key, leaf.get(at + 1)])
    }
    const kids = lookupArray(context, node.get(PDFName.of('Kids')))
    for (let at = (kids?.size() ?? 0) - 1; at >= 0; at--) waiting.push(kids?.get(at))
  }
  return entries
}
