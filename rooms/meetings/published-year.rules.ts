import type { Day } from '../../platform/day.rules.ts'
import { formatDay } from '../../platform/day.rules.ts'
import type { MeetingKind, MeetingMode } from './meetings.tables.ts'

/** A planned date as it was published: a copy, which nothing changes afterwards. */
export type PublishedDate = {
  readonly meeting: string
  /** The meeting's version then. */
  readonly version: number
  readonly day: Day
  readonly startsAt: string
  readonly endsAt: string | null
  readonly kind: MeetingKind
  readonly mode: MeetingMode
  readonly venue: string
  readonly place: string
}

/** A list of a year's dates. `format` says which shape it has; a field is only ever added. */
export type PublishedYear = {
  readonly format: 1
  readonly body: { readonly id: string; readonly slug: string; readonly name: string }
  readonly year: {
    readonly slug: string
    readonly name: string
    readonly first: Day
    readonly last: Day
  }
  readonly asOn: Day
  readonly dates: readonly PublishedDate[]
}

const clock = (time: string) => time.slice(0, 5)

const place = ({ mode, venue }: PublishedDate) =>
  mode === 'remote' ? 'online' : mode === 'hybrid' ? `${venue}, and online` : venue

/**
 * What a reader of the published list would find different now, a sentence each; empty while it
 * stands as published.
 */
export function changesInYear(
  published: readonly PublishedDate[],
  now: readonly PublishedDate[],
): string[] {
  const was = new Map(published.map(date => [date.meeting, date]))
  const is = new Set(now.map(({ meeting }) => meeting))
  return [
    ...now.flatMap(date => {
      const before = was.get(date.meeting)
      if (!before) return [`${formatDay(date.day)} was added.`]
      const changes: string[] = []
      if (before.day !== date.day)
        changes.push(`${formatDay(before.day)} was moved to ${formatDay(date.day)}.`)
      if (clock(before.startsAt) !== clock(date.startsAt) || before.endsAt !== date.endsAt)
        changes.push(`The time on ${formatDay(date.day)} was changed.`)
      if (place(before) !== place(date))
        changes.push(`The place on ${formatDay(date.day)} is now ${place(date)}.`)
      return changes
    }),
    ...published
      .filter(date => !is.has(date.meeting))
      .map(date => `${formatDay(date.day)} is no longer in the calendar of this year.`),
  ]
}
