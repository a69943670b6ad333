import {
  type Day,
  formatDay,
  formatDayWithWeekday,
  formatTime,
  time,
} from '../../platform/day.rules.ts'
import type { Refusal, Warning } from '../../platform/outcome.ts'
import { judgeNotice, remoteMeetingLawful } from './deadline.rules.ts'
import { type DeadlineFacts, noticeRuleOf } from './meeting-deadlines.rules.ts'
import type { MeetingKind, MeetingMode } from './meetings.tables.ts'

export const noticeKinds = ['public notice', 'summons'] as const
export type NoticeKind = (typeof noticeKinds)[number]

export type ProposedNotice = {
  readonly kind: NoticeKind
  readonly givenOn: Day
  readonly manner: string
  readonly signedBy: string
  readonly text: string
}

/**
 * Why notice cannot be recorded so. Lateness is not among them: late notice is a fact,
 * which the record states (R-MEET-1).
 */
export function reasonsNotToGiveNotice(
  notice: ProposedNotice,
  meeting: { readonly day: Day; readonly kind: MeetingKind; readonly items: number },
  today: Day,
): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) =>
    refusals.push({ code, field, message })
  if (notice.givenOn > today)
    refuse(
      'notice-in-the-future',
      'givenOn',
      `Record notice once it has been given: ${formatDay(notice.givenOn)} is still to come.`,
    )
  else if (notice.givenOn > meeting.day)
    refuse(
      'notice-after-the-meeting',
      'givenOn',
      `The meeting was on ${formatDay(meeting.day)}: what goes out afterwards is no notice of it.`,
    )
  if (notice.manner.trim() === '')
    refuse(
      'manner-missing',
      'manner',
      'Enter how it was given, such as on the website or by e-mail.',
    )
  if (notice.text.trim() === '') refuse('text-missing', 'text', 'Enter the words of the notice.')
  if (notice.kind === 'public notice' && meeting.kind === 'workshop')
    refuse(
      'workshop-not-public',
      'kind',
      'A workshop is not held in public, so no public notice of it is given. Members may still be summoned.',
    )
  if (notice.kind === 'summons') {
    // R-MEET-4: it names the business, and business that is not named cannot be decided.
    if (meeting.items === 0)
      refuse(
        'summons-without-business',
        'kind',
        'A summons names the business, and the agenda has none yet. Add the items first.',
      )
    if (notice.signedBy.trim() === '')
      refuse('signature-missing', 'signedBy', 'Enter who signed the summons: the proper officer.')
  }
  return refusals
}

/** What is said of notice that was given, beside it: never a reason to refuse it. */
export type NoticeReview = {
  readonly sufficient: boolean
  /** 'In time: 5 clear days', 'Too late: 2 of 3 clear days'. */
  readonly words: string
  readonly citation: string
  readonly warnings: readonly Warning[]
}

/**
 * Judges a notice by the body's own rule (R-MEET-1, R-MEET-3): whether it came in time,
 * whether it announced the day on which the meeting is now held, and whether a meeting held
 * remotely is lawful (R-MEET-8). `mode` is how the meeting is held.
 */
export function reviewNotice(
  notice: { readonly givenOn: Day; readonly forDay: Day },
  meeting: DeadlineFacts & { readonly mode: MeetingMode },
): NoticeReview {
  const rule = noticeRuleOf(meeting)
  const convened = meeting.convened <= meeting.day ? meeting.convened : undefined
  const judged = judgeNotice(meeting.calendar, rule, notice.givenOn, meeting.day, convened)
  const warnings: Warning[] = []
  if (!judged.sufficient)
    warnings.push({
      code: 'notice-late',
      field: 'givenOn',
      message: `${judged.words}. The record will say so.`,
    })
  if (notice.forDay !== meeting.day)
    warnings.push({
      code: 'notice-of-another-day',
      field: 'givenOn',
      message: `This notice announced ${formatDay(notice.forDay)}; the meeting has since been moved to ${formatDay(meeting.day)}. Give notice again.`,
    })
  return {
    sufficient: judged.sufficient && notice.forDay === meeting.day,
    words: judged.words,
    citation: rule.citation,
    warnings: [...warnings, ...remoteWarnings(meeting)],
  }
}

/** R-MEET-8: councils and their committees may not meet remotely. A fact to flag, not to refuse. */
export function remoteWarnings(meeting: {
  readonly day: Day
  readonly regime: DeadlineFacts['regime']
  readonly mode: MeetingMode
}): Warning[] {
  const { warning } = remoteMeetingLawful({
    day: meeting.day,
    council: meeting.regime !== '1960 Act',
    remote: meeting.mode === 'remote',
  })
  return warning === undefined
    ? []
    : [{ code: 'remote-not-lawful', field: 'mode', message: warning }]
}

export type NoticeFacts = {
  readonly kind: NoticeKind
  readonly bodyName: string
  readonly regime: DeadlineFacts['regime']
  readonly meeting: {
    readonly day: Day
    readonly kind: MeetingKind
    readonly startsAt: string
    readonly mode: MeetingMode
    readonly venue: string
  }
  readonly items: readonly {
    readonly number: string
    readonly title: string
    readonly audience: 'public' | 'private'
  }[]
}

const kindWords = {
  ordinary: 'meeting',
  extraordinary: 'extraordinary meeting',
  workshop: 'workshop',
}

const placeWords = ({ mode, venue }: NoticeFacts['meeting']) => {
  if (mode === 'remote') return venue.trim() === '' ? 'held remotely' : venue.trim()
  return mode === 'hybrid' ? `${venue.trim()}, and remotely` : venue.trim()
}

/**
 * The words of a notice or summons, drafted from the facts for the clerk to change.
 *
 * A public notice gives the time and place (1960 Act s.1(4)) and says what the public may
 * do; a private item is in it only as private business. A summons goes to members and names
 * every item (R-MEET-4).
 */
export function draftNotice({ kind, bodyName, regime, meeting, items }: NoticeFacts): string {
  const when = `${formatDayWithWeekday(meeting.day)} at ${formatTime(time(meeting.startsAt))}`
  const what = kindWords[meeting.kind]
  const where = placeWords(meeting)
  const facts = `Date and time: ${when}\nPlace: ${where}`
  const line = ({ number, title }: { number: string; title: string }) => `${number}. ${title}`
  if (kind === 'summons')
    return [
      `To the members of ${bodyName}`,
      `You are summoned to attend ${what === 'extraordinary meeting' ? 'an' : 'a'} ${what} of ${bodyName}, for the business set out below.`,
      facts,
      `Business to be transacted:\n${items
        .map(item => (item.audience === 'private' ? `${line(item)} (in private)` : line(item)))
        .join('\n')}`,
    ].join('\n\n')
  const open = items.filter(({ audience }) => audience === 'public')
  const closed = items.length - open.length
  return [
    `Notice is given that ${what === 'extraordinary meeting' ? 'an' : 'a'} ${what} of ${bodyName} will be held.`,
    facts,
    ...(open.length > 0 ? [`Business in public:\n${open.map(line).join('\n')}`] : []),
    closed > 0
      ? 'Members of the public and press may attend. The meeting will be asked to exclude them for part of its business, and to state why.'
      : 'Members of the public and press may attend.',
    ...(regime === '1960 Act'
      ? []
      : [
          'Anyone may film, record, photograph or report on the part of the meeting that is held in public.',
        ]),
  ].join('\n\n')
}
