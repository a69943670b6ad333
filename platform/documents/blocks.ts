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

/** How {@link blocksToHtml} is to write. */
type HtmlSetting = {
  /** The level of the heading that the document stands below: its own begin one lower. */
  readonly below: 1 | 2 | 3 | 4
  /** Where a picture is served from; inside the page itself unless told. */
  readonly imageHref?: (image: ImageBlock) => string
  /** Put before every anchor, so that two papers on one page do not meet. */
  readonly idPrefix?: string
}

/**
 * Writes blocks as HTML with NHS class names. The result holds nothing but the
 * elements named here: no script, style, event or foreign address can come through,
 * because the words are escaped and links are held to {@link safeHref}.
 */
export function blocksToHtml(blocks: readonly Block[], setting: HtmlSetting): string {
  const { below, idPrefix = '' } = setting
  const imageHref = setting.imageHref ?? dataAddress

  // Two regions of one page must not bear one name.
  let tables = 0

  const runHtml = (run: Run): string => {
    let html = escapeHtml(run.text)
    const wrap = (tag: string) => {
      if (html !== '') html = `<${tag}>${html}</${tag}>`
    }
    if (run.bold) wrap('strong')
    if (run.italic) wrap('em')
    if (run.strike) wrap('s')
    if (run.superscript) wrap('sup')
    if (run.subscript) wrap('sub')
    const href = run.href === undefined ? undefined : safeHref(run.href)
    const id = run.anchor === undefined ? '' : ` id="${escapeHtml(idPrefix + run.anchor)}"`
    if (href !== undefined && html !== '') {
      const target = href.startsWith('#') ? `#${idPrefix}${href.slice(1)}` : href
      html = `<a href="${escapeHtml(target)}"${id}>${html}</a>`
    } else if (id !== '') html = `<span${id}>${html}</span>`
    return html + (run.break ? '<br>' : '')
  }
  const runsHtml = (runs: readonly Run[]): string => runs.map(runHtml).join('')

  // A paragraph alone in its cell or item needs no element of its own.
  const within = (inner: readonly Block[]): string => {
    const [only, next] = inner
    if (only?.kind === 'paragraph' && (next === undefined || next.kind === 'list')) {
      return runsHtml(only.runs) + inner.slice(1).map(blockHtml).join('')
    }
    return inner.map(blockHtml).join('')
  }

  const cellHtml = (cell: Cell): string => {
    const spans =
      ((cell.colspan ?? 1) > 1 ? ` colspan="${cell.colspan}"` : '') +
      ((cell.rowspan ?? 1) > 1 ? ` rowspan="${cell.rowspan}"` : '')
    const numeric = cell.align === 'right' ? '--numeric' : ''
    if (cell.header === undefined) {
      const look = numeric && ' nhsuk-table__cell--numeric'
      return `<td class="nhsuk-table__cell${look}"${spans}>${within(cell.blocks)}</td>`
    }
    const wide = ((cell.header === 'column' ? cell.colspan : cell.rowspan) ?? 1) > 1
    const scope = cell.header === 'column' ? (wide ? 'colgroup' : 'col') : wide ? 'rowgroup' : 'row'
    const look = numeric && ' nhsuk-table__header--numeric'
    return `<th class="nhsuk-table__header${look}" scope="${scope}"${spans}>${within(cell.blocks)}</th>`
  }
  const rowHtml = (row: readonly Cell[]): string =>
    `<tr class="nhsuk-table__row">${row.map(cellHtml).join('')}</tr>`

  const blockHtml = (block: Block): string => {
    switch (block.kind) {
      case 'heading': {
        const level = Math.min(6, below + block.level)
        return `<h${level}>${runsHtml(block.runs)}</h${level}>`
      }
      case 'paragraph':
        return `<p>${runsHtml(block.runs)}</p>`
      case 'quote':
        return `<blockquote>${block.blocks.map(blockHtml).join('')}</blockquote>`
      case 'list': {
        const tag = block.ordered ? 'ol' : 'ul'
        const look = block.ordered ? 'number' : 'bullet'
        const start = block.ordered && (block.start ?? 1) !== 1 ? ` start="${block.start}"` : ''
        const items = block.items.map(item => `<li>${within(item)}</li>`).join('')
        return `<${tag} class="nhsuk-list nhsuk-list--${look}"${start}>${items}</${tag}>`
      }
      case 'table': {
        const caption =
          block.caption === undefined
            ? ''
            : `<caption class="nhsuk-table__caption">${escapeHtml(block.caption)}</caption>`
        const head = block.rows.slice(0, block.headerRows).map(rowHtml).join('')
        const body = block.rows.slice(block.headerRows).map(rowHtml).join('')
        const thead = head && `<thead class="nhsuk-table__head">${head}</thead>`
        // A region that scrolls must be reachable by keyboard, and then needs a name (WCAG 2.1.1).
        tables++
        const name = escapeHtml(`Table ${tables}${block.caption ? `: ${block.caption}` : ''}`)
        return (
          `<div class="app-table-scroll" role="region" tabindex="0" aria-label="${name}">` +
          `<table class="nhsuk-table">${caption}${thead}<tbody class="nhsuk-table__body">${body}</tbody></table></div>`
        )
      }
      case 'image': {
        const source = escapeHtml(imageHref(block))
        return `<p><img class="nhsuk-image__img" src="${source}" alt="${escapeHtml(block.alt)}"></p>`
      }
      case 'page-break':
        return block.page === undefined
          ? ''
          : `<p class="app-page-marker" id="${escapeHtml(`${idPrefix}page-${block.page}`)}">Page ${block.page}</p>`
    }
  }
  return blocks.map(blockHtml).join('\n')
}

const dataAddress = (image: ImageBlock): string =>
  `data:${image.mediaType};base64,${Buffer.from(image.bytes).toString('base64')}`

const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

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
