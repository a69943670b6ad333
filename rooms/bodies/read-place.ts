import type { Selectable } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { NotFound } from '../../platform/outcome.ts'
import { bodies } from './bodies.records.ts'
import type { BodiesTables } from './bodies.tables.ts'
import { type Body, listBodies } from './read-body.ts'
import { type Organisation, readOrganisations } from './read-organisation.ts'

export type Place = Selectable<BodiesTables['bodies.places']>

/** Every Place: the system's own first, then parts of neighbours, each by name. */
export const listPlaces = (db: Db): Promise<Place[]> =>
  bodies(db)
    .selectFrom('bodies.places')
    .selectAll()
    .orderBy('of_the_system', 'desc')
    .orderBy('name')
    .execute()

export type PlaceRecord = {
  readonly place: Place
  /** Those that serve it, by name. */
  readonly organisations: readonly Organisation[]
  /** The bodies that are of this Place and not dissolved. */
  readonly bodies: readonly Body[]
}

/** A Place with who serves it, as called on the day. Four queries. @throws NotFound */
export async function readPlaceBySlug(db: Db, slug: string, day: Day): Promise<PlaceRecord> {
  const place = await bodies(db)
    .selectFrom('bodies.places')
    .selectAll()
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!place) throw new NotFound(`There is no Place called “${slug}” in the record.`)
  const ties = await bodies(db)
    .selectFrom('bodies.place_organisations')
    .select('organisation_id')
    .where('place_id', '=', place.id)
    .execute()
  const organisations = await readOrganisations(
    db,
    ties.map(tie => tie.organisation_id),
    day,
  )
  const served = await listBodies(db, day)
  return {
    place,
    organisations: [...organisations.values()].toSorted((one, other) =>
      one.name.localeCompare(other.name, 'en-GB'),
    ),
    bodies: served.filter(({ place_id }) => place_id === place.id),
  }
}
