import { sql } from 'kysely'
import { type Db, type Tx, tablesOf } from '../database/database.ts'
import { type Day, formatDay } from '../day.rules.ts'
import type { Subject } from './journal.ts'

/** A lawful erasure as everybody may know of it: never what was erased. */
export type Erasure = {
  readonly id: string
  readonly grounds: 'redaction' | 'disposal'
  readonly on: Day
  readonly reason: string
  /** The law or rule that says so. */
  readonly source: string
  /** What stands in the place of each passage. */
  readonly mark: string
  readonly at: Date
}

export type ErasureTables = {
  'platform.erasures': {
    id: string
    grounds: Erasure['grounds']
    erased_on: Day
    reason: string
    source: string
    mark: string
    recorded_at: Date
  }
  'platform.erased_lines': { seq: number; erasure_id: string }
  'platform.erased_files': { hash: string; erasure_id: string }
  'platform.erased_things': { erasure_id: string; subject_kind: string; subject_id: string }
}

const erasures = (db: Db) => tablesOf<ErasureTables>(db)

/** A row of the record by its table and its key, as the journal knows it. */
export type RowKey = { readonly table: string; readonly key: string }

/** Writes the erasure itself. It comes before anything is taken, in the same transaction. */
export const recordErasure = (tx: Tx, erasure: Erasure) =>
  erasures(tx)
    .insertInto('platform.erasures')
    .values({
      id: erasure.id,
      grounds: erasure.grounds,
      erased_on: erasure.on,
      reason: erasure.reason,
      source: erasure.source,
      mark: erasure.mark,
      recorded_at: erasure.at,
    })
    .execute()

/**
 * Takes the values of lines of the journal, the salts of what rows were before this act
 * changed them, and the bytes of files; the chain stays whole. The database itself refuses
 * where the erasure was not recorded in this transaction, or a row not changed in it.
 *
 * @param things the public things that were touched, which will say so
 */
export async function eraseValues(
  tx: Tx,
  erasure: string,
  taken: {
    readonly lines: readonly number[]
    readonly rows: readonly RowKey[]
    readonly files: readonly string[]
    readonly things: readonly Subject[]
  },
): Promise<void> {
  const rows = JSON.stringify(taken.rows.map(({ table, key }) => ({ table_name: table, key })))
  await sql`select platform.erase(${erasure}::uuid, ${taken.lines}::bigint[], ${rows}::jsonb, ${taken.files}::text[])`.execute(
    tx,
  )
  const things = [...new Map(taken.things.map(thing => [`${thing.kind} ${thing.id}`, thing]))].map(
    ([, { kind, id }]) => ({ erasure_id: erasure, subject_kind: kind, subject_id: id }),
  )
  if (things.length > 0)
    await erasures(tx).insertInto('platform.erased_things').values(things).execute()
}

/** Why the bytes of a file are gone, as far as this connection may know; undefined where they are not. One query. */
export async function findErasedFile(db: Db, hash: string): Promise<string | undefined> {
  const row = await erasures(db)
    .selectFrom('platform.erased_files as file')
    .innerJoin('platform.erasures as erasure', 'erasure.id', 'file.erasure_id')
    .select(['grounds', 'erased_on', 'reason', 'source'])
    .where('file.hash', '=', hash)
    .executeTakeFirst()
  if (!row) return undefined
  const how = row.grounds === 'redaction' ? 'withdrawn' : 'disposed of'
  return `This file was ${how} on ${formatDay(row.erased_on)}: ${row.reason} (${row.source}).`
}

/** The lines of these that an erasure took the values of, with why. One query. */
export async function listErasedLines(
  db: Db,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, { readonly on: Day; readonly reason: string }>> {
  if (seqs.length === 0) return new Map()
  const rows = await erasures(db)
    .selectFrom('platform.erased_lines as line')
    .innerJoin('platform.erasures as erasure', 'erasure.id', 'line.erasure_id')
    .select(['seq', 'erased_on', 'reason'])
    .where('seq', 'in', seqs)
    .execute()
  return new Map(rows.map(({ seq, erased_on, reason }) => [seq, { on: erased_on, reason }]))
}
