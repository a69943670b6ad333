import MarkdownIt, { type Token } from 'markdown-it'
import { type Block, type Cell, evenHeadings, type Run, safeHref } from './blocks.ts'

const reader = new MarkdownIt({ html: false, linkify: false, typographer: false })

/**
 * What a person typed in the marks of Markdown, as blocks: the same text then goes
 * into pages and PDF alike. No HTML, no pictures (their words stay), safe links only;
 * headings begin at level 1 and leave none out.
 */
export function markdownBlocks(text: string): Block[] {
  const walk = walker(reader.parse(text, {}))
  return evenHeadings(walk.blocks(() => false))
}

/** Reads the parser's flat list of tokens as the tree that it stands for. */
function walker(tokens: readonly Token[]) {
  let at = 0
  const next = () => tokens[at++]
  const peek = () => tokens[at]

  const inline = (): Run[] => {
    const runs = runsOf(next()?.children ?? [])
    next()
    return runs
  }
  const blocks = (until: (token: Token) => boolean): Block[] => {
    const found: Block[] = []
    for (let token = peek(); token && !until(token); token = peek()) found.push(...block())
    next()
    return found
  }
  const items = (end: string): Block[][] => {
    const list: Block[][] = []
    for (let token = next(); token && token.type !== end; token = next())
      list.push(blocks(inner => inner.type === 'list_item_close' && inner.level === token?.level))
    return list
  }
  const table = (): Block => {
    const rows: Cell[][] = []
    let headerRows = 0
    for (let token = next(); token && token.type !== 'table_close'; token = next()) {
      if (token.type === 'tr_open') rows.push([])
      else if (token.type === 'thead_close') headerRows = rows.length
      else if (token.type === 'th_open' || token.type === 'td_open') {
        const right = /right/.test(String(token.attrGet('style') ?? ''))
        const isHeader = token.type === 'th_open'
        rows.at(-1)?.push({
          blocks: [{ kind: 'paragraph', runs: inline() }],
          ...(isHeader ? { header: 'column' as const } : {}),
          ...(right ? { align: 'right' as const } : {}),
        })
      }
    }
    return { kind: 'table', headerRows, rows }
  }
  const block = (): Block[] => {
    const token = next()
    if (!token) return []
    switch (token.type) {
      case 'heading_open':
        return [{ kind: 'heading', level: Number(token.tag.slice(1)), runs: inline() }]
      case 'paragraph_open':
        return [{ kind: 'paragraph', runs: inline() }]
      case 'blockquote_open':
        return [
          {
            kind: 'quote',
            blocks: blocks(
              inner => inner.type === 'blockquote_close' && inner.level === token.level,
            ),
          },
        ]
      case 'bullet_list_open':
        return [{ kind: 'list', ordered: false, items: items('bullet_list_close') }]
      case 'ordered_list_open': {
        const start = Number(token.attrGet('start') ?? 1)
        return [{ kind: 'list', ordered: true, start, items: items('ordered_list_close') }]
      }
      case 'table_open':
        return [table()]
      case 'fence':
      case 'code_block':
        return [{ kind: 'paragraph', runs: [{ text: token.content.trim() }] }]
      default:
        return []
    }
  }
  return { blocks }
}

type Look = Pick<Run, 'bold' | 'italic' | 'strike' | 'href'>

function runsOf(tokens: readonly Token[]): Run[] {
  const runs: Run[] = []
  const looks: Look[] = [{}]
  const look = () => looks.at(-1) ?? {}
  const open = (more: Look) => looks.push({ ...look(), ...more })
  for (const token of tokens) {
    if (token.type === 'strong_open') open({ bold: true })
    else if (token.type === 'em_open') open({ italic: true })
    else if (token.type === 's_open') open({ strike: true })
    else if (token.type === 'link_open') {
      const href = safeHref(String(token.attrGet('href') ?? ''))
      open(href === undefined ? {} : { href })
    } else if (token.nesting === -1) looks.pop()
    else if (token.type === 'hardbreak') runs.push({ text: '', break: true })
    else if (token.type === 'softbreak') runs.push({ text: ' ', ...look() })
    else if (token.content !== '') runs.push({ text: token.content, ...look() })
  }
  return runs
}
