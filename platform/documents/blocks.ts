/** A stretch of words of one look. Only `text` and `break` put ink on paper. */
export type Run = {
  readonly text: string
  readonly bold?: true
  readonly italic?: true
  readonly strike?: true
  readonly superscript?: true
  readonly subscript?: true
  /** `http:`, `https:`, `mailto:`, `tel:`, or `#anchor` within the document; see {@link safeHref}. */
  readonly href?: string
  /** A place that a link within the document may lead to. */
  readonly anchor?: string
  /** A new line within a paragraph; it comes after `text`. */
  readonly break?: true
}

/** One cell of a table. */
export type Cell = {
  readonly blocks: readonly Block[]
  readonly colspan?: number
  readonly rowspan?: number
  /** What the cell heads, where it is a header: its column or its row. */
  readonly header?: 'column' | 'row'
  /** Figures stand at the right. */
  readonly align?: 'right'
}

/**
 * A document as its parts in reading order: the one form from which the HTML twin
 * and the PDF are both made, so that they cannot differ.
 */
export type Block =
  /** Levels count from 1 below the document's own title, and never leave one out. */
  | { readonly kind: 'heading'; readonly level: number; readonly runs: readonly Run[] }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list'
      readonly ordered: boolean
      readonly start?: number
      readonly items: readonly (readonly Block[])[]
    }
  | {
      readonly kind: 'table'
      readonly caption?: string
      /** How many rows at the top are headers. */
      readonly headerRows: number
      readonly rows: readonly (readonly Cell[])[]
    }
  | {
      readonly kind: 'image'
      /** Unlike any other image's name in the document; no folders. */
      readonly name: string
      readonly mediaType: string
      readonly bytes: Uint8Array
      /** What it shows, in words; empty where nobody has said. */
      readonly alt: string
    }
  /** `page` is the page that begins here, where the source counts its pages. */
  | { readonly kind: 'page-break'; readonly page?: number }

export type ImageBlock = Extract<Block, { kind: 'image' }>

/**
 * A link's address if it may be followed: web, e-mail, telephone, or a place in the
 * document. Anything else (`javascript:`, `data:`, `file:`, a path on someone's own
 * disk) is none, and the words stay without a link.
 */
export function safeHref(href: string): string | undefined {
  // Browsers pass over these letters inside an address, so a scheme could hide behind them.
  const bare = href.replaceAll(/[\p{Cc}\p{Cf}\s]/gu, '')
  if (/^#[\w.:-]+$/.test(bare)) return bare
  if (!/^(?:https?:\/\/[^/]|mailto:.|tel:.)/i.test(bare)) return undefined
  return URL.canParse(bare) ? bare : undefined
}

/** The words of some blocks, one line for each paragraph, cell or item. */
export function blocksText(blocks: readonly Block[]): string {
  const lines = (block: Block): string[] => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        return [runsText(block.runs)]
      case 'quote':
        return block.blocks.flatMap(lines)
      case 'list':
        return block.items.flat().flatMap(lines)
      case 'table':
        return block.rows.flat().flatMap(cell => cell.blocks.flatMap(lines))
      case 'image':
        return block.alt === '' ? [] : [block.alt]
      case 'page-break':
        return []
    }
  }
  return blocks.flatMap(lines).join('\n')
}

export const runsText = (runs: readonly Run[]): string =>
  runs.map(run => run.text + (run.break ? '\n' : '')).join('')

/**
 * Headings so numbered that the first is at level 1 and none is left out (WCAG
 * 1.3.1; PDF/UA-1, 7.4.2), keeping which lies below which; those without words go.
 */
export function evenHeadings(blocks: readonly Block[]): Block[] {
  const open: number[] = []
  return blocks.flatMap((block): Block[] => {
    if (block.kind !== 'heading') return [block]
    if (runsText(block.runs).trim() === '') return []
    while ((open.at(-1) ?? 0) >= block.level) open.pop()
    open.push(block.level)
    return [{ ...block, level: open.length }]
  })
}
