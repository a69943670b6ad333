import { Details } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { placed } from './given.ts'

/**
 * How a derived answer was reached: each step with its result, the rule that
 * was applied, and where the rule is written. Folded until somebody asks.
 */
export function Working({
  summary = 'How this was worked out',
  steps,
  rule,
  citation,
  open = false,
}: {
  summary?: string
  steps: readonly { readonly what: ReactNode; readonly result: ReactNode }[]
  /** The rule in a sentence. */
  rule: ReactNode
  /** Where it is written: terms of reference, an Act, with its date. */
  citation?: ReactNode
  open?: boolean
}) {
  return (
    <Details className="gt-working" open={open}>
      <Details.Summary>{summary}</Details.Summary>
      <Details.Text>
        <dl className="gt-working__steps">
          {placed(steps).map(({ place, part: step }) => (
            <div key={place} className="gt-working__step">
              <dt className="gt-working__what">{step.what}</dt>
              <dd className="gt-working__result">{step.result}</dd>
            </div>
          ))}
        </dl>
        <p className="gt-working__source">
          {rule}
          {citation === undefined ? null : <> {citation}</>}
        </p>
      </Details.Text>
    </Details>
  )
}
