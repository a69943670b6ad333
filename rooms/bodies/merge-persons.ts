import type { Db } from '../../platform/database/database.ts'
import { formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Conflict, Merge, MergePart } from '../../platform/record/merging.ts'
import { dropGrantsOf } from '../people/appointment-grants.ts'
import { bodies } from './bodies.records.ts'

type Span = { readonly from_day: string; readonly until: string | null }

const overlap = (one: Span, other: Span) =>
  one.from_day <= (other.until ?? '9999-12-31') && other.from_day <= (one.until ?? '9999-12-31')

const spanInWords = ({ from_day, until }: Span) =>
  `from ${formatDay(from_day as Parameters<typeof formatDay>[0])}${
    until === null ? '' : ` to ${formatDay(until as Parameters<typeof formatDay>[0])}`
  }`

type Held = Span & {
  readonly id: string
  readonly person_id: string
  /** What both would hold: a seat; an office of a body. */
  readonly same: string
  readonly name: string
}

/** Pairs of holdings of the same thing, one of each entry, on overlapping days. */
const pairsOf = (rows: readonly Held[], { stays, goes }: Merge) =>
  rows
    .filter(({ person_id }) => person_id === stays)
    .flatMap(one =>
      rows
        .filter(other => other.person_id === goes && other.same === one.same && overlap(one, other))
        .map(other => ({ one, other })),
    )

type HoldingTable = 'bodies.appointments' | 'bodies.offices' | 'bodies.deputies'

const drop = (
  table: HoldingTable,
  source: 'appointment' | 'office' | null,
): ((pair: { one: Held; other: Held }) => Pick<Conflict, 'settle'>) => {
  return ({ one, other }) => ({
    settle: async (tx, kept) => {
      const { id } = kept === 'stays' ? other : one
      const grants = source === null ? [] : await dropGrantsOf(tx, { kind: source, id })
      const row = await bodies(tx)
        .selectFrom(table)
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      await bodies(tx).deleteFrom(table).where('id', '=', id).execute()
      return { table, row, grants }
    },
  })
}

async function conflicts(db: Db, merge: Merge): Promise<Conflict[]> {
  const both = [merge.stays, merge.goes]
  const seats = await bodies(db)
    .selectFrom('bodies.appointments as held')
    .innerJoin('bodies.seats as seat', 'seat.id', 'held.seat_id')
    .innerJoin('bodies.bodies as body', 'body.id', 'seat.body_id')
    .select([
      'held.id',
      'held.person_id',
      'held.from_day',
      'held.ended_on as until',
      'held.seat_id as same',
      'seat.role',
      'body.name as body',
    ])
    .where('held.person_id', 'in', both)
    .orderBy('held.from_day')
    .execute()
  const offices = await bodies(db)
    .selectFrom('bodies.offices as held')
    .innerJoin('bodies.bodies as body', 'body.id', 'held.body_id')
    .select([
      'held.id',
      'held.person_id',
      'held.from_day',
      'held.ended_on as until',
      'held.office',
      'held.body_id',
      'body.name as body',
    ])
    .where('held.person_id', 'in', both)
    .orderBy('held.from_day')
    .execute()
  const deputies = await bodies(db)
    .selectFrom('bodies.deputies as held')
    .innerJoin('bodies.seats as seat', 'seat.id', 'held.seat_id')
    .innerJoin('bodies.bodies as body', 'body.id', 'seat.body_id')
    .select([
      'held.id',
      'held.person_id',
      'held.from_day',
      'held.until_day as until',
      'held.seat_id as same',
      'seat.role',
      'body.name as body',
    ])
    .where('held.person_id', 'in', both)
    .orderBy('held.from_day')
    .execute()
  const named = (rows: readonly (Omit<Held, 'name'> & { role: string; body: string })[]): Held[] =>
    rows.map(row => ({ ...row, name: `${row.role}, ${row.body}` }))
  const asConflicts = (
    rows: readonly Held[],
    noun: string,
    dropping: ReturnType<typeof drop>,
  ): Conflict[] =>
    pairsOf(rows, merge).map(pair => ({
      key: `${noun}-${pair.one.id}-${pair.other.id}`,
      text: `Both hold the same ${noun} on overlapping days: ${pair.one.name}.`,
      stays: spanInWords(pair.one),
      goes: spanInWords(pair.other),
      ...dropping(pair),
    }))
  return [
    ...asConflicts(named(seats), 'seat', drop('bodies.appointments', 'appointment')),
    ...asConflicts(
      offices.map(row => ({
        ...row,
        same: `${row.body_id} ${row.office}`,
        name: `${row.office}, ${row.body}`,
      })),
      'office',
      drop('bodies.offices', 'office'),
    ),
    ...asConflicts(named(deputies), 'place as deputy', drop('bodies.deputies', null)).map(
      conflict => ({ ...conflict, key: conflict.key.replaceAll(' ', '-') }),
    ),
  ]
}

/** One who handed over to the other, or stands in for the other, is not the other. */
async function refusals(db: Db, { stays, goes }: Merge): Promise<Refusal[]> {
  const both = [stays, goes]
  const between = await bodies(db)
    .selectFrom('bodies.handovers')
    .select('on_day')
    .where('from_person_id', 'in', both)
    .where('to_person_id', 'in', both)
    .execute()
  return between.map(({ on_day }) => ({
    code: 'two-persons',
    field: 'goes',
    message: `One handed over to the other on ${formatDay(on_day)}: these are two people.`,
  }))
}

/** This room's share in merging two entries of one person. */
export const personsInBodies: MergePart = {
  references: [
    { table: 'bodies.appointments', column: 'person_id', called: 'appointments to seats' },
    { table: 'bodies.deputies', column: 'person_id', called: 'places as deputy' },
    { table: 'bodies.offices', column: 'person_id', called: 'offices' },
    { table: 'bodies.attendance_totals', column: 'person_id', called: 'lines of attendance' },
    { table: 'bodies.handovers', column: 'from_person_id', called: 'handovers to others' },
    { table: 'bodies.handovers', column: 'to_person_id', called: 'handovers from others' },
  ],
  conflicts,
  refusals,
}
