import { sql } from 'kysely'
import type { Db, Tx } from '../database/database.ts'
import { checkJournal } from './check-journal.ts'
import { checkTables } from './check-tables.ts'

/** A source of whole numbers from nought to below a limit. */
export type Dice = (below: number) => number

/** The same numbers for the same seed, so that a failure can be repeated (mulberry32). */
export function diceFrom(seed: number): Dice {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

/** What was done behind the record's back. */
export type Alteration = {
  readonly words: string
  /** Where it should be found: a line of the journal, or a row of a table. */
  readonly at: { readonly line: number } | { readonly table: string; readonly key: string }
}

type Column = { readonly name: string; readonly type: string }
type Target = {
  readonly table: string
  readonly keys: readonly string[]
  readonly columns: Column[]
}

/** Another value of the same kind, one character, byte or unit away. */
const changed = (column: string, type: string, dice: Dice): string | undefined => {
  const c = `"${column}"`
  switch (type) {
    case 'uuid':
    case 'text': {
      const text = `${c}::text`
      const at = `(${dice(10_000)} % greatest(length(${text}), 1) + 1)`
      // A character is put in the place of another that is not the same.
      return `overlay(${text} placing (case when substr(${text}, ${at}, 1) = 'a' then 'b' else 'a' end) from ${at} for 1)::${type}`
    }
    case 'int4':
    case 'int8':
      return `${c} + ${1 + dice(3)}`
    case 'bool':
      return `not ${c}`
    case 'date':
      return `${c} + 1`
    case 'timestamptz':
      return `${c} + interval '1 microsecond' * ${1 + dice(1_000_000)}`
    case 'time':
      return `${c} + interval '1 minute'`
    case 'bytea': {
      const at = `(${dice(10_000)} % length(${c}))`
      return `set_byte(${c}, ${at}, get_byte(${c}, ${at}) # ${1 << dice(8)})`
    }
    case '_text':
      return `${c} || 'x'::text`
    case 'jsonb':
      return `jsonb_build_array(${c})`
    default:
      return undefined
  }
}

async function targetOf(db: Db, table: string): Promise<Target> {
  const { rows } = await sql<Column & { key: boolean }>`
    select a.attname as name, t.typname as type, coalesce(a.attnum = any(i.indkey), false) as key
    from pg_attribute a join pg_type t on t.oid = a.atttypid
    left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`.execute(
    db,
  )
  return { table, columns: rows, keys: rows.filter(({ key }) => key).map(({ name }) => name) }
}

/**
 * Alters one thing at random, as somebody would who has the whole database in hand: one
 * column of one row, a row taken away or one put in, in the journal, in what it claims, in any table
 * of the record or in a file. Undefined where the dice fell on nothing that can be altered.
 *
 * @param tx of the owner, a superuser
 */
async function alter(tx: Tx, dice: Dice): Promise<Alteration | undefined> {
  // With this no trigger notes anything, and no foreign key objects.
  await sql`set local session_replication_role = replica`.execute(tx)
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from platform.kept_tables order by 1`.execute(tx)
  const ofRecord = tables.map(({ name }) => name)
  const chosen = [
    'platform.journal',
    'platform.row_changes',
    'platform.file_chunks',
    ofRecord[dice(ofRecord.length)] ?? '',
    ofRecord[dice(ofRecord.length)] ?? '',
  ][dice(5)] as string
  const target = await targetOf(tx, chosen)
  const { rows: some } = await sql<{ ctid: string; shown: Record<string, unknown> }>`
    select ctid::text as ctid, to_jsonb(t) as shown from ${sql.table(chosen)} t
    order by ctid offset (select ${dice(1_000_000)}::int % greatest(count(*), 1) from ${sql.table(chosen)}) limit 1`.execute(
    tx,
  )
  const row = some[0]
  if (!row) return undefined
  const column = target.columns[dice(target.columns.length)] as Column
  const value = changed(column.name, column.type, dice)
  const takeAway = dice(6) === 0
  if (ofRecord.includes(chosen) && dice(8) === 0) return plant(tx, target, row.ctid)
  if (!takeAway && (value === undefined || row.shown[column.name] === null)) return undefined
  const at = await placeOf(tx, target, row.ctid, row.shown)
  if (at === undefined) return undefined
  try {
    await sql`savepoint altering`.execute(tx)
    await (takeAway
      ? sql`delete from ${sql.table(chosen)} where ctid = ${row.ctid}::tid`
      : sql`update ${sql.table(chosen)} set ${sql.ref(column.name)} = ${sql.raw(value ?? '')} where ctid = ${row.ctid}::tid`
    ).execute(tx)
  } catch {
    // A check or a unique key of the table's own stands in the way.
    await sql`rollback to savepoint altering`.execute(tx)
    return undefined
  }
  const words = takeAway ? `a row of ${chosen} taken away` : `${chosen}.${column.name} altered`
  return { words: `${words} (${JSON.stringify(at)})`, at }
}

/** Puts in a copy of a row under a key of its own. */
async function plant(
  tx: Tx,
  { table, keys }: Target,
  ctid: string,
): Promise<Alteration | undefined> {
  if (keys.length !== 1 || keys[0] !== 'id') return undefined
  try {
    await sql`savepoint planting`.execute(tx)
    const { rows } = await sql<{ id: string }>`
      insert into ${sql.table(table)}
      select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()))).*
      from ${sql.table(table)} t where ctid = ${ctid}::tid returning id`.execute(tx)
    const key = rows[0]?.id
    return key === undefined ? undefined : { words: `a row of ${table} put in`, at: { table, key } }
  } catch {
    await sql`rollback to savepoint planting`.execute(tx)
    return undefined
  }
}

async function placeOf(
  tx: Tx,
  { table, keys }: Target,
  ctid: string,
  shown: Record<string, unknown>,
) {
  if (table === 'platform.journal') return { line: Number(shown.seq) }
  if (table === 'platform.row_changes')
    return shown.seq === null ? undefined : { line: Number(shown.seq) }
  if (table === 'platform.file_chunks') return { table, key: String(shown.hash) }
  const { rows } = await sql<{ key: string }>`
    select platform.row_key(to_jsonb(t), ${keys}::text[]) as key from ${sql.table(table)} t
    where ctid = ${ctid}::tid`.execute(tx)
  return rows[0] ? { table, key: rows[0].key } : undefined
}

/**
 * Alters one thing, looks whether it is found and located, and takes it back.
 *
 * @returns what was altered and whether it was found there
 */
export async function tamperOnce(
  owner: Db,
  dice: Dice,
): Promise<{ readonly words: string; readonly found: boolean; readonly told: string }> {
  for (;;) {
    const trial = await owner
      .transaction()
      .execute(async tx => {
        const alteration = await alter(tx, dice)
        if (!alteration) throw new TakenBack(undefined)
        const { at, words } = alteration
        const journal = await checkJournal(tx)
        const tables = await checkTables(tx)
        const found =
          'line' in at
            ? journal.broken !== null && journal.broken.seq === at.line
            : tables.faults.some(({ table, key }) => table === at.table && key === at.key)
        throw new TakenBack({
          words,
          found,
          told: JSON.stringify({ broken: journal.broken, faults: tables.faults.slice(0, 3) }),
        })
      })
      .catch(fault => {
        if (fault instanceof TakenBack) return fault.trial
        throw fault
      })
    if (trial) return trial
  }
}

class TakenBack extends Error {
  constructor(readonly trial: { words: string; found: boolean; told: string } | undefined) {
    super('Taken back')
  }
}
