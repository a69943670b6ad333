import type { Insertable, Selectable } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { BodiesTables } from './bodies.tables.ts'

/** The record as this room knows it. */
export const bodies = (db: Db) => tablesOf<BodiesTables>(db)

type Row<Table extends keyof BodiesTables> = Selectable<BodiesTables[Table]>

/** Puts rows into a table of this room; none is no work. */
export async function insertInto<Table extends keyof BodiesTables>(
  tx: Tx,
  table: Table,
  rows: readonly Insertable<BodiesTables[Table]>[],
): Promise<void> {
  if (rows.length === 0) return
  await bodies(tx)
    .insertInto(table)
    .values(rows as never)
    .execute()
}

/** Whether an address word is taken among organisations, places or bodies. */
export const isSlugTaken = async (
  tx: Tx,
  table: 'bodies.organisations' | 'bodies.places' | 'bodies.bodies',
  slug: string,
): Promise<boolean> =>
  (await bodies(tx)
    .selectFrom(table)
    .select('slug')
    .where('slug', '=', slug)
    .executeTakeFirst()) !== undefined ||
  // A word that stood in a body's address goes on leading to it.
  (table === 'bodies.bodies' &&
    (await bodies(tx)
      .selectFrom('bodies.former_slugs')
      .select('slug')
      .where('slug', '=', slug)
      .executeTakeFirst()) !== undefined)

/** Of these ids, those that are organisations. */
export const knownOrganisations = async (
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) return new Set()
  const rows = await bodies(tx)
    .selectFrom('bodies.organisations')
    .select('id')
    .where('id', 'in', ids)
    .execute()
  return new Set(rows.map(row => row.id))
}

/** A seat by its id, held until the transaction ends, so that two cannot fill its last place at once. */
export const lockSeat = (tx: Tx, id: string): Promise<Row<'bodies.seats'> | undefined> =>
  bodies(tx)
    .selectFrom('bodies.seats')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** A body by its id, held until the transaction ends, so that its acts come one after another. */
export const lockBody = (tx: Tx, id: string): Promise<Row<'bodies.bodies'> | undefined> =>
  bodies(tx)
    .selectFrom('bodies.bodies')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Everyone who ever held a seat, or will. */
export const listAppointmentsToSeat = (tx: Tx, seatId: string) =>
  bodies(tx)
    .selectFrom('bodies.appointments')
    .selectAll()
    .where('seat_id', '=', seatId)
    .orderBy('from_day')
    .execute()

export const findAppointment = (tx: Tx, id: string) =>
  bodies(tx)
    .selectFrom('bodies.appointments')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const setAppointmentEnd = (
  tx: Tx,
  id: string,
  end: { readonly ended_on: Day; readonly end_reason: string },
) => bodies(tx).updateTable('bodies.appointments').set(end).where('id', '=', id).execute()

export const findOffice = (tx: Tx, id: string) =>
  bodies(tx)
    .selectFrom('bodies.offices')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const listOffices = (tx: Db, bodyId: string) =>
  bodies(tx)
    .selectFrom('bodies.offices')
    .selectAll()
    .where('body_id', '=', bodyId)
    .orderBy('from_day')
    .execute()

export const setOfficeEnd = (tx: Tx, id: string, day: Day) =>
  bodies(tx).updateTable('bodies.offices').set({ ended_on: day }).where('id', '=', id).execute()

/** The place in its list that comes after all others of a body. */
export const nextPosition = async (
  tx: Tx,
  table: 'bodies.seats' | 'bodies.participants',
  bodyId: string,
): Promise<number> => {
  const row = await bodies(tx)
    .selectFrom(table)
    .select(({ fn }) => fn.max('position').as('last'))
    .where('body_id', '=', bodyId)
    .executeTakeFirst()
  return Number(row?.last ?? 0) + 1
}

export const setSeatEnd = (
  tx: Tx,
  id: string,
  end: { readonly until_day?: Day; readonly ends_with?: string },
) => bodies(tx).updateTable('bodies.seats').set(end).where('id', '=', id).execute()

/** The seats that will begin or end when proposed terms come into force. */
export const listSeatsTiedTo = (tx: Tx, termsId: string) =>
  bodies(tx)
    .selectFrom('bodies.seats')
    .selectAll()
    .where(where =>
      where.or([where('begins_with', '=', termsId), where('ends_with', '=', termsId)]),
    )
    .orderBy('position')
    .execute()

export const setSeatStart = (tx: Tx, id: string, day: Day) =>
  bodies(tx).updateTable('bodies.seats').set({ from_day: day }).where('id', '=', id).execute()

/** Every version of a body's terms, held until the transaction ends. */
export const lockTermsOf = (tx: Tx, bodyId: string) =>
  bodies(tx)
    .selectFrom('bodies.terms_of_reference')
    .selectAll()
    .where('body_id', '=', bodyId)
    .orderBy('in_force_from')
    .forUpdate()
    .execute()

export const findTerms = (tx: Tx, id: string) =>
  bodies(tx)
    .selectFrom('bodies.terms_of_reference')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()

export const setTermsSpan = (
  tx: Tx,
  id: string,
  span: { readonly in_force_from?: Day; readonly in_force_until: Day | null },
) => bodies(tx).updateTable('bodies.terms_of_reference').set(span).where('id', '=', id).execute()

/** What keeps a body going on a day: seats that stand, holders and officers that have not ended. */
export const listOpenSeats = (tx: Db, bodyId: string) =>
  bodies(tx)
    .selectFrom('bodies.seats')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('from_day', 'is not', null)
    .orderBy('position')
    .execute()

export const listAppointmentsOf = (tx: Db, bodyId: string) =>
  bodies(tx)
    .selectFrom('bodies.appointments')
    .innerJoin('bodies.seats', 'bodies.seats.id', 'seat_id')
    .selectAll('bodies.appointments')
    .where('body_id', '=', bodyId)
    .execute()

export const markDissolved = (
  tx: Tx,
  id: string,
  end: {
    readonly dissolved_on: Day
    readonly successor_id: string | null
    readonly dissolved_reason: string
  },
) => bodies(tx).updateTable('bodies.bodies').set(end).where('id', '=', id).execute()

export const setBodyName = (
  tx: Tx,
  id: string,
  now: { readonly name: string; readonly slug: string },
) => bodies(tx).updateTable('bodies.bodies').set(now).where('id', '=', id).execute()

export const findDeputy = (tx: Tx, id: string) =>
  bodies(tx)
    .selectFrom('bodies.deputies')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const setDeputyEnd = (tx: Tx, id: string, day: Day) =>
  bodies(tx).updateTable('bodies.deputies').set({ until_day: day }).where('id', '=', id).execute()

export const findParticipant = (tx: Tx, id: string) =>
  bodies(tx)
    .selectFrom('bodies.participants')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const setParticipantEnd = (tx: Tx, id: string, day: Day) =>
  bodies(tx)
    .updateTable('bodies.participants')
    .set({ until_day: day })
    .where('id', '=', id)
    .execute()

/** Ends every deputy of a body after a day. */
export const endDeputiesOf = (tx: Tx, bodyId: string, day: Day) =>
  bodies(tx)
    .updateTable('bodies.deputies')
    .set({ until_day: day })
    .where(
      'seat_id',
      'in',
      bodies(tx).selectFrom('bodies.seats').select('id').where('body_id', '=', bodyId),
    )
    .where('from_day', '<=', day)
    .where(where => where.or([where('until_day', 'is', null), where('until_day', '>', day)]))
    .execute()

/** Ends every regular participant of a body after a day. */
export const endParticipantsOf = (tx: Tx, bodyId: string, day: Day) =>
  bodies(tx)
    .updateTable('bodies.participants')
    .set({ until_day: day })
    .where('body_id', '=', bodyId)
    .where('from_day', '<=', day)
    .where(where => where.or([where('until_day', 'is', null), where('until_day', '>', day)]))
    .execute()

/** Ends the terms in force of a body after a day. */
export const endTermsOf = (tx: Tx, bodyId: string, day: Day) =>
  bodies(tx)
    .updateTable('bodies.terms_of_reference')
    .set({ in_force_until: day })
    .where('body_id', '=', bodyId)
    .where('in_force_from', '<=', day)
    .where(where =>
      where.or([where('in_force_until', 'is', null), where('in_force_until', '>', day)]),
    )
    .execute()

/** Bodies that reported to one report to its successor instead; the journal tells of the end. */
export const passOnReportingLines = async (tx: Tx, from: string, to: string) => {
  const below = await bodies(tx)
    .selectFrom('bodies.reporting_lines')
    .selectAll()
    .where('reports_to', '=', from)
    .where('body_id', '<>', to)
    .execute()
  for (const line of below)
    await bodies(tx)
      .insertInto('bodies.reporting_lines')
      .values({ ...line, reports_to: to })
      .onConflict(conflict => conflict.doNothing())
      .execute()
  await bodies(tx).deleteFrom('bodies.reporting_lines').where('reports_to', '=', from).execute()
}

export const listStatedMembers = (tx: Tx, bodyId: string) =>
  bodies(tx)
    .selectFrom('bodies.stated_members')
    .selectAll()
    .where('body_id', '=', bodyId)
    .orderBy('from_day')
    .execute()

export const countTotals = async (tx: Tx, bodyId: string, year: string): Promise<number> => {
  const row = await bodies(tx)
    .selectFrom('bodies.attendance_totals')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('body_id', '=', bodyId)
    .where('year', '=', year)
    .executeTakeFirstOrThrow()
  return Number(row.rows)
}

export const listNamesOf = (tx: Tx, organisationId: string) =>
  bodies(tx)
    .selectFrom('bodies.organisation_names')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('valid_from')
    .execute()

/** Ends a name after a last day; it is told by the day on which it began. */
export const setNameEnd = (tx: Tx, organisationId: string, validFrom: Day | null, day: Day) =>
  bodies(tx)
    .updateTable('bodies.organisation_names')
    .set({ valid_until: day })
    .where('organisation_id', '=', organisationId)
    .where('valid_from', validFrom === null ? 'is' : '=', validFrom)
    .execute()

export const lockOrganisation = (tx: Tx, id: string) =>
  bodies(tx)
    .selectFrom('bodies.organisations')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const setSuccessor = (tx: Tx, id: string, successor: string, on: Day) =>
  bodies(tx)
    .updateTable('bodies.organisations')
    .set({ successor_id: successor, succeeded_on: on })
    .where('id', '=', id)
    .execute()

export const setReportingLines = async (
  tx: Tx,
  bodyId: string,
  lines: readonly { readonly reports_to: string; readonly note: string }[],
): Promise<void> => {
  await bodies(tx).deleteFrom('bodies.reporting_lines').where('body_id', '=', bodyId).execute()
  await insertInto(
    tx,
    'bodies.reporting_lines',
    lines.map(line => ({ ...line, body_id: bodyId })),
  )
}

export const listReportingLines = (tx: Tx, bodyId: string) =>
  bodies(tx)
    .selectFrom('bodies.reporting_lines')
    .select(['reports_to', 'note'])
    .where('body_id', '=', bodyId)
    .orderBy('reports_to')
    .execute()

export const setDescription = (
  tx: Tx,
  id: string,
  words: { readonly purpose: string; readonly legal_basis: string; readonly version: number },
) => bodies(tx).updateTable('bodies.bodies').set(words).where('id', '=', id).execute()
