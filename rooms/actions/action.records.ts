import { type Insertable, sql } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { ActionsTables } from './actions.tables.ts'

const actions = (db: Db) => tablesOf<ActionsTables>(db)

/** Holds the body's numbering until the transaction ends, so that two actions never get one number. */
export const holdNumbering = (tx: Tx, bodyId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`actions ${bodyId}`}, 0))`.execute(tx)

/** Holds one action until the transaction ends: two acts on it take their turns. */
export const holdAction = (tx: Tx, id: string) =>
  actions(tx).selectFrom('actions.actions').select('id').where('id', '=', id).forUpdate().execute()

/** The numbers a body's tracker has used. */
export const listNumbers = async (db: Db, bodyId: string): Promise<number[]> =>
  (
    await actions(db)
      .selectFrom('actions.actions')
      .select('number')
      .where('body_id', '=', bodyId)
      .execute()
  ).map(row => row.number)

/** The action of a body with this id, as `raiseAction` answers. */
export const findRaised = async (db: Db, bodyId: string, id: string) => {
  const row = await actions(db)
    .selectFrom('actions.actions')
    .select(['id', 'number'])
    .where('id', '=', id)
    .where('body_id', '=', bodyId)
    .executeTakeFirst()
  return row && { id: row.id, body: bodyId, number: row.number }
}

export const insertAction = (tx: Tx, row: Insertable<ActionsTables['actions.actions']>) =>
  actions(tx).insertInto('actions.actions').values(row).execute()

export const insertOwners = (tx: Tx, rows: Insertable<ActionsTables['actions.owners']>[]) =>
  actions(tx).insertInto('actions.owners').values(rows).execute()

export const insertDeadline = (tx: Tx, row: Insertable<ActionsTables['actions.deadlines']>) =>
  actions(tx).insertInto('actions.deadlines').values(row).execute()

export const insertReport = (tx: Tx, row: Insertable<ActionsTables['actions.reports']>) =>
  actions(tx).insertInto('actions.reports').values(row).execute()

export const insertClosure = (tx: Tx, row: Insertable<ActionsTables['actions.closures']>) =>
  actions(tx).insertInto('actions.closures').values(row).execute()

export const findReview = (db: Db, bodyId: string, meetingId: string) =>
  actions(db)
    .selectFrom('actions.reviews')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst()

export const upsertReview = (tx: Tx, row: Insertable<ActionsTables['actions.reviews']>) =>
  actions(tx)
    .insertInto('actions.reviews')
    .values(row)
    .onConflict(conflict =>
      conflict
        .columns(['body_id', 'meeting_id'])
        .doUpdateSet({ day: row.day, kind: row.kind, recorded_at: row.recorded_at }),
    )
    .execute()

/** How many actions a meeting agreed to close. */
export const countClosuresBy = async (db: Db, meetingId: string): Promise<number> =>
  (
    await actions(db)
      .selectFrom('actions.closures')
      .select(select => select.fn.countAll<number>().as('count'))
      .where('meeting_id', '=', meetingId)
      .executeTakeFirstOrThrow()
  ).count

export const insertPublication = (tx: Tx, row: Insertable<ActionsTables['actions.publications']>) =>
  actions(tx)
    .insertInto('actions.publications')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .execute()
