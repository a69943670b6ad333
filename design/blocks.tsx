import { createElement, type ReactNode } from 'react'
import {
  type Block,
  type Cell,
  type ImageBlock,
  type Run,
  safeHref,
} from '../platform/documents/blocks.ts'
import { given, placed } from './given.ts'

/** How a document's blocks stand in the page. */
export type BlocksSetting = {
  /** The level of the heading that the document stands below: its own begin one lower. */
  readonly below: 1 | 2 | 3 | 4
  /** Where a picture is served from. */
  readonly imageHref: (image: ImageBlock) => string | undefined
  /** Put before every anchor, so that two papers on one page do not meet. */
  readonly idPrefix: string
}

const headingClasses: Readonly<Record<number, string>> = {
  2: 'nhsuk-heading-m',
  3: 'nhsuk-heading-s',
}

function RunText({ run, setting }: { run: Run; setting: BlocksSetting }) {
  let words: ReactNode = run.text
  if (run.bold) words = <strong>{words}</strong>
  if (run.italic) words = <em>{words}</em>
  if (run.strike) words = <s>{words}</s>
  if (run.superscript) words = <sup>{words}</sup>
  if (run.subscript) words = <sub>{words}</sub>
  const id = run.anchor === undefined ? undefined : setting.idPrefix + run.anchor
  const href = run.href === undefined ? undefined : safeHref(run.href)
  if (href !== undefined && run.text !== '') {
    const target = href.startsWith('#') ? `#${setting.idPrefix}${href.slice(1)}` : href
    words = (
      <a href={target} rel="nofollow" {...given({ id })}>
        {words}
      </a>
    )
  } else if (id !== undefined) words = <span id={id}>{words}</span>
  return (
    <>
      {words}
      {run.break ? <br /> : null}
    </>
  )
}

const Runs = ({ runs, setting }: { runs: readonly Run[]; setting: BlocksSetting }) =>
  placed(runs).map(({ place, part }) => <RunText key={place} run={part} setting={setting} />)

/** A paragraph alone in its cell or item needs no element of its own. */
function Within({ blocks, setting }: { blocks: readonly Block[]; setting: BlocksSetting }) {
  const [only, next] = blocks
  if (only?.kind === 'paragraph' && (next === undefined || next.kind === 'list'))
    return (
      <>
        <Runs runs={only.runs} setting={setting} />
        <BlockList blocks={blocks.slice(1)} setting={setting} />
      </>
    )
  return <BlockList blocks={blocks} setting={setting} />
}

function TableCell({ cell, setting }: { cell: Cell; setting: BlocksSetting }) {
  const numeric = cell.align === 'right'
  const spans = given({
    colSpan: (cell.colspan ?? 1) > 1 ? cell.colspan : undefined,
    rowSpan: (cell.rowspan ?? 1) > 1 ? cell.rowspan : undefined,
  })
  const content = <Within blocks={cell.blocks} setting={setting} />
  if (cell.header === undefined)
    return (
      <td className={`nhsuk-table__cell${numeric ? ' nhsuk-table__cell--numeric' : ''}`} {...spans}>
        {content}
      </td>
    )
  const wide = ((cell.header === 'column' ? cell.colspan : cell.rowspan) ?? 1) > 1
  const scope = cell.header === 'column' ? (wide ? 'colgroup' : 'col') : wide ? 'rowgroup' : 'row'
  return (
    <th
      className={`nhsuk-table__header${numeric ? ' nhsuk-table__header--numeric' : ''}`}
      scope={scope}
      {...spans}
    >
      {content}
    </th>
  )
}

const rowsOf = (rows: readonly (readonly Cell[])[], setting: BlocksSetting) =>
  placed(rows).map(({ place, part: row }) => (
    <tr key={place} className="nhsuk-table__row">
      {placed(row).map(({ place: at, part: cell }) => (
        <TableCell key={at} cell={cell} setting={setting} />
      ))}
    </tr>
  ))

function TableBlock({
  block,
  setting,
}: {
  block: Extract<Block, { kind: 'table' }>
  setting: BlocksSetting
}) {
  const head = block.rows.slice(0, block.headerRows)
  // A wide table scrolls in a box of its own, which a keyboard can reach and which has a name.
  const box = {
    className: 'gt-markdown__table',
    role: 'region',
    tabIndex: 0,
    'aria-label': block.caption ?? 'Table',
  }
  return (
    <div {...box}>
      <table>
        {block.caption === undefined ? null : (
          <caption className="nhsuk-table__caption">{block.caption}</caption>
        )}
        {head.length === 0 ? null : <thead>{rowsOf(head, setting)}</thead>}
        <tbody>{rowsOf(block.rows.slice(block.headerRows), setting)}</tbody>
      </table>
    </div>
  )
}

function OneBlock({ block, setting }: { block: Block; setting: BlocksSetting }): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const level = Math.min(6, setting.below + block.level)
      const className = headingClasses[level] ?? 'nhsuk-heading-xs'
      const words = <Runs runs={block.runs} setting={setting} />
      return createElement(`h${level}`, { className }, words)
    }
    case 'paragraph':
      return (
        <p>
          <Runs runs={block.runs} setting={setting} />
        </p>
      )
    case 'quote':
      return (
        <blockquote>
          <BlockList blocks={block.blocks} setting={setting} />
        </blockquote>
      )
    case 'list': {
      const items = placed(block.items).map(({ place, part }) => (
        <li key={place}>
          <Within blocks={part} setting={setting} />
        </li>
      ))
      return block.ordered ? (
        <ol className="nhsuk-list nhsuk-list--number" start={block.start ?? 1}>
          {items}
        </ol>
      ) : (
        <ul className="nhsuk-list nhsuk-list--bullet">{items}</ul>
      )
    }
    case 'table':
      return <TableBlock block={block} setting={setting} />
    case 'image': {
      const source = setting.imageHref(block)
      return source === undefined ? null : (
        <p>
          <img className="nhsuk-image__img" src={source} alt={block.alt} />
        </p>
      )
    }
    case 'page-break':
      return block.page === undefined ? null : (
        <p className="gt-page-mark" id={`${setting.idPrefix}page-${block.page}`}>
          Page {block.page}
        </p>
      )
  }
}

const BlockList = ({ blocks, setting }: { blocks: readonly Block[]; setting: BlocksSetting }) =>
  placed(blocks).map(({ place, part }) => <OneBlock key={place} block={part} setting={setting} />)

/**
 * A document's blocks (platform/documents) in the page: the accessible twin of a paper,
 * minutes, what somebody typed as Markdown. Elements, never raw mark-up, so nothing that
 * is not named here can come through.
 */
export const Blocks = ({
  blocks,
  ...setting
}: { readonly blocks: readonly Block[] } & BlocksSetting) => (
  <div className="gt-markdown">
    <BlockList blocks={blocks} setting={setting} />
  </div>
)
