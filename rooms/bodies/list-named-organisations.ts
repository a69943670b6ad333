import type { Db } from '../../platform/database/database.ts'
import { bodies } from './bodies.records.ts'

/** An organisation under all its names, whenever it bore them. */
export type OrganisationNames = {
  readonly id: string
  readonly class: string
  /** The latest. */
  readonly name: string
  readonly names: readonly string[]
  readonly successor: string | null
  /** The places in which it works. */
  readonly places: readonly string[]
}

/** Every organisation with the names, short names and aliases that it bears or bore. Three queries. */
export async function listNamedOrganisations(db: Db): Promise<OrganisationNames[]> {
  const organisations = await bodies(db)
    .selectFrom('bodies.organisations')
    .select(['id', 'slug', 'class', 'aliases', 'successor_id', 'merged_into'])
    .orderBy('slug')
    .execute()
  const names = await bodies(db)
    .selectFrom('bodies.organisation_names')
    .select(['organisation_id', 'name', 'short_name'])
    .orderBy('valid_from', order => order.desc().nullsLast())
    .execute()
  const places = await bodies(db)
    .selectFrom('bodies.place_organisations')
    .select(['place_id', 'organisation_id'])
    .execute()
  return organisations.map(({ id, slug, class: kind, aliases, successor_id, merged_into }) => {
    const own = names.filter(row => row.organisation_id === id)
    return {
      id,
      class: kind,
      name: own[0]?.name ?? slug,
      names: [...new Set([...own.flatMap(row => [row.name, row.short_name]), ...aliases])],
      successor: merged_into ?? successor_id,
      places: places.filter(row => row.organisation_id === id).map(row => row.place_id),
    }
  })
}
