import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { bodies } from './bodies.records.ts'

/** Somebody's seat or office in a body, for as long as it lasts. */
export type MembershipLine = {
  readonly body: string
  readonly person: string
  /** 'Chair, Bedfordshire Hospitals'; 'secretary' for an office. */
  readonly seat: string
  readonly from: Day
  readonly until: Day | null
}

/**
 * Who holds seats and offices in these bodies at any time between two days, with the names of
 * organisations as on the first of them. Two queries.
 */
export async function listMemberships(
  db: Db,
  bodyIds: Iterable<string>,
  { first, last }: { readonly first: Day; readonly last: Day },
): Promise<MembershipLine[]> {
  const wanted = [...new Set(bodyIds)]
  if (wanted.length === 0) return []
  const seats = await bodies(db)
    .selectFrom('bodies.appointments')
    .innerJoin('bodies.seats', 'bodies.seats.id', 'seat_id')
    .leftJoin('bodies.organisation_names', join =>
      join
        .onRef('bodies.organisation_names.organisation_id', '=', 'bodies.seats.organisation_id')
        .on(on =>
          on.and([
            on.or([on('valid_from', 'is', null), on('valid_from', '<=', first)]),
            on.or([on('valid_until', 'is', null), on('valid_until', '>=', first)]),
          ]),
        ),
    )
    .select([
      'body_id',
      'person_id',
      'role',
      'short_name',
      'bodies.appointments.from_day',
      'ended_on',
    ])
    .where('body_id', 'in', wanted)
    .where('bodies.appointments.from_day', '<=', last)
    .where(where => where.or([where('ended_on', 'is', null), where('ended_on', '>=', first)]))
    .orderBy('bodies.seats.position')
    .orderBy('bodies.appointments.from_day')
    .execute()
  const offices = await bodies(db)
    .selectFrom('bodies.offices')
    .select(['body_id', 'person_id', 'office', 'from_day', 'ended_on'])
    .where('body_id', 'in', wanted)
    .where('from_day', '<=', last)
    .where(where => where.or([where('ended_on', 'is', null), where('ended_on', '>=', first)]))
    .orderBy('office')
    .orderBy('from_day')
    .execute()
  return [
    ...seats.map(row => ({
      body: row.body_id,
      person: row.person_id,
      seat: [row.role, row.short_name].filter(Boolean).join(', '),
      from: row.from_day,
      until: row.ended_on,
    })),
    ...offices.map(row => ({
      body: row.body_id,
      person: row.person_id,
      seat: row.office,
      from: row.from_day,
      until: row.ended_on,
    })),
  ]
}
