import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { bodies } from './bodies.records.ts'
import { listOrganisations } from './read-organisation.ts'

/**
 * Every organisation with all that it is or was called: its names of other days, its short
 * names and its aliases, so that one can be found by what a paper calls it. Two queries.
 */
export async function listOrganisationNames(
  db: Db,
  day: Day,
): Promise<
  { readonly id: string; readonly name: string; readonly alsoCalled: readonly string[] }[]
> {
  const organisations = await listOrganisations(db, day)
  const named = await bodies(db)
    .selectFrom('bodies.organisation_names')
    .select(['organisation_id', 'name', 'short_name'])
    .execute()
  return organisations.map(({ id, name, aliases }) => ({
    id,
    name,
    alsoCalled: [
      ...new Set([
        ...named
          .filter(({ organisation_id }) => organisation_id === id)
          .flatMap(each => [each.name, each.short_name]),
        ...aliases,
      ]),
    ].filter(called => called !== '' && called !== name),
  }))
}
