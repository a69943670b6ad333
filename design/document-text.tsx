import { createElement, type ReactNode } from 'react'
import {
  type Block,
  type Cell,
  type ImageBlock,
  type Run,
  safeHref,
} from '../platform/documents/blocks.ts'
import { given, placed } from './given.ts'

type Setting = {
  readonly below: 1 | 2 | 3 | 4
  readonly imageHref: (image: ImageBlock) => string
  readonly idPrefix: string
}

const marks = [
  ['bold', 'strong'],
  ['italic', 'em'],
  ['strike', 's'],
  ['superscript', 'sup'],
  ['subscript', 'sub'],
] as const

function RunText({ run, idPrefix }: { run: Run; idPrefix: string }) {
  const marked = marks.reduce<ReactNode>(
    (content, [mark, tag]) =>
      run[mark] && run.text !== '' ? createElement(tag, null, content) : content,
    run.text,
  )
  const href = run.href === undefined || run.text === '' ? undefined : safeHref(run.href)
  const id = run.anchor === undefined ? undefined : idPrefix + run.anchor
  const target = href?.startsWith('#') ? `#${idPrefix}${href.slice(1)}` : href
  return (
    <>
      {target !== undefined ? (
        <a href={target} {...given({ id })}>
          {marked}
        </a>
      ) : id === undefined ? (
        marked
      ) : (
        <span id={id}>{marked}</span>
      )}
      {run.break ? <br /> : null}
    </>
  )
}

const runsOf = (runs: readonly Run[], { idPrefix }: Setting) =>
  placed(runs).map(({ place, part }) => <RunText key={place} run={part} idPrefix={idPrefix} />)

/** A paragraph alone in its cell or item needs no element of its own. */
const within = (blocks: readonly Block[], setting: Setting): ReactNode => {
  const [first, next] = blocks
  if (first?.kind !== 'paragraph' || (next !== undefined && next.kind !== 'list'))
    return blocksWith(blocks, setting)
  return (
    <>
      {runsOf(first.runs, setting)}
      {blocksWith(blocks.slice(1), setting)}
    </>
  )
}

function cellWith(cell: Cell, place: number, setting: Setting) {
  const spans = given({ colSpan: cell.colspan, rowSpan: cell.rowspan })
  const numeric = cell.align === 'right' ? '--numeric' : undefined
  const classOf = (part: 'header' | 'cell') =>
    `nhsuk-table__${part}${numeric ? ` nhsuk-table__${part}${numeric}` : ''}`
  if (cell.header === undefined)
    return (
      <td key={place} className={classOf('cell')} {...spans}>
        {within(cell.blocks, setting)}
      </td>
    )
  const isWide = ((cell.header === 'column' ? cell.colspan : cell.rowspan) ?? 1) > 1
  const scope =
    cell.header === 'column' ? (isWide ? 'colgroup' : 'col') : isWide ? 'rowgroup' : 'row'
  return (
    <th key={place} className={classOf('header')} scope={scope} {...spans}>
      {within(cell.blocks, setting)}
    </th>
  )
}

const rowsWith = (rows: readonly (readonly Cell[])[], setting: Setting) =>
  placed(rows).map(({ place, part: row }) => (
    <tr key={place} className="nhsuk-table__row">
      {placed(row).map(({ place: at, part: cell }) => cellWith(cell, at, setting))}
    </tr>
  ))

const headingClasses = ['nhsuk-heading-m', 'nhsuk-heading-s'] as const

function blockWith(block: Block, key: number, setting: Setting): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${Math.min(6, setting.below + block.level)}` as 'h2'
      return (
        <Heading key={key} className={headingClasses[block.level - 1] ?? 'nhsuk-heading-xs'}>
          {runsOf(block.runs, setting)}
        </Heading>
      )
    }
    case 'paragraph':
      return <p key={key}>{runsOf(block.runs, setting)}</p>
    case 'quote':
      return <blockquote key={key}>{blocksWith(block.blocks, setting)}</blockquote>
    case 'list': {
      const items = placed(block.items).map(({ place, part }) => (
        <li key={place}>{within(part, setting)}</li>
      ))
      return block.ordered ? (
        <ol
          key={key}
          className="nhsuk-list nhsuk-list--number"
          {...given({ start: block.start === 1 ? undefined : block.start })}
        >
          {items}
        </ol>
      ) : (
        <ul key={key} className="nhsuk-list nhsuk-list--bullet">
          {items}
        </ul>
      )
    }
    case 'table':
      return (
        // A wide table scrolls in a box of its own that a keyboard can reach (WCAG 2.1.1).
        <section
          key={key}
          className="gt-markdown__table"
          aria-label={block.caption === undefined ? `Table ${key}` : `Table: ${block.caption}`}
          {...reachable}
        >
          <table className="nhsuk-table">
            {block.caption === undefined ? null : (
              <caption className="nhsuk-table__caption nhsuk-table__caption--s">
                {block.caption}
              </caption>
            )}
            {block.headerRows > 0 ? (
              <thead className="nhsuk-table__head">
                {rowsWith(block.rows.slice(0, block.headerRows), setting)}
              </thead>
            ) : null}
            <tbody className="nhsuk-table__body">
              {rowsWith(block.rows.slice(block.headerRows), setting)}
            </tbody>
          </table>
        </section>
      )
    case 'image':
      return (
        <p key={key}>
          <img className="gt-markdown__image" src={setting.imageHref(block)} alt={block.alt} />
        </p>
      )
    case 'page-break':
      return block.page === undefined ? null : (
        <p key={key} className="gt-markdown__page" id={`${setting.idPrefix}page-${block.page}`}>
          Page {block.page}
        </p>
      )
  }
}

// The linter takes a section for a thing that cannot be reached; one that scrolls must be.
const reachable = { tabIndex: 0 } as const

const blocksWith = (blocks: readonly Block[], setting: Setting): ReactNode[] =>
  placed(blocks).map(({ place, part }) => blockWith(part, place, setting))

/**
 * The words, tables and pictures of an uploaded paper, as part of a page: its accessible
 * twin. Headings begin one below `below`; `idPrefix` keeps two papers on one page apart;
 * pictures are fetched from `imageHref`.
 */
export function DocumentText({
  blocks,
  below,
  imageHref,
  idPrefix = '',
}: {
  blocks: readonly Block[]
  below: 1 | 2 | 3 | 4
  imageHref: (image: ImageBlock) => string
  idPrefix?: string
}) {
  return <div className="gt-markdown">{blocksWith(blocks, { below, imageHref, idPrefix })}</div>
}
