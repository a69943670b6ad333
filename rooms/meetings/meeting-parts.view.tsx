import { placed } from '../../design/given.ts'
import { Warning } from '../../design/notice.tsx'
import { StatusTag, type TagColour } from '../../design/status-tag.tsx'
import { formatTime, isTime } from '../../platform/day.rules.ts'
import type { Warning as WarningGiven } from '../../platform/outcome.ts'
import type { Standing } from './progress.rules.ts'
import type { Meeting } from './read-meeting.ts'

// Where the pages of this room have always found them.
export { SavedMeanwhile } from '../../design/saved-meanwhile.tsx'

const colours: Readonly<Record<Standing['state'], TagColour>> = {
  done: 'green',
  late: 'amber',
  missed: 'red',
  due: 'amber',
  waiting: 'plain',
}

/** How a duty stands, in its own words; shorter where its day stands beside it (`dated`). */
export const StandingTag = ({
  standing,
  dated = false,
}: {
  standing: Standing
  dated?: boolean
}) => (
  <StatusTag colour={colours[standing.state]}>
    {dated && standing.state === 'waiting' && standing.words.startsWith('Due ')
      ? 'Not yet due'
      : standing.words}
  </StatusTag>
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
