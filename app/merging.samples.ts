import { sql } from 'kysely'
import type { Db } from '../platform/database/database.ts'
import type { MergePart } from '../platform/record/merging.ts'

/** Every column of the record that names a row of a table, as the database knows it. */
export async function listColumnsNaming(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<{ column: string }>`
    select own.nspname || '.' || here.relname || '.' || col.attname as column
    from pg_constraint key
    join pg_class here on here.oid = key.conrelid
    join pg_namespace own on own.oid = here.relnamespace
    join pg_attribute col on col.attrelid = key.conrelid and col.attnum = any(key.conkey)
    where key.contype = 'f' and key.confrelid = ${table}::regclass
    order by 1`.execute(db)
  return rows.map(({ column }) => column).toSorted()
}

/** The columns that the rooms have in their shares. */
export const columnsOf = (parts: readonly MergePart[]) =>
  parts
    .flatMap(({ references }) => references)
    .map(({ table, column }) => `${table}.${column}`)
    .toSorted()

/** How many rows each table has; the journal grows and sessions end, so they are left out. */
export async function countRows(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string }>`
    select schemaname || '.' || tablename as name from pg_tables
    where schemaname not in ('jobs', 'pg_catalog', 'information_schema')
      and tablename not in ('journal', 'row_changes', 'sessions', 'tokens', 'sign_in_links', 'migrations')
      and has_table_privilege(schemaname || '.' || tablename, 'select')`.execute(db)
  const counts: Record<string, number> = {}
  for (const { name } of rows)
    counts[name] =
      (
        await sql<{ count: number }>`select count(*)::int as count from ${sql.table(name)}`.execute(
          db,
        )
      ).rows[0]?.count ?? 0
  return counts
}
