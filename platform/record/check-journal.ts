import { sql } from 'kysely'
import { type Db, tablesOf } from '../database/database.ts'
import { formatDay } from '../day.rules.ts'
import { brokenCheckpoint } from './checkpoints.ts'
import { type JournalTables, lineDigestOf, valuesDigestOf } from './journal.ts'

export type JournalCheck = {
  readonly lines: number
  /** Of how many a lawful erasure took the values. */
  readonly erased: number
  /** The first line that does not follow from the ones before it, and why; null when all do. */
  readonly broken: { readonly seq: number; readonly why: string } | null
}

const PAGE = 1_000

/**
 * Walks the whole chain: numbers without gaps, each line tied to the one before, its
 * values and the rows it claims to their digests (but those that an erasure of the record took),
 * the head to the last line, and each
 * day's checkpoint to its line.
 */
export async function checkJournal(db: Db): Promise<JournalCheck> {
  const journal = tablesOf<JournalTables>(db)
  let previous: Buffer = Buffer.alloc(0)
  let lines = 0
  let erased = 0
  for (;;) {
    const page = await journal
      .selectFrom('platform.journal')
      .selectAll()
      .select(sql<Buffer | null>`platform.digest_of_changes(seq)`.as('claimed'))
      .select(
        sql<boolean>`exists (select from platform.row_changes change
        where change.seq = platform.journal.seq and change.salt is not null
          and platform.salt_digest(change.salt) <> change.salt_digest)`.as('oversalted'),
      )
      .select(
        sql<boolean>`exists (select from platform.erased_lines erased
        where erased.seq = platform.journal.seq)`.as('lawfully'),
      )
      // Times are written to the millisecond; a finer one was put there by somebody else.
      .select(sql<boolean>`at = date_trunc('milliseconds', at)`.as('at_is_whole'))
      .where('seq', '>', lines)
      .orderBy('seq')
      .limit(PAGE)
      .execute()
    for (const line of page) {
      const broken = (why: string) => ({ lines, erased, broken: { seq: lines + 1, why } })
      if (line.seq !== lines + 1) return broken('This line is missing.')
      if (!line.previous.equals(previous)) return broken('It is not tied to the line before it.')
      const altered = whyAltered(line)
      if (altered) return broken(altered)
      if (line.salt === null) erased++
      if (line.oversalted || !sameBytes(line.claimed, line.rows_digest))
        return broken('The changes of rows that it claims are not those that it claimed.')
      if (!line.at_is_whole) return broken('It has been altered since it was written.')
      const digest = lineDigestOf({
        seq: line.seq,
        at: line.at,
        day: line.day,
        person: line.person_id,
        verb: line.verb,
        subject: { kind: line.subject_kind, id: line.subject_id },
        valuesDigest: line.values_digest,
        rowsDigest: line.rows_digest,
        previous,
      })
      if (!digest.equals(line.digest)) return broken('It has been altered since it was written.')
      previous = line.digest
      lines++
    }
    if (page.length < PAGE) break
  }
  const head = await journal
    .selectFrom('platform.journal_head')
    .select(['seq', 'digest'])
    .executeTakeFirstOrThrow()
  if (head.seq !== lines || !head.digest.equals(previous))
    return {
      lines,
      erased,
      broken: { seq: lines + 1, why: 'The chain ends before its recorded head.' },
    }
  const checkpoint = await brokenCheckpoint(db)
  if (checkpoint)
    return {
      lines,
      erased,
      broken: {
        seq: checkpoint.lines,
        why: `It is not the line of which the checkpoint of ${formatDay(checkpoint.day)} tells.`,
      },
    }
  return { lines, erased, broken: null }
}

/** Why a line's values cannot be what was written; undefined where they are, or were lawfully erased. */
function whyAltered(line: {
  readonly salt: Buffer | null
  readonly before: unknown
  readonly after: unknown
  readonly values_digest: Buffer
  readonly lawfully: boolean
}): string | undefined {
  if (line.salt === null) {
    if (!line.lawfully) return 'Its values were taken, and no erasure tells of it.'
    return line.before === null && line.after === null
      ? undefined
      : 'Its values were erased, and values stand there.'
  }
  if (line.lawfully) return 'An erasure tells that its values were taken, and they are there.'
  return valuesDigestOf(line.salt, line.before, line.after).equals(line.values_digest)
    ? undefined
    : 'Its values are not those that were written.'
}

/**
 * Lines whose time is before that of the line above them: how many, and the first. It is no
 * fault: a clock was set, and the order of the acts is that of their lines. One query.
 */
export async function timesGoingBack(
  db: Db,
): Promise<{ readonly lines: number; readonly first: number | null }> {
  const { rows } = await sql<{ lines: number; first: number | null }>`
    select count(*)::int as lines, min(seq)::int as first
    from (select seq, at < lag(at) over (order by seq) as back from platform.journal) line
    where back`.execute(db)
  return rows[0] ?? { lines: 0, first: null }
}

const sameBytes = (one: Buffer | null, other: Buffer | null) =>
  one === null || other === null ? one === other : one.equals(other)
