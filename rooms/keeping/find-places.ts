import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { RowKey } from '../../platform/record/erasure.ts'
import type { Subject } from '../../platform/record/journal.ts'
import { isShared, placeInWords, thingOfRow } from './places.rules.ts'
import { bodyOf } from './read-history.ts'
import { around, longestWordOf, patternOf, textsIn } from './redaction.rules.ts'

/** One row of the record in which a passage stands. */
export type Place = RowKey & {
  readonly words: string
  readonly around: string
  readonly thing: Subject | undefined
  readonly body: string | null
  /** Whether it belongs to everybody, as the name of a person does. */
  readonly shared: boolean
  /** Files that hold the passage too, by hash: they would have to go with it. */
  readonly files: readonly string[]
  readonly row: Readonly<Record<string, unknown>>
}

/** A line of the journal whose values hold a passage. */
export type LinePlace = {
  readonly seq: number
  readonly day: Day
  readonly verb: string
  readonly body: string | null
}

export type Places = { readonly rows: readonly Place[]; readonly lines: readonly LinePlace[] }

/** Where text of the record never stands, or where it is looked for otherwise. */
const elsewhere = [
  'keeping.redaction_drafts',
  'people.sessions',
  'people.sign_in_links',
  'people.tokens',
  'platform.checkpoints',
  'platform.erased_files',
  'platform.erased_lines',
  'platform.erased_things',
  'platform.erasures',
  'platform.file_chunks',
  'platform.file_releases',
  'platform.files',
  'platform.installation',
  'platform.journal',
  'platform.journal_head',
  'platform.kept_tables',
  'platform.links',
  'platform.migrations',
  'platform.row_changes',
]

/** The tables of the record with the columns of their keys. One query. */
export async function listTables(
  db: Db,
): Promise<readonly { readonly table: string; readonly keys: readonly string[] }[]> {
  const { rows } = await sql<{ table: string; keys: string[] }>`
    select schemaname || '.' || tablename as table, coalesce(k.key_columns, '{id}') as keys
    from pg_tables left join platform.kept_tables k on k.table_name = schemaname || '.' || tablename
    where schemaname not in ('jobs', 'public', 'information_schema') and schemaname not like 'pg\\_%'
      and schemaname || '.' || tablename <> all (${elsewhere}::text[])
    order by 1`.execute(db)
  return rows
}

/**
 * Everywhere in the record where any of the passages stands: rows of every table, the files made
 * of them, and lines of the journal. One query a table: it is for a rare act that must forget
 * nothing.
 */
export async function findPlaces(db: Db, passages: readonly string[]): Promise<Places> {
  const pattern = patternOf(passages)
  const words = passages.map(passage => longestWordOf(passage).toLowerCase())
  const holds = (shown: ReturnType<typeof sql>) =>
    sql`exists (select from unnest(${words}::text[]) word where strpos(lower(${shown}), word) > 0)`
  const rows: Place[] = []
  for (const { table, keys } of await listTables(db)) {
    const found = await sql<{ key: string; shown: Record<string, unknown> }>`
      select platform.row_key(to_jsonb(t), ${keys}::text[]) as key, to_jsonb(t) as shown
      from ${sql.table(table)} t where ${holds(sql`to_jsonb(t)::text`)}`.execute(db)
    for (const { key, shown } of found.rows) {
      const texts = textsIn(shown)
      if (!texts.some(text => text.search(pattern) >= 0)) continue
      const thing = thingOfRow(table, shown)
      rows.push({
        table,
        key,
        words: placeInWords(table, shown),
        around: around(texts, pattern),
        thing,
        body: thing ? await bodyOf(db, thing) : null,
        shared: isShared(table),
        files: await filesOf(db, shown),
        row: shown,
      })
    }
  }
  const lines = await sql<LinePlace & { values: unknown }>`
    select seq, day, verb, keeping.body_of(subject_kind, subject_id) as body,
      jsonb_build_array(before, after) as values
    from platform.journal
    where salt is not null and ${holds(sql`jsonb_build_array(before, after)::text`)}
    order by seq`.execute(db)
  return {
    rows,
    lines: lines.rows
      .filter(({ values }) => everyText(values).some(text => text.search(pattern) >= 0))
      .map(({ values: _, ...line }) => line),
  }
}

/** In a line every text counts, whatever it is called: nothing in it is put together again. */
const everyText = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(everyText)
}

const HASH = /^[0-9a-f]{64}$/

/** The files that a row names in columns of its own, and the packs in which such a file is bound. */
async function filesOf(db: Db, row: Readonly<Record<string, unknown>>): Promise<string[]> {
  const own = Object.entries(row).flatMap(([name, value]) =>
    /(^|_)hash$/.test(name) && typeof value === 'string' && HASH.test(value) ? [value] : [],
  )
  if (own.length === 0) return []
  const { rows } = await sql<{ hash: string }>`
    select file.hash from platform.files file
    where file.hash in (
        select unnest(${own}::text[])
        union select pdf_hash from publishing.packs p
        where exists (select from unnest(${own}::text[]) h where strpos(p.content::text, h) > 0))
      and not exists (select from platform.erased_files gone where gone.hash = file.hash)
    order by 1`.execute(db)
  return rows.map(({ hash }) => hash)
}
