import { type Block, blocksText, type Cell, type ImageBlock, type Run, safeHref } from './blocks.ts'
import { makePdf } from './typst.ts'

/** A paper to be set from its blocks; see {@link makePaperPdf}. */
type Paper = {
  readonly title: string
  readonly blocks: readonly Block[]
  /** A line above the title: an item number, a body. */
  readonly kicker?: string
  /** Lines below the title. */
  readonly facts?: readonly string[]
  readonly language?: string
  readonly accent?: string
  readonly madeAt?: Date
}

const TEMPLATE = `#masthead(kicker: data.kicker, data.title, facts: data.facts)
#set-blocks(data.blocks, anchors: data.anchors, shift: 1)`

/**
 * Makes a paper that came as Word, Excel or a picture into a tagged PDF/UA-1 file
 * in the house style, from the same blocks as its HTML twin.
 *
 * A picture that nobody has described is passed over by a screen reader, and one
 * that cannot be drawn is replaced by a line that says so: neither stops the pack.
 */
export async function makePaperPdf(paper: Paper): Promise<Uint8Array> {
  try {
    return await set(paper, image => DRAWN.has(image.mediaType))
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : ''
    if (!/image|decode|svg/i.test(why)) throw fault
    return set(paper, () => false)
  }
}

// What Typst draws. Old Office pictures (EMF, WMF) are not among them.
const DRAWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml'])

function set(paper: Paper, canDraw: (image: ImageBlock) => boolean): Promise<Uint8Array> {
  const images = new Map<string, Uint8Array>()
  const anchors = new Set<string>()
  collectAnchors(paper.blocks, anchors)
  const data = {
    title: paper.title,
    kicker: paper.kicker ?? null,
    facts: paper.facts ?? [],
    anchors: [...anchors],
    blocks: paper.blocks.map(block => typstBlock(block, images, canDraw)),
  }
  return makePdf({
    title: paper.title,
    template: TEMPLATE,
    data,
    images,
    ...(paper.language === undefined ? {} : { language: paper.language }),
    ...(paper.accent === undefined ? {} : { accent: paper.accent }),
    ...(paper.madeAt === undefined ? {} : { madeAt: paper.madeAt }),
  })
}

function collectAnchors(blocks: readonly Block[], into: Set<string>): void {
  for (const block of blocks) {
    if (block.kind === 'heading' || block.kind === 'paragraph') {
      for (const run of block.runs) if (run.anchor !== undefined) into.add(run.anchor)
    } else if (block.kind === 'quote') collectAnchors(block.blocks, into)
    else if (block.kind === 'list') for (const item of block.items) collectAnchors(item, into)
    else if (block.kind === 'table') {
      for (const cell of block.rows.flat()) collectAnchors(cell.blocks, into)
    }
  }
}

function typstBlock(
  block: Block,
  images: Map<string, Uint8Array>,
  canDraw: (image: ImageBlock) => boolean,
): unknown {
  const each = (inner: Block): unknown => typstBlock(inner, images, canDraw)
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { ...block, runs: block.runs.map(typstRun) }
    case 'quote':
      return { ...block, blocks: block.blocks.map(each) }
    case 'list':
      return { ...block, items: block.items.map(item => item.map(each)) }
    case 'table': {
      const { rows, widths } = squared(block.rows, block.headerRows)
      if (widths.length === 0) return { kind: 'paragraph', runs: [] }
      const set = rows.map(row => row.map(cell => ({ ...cell, blocks: cell.blocks.map(each) })))
      return { ...block, columns: widths.length, widths, rows: set }
    }
    case 'image': {
      const { kind, name, alt, bytes } = block
      if (!canDraw(block)) {
        const words = alt === '' ? 'A picture stands here that cannot be shown.' : `Picture: ${alt}`
        return { kind: 'paragraph', runs: [{ text: words, italic: true }] }
      }
      images.set(name, bytes)
      return { kind, name, alt, width: naturalWidth(bytes) ?? null }
    }
    case 'page-break':
      return block
  }
}

function typstRun(run: Run): unknown {
  const { href, ...rest } = run
  const safe = href === undefined ? undefined : safeHref(href)
  return safe === undefined || run.text === '' ? rest : { ...rest, href: safe }
}

const NARROWEST = 4
const WIDEST = 40

/**
 * Rows made square, and the relative widths of their columns.
 *
 * Typst fills a table cell by cell, so one short row would shift all that follow;
 * widths come from the longest word and the usual length of the text, so that
 * figures do not get as much room as sentences.
 */
function squared(
  rows: readonly (readonly Cell[])[],
  headerRows: number,
): { rows: Cell[][]; widths: number[] } {
  const widths: number[] = []
  // For each column, how many rows more a cell from above fills.
  let filled: number[] = []
  const placed = rows.map((row, rowAt) => {
    const next = filled.map(left => Math.max(0, left - 1))
    const rowsLeft = (rowAt < headerRows ? headerRows : rows.length) - rowAt
    let column = 0
    const cells = row.map((cell): Cell => {
      while ((filled[column] ?? 0) > 0) column++
      let colspan = 1
      while (colspan < (cell.colspan ?? 1) && (filled[column + colspan] ?? 0) === 0) colspan++
      const rowspan = Math.min(cell.rowspan ?? 1, rowsLeft)
      for (let at = column; at < column + colspan; at++) {
        widths[at] = Math.max(widths[at] ?? NARROWEST, colspan === 1 ? widthOf(cell) : 0)
        next[at] = rowspan - 1
      }
      column += colspan
      return { ...cell, colspan, rowspan }
    })
    const free = filled
    filled = next
    return { cells, free }
  })
  const columns = widths.length
  return {
    widths,
    rows: placed.map(({ cells, free }) => {
      const used = cells.reduce((sum, cell) => sum + (cell.colspan ?? 1), 0)
      const fromAbove = free.filter(left => left > 0).length
      const short = Math.max(0, columns - used - fromAbove)
      return [...cells, ...Array.from({ length: short }, (): Cell => ({ blocks: [] }))]
    }),
  }
}

function widthOf(cell: Cell): number {
  const text = blocksText(cell.blocks)
  const longest = Math.max(0, ...text.split(/\s+/).map(word => word.length))
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, longest + 1, Math.sqrt(text.length) * 3)))
}

/** The width of a PNG, JPEG or GIF in points at 96 dots to the inch, or none. */
function naturalWidth(bytes: Uint8Array): number | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const dots =
    file.length > 24 && file.readUInt32BE(0) === 0x89504e47
      ? file.readUInt32BE(16)
      : file.length > 10 && file.toString('latin1', 0, 4) === 'GIF8'
        ? file.readUInt16LE(6)
        : jpegWidth(file)
  return dots === undefined ? undefined : dots * 0.75
}

function jpegWidth(file: Buffer): number | undefined {
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 < file.length; ) {
    if (file[at] !== 0xff) return undefined
    const marker = file[at + 1] ?? 0
    // The frame headers, but not the tables that share their range (ITU-T T.81, table B.1).
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return file.readUInt16BE(at + 7)
    }
    at += 2 + file.readUInt16BE(at + 2)
  }
  return undefined
}
