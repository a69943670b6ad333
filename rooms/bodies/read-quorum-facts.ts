import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { type Person, readPersons } from '../people/read-person.ts'
import type {
  Holding as QuorumHolding,
  Seat as QuorumSeat,
  StatedMembers as QuorumStatement,
} from './quorum.rules.ts'
import {
  findStatedMembers,
  type Holding,
  listAllSeats,
  listHoldings,
  type Seat,
  type SeatOf,
  type SeatRow,
  type StatedMembers,
  seatsAsProposed,
  seatsStanding,
} from './read-membership.ts'
import { listTerms, type TermsOfReference, termsInForce, termsProposed } from './read-terms.ts'

export type ProposedQuorum = {
  readonly terms: TermsOfReference
  /** As they would be if the proposal were in force. */
  readonly seats: readonly QuorumSeat[]
  readonly seatRows: readonly (SeatRow & SeatOf)[]
}

/** All that the quorum rule needs to know of a body on a day, apart from who came. */
export type QuorumFactsOfBody = {
  /** Every version of the terms, newest first. */
  readonly allTerms: readonly TermsOfReference[]
  /** Those in force on the day (R-TOR-6); undefined where none are. */
  readonly terms: TermsOfReference | undefined
  /** Those proposed, even later, and not in force on the day, newest first. */
  readonly proposed: readonly ProposedQuorum[]
  readonly seats: readonly QuorumSeat[]
  readonly seatRows: readonly Seat[]
  readonly holdings: readonly QuorumHolding[]
  readonly holdingRows: readonly Holding[]
  /** The number that was stated for the day, where one was (R-TOR-4). */
  readonly stated: QuorumStatement | undefined
  /** The holders, by id. */
  readonly persons: ReadonlyMap<string, Person>
}

/** A seat as the quorum rule reads it. Without an organisation it satisfies no limb that counts organisations. */
export const asQuorumSeat = (seat: SeatRow): QuorumSeat => ({
  id: seat.id,
  class: seat.class,
  organisation: seat.organisation_id,
  min: seat.min_holders,
  max: seat.max_holders,
  voting: seat.voting,
  deputies: seat.deputies_allowed,
})

/** What the facts are made from, however it was read. */
export type QuorumSources = {
  readonly terms: readonly TermsOfReference[]
  readonly seats: readonly (SeatRow & SeatOf)[]
  readonly holdings: readonly Holding[]
  readonly stated: StatedMembers | undefined
  readonly persons: ReadonlyMap<string, Person>
}

/** Puts the facts of a day together. */
export function quorumFactsFrom(sources: QuorumSources, day: Day): QuorumFactsOfBody {
  const { terms: allTerms, seats: allSeats, holdings: holdingRows, stated, persons } = sources
  const seatRows = seatsStanding(allSeats, day)
  return {
    allTerms,
    terms: termsInForce(allTerms, day),
    proposed: termsProposed(allTerms, day).map(terms => {
      const rows = seatsAsProposed(allSeats, day, terms.id)
      return { terms, seats: rows.map(asQuorumSeat), seatRows: rows }
    }),
    seats: seatRows.map(asQuorumSeat),
    seatRows,
    holdings: holdingRows.map(({ seat_id, person_id }) => ({ seat: seat_id, person: person_id })),
    holdingRows,
    stated: stated && {
      members: stated.members,
      citation: stated.citation,
      ...(stated.deputies_as_minuted ? { deputies: 'as minuted' as const } : {}),
    },
    persons,
  }
}

/** Reads them in five queries: terms, seats, holdings, a stated number, persons. */
export async function readQuorumFacts(
  db: Db,
  bodyId: string,
  day: Day,
): Promise<QuorumFactsOfBody> {
  const terms = await listTerms(db, bodyId)
  const seats = await listAllSeats(db, bodyId, day)
  const holdings = await listHoldings(db, bodyId, day)
  const stated = await findStatedMembers(db, bodyId, day)
  const persons = await readPersons(
    db,
    holdings.map(holding => holding.person_id),
  )
  return quorumFactsFrom({ terms, seats, holdings, stated, persons }, day)
}
