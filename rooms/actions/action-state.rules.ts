import {
  type Day,
  formatDay,
  formatDayInFigures,
  formatDayShort,
} from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { countOf, inWords, listed } from '../../platform/plain-english.rules.ts'

/**
 * An action as the facts recorded of it; nothing here is a state (R-ACT-6). Of facts on one day, the later in its list is the later.
 */
export type Action = {
  readonly raisedOn: Day
  readonly deadlines: readonly Deadline[]
  readonly reports: readonly Report[]
  readonly closure?: Closure
}

/** The words of a deadline ('ASAP'), with a due day where it has one, or a day to look again (R-ACT-4). */
export type Deadline = {
  readonly setOn: Day
  readonly text: string
  readonly day?: Day
  readonly reviewOn?: Day
}

export type Progress = 'not started' | 'started on track' | 'off track' | 'complete'

/** What the owner said on a day. 'position only' tells a story and changes no state. */
export type Report = {
  readonly on: Day
  readonly what: Progress | 'position only'
  readonly position: string
  /** The day of the meeting to which a complete action's closure is to be proposed. */
  readonly proposesClosureOn?: Day
}

/** A meeting's agreement to close. */
export type Closure = { readonly on: Day; readonly meeting: string }

/** A meeting of the body whose tracker this is. Only meetings that were held belong here. */
export type ReviewMeeting = {
  readonly date: Day
  readonly kind: 'formal' | 'informal' | 'workshop'
}

/** Settings of the body, with the defaults of R-ACT-5 and R-ACT-2. */
export type TrackerSettings = {
  readonly meetingsToEscalate: number
  readonly informalMeetingsCount: boolean
  readonly workshopsCount: boolean
  /** May a meeting that is not quorate agree a closure? To agree is formal business (R-TOR-17). */
  readonly informalMeetingsMayClose: boolean
}

export const usualTrackerSettings: TrackerSettings = {
  meetingsToEscalate: 3,
  informalMeetingsCount: true,
  workshopsCount: false,
  informalMeetingsMayClose: false,
}

export type StateName =
  | 'escalated'
  | 'outstanding'
  | 'in progress'
  | 'not yet due'
  | 'complete'
  | 'closed'

export type Colour = 'black' | 'red' | 'amber' | 'green' | 'none'

export type ActionState = {
  readonly state: StateName
  /** As the tracker's key prints it (R-ACT-1). */
  readonly label: string
  readonly colour: Colour
  readonly working: string
  /** The rule that answered, 'R-ACT-5' for instance. */
  readonly rule: string
}

/**
 * Where an action stands on a day, from the facts known by the end of that day.
 *
 * In this order (R-ACT-6): closed, by a meeting; complete, as its owner says;
 * escalated, red at so many meetings running (see `redMeetings`); outstanding, past
 * its due day or off track; in progress, started and on track; else not yet due.
 * A due day is met until its last minute, so an action is late from the next day;
 * a deadline in words is never late (R-ACT-4).
 */
export function actionStateOn(
  action: Action,
  meetings: readonly ReviewMeeting[],
  day: Day,
  settings: TrackerSettings = usualTrackerSettings,
): ActionState {
  const standing = standingOn(action, day)
  if (standing.state !== 'outstanding') return standing
  const red = redMeetings(action, meetings, day, settings)
  if (red.length < settings.meetingsToEscalate) {
    const times = `Red at ${countOf(red.length, 'meeting')} running; ${inWords(settings.meetingsToEscalate)} escalate.`
    return red.length === 0 ? standing : { ...standing, working: `${standing.working} ${times}` }
  }
  return {
    state: 'escalated',
    label: 'Escalated',
    colour: 'black',
    working: `${standing.working} Red at ${countOf(red.length, 'meeting')} running: ${listed(red.map(formatDayShort))}.`,
    rule: 'R-ACT-5',
  }
}

/**
 * The days of the meetings in the run of red that reaches to this day, first to last.
 *
 * An action is red at a meeting when it is outstanding by what was known at the end
 * of that day, so what the meeting itself is told or agrees counts. The first red
 * meeting counts as one (R-ACT-5). Red can end only by something recorded: a report,
 * a new deadline, a closure. When it ends, at a meeting or between two, the run ends
 * with it, and an action that turns red again starts from nought: it does not
 * go straight from in progress to escalated. Meetings to come do not count, nor,
 * unless the body says so, do workshops; informal meetings do.
 */
export function redMeetings(
  action: Action,
  meetings: readonly ReviewMeeting[],
  day: Day,
  settings: TrackerSettings = usualTrackerSettings,
): Day[] {
  const red = (on: Day) => standingOn(action, on).state === 'outstanding'
  if (!red(day)) return []
  const lastNotRed = daysOfFacts(action)
    .filter(on => on <= day && !red(on))
    .at(-1)
  return meetings
    .filter(({ kind }) => countsForEscalation(kind, settings))
    .map(({ date }) => date)
    .filter(date => date >= action.raisedOn && date <= day)
    .filter(date => (lastNotRed === undefined || date > lastNotRed) && red(date))
    .sort()
}

/** The deadline that holds on a day: the last one set by then. */
export const currentDeadline = (action: Action, day: Day): Deadline | undefined =>
  deadlinesBy(action, day).at(-1)

/** The deadlines that others have replaced by a day, oldest first (R-ACT-3). */
export const pastDeadlines = (action: Action, day: Day): Deadline[] =>
  deadlinesBy(action, day).slice(0, -1)

/** The action with one deadline more: the earlier ones stay as its history (R-ACT-3). */
export const reviseDeadline = (action: Action, deadline: Deadline): Action => ({
  ...action,
  deadlines: [...action.deadlines, deadline],
})

/**
 * Why a deadline cannot be revised: the action is closed, the new one says nothing,
 * is the same, is set before an earlier revision, or is due before it is set.
 */
export function reasonsNotToReviseDeadline(action: Action, deadline: Deadline): Refusal[] {
  const { setOn, text, day } = deadline
  if (action.closure)
    return [
      {
        code: 'action-closed',
        message: `This action was closed on ${formatDay(action.closure.on)}.`,
      },
    ]
  const refusals: Refusal[] = []
  if (text.trim() === '')
    refusals.push({
      code: 'deadline-missing',
      field: 'deadline',
      message: 'Give the new deadline, as a date or in words.',
    })
  const latest = inOrderOf(action.deadlines, ({ setOn }) => setOn).at(-1)
  if (latest && setOn < latest.setOn)
    refusals.push({
      code: 'deadline-out-of-order',
      field: 'setOn',
      message: `The deadline was last revised on ${formatDay(latest.setOn)}: a revision is added after it, never before.`,
    })
  else if (setOn < action.raisedOn)
    refusals.push({
      code: 'deadline-out-of-order',
      field: 'setOn',
      message: `The action was raised on ${formatDay(action.raisedOn)}: its deadline cannot be set before it.`,
    })
  if (day !== undefined && day < setOn)
    refusals.push({
      code: 'deadline-past',
      field: 'deadline',
      message: `A new deadline cannot be past on the day it is set: ${formatDay(day)} is before ${formatDay(setOn)}.`,
    })
  if (latest && latest.text.trim() === text.trim() && latest.day === day)
    refusals.push({
      code: 'deadline-unchanged',
      field: 'deadline',
      message: 'That is the deadline it already has.',
    })
  return refusals
}

/**
 * Why a meeting cannot close an action (R-ACT-2).
 *
 * Only a meeting of the body closes, on or after its day. To agree is formal
 * business: a workshop never may (R-TOR-14), an informal meeting only where the
 * body's settings say so. By the meeting's day the owner must have reported the
 * action complete, for the key proposes closure of what is complete; an action no
 * longer wanted is reported complete with the reason as its position.
 */
export function reasonsNotToClose(
  action: Action,
  meeting: ReviewMeeting,
  today: Day,
  settings: TrackerSettings = usualTrackerSettings,
): Refusal[] {
  if (action.closure)
    return [
      {
        code: 'action-closed',
        message: `This action was closed on ${formatDay(action.closure.on)}.`,
      },
    ]
  const refusals: Refusal[] = []
  const meetingDay = formatDay(meeting.date)
  if (meeting.date > today)
    refusals.push({
      code: 'meeting-not-held',
      field: 'meeting',
      message: `Only a meeting closes an action, and the meeting of ${meetingDay} has not been held yet.`,
    })
  if (meeting.date < action.raisedOn)
    refusals.push({
      code: 'closed-before-raised',
      field: 'meeting',
      message: `The action was raised on ${formatDay(action.raisedOn)}, after the meeting of ${meetingDay}.`,
    })
  if (meeting.kind === 'workshop')
    refusals.push({
      code: 'workshop-takes-no-decisions',
      field: 'meeting',
      message: 'A workshop takes no decisions, so it cannot close an action.',
    })
  if (meeting.kind === 'informal' && !settings.informalMeetingsMayClose)
    refusals.push({
      code: 'inquorate',
      field: 'meeting',
      message: `The meeting of ${meetingDay} was not quorate, so it cannot agree to close an action: propose closure at the next quorate meeting.`,
    })
  if (standingOn(action, meeting.date).state !== 'complete')
    refusals.push({
      code: 'action-not-complete',
      message: `By ${meetingDay} the owner had not reported this action complete: report it complete first, then propose its closure.`,
    })
  return refusals
}

/** The state on a day before escalation is looked at. */
function standingOn(action: Action, day: Day): ActionState {
  const { closure } = action
  if (closure && closure.on <= day)
    return {
      state: 'closed',
      label: `CLOSED (${formatDayInFigures(closure.on)})`,
      colour: 'none',
      working: `Closed by the meeting of ${formatDay(closure.on)}.`,
      rule: 'R-ACT-2',
    }

  const report = latestProgress(action, day)
  if (report?.what === 'complete')
    return completeState(report, proposedClosure(action, report, day))

  const due = currentDeadline(action, day)
  const late = due?.day !== undefined && due.day < day
  if (late || report?.what === 'off track')
    return {
      state: 'outstanding',
      label: 'Outstanding',
      colour: 'red',
      working: listed([
        ...(late ? [`It was due on ${formatDay(due.day)}`] : []),
        ...(report?.what === 'off track'
          ? [`${late ? 'the' : 'The'} owner reported it off track on ${formatDay(report.on)}`]
          : []),
      ]).concat('.'),
      rule: 'R-ACT-6',
    }
  if (report?.what === 'started on track')
    return {
      state: 'in progress',
      label: 'In Progress',
      colour: 'amber',
      working: `The owner reported it started and on track on ${formatDay(report.on)}; ${dueInWords(due)}.`,
      rule: 'R-ACT-6',
    }
  return {
    state: 'not yet due',
    label: 'Not Yet Due',
    colour: 'none',
    working: `The owner has not reported a start; ${dueInWords(due)}.`,
    rule: due !== undefined && due.day === undefined ? 'R-ACT-4' : 'R-ACT-6',
  }
}

function completeState({ on }: Report, proposed: Day | undefined): ActionState {
  return {
    state: 'complete',
    label: `COMPLETE: Propose closure ${proposed === undefined ? 'at next meeting' : formatDayShort(proposed)}`,
    colour: 'green',
    working: `The owner reported it complete on ${formatDay(on)}; it stays open until a meeting agrees to close it.`,
    rule: 'R-ACT-2',
  }
}

/** The meeting named last, by the report of completion or by any after it. */
function proposedClosure(action: Action, complete: Report, day: Day): Day | undefined {
  const known = inOrderOf(action.reports, ({ on }) => on).filter(({ on }) => on <= day)
  return known
    .slice(known.indexOf(complete))
    .findLast(({ proposesClosureOn }) => proposesClosureOn !== undefined)?.proposesClosureOn
}

function dueInWords(deadline: Deadline | undefined): string {
  if (!deadline) return 'it has no deadline'
  if (deadline.day !== undefined) return `it is due on ${formatDay(deadline.day)}`
  return `its deadline is in words (‘${deadline.text}’), which never turns it red`
}

const countsForEscalation = (kind: ReviewMeeting['kind'], settings: TrackerSettings): boolean =>
  kind === 'formal' ||
  (kind === 'informal' && settings.informalMeetingsCount) ||
  (kind === 'workshop' && settings.workshopsCount)

const latestProgress = (action: Action, day: Day): Report | undefined =>
  inOrderOf(action.reports, ({ on }) => on)
    .filter(({ on, what }) => on <= day && what !== 'position only')
    .at(-1)

const deadlinesBy = (action: Action, day: Day): Deadline[] =>
  inOrderOf(action.deadlines, ({ setOn }) => setOn).filter(({ setOn }) => setOn <= day)

/** Days on which something was recorded; between them an action can turn red but never cease to be. */
const daysOfFacts = (action: Action): Day[] =>
  [
    action.raisedOn,
    ...action.deadlines.map(({ setOn }) => setOn),
    ...action.reports.map(({ on }) => on),
    ...(action.closure ? [action.closure.on] : []),
  ].sort()

/** By day, keeping the order given within a day. */
const inOrderOf = <T>(facts: readonly T[], dayOf: (fact: T) => Day): T[] =>
  facts.toSorted((one, other) =>
    dayOf(one) === dayOf(other) ? 0 : dayOf(one) < dayOf(other) ? -1 : 1,
  )
