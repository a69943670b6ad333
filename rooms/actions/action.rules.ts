import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Action, Colour, Report, StateName } from './action-state.rules.ts'

/** Who is to do it: a person of the record, or words such as 'All members' (R-ACT-4). */
export type OwnerNamed = { readonly person?: string | undefined; readonly label?: string }

/** A deadline as it is given: a day, words ('ASAP'), or words with a day to look again (R-ACT-4). */
export type DeadlineGiven = {
  readonly text?: string
  readonly day?: Day | undefined
  readonly reviewOn?: Day | undefined
}

/** The deadline in words: as given, or its day written out. */
export const deadlineText = ({ text = '', day }: DeadlineGiven): string =>
  text.trim() || (day === undefined ? '' : formatDay(day))

export type ActionProposed = {
  readonly text: string
  readonly raisedOn: Day
  readonly owners: readonly OwnerNamed[]
  readonly deadline: DeadlineGiven
  readonly audience: 'public' | 'members' | 'private'
  readonly privateReason: string
  /** A number asked for; the next of the body where there is none. */
  readonly number: number | undefined
}

/**
 * Why an action cannot be raised so: it says nothing, nobody owns it, it has no
 * deadline of either kind (R-ACT-4), it is kept from the public without a reason,
 * or its number is no number or another's. `taken` says whether the body has used it.
 */
export function reasonsNotToRaise(
  action: ActionProposed,
  today: Day,
  taken: (number: number) => boolean,
): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) =>
    refusals.push({ code, field, message })
  if (action.text.trim() === '') refuse('text-missing', 'text', 'Enter what is to be done.')
  if (!action.owners.some(isNamed))
    refuse(
      'owner-missing',
      'owners',
      'Say who owns the action: a person, or words such as “All members”.',
    )
  if (deadlineText(action.deadline) === '')
    refuse('deadline-missing', 'deadline', 'Give a deadline: a date, or words such as “ASAP”.')
  if (action.raisedOn > today)
    refuse(
      'raised-in-the-future',
      'raisedOn',
      `${formatDay(action.raisedOn)} has not come yet: an action is raised on the day of its meeting.`,
    )
  if (action.deadline.day !== undefined && action.deadline.day < action.raisedOn)
    refuse(
      'deadline-past',
      'deadline',
      `The deadline cannot be before the day the action is raised, ${formatDay(action.raisedOn)}.`,
    )
  if (action.audience !== 'public' && action.privateReason.trim() === '')
    refuse(
      'private-reason-missing',
      'privateReason',
      'Say why the action is kept from the public: it is public unless there is a reason.',
    )
  if (action.number !== undefined && !(Number.isInteger(action.number) && action.number > 0))
    refuse('number-form', 'number', 'The number of an action is a whole number from 1.')
  else if (action.number !== undefined && taken(action.number))
    refuse(
      'number-used',
      'number',
      `Action ${action.number} is on this tracker already: leave the number empty for the next one.`,
    )
  return refusals
}

export const isNamed = ({ person, label = '' }: OwnerNamed): boolean =>
  person !== undefined || label.trim() !== ''

/**
 * Why an owner's report cannot be recorded: the action is closed, the day has not
 * come or is before the action, the position is not told where it is needed, or
 * closure is proposed of what is not complete (R-ACT-2).
 */
export function reasonsNotToReport(action: Action, report: Report, today: string): Refusal[] {
  if (action.closure)
    return [
      {
        code: 'action-closed',
        message: `This action was closed on ${formatDay(action.closure.on as Day)}, so nothing more is reported on it.`,
      },
    ]
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) =>
    refusals.push({ code, field, message })
  if (report.on > today)
    refuse('reported-in-the-future', 'on', 'A report says how things stand on a day that has come.')
  if (report.on < action.raisedOn)
    refuse(
      'reported-before-raised',
      'on',
      `The action was raised on ${formatDay(action.raisedOn as Day)}: a report cannot be earlier.`,
    )
  if (report.position.trim() === '' && report.what in positionWanted)
    refuse(
      'position-missing',
      'position',
      positionWanted[report.what as keyof typeof positionWanted],
    )
  if (report.proposesClosureOn !== undefined) {
    const known = action.reports.filter(
      ({ on, what }) => on <= report.on && what !== 'position only',
    )
    const complete =
      report.what === 'complete' ||
      (report.what === 'position only' && known.at(-1)?.what === 'complete')
    if (!complete)
      refuse(
        'closure-of-the-incomplete',
        'proposesClosureOn',
        'Only a complete action is proposed for closure: report it complete, or leave the meeting empty.',
      )
    if (report.proposesClosureOn < report.on)
      refuse(
        'closure-before-report',
        'proposesClosureOn',
        'Closure is proposed to a meeting still to come on the day of the report.',
      )
  }
  return refusals
}

const positionWanted = {
  'off track': 'Say why it is off track, and what would bring it back.',
  complete: 'Say what was done, so that the meeting can agree to close it.',
  'position only': 'Say what the position is.',
} as const

export type KeyEntry = {
  readonly state: StateName
  /** As the tracker's key prints it (R-ACT-1). */
  readonly label: string
  readonly colour: Colour
  /** What it means, for a reader who has not met the key. */
  readonly meaning: string
}

/** The tracker's key in its order, with its labels and colours exactly (R-ACT-1). */
export const trackerKey: readonly KeyEntry[] = [
  {
    state: 'escalated',
    label: 'Escalated',
    colour: 'black',
    meaning: 'Red at three meetings running.',
  },
  {
    state: 'outstanding',
    label: 'Outstanding',
    colour: 'red',
    meaning: 'Past its day, or not on track to be done by it.',
  },
  {
    state: 'in progress',
    label: 'In Progress',
    colour: 'amber',
    meaning: 'Begun, and on track.',
  },
  {
    state: 'not yet due',
    label: 'Not Yet Due',
    colour: 'none',
    meaning: 'Not begun, and its day has not passed.',
  },
  {
    state: 'complete',
    label: 'COMPLETE',
    colour: 'green',
    meaning: 'Done, its owner says. The next meeting is asked to close it.',
  },
  {
    state: 'closed',
    label: 'CLOSED',
    colour: 'none',
    meaning: 'A meeting agreed that it is done.',
  },
]

/** A state as an address writes it: 'in-progress'. */
export const slugOfState = (state: StateName): string => state.replaceAll(' ', '-')

/** The state that an address names, if it is one. */
export const stateFromSlug = (slug: string): StateName | undefined =>
  trackerKey.find(({ state }) => slugOfState(state) === slug)?.state

/** What needs attention first: in the order of the key. */
export const urgencyOf = (state: StateName): number =>
  trackerKey.findIndex(entry => entry.state === state)

/** What an owner reported, in words. */
export const reportWords: Readonly<Record<Report['what'], string>> = {
  'not started': 'Not started',
  'started on track': 'Started and on track',
  'off track': 'Off track',
  complete: 'Complete',
  'position only': 'Position',
}
