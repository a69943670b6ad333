import type { Day } from '../../platform/day.rules.ts'

/** A version of a body's terms; `from: null` is a proposal that nobody has yet brought into force. */
export type DatedTerms = { readonly from: Day | null; readonly until?: Day | null }

/**
 * The version in force on a day, or undefined when none is: a
 * meeting is judged by the terms of its own day, and a proposal awaiting another
 * body's approval is not in force (R-TOR-6). `from` and `until` are both within
 * the version's time; where two overlap, the later one stands.
 */
export function inForceOn<T extends DatedTerms>(versions: readonly T[], day: Day): T | undefined {
  let standing: T | undefined
  for (const version of versions) {
    if (version.from === null || version.from > day) continue
    if (version.until != null && version.until < day) continue
    if (!standing?.from || version.from >= standing.from) standing = version
  }
  return standing
}
