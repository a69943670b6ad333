import type { Selectable } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { bodies } from './bodies.records.ts'
import type { BodiesTables } from './bodies.tables.ts'
import {
  type OfficeHolder,
  type SeatOf,
  type SeatRow,
  type StatedMembers,
  seatsStanding,
} from './read-membership.ts'
import { asQuorumSeat, type QuorumFactsOfBody } from './read-quorum-facts.ts'

export type PastAppointment = Selectable<BodiesTables['bodies.appointments']> & {
  readonly body_id: string
}

/** Seats and appointments of a body, past, present and to come. */
export type Membership = {
  readonly seats: readonly (SeatRow & SeatOf)[]
  readonly appointments: readonly PastAppointment[]
  readonly stated: readonly StatedMembers[]
}

/** The memberships of some bodies, by body: what is asked of one never looks through the others. */
export type Memberships = ReadonlyMap<string, Membership>

const nobody: Membership = { seats: [], appointments: [], stated: [] }

/** The membership of one of them. */
export const membershipIn = (memberships: Memberships, body: string): Membership =>
  memberships.get(body) ?? nobody

const among = (ids: readonly string[]) => [...ids, '00000000-0000-0000-0000-000000000000']

/** The whole membership of several bodies, in three queries whatever their number. */
export async function readMemberships(
  db: Db,
  bodyIds: readonly string[],
  day: Day,
): Promise<Memberships> {
  const seats = await bodies(db)
    .selectFrom('bodies.seats')
    .leftJoin('bodies.organisation_names', join =>
      join
        .onRef('bodies.organisation_names.organisation_id', '=', 'bodies.seats.organisation_id')
        .on(on =>
          on.and([
            on.or([on('valid_from', 'is', null), on('valid_from', '<=', day)]),
            on.or([on('valid_until', 'is', null), on('valid_until', '>=', day)]),
          ]),
        ),
    )
    .selectAll('bodies.seats')
    .select(({ fn, val }) => [
      fn.coalesce('short_name', val('')).as('organisation'),
      fn.coalesce('name', val('')).as('organisationName'),
    ])
    .where('body_id', 'in', among(bodyIds))
    .orderBy('body_id')
    .orderBy('position')
    .execute()
  const appointments = await bodies(db)
    .selectFrom('bodies.appointments as held')
    .innerJoin('bodies.seats as seat', 'seat.id', 'held.seat_id')
    .selectAll('held')
    .select('seat.body_id')
    .where('seat.body_id', 'in', among(bodyIds))
    .orderBy('seat.position')
    .orderBy('held.from_day')
    .orderBy('held.id')
    .execute()
  const stated = await bodies(db)
    .selectFrom('bodies.stated_members')
    .selectAll()
    .where('body_id', 'in', among(bodyIds))
    .orderBy('from_day', 'desc')
    .execute()
  const found = new Map(
    bodyIds.map(id => [
      id,
      {
        seats: [] as (SeatRow & SeatOf)[],
        appointments: [] as PastAppointment[],
        stated: [] as StatedMembers[],
      },
    ]),
  )
  for (const row of seats)
    found.get(row.body_id)?.seats.push({
      ...row,
      organisation: row.organisation ?? '',
      organisationName: row.organisationName ?? '',
    })
  for (const row of appointments) found.get(row.body_id)?.appointments.push(row)
  for (const row of stated) found.get(row.body_id)?.stated.push(row)
  return found
}

/** Who chairs and keeps the record of several bodies, past, present and to come. One query. */
export const listOffices = (db: Db, bodyIds: readonly string[]): Promise<OfficeHolder[]> =>
  bodies(db)
    .selectFrom('bodies.offices')
    .selectAll()
    .where('body_id', 'in', among(bodyIds))
    .orderBy('from_day')
    .orderBy('id')
    .execute()

type Lasting = { readonly from_day: Day | null; readonly ended_on?: Day | null }

/** Whether an appointment or office was held on a day. */
export const heldOn = ({ from_day, ended_on = null }: Lasting, day: Day): boolean =>
  from_day !== null && from_day <= day && (ended_on === null || ended_on >= day)

/** Of a membership, what a quorum on a day is judged from, and the seats that stood. */
export function membershipOn(
  { seats, appointments, stated: statements }: Membership,
  day: Day,
): Pick<QuorumFactsOfBody, 'seats' | 'holdings' | 'stated' | 'seatRows'> {
  const seatRows = seatsStanding(seats, day)
  const stated = statements.find(each => each.from_day <= day && each.until_day >= day)
  return {
    seatRows,
    seats: seatRows.map(asQuorumSeat),
    holdings: appointments
      .filter(each => heldOn(each, day))
      .map(({ seat_id, person_id }) => ({ seat: seat_id, person: person_id })),
    stated: stated && {
      members: stated.members,
      citation: stated.citation,
      ...(stated.deputies_as_minuted ? { deputies: 'as minuted' as const } : {}),
    },
  }
}
