import { addYears, type Day, formatDay, previousDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { countOf, inWords } from '../../platform/plain-english.rules.ts'

/** From the first day to the last, both included; no last day, no end. */
export type Held = { readonly from_day: Day; readonly ended_on: Day | null }

export type SeatOnDay = {
  readonly role: string
  readonly max_holders: number
  readonly from_day: Day | null
  readonly until_day: Day | null
}

const holdsOn = (held: Held, day: Day) =>
  held.from_day <= day && (held.ended_on === null || held.ended_on >= day)

/** How many hold a seat on a day. */
export const holdersOn = (holdings: readonly Held[], day: Day): number =>
  holdings.filter(held => holdsOn(held, day)).length

/**
 * The first day, from `from` on, on which one more holder would be one too many;
 * undefined when there is always room. Later appointments already made count:
 * a seat promised from June cannot be given away in May without an end.
 */
export function dayWithoutRoom(
  seat: SeatOnDay,
  holdings: readonly Held[],
  from: Day,
): Day | undefined {
  const days = [from, ...holdings.map(held => held.from_day).filter(start => start > from)]
  return days.toSorted().find(day => holdersOn(holdings, day) >= seat.max_holders)
}

/** Why nobody can take a seat from a day: the seat does not stand then, or is full. */
export function reasonsNotToSeat(
  seat: SeatOnDay,
  holdings: readonly (Held & { readonly person_id: string })[],
  person: string,
  from: Day,
): Refusal[] {
  const refuse = (code: string, message: string, field = 'from'): Refusal[] => [
    { code, field, message },
  ]
  if (seat.from_day === null)
    return refuse(
      'seat-only-proposed',
      'This seat stands only in proposed terms of reference. Bring them into force first.',
      'seat',
    )
  if (from < seat.from_day)
    return refuse('seat-not-yet-there', `The seat begins on ${formatDay(seat.from_day)}.`)
  if (seat.until_day !== null && from > seat.until_day)
    return refuse('seat-ended', `The seat ended on ${formatDay(seat.until_day)}.`)
  if (holdings.some(held => held.person_id === person && holdsOn(held, from)))
    return refuse('already-in-seat', 'This person holds the seat already.', 'person')
  const full = dayWithoutRoom(seat, holdings, from)
  if (full === undefined) return []
  const room = `${countOf(seat.max_holders, 'person', 'people')} may hold it`
  return refuse(
    'seat-full',
    `The seat “${seat.role}” is full on ${formatDay(full)}: ${room}. End an appointment first.`,
    'seat',
  )
}

export type Places = {
  readonly min_holders: number
  readonly max_holders: number
  readonly voting: boolean
}

/**
 * How many members seats make: at least, with every optional place empty, and at
 * most, with every one filled (R-TOR-1). Seats that do not vote are no members' (R-TOR-14).
 */
export const membersRange = (seats: readonly Places[]): { least: number; most: number } =>
  seats
    .filter(seat => seat.voting)
    .reduce(
      ({ least, most }, seat) => ({
        least: least + seat.min_holders,
        most: most + seat.max_holders,
      }),
      { least: 0, most: 0 },
    )

/** '30 to 34', or '15' where nothing is optional. */
export const rangeInWords = ({ least, most }: { least: number; most: number }): string =>
  least === most ? String(least) : `${least} to ${most}`

/** Why a seat cannot be made so. */
export function reasonsAgainstSeat(seat: {
  readonly class: string
  readonly role: string
  readonly minHolders: number
  readonly maxHolders: number
}): Refusal[] {
  const refusals: Refusal[] = []
  if (seat.class.trim() === '')
    refusals.push({
      code: 'class-missing',
      field: 'class',
      message: 'Enter the class of seat that the quorum speaks of, such as NHS trust.',
    })
  if (seat.role.trim() === '')
    refusals.push({
      code: 'role-missing',
      field: 'role',
      message: 'Enter who sits in it, such as Chair.',
    })
  if (!Number.isInteger(seat.minHolders) || seat.minHolders < 0)
    refusals.push({
      code: 'holders-not-a-number',
      field: 'minHolders',
      message: 'The fewest holders must be a whole number from 0.',
    })
  if (!Number.isInteger(seat.maxHolders) || seat.maxHolders < 1)
    refusals.push({
      code: 'holders-not-a-number',
      field: 'maxHolders',
      message: 'The most holders must be a whole number from 1.',
    })
  else if (seat.maxHolders < seat.minHolders)
    refusals.push({
      code: 'most-below-fewest',
      field: 'maxHolders',
      message: `The most holders cannot be fewer than the fewest, ${inWords(seat.minHolders)}.`,
    })
  return refusals
}

/** The last day of a term of so many years: two from 1 July 2022 run to 30 June 2024 (R-TOR-12). */
export const lastDayOfTerm = (from: Day, years: number): Day => previousDay(addYears(from, years))
