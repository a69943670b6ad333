import { type Insertable, sql, type Updateable } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { Day, PartialDay } from '../../platform/day.rules.ts'
import type { InterestsTables } from './interests.tables.ts'

const interests = (db: Db) => tablesOf<InterestsTables>(db)

export const insertDeclarations = (
  tx: Tx,
  rows: Insertable<InterestsTables['interests.declarations']>[],
) => interests(tx).insertInto('interests.declarations').values(rows).execute()

export const insertPublication = (tx: Tx, row: InterestsTables['interests.publications']) =>
  interests(tx)
    .insertInto('interests.publications')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .execute()

/** Shuts the interests of a person in a body to other acts until this one is over. */
export const lockDeclarationsOf = (tx: Tx, person: string, body: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`interests ${person} ${body}`}, 0))`.execute(
    tx,
  )

export const findDeclaration = (db: Db, id: string) =>
  interests(db)
    .selectFrom('interests.declarations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()

export const updateDeclaration = (
  tx: Tx,
  id: string,
  change: Updateable<InterestsTables['interests.declarations']>,
) => interests(tx).updateTable('interests.declarations').set(change).where('id', '=', id).execute()

/** All versions of an interest are withheld once one of them is sensitive (R-COI-12). */
export const withholdVersions = (tx: Tx, firstId: string, reason: string) =>
  interests(tx)
    .updateTable('interests.declarations')
    .set({ sensitive: true, sensitive_reason: reason })
    .where(where => where.or([where('id', '=', firstId), where('first_id', '=', firstId)]))
    .where('sensitive', '=', false)
    .execute()

export const insertReview = (tx: Tx, row: InterestsTables['interests.reviews']) =>
  interests(tx).insertInto('interests.reviews').values(row).execute()

export const insertConfirmation = (
  tx: Tx,
  row: Insertable<InterestsTables['interests.confirmations']>,
) => interests(tx).insertInto('interests.confirmations').values(row).execute()
/** Those of the lines asked for that stand in a body's register. */
export const findDeclarations = async (db: Db, bodyId: string, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : interests(db)
        .selectFrom('interests.declarations')
        .selectAll()
        .where('body_id', '=', bodyId)
        .where('id', 'in', [...ids])
        .where('withdrawn_on', 'is', null)
        .execute()

export const withdrawDeclaration = (tx: Tx, id: string, on: Day) =>
  interests(tx)
    .updateTable('interests.declarations')
    .set({ withdrawn_on: on })
    .where('id', '=', id)
    .execute()

export const endDeclaration = (tx: Tx, id: string, to: PartialDay) =>
  interests(tx)
    .updateTable('interests.declarations')
    .set({ to_text: to.text, to_day: to.day, to_precision: to.precision })
    .where('id', '=', id)
    .execute()
