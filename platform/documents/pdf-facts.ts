import { PDFDict, PDFName, PDFNumber, type PDFObject } from '@cantoo/pdf-lib'
import { extractText, getDocumentProxy } from 'unpdf'
import {
  claimedUaPart,
  kidsOf,
  languageOf,
  lookupDict,
  nameOf,
  openPdf,
  type PdfFile,
  structureRoot,
  textOf,
  titleOf,
} from './pdf-file.ts'

/** What can be said of a PDF without looking at it. */
export type PdfFacts = {
  readonly pages: number
  readonly tagged: boolean
  readonly title: string | undefined
  readonly language: string | undefined
  /** The part of PDF/UA that it says it keeps to. */
  readonly uaPart: number | undefined
  /** How many structure elements of each type there are, after the role map: `{H1: 3, P: 40}`. */
  readonly elements: Readonly<Record<string, number>>
  /** All of H and H1 to H6. */
  readonly headings: number
  readonly outline: readonly OutlineLine[]
}

/** One bookmark: its words, how deep it lies (0 at the top), and its page (from 1) where it has one. */
type OutlineLine = {
  readonly title: string
  readonly depth: number
  readonly page: number | undefined
}

/** Reads the facts of a PDF; throws PdfNotReadable where it cannot be read. */
export async function pdfFacts(bytes: Uint8Array): Promise<PdfFacts> {
  const pdf = await openPdf(bytes)
  const elements = elementCounts(pdf)
  return {
    pages: pdf.pages.length,
    tagged: structureRoot(pdf) !== undefined,
    title: titleOf(pdf),
    language: languageOf(pdf),
    uaPart: claimedUaPart(pdf),
    elements,
    headings: ['H', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6'].reduce(
      (sum, type) => sum + (elements[type] ?? 0),
      0,
    ),
    outline: outlineOf(pdf),
  }
}

/** The words of one page (from 1), in reading order as far as the file gives one. */
export async function pageText(bytes: Uint8Array, page: number): Promise<string> {
  const { text } = await extractText(
    await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }),
    {
      mergePages: false,
    },
  )
  const found = text[page - 1]
  if (found === undefined) throw new Error(`There is no page ${page}: the file has ${text.length}.`)
  return found
}

function elementCounts(pdf: PdfFile): Record<string, number> {
  const { context } = pdf
  const counts: Record<string, number> = {}
  const root = structureRoot(pdf)
  if (!root) return counts
  const roles = lookupDict(context, root.get(PDFName.of('RoleMap')))
  const seen = new Set<PDFDict>()
  const waiting: PDFObject[] = kidsOf(context, root)
  for (let kid = waiting.pop(); kid; kid = waiting.pop()) {
    const element = context.lookup(kid)
    if (!(element instanceof PDFDict) || seen.has(element)) continue
    seen.add(element)
    let type = nameOf(context, element.get(PDFName.of('S')))
    if (type === undefined) continue
    for (let hop = 0; hop < 8; hop++) {
      const role = nameOf(context, roles?.get(PDFName.of(type)))
      if (role === undefined || role === type) break
      type = role
    }
    counts[type] = (counts[type] ?? 0) + 1
    // One by one: an element can have more kids than a call may have arguments.
    for (const child of kidsOf(context, element)) {
      if (!(context.lookup(child) instanceof PDFNumber)) waiting.push(child)
    }
  }
  return counts
}

function outlineOf({ context, catalog, pages }: PdfFile): OutlineLine[] {
  const pageAt = new Map(pages.map(({ ref }, at) => [ref.tag, at + 1]))
  const lines: OutlineLine[] = []
  const seen = new Set<PDFDict>()
  const walk = (first: PDFObject | undefined, depth: number) => {
    for (let item = lookupDict(context, first); item && !seen.has(item); ) {
      seen.add(item)
      const dest = context.lookup(item.get(PDFName.of('Dest')))
      const target = dest instanceof PDFDict ? undefined : String(dest).match(/\d+ \d+ R/)?.[0]
      lines.push({
        title: textOf(context, item.get(PDFName.of('Title'))) ?? '',
        depth,
        page: target === undefined ? undefined : pageAt.get(target),
      })
      if (depth < 32) walk(item.get(PDFName.of('First')), depth + 1)
      item = lookupDict(context, item.get(PDFName.of('Next')))
    }
  }
  walk(lookupDict(context, catalog.get(PDFName.of('Outlines')))?.get(PDFName.of('First')), 0)
  return lines
}
