import type { Day } from '../../platform/day.rules.ts'

/** A version of a body's terms; without a first day it is a proposal that nobody has yet brought into force. */
export type DatedTerms = { readonly in_force_from: Day | null; readonly in_force_until: Day | null }

/**
 * The version in force on a day, or undefined when none is: a
 * meeting is judged by the terms of its own day, and a proposal awaiting another
 * body's approval is not in force (R-TOR-6). Its first and last days are both within
 * the version's time; where two overlap, the later one stands.
 */
export function inForceOn<T extends DatedTerms>(versions: readonly T[], day: Day): T | undefined {
  let standing: T | undefined
  for (const version of versions) {
    if (version.in_force_from === null || version.in_force_from > day) continue
    if (version.in_force_until != null && version.in_force_until < day) continue
    if (!standing?.in_force_from || version.in_force_from >= standing.in_force_from)
      standing = version
  }
  return standing
}
