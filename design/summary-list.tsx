import { SummaryList as NhsSummaryList } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { linkTo } from './given.ts'

export type SummaryRow = {
  readonly key: string
  readonly value: ReactNode
  /** What can be done about it; `about` is said only aloud: "Change *the day*". */
  readonly actions?: readonly {
    readonly text: string
    readonly href: string
    readonly about: string
  }[]
}

/** What is known of one thing, a line for each fact. */
export function SummaryList({
  rows,
  border = true,
}: {
  rows: readonly SummaryRow[]
  border?: boolean
}) {
  return (
    <NhsSummaryList noBorder={!border}>
      {rows.map(row => (
        <NhsSummaryList.Row key={row.key}>
          <NhsSummaryList.Key>{row.key}</NhsSummaryList.Key>
          <NhsSummaryList.Value>{row.value}</NhsSummaryList.Value>
          {row.actions?.map(action => (
            <NhsSummaryList.Action
              key={action.href}
              {...linkTo(action.href)}
              visuallyHiddenText={action.about}
            >
              {action.text}
            </NhsSummaryList.Action>
          ))}
        </NhsSummaryList.Row>
      ))}
    </NhsSummaryList>
  )
}
