import MarkdownIt, { type Token } from 'markdown-it'
import { createElement, type ReactNode } from 'react'

const reader = new MarkdownIt({ html: false, linkify: false, typographer: false })

/**
 * Links a reader may be led to: http, https, mailto, and addresses within the
 * site. `//elsewhere` only looks like the last.
 */
export function isSafeLink(address: string): boolean {
  const bare = address.trim()
  if (/^(https?:|mailto:)/i.test(bare)) return true
  return !bare.startsWith('//') && !bare.startsWith('/\\') && !/^[^/?#]*:/.test(bare)
}

reader.validateLink = isSafeLink

const headingClasses: Readonly<Record<number, string>> = {
  2: 'nhsuk-heading-m',
  3: 'nhsuk-heading-s',
}

const listClasses = {
  ul: 'nhsuk-list nhsuk-list--bullet',
  ol: 'nhsuk-list nhsuk-list--number',
}

/** The properties an element keeps; nothing else of what the parser wrote gets through. */
function propertiesOf(token: Token): Record<string, unknown> {
  if (token.type === 'link_open') {
    return { href: token.attrGet('href') ?? '', rel: 'nofollow' }
  }
  if (token.type === 'ordered_list_open') {
    const start = token.attrGet('start')
    return { className: listClasses.ol, ...(start === null ? {} : { start: Number(start) }) }
  }
  if (token.type === 'th_open' || token.type === 'td_open') {
    // The parser writes an alignment as a style; figures keep it as a class.
    const isRight = String(token.attrGet('style')).includes('right')
    return isRight ? { className: 'gt-markdown__right' } : {}
  }
  if (token.type === 'bullet_list_open') return { className: listClasses.ul }
  return {}
}

/** Parser's tokens as elements, so that nothing is ever inserted as raw mark-up. */
function elements(tokens: readonly Token[], level: number): ReactNode[] {
  type Open = { tag: string; properties: Record<string, unknown>; children: ReactNode[] }
  const root: Open = { tag: '', properties: {}, children: [] }
  const open: Open[] = [root]
  const top = () => open.at(-1) ?? root

  for (const [at, token] of tokens.entries()) {
    // A paragraph of a tight list is there for the parser only.
    if (token.hidden) continue
    if (token.nesting === 1) {
      const depth = token.type === 'heading_open' ? Number(token.tag.slice(1)) : 0
      const shifted = Math.min(6, depth + level - 1)
      open.push({
        tag: depth > 0 ? `h${shifted}` : token.tag,
        properties: {
          key: at,
          ...propertiesOf(token),
          ...(depth > 0 ? { className: headingClasses[shifted] ?? 'nhsuk-heading-xs' } : {}),
        },
        children: [],
      })
    } else if (token.nesting === -1) {
      const { tag, properties, children } = open.pop() ?? root
      const element = createElement(tag, properties, ...children)
      top().children.push(
        tag === 'table'
          ? // A wide table scrolls in a box of its own that a keyboard can reach.
            createElement(
              'div',
              {
                key: at,
                className: 'gt-markdown__table',
                role: 'region',
                'aria-label': 'Table',
                tabIndex: 0,
              },
              element,
            )
          : element,
      )
    } else if (token.type === 'inline') {
      top().children.push(...elements(token.children ?? [], level))
    } else if (token.type === 'fence' || token.type === 'code_block') {
      top().children.push(
        <pre key={at}>
          <code>{token.content}</code>
        </pre>,
      )
    } else if (token.type === 'code_inline') {
      top().children.push(<code key={at}>{token.content}</code>)
    } else if (token.type === 'hardbreak') top().children.push(<br key={at} />)
    else if (token.type === 'hr') top().children.push(<hr key={at} />)
    else if (token.type === 'softbreak') top().children.push(' ')
    // A picture's words stand for it: pictures come as papers, not from elsewhere.
    else top().children.push(token.content)
  }
  return root.children
}

/**
 * Text that a person wrote with Markdown's marks. HTML in it comes out as
 * text; its first heading is an h2 (or `level`), so that a page keeps one h1.
 */
export function Markdown({ text, level = 2 }: { text: string; level?: 2 | 3 | 4 }) {
  return <div className="gt-markdown">{elements(reader.parse(text, {}), level)}</div>
}
