import type { Selectable } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { bodies } from './bodies.records.ts'
import type { BodiesTables } from './bodies.tables.ts'

/** Of which organisation a seat is: its names on the day asked for, '' where it is of none. */
export type SeatOf = { readonly organisation: string; readonly organisationName: string }

export type SeatRow = Selectable<BodiesTables['bodies.seats']>

/** A seat that stands on the day asked for. */
export type Seat = Omit<SeatRow, 'from_day'> & {
  readonly from_day: Day
} & SeatOf

/**
 * Every seat of a body, past, standing, to come and only proposed, in the order of
 * the terms of reference, with its organisation's names on a day. From the day on which an
 * organisation was taken over, its seats read under the name of the one that stands in its
 * place, or of that one's successor in turn (R-ID-2).
 */
export async function listAllSeats(
  db: Db,
  bodyId: string,
  day: Day,
): Promise<(SeatRow & SeatOf)[]> {
  const rows = await bodies(db)
    .selectFrom('bodies.seats')
    .leftJoin('bodies.organisations as own', 'own.id', 'bodies.seats.organisation_id')
    .leftJoin('bodies.organisations as heir', join =>
      join.onRef('heir.id', '=', 'own.successor_id').on('own.succeeded_on', '<=', day),
    )
    .leftJoin('bodies.organisation_names', join =>
      join
        .on(({ eb, fn, ref }) =>
          eb(
            'bodies.organisation_names.organisation_id',
            '=',
            fn.coalesce(
              eb.case().when('heir.succeeded_on', '<=', day).then(ref('heir.successor_id')).end(),
              ref('heir.id'),
              ref('own.id'),
            ),
          ),
        )
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
    .where('body_id', '=', bodyId)
    .orderBy('position')
    .execute()
  return rows.map(row => ({
    ...row,
    organisation: row.organisation ?? '',
    organisationName: row.organisationName ?? '',
  }))
}

/** Of a body's seats, those that stand on a day. */
export const seatsStanding = (all: readonly (SeatRow & SeatOf)[], day: Day): Seat[] =>
  all.flatMap(seat => {
    const { from_day, until_day } = seat
    if (from_day === null || from_day > day) return []
    return until_day === null || until_day >= day ? [{ ...seat, from_day }] : []
  })

/** The seats there would be on a day if proposed terms were in force: theirs in, those they leave out away. */
export const seatsAsProposed = <Row extends SeatRow>(
  all: readonly Row[],
  day: Day,
  termsId: string,
): Row[] =>
  all.filter(
    seat =>
      seat.begins_with === termsId ||
      (seat.ends_with !== termsId &&
        seat.from_day !== null &&
        seat.from_day <= day &&
        (seat.until_day === null || seat.until_day >= day)),
  )

export type Holding = {
  readonly id: string
  readonly seat_id: string
  readonly person_id: string
  readonly from_day: Day
  readonly term_ends_on: Day | null
}

/** Who holds the body's seats on a day. Vacancies are seats with no holding. */
export const listHoldings = (db: Db, bodyId: string, day: Day): Promise<Holding[]> =>
  bodies(db)
    .selectFrom('bodies.appointments')
    .innerJoin('bodies.seats', 'bodies.seats.id', 'bodies.appointments.seat_id')
    .select([
      'bodies.appointments.id',
      'seat_id',
      'person_id',
      'bodies.appointments.from_day',
      'term_ends_on',
    ])
    .where('body_id', '=', bodyId)
    .where('bodies.appointments.from_day', '<=', day)
    .where(where => where.or([where('ended_on', 'is', null), where('ended_on', '>=', day)]))
    .orderBy('bodies.seats.position')
    .orderBy('bodies.appointments.from_day')
    .orderBy('bodies.appointments.id')
    .execute()

export type StatedMembers = Selectable<BodiesTables['bodies.stated_members']>

/** The member count that was stated for a day, where one was (R-TOR-4). */
export const findStatedMembers = (
  db: Db,
  bodyId: string,
  day: Day,
): Promise<StatedMembers | undefined> =>
  bodies(db)
    .selectFrom('bodies.stated_members')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('from_day', '<=', day)
    .where('until_day', '>=', day)
    .orderBy('from_day', 'desc')
    .executeTakeFirst()

export type OfficeHolder = Selectable<BodiesTables['bodies.offices']>

/** Who chairs, co-chairs, deputises and keeps the record of a body on a day. */
export const listOfficeHolders = (db: Db, bodyId: string, day: Day): Promise<OfficeHolder[]> =>
  bodies(db)
    .selectFrom('bodies.offices')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('from_day', '<=', day)
    .where(where => where.or([where('ended_on', 'is', null), where('ended_on', '>=', day)]))
    .orderBy('office')
    .orderBy('from_day')
    .execute()

export type Deputy = Selectable<BodiesTables['bodies.deputies']>

/** Whom a body has named as deputies of its seats on a day (R-TOR-4). */
export const listDeputies = (db: Db, bodyId: string, day: Day): Promise<Deputy[]> =>
  bodies(db)
    .selectFrom('bodies.deputies')
    .innerJoin('bodies.seats', 'bodies.seats.id', 'seat_id')
    .selectAll('bodies.deputies')
    .where('body_id', '=', bodyId)
    .where('bodies.deputies.from_day', '<=', day)
    .where(where =>
      where.or([
        where('bodies.deputies.until_day', 'is', null),
        where('bodies.deputies.until_day', '>=', day),
      ]),
    )
    .orderBy('bodies.seats.position')
    .orderBy('bodies.deputies.id')
    .execute()

export type Participant = Selectable<BodiesTables['bodies.participants']>

/** A body's regular participants on a day, who never vote (R-TOR-14). */
export const listParticipants = (db: Db, bodyId: string, day: Day): Promise<Participant[]> =>
  bodies(db)
    .selectFrom('bodies.participants')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('from_day', '<=', day)
    .where(where => where.or([where('until_day', 'is', null), where('until_day', '>=', day)]))
    .orderBy('position')
    .execute()

export type Appointment = Selectable<BodiesTables['bodies.appointments']>

/** Every appointment to a body's seats, past, standing and to come, the newest first. */
export const listAppointmentHistory = (db: Db, bodyId: string): Promise<Appointment[]> =>
  bodies(db)
    .selectFrom('bodies.appointments')
    .innerJoin('bodies.seats', 'bodies.seats.id', 'seat_id')
    .selectAll('bodies.appointments')
    .where('body_id', '=', bodyId)
    .orderBy('bodies.appointments.from_day', 'desc')
    .orderBy('bodies.appointments.id')
    .execute()

/** Everyone who ever held an office of a body, or will, the newest first. */
export const listOfficeHistory = (db: Db, bodyId: string): Promise<OfficeHolder[]> =>
  bodies(db)
    .selectFrom('bodies.offices')
    .selectAll()
    .where('body_id', '=', bodyId)
    .orderBy('from_day', 'desc')
    .orderBy('id')
    .execute()

/** Every number of members that was stated, the newest first. */
export const listStatements = (db: Db, bodyId: string): Promise<StatedMembers[]> =>
  bodies(db)
    .selectFrom('bodies.stated_members')
    .selectAll()
    .where('body_id', '=', bodyId)
    .orderBy('from_day', 'desc')
    .execute()
