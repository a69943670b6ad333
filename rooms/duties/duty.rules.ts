import { addDays, type Day, financialYearOf, formatDay, isDay } from '../../platform/day.rules.ts'
import type { DayInWorking } from '../../platform/working-days.rules.ts'

/** Something done, on a day, that keeps a duty. */
export type DutyFact = {
  readonly on: Day
  /** 'Public notice was given.' */
  readonly what: string
  readonly href?: string | undefined
}

/** Whose a duty is. */
export type DutyOwner = {
  /** As people say it: 'Secretary', 'Chair', the office of a member. */
  readonly words: string
  /** The persons whose own it is; empty where it goes with an office. */
  readonly persons: readonly string[]
  /** Where it goes with an office: what one must be let do in the body to see to it. */
  readonly permission: string | null
}

/**
 * Something that must happen by a day, as facts. Nothing here says how it stands: that is
 * `standingOn` a day.
 */
export type Duty = {
  /** The same as long as the duty is the same: 'notice/MEETING'. */
  readonly key: string
  readonly kind: string
  /** What must happen, in a sentence without its full stop. */
  readonly what: string
  readonly owner: DutyOwner
  /** The body whose duty it is, or in which it arises. */
  readonly body: string
  /** The day that places it in a year: of the meeting it belongs to, else its own. */
  readonly concerns: Day
  /** Where one sees to it, in the workspace. */
  readonly href: string
  /** The last day on which it is in time; null where no rule sets one. */
  readonly due: Day | null
  /** After this day it is a breach, where there are two readings (R-TOR-9). Left out: after `due`. */
  readonly latest?: Day | undefined
  /** The last day that is in time, where `due` is set earlier out of caution. Left out: `due`. */
  readonly inTimeUntil?: Day | undefined
  /** The last day on which it can be done at all. Left out: it can always be done, if late. */
  readonly until?: Day | undefined
  /** How many days before it is due one is reminded. */
  readonly warnDays?: number | undefined
  readonly rule: string
  readonly citation: string
  /** How the day was counted. Asked for only where somebody looks. */
  readonly working: () => readonly DayInWorking[]
  /** What kept it. */
  readonly kept?: DutyFact | undefined
  /** Why it is not owed at all: a workshop owes no minutes. */
  readonly notOwed?: string | undefined
  /** Why the record cannot tell: what kept it would lie before the record begins. */
  readonly unknown?: string | undefined
  /** Said beside its standing: 'Escalated', 'working day 79'. */
  readonly remark?: string | undefined
}

export const standings = [
  'overdue',
  'due',
  'due soon',
  'not yet',
  'kept in time',
  'kept late',
  'missed',
  'not owed',
  'unknown',
] as const

export type Standing = (typeof standings)[number]

/** What somebody must still see to. */
export const isOpen = (standing: Standing): boolean =>
  standing === 'overdue' || standing === 'due' || standing === 'due soon' || standing === 'not yet'

/** What presses now: its day has gone, has come or is near. */
export const isPressing = (standing: Standing): boolean =>
  standing === 'overdue' || standing === 'due' || standing === 'due soon'

/** What has been settled one way or the other, and is history. */
export const isSettled = (standing: Standing): boolean =>
  standing === 'kept in time' || standing === 'kept late' || standing === 'missed'

export type DutyStanding = {
  readonly standing: Standing
  /** Whether the rule is broken, read as kindly as its words allow (R-TOR-9). */
  readonly breach: boolean
  /** A sentence. */
  readonly words: string
}

const USUAL_WARNING = 14

/**
 * How a duty stands on a day, by what was known that day.
 *
 * What was done on or before the due day is in time. Between the due day and the last
 * that the rule can be read to allow, it is late and no breach; after that it is a
 * breach: overdue while it can still be done, missed once it no longer can. A duty of
 * which the record cannot tell is never counted as missed.
 */
export function standingOn(duty: Duty, day: Day): DutyStanding {
  const { due, kept, notOwed, unknown, until } = duty
  const latest = duty.latest ?? due
  if (notOwed !== undefined) return { standing: 'not owed', breach: false, words: notOwed }
  if (kept && kept.on <= day && (until === undefined || kept.on <= until)) {
    if (due === null || kept.on <= (duty.inTimeUntil ?? due))
      return { standing: 'kept in time', breach: false, words: inWords(kept) }
    const breach = latest !== null && kept.on > latest
    return {
      standing: 'kept late',
      breach,
      words: breach
        ? `${inWords(kept)} It was due by ${formatDay(due)}.`
        : `${inWords(kept)} It was due by ${formatDay(due)} on the stricter reading, and is within the rule on the other.`,
    }
  }
  if (unknown !== undefined) return { standing: 'unknown', breach: false, words: unknown }
  if (until !== undefined && day > until)
    return {
      standing: 'missed',
      breach: true,
      words: due === null ? 'It was not done.' : `It was due by ${formatDay(due)}.`,
    }
  if (due === null || latest === null)
    return { standing: 'due', breach: false, words: 'No day is set for it.' }
  if (day > latest)
    return { standing: 'overdue', breach: true, words: `It was due by ${formatDay(due)}.` }
  if (day >= due)
    return {
      standing: 'due',
      breach: false,
      words:
        day === due
          ? 'It is due today.'
          : `It was due by ${formatDay(due)}; it is in breach after ${formatDay(latest)}.`,
    }
  const soon = day >= addDays(due, -(duty.warnDays ?? USUAL_WARNING))
  return {
    standing: soon ? 'due soon' : 'not yet',
    breach: false,
    words: `It is due by ${formatDay(due)}.`,
  }
}

const inWords = ({ what, on }: DutyFact) => `${what.replace(/\.$/, '')} on ${formatDay(on)}.`

/** A duty with how it stands on the day asked for. */
export type StandingDuty = Duty & DutyStanding

export const standingAll = (duties: readonly Duty[], day: Day): StandingDuty[] =>
  duties.map(duty => ({ ...duty, ...standingOn(duty, day) }))

const URGENCY: Readonly<Record<Standing, number>> = {
  overdue: 0,
  due: 1,
  'due soon': 2,
  'not yet': 3,
  missed: 4,
  'kept late': 5,
  'kept in time': 6,
  unknown: 7,
  'not owed': 8,
}

const textOrder = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
// What has no day stands after what has one.
const dueOrder = ({ due }: Duty) => due ?? '9999-12-31'

/** The most pressing first; of equals, the soonest due. */
export const byUrgency = (duties: readonly StandingDuty[]): StandingDuty[] =>
  [...duties].sort(
    (one, other) =>
      URGENCY[one.standing] - URGENCY[other.standing] ||
      textOrder(dueOrder(one), dueOrder(other)) ||
      textOrder(one.key, other.key),
  )

/** In the order of their days. */
export const byDay = (duties: readonly StandingDuty[]): StandingDuty[] =>
  [...duties].sort(
    (one, other) => textOrder(dueOrder(one), dueOrder(other)) || textOrder(one.key, other.key),
  )

/** Somebody, and what they may do in a body. */
export type DutyHolder = {
  readonly person: string
  readonly may: (permission: string, body: string) => boolean
}

/** Whether a duty is somebody's own: named as theirs, or of an office whose work they may do. */
export const isTheirs = ({ owner, body }: Duty, holder: DutyHolder): boolean =>
  owner.persons.length > 0
    ? owner.persons.includes(holder.person)
    : owner.permission !== null && holder.may(owner.permission, body)

export type DutyFilter = {
  readonly kind?: string | undefined
  readonly body?: string | undefined
  readonly standing?: Standing | 'open' | 'settled' | undefined
  /** Those that belong to the days from the first to the last. */
  readonly period?: { readonly first: Day; readonly last: Day } | undefined
}

/** Those that are asked for. What is open belongs to every period: it is due until it is done. */
export const filtered = (
  duties: readonly StandingDuty[],
  { kind, body, standing, period }: DutyFilter,
): StandingDuty[] =>
  duties.filter(
    duty =>
      (kind === undefined || duty.kind === kind) &&
      (body === undefined || duty.body === body) &&
      (period === undefined || (duty.concerns >= period.first && duty.concerns <= period.last)) &&
      (standing === undefined ||
        (standing === 'open'
          ? isOpen(duty.standing)
          : standing === 'settled'
            ? isSettled(duty.standing)
            : duty.standing === standing)),
  )

/** How often a kind of duty was kept, in a year. */
export type DutyTally = {
  readonly kind: string
  readonly keptInTime: number
  readonly keptLate: number
  readonly missed: number
  readonly overdue: number
  readonly unknown: number
}

/** Kept, late and missed by kind, in the order in which the kinds first come. */
export function tallied(duties: readonly StandingDuty[]): DutyTally[] {
  const kinds = [...new Set(duties.map(({ kind }) => kind))]
  return kinds.map(kind => {
    const count = (standing: Standing) =>
      duties.filter(duty => duty.kind === kind && duty.standing === standing).length
    return {
      kind,
      keptInTime: count('kept in time'),
      keptLate: count('kept late'),
      missed: count('missed'),
      overdue: count('overdue'),
      unknown: count('unknown'),
    }
  })
}

/** A financial year as an address writes it: '2024-25'. */
export type Year = {
  readonly slug: string
  readonly name: string
  readonly first: Day
  readonly last: Day
}

/** The financial year that is written so; undefined where it is none. */
export function yearCalled(slug: string): Year | undefined {
  const start = `${slug.slice(0, 4)}-04-01`
  if (!/^(?:19|2[01])\d{2}-\d{2}$/.test(slug) || !isDay(start)) return undefined
  const year = financialYearOf(start)
  return year.slug === slug ? year : undefined
}

/** The financial years from that of one day to that of another, the latest first. */
export function yearsBetween(from: Day, to: Day): Year[] {
  const years: Year[] = []
  let year = financialYearOf(to)
  while (year.last >= from) {
    years.push(year)
    year = financialYearOf(addDays(year.first, -1))
  }
  return years
}
