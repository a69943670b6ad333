import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { InterestsTables } from './interests.tables.ts'
import type { Declaration } from './list-register.ts'

const interests = (db: Db) => tablesOf<InterestsTables>(db)

export type Review = Selectable<InterestsTables['interests.reviews']>

/** Everything a person has declared, every version of it, newest first; withdrawn lines left out. */
export const listVersionsOf = (db: Db, person: string): Promise<Declaration[]> =>
  interests(db)
    .selectFrom('interests.declarations')
    .selectAll()
    .where('person_id', '=', person)
    .where('withdrawn_on', 'is', null)
    .orderBy('declared_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('version', 'desc')
    .execute()

/** The name that all versions of an interest share: the id of the first. */
export const chainOf = ({ id, first_id }: Pick<Declaration, 'id' | 'first_id'>): string =>
  first_id ?? id

/** Of several versions of the same interests, those that stand: the latest of each. */
export function latestVersions<Row extends Pick<Declaration, 'id' | 'first_id' | 'version'>>(
  rows: readonly Row[],
): Row[] {
  const latest = new Map<string, Row>()
  for (const row of rows) {
    const known = latest.get(chainOf(row))
    if (known === undefined || row.version > known.version) latest.set(chainOf(row), row)
  }
  return rows.filter(row => latest.get(chainOf(row)) === row)
}

/** What a person has declared, in any body, as it stands, newest first. */
export const listDeclarationsOf = async (db: Db, person: string): Promise<Declaration[]> =>
  latestVersions(await listVersionsOf(db, person))

/** What was said of declarations that waited, by declaration, latest first. One query. */
export async function listReviews(
  db: Db,
  declarations: readonly string[],
): Promise<ReadonlyMap<string, Review[]>> {
  if (declarations.length === 0) return new Map()
  const rows = await interests(db)
    .selectFrom('interests.reviews')
    .selectAll()
    .where('declaration_id', 'in', [...declarations])
    .orderBy('recorded_at', 'desc')
    .execute()
  const found = new Map<string, Review[]>()
  for (const row of rows)
    found.set(row.declaration_id, [...(found.get(row.declaration_id) ?? []), row])
  return found
}

export type Confirmation = { readonly body_id: string; readonly confirmed_on: Day }

export type OwnInterests = {
  /** As they stand: the latest version of each. */
  readonly standing: readonly Declaration[]
  /** Earlier versions, newest first. */
  readonly earlier: readonly Declaration[]
  readonly confirmations: readonly Confirmation[]
  readonly reviews: ReadonlyMap<string, readonly Review[]>
}

/** All that a person has declared and confirmed, with what was said of it. Three queries. */
export async function readOwnInterests(db: Db, person: string): Promise<OwnInterests> {
  const rows = await listVersionsOf(db, person)
  const standing = latestVersions(rows)
  return {
    standing,
    earlier: rows.filter(row => !standing.includes(row)),
    confirmations: await interests(db)
      .selectFrom('interests.confirmations')
      .select(['body_id', 'confirmed_on'])
      .where('person_id', '=', person)
      .orderBy('confirmed_on', 'desc')
      .execute(),
    reviews: await listReviews(
      db,
      rows.map(({ id }) => id),
    ),
  }
}

/**
 * What of a person stands in a body on a day, as the person and the keeper see it: interests that
 * have not ended, and nil returns.
 */
export const standingIn = (
  declarations: readonly Declaration[],
  body: string,
  today: Day,
  endOf: (row: Declaration) => Day | null,
): Declaration[] =>
  latestVersions(declarations.filter(({ body_id }) => body_id === body)).filter(row => {
    const end = endOf(row)
    return end === null || end >= today
  })
