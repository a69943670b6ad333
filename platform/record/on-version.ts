import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../database/database.ts'
import { type Outcome, refused, type StoredText } from '../outcome.ts'
import { canonicalJson } from './canonical-json.rules.ts'
import { reasonsNotToSave } from './stale-save.rules.ts'
import { inTransaction } from './verb.ts'

/** The version of what is stored: its digest, so that the same texts are the same version. */
export const versionOf = (texts: readonly StoredText[]): string =>
  createHash('sha256')
    .update(canonicalJson(texts.map(({ label, text }) => [label, text])))
    .digest('hex')
    .slice(0, 16)

/** How often an act is begun anew because somebody else changed the same rows under it. */
const ATTEMPTS = 4

export type OnVersion<Read, Value> = {
  /** Names what is changed: those who change it wait for each other. */
  readonly thing: string
  /** As the refusal names it. */
  readonly what: string
  /** The version that the form states. */
  readonly opened: string
  /** Reads what is stored, within the transaction. */
  readonly read: (tx: Tx) => Promise<Read>
  readonly textsOf: (read: Read) => readonly StoredText[]
  /** The act, within the same transaction. */
  readonly act: (tx: Tx, read: Read) => Promise<Outcome<Value>>
}

/**
 * Performs an act only if what it changes is still as it was when it was opened; no change can
 * come between the check and the act. Those who change the same thing by a form wait for each
 * other. Whoever changes its rows otherwise is noticed in the journal, which tells of every row
 * and whose lines come one after the other: the act is then undone and looks again.
 *
 * Refuses a change that was made on an older version ('changed-meanwhile').
 */
export async function onVersion<Read, Value>(
  db: Db,
  change: OnVersion<Read, Value>,
): Promise<Outcome<Value>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(db, async tx => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${change.thing}, 0))`.execute(tx)
        const since = await lastLine(tx)
        const read = await change.read(tx)
        const stale = reasonsNotToSave(versionOf(change.textsOf(read)), change.opened, change.what)
        if (stale.length > 0) return refused(...stale)
        const outcome = await change.act(tx, read)
        if (outcome.ok && (await isChangedUnder(tx, since))) throw new ChangedUnderneath()
        return outcome
      })
    } catch (fault) {
      if (!(fault instanceof ChangedUnderneath)) throw fault
      if (attempt === ATTEMPTS) return refused(...reasonsNotToSave(1, 0, change.what))
    }
  }
}

class ChangedUnderneath extends Error {}

const lastLine = async (tx: Tx): Promise<number> =>
  (await sql<{ seq: number }>`select seq from platform.journal_head`.execute(tx)).rows[0]?.seq ?? 0

/**
 * Whether another act, which ended since that line, changed a row that this transaction
 * changed too. This one has written its own line, so that none can come after the question.
 */
const isChangedUnder = async (tx: Tx, since: number): Promise<boolean> =>
  (
    await sql<{ changed: boolean }>`
      with own as materialized (
        select seq from platform.journal
        where seq > ${since} and xmin = pg_current_xact_id()::xid
      )
      select exists (
        select from platform.row_changes mine
        join platform.row_changes other
          on other.table_name = mine.table_name and other.key = mine.key
        where mine.seq in (select seq from own)
          and other.seq > ${since} and other.seq not in (select seq from own)
      ) as changed`.execute(tx)
  ).rows[0]?.changed === true
