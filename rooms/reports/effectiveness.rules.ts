import { type Day, daysBetween, formatDay } from '../../platform/day.rules.ts'
import { countOf, inWords, listed, opening } from '../../platform/plain-english.rules.ts'

/** What a meeting is looked back upon by; null where it is not in the record. */
export type MeetingFacts = {
  readonly day: Day
  readonly today: Day
  /** When papers were due; null where the body sets no day. */
  readonly papersDue: { readonly due: Day; readonly citation: string } | null
  /** The day on which each paper came; null for one that never did. */
  readonly papers: readonly (Day | null)[]
  readonly notice: {
    readonly sufficient: boolean
    readonly words: string
    readonly citation: string
  } | null
  /** Minutes after midnight. */
  readonly planned: { readonly from: number; readonly to: number } | null
  readonly sat: { readonly from: number; readonly to: number } | null
  readonly items: readonly ItemFacts[]
  readonly decisions: number
  readonly attendance: {
    readonly present: number
    readonly members: number
    readonly required: number
    readonly quorate: boolean
    readonly citation: string
  } | null
  readonly questions: { readonly put: number; readonly answered: number }
  readonly actions: {
    readonly raised: number
    readonly closed: number
    readonly overdue: number
  }
  readonly minutes: {
    readonly due: Day
    readonly draftedOn: Day | null
    readonly citation: string
  } | null
}

export type ItemFacts = {
  readonly number: string
  readonly title: string
  /** What the meeting is asked to do: 'decide' where it needs a quorum, else 'note'. */
  readonly asks: 'decide' | 'note'
  readonly plannedMinutes: number | null
  /** Null where it is not recorded how long it took. */
  readonly minutes: number | null
}

export const measureKeys = [
  'papers in time',
  'notice',
  'length',
  'items',
  'decisions an hour',
  'time to decide',
  'attendance',
  'quorum margin',
  'questions answered',
  'actions closed',
  'actions raised',
  'actions overdue',
  'minutes',
] as const

export type MeasureKey = (typeof measureKeys)[number]

/** One thing to look at: a figure where there is one, in words, with its rule and source. */
export type Measure = {
  readonly key: MeasureKey
  readonly title: string
  /** Null where a fact is missing: never nought instead. */
  readonly value: number | null
  readonly unit: 'share' | 'minutes' | 'days' | 'count' | 'an hour' | 'yes or no'
  /** A whole sentence. */
  readonly words: string
  readonly rule: string
  readonly source: string
}

const clock = (minutes: number) => {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [
    ...(hours > 0 ? [countOf(hours, 'hour')] : []),
    ...(rest > 0 || hours === 0 ? [countOf(rest, 'minute')] : []),
  ].join(' and ')
}

export const percent = (share: number): string => `${Math.round(share * 100)}%`

const THIS_RECORD = 'This record'

type Spec = Omit<Measure, 'value' | 'words'>

const found = (spec: Spec, value: number, words: string): Measure => ({ ...spec, value, words })
const missing = (spec: Spec, words: string): Measure => ({ ...spec, value: null, words })

/**
 * A meeting looked back upon: each measure with its rule and source. A fact that is not in the
 * record leaves its measure without a figure and says what is missing.
 */
export const reviewOf = (facts: MeetingFacts): Measure[] => [
  papersInTime(facts),
  noticeGiven(facts),
  lengthAgainstPlan(facts),
  itemsAgainstPlan(facts),
  decisionsAnHour(facts),
  timeToDecide(facts),
  ...attendance(facts),
  questionsAnswered(facts),
  ...actionMeasures(facts),
  minutesInTime(facts),
]

function papersInTime({ papersDue, papers }: MeetingFacts): Measure {
  const spec: Spec = {
    key: 'papers in time',
    title: 'Papers on time',
    unit: 'share',
    rule: 'Papers that came by the day on which they were due, out of those that were promised.',
    source: papersDue?.citation ?? THIS_RECORD,
  }
  if (papersDue === null) return missing(spec, 'The body sets no day by which papers are due.')
  if (papers.length === 0) return missing(spec, 'No paper of this meeting is in the record.')
  const { due } = papersDue
  const inTime = papers.filter(on => on !== null && on <= due).length
  const never = papers.filter(on => on === null).length
  const latest = Math.max(0, ...papers.map(on => (on === null ? 0 : daysBetween(due, on))))
  return found(
    spec,
    inTime / papers.length,
    `${[
      `${opening(inWords(inTime))} of ${countOf(papers.length, 'paper')} came by ${formatDay(due)}`,
      ...(latest > 0 ? [`the latest came ${countOf(latest, 'day')} after`] : []),
      ...(never > 0 ? [`${inWords(never)} never came`] : []),
    ].join('; ')}.`,
  )
}

function noticeGiven({ notice }: MeetingFacts): Measure {
  const spec: Spec = {
    key: 'notice',
    title: 'Notice',
    unit: 'yes or no',
    rule: 'Notice given with the clear days that the body owes: 1 where it was, 0 where not.',
    source: notice?.citation ?? THIS_RECORD,
  }
  return notice === null
    ? missing(spec, 'It is not in the record when notice was given.')
    : found(spec, notice.sufficient ? 1 : 0, `${notice.words}.`)
}

function lengthAgainstPlan({ planned, sat }: MeetingFacts): Measure {
  const spec: Spec = {
    key: 'length',
    title: 'Length against plan',
    unit: 'minutes',
    rule: 'Minutes from opening to closing, less those planned: more than nought where it ran over.',
    source: THIS_RECORD,
  }
  const took = sat && sat.to >= sat.from ? sat.to - sat.from : null
  const meant = planned && planned.to > planned.from ? planned.to - planned.from : null
  if (took === null) return missing(spec, 'It is not recorded when the meeting opened and closed.')
  if (meant === null)
    return missing(spec, `It took ${clock(took)}; when it was to end was not planned.`)
  const over = took - meant
  return found(
    spec,
    over,
    over === 0
      ? `It took ${clock(took)}, as planned.`
      : `It took ${clock(took)}, ${clock(Math.abs(over))} ${over > 0 ? 'more' : 'less'} than planned.`,
  )
}

function itemsAgainstPlan({ items }: MeetingFacts): Measure {
  const spec: Spec = {
    key: 'items',
    title: 'Items against their time',
    unit: 'share',
    rule: 'Items that took no longer than was planned for them, out of those with both times.',
    source: THIS_RECORD,
  }
  const timed = items.flatMap(({ minutes, plannedMinutes, number }) =>
    minutes === null || plannedMinutes === null ? [] : [{ number, over: minutes - plannedMinutes }],
  )
  if (timed.length === 0)
    return missing(
      spec,
      'It is not recorded when each item began and ended, or no time was planned.',
    )
  const over = timed.filter(item => item.over > 0)
  const longest = over.toSorted((one, other) => other.over - one.over)[0]
  return found(
    spec,
    (timed.length - over.length) / timed.length,
    longest
      ? `${opening(inWords(over.length))} of ${countOf(timed.length, 'timed item')} ran over; item ${longest.number} by ${countOf(longest.over, 'minute')}.`
      : `None of ${countOf(timed.length, 'timed item')} ran over.`,
  )
}

function decisionsAnHour({ decisions, sat }: MeetingFacts): Measure {
  const spec: Spec = {
    key: 'decisions an hour',
    title: 'Decisions an hour',
    unit: 'an hour',
    rule: 'Decisions recorded, out of the hours from opening to closing.',
    source: THIS_RECORD,
  }
  const took = sat ? sat.to - sat.from : 0
  if (took <= 0)
    return missing(
      spec,
      `${opening(countOf(decisions, 'decision is', 'decisions are'))} recorded; when the meeting opened and closed is not.`,
    )
  return found(
    spec,
    (decisions * 60) / took,
    `${opening(countOf(decisions, 'decision was', 'decisions were'))} taken in ${clock(took)}.`,
  )
}

function timeToDecide({ items }: MeetingFacts): Measure {
  const spec: Spec = {
    key: 'time to decide',
    title: 'Time on business to decide',
    unit: 'share',
    rule: 'Minutes on items that ask for a decision, out of the minutes on all timed items.',
    source: 'Terms of reference: approve, agree and endorse need a quorum (R-TOR-17)',
  }
  const minutesOn = (asks?: ItemFacts['asks']) =>
    items
      .filter(item => asks === undefined || item.asks === asks)
      .reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)
  const all = minutesOn()
  if (all === 0) return missing(spec, 'It is not recorded how long each item took.')
  const deciding = minutesOn('decide')
  return found(
    spec,
    deciding / all,
    `${percent(deciding / all)} of the time went to items for decision and ${percent(1 - deciding / all)} to the rest.`,
  )
}

function attendance({ attendance: who }: MeetingFacts): Measure[] {
  const shareSpec: Spec = {
    key: 'attendance',
    title: 'Attendance',
    unit: 'share',
    rule: 'Members who count towards the quorum and were there, out of all members of the day.',
    source: who?.citation ?? THIS_RECORD,
  }
  const marginSpec: Spec = {
    key: 'quorum margin',
    title: 'Above the quorum',
    unit: 'count',
    rule: 'Members present, less the number required: less than nought where they were too few.',
    source: who?.citation ?? THIS_RECORD,
  }
  if (who === null || who.members === 0)
    return [
      missing(shareSpec, 'The attendance is not in the record.'),
      missing(marginSpec, 'The attendance is not in the record.'),
    ]
  const margin = who.present - who.required
  const distance =
    margin === 0
      ? 'exactly as many as required'
      : `${inWords(Math.abs(margin))} ${margin > 0 ? 'more' : 'fewer'} than required`
  return [
    found(
      shareSpec,
      who.present / who.members,
      `${opening(inWords(who.present))} of ${countOf(who.members, 'member')} were present (${percent(who.present / who.members)}).`,
    ),
    found(
      marginSpec,
      margin,
      `${opening(distance)}; the meeting was ${who.quorate ? 'quorate' : 'not quorate'}.`,
    ),
  ]
}

function questionsAnswered({ questions: { put, answered } }: MeetingFacts): Measure {
  const spec: Spec = {
    key: 'questions answered',
    title: 'Questions from the public',
    unit: 'share',
    rule: 'Questions put to the meeting and answered, out of those put.',
    source: THIS_RECORD,
  }
  return put === 0
    ? missing(spec, 'No question was put to this meeting.')
    : found(
        spec,
        answered / put,
        `${opening(inWords(answered))} of ${countOf(put, 'question')} ${answered === 1 ? 'has' : 'have'} been answered.`,
      )
}

function actionMeasures({ actions: { raised, closed, overdue } }: MeetingFacts): Measure[] {
  const spec = (key: MeasureKey, title: string, rule: string): Spec => ({
    key,
    title,
    unit: 'count',
    rule,
    source: 'The action tracker',
  })
  return [
    found(
      spec('actions closed', 'Actions closed', 'Actions that this meeting closed.'),
      closed,
      `${opening(countOf(closed, 'action was', 'actions were'))} closed.`,
    ),
    found(
      spec('actions raised', 'Actions raised', 'Actions raised on the day of the meeting.'),
      raised,
      `${opening(countOf(raised, 'action was', 'actions were'))} raised.`,
    ),
    found(
      spec(
        'actions overdue',
        'Overdue actions brought',
        'Actions that were outstanding or escalated when the meeting began.',
      ),
      overdue,
      `${opening(countOf(overdue, 'action was', 'actions were'))} overdue when it began.`,
    ),
  ]
}

function minutesInTime({ minutes, today }: MeetingFacts): Measure {
  const spec: Spec = {
    key: 'minutes',
    title: 'Draft minutes',
    unit: 'days',
    rule: 'Days by which the draft minutes came after their day: nought or less where in time.',
    source: minutes?.citation ?? THIS_RECORD,
  }
  if (minutes === null) return missing(spec, 'The body sets no day by which minutes are drafted.')
  const { due, draftedOn } = minutes
  if (draftedOn === null)
    return missing(
      spec,
      today > due
        ? `No draft is in the record; it was due by ${formatDay(due)}.`
        : `The draft is due by ${formatDay(due)}.`,
    )
  const late = daysBetween(due, draftedOn)
  return found(
    spec,
    late,
    late > 0
      ? `Drafted on ${formatDay(draftedOn)}, ${countOf(late, 'day')} late.`
      : `Drafted on ${formatDay(draftedOn)}, in time.`,
  )
}

// ── A year ──────────────────────────────────────────────────────────────────

export type MeetingOfYear = { readonly day: Day; readonly measures: readonly Measure[] }

/** One measure over the meetings of a year; missing figures are counted, and left out of the rest. */
export type MeasureOfYear = {
  readonly key: MeasureKey
  readonly title: string
  readonly unit: Measure['unit']
  readonly rule: string
  /** Null where no meeting has the figure. */
  readonly median: number | null
  /** Of what can be added up; null otherwise. */
  readonly total: number | null
  readonly known: number
  readonly missing: number
}

export type YearReview = {
  readonly meetings: number
  readonly measures: readonly MeasureOfYear[]
  /** The year in plain words. */
  readonly sentence: string
}

/** The middle of some figures; the mean of the two in the middle where their number is even. */
export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

const addsUp = (unit: Measure['unit'], key: MeasureKey) =>
  unit === 'count' && key !== 'quorum margin'

/** What the year's meetings show together; a figure that a meeting lacks is not taken for nought. */
export function reviewYear(meetings: readonly MeetingOfYear[]): YearReview {
  const measures = measureKeys.flatMap(key => {
    const of = meetings.flatMap(({ measures: all }) => all.find(each => each.key === key) ?? [])
    const [first] = of
    if (!first) return []
    const values = of.flatMap(({ value }) => (value === null ? [] : [value]))
    return [
      {
        key,
        title: first.title,
        unit: first.unit,
        rule: first.rule,
        median: medianOf(values),
        total:
          addsUp(first.unit, key) && values.length > 0
            ? values.reduce((sum, value) => sum + value, 0)
            : null,
        known: values.length,
        missing: of.length - values.length,
      },
    ]
  })
  return { meetings: meetings.length, measures, sentence: sentenceOf(meetings.length, measures) }
}

function sentenceOf(meetings: number, measures: readonly MeasureOfYear[]): string {
  if (meetings === 0) return 'No meeting was held in the year, as far as this record goes.'
  const of = (key: MeasureKey) => measures.find(each => each.key === key)
  /** Of which meeting a median speaks. */
  const where = (key: MeasureKey) =>
    of(key)?.known === 1 ? 'the one meeting of which it is known' : 'the middle one of them'
  const said: string[] = []
  const papers = of('papers in time')?.median ?? null
  if (papers !== null)
    said.push(`${percent(papers)} of papers were on time at ${where('papers in time')}`)
  const present = of('attendance')?.median ?? null
  if (present !== null)
    said.push(`${percent(present)} of members were present at ${where('attendance')}`)
  const length = of('length')?.median ?? null
  if (length !== null)
    said.push(
      length === 0
        ? `${where('length')} ended when planned`
        : `${where('length')} ran ${clock(Math.abs(Math.round(length)))} ${length > 0 ? 'over' : 'short of'} its time`,
    )
  const [closed, raised] = [
    of('actions closed')?.total ?? null,
    of('actions raised')?.total ?? null,
  ]
  if (closed !== null && raised !== null)
    said.push(
      `${countOf(closed, 'action was', 'actions were')} closed and ${inWords(raised)} raised`,
    )
  const lacking = measures
    .filter(({ known }) => known === 0)
    .map(({ title }) => title.toLowerCase())
  const opened = `${opening(countOf(meetings, 'meeting was', 'meetings were'))} held`
  return [
    `${[opened, ...said].join('; ')}.`,
    ...(lacking.length > 0 ? [`Nothing can be said of ${listed(lacking)}.`] : []),
  ].join(' ')
}

/** A figure as a table shows it; words where there is none. */
export function figureOf(value: number | null, unit: Measure['unit']): string {
  if (value === null) return 'Not known'
  if (unit === 'share') return percent(value)
  if (unit === 'yes or no') return value === 1 ? 'Yes' : value === 0 ? 'No' : percent(value)
  const rounded = Math.round(value * 10) / 10
  const signed =
    unit === 'minutes' || unit === 'days'
      ? rounded > 0
        ? `+${rounded}`
        : `${rounded}`.replace('-', '−')
      : `${rounded}`.replace('-', '−')
  return unit === 'minutes'
    ? `${signed} min`
    : unit === 'days'
      ? `${signed} ${Math.abs(rounded) === 1 ? 'day' : 'days'}`
      : signed
}
