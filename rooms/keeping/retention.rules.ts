import { addMonths, type Day, formatDay } from '../../platform/day.rules.ts'

/** What a class of record is kept for, and what is done with it then. */
export type RetentionClass = {
  readonly title: string
  /** Null: for ever. */
  readonly months: number | null
  readonly afterwards: 'archive' | 'dispose'
  /** What the period is counted from. */
  readonly from: string
  readonly source: string
}

/**
 * The product's own periods (R-WEB-5: NHS Records Management Code; R-COI-7: NHS England's guidance
 * on conflicts of interest). Complaints and information requests have theirs ready for their rooms.
 */
export const retentionClasses = {
  'board papers': {
    title: 'Papers of boards and of committees that decide under delegation',
    months: 240,
    afterwards: 'archive',
    from: 'the meeting',
    source: 'NHS Records Management Code: 20 years, then to the archive (R-WEB-5)',
  },
  'committee papers': {
    title: 'Papers of other committees and groups',
    months: 72,
    afterwards: 'dispose',
    from: 'the meeting',
    source: 'NHS Records Management Code: 6 years (R-WEB-5)',
  },
  'parish papers': {
    title: 'Minutes and papers of a parish council',
    months: null,
    afterwards: 'archive',
    from: 'the meeting',
    source: 'Parish minutes are kept for ever (R-WEB-5)',
  },
  interests: {
    title: 'Interests that have ended',
    months: 72,
    afterwards: 'dispose',
    from: 'the end of the interest',
    source: 'NHS England: kept privately for at least 6 years after it ended (R-COI-7)',
  },
  complaints: {
    title: 'Complaints',
    months: 120,
    afterwards: 'dispose',
    from: 'the close of the complaint',
    source: 'NHS Records Management Code: 10 years (R-WEB-5)',
  },
  'information requests': {
    title: 'Freedom of information requests',
    months: 36,
    afterwards: 'dispose',
    from: 'the close of the request',
    source: 'NHS Records Management Code: 3 years, 6 where appealed (R-WEB-5)',
  },
} as const satisfies Record<string, RetentionClass>

export type RetentionClassName = keyof typeof retentionClasses

/** Of whatever the class is uncertain, the longer period holds: only a task group is plainly no committee under delegation. */
export const classOfMeetingsOf = (body: {
  readonly kind: string
  readonly regime: string
}): RetentionClassName => {
  if (body.regime === 'parish council') return 'parish papers'
  return body.kind === 'task group' ? 'committee papers' : 'board papers'
}

export type RetentionPeriod = {
  readonly class: string
  readonly from_day: Day
  readonly months: number | null
  readonly source: string
}

/** The period that holds for a class on a day: the body's own, the latest begun, or the product's. */
export function periodOn(
  name: RetentionClassName,
  own: readonly RetentionPeriod[],
  today: Day,
): { readonly months: number | null; readonly source: string } {
  const mine = own
    .filter(period => period.class === name && period.from_day <= today)
    .sort((one, other) => (one.from_day < other.from_day ? 1 : -1))[0]
  return mine ?? retentionClasses[name]
}

/**
 * Whether something is due for review on a day, with the working; null where it is kept for ever,
 * not yet due, or was reviewed and its next day has not come. Its last day is a whole day of the
 * period: it is due on the day after.
 */
export function dueForReview(
  name: RetentionClassName,
  period: { readonly months: number | null; readonly source: string },
  facts: { readonly from: Day; readonly reviewOn: Day | null },
  today: Day,
): { readonly since: Day; readonly working: string } | null {
  if (period.months === null) return null
  const until = addMonths(facts.from, period.months)
  const since = facts.reviewOn !== null && facts.reviewOn > until ? facts.reviewOn : until
  if (since >= today) return null
  const years = period.months % 12 === 0 ? `${period.months / 12} years` : `${period.months} months`
  const kept =
    since === until ? '' : ` It was kept then, to be reviewed again on ${formatDay(since)}.`
  return {
    since,
    working: `${years} from ${retentionClasses[name].from} on ${formatDay(facts.from)} ended on ${formatDay(until)}.${kept} ${period.source}.`,
  }
}
