import { createHash, randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { SheetsRead } from '../../platform/documents/sheets.ts'
import { NotFound, type Refusal } from '../../platform/outcome.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'
import { reasonsNotToSave } from '../../platform/record/stale-save.rules.ts'
import { listOrganisationNames } from '../bodies/list-organisation-names.ts'
import { listPersons } from '../people/read-person.ts'
import type { InterestsTables } from './interests.tables.ts'
import { type Declaration, listHeldLines } from './list-register.ts'
import { changesTo, type RegisterChanges } from './register-changes.rules.ts'
import { type ColumnUse, guessHeader, type HeaderGuess } from './register-columns.rules.ts'
import {
  type ExaminedImport,
  examineRegister,
  type ImportDecisions,
  type KnownRecord,
} from './register-import.rules.ts'
import { type PrintedRow, printedRows } from './register-rows.rules.ts'

const interests = (db: Db) => tablesOf<InterestsTables>(db)

/** A register on its way in: not part of the record, so nothing here is an act. */
export type ImportDraft = Selectable<InterestsTables['interests.import_drafts']>

/** Keeps an uploaded register to be worked on; answers with its id. A file of one sheet needs no choice. */
export async function beginDraft(
  db: Db,
  begun: {
    readonly body: string
    readonly by: string | null
    readonly at: Date
    readonly file: SheetsRead
  },
): Promise<string> {
  const id = randomUUID()
  await interests(db)
    .insertInto('interests.import_drafts')
    .values({
      id,
      body_id: begun.body,
      begun_by: begun.by,
      begun_at: begun.at,
      changed_at: begun.at,
      version: 1,
      file_name: begun.file.name,
      sheets: JSON.stringify(begun.file.sheets),
      sheet: begun.file.sheets.length === 1 ? 0 : null,
      columns: null,
      decisions: '{}',
    } as never)
    .execute()
  return id
}

/** Those of a body that are not finished, the newest first. */
export const listDrafts = (db: Db, body: string) =>
  interests(db)
    .selectFrom('interests.import_drafts')
    .select(['id', 'file_name', 'begun_at', 'changed_at'])
    .where('body_id', '=', body)
    .orderBy('begun_at', 'desc')
    .execute()

/** `held` keeps others off it until the transaction ends. @throws NotFound, where it was taken in or dropped */
export async function readDraft(
  db: Db,
  body: string,
  id: string,
  options: { readonly held?: boolean } = {},
): Promise<ImportDraft> {
  const found = interests(db)
    .selectFrom('interests.import_drafts')
    .selectAll()
    .where('body_id', '=', body)
    .where('id', '=', id)
  const draft = await (options.held ? found.forUpdate() : found).executeTakeFirst()
  if (!draft) throw new NotFound('This import was taken in or dropped.')
  return draft
}

/**
 * Saves a choice made on a draft: its sheet, its columns (each starts over what follows from
 * them), or decisions, which are added to those there are. Refuses where somebody else changed the
 * same draft since it was opened as `version`.
 */
export async function changeDraft(
  db: Db,
  draft: Pick<ImportDraft, 'id'>,
  version: number,
  change:
    | { readonly sheet: number }
    | { readonly columns: readonly ColumnUse[] }
    | { readonly decisions: ImportDecisions },
  at: Date,
): Promise<Refusal[]> {
  const set =
    'sheet' in change
      ? { sheet: change.sheet, columns: null, decisions: '{}' }
      : 'columns' in change
        ? { columns: JSON.stringify(change.columns), decisions: '{}' }
        : { decisions: JSON.stringify(change.decisions) }
  const { numUpdatedRows } = await interests(db)
    .updateTable('interests.import_drafts')
    .set({ ...set, version: version + 1, changed_at: at } as never)
    .where('id', '=', draft.id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0 ? [] : reasonsNotToSave(version + 1, version, 'this import')
}

/** Takes a draft away; the record has nothing of it. */
export const dropDraft = (db: Db, id: string) =>
  interests(db).deleteFrom('interests.import_drafts').where('id', '=', id).execute()

/** The sheet that was chosen, and what its heading seems to say. */
export function headerOf(draft: ImportDraft): HeaderGuess | null {
  const sheet = draft.sheets[draft.sheet ?? -1]
  return sheet ? guessHeader(sheet.rows) : null
}

export type PreviewedImport = {
  readonly draft: ImportDraft
  readonly rows: readonly PrintedRow[]
  readonly headingsAgain: readonly number[]
  readonly known: KnownRecord
  readonly examined: ExaminedImport
  readonly changes: RegisterChanges<Declaration>
  /** Of all that taking it in would do: what a person looked at is what is done, or nothing. */
  readonly digest: string
}

/** What a draft whose columns are matched would do to the register as that stands now; null before. */
export async function previewDraft(
  db: Db,
  draft: ImportDraft,
  at: { readonly today: Day; readonly mayEnterPeople: boolean },
): Promise<PreviewedImport | null> {
  const sheet = draft.sheets[draft.sheet ?? -1]
  if (!sheet || draft.columns === null) return null
  const { lines: rows, headingsAgain } = printedRows(
    sheet,
    draft.columns,
    guessHeader(sheet.rows).last,
  )
  const [persons, organisations, held] = await Promise.all([
    listPersons(db),
    listOrganisationNames(db, at.today),
    listHeldLines(db, draft.body_id),
  ])
  const known = { persons, organisations, ...at }
  const examined = examineRegister(rows, draft.decisions, known)
  const changes = changesTo(examined.lines, held)
  const digest = createHash('sha256')
    .update(
      canonicalJson({
        new: changes.new,
        changed: changes.changed.map(({ line, held: { id } }) => ({ line, id })),
        unchanged: changes.unchanged.map(({ held: { id } }) => id),
        gone: changes.gone.map(({ id }) => id),
        leftOut: examined.leftOut,
      }),
    )
    .digest('hex')
  return { draft, rows, headingsAgain, known, examined, changes, digest }
}
