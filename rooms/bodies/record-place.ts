import { randomUUID } from 'node:crypto'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { insertInto, isSlugTaken, knownOrganisations } from './bodies.records.ts'
import { reasonsAgainstBlank, reasonsAgainstSlug } from './body.rules.ts'
import { whyNotAnOnsCode } from './codes.rules.ts'

export type NewPlace = {
  readonly slug: string
  readonly name: string
  readonly onsCode?: string | undefined
  /** One of the system's own Places, among which meetings rotate; false for part of a neighbour. */
  readonly ofTheSystem: boolean
  readonly note?: string | undefined
  /** Ids of the organisations that serve it. */
  readonly organisations: readonly string[]
}

/**
 * Puts a Place into the record; answers with its id. Refuses a word for the
 * address that is malformed or taken, a blank name, an ONS code that cannot be
 * right (R-ID-3), and an organisation that is not in the record.
 */
export const recordPlace = verb<NewPlace, string>({
  name: 'bodies.record-place',
  permission: 'administer bodies',
  scope: () => null,
  act: async (tx, input) => {
    const onsCode = input.onsCode?.trim() ?? ''
    const refusals = [
      ...reasonsAgainstSlug(input.slug),
      ...reasonsAgainstBlank(input.name, 'name', 'Enter the name of the Place.'),
    ]
    const why = onsCode === '' ? undefined : whyNotAnOnsCode(onsCode)
    if (why !== undefined) refusals.push({ code: 'code-malformed', field: 'onsCode', message: why })
    if (await isSlugTaken(tx, 'bodies.places', input.slug))
      refusals.push({
        code: 'slug-taken',
        field: 'slug',
        message: `Another Place is at “${input.slug}” already.`,
      })
    const organisations = [...new Set(input.organisations)]
    const known = await knownOrganisations(tx, organisations)
    if (known.size < organisations.length)
      refusals.push({
        code: 'organisation-unknown',
        field: 'organisations',
        message: 'Choose organisations from the list.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const id = randomUUID()
    await insertInto(tx, 'bodies.places', [
      {
        id,
        slug: input.slug,
        name: input.name.trim(),
        ons_code: onsCode === '' ? null : onsCode,
        of_the_system: input.ofTheSystem,
        note: input.note?.trim() ?? '',
      },
    ])
    await insertInto(
      tx,
      'bodies.place_organisations',
      organisations.map(organisation => ({ place_id: id, organisation_id: organisation })),
    )
    return recorded({ value: id, subject: { kind: 'place', id }, after: input })
  },
})
