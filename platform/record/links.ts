import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
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

/**
 * Ties what was tied to one thing to another that stands for it now, when both were the same;
 * a tie that both had is one, and a tie between the two is none.
 */
export async function moveLinks(tx: Tx, kind: string, goes: string, stays: string) {
  const isKind = (side: 'from' | 'to') =>
    sql`${sql.ref(`${side}_kind`)} = ${kind} and ${sql.ref(`${side}_id`)} = ${goes}`
  const now = (side: 'from' | 'to') =>
    sql`case when ${isKind(side)} then ${stays}::uuid else ${sql.ref(`${side}_id`)} end`
  const theirs = sql`(${isKind('from')}) or (${isKind('to')})`
  const { rows } = await sql<LinkTables['platform.links']>`
    select id, from_kind, ${now('from')} as from_id, relation, to_kind, ${now('to')} as to_id, created_at
    from platform.links where ${theirs}`.execute(tx)
  await sql`delete from platform.links where ${theirs}`.execute(tx)
  const kept = rows.filter(row => row.from_kind !== row.to_kind || row.from_id !== row.to_id)
  if (kept.length === 0) return
  await tablesOf<LinkTables>(tx)
    .insertInto('platform.links')
    .values(kept)
    .onConflict(conflict =>
      conflict.columns(['from_kind', 'from_id', 'relation', 'to_kind', 'to_id']).doNothing(),
    )
    .execute()
}

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

/**
 * The links that hang together with any of the given things, `steps` links away at
 * most, nearest first; `limit` keeps a thing that everything is tied to from
 * bringing everything. One query.
 */
export async function listLinksAround(
  db: Db,
  subjects: readonly Subject[],
  { steps = 4, limit = 200 }: { readonly steps?: number; readonly limit?: number } = {},
): Promise<Link[]> {
  if (subjects.length === 0) return []
  const kinds = subjects.map(({ kind }) => kind)
  const ids = subjects.map(({ id }) => id)
  const { rows } = await sql<{
    from_kind: string
    from_id: string
    relation: Relation
    to_kind: string
    to_id: string
  }>`
    with recursive reached (kind, id, step) as (
      select kind, id, 0 from unnest(${kinds}::text[], ${ids}::uuid[]) as start (kind, id)
      union
      select next.kind, next.id, reached.step + 1
      from reached
      cross join lateral (
        select to_kind, to_id from platform.links
          where from_kind = reached.kind and from_id = reached.id
        union
        select from_kind, from_id from platform.links
          where to_kind = reached.kind and to_id = reached.id
      ) as next (kind, id)
      where reached.step < ${steps}
    )
    select from_kind, from_id, relation, to_kind, to_id
    from platform.links
    join (select kind, id, min(step) as step from reached group by kind, id) as near
      on near.kind = from_kind and near.id = from_id
    order by near.step, created_at, platform.links.id
    limit ${limit}
  `.execute(db)
  return rows.map(row => ({
    from: { kind: row.from_kind, id: row.from_id },
    relation: row.relation,
    to: { kind: row.to_kind, id: row.to_id },
  }))
}
