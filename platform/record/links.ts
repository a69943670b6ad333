import { randomUUID } from 'node:crypto'
import { type Db, type Tx, tablesOf } from '../database/database.ts'
import type { Subject } from './journal.ts'

/** How one thing bears on another, read from the first to the second. */
export const relations = {
  answers: 'is answered by',
  raises: 'is raised by',
  decides: 'is decided by',
  delivers: 'is delivered by',
  supports: 'is supported by',
  measures: 'is measured by',
  threatens: 'is threatened by',
  mitigates: 'is mitigated by',
  reports: 'is reported by',
  cites: 'is cited by',
} as const

export type Relation = keyof typeof relations

export type Link = { readonly from: Subject; readonly relation: Relation; readonly to: Subject }

type LinkTables = {
  'platform.links': {
    id: string
    from_kind: string
    from_id: string
    relation: Relation
    to_kind: string
    to_id: string
    created_at: Date
  }
}

/**
 * Ties two things together by a named relation; saying it twice changes nothing.
 * Called within a verb's transaction, whose journal line tells of it.
 */
export const link = (tx: Tx, from: Subject, relation: Relation, to: Subject, at: Date) =>
  tablesOf<LinkTables>(tx)
    .insertInto('platform.links')
    .values({
      id: randomUUID(),
      from_kind: from.kind,
      from_id: from.id,
      relation,
      to_kind: to.kind,
      to_id: to.id,
      created_at: at,
    })
    .onConflict(conflict =>
      conflict.columns(['from_kind', 'from_id', 'relation', 'to_kind', 'to_id']).doNothing(),
    )
    .execute()

/** Every link to or from any of the given things, oldest first. One query. */
export async function listLinks(db: Db, subjects: readonly Subject[]): Promise<Link[]> {
  if (subjects.length === 0) return []
  const rows = await tablesOf<LinkTables>(db)
    .selectFrom('platform.links')
    .selectAll()
    .where(where =>
      where.or(
        subjects.flatMap(({ kind, id }) => [
          where.and([where('from_kind', '=', kind), where('from_id', '=', id)]),
          where.and([where('to_kind', '=', kind), where('to_id', '=', id)]),
        ]),
      ),
    )
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    from: { kind: row.from_kind, id: row.from_id },
    relation: row.relation,
    to: { kind: row.to_kind, id: row.to_id },
  }))
}
