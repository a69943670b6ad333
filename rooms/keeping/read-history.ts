import { sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Viewer } from '../../platform/http/page.ts'
import { listErasedLines } from '../../platform/record/erasure.ts'
import type { JournalTables, Subject } from '../../platform/record/journal.ts'
import { type Person, readPersons } from '../people/read-person.ts'
import { differenceOf, type FieldChange, valuesNeed } from './history.rules.ts'

/** The permission under which lines of the journal are read at all: who, when, which act, about what. */
export const SEE_HISTORY = 'see the history'

export type HistoryWanted = {
  /** A thing and its parts; the whole record where absent. */
  readonly of?: Subject | undefined
  readonly person?: string | undefined
  readonly verb?: string | undefined
  readonly body?: string | undefined
  readonly from?: Day | undefined
  readonly until?: Day | undefined
  /** Only lines before this one: the page of older ones. */
  readonly before?: number | undefined
  readonly limit: number
}

export type HistoryLine = {
  readonly seq: number
  readonly at: Date
  readonly day: Day
  readonly person: Person | null
  readonly verb: string
  readonly subject: Subject
  readonly body: string | null
  /** What it changed; null where this person may not read that. */
  readonly changes: readonly FieldChange[] | null
  /** Set where a lawful erasure took the values. */
  readonly erased: { readonly on: Day; readonly reason: string } | null
}

export type History = {
  /** Newest first. */
  readonly lines: readonly HistoryLine[]
  /** Whether there are older ones. */
  readonly more: boolean
}

const journal = (db: Db) => tablesOf<JournalTables>(db)
const bodyOfLine = sql<string | null>`keeping.body_of(subject_kind, subject_id)`

/** The body to which a thing of the record belongs; null for none. One query. */
export const bodyOf = async (db: Db, { kind, id }: Subject): Promise<string | null> =>
  (await sql<{ body: string | null }>`select keeping.body_of(${kind}, ${id}) as body`.execute(db))
    .rows[0]?.body ?? null

/**
 * Lines of the journal that somebody may see, newest first: those of the bodies in which they may
 * see the history, and those of no body where they may see it everywhere. What a line says is read
 * only where they may read the thing itself (`valuesNeed`): it is not even asked for otherwise, so
 * that a row-level rule below agrees. Five queries at most.
 */
export async function readHistory(db: Db, viewer: Viewer, wanted: HistoryWanted): Promise<History> {
  const scopes = viewer.scopesOf(SEE_HISTORY)
  if (scopes !== 'everywhere' && scopes.length === 0) return { lines: [], more: false }
  const { of, before, limit } = wanted
  let query = journal(db)
    .selectFrom('platform.journal')
    .select(['seq', 'at', 'day', 'person_id', 'verb', 'subject_kind', 'subject_id'])
    .select(bodyOfLine.as('body'))
    .orderBy('seq', 'desc')
    .limit(limit + 1)
  if (of)
    query = query.where(
      sql<boolean>`(subject_kind, subject_id) in (select part_kind, part_id from keeping.parts_of(${of.kind}, ${of.id}::uuid))`,
    )
  if (before !== undefined) query = query.where('seq', '<', before)
  if (wanted.person !== undefined) query = query.where('person_id', '=', wanted.person)
  if (wanted.verb !== undefined) query = query.where('verb', '=', wanted.verb)
  if (wanted.from !== undefined) query = query.where('day', '>=', wanted.from)
  if (wanted.until !== undefined) query = query.where('day', '<=', wanted.until)
  if (wanted.body !== undefined) query = query.where(bodyOfLine, '=', wanted.body)
  if (scopes !== 'everywhere')
    query = query.where(bodyOfLine, '=', sql<string>`any(${[...scopes]}::uuid[])`)
  const found = await query.execute()
  const rows = found.slice(0, limit)
  const readable = rows
    .filter(({ verb, body }) => viewer.may(valuesNeed(verb), body))
    .map(({ seq }) => seq)
  const values = await readValues(db, readable)
  const erased = await listErasedLines(
    db,
    rows.map(({ seq }) => seq),
  )
  const persons = await readPersons(
    db,
    rows.map(({ person_id }) => person_id),
  )
  return {
    more: found.length > limit,
    lines: rows.map(row => {
      const value = values.get(row.seq)
      return {
        seq: row.seq,
        at: row.at,
        day: row.day,
        person: (row.person_id && persons.get(row.person_id)) || null,
        verb: row.verb,
        subject: { kind: row.subject_kind, id: row.subject_id },
        body: row.body,
        changes: value ? differenceOf(value.before, value.after) : null,
        erased: erased.get(row.seq) ?? null,
      }
    }),
  }
}

async function readValues(db: Db, seqs: readonly number[]) {
  if (seqs.length === 0) return new Map<number, { before: unknown; after: unknown }>()
  const rows = await journal(db)
    .selectFrom('platform.journal')
    .select(['seq', 'before', 'after'])
    .where('seq', 'in', seqs)
    .execute()
  return new Map(rows.map(({ seq, before, after }) => [seq, { before, after }]))
}
