import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { describedInWords } from './described.rules.ts'
import type { InterestsTables } from './interests.tables.ts'
import { stoodOn } from './list-register.ts'
import { endOf, interestOf } from './register-at.rules.ts'

/** An interest as a meeting asks after it. */
export type HeldInterestRow = {
  /** Of its first version, which stays the same when the interest is corrected. */
  readonly id: string
  readonly person: string
  readonly position: string
  readonly description: string
  readonly organisation: string | null
  /** Its first possible day, and its last; null where it is not known, or lasts. */
  readonly from: Day | null
  readonly until: Day | null
  readonly handling: string
  /** Its details are for whoever keeps the register and for the person alone (R-COI-12). */
  readonly sensitive: boolean
}

/**
 * What members of a body have declared by a day and not withdrawn, ended or not, in its own
 * register or for every body, as corrected by then, also while the handling waits to be agreed. For
 * staff, sensitive ones among them. One query.
 */
export const listHeldInterests = async (
  db: Db,
  bodyId: string,
  on: Day,
): Promise<HeldInterestRow[]> => listInterestsOfBodies(db, [bodyId], on)

/** The same of several bodies, with the body in whose register each stands; null for every body's. One query. */
export async function listInterestsOfBodies(
  db: Db,
  bodyIds: readonly string[],
  on: Day,
): Promise<(HeldInterestRow & { readonly body: string | null })[]> {
  if (bodyIds.length === 0) return []
  const rows = await tablesOf<InterestsTables>(db)
    .selectFrom('interests.declarations')
    .selectAll()
    .where(where => where.or([where('body_id', 'in', bodyIds), where('body_id', 'is', null)]))
    .where('description', '<>', '')
    .where(where => where.or([where('declared_on', 'is', null), where('declared_on', '<=', on)]))
    .where(where => where.or([where('withdrawn_on', 'is', null), where('withdrawn_on', '>', on)]))
    .where(stoodOn(on))
    .orderBy('recorded_at')
    .orderBy('line')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: interestOf(row),
    body: row.body_id,
    person: row.person_id,
    position: row.position_declared,
    description: describedInWords(row),
    organisation: row.organisation_id,
    from: row.from_day,
    until: endOf(row),
    handling: row.handling,
    sensitive: row.sensitive,
  }))
}

/**
 * Which of these declarations whoever the connection reads for may see at all: of a sensitive one
 * the database tells nobody else (R-COI-12). One query, and none for none.
 */
export async function seenInterests(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tablesOf<InterestsTables>(db)
    .selectFrom('interests.declarations')
    .select('id')
    .where('id', 'in', ids)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/**
 * Who has made a return to the registers of some bodies, and who left theirs blank or unclear: that
 * is not a nil return (R-COI-5). For who keeps the register. One query.
 */
export async function listReturns(
  db: Db,
  bodyIds: readonly string[],
): Promise<
  { readonly body: string | null; readonly person: string; readonly answered: boolean }[]
> {
  if (bodyIds.length === 0) return []
  const rows = await tablesOf<InterestsTables>(db)
    .selectFrom('interests.declarations')
    .select(['body_id', 'person_id', 'answer'])
    .distinct()
    .where('body_id', 'in', bodyIds)
    .where('withdrawn_on', 'is', null)
    .execute()
  return rows.map(({ body_id, person_id, answer }) => ({
    body: body_id,
    person: person_id,
    answered: answer === 'yes' || answer === 'nil',
  }))
}
