import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { holdNumbering, listNumbers } from './action.records.ts'
import type { ActionsTables } from './actions.tables.ts'

const actions = (db: Db) => tablesOf<ActionsTables>(db)

/** The actions on a body's tracker, by number; those closed left out where only the open are wanted. */
export const listOnTracker = (db: Db, bodyId: string, which: 'all' | 'open') =>
  actions(db)
    .selectFrom('actions.actions')
    .select(['id', 'number', 'text'])
    .where('body_id', '=', bodyId)
    .$if(which === 'open', query =>
      query.where('id', 'not in', actions(db).selectFrom('actions.closures').select('action_id')),
    )
    .orderBy('number')
    .execute()

/** Where an action went that stood on a tracker under a number; the latest where it moved again. */
export const findHandedOn = (db: Db, bodyId: string, number: number) =>
  actions(db)
    .selectFrom('actions.hand_ons')
    .innerJoin('actions.actions', 'actions.actions.id', 'action_id')
    .select(['actions.actions.body_id', 'actions.actions.number'])
    .where('from_body_id', '=', bodyId)
    .where('from_number', '=', number)
    .orderBy('actions.hand_ons.recorded_at', 'desc')
    .executeTakeFirst()

/** How many actions went from a body to another tracker. One query. */
export const countHandedOn = async (db: Db, bodyId: string): Promise<number> =>
  (
    await actions(db)
      .selectFrom('actions.hand_ons')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('from_body_id', '=', bodyId)
      .executeTakeFirstOrThrow()
  ).count

export type Move = {
  readonly from: { readonly id: string; readonly name: string }
  readonly to: string
  readonly on: Day
  readonly reason: string
  readonly at: Date
}

/**
 * Moves actions to another body's tracker, in order, each with the next number there (R-ACT-3:
 * a sequence is the tracker's own). What the public saw of them it goes on seeing; the rest
 * waits for the next publication there. Answers with the numbers, before and after.
 */
export async function moveActions(
  tx: Tx,
  which: readonly { readonly id: string; readonly number: number }[],
  { from, to, on, reason, at }: Move,
): Promise<{ readonly from: number; readonly to: number }[]> {
  if (which.length === 0) return []
  await holdNumbering(tx, from.id)
  await holdNumbering(tx, to)
  const ids = which.map(({ id }) => id)
  await sql`update actions.actions a set public_since = ${at}
    where a.id = any(${ids}::uuid[]) and a.public_since is null and exists (
      select from actions.publications p where p.body_id = a.body_id
        and p.published_at >= greatest(a.recorded_at, a.held_since))`.execute(tx)
  for (const part of ['deadlines', 'reports', 'closures'])
    await sql`update ${sql.table(`actions.${part}`)} part set public_since = ${at}
      from actions.actions a
      where a.id = part.action_id and a.id = any(${ids}::uuid[]) and part.public_since is null
        and exists (select from actions.publications p where p.body_id = a.body_id
          and p.published_at >= greatest(part.recorded_at, a.held_since))`.execute(tx)
  let next = Math.max(0, ...(await listNumbers(tx, to))) + 1
  const moved: { from: number; to: number }[] = []
  for (const { id, number } of which.toSorted((one, other) => one.number - other.number)) {
    await actions(tx)
      .updateTable('actions.actions')
      .set({ body_id: to, number: next, held_since: at })
      .where('id', '=', id)
      .execute()
    await actions(tx)
      .insertInto('actions.hand_ons')
      .values({
        id: randomUUID(),
        action_id: id,
        from_body_id: from.id,
        from_number: number,
        from_name: from.name,
        to_body_id: to,
        to_number: next,
        handed_on: on,
        reason,
        recorded_at: at,
      })
      .execute()
    moved.push({ from: number, to: next })
    next += 1
  }
  return moved
}
