import { sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Subject } from '../../platform/record/journal.ts'
import type { KeepingTables } from './keeping.tables.ts'

/** One thing that changed on a public page since it was first there. */
export type PublicChange = {
  readonly on: Day
  readonly what: string
  readonly version: number | null
  /** Where that version, or what changed it, can be read. */
  readonly href: string | null
}

export type PublicChanges = { readonly changes: readonly PublicChange[]; readonly total: number }

/**
 * What changed of things up to a day, the newest first, one page of it. It is read from what was
 * published, never from the journal, and holds only what this connection may see. One query.
 */
export async function listPublicChanges(
  db: Db,
  subjects: readonly Subject[],
  wanted: { readonly today: Day; readonly limit: number; readonly offset: number },
): Promise<PublicChanges> {
  if (subjects.length === 0) return { changes: [], total: 0 }
  const rows = await tablesOf<KeepingTables>(db)
    .selectFrom('keeping.public_changes')
    .select(['on_day', 'what', 'version', 'href', sql<number>`count(*) over ()`.as('total')])
    .where(where =>
      where.or(
        subjects.map(({ kind, id }) =>
          where.and([
            // A kind in words of the query, so that the other parts of the view are left alone.
            where('subject_kind', '=', sql.lit(kind)),
            where('subject_id', '=', id),
          ]),
        ),
      ),
    )
    .where('on_day', '<=', wanted.today)
    .orderBy('on_day', 'desc')
    .orderBy('at', order => order.desc().nullsLast())
    .orderBy('what')
    .limit(wanted.limit)
    .offset(wanted.offset)
    .execute()
  return {
    changes: rows.map(({ on_day, what, version, href }) => ({ on: on_day, what, version, href })),
    total: rows[0]?.total ?? 0,
  }
}
