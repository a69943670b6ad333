import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFObjectCopier,
  PDFRawStream,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { lookupArray, lookupDict, lookupNumber, openPdf, streamBytes } from './pdf-file.ts'
import { makePdf } from './typst.ts'

// Points: 72 to the inch.
const SIZE = 9
const BASELINE_FROM_FOOT = 16
// As the house style's own margin.
const FROM_RIGHT_EDGE = 68
const FONT = PDFName.of('GoldthreadStamp')

/** A font for the stamp: how to write words in it, and how wide they are at 1 pt. */
type StampFont = {
  readonly ref: PDFRef
  readonly encode: (text: string) => string
  readonly width: (text: string) => number
}

/**
 * Makes the stamp for each page of a file: small words at the foot, at the right,
 * whichever way the page is turned.
 *
 * Written as a pagination artifact (ISO 32000-1, 14.8.2.2), so that a screen reader
 * passes over it, and on a patch of white, so that it can be read on any paper.
 */
export async function pageStamp(
  into: PDFContext,
  pages: number,
  label: (page: number, pages: number) => string = (page, of) => `Page ${page} of ${of}`,
): Promise<(page: PDFDict, number: number) => void> {
  const letters = new Set<string>()
  for (let page = 1; page <= pages; page++) {
    for (const letter of label(page, pages)) letters.add(letter)
  }
  const font = await stampFont(into, letters)
  // The page's own drawing is closed off, so that it cannot move or colour the stamp.
  const open = into.register(contentStream(into, 'q\n'))

  return (page, number) => {
    const text = label(number, pages)
    const width = font.width(text) * SIZE
    const { matrix, right } = frameOf(into, page)
    const x = right - FROM_RIGHT_EDGE - width
    const y = BASELINE_FROM_FOOT
    const drawing = [
      '\nQ',
      '/Artifact <</Type /Pagination /Subtype /Footer>> BDC',
      `q ${matrix.map(rounded).join(' ')} cm`,
      `1 g ${[x - 4, y - 4, width + 8, SIZE + 6].map(rounded).join(' ')} re f`,
      `0.3 0.38 0.45 rg BT ${FONT} ${SIZE} Tf ${rounded(x)} ${rounded(y)} Td`,
      `<${font.encode(text)}> Tj ET Q`,
      'EMC\n',
    ].join('\n')
    const close = into.register(contentStream(into, drawing))
    const contents = page.get(PDFName.of('Contents'))
    const own = into.lookup(contents)
    const streams = own instanceof PDFArray ? own.asArray() : contents && own ? [contents] : []
    page.set(PDFName.of('Contents'), into.obj([open, ...streams, close]))
    lendFont(into, page, font.ref)
  }
}

const contentStream = (into: PDFContext, content: string): PDFRawStream =>
  PDFRawStream.of(into.obj({}), Buffer.from(content, 'latin1'))

const rounded = (value: number): string => String(Math.round(value * 100) / 100)

/** The page as it is seen: how to get from its foot, left, to the page's own measures. */
function frameOf(into: PDFContext, page: PDFDict): { matrix: number[]; right: number } {
  const media = boxOf(into, page, 'MediaBox') ?? [0, 0, 595, 842]
  const crop = boxOf(into, page, 'CropBox') ?? media
  const x0 = Math.max(media[0], crop[0])
  const y0 = Math.max(media[1], crop[1])
  const x1 = Math.min(media[2], crop[2])
  const y1 = Math.min(media[3], crop[3])
  const turn = (((lookupNumber(into, page.get(PDFName.of('Rotate'))) ?? 0) % 360) + 360) % 360
  if (turn === 90) return { matrix: [0, 1, -1, 0, x1, y0], right: y1 - y0 }
  if (turn === 180) return { matrix: [-1, 0, 0, -1, x1, y1], right: x1 - x0 }
  if (turn === 270) return { matrix: [0, -1, 1, 0, x0, y1], right: y1 - y0 }
  return { matrix: [1, 0, 0, 1, x0, y0], right: x1 - x0 }
}

/** A box as [left, foot, right, top], whichever corners the file names. */
function boxOf(
  context: PDFContext,
  page: PDFDict,
  name: 'MediaBox' | 'CropBox',
): [number, number, number, number] | undefined {
  const box = lookupArray(context, page.get(PDFName.of(name)))
  const sides = [0, 1, 2, 3].map(at => lookupNumber(context, box?.get(at)))
  const [a, b, c, d] = sides
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
}

function lendFont(into: PDFContext, page: PDFDict, font: PDFRef): void {
  let resources = lookupDict(into, page.get(PDFName.of('Resources')))
  if (!resources) {
    resources = PDFDict.withContext(into)
    page.set(PDFName.of('Resources'), resources)
  }
  let fonts = lookupDict(into, resources.get(PDFName.of('Font')))
  if (!fonts) {
    fonts = PDFDict.withContext(into)
    resources.set(PDFName.of('Font'), fonts)
  }
  fonts.set(FONT, font)
}

/**
 * A font with just the letters wanted, embedded as PDF/UA requires: taken from a
 * page that Typst sets with them, so that no second font engine is needed.
 */
async function stampFont(into: PDFContext, letters: ReadonlySet<string>): Promise<StampFont> {
  const sheet = await makePdf({
    title: 'Letters',
    template: '#set par(leading: 1em)\n#data',
    data: [...letters].join(' '),
    madeAt: new Date(0),
  })
  const { context, pages } = await openPdf(sheet)
  const resources = lookupDict(context, pages[0]?.dict.get(PDFName.of('Resources')))
  const [name, from] = lookupDict(context, resources?.get(PDFName.of('Font')))?.entries()[0] ?? []
  const face = lookupDict(context, from)
  const unicode = context.lookup(face?.get(PDFName.of('ToUnicode')))
  const descendant = lookupArray(context, face?.get(PDFName.of('DescendantFonts')))?.get(0)
  const cid = lookupDict(context, descendant)
  if (!name || !from || !cid || !(unicode instanceof PDFRawStream)) {
    throw new Error('The page numbers have no font: the letter sheet is not as expected.')
  }
  const codes = codesOf(Buffer.from(streamBytes(unicode)).toString('latin1'))
  const widths = widthsOf(context, cid)
  const copied = PDFObjectCopier.for(context, into).copy(from)
  return {
    ref: into.getRef(copied) ?? into.register(copied),
    encode: text => Array.from(text, letter => codes.get(letter)?.hex ?? '').join(''),
    width: text =>
      Array.from(text, letter => widths(codes.get(letter)?.cid ?? 0)).reduce((a, b) => a + b, 0),
  }
}

/** Letter to code, from a ToUnicode map (ISO 32000-1, 9.10.3). */
function codesOf(map: string): Map<string, { hex: string; cid: number }> {
  const codes = new Map<string, { hex: string; cid: number }>()
  const add = (cid: number, digits: number, unicode: string) => {
    const letters = Buffer.from(unicode, 'hex').swap16().toString('utf16le')
    codes.set(letters, { hex: cid.toString(16).padStart(digits, '0'), cid })
  }
  for (const [, section = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', to = ''] of section.matchAll(/<([\da-f]+)>\s*<([\da-f]+)>/gi)) {
      add(Number.parseInt(code, 16), code.length, to)
    }
  }
  for (const [, section = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    const ranges = section.matchAll(/<([\da-f]+)>\s*<([\da-f]+)>\s*<([\da-f]+)>/gi)
    for (const [, first = '', last = '', to = ''] of ranges) {
      const start = Number.parseInt(first, 16)
      for (let cid = start; cid <= Number.parseInt(last, 16); cid++) {
        const unicode = (Number.parseInt(to, 16) + cid - start).toString(16)
        add(cid, first.length, unicode.padStart(to.length, '0'))
      }
    }
  }
  return codes
}

/** The width of each glyph at 1 pt, from a CIDFont's W and DW (ISO 32000-1, 9.7.4.3). */
function widthsOf(context: PDFContext, cidFont: PDFDict): (cid: number) => number {
  const widths = new Map<number, number>()
  const usual = lookupNumber(context, cidFont.get(PDFName.of('DW'))) ?? 1000
  const list = lookupArray(context, cidFont.get(PDFName.of('W')))?.asArray() ?? []
  for (let at = 0; at < list.length; ) {
    const first = lookupNumber(context, list[at]) ?? 0
    const run = lookupArray(context, list[at + 1])
    if (run) {
      for (let i = 0; i < run.size(); i++) {
        widths.set(first + i, lookupNumber(context, run.get(i)) ?? usual)
      }
      at += 2
    } else {
      const last = lookupNumber(context, list[at + 1]) ?? first
      const width = lookupNumber(context, list[at + 2]) ?? usual
      for (let cid = first; cid <= last; cid++) widths.set(cid, width)
      at += 3
    }
  }
  return cid => (widths.get(cid) ?? usual) / 1000
}
