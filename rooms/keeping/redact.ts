import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { NotFound, type Refusal, refused } from '../../platform/outcome.ts'
import { eraseValues, recordErasure } from '../../platform/record/erasure.ts'
import type { Subject } from '../../platform/record/journal.ts'
import { type Acting, recorded, verb } from '../../platform/record/verb.ts'
import { findPlaces, listTables, type Place, type Places } from './find-places.ts'
import type { KeepingTables } from './keeping.tables.ts'
import {
  isRedactionReason,
  markOf,
  patternOf,
  reasonsNotToLookFor,
  redacted,
  redactionReasons,
  wantsSecondPerson,
} from './redaction.rules.ts'

const keeping = (db: Db) => tablesOf<KeepingTables>(db)

export type RedactionDraft = KeepingTables['keeping.redaction_drafts']

/** @throws NotFound once it was done or dropped */
export async function readRedactionDraft(db: Db, id: string): Promise<RedactionDraft> {
  const draft = await keeping(db)
    .selectFrom('keeping.redaction_drafts')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!draft) throw new NotFound('This redaction was done or dropped.')
  return draft
}

const passagesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map(line => line.trim())
      .filter(line => line !== ''),
  ),
]

/**
 * Proposes a redaction: passages, one a line, the reason of the list and free words. Nothing is
 * changed by it. Refuses passages that are too short to be looked for, or that stand nowhere, and
 * a reason that is none.
 */
export const proposeRedaction = verb<
  {
    readonly body: string
    readonly passages: string
    readonly reason: string
    readonly words: string
  },
  string
>({
  name: 'keeping.propose-redaction',
  permission: 'redact',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const passages = passagesIn(input.passages)
    const refusals: Refusal[] = reasonsNotToLookFor(passages)
    const reason = isRedactionReason(input.reason) ? input.reason : undefined
    if (!reason)
      refusals.push({
        code: 'missing',
        field: 'reason',
        message: 'Choose the reason: nothing is redacted without one.',
      })
    if (refusals.length > 0 || !reason) return refused(...refusals)
    const { rows, lines } = await findPlaces(tx, passages)
    if (rows.length + lines.length === 0)
      return refused({
        code: 'stands-nowhere',
        field: 'passages',
        message: 'This stands nowhere in the record. Look how it is spelled there.',
      })
    const id = randomUUID()
    await keeping(tx)
      .insertInto('keeping.redaction_drafts')
      .values({
        id,
        body_id: input.body,
        passages,
        reason,
        words: input.words.trim(),
        proposed_on: acting.today,
        proposed_by: acting.person,
        stays: JSON.stringify({}),
        recorded_at: acting.now,
      })
      .execute()
    return recorded({
      value: id,
      // The line tells that, and never what: it could not be taken back.
      subject: { kind: 'body', id: input.body },
      after: { redaction: id, reason },
    })
  },
})

/** Drops a proposed redaction; what it was to take out is forgotten with it. */
export const dropRedaction = verb<{ readonly redaction: string }, null>({
  name: 'keeping.drop-redaction',
  permission: 'redact',
  scope: async (tx, { redaction }) => (await readRedactionDraft(tx, redaction)).body_id,
  act: async (tx, { redaction }) => {
    const draft = await readRedactionDraft(tx, redaction)
    await keeping(tx).deleteFrom('keeping.redaction_drafts').where('id', '=', redaction).execute()
    return recorded({
      value: null,
      subject: { kind: 'body', id: draft.body_id },
      after: { redaction, reason: draft.reason },
    })
  },
})

/** From which day a body says whether a second person confirms its redactions. */
export const setSecondPerson = verb<
  {
    readonly body: string
    readonly from: Day
    readonly secondPerson: boolean
    readonly why: string
  },
  null
>({
  name: 'keeping.set-second-person',
  permission: 'keep the body',
  scope: (_tx, { body }) => body,
  act: async (tx, input) => {
    const why = input.why.trim()
    if (why === '')
      return refused({
        code: 'missing',
        field: 'why',
        message: 'Say why, for whoever looks later.',
      })
    const row = {
      body_id: input.body,
      from_day: input.from,
      second_person: input.secondPerson,
      why,
    }
    await keeping(tx)
      .insertInto('keeping.redaction_settings')
      .values(row)
      .onConflict(conflict =>
        conflict
          .columns(['body_id', 'from_day'])
          .doUpdateSet({ second_person: row.second_person, why }),
      )
      .execute()
    return recorded({ value: null, subject: { kind: 'body', id: input.body }, after: row })
  },
})

/** What a redaction would do, for the page and for the act itself. */
export type Preview = {
  readonly draft: RedactionDraft
  readonly places: Places
  /** Why a place cannot be redacted by this person: it is everybody's, or another body's. */
  readonly barred: ReadonlyMap<Place, string>
  readonly mark: string
  readonly secondPerson: boolean
  /** How other files are called in the form: by the place and their hash. */
}

/** Why this person may not redact a place; null where they may. */
function whyBarred(place: Place, { may }: Pick<Acting, 'may'>): string | null {
  if (may('redact', null)) return null
  if (place.shared || place.body === null) return 'It is part of the whole record, not of one body.'
  return may('redact', place.body) ? null : 'It belongs to another body, whose clerk can redact it.'
}

/** What stands where, and what would become of it. Many queries: a rare page. */
export async function previewRedaction(
  db: Db,
  id: string,
  acting: Pick<Acting, 'may' | 'today'>,
): Promise<Preview> {
  const draft = await readRedactionDraft(db, id)
  const settings = await keeping(db)
    .selectFrom('keeping.redaction_settings')
    .select(['from_day', 'second_person'])
    .where('body_id', '=', draft.body_id)
    .execute()
  const found = await findPlaces(db, draft.passages)
  const barred = new Map<Place, string>()
  const rows = found.rows.map(place => {
    const why = whyBarred(place, acting)
    if (why === null) return place
    // That a passage stands there is told, so that none is forgotten; what stands around it is theirs.
    const shut = { ...place, around: '' }
    barred.set(shut, why)
    return shut
  })
  const places = { ...found, rows }
  const reason = isRedactionReason(draft.reason) ? draft.reason : 'personal data'
  return {
    draft,
    places,
    barred,
    mark: markOf(reason, acting.today),
    secondPerson: wantsSecondPerson(settings, places.rows, acting.today),
  }
}

/** Under which name a form speaks of a place. */
export const nameOfPlace = ({ table, key }: Pick<Place, 'table' | 'key'>): string =>
  `${table} ${key}`

/**
 * Does a proposed redaction: in every place the mark stands for the passage, files that hold it
 * lose their bytes, and the journal's values about it, with the salts of what the rows were, are
 * erased; the chain holds. It cannot be undone.
 *
 * Refuses where a place is neither redacted nor kept with a reason, where a second person must
 * confirm and it is the first, and where a place cannot hold the mark.
 */
export const redact = verb<
  {
    readonly redaction: string
    /** Why a place stays as it is, by its name. */
    readonly stays: Readonly<Record<string, string>>
  },
  { readonly id: string; readonly body: string }
>({
  name: 'keeping.redact',
  permission: 'redact',
  scope: async (tx, { redaction }) => (await readRedactionDraft(tx, redaction)).body_id,
  act: async (tx, input, acting) => {
    const { draft, places, barred, mark, secondPerson } = await previewRedaction(
      tx,
      input.redaction,
      acting,
    )
    if (secondPerson && draft.proposed_by === acting.person)
      return refused({
        code: 'second-person',
        message:
          'Somebody else who may redact must confirm this, because minutes or files are touched or the body wants it so.',
      })
    const staying = new Map(
      places.rows.flatMap((place): [Place, string][] => {
        const why = (input.stays[nameOfPlace(place)] ?? '').trim()
        return why === '' ? [] : [[place, why]]
      }),
    )
    const unsettled = [...barred]
      .filter(([place]) => !staying.has(place))
      .map(([place, why]) => ({
        code: 'place-unsettled',
        field: `stays ${nameOfPlace(place)}`,
        message: `${why} Write why it stays for now.`,
      }))
    if (unsettled.length > 0) return refused(...unsettled)
    const going = places.rows.filter(place => !staying.has(place))
    const kept = new Set([...staying.keys()].flatMap(({ files }) => files))
    const files = [...new Set(going.flatMap(place => place.files))].filter(hash => !kept.has(hash))
    const reason = isRedactionReason(draft.reason) ? draft.reason : 'personal data'
    await recordErasure(tx, {
      id: draft.id,
      grounds: 'redaction',
      on: acting.today,
      reason: redactionReasons[reason].words,
      source: redactionReasons[reason].source,
      mark,
      at: acting.now,
    })
    const pattern = patternOf(draft.passages)
    const tables = new Map((await listTables(tx)).map(({ table, keys }) => [table, keys]))
    for (const place of going) {
      const refusal = await writeRedacted(
        tx,
        place,
        tables.get(place.table) ?? ['id'],
        pattern,
        mark,
      )
      if (refusal) return refused(refusal)
    }
    await eraseValues(tx, draft.id, {
      lines: places.lines.map(({ seq }) => seq),
      rows: going.filter(({ table }) => table !== 'platform.letters'),
      files,
      things: going.flatMap(({ thing }): Subject[] => (thing ? [thing] : [])),
    })
    const told = {
      redacted: going.map(nameOfPlace),
      kept: [...staying].map(([place, why]) => ({ place: nameOfPlace(place), why })),
    }
    await keeping(tx)
      .insertInto('keeping.redactions')
      .values({
        id: draft.id,
        body_id: draft.body_id,
        proposed_by: draft.proposed_by,
        confirmed_by: acting.person,
        done_on: acting.today,
        words: draft.words,
        places: JSON.stringify(told),
        lines: places.lines.length,
      })
      .execute()
    await keeping(tx).deleteFrom('keeping.redaction_drafts').where('id', '=', draft.id).execute()
    return recorded({
      value: { id: draft.id, body: draft.body_id },
      subject: { kind: 'body', id: draft.body_id },
      after: {
        redaction: draft.id,
        reason,
        lines: places.lines.map(({ seq }) => seq),
        files,
        ...told,
      },
    })
  },
})

/** What PostgreSQL says where a row cannot be so: a check, a uniqueness, a value of a fixed kind. */
const CANNOT_BE = /^23|^22/

/** Puts the mark into one row; a refusal where the row cannot hold it. */
async function writeRedacted(
  tx: Tx,
  { table, key, row }: Place,
  keys: readonly string[],
  pattern: RegExp,
  mark: string,
): Promise<Refusal | undefined> {
  const changed = Object.entries(row).flatMap(([name, value]) => {
    const now = redacted(value, pattern, mark, name)
    return JSON.stringify(now) === JSON.stringify(value) ? [] : [[name, now] as const]
  })
  const columns = sql.join(changed.map(([name]) => sql.ref(name)))
  const values = sql.join(changed.map(([name]) => sql`made.${sql.ref(name)}`))
  try {
    await sql`update ${sql.table(table)} as t set (${columns}) = row(${values})
      from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(Object.fromEntries(changed))}::jsonb) made
      where platform.row_key(to_jsonb(t), ${keys}::text[]) = ${key}`.execute(tx)
    return undefined
  } catch (fault) {
    if (!CANNOT_BE.test(String((fault as { code?: string }).code))) throw fault
    return {
      code: 'cannot-hold-the-mark',
      field: `stays ${table} ${key}`,
      message:
        'This place has a fixed form in which the mark cannot stand. Keep it with a reason, or enter a longer passage.',
    }
  }
}

export type DoneRedaction = KeepingTables['keeping.redactions'] & {
  readonly reason: string
  readonly source: string
  readonly mark: string
}

/** The redactions of bodies, the latest first. One query. */
export async function listRedactions(
  db: Db,
  bodies: 'everywhere' | readonly string[],
  page: { readonly limit: number; readonly offset: number },
): Promise<DoneRedaction[]> {
  if (bodies !== 'everywhere' && bodies.length === 0) return []
  const { rows } = await sql<DoneRedaction>`
    select r.*, e.reason, e.source, e.mark from keeping.redactions r
    join platform.erasures e on e.id = r.id
    where ${bodies === 'everywhere' ? sql`true` : sql`r.body_id = any(${[...bodies]}::uuid[])`}
    order by r.done_on desc, e.recorded_at desc limit ${page.limit} offset ${page.offset}`.execute(
    db,
  )
  return rows
}

/** Those that wait, the oldest first. One query. */
export async function listRedactionDrafts(
  db: Db,
  bodies: 'everywhere' | readonly string[],
): Promise<RedactionDraft[]> {
  if (bodies !== 'everywhere' && bodies.length === 0) return []
  let query = keeping(db).selectFrom('keeping.redaction_drafts').selectAll().orderBy('recorded_at')
  if (bodies !== 'everywhere') query = query.where('body_id', 'in', [...bodies])
  return query.execute()
}
