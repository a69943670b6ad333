import { sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { type Person, readPersons } from '../people/read-person.ts'
import { bodies } from './bodies.records.ts'
import type { BodyKind } from './bodies.tables.ts'
import { type Body, readBodyBySlug } from './read-body.ts'
import {
  type Deputy,
  type Holding,
  listAllSeats,
  type OfficeHolder,
  type Participant,
  type SeatOf,
  type SeatRow,
  type StatedMembers,
} from './read-membership.ts'
import { type QuorumFactsOfBody, quorumFactsFrom } from './read-quorum-facts.ts'
import type { TermsOfReference } from './read-terms.ts'

/** A body above or below in the reporting lines. */
export type LineTo = {
  readonly slug: string
  readonly name: string
  readonly kind: BodyKind
  readonly note: string
}

/** All that is public of one body on a day. */
export type BodyRecord = {
  readonly body: Body
  readonly day: Day
  readonly organisation: string | null
  readonly place: { readonly slug: string; readonly name: string } | null
  readonly successor: { readonly slug: string; readonly name: string } | null
  readonly facts: QuorumFactsOfBody
  /** Every seat there is, was or may be, for those who keep them. */
  readonly allSeats: readonly (SeatRow & SeatOf)[]
  readonly deputies: readonly Deputy[]
  readonly offices: readonly OfficeHolder[]
  readonly participants: readonly (Participant & { readonly organisation: string | null })[]
  readonly reportsTo: readonly LineTo[]
  readonly reportedToBy: readonly LineTo[]
  /** Holders, officers and deputies, by id. */
  readonly persons: ReadonlyMap<string, Person>
}

/** Reads a body whole, in four queries whatever its size. @throws NotFound */
export async function readBodyRecord(db: Db, slug: string, day: Day): Promise<BodyRecord> {
  const body = await readBodyBySlug(db, slug)
  const allSeats = await listAllSeats(db, body.id, day)
  const parts = await readParts(db, body, day)
  const persons = await readPersons(db, [
    ...parts.holdings.map(held => held.person_id),
    ...parts.deputies.map(deputy => deputy.person_id),
    ...parts.offices.map(office => office.person_id),
  ])
  const { terms, holdings, stated, ...rest } = parts
  return {
    body,
    day,
    ...rest,
    allSeats,
    persons,
    facts: quorumFactsFrom({ terms, seats: allSeats, holdings, stated, persons }, day),
  }
}

type Parts = Omit<BodyRecord, 'body' | 'day' | 'facts' | 'allSeats' | 'persons'> & {
  readonly terms: readonly TermsOfReference[]
  readonly holdings: readonly Holding[]
  readonly stated: StatedMembers | undefined
}

/** The parts of a body, each as a list in one answer: a page has few queries to spend. */
async function readParts(db: Db, body: Body, day: Day): Promise<Parts> {
  const onDay = (from: string, until: string) =>
    sql<boolean>`${sql.ref(from)} <= ${day} and coalesce(${sql.ref(until)} >= ${day}, true)`
  const nameOn = (organisation: string) =>
    sql<string | null>`(select n.name from bodies.organisation_names n
      where n.organisation_id = ${sql.ref(organisation)}
        and coalesce(n.valid_from <= ${day}, true) and coalesce(n.valid_until >= ${day}, true)
      limit 1)`
  const row = await bodies(db)
    .selectFrom('bodies.bodies as body')
    .where('body.id', '=', body.id)
    .select(eb => [
      nameOn('body.organisation_id').as('organisation'),
      jsonObjectFrom(
        eb
          .selectFrom('bodies.places as place')
          .select(['place.slug', 'place.name'])
          .whereRef('place.id', '=', 'body.place_id'),
      ).as('place'),
      jsonObjectFrom(
        eb
          .selectFrom('bodies.bodies as successor')
          .select(['successor.slug', 'successor.name'])
          .whereRef('successor.id', '=', 'body.successor_id'),
      ).as('successor'),
      jsonArrayFrom(
        eb
          .selectFrom('bodies.terms_of_reference as terms')
          .selectAll()
          .whereRef('terms.body_id', '=', 'body.id')
          .orderBy(order => order.fn.coalesce('in_force_from', 'proposed_on'), 'desc'),
      ).as('terms'),
      jsonArrayFrom(
        eb
          .selectFrom('bodies.appointments as held')
          .innerJoin('bodies.seats as seat', 'seat.id', 'held.seat_id')
          .select([
            'held.id',
            'held.seat_id',
            'held.person_id',
            'held.from_day',
            'held.term_ends_on',
          ])
          .whereRef('seat.body_id', '=', 'body.id')
          .where(onDay('held.from_day', 'held.ended_on'))
          .orderBy('seat.position')
          .orderBy('held.from_day')
          .orderBy('held.id'),
      ).as('holdings'),
      jsonArrayFrom(
        eb
          .selectFrom('bodies.deputies as deputy')
          .innerJoin('bodies.seats as seat', 'seat.id', 'deputy.seat_id')
          .selectAll('deputy')
          .whereRef('seat.body_id', '=', 'body.id')
          .where(onDay('deputy.from_day', 'deputy.until_day'))
          .orderBy('seat.position'),
      ).as('deputies'),
      jsonArrayFrom(
        eb
          .selectFrom('bodies.offices as office')
          .selectAll('office')
          .whereRef('office.body_id', '=', 'body.id')
          .where(onDay('office.from_day', 'office.ended_on'))
          .orderBy('office.office')
          .orderBy('office.from_day'),
      ).as('offices'),
      jsonArrayFrom(
        eb
          .selectFrom('bodies.participants as participant')
          .selectAll('participant')
          .select(nameOn('participant.organisation_id').as('organisation'))
          .whereRef('participant.body_id', '=', 'body.id')
          .where(onDay('participant.from_day', 'participant.until_day'))
          .orderBy('participant.position'),
      ).as('participants'),
      jsonObjectFrom(
        eb
          .selectFrom('bodies.stated_members as stated')
          .selectAll('stated')
          .whereRef('stated.body_id', '=', 'body.id')
          .where('stated.from_day', '<=', day)
          .where('stated.until_day', '>=', day)
          .orderBy('stated.from_day', 'desc')
          .limit(1),
      ).as('stated'),
      jsonArrayFrom(
        eb
          .selectFrom('bodies.reporting_lines as line')
          .innerJoin('bodies.bodies as above', 'above.id', 'line.reports_to')
          .select(['above.slug', 'above.name', 'above.kind', 'line.note'])
          .whereRef('line.body_id', '=', 'body.id')
          .orderBy('above.name'),
      ).as('reportsTo'),
      jsonArrayFrom(
        eb
          .selectFrom('bodies.reporting_lines as line')
          .innerJoin('bodies.bodies as below', 'below.id', 'line.body_id')
          .select(['below.slug', 'below.name', 'below.kind', 'line.note'])
          .whereRef('line.reports_to', '=', 'body.id')
          .orderBy('below.name'),
      ).as('reportedToBy'),
    ])
    .executeTakeFirstOrThrow()
  return { ...row, stated: row.stated ?? undefined }
}
