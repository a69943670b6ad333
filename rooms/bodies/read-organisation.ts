import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { NotFound } from '../../platform/outcome.ts'
import { bodies } from './bodies.records.ts'
import type { CodeScheme } from './codes.rules.ts'

/** An organisation as it is called on a day. */
export type Organisation = {
  readonly id: string
  readonly slug: string
  readonly class: string
  readonly name: string
  readonly shortName: string
  readonly aliases: readonly string[]
  readonly successorId: string | null
  readonly succeededOn: Day | null
}

const named = (db: Db, day: Day) =>
  bodies(db)
    .selectFrom('bodies.organisations as asked')
    // An entry that was merged into another is a signpost to it.
    .innerJoin('bodies.organisations', join =>
      join.on(({ eb, fn, ref }) =>
        eb('bodies.organisations.id', '=', fn.coalesce(ref('asked.merged_into'), ref('asked.id'))),
      ),
    )
    .leftJoin('bodies.organisation_names', join =>
      join
        .onRef('bodies.organisation_names.organisation_id', '=', 'bodies.organisations.id')
        .on(on =>
          on.and([
            on.or([on('valid_from', 'is', null), on('valid_from', '<=', day)]),
            on.or([on('valid_until', 'is', null), on('valid_until', '>=', day)]),
          ]),
        ),
    )
    .select(({ fn, ref }) => [
      'asked.id as asked',
      'bodies.organisations.id',
      'bodies.organisations.slug',
      'bodies.organisations.class',
      fn.coalesce('name', ref('bodies.organisations.slug')).as('name'),
      fn.coalesce('short_name', ref('bodies.organisations.slug')).as('shortName'),
      'bodies.organisations.aliases',
      'bodies.organisations.successor_id as successorId',
      'bodies.organisations.succeeded_on as succeededOn',
    ])

/** Every organisation, by its name on the day (R-ID-2); one without a name that day goes by its address word. */
export const listOrganisations = async (db: Db, day: Day): Promise<Organisation[]> =>
  (await named(db, day).where('asked.merged_into', 'is', null).orderBy('name').execute()).map(
    ({ asked: _, ...row }) => row,
  )

/** The organisations with these ids, by id, as they are called on the day; a merged one as that into which it was merged. One query. */
export async function readOrganisations(
  db: Db,
  ids: Iterable<string | null>,
  day: Day,
): Promise<ReadonlyMap<string, Organisation>> {
  const wanted = [...new Set([...ids].filter(id => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await named(db, day).where('asked.id', 'in', wanted).execute()
  return new Map(rows.map(({ asked, ...row }) => [asked, row]))
}

export type OrganisationRecord = Organisation & {
  readonly names: readonly {
    readonly name: string
    readonly shortName: string
    readonly from: Day | null
    readonly until: Day | null
  }[]
  readonly codes: readonly {
    readonly scheme: CodeScheme
    readonly code: string
    readonly from: Day | null
    readonly until: Day | null
  }[]
}

/** One organisation with all its names and codes, oldest first. @throws NotFound */
export async function readOrganisation(db: Db, id: string, day: Day): Promise<OrganisationRecord> {
  const organisation = (await readOrganisations(db, [id], day)).get(id)
  if (!organisation) throw new NotFound('There is no such organisation in the record.')
  const names = await bodies(db)
    .selectFrom('bodies.organisation_names')
    .select(['name', 'short_name as shortName', 'valid_from as from', 'valid_until as until'])
    .where('organisation_id', '=', id)
    .orderBy('valid_from', order => order.asc().nullsFirst())
    .execute()
  const codes = await bodies(db)
    .selectFrom('bodies.organisation_codes')
    .select(['scheme', 'code', 'valid_from as from', 'valid_until as until'])
    .where('organisation_id', '=', id)
    .orderBy('scheme')
    .orderBy('code')
    .execute()
  return { ...organisation, names, codes }
}
