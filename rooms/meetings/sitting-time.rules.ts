import { type Day, nextDay, type Time } from '../../platform/day.rules.ts'
import { instantsAt } from '../../platform/london.rules.ts'
import { LATEST_AFTER_MIDNIGHT } from './proceedings.rules.ts'

/**
 * The instant that a time of day means for a meeting of a day; undefined where no clock
 * showed it, in the hour that March leaves out.
 *
 * A small hour may be that of the next morning, and in October an hour comes twice: of
 * those it may be, the first that is not before `notBefore` is meant, the opening of the
 * meeting as a rule.
 */
export function instantOf(on: Day, time: Time, notBefore?: Date | null): Date | undefined {
  const instants = [
    ...instantsAt(on, time),
    ...(time < LATEST_AFTER_MIDNIGHT ? instantsAt(nextDay(on), time) : []),
  ]
  return (notBefore ? instants.find(instant => instant >= notBefore) : undefined) ?? instants[0]
}
