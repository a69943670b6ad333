import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { MeetingManner } from './formal-business.rules.ts'

export type ProposedCorrection = {
  readonly was: string
  readonly reads: string
  readonly why: string
}

const timesIn = (text: string, words: string) => text.split(words).length - 1

/**
 * Why a correction of approved minutes cannot be proposed so; empty when it can. The words to be
 * corrected must stand in that minute once, so that nobody is in doubt what was meant.
 */
export function reasonsNotToProposeCorrection(
  correction: ProposedCorrection,
  minutes: { readonly settled: boolean; readonly text: string | undefined },
): Refusal[] {
  if (!minutes.settled)
    return [
      {
        code: 'not-approved-yet',
        message:
          'These minutes are not approved and published yet, so their text is simply changed in the draft.',
      },
    ]
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) =>
    refusals.push({ code, field, message })
  const was = correction.was.trim()
  if (minutes.text === undefined)
    refuse('item-of-another-meeting', 'item', 'Choose the minute that is to be corrected.')
  else if (was === '') refuse('words-missing', 'was', 'Copy the words that are wrong.')
  else if (timesIn(minutes.text, was) === 0)
    refuse('words-not-there', 'was', 'These words do not stand in that minute: copy them exactly.')
  else if (timesIn(minutes.text, was) > 1)
    refuse(
      'words-there-twice',
      'was',
      'These words stand in that minute more than once: copy more of the sentence.',
    )
  if (was !== '' && was === correction.reads.trim())
    refuse('nothing-corrected', 'reads', 'The corrected words are the same.')
  if (correction.why.trim() === '')
    refuse('reason-missing', 'why', 'Write why it is wrong. That is published.')
  return refusals
}

/** Why a meeting cannot agree a correction: not a later quorate meeting of the same body (R-TOR-7). */
export function reasonsNotToAgreeCorrection(
  minutesOf: { readonly body: string; readonly day: Day },
  at: {
    readonly body: string
    readonly day: Day
    readonly manner: MeetingManner
    readonly attendanceRecorded: boolean
  },
  today: Day,
): Refusal[] {
  const refuse = (code: string, message: string): Refusal[] => [{ code, field: 'at', message }]
  if (at.body !== minutesOf.body)
    return refuse('meeting-of-another-body', 'Minutes are corrected by a meeting of the same body.')
  if (at.day <= minutesOf.day || at.day > today)
    return refuse(
      'not-a-later-meeting',
      `The minutes of ${formatDay(minutesOf.day)} are corrected at a later meeting that was held.`,
    )
  if (!at.attendanceRecorded)
    return refuse(
      'attendance-not-recorded',
      `Record the attendance of ${formatDay(at.day)} first: only a quorate meeting corrects minutes.`,
    )
  if (at.manner !== 'formal')
    return refuse(
      'inquorate',
      `The meeting of ${formatDay(at.day)} was not quorate, so it cannot correct approved minutes. That is carried to the next quorate meeting.`,
    )
  return []
}

/** The minute with the words corrected. */
export const corrected = (
  text: string,
  { was, reads }: Pick<ProposedCorrection, 'was' | 'reads'>,
) => text.replace(was.trim(), () => reads.trim())
