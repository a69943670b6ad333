import type { Selectable } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { NotFound } from '../../platform/outcome.ts'
import { bodies } from './bodies.records.ts'
import type { BodiesTables } from './bodies.tables.ts'

export type Body = Selectable<BodiesTables['bodies.bodies']>

/** @throws NotFound */
export async function readBody(db: Db, id: string): Promise<Body> {
  const body = await bodies(db)
    .selectFrom('bodies.bodies')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!body) throw new NotFound('There is no such body in the record.')
  return body
}

/** @throws NotFound */
export async function readBodyBySlug(db: Db, slug: string): Promise<Body> {
  const body = await bodies(db)
    .selectFrom('bodies.bodies')
    .selectAll()
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!body) throw new NotFound(`There is no body called “${slug}” in the record.`)
  return body
}

/** Every body, by name; those dissolved before the day are left out when one is given. */
export const listBodies = (db: Db, day?: Day): Promise<Body[]> =>
  bodies(db)
    .selectFrom('bodies.bodies')
    .selectAll()
    .$if(day !== undefined, query =>
      query.where(where =>
        where.or([where('dissolved_on', 'is', null), where('dissolved_on', '>', day ?? null)]),
      ),
    )
    .orderBy('name')
    .execute()

/** The bodies with these ids, by id. One query. */
export async function readBodies(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, Body>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await bodies(db)
    .selectFrom('bodies.bodies')
    .selectAll()
    .where('id', 'in', wanted)
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}
