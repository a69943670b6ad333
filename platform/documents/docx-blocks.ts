import mammoth from 'mammoth'
import { type Block, blocksText, type Cell, evenHeadings, type Run, safeHref } from './blocks.ts'

/** What came out of a Word document, and what its clerk should know. */
type DocxRead = { readonly blocks: readonly Block[]; readonly warnings: readonly string[] }

// Mammoth's own map knows headings, lists and tables; these are the rest of what papers use.
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='caption'] => p:fresh",
  "p[style-name='Caption'] => p:fresh",
  "r[style-name='Emphasis'] => em",
  "br[type='page'] => hr",
]

/**
 * Reads a Word document into blocks: headings by their styles, lists, tables with
 * their header rows, links, footnotes and pictures. Throws where Mammoth cannot
 * read the file.
 */
export async function docxBlocks(bytes: Uint8Array): Promise<DocxRead> {
  const images: { mediaType: string; bytes: Uint8Array }[] = []
  const { value: html, messages } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      styleMap: STYLES,
      // The map that a document carries could name any element at all.
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async image => {
        images.push({ mediaType: image.contentType, bytes: await image.readAsBuffer() })
        return { src: String(images.length - 1) }
      }),
    },
  )
  const reader = new HtmlReader(images)
  const blocks = evenHeadings(reader.blocks(parse(html)))
  const warnings = reader.warnings(blocks)
  if (messages.some(({ message }) => /external image/i.test(message))) {
    warnings.push(
      'A picture lies outside the file, on someone’s own disk or the web, and is left out. In Word: copy it into the paper.',
    )
  }
  if (blocks.length === 0) warnings.push('The paper has nothing in it that can be read.')
  return { blocks, warnings }
}

// ---- Mammoth's HTML ------------------------------------------------------------------------------

type Element = {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: Node[]
}
type Node = Element | string

const VOID = new Set(['br', 'img', 'hr'])
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

const plainText = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot);/g, (whole, name: string) => ENTITIES[name] ?? whole)

/**
 * Mammoth's writer escapes every letter with a meaning and closes every element, so
 * a walk from sign to sign is a whole reading of it. It reads no other HTML.
 */
function parse(html: string): Node[] {
  const top: Element = { tag: '', attributes: new Map(), children: [] }
  const open: Element[] = [top]
  for (const [, closing, tag = '', attributes = '', text = ''] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*\/?>|([^<]+)/g,
  )) {
    const here = open.at(-1) ?? top
    if (tag === '') here.children.push(plainText(text))
    else if (closing === '/') {
      if (open.length > 1) open.pop()
    } else {
      const pairs = attributes.matchAll(/([a-z-]+)="([^"]*)"/g)
      const element: Element = {
        tag,
        attributes: new Map(
          Array.from(pairs, ([, name = '', value = '']) => [name, plainText(value)]),
        ),
        children: [],
      }
      here.children.push(element)
      if (!VOID.has(tag)) open.push(element)
    }
  }
  return top.children
}

type Look = Partial<Omit<Run, 'text' | 'break' | 'anchor'>>

class HtmlReader {
  private readonly images: readonly { mediaType: string; bytes: Uint8Array }[]
  private undescribed = 0
  private undrawn = 0
  private withoutHeader = 0
  private brokenLinks = 0

  constructor(images: readonly { mediaType: string; bytes: Uint8Array }[]) {
    this.images = images
  }

  warnings(blocks: readonly Block[]): string[] {
    const warnings: string[] = []
    if (this.undescribed > 0) {
      warnings.push(
        `${count(this.undescribed, 'picture has', 'pictures have')} no description, so a reader who cannot see ${this.undescribed === 1 ? 'it' : 'them'} misses what ${this.undescribed === 1 ? 'it shows' : 'they show'}. In Word: right-click the picture, “View alt text”.`,
      )
    }
    if (this.undrawn > 0) {
      warnings.push(
        `${count(this.undrawn, 'picture is', 'pictures are')} of an old Office kind that browsers cannot show. Paste ${this.undrawn === 1 ? 'it' : 'them'} again as a picture (PNG).`,
      )
    }
    if (this.withoutHeader > 0) {
      warnings.push(
        `${count(this.withoutHeader, 'table does', 'tables do')} not say which row is the header; the first row was taken. In Word: “Repeat header rows”.`,
      )
    }
    if (this.brokenLinks > 0) {
      warnings.push(
        `${count(this.brokenLinks, 'link leads', 'links lead')} nowhere a reader can follow; the words were kept without ${this.brokenLinks === 1 ? 'it' : 'them'}.`,
      )
    }
    if (!blocks.some(block => block.kind === 'heading') && blocksText(blocks).length > 3000) {
      warnings.push(
        'The paper has no headings, so nobody can jump to a section. In Word: give the titles of sections a heading style.',
      )
    }
    return warnings
  }

  blocks(nodes: readonly Node[]): Block[] {
    const blocks: Block[] = []
    // Words that stand in no paragraph of their own, as in a list item.
    let loose: Node[] = []
    const close = () => {
      blocks.push(...this.paragraph(loose, runs => ({ kind: 'paragraph', runs })))
      loose = []
    }
    for (const node of nodes) {
      const block = typeof node === 'string' ? undefined : this.block(node)
      if (block === undefined) loose.push(node)
      else {
        close()
        blocks.push(...block)
      }
    }
    close()
    return blocks
  }

  /** The blocks an element makes, or none where it is words within a paragraph. */
  private block(element: Element): Block[] | undefined {
    const { tag, children } = element
    const heading = /^h([1-6])$/.exec(tag)
    if (heading) {
      const level = Number(heading[1])
      return this.paragraph(children, runs => ({ kind: 'heading', level, runs }))
    }
    if (tag === 'p') return this.paragraph(children, runs => ({ kind: 'paragraph', runs }))
    if (tag === 'ul' || tag === 'ol') {
      const items = children.flatMap(item => {
        if (typeof item === 'string' || item.tag !== 'li') return []
        const blocks = this.blocks(item.children)
        const anchor = item.attributes.get('id')
        return [anchor === undefined ? blocks : anchored(blocks, anchor)]
      })
      return items.length === 0 ? [] : [{ kind: 'list', ordered: tag === 'ol', items }]
    }
    if (tag === 'table') return this.table(element)
    if (tag === 'blockquote') return [{ kind: 'quote', blocks: this.blocks(children) }]
    if (tag === 'hr') return [{ kind: 'page-break' }]
    return undefined
  }

  /** A paragraph or heading; a picture or a new page within it stands on its own. */
  private paragraph(nodes: readonly Node[], make: (runs: Run[]) => Block): Block[] {
    const blocks: Block[] = []
    let runs: Run[] = []
    const close = () => {
      if (runs.some(run => run.text.trim() !== '' || run.anchor !== undefined)) {
        blocks.push(make(trimmed(runs)))
      }
      runs = []
    }
    const walk = (node: Node, look: Look) => {
      if (typeof node === 'string') {
        runs.push({ text: node, ...look })
        return
      }
      if (node.tag === 'br') runs.push({ text: '', break: true })
      else if (node.tag === 'img' || node.tag === 'hr') {
        close()
        blocks.push(...(node.tag === 'hr' ? [{ kind: 'page-break' } as const] : this.image(node)))
      } else {
        const anchor = node.attributes.get('id')
        if (anchor !== undefined) runs.push({ text: '', anchor })
        const inner = { ...look, ...this.look(node) }
        // Mammoth's arrow back from a footnote, in words that can be heard.
        const isWayBack = inner.href !== undefined && node.children[0] === '↑'
        const children = isWayBack ? ['Back to the text'] : node.children
        for (const child of children) walk(child, inner)
      }
    }
    for (const node of nodes) walk(node, {})
    close()
    return blocks
  }

  private look(element: Element): Look {
    switch (element.tag) {
      case 'strong':
        return { bold: true }
      case 'em':
        return { italic: true }
      case 's':
        return { strike: true }
      case 'sup':
        return { superscript: true }
      case 'sub':
        return { subscript: true }
      case 'a': {
        const given = element.attributes.get('href')
        if (given === undefined) return {}
        const href = safeHref(given)
        if (href === undefined) this.brokenLinks++
        return href === undefined ? {} : { href }
      }
      default:
        return {}
    }
  }

  private image(element: Element): Block[] {
    const at = Number(element.attributes.get('src'))
    const source = this.images[at]
    if (!source) return []
    const alt = element.attributes.get('alt')?.trim() ?? ''
    if (alt === '') this.undescribed++
    const ending = /^image\/(png|jpeg|gif|webp)$/.exec(source.mediaType)?.[1]
    if (ending === undefined) {
      this.undrawn++
      const words = alt === '' ? 'A picture stands here that cannot be shown.' : `Picture: ${alt}`
      return [{ kind: 'paragraph', runs: [{ text: words, italic: true }] }]
    }
    const name = `picture-${at + 1}.${ending}`
    return [{ kind: 'image', name, mediaType: source.mediaType, bytes: source.bytes, alt }]
  }

  private table(element: Element): Block[] {
    const rows: { cells: Cell[]; isHeader: boolean }[] = []
    const walk = (nodes: readonly Node[], isHeader: boolean) => {
      for (const node of nodes) {
        if (typeof node === 'string') continue
        if (node.tag === 'tr') rows.push({ cells: this.cells(node), isHeader })
        else walk(node.children, node.tag === 'thead')
      }
    }
    walk(element.children, false)
    const filled = rows.filter(({ cells }) => cells.length > 0)
    const [first] = filled
    if (!first) return []
    // One cell is a frame round some text, not a table.
    if (filled.length === 1 && first.cells.length === 1) return [...(first.cells[0]?.blocks ?? [])]

    let headerRows = 0
    while (filled[headerRows]?.isHeader) headerRows++
    const widest = Math.max(...filled.map(({ cells }) => cells.length))
    const byRow =
      headerRows === 0 &&
      widest === 2 &&
      filled.every(({ cells }) => cells.length === 1 || looksLikeLabel(cells[0]))
    if (headerRows === 0 && !byRow && filled.length > 1) {
      if (first.cells.every(cell => blocksText(cell.blocks).trim() !== '')) {
        headerRows = 1
        this.withoutHeader++
      }
    }
    return [
      {
        kind: 'table',
        headerRows,
        rows: filled.map(({ cells }, rowAt) =>
          cells.map((cell, cellAt): Cell => {
            if (rowAt < headerRows) return { ...cell, header: 'column' }
            return byRow && cellAt === 0 && cells.length > 1 ? { ...cell, header: 'row' } : cell
          }),
        ),
      },
    ]
  }

  private cells(row: Element): Cell[] {
    return row.children.flatMap((node): Cell[] => {
      if (typeof node === 'string' || (node.tag !== 'td' && node.tag !== 'th')) return []
      const span = (name: string): number =>
        Math.min(200, Math.max(1, Number(node.attributes.get(name)) || 1))
      const [colspan, rowspan] = [span('colspan'), span('rowspan')]
      // A heading in a cell would stand between the sections of the paper: it is bold text.
      const blocks = this.blocks(node.children).map(block =>
        block.kind === 'heading'
          ? {
              kind: 'paragraph' as const,
              runs: block.runs.map(run => ({ ...run, bold: true as const })),
            }
          : block,
      )
      return [
        {
          blocks: blocks.filter(block => block.kind !== 'page-break'),
          ...(colspan > 1 ? { colspan } : {}),
          ...(rowspan > 1 ? { rowspan } : {}),
        },
      ]
    })
  }
}

/** “Title of report:” or a word in bold: the first cell of a cover sheet's line. */
function looksLikeLabel(cell: Cell | undefined): boolean {
  const runs = cell?.blocks.flatMap(block => (block.kind === 'paragraph' ? block.runs : [])) ?? []
  const words = runs.filter(run => run.text.trim() !== '')
  if (words.length === 0) return false
  return words.every(run => run.bold) || (words.at(-1)?.text.trim().endsWith(':') ?? false)
}

const count = (number: number, one: string, many: string): string =>
  `${number} ${number === 1 ? one : many}`

function anchored(blocks: readonly Block[], anchor: string): Block[] {
  const [first, ...rest] = blocks
  if (first?.kind !== 'paragraph') {
    return [{ kind: 'paragraph', runs: [{ text: '', anchor }] }, ...blocks]
  }
  return [{ ...first, runs: [{ text: '', anchor }, ...first.runs] }, ...rest]
}

/** Without the new lines and spaces at either end. */
function trimmed(runs: readonly Run[]): Run[] {
  const isBlank = (run: Run | undefined): boolean =>
    run !== undefined && run.text.trim() === '' && run.anchor === undefined
  let from = 0
  let to = runs.length
  while (from < to && isBlank(runs[from])) from++
  while (to > from && isBlank(runs[to - 1])) to--
  return runs.slice(from, to)
}
