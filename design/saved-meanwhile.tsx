import type { ReactNode } from 'react'
import type { Refusal } from '../platform/outcome.ts'
import { isAboutVersion, isStale } from '../platform/record/stale-save.rules.ts'
import { wordsThatDiffer } from '../platform/words-that-differ.rules.ts'
import type { FormValues } from './form-context.tsx'
import { placed } from './given.ts'
import { SummaryList, type SummaryRow } from './summary-list.tsx'

/** After a stale save: what somebody else saved, beside the form with what was typed. */
export function SavedMeanwhile({
  form,
  rows,
}: {
  form: { readonly refusals: readonly Refusal[] }
  rows: readonly SummaryRow[]
}) {
  if (!form.refusals.some(isAboutVersion)) return null
  return (
    <section id="version" tabIndex={-1} aria-labelledby="saved-meanwhile">
      <h2 className="nhsuk-heading-m" id="saved-meanwhile">
        {isStale(form.refusals) ? 'What somebody else saved' : 'What is stored now'}
      </h2>
      <SummaryList rows={rows} />
      <h2 className="nhsuk-heading-m">What you typed</h2>
    </section>
  )
}

/** The same, of a form whose refusal brings what is stored. Long texts have their differences marked. */
export function StoredMeanwhile({
  refusals,
  values,
}: {
  refusals: readonly Refusal[]
  values: FormValues
}) {
  const saved = refusals.find(isAboutVersion)?.saved
  if (!saved || saved.texts.length === 0) return null
  return (
    <SavedMeanwhile
      form={{ refusals }}
      rows={saved.texts.map(({ label, field, text }) => {
        const typed = field === undefined ? undefined : values[field]
        return {
          key: label,
          value:
            text === '' ? (
              'Nothing'
            ) : (
              <StoredText stored={text} typed={typeof typed === 'string' ? typed : undefined} />
            ),
        }
      })}
    />
  )
}

/**
 * The whole of a stored text; the words of it that are not in what was typed are marked. What
 * was typed stands whole in its field.
 */
export function StoredText({ stored, typed }: { stored: string; typed?: string | undefined }) {
  const parts =
    typed === undefined ? [{ text: stored, differs: false }] : wordsThatDiffer(stored, typed)
  const shown = placed(parts).map(
    ({ place, part }): ReactNode =>
      part.differs ? <mark key={place}>{part.text}</mark> : part.text,
  )
  return (
    <>
      <p className="gt-lines">{shown}</p>
      {parts.some(({ differs }) => differs) && parts.length > 1 ? (
        <p className="nhsuk-hint">Marked: the words that are not in what you typed.</p>
      ) : null}
    </>
  )
}
