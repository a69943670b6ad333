import { type Day, day, formatDay, isWithin, maxOf } from '../../platform/day.rules.ts'
import {
  afterWorkingDays,
  beforeWorkingDays,
  type Calendar,
  type Counter,
  clearDaysBefore,
  clearDaysBetween,
  type ReckonedDay,
  type ReckonedNotice,
} from '../../platform/working-days.rules.ts'

// ── Notice ──────────────────────────────────────────────────────────────────

/** How a body must give notice of its meetings: a dated setting of the body. */
export type NoticeRule = {
  /** Clear days between the day of issue and that of the meeting; 0 or more. */
  readonly clearDays: number
  readonly counter: Counter
  /** Whether a meeting convened later than the due day may be notified when it is convened. */
  readonly atConveningIfShorter: boolean
  /** What has to go out by the day. */
  readonly what: readonly string[]
  readonly citation: string
}

/**
 * The notice each kind of body owes unless its own terms of reference say otherwise.
 * A council's clear days are counted here as working days, the courts' reading and the
 * longer one; a parish counts Saturdays, as its associations advise (R-CAL-1).
 */
export const NOTICE_RULES = {
  // R-MEET-1; the statutory partnership's terms of reference adopt it too (R-MEET-3).
  'public body': {
    clearDays: 3,
    counter: 'clear day',
    atConveningIfShorter: true,
    what: ['Public notice of the time and place'],
    citation: 'Public Bodies (Admission to Meetings) Act 1960 s.1(4)',
  },
  // R-MEET-3
  'principal council': {
    clearDays: 5,
    counter: 'England working day',
    atConveningIfShorter: true,
    what: ['Public notice of the time and place', 'Agenda', 'Reports'],
    citation: 'Local Government Act 1972 ss.100A and 100B; SI 2002/715',
  },
  // R-MEET-4
  'parish council': {
    clearDays: 3,
    counter: 'clear day',
    atConveningIfShorter: false,
    what: [
      'Public notice in a conspicuous place',
      'Summons naming the business, signed by the proper officer',
    ],
    citation: 'Local Government Act 1972 Schedule 12 paragraph 10',
  },
} as const satisfies Readonly<Record<string, NoticeRule>>

/**
 * The last day on which notice of the meeting may be given (R-MEET-1, R-MEET-3,
 * R-MEET-4), with the strict limit as `latest`. `convened` is the day on which the
 * meeting was called: under the 1960 Act a meeting called too late for the full notice
 * is notified when it is called, so the day then moves to that one.
 */
export function noticeDueDay(
  calendar: Calendar,
  rule: Pick<NoticeRule, 'clearDays' | 'counter' | 'atConveningIfShorter'>,
  meetingDay: Day,
  convened?: Day,
): ReckonedNotice {
  const full = clearDaysBefore(calendar, rule.counter, meetingDay, rule.clearDays)
  if (!rule.atConveningIfShorter || convened === undefined || convened <= full.day) return full
  return { ...full, day: convened, latest: maxOf(convened, full.latest) }
}

/** What is to be said of notice that was given on a day. */
export type NoticeJudged = {
  readonly sufficient: boolean
  readonly clearDays: number
  readonly words: string
}

/** Whether notice issued on the day was enough, counted as R-CAL-2 counts. */
export function judgeNotice(
  calendar: Calendar,
  rule: Pick<NoticeRule, 'clearDays' | 'counter' | 'atConveningIfShorter'>,
  issued: Day,
  meetingDay: Day,
  convened?: Day,
): NoticeJudged {
  const given = clearDaysBetween(calendar, rule.counter, issued, meetingDay).count
  const due = noticeDueDay(calendar, rule, meetingDay, convened)
  const sufficient = issued <= due.latest && issued <= meetingDay
  const needed = `${given} of ${rule.clearDays} clear days`
  if (!sufficient) return { sufficient, clearDays: given, words: `Too late: ${needed}` }
  return {
    sufficient,
    clearDays: given,
    words:
      given >= rule.clearDays
        ? `In time: ${given} clear ${given === 1 ? 'day' : 'days'}`
        : `In time: given when the meeting was convened (${needed})`,
  }
}

// ── Papers ──────────────────────────────────────────────────────────────────

/** When papers are due, and the last day before their lateness is a breach. */
export type PapersDue = {
  readonly due: Day
  readonly breachAfter: Day
  readonly dueWorking: ReckonedDay
  readonly breachWorking: ReckonedDay
  readonly warnings: readonly string[]
}

const PARTNERSHIP_PAPERS_DAYS = 5

/**
 * "Not less than five working days before" can be read with five clear working days
 * between, or by counting back five (R-TOR-9; terms of reference 13.1). Papers are due
 * by the stricter reading and in breach only after the looser one: for Friday 14
 * February 2025, due Thursday 6, breach after Friday 7.
 */
export function papersDueDay(
  calendar: Calendar,
  meetingDay: Day,
  workingDays: number = PARTNERSHIP_PAPERS_DAYS,
  counter: Counter = 'England working day',
): PapersDue {
  const dueWorking = clearDaysBefore(calendar, counter, meetingDay, workingDays)
  const breachWorking = beforeWorkingDays(calendar, counter, meetingDay, workingDays)
  return {
    due: dueWorking.day,
    breachAfter: breachWorking.day,
    dueWorking,
    breachWorking,
    warnings: [...new Set([...dueWorking.warnings, ...breachWorking.warnings])],
  }
}

/** How something sent compares with when it was due. */
export type SubmissionJudged = {
  readonly state: 'on time' | 'late' | 'missed'
  readonly words: string
}

/** Whether what came on `actual` was on time, late, or so late as to break the rule (R-TOR-9). */
export function judgeSubmission(due: Day, breachAfter: Day, actual: Day): SubmissionJudged {
  if (actual <= due) return { state: 'on time', words: 'On time' }
  if (actual <= breachAfter)
    return {
      state: 'late',
      words: `Late: due ${formatDay(due)}, but within the terms of reference read by plain count-back`,
    }
  return {
    state: 'missed',
    words: `Missed: the terms of reference allow no later than ${formatDay(breachAfter)}`,
  }
}

/** What is to be said on `today` of something that has not come yet. */
export function judgeAwaited(
  due: Day,
  breachAfter: Day,
  today: Day,
): SubmissionJudged | { readonly state: 'not yet due'; readonly words: string } {
  return today <= due
    ? { state: 'not yet due', words: today === due ? 'Due today' : `Due ${formatDay(due)}` }
    : judgeSubmission(due, breachAfter, today)
}

// ── Minutes ─────────────────────────────────────────────────────────────────

const DRAFT_MINUTES_DAYS = 5

/** The day by which draft minutes are due; day 1 is the next working day (R-TOR-10). */
export const draftMinutesDueDay = (
  calendar: Calendar,
  meetingDay: Day,
  workingDays: number = DRAFT_MINUTES_DAYS,
): ReckonedDay => afterWorkingDays(calendar, 'England working day', meetingDay, workingDays)

// ── A board's papers and questions (R-MEET-9) ───────────────────────────────

const BOARD_PAPERS_DAYS = 5
const QUESTION_DAYS = 3

/** The day by which a board's papers, and the link to join it, are published: plain count-back. */
export const boardPapersDueDay = (
  calendar: Calendar,
  meetingDay: Day,
  workingDays: number = BOARD_PAPERS_DAYS,
): ReckonedDay => beforeWorkingDays(calendar, 'England working day', meetingDay, workingDays)

/** The last day on which the public may send a question to the meeting: plain count-back. */
export const questionDeadline = (
  calendar: Calendar,
  meetingDay: Day,
  workingDays: number = QUESTION_DAYS,
): ReckonedDay => beforeWorkingDays(calendar, 'England working day', meetingDay, workingDays)

// ── Meeting remotely ────────────────────────────────────────────────────────

// SI 2020/392: in force 4 April 2020; for meetings held before 7 May 2021.
const REMOTE_COUNCIL_MEETINGS = { from: day('2020-04-04'), to: day('2021-05-06') }

export type RemoteJudged = { readonly lawful: boolean; readonly warning?: string }

/**
 * Whether a meeting may lawfully be held remotely (R-MEET-8). `council` says that the
 * body is a local authority, a parish council or a committee of one: such bodies could
 * only under SI 2020/392. The partnership determines its own procedure (Local Government
 * and Public Involvement in Health Act 2007 s.116ZA), and NHS bodies theirs. Not a
 * refusal: the record states what happened, and flags it.
 */
export function remoteMeetingLawful(meeting: {
  readonly day: Day
  readonly council: boolean
  readonly remote: boolean
}): RemoteJudged {
  if (!meeting.remote || !meeting.council || isWithin(REMOTE_COUNCIL_MEETINGS, meeting.day))
    return { lawful: true }
  return {
    lawful: false,
    warning:
      'A council and its committees could lawfully meet remotely only from 4 April 2020 to ' +
      '6 May 2021 (SI 2020/392). Decisions of this meeting may be open to challenge.',
  }
}
