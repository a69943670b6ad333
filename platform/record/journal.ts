import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, type Tx, tablesOf } from '../database/database.ts'
import type { Day } from '../day.rules.ts'
import { canonicalJson } from './canonical-json.rules.ts'

/** A thing in the record: what kind, and which one. */
export type Subject = { readonly kind: string; readonly id: string }

export type JournalEntry = {
  /** The person who acted; null for the installation itself. */
  readonly person: string | null
  /** The verb, as `room.verb-name`. */
  readonly verb: string
  readonly subject: Subject
  readonly at: Date
  /** The day on which the act stands, which for a demo record is not the clock's. */
  readonly day: Day
  readonly before: unknown
  readonly after: unknown
}

export type JournalTables = {
  'platform.journal': {
    seq: number
    at: Date
    day: Day
    person_id: string | null
    verb: string
    subject_kind: string
    subject_id: string
    before: unknown
    after: unknown
    /** Null where a lawful erasure took it, with the values. */
    salt: Buffer | null
    values_digest: Buffer
    previous: Buffer
    digest: Buffer
    rows_digest: Buffer | null
  }
  'platform.journal_head': { seq: number; digest: Buffer }
}

/**
 * Writes one line at the end of the chain, in the transaction of the act it
 * tells of.
 *
 * What is chained is a salted digest of the values, with the values beside it,
 * so that a lawful erasure can take the values and leave the chain whole. The rows
 * that the act changed are claimed, so that the tables can be held against the
 * journal. The head is one locked row: lines are gap-free and in the order of
 * commitment.
 */
export async function writeJournal(tx: Tx, entry: JournalEntry): Promise<number> {
  const db = tablesOf<JournalTables>(tx)
  const head = await takeHead(tx)
  const seq = head.seq + 1
  const salt = randomBytes(16)
  const valuesDigest = valuesDigestOf(salt, entry.before, entry.after)
  const { rowsDigest } = head
  const digest = lineDigestOf({ ...entry, seq, valuesDigest, rowsDigest, previous: head.digest })
  await db
    .with('moved', with_ => with_.updateTable('platform.journal_head').set({ seq, digest }))
    .insertInto('platform.journal')
    .values({
      seq,
      at: entry.at,
      day: entry.day,
      person_id: entry.person,
      verb: entry.verb,
      subject_kind: entry.subject.kind,
      subject_id: entry.subject.id,
      before: jsonOf(entry.before),
      after: jsonOf(entry.after),
      salt,
      values_digest: valuesDigest,
      previous: head.digest,
      digest,
      rows_digest: rowsDigest,
    })
    .execute()
  return seq
}

/**
 * Locks the head, and takes for the line after it every row that its transaction has changed
 * since the line before.
 */
async function takeHead(tx: Tx) {
  const { rows } = await sql<{ seq: number; digest: Buffer; rowsDigest: Buffer | null }>`
    with head as materialized (select seq, digest from platform.journal_head for update)
    select seq, digest, platform.claim_rows(seq + 1) as "rowsDigest" from head`.execute(tx)
  const [head] = rows
  if (!head) throw new Error('The journal has lost its head.')
  return head
}

const jsonOf = (value: unknown) =>
  // Absent is absent, however it was said; a backup could not tell the two apart.
  sql<unknown>`${value === undefined || value === null ? null : canonicalJson(value)}::jsonb`

/** Digest of a line's values with its salt; an absent value counts as null. */
export const valuesDigestOf = (salt: Buffer, before: unknown, after: unknown) =>
  createHash('sha256')
    .update(salt)
    .update(canonicalJson([before ?? null, after ?? null]))
    .digest()

type Line = Omit<JournalEntry, 'before' | 'after'> & {
  readonly seq: number
  readonly valuesDigest: Buffer
  /** Of the rows that the act changed; null where it changed none. */
  readonly rowsDigest: Buffer | null
  readonly previous: Buffer
}

/** Digest that ties a line to the one before it. */
export const lineDigestOf = (line: Line) =>
  createHash('sha256')
    .update(line.previous)
    .update(
      canonicalJson([
        line.seq,
        line.at.toISOString(),
        line.day,
        line.person,
        line.verb,
        line.subject.kind,
        line.subject.id,
        line.valuesDigest.toString('hex'),
        // Left out where there are none, as in lines from before rows were noted.
        ...(line.rowsDigest === null ? [] : [line.rowsDigest.toString('hex')]),
      ]),
    )
    .digest()

/** What stands in the journal about one thing, oldest first. For staff only. */
export const listJournal = (db: Db, subject: Subject) =>
  tablesOf<JournalTables>(db)
    .selectFrom('platform.journal')
    .select(['seq', 'at', 'day', 'person_id', 'verb', 'before', 'after'])
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('seq')
    .execute()
