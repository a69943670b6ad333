import { type Day, day, financialYearOf, formatDay, maxOf } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { itemKinds, purposes } from './agenda.rules.ts'
import { monthNames, monthsWithin } from './date-pattern.rules.ts'
import type { ItemKind, MeetingKind } from './meetings.tables.ts'

export const rhythms = ['each meeting', 'months', 'yearly'] as const
export type Rhythm = (typeof rhythms)[number]

/** Where an item of the plan comes from; what recurs comes from its own list. */
export const planSources = ['requested', 'carried over', 'decision', 'action'] as const
export type PlanSource = 'recurring' | (typeof planSources)[number]

export type PlanStepName = 'deferred' | 'dropped' | 'taken up again'

export type RecurringItem = {
  readonly id: string
  readonly title: string
  readonly kind: ItemKind
  readonly lead: string
  readonly purposes: readonly string[]
  readonly rhythm: Rhythm
  readonly months: readonly number[]
  readonly source: string
  readonly notes: string
  readonly from: Day
  readonly until: Day | null
}

export type PlanStep = {
  readonly step: PlanStepName
  readonly on: Day
  readonly reason: string
  readonly meeting: string | null
}

/** An item of which something was decided, or that does not recur. */
export type StoredPlanItem = {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly kind: ItemKind
  readonly lead: string
  readonly leadPerson: string | null
  readonly purposes: readonly string[]
  readonly audience: 'public' | 'private'
  readonly privateReason: string
  readonly sourceKind: PlanSource
  readonly source: string
  readonly sourceId: string | null
  readonly recurring: string | null
  readonly occurrence: string | null
  readonly notes: string
  readonly meeting: string | null
  readonly month: Day | null
  readonly agendaItem: string | null
  readonly addedOn: Day
  /** In the order in which they were taken. */
  readonly steps: readonly PlanStep[]
}

export type PlanMeeting = {
  readonly id: string
  readonly day: Day
  readonly kind: MeetingKind
  /** Whether the record shows that it took place. */
  readonly attended: boolean
}

export type PlanState =
  | 'to be placed'
  | 'expected'
  | 'on the agenda'
  | 'taken'
  /** The meeting at which it was expected is over, and it was not on its agenda. */
  | 'not taken'
  | 'dropped'

/** An item of a body's forward plan, stored or worked out, with how it stands. */
export type PlanEntry = Omit<StoredPlanItem, 'id' | 'addedOn'> & {
  /** Its address: the item's id, or 'RECURRING_OCCURRENCE' while nothing is stored of it. */
  readonly key: string
  readonly id: string | null
  readonly rhythm: Rhythm | null
  /** The meeting to which it comes: the one chosen, else the first on or after its month. */
  readonly comesTo: PlanMeeting | null
  readonly state: PlanState
}

export type PlanFacts = {
  readonly recurring: readonly RecurringItem[]
  readonly items: readonly StoredPlanItem[]
  /** Every meeting of the body, the earliest first. */
  readonly meetings: readonly PlanMeeting[]
  readonly today: Day
}

export const keyOfOccurrence = (recurring: string, occurrence: string) =>
  `${recurring}_${occurrence}`

const isOrdinary = ({ kind }: PlanMeeting) => kind === 'ordinary'

const isOver = (meeting: PlanMeeting, today: Day) => meeting.day < today || meeting.attended

/** How far the plan looks: to the end of the financial year, or to the last meeting planned. */
export const horizonOf = ({ meetings, today }: Pick<PlanFacts, 'meetings' | 'today'>): Day =>
  maxOf(financialYearOf(today).last, ...meetings.map(meeting => meeting.day))

type Occurrence = {
  readonly occurrence: string
  readonly meeting: string | null
  readonly month: Day | null
}

const recursOn = ({ from, until }: RecurringItem, on: Day) =>
  from <= on && (until === null || until >= on)

/** When an item comes back from a day on, as far as the plan looks. */
export function occurrencesOf(item: RecurringItem, facts: PlanFacts): Occurrence[] {
  const { meetings, today } = facts
  const last = horizonOf(facts)
  if (item.rhythm === 'each meeting')
    return meetings
      .filter(
        meeting =>
          meeting.kind !== 'workshop' && !isOver(meeting, today) && recursOn(item, meeting.day),
      )
      .map(({ id }) => ({ occurrence: id, meeting: id, month: null }))
  if (item.rhythm === 'months')
    return monthsWithin(today, last)
      .filter(
        month =>
          item.months.includes(Number(month.slice(5, 7))) &&
          item.from.slice(0, 7) <= month.slice(0, 7) &&
          (item.until === null || item.until >= month),
      )
      .map(month => ({ occurrence: month.slice(0, 7), meeting: null, month }))
  const years = [
    ...new Map(
      monthsWithin(today, last).map(month => {
        const year = financialYearOf(month < today ? today : month)
        return [year.slug, year] as const
      }),
    ).values(),
  ]
  return years
    .filter(year => item.from <= year.last && (item.until === null || item.until >= year.first))
    .map(({ slug }) => ({ occurrence: slug, meeting: null, month: null }))
}

/** To which meeting an item comes: the one chosen; else, of a month, the first ordinary one from its first day. */
function comesTo(
  { meeting, month }: Pick<StoredPlanItem, 'meeting' | 'month'>,
  meetings: readonly PlanMeeting[],
): PlanMeeting | null {
  if (meeting !== null) return meetings.find(({ id }) => id === meeting) ?? null
  if (month === null) return null
  return meetings.find(each => isOrdinary(each) && each.day >= month) ?? null
}

function stateOf(
  item: Pick<StoredPlanItem, 'agendaItem' | 'meeting' | 'month' | 'steps'>,
  meeting: PlanMeeting | null,
  today: Day,
): PlanState {
  const lastWord = item.steps.findLast(({ step }) => step !== 'deferred')
  if (lastWord?.step === 'dropped') return 'dropped'
  if (item.agendaItem !== null && meeting) return isOver(meeting, today) ? 'taken' : 'on the agenda'
  if (meeting && isOver(meeting, today)) return 'not taken'
  return item.meeting === null && item.month === null ? 'to be placed' : 'expected'
}

/**
 * A body's forward plan as it stands on a day (R-TOR-13): what is stored, and what comes back by
 * itself, of which nothing is stored until somebody decides something about it. In order of the
 * meeting or month, what has no place last.
 */
export function forwardPlan(facts: PlanFacts): PlanEntry[] {
  const { items, recurring, meetings, today } = facts
  const rhythmOf = new Map(recurring.map(({ id, rhythm }) => [id, rhythm]))
  const stored = items.map((item): PlanEntry => {
    const meeting = comesTo(item, meetings)
    return {
      ...item,
      key: item.id,
      rhythm: item.recurring === null ? null : (rhythmOf.get(item.recurring) ?? null),
      comesTo: meeting,
      state: stateOf(item, meeting, today),
    }
  })
  const decided = new Set(
    items.flatMap(({ recurring: of, occurrence }) =>
      of === null || occurrence === null ? [] : [keyOfOccurrence(of, occurrence)],
    ),
  )
  const derived = recurring.flatMap(rule =>
    occurrencesOf(rule, facts)
      .filter(({ occurrence }) => !decided.has(keyOfOccurrence(rule.id, occurrence)))
      .map((occurrence): PlanEntry => {
        const meeting = comesTo(occurrence, meetings)
        const blank = { agendaItem: null, steps: [] }
        return {
          key: keyOfOccurrence(rule.id, occurrence.occurrence),
          id: null,
          version: 0,
          title: rule.title,
          kind: rule.kind,
          lead: rule.lead,
          leadPerson: null,
          purposes: rule.purposes,
          audience: 'public',
          privateReason: '',
          sourceKind: 'recurring',
          source: rule.source,
          sourceId: null,
          recurring: rule.id,
          rhythm: rule.rhythm,
          notes: rule.notes,
          ...occurrence,
          ...blank,
          comesTo: meeting,
          state: stateOf({ ...occurrence, ...blank }, meeting, today),
        }
      }),
  )
  return [...stored, ...derived].toSorted(
    (one, other) => compare(whenOf(one), whenOf(other)) || compare(one.title, other.title),
  )
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

const whenOf = ({ comesTo: meeting, month }: PlanEntry): string =>
  meeting?.day ?? month ?? '9999-12-31'

/** 'June 2025' */
export const monthInWords = (month: Day): string =>
  `${monthNames[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`

/** When an item is expected, in words: '12 September 2025', 'June 2025', 'once in 2025/26, to be placed'. */
export function expectedWhen({
  comesTo: meeting,
  meeting: chosen,
  month,
  rhythm,
  occurrence,
}: PlanEntry): string {
  if (chosen !== null && meeting) return formatDay(meeting.day)
  if (month !== null)
    return meeting && !meeting.day.startsWith(month.slice(0, 7))
      ? `${monthInWords(month)}, so at the next meeting, ${formatDay(meeting.day)}`
      : meeting
        ? formatDay(meeting.day)
        : `${monthInWords(month)}; no meeting is planned yet`
  return rhythm === 'yearly' && occurrence !== null
    ? `Once in ${occurrence.replace('-', '/')}, to be placed`
    : 'To be placed'
}

/** What still has to come before the body after a day: not what was taken or dropped, nor what every meeting has. */
export const comingAfter = (entries: readonly PlanEntry[], after: Day): PlanEntry[] =>
  entries.filter(
    entry =>
      entry.rhythm !== 'each meeting' &&
      entry.state !== 'taken' &&
      entry.state !== 'dropped' &&
      (entry.comesTo === null || entry.state === 'not taken' || entry.comesTo.day > after),
  )

/** What of the plan comes to a meeting and is not on its agenda yet. */
export const expectedAt = (entries: readonly PlanEntry[], meeting: string): PlanEntry[] =>
  entries.filter(entry => entry.state === 'expected' && entry.comesTo?.id === meeting)

export type ProposedPlanItem = {
  readonly title: string
  readonly kind: string
  readonly purposes: readonly string[]
  readonly audience: string
  readonly privateReason: string
}

/** Why an item cannot stand in the plan so. */
export function reasonsNotToExpect(item: ProposedPlanItem): Refusal[] {
  const refusals: Refusal[] = []
  if (item.title.trim() === '')
    refusals.push({
      code: 'title-missing',
      field: 'title',
      message: 'Enter what the item is called.',
    })
  if (!itemKinds.some(kind => kind === item.kind))
    refusals.push({
      code: 'kind-unknown',
      field: 'kind',
      message: 'Choose what kind of item it is.',
    })
  if (item.purposes.some(purpose => !purposes.some(each => each === purpose)))
    refusals.push({
      code: 'purpose-unknown',
      field: 'purposes',
      message: 'Choose from the list what the meeting is asked to do.',
    })
  // R-MEET-2: the meeting will have to resolve on this reason.
  if (item.audience === 'private' && item.privateReason.trim() === '')
    refusals.push({
      code: 'private-reason-missing',
      field: 'privateReason',
      message: 'Enter why hearing this item in public would harm the public interest.',
    })
  return refusals
}

/** Why an item cannot come back so. */
export function reasonsNotToRecur(item: {
  readonly rhythm: string
  readonly months: readonly number[]
  readonly from: Day
  readonly until: Day | null
}): Refusal[] {
  const refusals: Refusal[] = []
  if (!rhythms.some(rhythm => rhythm === item.rhythm))
    refusals.push({
      code: 'rhythm-unknown',
      field: 'rhythm',
      message: 'Choose how often it comes back.',
    })
  if (item.rhythm === 'months' && item.months.length === 0)
    refusals.push({
      code: 'months-missing',
      field: 'months',
      message: 'Choose at least one month.',
    })
  if (item.until !== null && item.until < item.from)
    refusals.push({
      code: 'ends-before-it-starts',
      field: 'until',
      message: 'It must end after it begins.',
    })
  return refusals
}

/** Where an item is expected, as a form's choice says it. */
export type Placing =
  | { readonly at: 'meeting'; readonly meeting: string }
  | { readonly at: 'month'; readonly month: Day }
  | { readonly at: 'unplaced' }

/** 'meeting ID', 'month 2025-06' or 'unplaced'; undefined for anything else. */
export function placingFrom(text: string): Placing | undefined {
  const [at, what = ''] = text.split(' ')
  if (at === 'unplaced') return { at }
  if (at === 'meeting' && what !== '') return { at, meeting: what }
  if (at === 'month' && /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(what))
    return { at, month: day(`${what}-01`) }
  return undefined
}

export const placingText = ({
  meeting,
  month,
}: Pick<StoredPlanItem, 'meeting' | 'month'>): string =>
  meeting !== null
    ? `meeting ${meeting}`
    : month !== null
      ? `month ${month.slice(0, 7)}`
      : 'unplaced'

/** The columns that say where an item is expected. */
export const placingColumns = (placing: Placing) => ({
  meeting_id: placing.at === 'meeting' ? placing.meeting : null,
  month: placing.at === 'month' ? placing.month : null,
})
