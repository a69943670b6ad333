import fc from 'fast-check'
import { addDays, type Day, day } from '../../platform/day.rules.ts'
import type { DatedLine } from './register-at.rules.ts'

const FIRST = day('2023-01-01')

/** Days of two and a half years, so that every period of the register begins and ends among them. */
export const anyDay = fc.integer({ min: 0, max: 900 }).map((count): Day => addDays(FIRST, count))

/** A date as somebody wrote it: to the day, the month or the year. */
export const anyEnd = fc
  .tuple(anyDay, fc.constantFrom('day', 'month', 'year' as const))
  .map(([on, precision]) => {
    const [year, month, date] = on.split('-') as [string, string, string]
    return {
      to_text: { day: `${date}/${month}/${year}`, month: `${month}/${year}`, year }[precision],
      to_day: day({ day: on, month: `${year}-${month}-01`, year: `${year}-01-01` }[precision]),
      to_precision: precision,
    }
  })

const PEOPLE = 5

/** The facts of one line: whose, declared when, until when, and taken back when. */
export const anyFacts = fc.record({
  who: fc.nat(PEOPLE - 1),
  declared_on: fc.option(anyDay),
  withdrawn_on: fc.option(anyDay, { freq: 2 }),
  end: fc.option(anyEnd),
})

export type Facts = (typeof anyFacts extends fc.Arbitrary<infer F> ? F : never) &
  Partial<Pick<DatedLine, 'recorded_at'>>

/** The same day of a later month, or the last of it; counted by the calendar of the machine. */
function monthsLater(on: string, months: number): string {
  const [year = 0, month = 0, date = 0] = on.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
    .toISOString()
    .slice(0, 10)
}

/** The last day that an end may mean: walked to, day by day. */
function lastMeant({ to_day, to_precision }: { to_day: string; to_precision: string }): string {
  const shared = { day: 10, month: 7, year: 4 }[to_precision] ?? 10
  let last = to_day
  for (;;) {
    const next = new Date(Date.parse(`${last}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    if (next.slice(0, shared) !== to_day.slice(0, shared)) return last
    last = next
  }
}

/** Whether a line with these facts stands on the register on a day, read from the words of R-COI-7 and no other rule. */
export const standsByHand = (facts: Omit<Facts, 'who'>, on: string): boolean => {
  if (facts.declared_on !== null && facts.declared_on > on) return false
  if (facts.withdrawn_on !== null && facts.withdrawn_on <= on) return false
  return facts.end === null || on <= monthsLater(lastMeant(facts.end), 6)
}

/** The days on which anything about a line changes, and the days after: where a rule goes wrong by one. */
export const edgesOf = ({ declared_on, withdrawn_on, end }: Facts): Day[] => {
  const leaves = end === null ? null : day(monthsLater(lastMeant(end), 6))
  return [declared_on, withdrawn_on, leaves].flatMap(on =>
    on === null ? [] : [on, addDays(on, 1)],
  )
}

/** The counts of R-COI-4 by hand, of the lines that stand. */
export function countsByHand(standing: readonly Facts[], on: string) {
  const people = [...new Set(standing.map(({ who }) => who))]
  const latestOf = (who: number) =>
    standing
      .filter(facts => facts.who === who)
      .flatMap(({ declared_on }) => declared_on ?? [])
      .sort()
      .at(-1)
  const undated = people.filter(who => latestOf(who) === undefined)
  const old = people.filter(who => {
    const latest = latestOf(who)
    return latest !== undefined && latest < monthsLater(on, -12)
  })
  return { people: people.length, undated: undated.length, olderThan12Months: old.length }
}
