import type { Day } from '../../platform/day.rules.ts'
import { membersRange } from './membership.rules.ts'
import type { BodyRecord } from './read-body-record.ts'
import type { Seat } from './read-membership.ts'
import type { TermsOfReference } from './read-terms.ts'
import { type RequiredToMeet, requiredToMeet } from './required-to-meet.rules.ts'
import { type TermOfOffice, termOfOffice } from './terms-in-words.rules.ts'

export type HolderOnDay = {
  readonly appointment: string
  readonly name: string
  readonly position: string
  readonly from: Day
  readonly termEndsOn: Day | null
}

export type SeatOnDay = {
  readonly seat: Seat
  readonly holders: readonly HolderOnDay[]
  readonly deputies: readonly { readonly id: string; readonly name: string }[]
  /** Places that must be filled and are not. */
  readonly vacancies: number
  /** Places that may be filled and are not. */
  readonly optional: number
}

export type ClassOnDay = {
  readonly name: string
  readonly seats: readonly SeatOnDay[]
  readonly voting: boolean
}

export type OfficeOnDay = {
  readonly id: string
  readonly office: string
  readonly name: string
  readonly position: string
  readonly from: Day
  readonly term: TermOfOffice | undefined
}

/** What a quorum asks under one version of the terms, with the range of members those seats make. */
export type QuorumUnder = {
  readonly terms: TermsOfReference
  readonly range: { readonly least: number; readonly most: number }
  readonly quorum: RequiredToMeet
}

export type BodyOnDay = {
  readonly offices: readonly OfficeOnDay[]
  readonly classes: readonly ClassOnDay[]
  readonly vacancies: number
  readonly inForce: QuorumUnder | undefined
  readonly proposed: readonly QuorumUnder[]
}

const officeOrder = ['chair', 'co-chair', 'deputy chair', 'secretary']

/** What follows from the facts of a body on its day: who sits where, what is vacant, what a quorum needs. */
export function bodyOnDay(record: BodyRecord): BodyOnDay {
  const { facts, persons, day } = record
  const nameOf = (id: string) => persons.get(id) ?? { name: 'Not recorded', position: '' }

  const seats = facts.seatRows.map((seat): SeatOnDay => {
    const held = facts.holdingRows.filter(holding => holding.seat_id === seat.id)
    return {
      seat,
      holders: held.map(holding => ({
        appointment: holding.id,
        name: nameOf(holding.person_id).name,
        position: nameOf(holding.person_id).position,
        from: holding.from_day,
        termEndsOn: holding.term_ends_on,
      })),
      deputies: record.deputies
        .filter(deputy => deputy.seat_id === seat.id)
        .map(({ id, person_id }) => ({ id, name: nameOf(person_id).name })),
      vacancies: Math.max(0, seat.min_holders - held.length),
      optional: Math.max(0, seat.max_holders - Math.max(seat.min_holders, held.length)),
    }
  })
  const classes = [...new Set(seats.map(({ seat }) => seat.class))].map(name => {
    const ofClass = seats.filter(({ seat }) => seat.class === name)
    return { name, seats: ofClass, voting: ofClass.some(({ seat }) => seat.voting) }
  })
  const { terms, holdings, stated } = facts
  return {
    offices: record.offices
      .map(office => ({
        id: office.id,
        office: office.office,
        name: nameOf(office.person_id).name,
        position: nameOf(office.person_id).position,
        from: office.from_day,
        term: termOfOffice(office, terms?.terms, day),
      }))
      .toSorted(
        (one, other) => officeOrder.indexOf(one.office) - officeOrder.indexOf(other.office),
      ),
    classes,
    vacancies: seats.reduce((total, { vacancies }) => total + vacancies, 0),
    inForce: terms && {
      terms,
      range: membersRange(facts.seatRows),
      quorum: requiredToMeet({ terms: terms.terms.quorum, seats: facts.seats, holdings, stated }),
    },
    proposed: facts.proposed.map(proposal => ({
      terms: proposal.terms,
      range: membersRange(proposal.seatRows),
      quorum: requiredToMeet({
        terms: proposal.terms.terms.quorum,
        seats: proposal.seats,
        holdings,
        stated,
      }),
    })),
  }
}
