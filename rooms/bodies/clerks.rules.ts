import { type Day, nextDay } from '../../platform/day.rules.ts'

export type KeptFor = { readonly from: Day; readonly until: Day | null }

/**
 * The first day, from `from` on, on which nobody keeps a body as its clerk; undefined where
 * somebody always does.
 */
export function dayWithoutClerk(kept: readonly KeptFor[], from: Day): Day | undefined {
  let day = from
  for (;;) {
    const here = kept.filter(span => span.from <= day && (span.until === null || span.until >= day))
    if (here.length === 0) return day
    if (here.some(({ until }) => until === null)) return undefined
    day = nextDay(
      here
        .flatMap(({ until }) => until ?? [])
        .toSorted()
        .at(-1) ?? day,
    )
  }
}
