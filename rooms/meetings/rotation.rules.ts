import { type Day, formatDay } from '../../platform/day.rules.ts'
import { countOf } from '../../platform/plain-english.rules.ts'
import type { MeetingMode } from './meetings.tables.ts'

export type PlaceInTurn = { readonly id: string; readonly name: string }

export type MeetingAtPlace = {
  readonly day: Day
  readonly mode: MeetingMode
  readonly place: string | null
}

export type Turn = {
  readonly place: PlaceInTurn
  /** The last meeting held or planned there, before the day asked about. */
  readonly last: Day | null
}

export type NextPlace = {
  readonly next: PlaceInTurn | null
  /** A sentence. */
  readonly why: string
  /** Every Place, the one whose turn it is first. */
  readonly turns: readonly Turn[]
}

/**
 * Which Place's turn it is to be met at (R-TOR-8): the one where the body has not met face to
 * face, or not for longest; of several, the first by name. A meeting online does not count, and
 * one of which the record does not say the Place counts for none; a hybrid one counts, because
 * people go there.
 *
 * @param places the Places of the system, in the order of their names
 * @param before meetings of this day and later are left out; without it all count
 */
export function nextPlace(
  places: readonly PlaceInTurn[],
  meetings: readonly MeetingAtPlace[],
  before?: Day,
): NextPlace {
  const counted = meetings.filter(
    ({ day, mode, place }) =>
      mode !== 'remote' && place !== null && (before === undefined || day < before),
  )
  const turns = places
    .map((place, at) => ({
      place,
      at,
      last:
        counted
          .filter(meeting => meeting.place === place.id)
          .map(({ day }) => day)
          .toSorted()
          .at(-1) ?? null,
    }))
    .toSorted((one, other) =>
      (one.last ?? '') < (other.last ?? '')
        ? -1
        : (one.last ?? '') > (other.last ?? '')
          ? 1
          : one.at - other.at,
    )
    .map(({ place, last }) => ({ place, last }))
  const [first] = turns
  if (!first) return { next: null, why: 'No Place of the system is in the record.', turns }
  return { next: first.place, why: whyNext(first, turns), turns }
}

function whyNext({ place, last }: Turn, turns: readonly Turn[]): string {
  if (last !== null)
    return `${place.name} is next: the last face-to-face meeting there was on ${formatDay(last)}, longer ago than at any other Place.`
  const unvisited = turns.filter(turn => turn.last === null).length
  if (unvisited === turns.length)
    return `${place.name} is next: no face-to-face meeting is in the record, so the round begins with the first Place by name.`
  return unvisited === 1
    ? `${place.name} is next: it is the only Place without a face-to-face meeting in the record.`
    : `${place.name} is next: it is the first by name of ${countOf(unvisited, 'Place')} without a face-to-face meeting in the record.`
}

/** The Places for several days in turn, each day counting those given to the days before it. */
export function placesInTurn(
  places: readonly PlaceInTurn[],
  meetings: readonly MeetingAtPlace[],
  days: readonly Day[],
): (PlaceInTurn | null)[] {
  const known: MeetingAtPlace[] = [...meetings]
  return days.map(day => {
    const { next } = nextPlace(places, known, day)
    if (next) known.push({ day, mode: 'in person', place: next.id })
    return next
  })
}
