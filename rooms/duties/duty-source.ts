import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import { addYears, type Day, financialYearOf } from '../../platform/day.rules.ts'
import type { Calendar } from '../../platform/working-days.rules.ts'
import type { Body } from '../bodies/read-body.ts'
import { listTermsOf, type TermsOfReference, termsInForce } from '../bodies/read-terms.ts'
import { type Duty, type StandingDuty, standingAll } from './duty.rules.ts'

/** A kind of duty: its name in the record, and as people say it. */
export type DutyKind = {
  readonly kind: string
  readonly title: string
  /** Whether the public is shown it: only what follows from published facts alone. */
  readonly isPublic: boolean
}

/** For which bodies and days duties are asked, and what every source would otherwise ask again. */
export type DutyScope = {
  readonly db: Db
  readonly bodies: readonly Body[]
  readonly from: Day
  readonly to: Day
  readonly today: Day
  /** The public reads only what was published, through its own connection. */
  readonly audience: 'staff' | 'public'
  readonly calendar: Calendar
  /** The terms in force in a body on a day, if any (R-TOR-6). */
  readonly termsOf: (body: string, on: Day) => TermsOfReference | undefined
  /** Runs a reading once for all sources that want it. */
  readonly once: <T>(key: string, read: () => Promise<T>) => Promise<T>
}

/**
 * One room's duties. A source reads the facts of all the bodies together, in so many
 * queries whatever the number of bodies, meetings and people, and leaves the day to be
 * judged to `standingOn`. A room further down the plan gives its own; app/ lists them.
 */
export type DutySource = {
  readonly kinds: readonly DutyKind[]
  readonly list: (scope: DutyScope) => Promise<readonly Duty[]>
}

export type DutiesWanted = Pick<DutyScope, 'db' | 'bodies' | 'from' | 'to' | 'today'> & {
  readonly audience?: DutyScope['audience']
}

async function scopeOf({ audience = 'staff', ...wanted }: DutiesWanted): Promise<DutyScope> {
  const terms = await listTermsOf(
    wanted.db,
    wanted.bodies.map(({ id }) => id),
  )
  const running = new Map<string, Promise<unknown>>()
  return {
    ...wanted,
    audience,
    calendar: await readCalendar(wanted.db),
    termsOf: (body, on) => termsInForce(terms.get(body) ?? [], on),
    once: <T>(key: string, read: () => Promise<T>) => {
      const found = running.get(key) ?? read()
      running.set(key, found)
      return found as Promise<T>
    },
  }
}

/** Every duty of these bodies in these days, with how it stands today. */
export async function listDuties(
  sources: readonly DutySource[],
  wanted: DutiesWanted,
): Promise<StandingDuty[]> {
  if (wanted.bodies.length === 0) return []
  const scope = await scopeOf(wanted)
  const asked =
    scope.audience === 'public'
      ? sources.filter(({ kinds }) => kinds.some(({ isPublic }) => isPublic))
      : sources
  const shown = new Set(
    kindsOf(asked)
      .filter(({ isPublic }) => scope.audience === 'staff' || isPublic)
      .map(({ kind }) => kind),
  )
  const duties: Duty[] = []
  // One after another: on one connection they could not run at once, and each is a few queries.
  for (const source of asked) duties.push(...(await source.list(scope)))
  return standingAll(
    duties.filter(({ kind }) => shown.has(kind)),
    wanted.today,
  )
}

export const kindsOf = (sources: readonly DutySource[]): readonly DutyKind[] =>
  sources.flatMap(({ kinds }) => kinds)

/** The days in which what is still to be done is looked for: two years back, one ahead. */
export const daysAround = (today: Day): { readonly from: Day; readonly to: Day } => ({
  from: financialYearOf(addYears(today, -2)).first,
  to: financialYearOf(addYears(today, 1)).last,
})
