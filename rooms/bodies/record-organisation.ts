import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { insertInto, isSlugTaken } from './bodies.records.ts'
import { reasonsAgainstBlank, reasonsAgainstSlug, reasonsAgainstSpan } from './body.rules.ts'
import { type CodeScheme, reasonsAgainstCode } from './codes.rules.ts'

export type OrganisationCode = {
  readonly scheme: CodeScheme
  readonly code: string
  readonly from?: Day | undefined
  readonly until?: Day | undefined
}

export type NewOrganisation = {
  /** The word in its address. */
  readonly slug: string
  /** ICB, NHS trust, local authority … */
  readonly class: string
  readonly name: string
  readonly shortName: string
  readonly aliases?: readonly string[] | undefined
  readonly codes?: readonly OrganisationCode[] | undefined
  /** From when to when the name holds; left out, as long as anyone knows. */
  readonly from?: Day | undefined
  readonly until?: Day | undefined
}

/**
 * Puts an organisation into the record; answers with its id.
 *
 * Refuses a word for the address that is malformed or taken, a blank name or
 * class, a code that cannot be right (R-ID-1 to 3), and a last day before a first.
 */
export const recordOrganisation = verb<NewOrganisation, string>({
  name: 'bodies.record-organisation',
  permission: 'administer bodies',
  scope: () => null,
  act: async (tx, input) => {
    const codes = (input.codes ?? []).map(code => ({ ...code, code: code.code.trim() }))
    const refusals = [
      ...reasonsAgainstSlug(input.slug),
      ...reasonsAgainstBlank(input.name, 'name', 'Enter the organisation’s name.'),
      ...reasonsAgainstBlank(input.shortName, 'shortName', 'Enter a short name.'),
      ...reasonsAgainstBlank(input.class, 'class', 'Enter what kind of organisation it is.'),
      ...reasonsAgainstSpan(input.from, input.until, 'until'),
      ...codes.flatMap(code => [
        ...reasonsAgainstCode(code, input.class),
        ...reasonsAgainstSpan(code.from, code.until, 'codes'),
      ]),
    ]
    if (await isSlugTaken(tx, 'bodies.organisations', input.slug))
      refusals.push({
        code: 'slug-taken',
        field: 'slug',
        message: `Another organisation is at “${input.slug}” already.`,
      })
    if (refusals.length > 0) return refused(...refusals)
    const id = randomUUID()
    await insertInto(tx, 'bodies.organisations', [
      {
        id,
        slug: input.slug,
        class: input.class.trim(),
        aliases: [...(input.aliases ?? [])],
        successor_id: null,
        succeeded_on: null,
      },
    ])
    await insertInto(tx, 'bodies.organisation_names', [
      {
        organisation_id: id,
        name: input.name.trim(),
        short_name: input.shortName.trim(),
        valid_from: input.from ?? null,
        valid_until: input.until ?? null,
      },
    ])
    await insertInto(
      tx,
      'bodies.organisation_codes',
      codes.map(({ scheme, code, from, until }) => ({
        organisation_id: id,
        scheme,
        code,
        valid_from: from ?? null,
        valid_until: until ?? null,
      })),
    )
    return recorded({
      value: id,
      subject: { kind: 'organisation', id },
      after: { ...input, codes },
    })
  },
})
