import type { Refusal } from '../platform/outcome.ts'

/**
 * Why the page was refused, each sentence a link to its field.
 *
 * The library's own still writes `__title` where nhsuk-frontend 10.6 has
 * `__heading`, so its heading would be unstyled.
 */
export function ErrorSummary({
  refusals,
  heading = 'There is a problem',
}: {
  refusals: readonly Refusal[]
  heading?: string
}) {
  if (refusals.length === 0) return null
  return (
    <div className="nhsuk-error-summary" data-module="nhsuk-error-summary">
      <div role="alert">
        <h2 className="nhsuk-error-summary__heading">{heading}</h2>
        <div className="nhsuk-error-summary__body">
          <ul className="nhsuk-list nhsuk-error-summary__list">
            {refusals.map(refusal => (
              <li key={`${refusal.field} ${refusal.code} ${refusal.message}`}>
                {refusal.field === undefined ? (
                  refusal.message
                ) : (
                  <a href={`#${refusal.field}`}>{refusal.message}</a>
                )}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}
