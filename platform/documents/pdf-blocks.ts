import { getDocumentProxy } from 'unpdf'
import { type Block, type Cell, evenHeadings, type Run, runsText, safeHref } from './blocks.ts'

/** What came out of a PDF, and what its clerk should know. */
type PdfRead = { readonly blocks: readonly Block[]; readonly warnings: readonly string[] }

// The parts of pdf.js's answers that are read here.
type TagNode = {
  readonly role?: string
  readonly children?: readonly TagNode[]
  readonly type?: string
  readonly id?: string
  readonly alt?: string
}
type TextItem = {
  readonly str?: string
  readonly hasEOL?: boolean
  readonly transform?: readonly number[]
  readonly height?: number
  readonly type?: string
  readonly tag?: string
  readonly id?: string
}

/** One page's words: by the mark that its tags refer to, and line by line. */
type PageWords = {
  readonly marked: ReadonlyMap<string, string>
  readonly lines: readonly { text: string; y: number; height: number }[]
  /** Letters on the page, other than page furniture. */
  readonly letters: number
}

// Tags that reach fewer of a page's letters than this would lose what is on it.
const ENOUGH_TAGGED = 0.6

/**
 * Reads a PDF into blocks, page by page: headings, lists, tables and links where the
 * file is tagged, else its lines as paragraphs below a heading for each page. Throws
 * where the file cannot be read.
 */
export async function pdfBlocks(bytes: Uint8Array): Promise<PdfRead> {
  // The reader keeps what it is given, so it is given a copy.
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
  try {
    const blocks: Block[] = []
    const scans: number[] = []
    const reader = new TagReader()
    let tagged = 0
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const content = await page.getTextContent({ includeMarkedContent: true })
      const words = wordsOf(content.items as readonly TextItem[])
      const tree = (await page.getStructTree()) as TagNode | null
      const inner = tree ? reader.read(tree, words, await linksOf(page)) : []
      const reached = tree ? reader.lettersRead : 0
      if (inner.length > 0 && reached >= words.letters * ENOUGH_TAGGED) {
        tagged++
        blocks.push({ kind: 'page-break', page: number }, ...inner)
      } else {
        // Where no tag says what lies where, the pages themselves are the way about.
        const runs = [{ text: `Page ${number}`, anchor: `page-${number}` }]
        blocks.push({ kind: 'heading', level: 1, runs }, ...paragraphsOf(words))
        if (words.letters === 0) scans.push(number)
      }
      page.cleanup()
    }
    return {
      blocks: evenHeadings(blocks),
      warnings: warningsOf(pdf.numPages, tagged, scans, reader),
    }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

function warningsOf(
  pages: number,
  tagged: number,
  scans: readonly number[],
  reader: TagReader,
): string[] {
  const warnings: string[] = []
  if (tagged === 0) {
    warnings.push(
      'This PDF has no tags, so a screen reader user cannot tell headings, lists and tables from plain text. Upload the Word file instead, or save it again with “Document structure tags for accessibility”.',
    )
  } else if (tagged < pages) {
    warnings.push(
      `On ${pages - tagged} of ${pages} pages the tags are missing or leave out much of the text; those pages are shown as plain text.`,
    )
  }
  if (scans.length > 0) {
    const which = scans.length > 8 ? `${scans.slice(0, 8).join(', ')} …` : scans.join(', ')
    warnings.push(
      `${scans.length === 1 ? `Page ${which} has` : `Pages ${which} have`} no text, as a scan has none: nobody can search, copy or listen to ${scans.length === 1 ? 'it' : 'them'}.`,
    )
  }
  if (reader.undescribed > 0) {
    const one = reader.undescribed === 1
    warnings.push(
      `${reader.undescribed} ${one ? 'picture has' : 'pictures have'} no description, so a reader who cannot see ${one ? 'it' : 'them'} misses what ${one ? 'it shows' : 'they show'}.`,
    )
  }
  return warnings
}

async function linksOf(page: {
  getAnnotations(): Promise<{ id?: string; url?: string }[]>
}): Promise<Map<string, string>> {
  const links = new Map<string, string>()
  for (const { id, url } of await page.getAnnotations()) {
    const href = url === undefined ? undefined : safeHref(url)
    if (id !== undefined && href !== undefined) links.set(id, href)
  }
  return links
}

function wordsOf(items: readonly TextItem[]): PageWords {
  const marked = new Map<string, string>()
  const lines: { text: string; y: number; height: number }[] = []
  const open: { id: string | undefined; furniture: boolean }[] = []
  let letters = 0
  let line = { text: '', y: 0, height: 0 }
  for (const item of items) {
    if (item.type === 'endMarkedContent') open.pop()
    else if (item.type !== undefined) {
      open.push({ id: item.id, furniture: item.tag === 'Artifact' })
    } else {
      if (open.some(mark => mark.furniture)) continue
      const text = (item.str ?? '') + (item.hasEOL ? '\n' : '')
      letters += text.trim().length
      const id = open.findLast(mark => mark.id !== undefined)?.id
      if (id !== undefined) marked.set(id, (marked.get(id) ?? '') + text)
      if (line.text === '')
        line = { text: '', y: item.transform?.[5] ?? 0, height: item.height ?? 0 }
      line.text += item.str ?? ''
      line.height = Math.max(line.height, item.height ?? 0)
      if (item.hasEOL) {
        lines.push(line)
        line = { text: '', y: 0, height: 0 }
      }
    }
  }
  if (line.text !== '') lines.push(line)
  return { marked, lines, letters }
}

// A step down of more than this many line heights starts a paragraph.
const PARAGRAPH_STEP = 1.6

function paragraphsOf({ lines }: PageWords): Block[] {
  const blocks: Block[] = []
  let text = ''
  let before: { y: number; height: number } | undefined
  const close = () => {
    if (text.trim() !== '') blocks.push({ kind: 'paragraph', runs: [{ text: tidy(text) }] })
    text = ''
  }
  for (const line of lines) {
    if (line.text.trim() === '') continue
    const step = before ? Math.abs(before.y - line.y) : 0
    if (before && step > Math.max(before.height, line.height, 1) * PARAGRAPH_STEP) close()
    // A word broken at the end of a line keeps its hyphen: it may be its own (“well-being”).
    const joined = /\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(line.text)
    text += `${text === '' || joined ? '' : ' '}${line.text}`
    before = line
  }
  close()
  return blocks
}

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

// ISO 32000-1, 14.8.4.4 and later: what stands within a line of words.
const INLINE = new Set(
  'Span Link Em Strong Quote Reference BibEntry Code Lbl Sub Annot Ruby RB RT RP Warichu WT WP'.split(
    ' ',
  ),
)

class TagReader {
  undescribed = 0
  lettersRead = 0
  private words: PageWords = { marked: new Map(), lines: [], letters: 0 }
  private links: ReadonlyMap<string, string> = new Map()

  read(tree: TagNode, words: PageWords, links: ReadonlyMap<string, string>): Block[] {
    this.words = words
    this.links = links
    this.lettersRead = 0
    return this.blocks(tree.children ?? [])
  }

  private blocks(nodes: readonly TagNode[]): Block[] {
    const blocks: Block[] = []
    let loose: Run[] = []
    const close = () => {
      if (runsText(loose).trim() !== '') blocks.push({ kind: 'paragraph', runs: tidyRuns(loose) })
      loose = []
    }
    for (const node of nodes) {
      if (node.role === undefined || INLINE.has(node.role)) loose.push(...this.runs([node]))
      else {
        close()
        blocks.push(...this.block(node))
      }
    }
    close()
    return blocks
  }

  private block(node: TagNode): Block[] {
    const { role = '', children = [] } = node
    const heading = /^H([1-6])?$/.exec(role)
    if (heading || role === 'Title') {
      const runs = tidyRuns(this.runs(children))
      return [{ kind: 'heading', level: Number(heading?.[1] ?? 1), runs }]
    }
    if (role === 'L' || role === 'TOC') return this.list(children)
    if (role === 'Table') return this.table(node)
    if (role === 'BlockQuote') return [{ kind: 'quote', blocks: this.blocks(children) }]
    if (role === 'Figure' || role === 'Formula') return this.figure(node)
    if (role === 'Artifact') return []
    return this.blocks(children)
  }

  private figure({ alt, children = [] }: TagNode): Block[] {
    const inside = this.blocks(children)
    if (alt !== undefined && alt.trim() !== '') {
      return [{ kind: 'paragraph', runs: [{ text: `Picture: ${alt.trim()}`, italic: true }] }]
    }
    this.undescribed++
    return inside
  }

  private list(nodes: readonly TagNode[]): Block[] {
    let ordered = false
    const items = nodes.flatMap((item): Block[][] => {
      if (item.role === 'Caption') return []
      const children = item.children ?? []
      if (item.role === 'L' || item.role === 'TOC') return [this.list(children)]
      const label = children.find(child => child.role === 'Lbl')
      const words = label ? runsText(this.runs([label])).trim() : ''
      if (/^\(?[\da-z]{1,3}[.)]/i.test(words)) ordered = true
      // A number that the list gives by itself need not be said twice.
      const body = children.filter(child => child.role !== 'Lbl')
      const blocks = this.blocks(body)
      return blocks.length === 0 ? [] : [blocks]
    })
    return items.length === 0 ? [] : [{ kind: 'list', ordered, items }]
  }

  private table(table: TagNode): Block[] {
    const rows: { cells: { cell: Cell; isHead: boolean }[]; inHead: boolean }[] = []
    let caption: string | undefined
    const walk = (nodes: readonly TagNode[], inHead: boolean) => {
      for (const node of nodes) {
        if (node.role === 'TR') {
          const cells = (node.children ?? []).flatMap(child =>
            child.role === 'TH' || child.role === 'TD'
              ? [{ cell: { blocks: this.cell(child) }, isHead: child.role === 'TH' }]
              : [],
          )
          if (cells.length > 0) rows.push({ cells, inHead })
        } else if (node.role === 'Caption') {
          caption = tidy(runsText(this.runs(node.children ?? [])))
        } else walk(node.children ?? [], inHead || node.role === 'THead')
      }
    }
    walk(table.children ?? [], false)
    if (rows.length === 0) return []
    let headerRows = 0
    while (rows[headerRows]?.inHead || rows[headerRows]?.cells.every(({ isHead }) => isHead)) {
      headerRows++
    }
    if (headerRows === rows.length) headerRows = rows.length > 1 ? 1 : 0
    return [
      {
        kind: 'table',
        ...(caption === undefined || caption === '' ? {} : { caption }),
        headerRows,
        rows: rows.map(({ cells }, at) =>
          cells.map(({ cell, isHead }): Cell => {
            if (at < headerRows) return { ...cell, header: 'column' }
            return isHead ? { ...cell, header: 'row' } : cell
          }),
        ),
      },
    ]
  }

  private cell(node: TagNode): Block[] {
    return this.blocks(node.children ?? []).map(block =>
      block.kind === 'heading' ? { kind: 'paragraph', runs: block.runs } : block,
    )
  }

  private runs(nodes: readonly TagNode[], href?: string): Run[] {
    return nodes.flatMap((node): Run[] => {
      if (node.type === 'content' && node.id !== undefined) {
        const text = (this.words.marked.get(node.id) ?? '').replaceAll(/\s+/g, ' ')
        this.lettersRead += text.trim().length
        return text === '' ? [] : [{ text, ...(href === undefined ? {} : { href }) }]
      }
      if (node.role === 'Artifact') return []
      const children = node.children ?? []
      const target = children.find(child => child.type === 'object' || child.type === 'annotation')
      const own = node.role === 'Link' ? this.links.get(target?.id ?? '') : undefined
      return this.runs(children, own ?? href)
    })
  }
}

/** Runs of one line of words: single spaces within, none at the ends. */
function tidyRuns(runs: readonly Run[]): Run[] {
  const tidied: Run[] = []
  for (const run of runs) {
    const before = tidied.at(-1)
    const text = before === undefined || before.text.endsWith(' ') ? run.text.trimStart() : run.text
    if (text === '') continue
    if (before && before.href === run.href) {
      tidied[tidied.length - 1] = { ...before, text: before.text + text }
    } else tidied.push({ ...run, text })
  }
  const last = tidied.at(-1)
  if (last) tidied[tidied.length - 1] = { ...last, text: last.text.trimEnd() }
  return tidied
}
