import { createHash } from 'node:crypto'
import {
  PDFContext,
  PDFHeader,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib'
import {
  formOf,
  leafOf,
  outlineOf,
  pageTreeOf,
  structureOf,
  topOf,
  xmpPacket,
} from './merged-trees.ts'
import { pageStamp } from './page-stamp.ts'
import { type Bookmark, type CopiedPart, copyPart } from './part-copier.ts'
import { claimedUaPart, openPdf } from './pdf-file.ts'
import { textObject, writePdf } from './pdf-writer.ts'

/** A bookmark asked for within a part: its page counts from 1 in that part. */
type PartBookmark = {
  readonly title: string
  readonly page: number
  readonly children?: readonly PartBookmark[]
}

/** One document of a pack. */
export type Part = {
  /** What a `part:KEY` link names; the part's place, from 0, unless told. */
  readonly key?: string
  readonly title: string
  readonly bytes: Uint8Array
  /** Bookmarks below the part's own; those the part brings unless told. */
  readonly bookmarks?: readonly PartBookmark[]
}

/** Where a part came to lie in the finished file. */
export type PartPlaced = {
  readonly key: string
  readonly title: string
  /** Its first page, counted from 1 in the finished file. */
  readonly start: number
  readonly pages: number
  readonly tagged: boolean
}

/** What {@link assemblePdf} is given; see there. */
export type PdfAssembly = {
  readonly title: string
  /** A BCP 47 tag: `en-GB` unless told. */
  readonly language?: string
  readonly parts: readonly Part[]
  /**
   * Makes what stands before the parts (cover, contents), given where each part
   * starts. It is asked again while its own length shifts the starts it was given.
   */
  readonly front?: {
    readonly title: string
    readonly make: (parts: readonly PartPlaced[]) => Promise<Uint8Array>
  }
  /** The words on each page; "Page n of N" unless told. */
  readonly pageLabel?: (page: number, pages: number) => string
  /** Written into the file as its day of making; now unless told. */
  readonly madeAt?: Date
}

/** What {@link assemblePdf} gives back. */
export type AssembledPdf = {
  readonly bytes: Uint8Array
  readonly pages: number
  /** The first page of each part, counted from 1. */
  readonly starts: readonly number[]
  readonly parts: readonly PartPlaced[]
  /** The titles of the parts that have no tags, so that a screen reader cannot follow them. */
  readonly untagged: readonly string[]
  /** True when every part says that it keeps to PDF/UA-1, so the whole may say so. */
  readonly claimsUa: boolean
}

const ROUNDS_OF_FRONT = 4

/**
 * Merges PDFs into one that keeps its tags.
 *
 * In: see {@link PdfAssembly}. Out: see {@link AssembledPdf}. The structure trees
 * hang side by side below one Document, each part under an element Part that bears
 * its title; ids, class names, roles, named destinations and fields are kept apart;
 * links within a part still work, and a link to `part:KEY` jumps to that part's
 * first page. Each page says where it is in the whole, as an artifact that a screen
 * reader passes over. A part without tags goes in as it is and is named in `untagged`.
 *
 * Throws PdfNotReadable when a part is encrypted or damaged (the intake has refused
 * such a file before), and an Error when the front links to no part; nothing is
 * then made. Scripts and actions that start by themselves are left behind.
 */
export async function assemblePdf(assembly: PdfAssembly): Promise<AssembledPdf> {
  const { title, language = 'en-GB', parts, front, madeAt = new Date() } = assembly
  if (title.trim() === '') throw new Error('A pack needs a title.')
  if (parts.length === 0 && !front) throw new Error('A pack needs at least one part.')

  const into = PDFContext.create()
  const documentElement = into.nextRef()
  const roles = new Map<string, string>()
  let nextParentKey = 0
  let claimsUa = true
  let version = '1.7'

  // One part is read, copied and let go before the next, so that memory holds one at a time.
  const bring = async (at: number, partTitle: string, bytes: Uint8Array) => {
    let file: Awaited<ReturnType<typeof openPdf>>
    try {
      file = await openPdf(bytes)
    } catch (fault) {
      if (fault instanceof Error) fault.message = `“${partTitle}”: ${fault.message}`
      throw fault
    }
    claimsUa &&= claimedUaPart(file) === 1
    if (file.context.header.getVersionString() >= '2.0') version = '2.0'
    const place = {
      prefix: `p${String(at).padStart(4, '0')}`,
      title: partTitle,
      firstParentKey: nextParentKey,
      structureParent: documentElement,
      language,
    }
    const copied = copyPart(file, into, place, roles)
    nextParentKey = copied.nextParentKey
    for (const [type, role] of copied.roles) roles.set(type, role)
    return copied
  }

  const copies: CopiedPart[] = []
  for (const [at, part] of parts.entries()) {
    copies.push(await bring(at + 1, part.title, part.bytes))
  }
  const placed = (frontPages: number): PartPlaced[] => {
    let start = frontPages + 1
    return parts.map((part, at) => {
      const pages = copies[at]?.pages.length ?? 0
      const tagged = copies[at]?.structure !== undefined
      const key = part.key ?? String(at)
      const place = { key, title: part.title, start, pages, tagged }
      start += pages
      return place
    })
  }

  let frontCopy: CopiedPart | undefined
  if (front) {
    const { bytes } = await settledFront(front.make, placed)
    frontCopy = await bring(0, front.title, bytes)
  }
  const places = placed(frontCopy?.pages.length ?? 0)
  const all = frontCopy ? [frontCopy, ...copies] : copies
  const pageRefs = all.flatMap(copy => copy.pages)
  const pageDicts = all.flatMap(copy => copy.pageDicts)

  // ---- pages and their stamp -------------------------------------------------------------------
  const stamp = await pageStamp(into, pageRefs.length, assembly.pageLabel)
  for (const [at, page] of pageDicts.entries()) stamp(page, at + 1)
  const pageTree = pageTreeOf(into, all)

  // ---- links between parts -----------------------------------------------------------------------
  const target = new Map(
    places.map((place, at) => [place.key, { place, first: copies[at]?.pages[0] }]),
  )
  for (const copy of all) {
    for (const { annotation, key } of copy.links) {
      const found = target.get(key)
      if (!found?.first) {
        if (copy !== frontCopy) continue
        throw new Error(`The front links to “${key}”, and no part has that key.`)
      }
      annotation.delete(PDFName.of('A'))
      annotation.set(PDFName.of('Dest'), topOf(into, found.first))
      annotation.set(
        PDFName.of('Contents'),
        textObject(`${found.place.title}, page ${found.place.start}`),
      )
    }
  }

  // ---- the catalogue -------------------------------------------------------------------------------
  const untagged = places.filter(place => !place.tagged).map(place => place.title)
  const catalog = into.obj({ Type: 'Catalog', Pages: pageTree, PageMode: 'UseOutlines' })
  catalog.set(PDFName.of('Lang'), PDFString.of(language))
  catalog.set(PDFName.of('ViewerPreferences'), into.obj({ DisplayDocTitle: true }))
  const structure = structureOf(into, documentElement, all, roles)
  if (structure) {
    catalog.set(PDFName.of('StructTreeRoot'), structure)
    catalog.set(PDFName.of('MarkInfo'), into.obj({ Marked: true }))
  }
  const bookmarks: Bookmark[] = []
  if (front && frontCopy?.pages[0]) {
    bookmarks.push({ title: front.title, dest: topOf(into, frontCopy.pages[0]), children: [] })
  }
  for (const [at, part] of parts.entries()) {
    const copy = copies[at]
    if (copy) bookmarks.push(bookmarkOf(into, part, copy))
  }
  const outline = outlineOf(into, bookmarks)
  if (outline) catalog.set(PDFName.of('Outlines'), outline)
  const dests = all.flatMap(copy => leafOf(into, copy.dests))
  if (dests.length > 0) {
    catalog.set(PDFName.of('Names'), into.obj({ Dests: into.obj({ Kids: dests }) }))
  }
  const form = formOf(into, all)
  if (form) catalog.set(PDFName.of('AcroForm'), form)
  const layers = all.flatMap(copy => copy.layers)
  if (layers.length > 0) {
    const off = all.flatMap(copy => copy.layersOff)
    catalog.set(
      PDFName.of('OCProperties'),
      into.obj({ OCGs: layers, D: { Order: layers, OFF: off } }),
    )
  }

  const xmp = xmpPacket({ title, language, madeAt, claimsUa })
  const metadata = PDFRawStream.of(into.obj({ Type: 'Metadata', Subtype: 'XML' }), Buffer.from(xmp))
  catalog.set(PDFName.of('Metadata'), into.register(metadata))
  into.trailerInfo.Root = into.register(catalog)
  into.trailerInfo.Info = into.register(
    into.obj({
      Title: textObject(title),
      Producer: textObject('Goldthread'),
      CreationDate: PDFString.fromDate(madeAt),
      ModDate: PDFString.fromDate(madeAt),
    }),
  )
  const digest = createHash('sha256').update(xmp)
  for (const part of parts) digest.update(part.bytes)
  const id = digest.digest('hex').slice(0, 32)
  into.trailerInfo.ID = into.obj([PDFHexString.of(id), PDFHexString.of(id)])
  into.header = PDFHeader.forVersion(Number(version[0]), Number(version[2]))

  return {
    bytes: writePdf(into),
    pages: pageRefs.length,
    starts: places.map(place => place.start),
    parts: places,
    untagged,
    claimsUa,
  }
}

async function settledFront(
  make: (parts: readonly PartPlaced[]) => Promise<Uint8Array>,
  placed: (frontPages: number) => PartPlaced[],
): Promise<{ bytes: Uint8Array }> {
  let assumed = 2
  for (let round = 0; round < ROUNDS_OF_FRONT; round++) {
    const bytes = await make(placed(assumed))
    const pages = (await openPdf(bytes)).pages.length
    if (pages === assumed) return { bytes }
    assumed = pages
  }
  throw new Error('The front changes its length each time it is told where the parts start.')
}

/** A part's bookmark: those below it as asked, else those it brought itself. */
function bookmarkOf(into: PDFContext, part: Part, copy: CopiedPart): Bookmark {
  const asked = (below: readonly PartBookmark[]): Bookmark[] =>
    below.map(({ title, page, children = [] }) => {
      const ref = copy.pages[page - 1]
      return { title, dest: ref && topOf(into, ref), children: asked(children) }
    })
  const [only, ...others] = copy.bookmarks
  // Many a paper has one top bookmark, its own title: it would only say the same twice.
  const brought =
    only && others.length === 0 && only.title.trim() === part.title.trim()
      ? only.children
      : copy.bookmarks
  const first = copy.pages[0]
  return {
    title: part.title,
    dest: first && topOf(into, first),
    children: part.bookmarks ? asked(part.bookmarks) : brought,
  }
}
