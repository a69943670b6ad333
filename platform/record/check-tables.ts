import { sql } from 'kysely'
import { type Db, type Tx, tablesOf } from '../database/database.ts'

/** One row that is not as the journal left it. */
export type TableFault = {
  readonly table: string
  readonly key: string
  /** The line of the journal that last told of the row; null where none ever did. */
  readonly seq: number | null
  readonly why: string
}

export type TablesCheck = {
  readonly rows: number
  /** Every row at fault, those of the earliest lines first. */
  readonly faults: readonly TableFault[]
}

type KeptTables = {
  'platform.kept_tables': { table_name: string; key_columns: string[]; row_columns: string[] }
}

/**
 * Holds every row of the record against the last change that a line of the journal claims
 * of it: altered, taken away, put in or changed outside an act, each is found. Files are
 * held against their names. One query a table, in one reading of the whole record; the
 * chain itself is `checkJournal`'s to check.
 */
export const checkTables = (db: Db): Promise<TablesCheck> =>
  db.isTransaction
    ? checkWithin(db as Tx)
    : db.transaction().setIsolationLevel('repeatable read').execute(checkWithin)

async function checkWithin(tx: Tx): Promise<TablesCheck> {
  // As the digests were made, whoever asks.
  await sql`set local timezone = 'UTC'`.execute(tx)
  await sql`set local datestyle = 'ISO, YMD'`.execute(tx)
  await sql`set local intervalstyle = 'postgres'`.execute(tx)
  await sql`set local bytea_output = 'hex'`.execute(tx)
  await sql`set local extra_float_digits = 1`.execute(tx)
  const kept = await tablesOf<KeptTables>(tx)
    .selectFrom('platform.kept_tables')
    .selectAll()
    .orderBy('table_name')
    .execute()
  let rows = 0
  const faults: TableFault[] = []
  for (const { table_name: table, key_columns } of kept) {
    const checked = await checkTable(tx, table, key_columns)
    rows += checked.rows
    faults.push(...checked.faults)
  }
  faults.push(...(await checkFiles(tx)))
  return {
    rows,
    faults: faults.sort((one, other) => (one.seq ?? Infinity) - (other.seq ?? Infinity)),
  }
}

async function checkTable(tx: Tx, table: string, keyColumns: readonly string[]) {
  const counted = await sql<{ rows: number }>`
    select count(*) as rows from ${sql.table(table)}
  `.execute(tx)
  const { rows } = await sql<Compared>`
    with last as (
      select distinct on (key) key, salt, salt_digest, digest, seq from platform.row_changes
      where table_name = ${table} order by key, id desc
    ), present as (
      select platform.row_key(to_jsonb(t), ${keyColumns}::text[]) as key, to_jsonb(t) as shown
      from ${sql.table(table)} t
    ), compared as (
      select coalesce(last.key, present.key) as key, last.seq,
        last.key is not null as noted,
        present.key is not null as there,
        last.key is not null and last.digest is null as gone,
        platform.row_digest(last.salt, present.shown) is not distinct from last.digest as same
      from last full join present on present.key = last.key
    )
    select * from compared
    where not noted or seq is null or there = gone or (there and not same)
  `.execute(tx)
  return {
    rows: counted.rows[0]?.rows ?? 0,
    faults: rows.map(row => ({ table, key: row.key, seq: row.seq, why: whyAtFault(row) })),
  }
}

type Compared = {
  key: string
  seq: number | null
  noted: boolean
  there: boolean
  gone: boolean
  same: boolean
}

function whyAtFault({ noted, seq, there, gone }: Compared): string {
  if (!noted) return 'No line of the journal tells of this row.'
  if (seq === null) return 'It was changed outside an act: no line of the journal tells of it.'
  if (!there) return 'The row is missing.'
  if (gone) return 'The journal tells that this row was taken away, and it is there.'
  return 'It is not as the journal left it.'
}

/**
 * Files whose bytes are not those that their names were made from. Of one that was lawfully
 * erased the name is left, and no bytes may be.
 */
const checkFiles = async (tx: Tx): Promise<TableFault[]> =>
  (
    await sql<{ hash: string }>`
      select file.hash from platform.files file
      left join lateral (
        select sha256(string_agg(bytes, ''::bytea order by position)) as digest,
          min(position) as first, max(position) as last, count(*) as chunks
        from platform.file_chunks chunk where chunk.hash = file.hash
      ) made on true
      left join platform.erased_files erased on erased.hash = file.hash
      where case when erased.hash is not null then made.chunks > 0
        else encode(made.digest, 'hex') is distinct from file.hash
          or made.first <> 0 or made.last <> made.chunks - 1 end
    `.execute(tx)
  ).rows.map(({ hash }) => ({
    table: 'platform.file_chunks',
    key: hash,
    seq: null,
    why: 'The bytes of this file are not those that it is named after.',
  }))
