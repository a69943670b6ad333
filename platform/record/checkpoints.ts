import { sql } from 'kysely'
import { londonNow } from '../clock.ts'
import { type Db, tablesOf } from '../database/database.ts'
import { type Day, formatDay } from '../day.rules.ts'
import type { JournalTables } from './journal.ts'

type CheckpointTables = {
  'platform.checkpoints': { day: Day; lines: number; digest: string; made_at: Date }
}

const tables = (db: Db) => tablesOf<CheckpointTables & JournalTables>(db)

/** Where the journal stood at the end of a day. */
export type Checkpoint = {
  readonly day: Day
  /** How many lines it had. */
  readonly lines: number
  /** The digest of the last of them, in hexadecimal; it depends on all before it. */
  readonly digest: string
}

/**
 * Notes where the journal stands, as its state at the end of a day. A day has one checkpoint,
 * which is never changed: done again, it does nothing. False where there is nothing to note yet.
 *
 * @throws Error while the day has not ended by the clock
 */
export async function makeCheckpoint(db: Db, day: Day, now: Date): Promise<boolean> {
  if (day >= londonNow(now).day)
    throw new Error(`${formatDay(day)} has not ended: there is no checkpoint of it yet.`)
  const head = await tables(db)
    .selectFrom('platform.journal_head')
    .select(['seq', 'digest'])
    .executeTakeFirstOrThrow()
  if (head.seq === 0) return false
  const made = await tables(db)
    .insertInto('platform.checkpoints')
    .values({ day, lines: head.seq, digest: head.digest.toString('hex'), made_at: now })
    .onConflict(conflict => conflict.column('day').doNothing())
    .executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The latest checkpoint of a day after this one; undefined where there is none, as it should be. One query. */
export const checkpointAfter = (db: Db, day: Day): Promise<Checkpoint | undefined> =>
  tables(db)
    .selectFrom('platform.checkpoints')
    .select(['day', 'lines', 'digest'])
    .where('day', '>', day)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Checkpoints, the newest first. One query. */
export const listCheckpoints = (
  db: Db,
  page: { readonly limit: number; readonly offset: number },
): Promise<Checkpoint[]> =>
  tables(db)
    .selectFrom('platform.checkpoints')
    .select(['day', 'lines', 'digest'])
    .orderBy('day', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()

/** The first checkpoint that the journal does not bear out; undefined when it does all. One query. */
export const brokenCheckpoint = (db: Db): Promise<Checkpoint | undefined> =>
  tables(db)
    .selectFrom('platform.checkpoints as kept')
    .leftJoin('platform.journal as line', 'line.seq', 'kept.lines')
    .select(['kept.day', 'kept.lines', 'kept.digest'])
    .where(sql<boolean>`encode(line.digest, 'hex') is distinct from kept.digest`)
    .orderBy('kept.day')
    .limit(1)
    .executeTakeFirst()

/**
 * The line of the journal that has a digest, as somebody outside kept it; undefined where none
 * has: then the chain was written anew since, or the digest is of another record.
 */
export const lineWithDigest = async (db: Db, digest: string): Promise<number | undefined> =>
  (
    await tables(db)
      .selectFrom('platform.journal')
      .select('seq')
      .where('digest', '=', Buffer.from(digest, 'hex'))
      .executeTakeFirst()
  )?.seq
