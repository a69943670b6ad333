import { Details } from 'nhsuk-react-components'
import type { ReactNode } from 'react'

/** Something long that not every reader wants, folded until somebody asks. */
export function Fold({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <Details>
      <Details.Summary>{summary}</Details.Summary>
      <Details.Text>{children}</Details.Text>
    </Details>
  )
}
