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
  type SeatRow,
  seatsAsProposed,
  seatsStanding,
} from './read-membership.ts'
import { listTerms, type TermsOfReference, termsInForce, termsProposed } from './read-terms.ts'

export type ProposedQuorum = {
  readonly terms: TermsOfReference
  /** As they would be if the proposal were in force. */
  readonly seats: readonly QuorumSeat[]
  readonly seatRows: readonly (SeatRow & { readonly organisation: string })[]
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

/** Reads them in five queries: terms, seats, holdings, a stated number, persons. */
export async function readQuorumFacts(
  db: Db,
  bodyId: string,
  day: Day,
): Promise<QuorumFactsOfBody> {
  const allTerms = await listTerms(db, bodyId)
  const allSeats = await listAllSeats(db, bodyId, day)
  const holdingRows = await listHoldings(db, bodyId, day)
  const statement = await findStatedMembers(db, bodyId, day)
  const persons = await readPersons(
    db,
    holdingRows.map(holding => holding.person_id),
  )
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
    stated: statement && {
      members: statement.members,
      citation: statement.citation,
      ...(statement.deputies_as_minuted ? { deputies: 'as minuted' as const } : {}),
    },
    persons,
  }
}
