import { Notice, Warning } from '../../design/notice.tsx'
import { StatusTag, type TagColour } from '../../design/status-tag.tsx'
import { formatDay, formatDayWithWeekday, formatTime, time } from '../../platform/day.rules.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { whenAndWhereInWords } from './otherwise.rules.ts'
import type { MeetingOfBody, Neighbour } from './read-meeting.ts'
import type { Turn } from './standing.rules.ts'

const colours: Readonly<Record<Turn, TagColour>> = {
  postponed: 'amber',
  moved: 'amber',
  cancelled: 'red',
  adjourned: 'blue',
}

/** What became of a meeting, in one word of a list. */
export const TurnTag = ({ became }: { became: Turn }) => (
  <StatusTag colour={colours[became]}>{opening(became)}</StatusTag>
)

const whenOf = ({ day, starts_at }: Neighbour) =>
  `${formatDayWithWeekday(day)}, ${formatTime(time(starts_at.slice(0, 5)))}`

/**
 * At the top of every page about a meeting that did not go as announced, or that takes another's
 * place: what happened, when, why, and where it went. `root` is '/meetings' or '/work/meetings'.
 */
export function WhatBecame({
  of,
  root = '/meetings',
}: {
  of: MeetingOfBody
  root?: '/meetings' | '/work/meetings'
}) {
  const { body, meeting, earlier, later } = of
  const at = ({ slug }: Neighbour) => `${root}/${body.slug}/${slug}`
  return (
    <>
      {meeting.became === null ? null : (
        <Warning heading={`This meeting was ${meeting.became}`}>
          <p>
            {meeting.became_on ? `On ${formatDay(meeting.became_on)}. ` : ''}Why:{' '}
            {sentence(meeting.became_why)}
          </p>
          <p>{whither(meeting.became, later, at)}</p>
        </Warning>
      )}
      {earlier?.became ? (
        <Notice>
          <p>
            {earlier.became === 'adjourned' ? (
              <>
                This is a further sitting of the meeting that began on{' '}
                <a href={at(earlier)}>{formatDay(earlier.day)}</a> and was adjourned. Its minutes
                cover every sitting.
              </>
            ) : (
              <>
                This meeting takes the place of that of{' '}
                <a href={at(earlier)}>{formatDay(earlier.day)}</a>, which was {earlier.became}:{' '}
                {sentence(earlier.became_why)}
              </>
            )}
          </p>
        </Notice>
      ) : null}
      {meeting.shifts.length === 0 ? null : (
        <Warning heading="The time or place has changed">
          {meeting.shifts.map(shift => (
            <p key={shift.id}>
              Changed on {formatDay(shift.on)}; until then announced for{' '}
              {whenAndWhereInWords(shift.was)}. Why: {sentence(shift.why)}
            </p>
          ))}
        </Warning>
      )}
    </>
  )
}

const sentence = (words: string) => words.replace(/[^.!?]$/, last => `${last}.`)

function whither(became: Turn, later: Neighbour | undefined, at: (of: Neighbour) => string) {
  if (became === 'cancelled') return 'It will not be held on another day.'
  if (!later)
    return became === 'adjourned'
      ? 'The day on which it goes on is not fixed yet. It will be announced here.'
      : 'The new day is not fixed yet. It will be announced here.'
  return (
    <>
      {became === 'adjourned' ? 'It goes on on ' : 'It is held instead on '}
      <a href={at(later)}>{whenOf(later)}</a>.
    </>
  )
}
