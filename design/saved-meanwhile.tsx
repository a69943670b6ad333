import type { Refusal } from '../platform/outcome.ts'
import { SummaryList, type SummaryRow } from './summary-list.tsx'

const isStale = (refusals: readonly Refusal[]) =>
  refusals.some(({ code }) => code === 'changed-meanwhile')

/**
 * The version that a form states: that on which it was opened; after it was found to be
 * stale, the one now shown beside it, so that saving again is a choice made knowingly.
 */
export const versionFor = (
  values: { readonly version?: string | readonly string[] | undefined },
  refusals: readonly Refusal[],
  stored: number,
): string =>
  isStale(refusals) || typeof values.version !== 'string' ? String(stored) : values.version

/** After a stale save: what somebody else saved, beside the form with what was typed. */
export function SavedMeanwhile({
  form,
  rows,
}: {
  form: { readonly refusals: readonly Refusal[] }
  rows: readonly SummaryRow[]
}) {
  if (!isStale(form.refusals)) return null
  return (
    <section id="version" tabIndex={-1} aria-labelledby="saved-meanwhile">
      <h2 className="nhsuk-heading-m" id="saved-meanwhile">
        What somebody else saved
      </h2>
      <SummaryList rows={rows} />
      <h2 className="nhsuk-heading-m">What you typed</h2>
    </section>
  )
}
