import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { readMigrations } from '../database/migrate.ts'
import { csvCell } from './csv-cell.rules.ts'
import type { ExportFolder } from './export-folder.ts'
import { type Notes, notesOf } from './notes.rules.ts'

/** How many rows, lines or changes are in memory at once. */
const FETCHED = 200

export type ExportedTable = { readonly name: string; readonly rows: number }

type Column = { name: string; type: string; nullable: boolean }
type Table = {
  name: string
  columns: Column[]
  key: string[]
  foreign: { columns: string[]; table: string; references: string[] }[]
  checks: string[]
  kept: boolean
}

/** Not held against the journal row by row, but part of what a reader needs. */
const KEPT_BESIDE = ['platform.checkpoints']

/** So that a row has one text, whoever asks: the one that its digest was made of. */
export async function setPlainText(tx: Tx): Promise<void> {
  await sql`set local timezone = 'UTC'`.execute(tx)
  await sql`set local datestyle = 'ISO, YMD'`.execute(tx)
  await sql`set local intervalstyle = 'postgres'`.execute(tx)
  await sql`set local bytea_output = 'hex'`.execute(tx)
  await sql`set local extra_float_digits = 1`.execute(tx)
}

/**
 * Every table of the record that this connection may read: as JSON Lines, each line the row's
 * own text in the database, as CSV, and with its entry in `datapackage.json`.
 */
export async function exportTables(
  tx: Tx,
  folder: ExportFolder,
  about: { readonly title: string; readonly takenAt: string; readonly isPublic: boolean },
): Promise<ExportedTable[]> {
  const notes = notesOf(readMigrations().map(({ text }) => text))
  const tables = await readTables(tx, about.isPublic)
  const done: ExportedTable[] = []
  for (const table of tables)
    done.push({ name: table.name, rows: await writeRows(tx, folder, table) })
  const names = new Set(tables.map(({ name }) => name))
  await folder.write(
    'datapackage.json',
    `${JSON.stringify(
      {
        profile: 'tabular-data-package',
        name: 'goldthread-record',
        title: about.title,
        created: about.takenAt,
        public: about.isPublic,
        resources: tables.map((table, at) => resourceOf(table, notes, names, done[at]?.rows ?? 0)),
      },
      null,
      2,
    )}\n`,
  )
  return done
}

async function writeRows(tx: Tx, folder: ExportFolder, table: Table): Promise<number> {
  const lines = await folder.begin(`data/${table.name}.jsonl`)
  const cells = await folder.begin(`data/${table.name}.csv`)
  const names = table.columns.map(({ name }) => name)
  await cells.write(`${names.map(csvCell).join(',')}\r\n`)
  const order = table.key.length > 0 ? table.key : names
  const rows = await eachRow<{ line: string }>(
    tx,
    sql`select to_jsonb(t)::text as line from ${sql.table(table.name)} t
      order by ${sql.join(order.map(name => sql`t.${sql.ref(name)}::text collate "C"`))}`,
    async batch => {
      await lines.write(batch.map(({ line }) => `${line}\n`).join(''))
      const values = batch.map(({ line }) => JSON.parse(line) as Record<string, unknown>)
      await cells.write(
        values.map(row => `${names.map(name => csvCell(row[name])).join(',')}\r\n`).join(''),
      )
    },
  )
  await lines.end()
  await cells.end()
  return rows
}

/** The journal's lines, the changes of rows that each claims, its head and its checkpoints. */
export async function exportJournal(tx: Tx, folder: ExportFolder) {
  const journal = await folder.begin('journal/journal.jsonl')
  const write = (out: typeof journal) => async (batch: readonly unknown[]) =>
    out.write(batch.map(line => `${JSON.stringify(line)}\n`).join(''))
  await eachRow(
    tx,
    sql`select seq::int as seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
        day, person_id as person, verb, subject_kind, subject_id, before, after,
        encode(salt, 'hex') as salt, encode(values_digest, 'hex') as values_digest,
        encode(rows_digest, 'hex') as rows_digest, encode(previous, 'hex') as previous,
        encode(digest, 'hex') as digest
      from platform.journal order by platform.journal.seq`,
    write(journal),
  )
  await journal.end()
  const changes = await folder.begin('journal/row-changes.jsonl')
  await eachRow(
    tx,
    sql`select id::text as id, table_name as table, key, salt, encode(salt_digest, 'hex') as salt_digest,
        encode(digest, 'hex') as digest, seq::int as seq
      from platform.row_changes where seq is not null order by platform.row_changes.seq, platform.row_changes.id`,
    write(changes),
  )
  await changes.end()
  const { rows } = await sql<{ seq: number; digest: string }>`
    select seq::int as seq, encode(digest, 'hex') as digest from platform.journal_head`.execute(tx)
  const head = rows[0] ?? { seq: 0, digest: '' }
  await folder.write('journal/head.json', `${JSON.stringify(head)}\n`)
  return head
}

/** Reads by a cursor, a few rows at a time; how many there were. */
async function eachRow<Row>(
  tx: Tx,
  query: ReturnType<typeof sql>,
  take: (batch: Row[]) => Promise<void>,
): Promise<number> {
  await sql`declare rows no scroll cursor for ${query}`.execute(tx)
  let count = 0
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(FETCHED)} from rows`.execute(tx)
    if (rows.length === 0) break
    count += rows.length
    await take(rows)
  }
  await sql`close rows`.execute(tx)
  return count
}

/** The tables that may be read, each with what is known of its columns. */
async function readTables(tx: Tx, isPublic: boolean): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select nspname || '.' || relname as name,
      (select json_agg(json_build_object('name', attname, 'type', format_type(atttypid, atttypmod),
          'nullable', not attnotnull) order by attnum)
        from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
      coalesce((select json_agg(attname order by k.at) from pg_index,
          unnest(indkey) with ordinality k (attnum, at)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where indrelid = c.oid and indisprimary), '[]') as key,
      coalesce((select json_agg(json_build_object(
          'columns', (select json_agg(attname order by k.at) from unnest(conkey) with ordinality k (attnum, at)
            join pg_attribute a on a.attrelid = conrelid and a.attnum = k.attnum),
          'table', confrelid::regclass::text,
          'references', (select json_agg(attname order by k.at) from unnest(confkey) with ordinality k (attnum, at)
            join pg_attribute a on a.attrelid = confrelid and a.attnum = k.attnum)) order by conname)
        from pg_constraint where conrelid = c.oid and contype = 'f'), '[]') as foreign,
      coalesce((select json_agg(pg_get_constraintdef(oid) order by conname)
        from pg_constraint where conrelid = c.oid and contype = 'c'), '[]') as checks
    from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind = 'r' and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
      and nspname not in ('jobs', 'public', 'information_schema') and nspname not like 'pg\\_%'
    order by 1`.execute(tx)
  if (isPublic)
    // Chunks are in the files, and what is said of the installation in README.md.
    return rows.filter(
      ({ name }) => !['platform.file_chunks', 'platform.installation'].includes(name),
    )
  const kept = await sql<{ name: string }>`
    select table_name as name from platform.kept_tables`.execute(tx)
  const wanted = new Set([...kept.rows.map(({ name }) => name), ...KEPT_BESIDE])
  return rows.filter(({ name }) => wanted.has(name))
}

/** The types of Table Schema; what has no word there is text. */
const typeOf = (type: string): string => {
  if (/^(smallint|integer|bigint)$/.test(type)) return 'integer'
  if (/^(numeric|real|double)/.test(type)) return 'number'
  if (/^timestamp/.test(type)) return 'datetime'
  if (/^time/.test(type)) return 'time'
  if (/\[\]$/.test(type)) return 'array'
  return { date: 'date', boolean: 'boolean', jsonb: 'any', json: 'any' }[type] ?? 'string'
}

const resourceOf = (table: Table, notes: Notes, all: ReadonlySet<string>, rows: number) => ({
  name: table.name,
  path: `data/${table.name}.csv`,
  jsonLines: `data/${table.name}.jsonl`,
  rows,
  description: notes.get(table.name) ?? '',
  format: 'csv',
  mediatype: 'text/csv',
  encoding: 'utf-8',
  dialect: {
    delimiter: ',',
    lineTerminator: '\r\n',
    quoteChar: '"',
    doubleQuote: true,
    header: true,
  },
  schema: {
    fields: table.columns.map(({ name, type, nullable }) => ({
      name,
      type: typeOf(type),
      databaseType: type,
      description: notes.get(`${table.name}.${name}`) ?? '',
      ...(nullable ? {} : { constraints: { required: true } }),
    })),
    missingValues: [''],
    ...(table.key.length > 0 ? { primaryKey: table.key } : {}),
    // What the public may not see has no table here to refer to.
    foreignKeys: table.foreign
      .filter(({ table: to }) => all.has(to))
      .map(key => ({
        fields: key.columns,
        reference: { resource: key.table, fields: key.references },
      })),
    rules: table.checks,
  },
})
