import { addDays, type Day } from '../../platform/day.rules.ts'

/** For how long an unfinished import is kept after somebody last worked on it: from a day on, days. */
const daysKept: readonly { readonly from: Day; readonly days: number }[] = [
  { from: '2000-01-01' as Day, days: 30 },
]

/**
 * The last day on which an unfinished import is kept. It holds people's names and interests outside
 * the record, so that nobody answers for it once it is forgotten (UK GDPR Article 5(1)(e)); each
 * choice that is made on it begins the days anew.
 */
export function draftKeptUntil(lastWorkedOn: Day): Day {
  const period = daysKept.findLast(({ from }) => from <= lastWorkedOn)
  return addDays(lastWorkedOn, period?.days ?? 30)
}
