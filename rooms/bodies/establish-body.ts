import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { bodies, insertInto, isSlugTaken, knownOrganisations } from './bodies.records.ts'
import type { BodyKind, Regime } from './bodies.tables.ts'
import { reasonsAgainstBlank, reasonsAgainstSlug } from './body.rules.ts'
import { readBodies } from './read-body.ts'

export type NewBody = {
  /** The word in its address, for good: links lead there. */
  readonly slug: string
  readonly name: string
  readonly kind: BodyKind
  /** Which law gives its notice and minutes. */
  readonly regime: Regime
  readonly organisation?: string | undefined
  readonly place?: string | undefined
  readonly purpose?: string | undefined
  readonly legalBasis?: string | undefined
  readonly establishedOn?: Day | undefined
  /** Ids of the bodies to which it reports. */
  readonly reportsTo?: readonly string[] | undefined
}

/**
 * Establishes a body; answers with its id. Refuses a word for the address that is
 * malformed or taken, a blank name, and an organisation, Place or body above it
 * that is not in the record.
 */
export const establishBody = verb<NewBody, string>({
  name: 'bodies.establish-body',
  permission: 'administer bodies',
  scope: () => null,
  act: async (tx, input) => {
    const reportsTo = [...new Set(input.reportsTo ?? [])]
    const refusals = [
      ...reasonsAgainstSlug(input.slug),
      ...reasonsAgainstBlank(input.name, 'name', 'Enter the name of the body.'),
    ]
    if (await isSlugTaken(tx, 'bodies.bodies', input.slug))
      refusals.push({
        code: 'slug-taken',
        field: 'slug',
        message: `Another body is at “${input.slug}” already.`,
      })
    if (input.organisation && !(await knownOrganisations(tx, [input.organisation])).size)
      refusals.push({
        code: 'organisation-unknown',
        field: 'organisation',
        message: 'Choose an organisation from the list.',
      })
    if (input.place && !(await isPlace(tx, input.place)))
      refusals.push({
        code: 'place-unknown',
        field: 'place',
        message: 'Choose a Place from the list.',
      })
    if ((await readBodies(tx, reportsTo)).size < reportsTo.length)
      refusals.push({
        code: 'body-unknown',
        field: 'reportsTo',
        message: 'Choose bodies from the list.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const id = randomUUID()
    await insertInto(tx, 'bodies.bodies', [
      {
        id,
        slug: input.slug,
        name: input.name.trim(),
        kind: input.kind,
        regime: input.regime,
        organisation_id: input.organisation ?? null,
        place_id: input.place ?? null,
        purpose: input.purpose?.trim() ?? '',
        legal_basis: input.legalBasis?.trim() ?? '',
        established_on: input.establishedOn ?? null,
        dissolved_on: null,
        successor_id: null,
      },
    ])
    await insertInto(
      tx,
      'bodies.reporting_lines',
      reportsTo.map(above => ({ body_id: id, reports_to: above, note: '' })),
    )
    return recorded({ value: id, subject: { kind: 'body', id }, after: input })
  },
})

const isPlace = async (tx: Parameters<typeof bodies>[0], id: string) =>
  (await bodies(tx)
    .selectFrom('bodies.places')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined
