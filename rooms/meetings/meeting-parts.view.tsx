import { placed } from '../../design/given.ts'
import { Warning } from '../../design/notice.tsx'
import { StatusTag, type TagColour } from '../../design/status-tag.tsx'
import { SummaryList, type SummaryRow } from '../../design/summary-list.tsx'
import { formatTime, isTime } from '../../platform/day.rules.ts'
import type { FormState, Values } from '../../platform/http/page.ts'
import type { Refusal, Warning as WarningGiven } from '../../platform/outcome.ts'
import type { Standing } from './progress.rules.ts'
import type { Meeting } from './read-meeting.ts'

const colours: Readonly<Record<Standing['state'], TagColour>> = {
  done: 'green',
  late: 'amber',
  missed: 'red',
  due: 'amber',
  waiting: 'plain',
}

/** How a duty stands, in its own words. */
export const StandingTag = ({ standing }: { standing: Standing }) => (
  <StatusTag colour={colours[standing.state]}>{standing.words}</StatusTag>
)

/** '10am', '2.30pm': a stored time as notices are written. */
export const timeInWords = (time: string): string => (isTime(time) ? formatTime(time) : time)

/** '10am to midday, Council offices, Bedford'. */
export const whenAndWhere = ({ starts_at, ends_at, mode, venue }: Meeting): string => {
  const hours = ends_at
    ? `${timeInWords(starts_at)} to ${timeInWords(ends_at)}`
    : timeInWords(starts_at)
  const where = venue === '' ? (mode === 'remote' ? 'held remotely' : '') : venue
  return [hours, where, ...(mode === 'hybrid' ? ['and remotely'] : [])]
    .filter(part => part !== '')
    .join(', ')
}

/** What a person should know of something, one sentence each; nothing where there is none. */
export function WarningList({
  heading,
  level = 2,
  warnings,
}: {
  heading: string
  level?: 2 | 3
  warnings: readonly (WarningGiven | string)[]
}) {
  const sentences = warnings.map(warning =>
    typeof warning === 'string' ? warning : warning.message,
  )
  if (sentences.length === 0) return null
  return (
    <Warning heading={heading} level={level}>
      {sentences.length === 1 ? (
        <p>{sentences[0]}</p>
      ) : (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {sentences.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Warning>
  )
}

const isStale = (refusals: readonly Refusal[]) =>
  refusals.some(({ code }) => code === 'changed-meanwhile')

/**
 * The version that a form states: that on which it was opened; after it was found to be
 * stale, the one now shown beside it, so that saving again is a choice made knowingly.
 */
export const versionFor = (values: Values, refusals: readonly Refusal[], stored: number): string =>
  isStale(refusals) || typeof values.version !== 'string' ? String(stored) : values.version

/** After a stale save: what somebody else saved, beside the form with what was typed. */
export function SavedMeanwhile({
  form,
  rows,
}: {
  form: Pick<FormState, 'refusals'>
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

/** Text with its line breaks, as a notice is written. */
export const Lines = ({ text }: { text: string }) => (
  <>
    {placed(text.split(/\n{2,}/)).map(({ place, part }) => (
      <p key={place} className="gt-lines">
        {part}
      </p>
    ))}
  </>
)
