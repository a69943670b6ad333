import { addDays, addMonths, type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'

/** What is known of watching a meeting: live, and afterwards. */
export type RecordingFacts = {
  readonly live_address: string
  readonly address: string
  readonly made_by: string
  readonly published_on: Day | null
  readonly captioned_on: Day | null
  readonly deleted_on: Day | null
  readonly deleted_because: string
}

/** How long a body keeps a recording: dated data of its terms. */
export type RecordingTerms = { readonly months: number | null; readonly citation: string }

/** Captions are due within 14 days of publication (R-WEB-1). */
const CAPTION_DAYS = 14

export const captionsDue = (publishedOn: Day): Day => addDays(publishedOn, CAPTION_DAYS)

/**
 * The day from which a recording is due to be deleted: so many months after the meeting, or once
 * its minutes are approved (R-MEET-9); null while that is not known, or where the terms say nothing.
 */
export function deletionDue(
  terms: RecordingTerms | null | undefined,
  meeting: { readonly day: Day; readonly minutesApprovedOn: Day | null },
): Day | null {
  if (!terms) return null
  return terms.months === null ? meeting.minutesApprovedOn : addMonths(meeting.day, terms.months)
}

/** 'Kept until the minutes are approved (…)': the rule, for the page. */
export const retentionInWords = ({ months, citation }: RecordingTerms): string =>
  months === null
    ? `It is kept until the minutes are approved (${citation}).`
    : `It is kept for ${months === 1 ? 'one month' : `${months} months`} after the meeting (${citation}).`

const isHttps = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return protocol === 'https:' && username === '' && password === ''
}

/**
 * Why it cannot be recorded so: an address that is not https, a recording before the meeting or
 * without its maker or day, captions before it, and any change once it was deleted.
 */
export function reasonsNotToKeepRecording(
  recording: {
    readonly liveAddress: string
    readonly address: string
    readonly madeBy: string
    readonly publishedOn: Day | null
    readonly captionedOn: Day | null
  },
  meeting: { readonly day: Day; readonly deletedOn: Day | null },
  today: Day,
): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) =>
    refusals.push({ code, field, message })
  if (meeting.deletedOn !== null)
    refuse(
      'recording-deleted',
      'address',
      `The recording was deleted on ${formatDay(meeting.deletedOn)}: that stands.`,
    )
  for (const [field, address] of [
    ['liveAddress', recording.liveAddress],
    ['address', recording.address],
  ] as const)
    if (address !== '' && !isHttps(address))
      refuse(
        'not-https',
        field,
        'Enter a whole address that begins with https://, without a password in it.',
      )
  if (recording.address === '') return refusals
  if (today < meeting.day)
    refuse('not-held-yet', 'address', 'The meeting was not held yet, so there is no recording.')
  if (recording.madeBy === '') refuse('maker-missing', 'madeBy', 'Enter who made the recording.')
  if (recording.publishedOn === null)
    refuse('day-missing', 'publishedOn', 'Enter the day from which it could be watched.')
  else if (recording.publishedOn < meeting.day || recording.publishedOn > today)
    refuse(
      'day-out-of-place',
      'publishedOn',
      `Enter a day from ${formatDay(meeting.day)} to today.`,
    )
  if (recording.captionedOn !== null && recording.captionedOn < meeting.day)
    refuse('day-out-of-place', 'captionedOn', 'Captions cannot come before the meeting.')
  return refusals
}
