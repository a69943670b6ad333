import { randomUUID } from 'node:crypto'
import { type JSONColumnType, type Selectable, sql, type Updateable } from 'kysely'
import { type Db, type Tx, tablesOf } from '../database/database.ts'

/** A small file of text that goes with a letter, such as an entry for a calendar. */
export type Attachment = {
  readonly name: string
  readonly mediaType: string
  readonly text: string
}

/** A letter to one address, in plain text. */
export type Letter = {
  /** What it is about, such as `invitation/MEETING/PERSON`: a second with this key is not written. */
  readonly key: string
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly attachment?: Attachment
}

export type LetterRow = {
  id: string
  key: string
  recipient: string
  subject: string
  body: string | null
  attachment: JSONColumnType<Attachment> | null
  written_at: Date
  due_at: Date
  attempts: number
  last_fault: string
  sent_at: Date | null
  given_up_at: Date | null
}

type LetterTables = { 'platform.letters': LetterRow }

const letters = (db: Db) => tablesOf<LetterTables>(db)

/**
 * Writes a letter in the transaction of the act that asks for it, so that an act
 * that is undone sends nothing; a job sends it afterwards. Answers whether it was
 * written: a letter with this key may have been before.
 */
export async function writeLetter(tx: Tx, letter: Letter, at: Date): Promise<boolean> {
  const written = await letters(tx)
    .insertInto('platform.letters')
    .values({
      id: randomUUID(),
      key: letter.key,
      recipient: letter.to,
      // A line break in a subject would begin another header.
      subject: letter.subject.replace(/\s+/g, ' ').trim(),
      body: letter.body,
      attachment: letter.attachment ? JSON.stringify(letter.attachment) : null,
      written_at: at,
      due_at: at,
      attempts: 0,
      last_fault: '',
      sent_at: null,
      given_up_at: null,
    })
    .onConflict(conflict => conflict.column('key').doNothing())
    .executeTakeFirst()
  return (written.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** How a letter stands, for whoever asked for it. */
export type LetterStanding = Pick<
  Selectable<LetterRow>,
  'key' | 'sent_at' | 'given_up_at' | 'last_fault'
>

/** The letters whose keys begin so, for instance all invitations to a meeting. One query. */
export const listLetters = (db: Db, keyPrefix: string): Promise<LetterStanding[]> =>
  letters(db)
    .selectFrom('platform.letters')
    .select(['key', 'sent_at', 'given_up_at', 'last_fault'])
    .where(sql<boolean>`starts_with(key, ${keyPrefix})`)
    .orderBy('written_at')
    .orderBy('key')
    .execute()

/** Sends one letter; throws what the receiving side said. */
export type Post = (letter: Omit<Letter, 'key'> & { readonly id: string }) => Promise<void>

const ATTEMPTS = 8

/** Minutes until the next attempt: 1, 2, 4 … 64. */
const waitAfter = (attempts: number) => 2 ** Math.min(attempts, 6)

/**
 * Sends every letter that is due, one at a time, and notes how each fared; answers how
 * many went. A letter is held while it is sent, so that of several processes one sends
 * it; a process that dies between sending and noting sends it again, under the same
 * Message-ID. A fault keeps the letter for a later attempt, eight at most.
 *
 * @param now the real time, also where the record's day is another
 */
export async function sendLetters(db: Db, post: Post, now: Date): Promise<number> {
  let sent = 0
  while (await sendOne(db, post, now)) sent++
  return sent
}

/** Whether one was due; whether it went is noted in its row. */
const sendOne = (db: Db, post: Post, now: Date): Promise<boolean> =>
  letters(db)
    .transaction()
    .execute(async tx => {
      const row = await tx
        .selectFrom('platform.letters')
        .selectAll()
        .where('sent_at', 'is', null)
        .where('given_up_at', 'is', null)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (!row) return false
      const note = (change: Updateable<LetterRow>) =>
        tx.updateTable('platform.letters').set(change).where('id', '=', row.id).execute()
      const attempts = row.attempts + 1
      try {
        await post({
          id: row.id,
          to: row.recipient,
          subject: row.subject,
          body: row.body ?? '',
          ...(row.attachment ? { attachment: row.attachment } : {}),
        })
        await note({ sent_at: now, attempts, body: null, attachment: null, last_fault: '' })
      } catch (fault) {
        const gone = attempts >= ATTEMPTS || isForGood(fault)
        await note({
          attempts,
          last_fault: fault instanceof Error ? fault.message : String(fault),
          due_at: new Date(now.getTime() + waitAfter(attempts) * 60_000),
          ...(gone ? { given_up_at: now } : {}),
        })
      }
      return true
    })

/** A reply in the five hundreds: there is no such mailbox, or it does not want this (RFC 5321 4.2.1). */
const isForGood = (fault: unknown) => {
  const code = (fault as { responseCode?: unknown }).responseCode
  return typeof code === 'number' && code >= 500
}
