import { addDays, type Day, previousDay, type Time } from '../../platform/day.rules.ts'
import { instantsAt, londonMoment } from '../../platform/london.rules.ts'

const A_MINUTE = 60_000

/**
 * The instant that a time of day means when it is typed at a desk: the last one before
 * now, which just after midnight is of the day before. On another day than those on which
 * the meeting sits, it is of the day of the meeting, for what is noted afterwards.
 * Undefined where no clock showed it.
 */
export function instantTyped(time: Time, now: Date, sittingDays: readonly Day[]): Date | undefined {
  const { day: today } = londonMoment(now)
  const sitsNow = sittingDays.includes(today) || sittingDays.includes(previousDay(today))
  const days = sitsNow ? [previousDay(today), today] : sittingDays
  const instants = days
    .filter(day => sittingDays.includes(day) || sittingDays.includes(previousDay(day)))
    .flatMap(day => instantsAt(day, time))
  // A browser's clock may be a little fast; one to come is left for the act to refuse.
  return instants.findLast(each => each.getTime() <= now.getTime() + A_MINUTE) ?? instants.at(-1)
}

/** The instant nearest to one noted already, for putting its time right. */
export function instantNear(time: Time, noted: Date): Date | undefined {
  const { day } = londonMoment(noted)
  const distance = (instant: Date) => Math.abs(instant.getTime() - noted.getTime())
  return [-1, 0, 1]
    .flatMap(offset => instantsAt(addDays(day, offset), time))
    .sort((one, other) => distance(one) - distance(other))[0]
}
