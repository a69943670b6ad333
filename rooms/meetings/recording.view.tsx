import { type Day, formatDay } from '../../platform/day.rules.ts'
import {
  captionsDue,
  deletionDue,
  type RecordingFacts,
  type RecordingTerms,
  retentionInWords,
} from './recording.rules.ts'

/** Where a meeting can be watched now: live until it is over, then its recording, then that it is deleted. */
export function WatchText({
  recording,
  day,
  today,
  terms,
  minutesApprovedOn,
}: {
  recording: RecordingFacts
  day: Day
  today: Day
  terms: RecordingTerms | null | undefined
  minutesApprovedOn: Day | null
}) {
  const { live_address: live, address } = recording
  const due = deletionDue(terms, { day, minutesApprovedOn })
  if (recording.deleted_on)
    return (
      <>
        The recording was deleted on {formatDay(recording.deleted_on)}: {recording.deleted_because}
      </>
    )
  return (
    <>
      {live !== '' && today <= day ? (
        <p>
          <a href={live}>Watch it live</a>, on another site.
        </p>
      ) : null}
      {address === '' ? null : (
        <p>
          <a href={address}>Watch the recording</a>, on another site, made by {recording.made_by}.{' '}
          {recording.captioned_on
            ? `With captions since ${formatDay(recording.captioned_on)}.`
            : recording.published_on
              ? `Captions are due by ${formatDay(captionsDue(recording.published_on))}.`
              : ''}{' '}
          {terms ? retentionInWords(terms) : ''}{' '}
          {due === null
            ? ''
            : due <= today
              ? `It has been due to be deleted since ${formatDay(due)}.`
              : `It will be deleted from ${formatDay(due)}.`}
        </p>
      )}
    </>
  )
}
