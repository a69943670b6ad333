import type { Selectable } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { Moved, NotFound } from '../../platform/outcome.ts'
import { bodies } from './bodies.records.ts'
import type { BodiesTables } from './bodies.tables.ts'
import type { FormerName } from './body-name.rules.ts'

export type Body = Selectable<BodiesTables['bodies.bodies']> & {
  /** Names it had before, each with its last day. */
  readonly formerNames: readonly FormerName[]
}

/** Bodies with the names they had; `asked` is the id under which one was asked for. */
const named = (db: Db) =>
  bodies(db)
    .selectFrom('bodies.bodies as asked')
    // An entry that was merged into another is a signpost to it.
    .innerJoin('bodies.bodies as body', join =>
      join.on(({ eb, fn, ref }) =>
        eb('body.id', '=', fn.coalesce(ref('asked.merged_into'), ref('asked.id'))),
      ),
    )
    .selectAll('body')
    .select(select => [
      'asked.id as asked',
      jsonArrayFrom(
        select
          .selectFrom('bodies.former_names as former')
          .select(['former.name', 'former.until_day as until'])
          .whereRef('former.body_id', '=', 'body.id')
          .orderBy('former.until_day'),
      ).as('formerNames'),
    ])

const plain = <Row extends { readonly asked: string }>({ asked: _, ...body }: Row) => body

/** @throws NotFound */
export async function readBody(db: Db, id: string): Promise<Body> {
  const body = await named(db).where('asked.id', '=', id).executeTakeFirst()
  if (!body) throw new NotFound('There is no such body in the record.')
  return plain(body)
}

/** @throws Moved where a body had this word in its address before, or was merged; NotFound */
export async function readBodyBySlug(db: Db, slug: string): Promise<Body> {
  const body =
    (await named(db).where('asked.slug', '=', slug).executeTakeFirst()) ??
    (await named(db)
      .innerJoin('bodies.former_slugs as former_slug', 'former_slug.body_id', 'asked.id')
      .where('former_slug.slug', '=', slug)
      .executeTakeFirst())
  if (!body) throw new NotFound(`There is no body called “${slug}” in the record.`)
  if (body.slug !== slug) throw new Moved({ [slug]: body.slug })
  return plain(body)
}

/** The entry at a slug that was merged into another, with where that stands; for what goes by numbers of its own. */
export const findMergedEntry = (db: Db, slug: string) =>
  bodies(db)
    .selectFrom('bodies.bodies as old')
    .innerJoin('bodies.bodies as kept', 'kept.id', 'old.merged_into')
    .select(['old.id', 'kept.slug as keptSlug'])
    .where('old.slug', '=', slug)
    .executeTakeFirst()

/** Every body, by name; those dissolved before the day are left out when one is given. */
export const listBodies = async (db: Db, day?: Day): Promise<Body[]> =>
  (
    await named(db)
      .where('asked.merged_into', 'is', null)
      .$if(day !== undefined, query =>
        query.where(where =>
          where.or([
            where('body.dissolved_on', 'is', null),
            where('body.dissolved_on', '>', day ?? null),
          ]),
        ),
      )
      .orderBy('body.name')
      .execute()
  ).map(plain)

/** The bodies with these ids, by id; under the id of a merged entry stands the one it was merged into. One query. */
export async function readBodies(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, Body>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await named(db).where('asked.id', 'in', wanted).execute()
  return new Map(rows.map(row => [row.asked, plain(row)]))
}
