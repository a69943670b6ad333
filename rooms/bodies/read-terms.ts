import type { Selectable } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { bodies } from './bodies.records.ts'
import type { BodiesTables } from './bodies.tables.ts'
import { inForceOn } from './terms-in-force.rules.ts'

export type TermsOfReference = Selectable<BodiesTables['bodies.terms_of_reference']>

/** All terms of reference of a body: in force, past and proposed, newest first. */
export const listTerms = (db: Db, bodyId: string): Promise<TermsOfReference[]> =>
  bodies(db)
    .selectFrom('bodies.terms_of_reference')
    .selectAll()
    .where('body_id', '=', bodyId)
    .orderBy(order => order.fn.coalesce('in_force_from', 'proposed_on'), 'desc')
    .execute()

/** Of a body's terms, those in force on a day, if any (R-TOR-6). */
export const termsInForce = (
  all: readonly TermsOfReference[],
  day: Day,
): TermsOfReference | undefined => inForceOn(all, day)

/**
 * Of a body's terms, those proposed and not yet in force, newest first. With a
 * day: those that stood so on it, even if they came into force since.
 */
export const termsProposed = (all: readonly TermsOfReference[], day?: Day): TermsOfReference[] =>
  day === undefined
    ? all.filter(terms => terms.in_force_from === null)
    : all.filter(
        terms =>
          terms.proposed_on !== null && (terms.in_force_from === null || terms.in_force_from > day),
      )

/** All terms of reference of several bodies, newest first, by body. One query. */
export async function listTermsOf(
  db: Db,
  bodyIds: Iterable<string>,
): Promise<ReadonlyMap<string, readonly TermsOfReference[]>> {
  const wanted = [...new Set(bodyIds)]
  if (wanted.length === 0) return new Map()
  const rows = await bodies(db)
    .selectFrom('bodies.terms_of_reference')
    .selectAll()
    .where('body_id', 'in', wanted)
    .orderBy(order => order.fn.coalesce('in_force_from', 'proposed_on'), 'desc')
    .execute()
  return new Map(wanted.map(id => [id, rows.filter(({ body_id }) => body_id === id)]))
}
