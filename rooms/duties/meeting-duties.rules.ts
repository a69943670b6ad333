import { type Day, formatDay } from '../../platform/day.rules.ts'
import { listed } from '../../platform/plain-english.rules.ts'
import { type Calendar, workingDaysBetween } from '../../platform/working-days.rules.ts'
import type { Terms } from '../bodies/terms.rules.ts'
import type { MeetingManner } from '../meetings/formal-business.rules.ts'
import {
  type DeadlineKey,
  deadlinesOf,
  type MeetingDeadline,
  papersDueFor,
  type Regime,
} from '../meetings/meeting-deadlines.rules.ts'
import type { Duty } from './duty.rules.ts'

/** The kinds of duty that one meeting brings with it. */
export const meetingKinds = {
  notice: 'Notice of a meeting',
  papers: 'Papers to members',
  'forward plan': 'Forward plan in the pack',
  minutes: 'Draft minutes',
  'chair’s approval': 'Minutes approved by the chair',
  approval: 'Minutes approved at a meeting',
} as const

export type MeetingDutyKind = keyof typeof meetingKinds

/** A meeting as its duties are reckoned. */
export type DutyMeeting = {
  readonly id: string
  readonly body: string
  readonly day: Day
  readonly kind: 'ordinary' | 'extraordinary' | 'workshop'
  /** Whether it was adjourned: its minutes are kept with the last sitting. */
  readonly adjourned?: boolean
  /** The day on which it came into the record, which may be after it was held. */
  readonly recordedOn: Day
  readonly terms: Terms | null
  readonly regime: Regime
  readonly calendar: Calendar
  /** Where its notice, its pack and its minutes stand, for those who ask. */
  readonly pages: { readonly notice: string; readonly pack: string; readonly minutes: string }
  /** Duties of which somebody said that the record does not hold what kept them, and why. */
  readonly gaps: ReadonlyMap<string, string>
}

const nothingToShow = () => []

// Each duty of a meeting asks for one of its deadlines; they are counted once.
const reckoned = new WeakMap<DutyMeeting, readonly MeetingDeadline[]>()

function deadlinesFor(meeting: DutyMeeting): readonly MeetingDeadline[] {
  const known = reckoned.get(meeting)
  if (known) return known
  const deadlines = deadlinesOf({
    day: meeting.day,
    convened: meeting.recordedOn,
    regime: meeting.regime,
    terms: meeting.terms,
    calendar: meeting.calendar,
  })
  reckoned.set(meeting, deadlines)
  return deadlines
}

/** A deadline of the meeting by its name; undefined where the body sets none. */
const deadlineOf = (meeting: DutyMeeting, key: DeadlineKey): MeetingDeadline | undefined =>
  deadlinesFor(meeting).find(deadline => deadline.key === key)

/**
 * Why the record cannot tell whether something was done before a meeting: the meeting
 * came into the record only on its own day or later, as where a record begins in the
 * middle, or somebody said that the record does not hold it.
 */
export function unknownBefore(meeting: DutyMeeting, kind: MeetingDutyKind): string | undefined {
  const gap = meeting.gaps.get(kind)
  if (gap !== undefined) return gap
  return meeting.recordedOn >= meeting.day
    ? 'The meeting came into this record when it had been held, so what went out before it is not known.'
    : undefined
}

const ofWorkshop = (sentence: string) => ({ notOwed: sentence })

/**
 * Public notice, by the body's own rule (R-MEET-1, 3, 4), of the day on which the meeting
 * is now held. A workshop is not public and needs none (R-TOR-14).
 */
export function noticeDuty(
  meeting: DutyMeeting,
  notices: readonly { readonly kind: string; readonly givenOn: Day; readonly forDay: Day }[],
): Duty | undefined {
  const deadline = deadlineOf(meeting, 'notice')
  if (!deadline) return undefined
  const given = notices.find(
    notice => notice.kind === 'public notice' && notice.forDay === meeting.day,
  )
  return {
    key: `notice/${meeting.id}`,
    kind: 'notice',
    what: `Give public notice of the meeting of ${formatDay(meeting.day)}`,
    owner: { words: 'Secretary', persons: [], permission: 'arrange meetings' },
    body: meeting.body,
    concerns: meeting.day,
    href: meeting.pages.notice,
    due: deadline.due,
    latest: deadline.latest,
    // Given on a day that no office keeps, it is still in time if the clear days remain.
    inTimeUntil: deadline.latest,
    until: meeting.day,
    rule: deadline.rule,
    citation: deadline.citation,
    working: () => deadline.reckoned.working,
    ...(given
      ? {
          kept: {
            on: given.givenOn,
            what: 'Public notice was given',
            href: meeting.pages.notice,
          },
        }
      : {}),
    unknown: unknownBefore(meeting, 'notice'),
    ...(meeting.kind === 'workshop'
      ? ofWorkshop('A workshop is not held in public, so no notice of it is owed.')
      : {}),
  }
}

/** Papers to members, by the stricter reading, in breach only after the looser (R-TOR-9). */
export function papersDuty(
  meeting: DutyMeeting,
  issued: { readonly on: Day; readonly href: string } | undefined,
): Duty | undefined {
  const papers = papersDueFor(meeting)
  const rule = meeting.terms?.papers
  if (!papers || !rule) return undefined
  return {
    key: `papers/${meeting.id}`,
    kind: 'papers',
    what: `Send members the papers for ${formatDay(meeting.day)}`,
    owner: { words: 'Secretary', persons: [], permission: 'publish' },
    body: meeting.body,
    concerns: meeting.day,
    href: meeting.pages.pack,
    due: papers.due,
    latest: papers.breachAfter,
    until: meeting.day,
    rule: `Not less than ${rule.days} ${rule.counter === 'clear day' ? 'clear' : 'working'} days before. Read with the days clear of both ends it is ${formatDay(papers.due)}; counted back, ${formatDay(papers.breachAfter)}.`,
    citation: rule.citation,
    working: () => papers.dueWorking.working,
    ...(issued ? { kept: { ...issued, what: 'The papers were issued' } } : {}),
    unknown: unknownBefore(meeting, 'papers'),
    ...(meeting.kind === 'workshop'
      ? ofWorkshop('The rule on papers is of meetings; a workshop owes none.')
      : {}),
  }
}

/** A forward plan in the pack, where the terms want one in every pack (R-TOR-13). */
export function forwardPlanDuty(
  meeting: DutyMeeting,
  issued: { readonly on: Day; readonly href: string } | undefined,
  withPlan: { readonly on: Day; readonly href: string } | undefined,
): Duty | undefined {
  if (!meeting.terms?.forwardPlanInPack) return undefined
  const papers = papersDueFor(meeting)
  return {
    key: `forward plan/${meeting.id}`,
    kind: 'forward plan',
    what: `Put the forward plan into the pack for ${formatDay(meeting.day)}`,
    owner: { words: 'Secretary', persons: [], permission: 'publish' },
    body: meeting.body,
    concerns: meeting.day,
    href: meeting.pages.pack,
    due: papers?.due ?? meeting.day,
    ...(papers ? { latest: papers.breachAfter } : {}),
    until: meeting.day,
    rule: 'A forward plan goes into every pack.',
    citation: 'Terms of reference, on the forward plan',
    working: () => papers?.dueWorking.working ?? [],
    ...(withPlan ? { kept: { ...withPlan, what: 'A pack with the forward plan was issued' } } : {}),
    // A pack that is in the record and has no plan is known to have none.
    unknown: issued ? undefined : unknownBefore(meeting, 'forward plan'),
    ...(meeting.kind === 'workshop'
      ? ofWorkshop('A workshop has no pack, so no forward plan is owed.')
      : {}),
  }
}

/** What is known of the minutes of a meeting. */
export type DutyMinutes = {
  readonly draftedOn: Day | null
  readonly chairApprovedOn: Day | null
  readonly approvedOn: Day | null
}

const noMinutesOf = ({ kind, adjourned }: DutyMeeting) => {
  if (kind === 'workshop') return { notOwed: 'A workshop takes no decisions and owes no minutes.' }
  return adjourned
    ? { notOwed: 'It was adjourned: the minutes of all its sittings are kept with the last.' }
    : {}
}

/** Which working day after the meeting it was: 79 for 13 January 2025 after 19 September 2024. */
export const workingDayAfter = (meeting: Pick<DutyMeeting, 'calendar' | 'day'>, on: Day): number =>
  workingDaysBetween(meeting.calendar, 'England working day', meeting.day, on).count

/** Draft minutes within so many working days of the meeting (R-TOR-10). */
export function draftMinutesDuty(meeting: DutyMeeting, minutes: DutyMinutes): Duty | undefined {
  const deadline = deadlineOf(meeting, 'minutes')
  if (!deadline) return undefined
  const { draftedOn, chairApprovedOn } = minutes
  // Whatever was approved had been drafted by then.
  const first =
    draftedOn !== null && chairApprovedOn !== null && chairApprovedOn < draftedOn
      ? chairApprovedOn
      : (draftedOn ?? chairApprovedOn)
  return {
    key: `minutes/${meeting.id}`,
    kind: 'minutes',
    what: `Send out the draft minutes of ${formatDay(meeting.day)}`,
    owner: { words: 'Secretary', persons: [], permission: 'keep minutes' },
    body: meeting.body,
    concerns: meeting.day,
    href: meeting.pages.minutes,
    due: deadline.due,
    warnDays: 7,
    rule: deadline.rule,
    citation: deadline.citation,
    working: () => deadline.reckoned.working,
    ...(first === null
      ? {}
      : {
          kept: {
            on: first,
            what: 'They first appear in this record',
            href: meeting.pages.minutes,
          },
          remark: `Working day ${workingDayAfter(meeting, first)} after the meeting`,
        }),
    unknown: meeting.gaps.get('minutes'),
    ...noMinutesOf(meeting),
  }
}

/** A later meeting of the body that could approve the minutes of this one. */
export type LaterMeeting = {
  readonly day: Day
  /** 'not recorded' while nobody has recorded who was there. */
  readonly manner: MeetingManner | 'to come' | 'not recorded'
  /** Whether somebody said that this record does not hold what it did. */
  readonly silent: boolean
  readonly papersDue: Day | null
}

/**
 * The chair's approval of the draft. The terms set no day for it: it is wanted before the
 * draft goes out with the papers of the next meeting, and until one is arranged no day is
 * set (decision 16).
 */
export function chairApprovalDuty(
  meeting: DutyMeeting,
  minutes: DutyMinutes,
  next: LaterMeeting | undefined,
): Duty | undefined {
  // Councils' minutes go straight to the next meeting (R-MEET-5).
  if (meeting.regime !== '1960 Act') return undefined
  const { chairApprovedOn } = minutes
  return {
    key: `chair’s approval/${meeting.id}`,
    kind: 'chair’s approval',
    what: `Approve the draft minutes of ${formatDay(meeting.day)} as chair`,
    owner: { words: 'Chair', persons: [], permission: 'approve minutes as chair' },
    body: meeting.body,
    concerns: meeting.day,
    href: meeting.pages.minutes,
    due: next ? (next.papersDue ?? next.day) : null,
    rule: next
      ? 'The chair approves the draft before it goes out with the papers of the next meeting.'
      : 'The chair approves the draft before the next meeting, and none is arranged yet.',
    citation: meeting.terms?.draftMinutes?.citation ?? '',
    working: nothingToShow,
    ...(chairApprovedOn === null
      ? {}
      : {
          kept: {
            on: chairApprovedOn,
            what: 'The chair approved the draft',
            href: meeting.pages.minutes,
          },
          remark: `Working day ${workingDayAfter(meeting, chairApprovedOn)} after the meeting`,
        }),
    unknown: meeting.gaps.get('chair’s approval') ?? meeting.gaps.get('minutes'),
    ...noMinutesOf(meeting),
  }
}

/**
 * Approval at the next quorate meeting. A meeting without a quorum cannot approve, so it
 * is carried to the next (R-TOR-7); a workshop is no meeting for this (R-TOR-14).
 */
export function approvalDuty(
  meeting: DutyMeeting,
  minutes: DutyMinutes,
  later: readonly LaterMeeting[],
): Duty {
  const next = later.find(({ manner }) => manner === 'formal' || manner === 'to come')
  const before = later.filter(({ day }) => next === undefined || day < next.day)
  const daysOf = (which: readonly LaterMeeting[]) => listed(which.map(({ day }) => formatDay(day)))
  const passed = before.filter(({ manner }) => manner === 'informal')
  const dark = before.filter(({ manner, silent }) => manner === 'not recorded' && !silent)
  const silent = before.filter(each => each.silent)
  const { approvedOn } = minutes
  return {
    key: `approval/${meeting.id}`,
    kind: 'approval',
    what: `Approve the minutes of ${formatDay(meeting.day)} at a quorate meeting`,
    owner: { words: 'The body', persons: [], permission: 'keep minutes' },
    body: meeting.body,
    concerns: meeting.day,
    href: meeting.pages.minutes,
    due: next?.day ?? null,
    rule: [
      'Minutes are approved at the next quorate meeting.',
      ...(passed.length > 0
        ? [`There was no quorum on ${daysOf(passed)}, so approval is carried on.`]
        : []),
      ...(dark.length > 0
        ? [`Who was there on ${daysOf(dark)} is not recorded yet, so no quorum can be told.`]
        : []),
    ].join(' '),
    citation:
      meeting.regime === '1960 Act'
        ? 'Terms of reference, on quorum and minutes'
        : 'Local Government Act 1972, Schedule 12, paragraph 41',
    working: nothingToShow,
    ...(approvedOn === null
      ? {}
      : {
          kept: {
            on: approvedOn,
            what: 'They were approved at the meeting',
            href: meeting.pages.minutes,
          },
        }),
    unknown:
      meeting.gaps.get('approval') ??
      meeting.gaps.get('minutes') ??
      (silent.length > 0
        ? `Whether the meeting of ${daysOf(silent)} approved them is not in this record.`
        : undefined),
    ...noMinutesOf(meeting),
  }
}
