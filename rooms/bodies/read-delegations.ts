import type { Selectable } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { NotFound } from '../../platform/outcome.ts'
import { bodies } from './bodies.records.ts'
import type { BodiesTables } from './bodies.tables.ts'

export type Delegation = Selectable<BodiesTables['bodies.delegations']>

/** @throws NotFound */
export async function readDelegation(db: Db, id: string): Promise<Delegation> {
  const row = await bodies(db)
    .selectFrom('bodies.delegations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no such delegation in the record.')
  return row
}

/** What bodies have delegated, ended delegations among them, the newest first. One query. */
export const listDelegations = (db: Db, bodyIds: readonly string[]): Promise<Delegation[]> =>
  bodyIds.length === 0
    ? Promise.resolve([])
    : bodies(db)
        .selectFrom('bodies.delegations')
        .selectAll()
        .where('body_id', 'in', [...bodyIds])
        .orderBy('from_day', 'desc')
        .orderBy('office')
        .execute()
