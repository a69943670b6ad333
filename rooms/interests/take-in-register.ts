import { done, type Outcome, type Refusal, refused } from '../../platform/outcome.ts'
import { type Acting, inTransaction } from '../../platform/record/verb.ts'
import { recordPerson } from '../people/record-person.ts'
import { dropDraft, type PreviewedImport, previewDraft, readDraft } from './import-draft.ts'
import { importRegister, type RegisterRow } from './import-register.ts'
import type { ImportLine } from './register-import.rules.ts'
import { nameKey } from './register-people.rules.ts'

export type TakenIn = {
  readonly new: number
  readonly changed: number
  readonly unchanged: number
  readonly ended: number
}

/**
 * Takes a draft into the register, all in one act: people who are new are entered, what is new or
 * changed goes through `importRegister` (one line in the journal), and the draft goes. `seen` is the
 * digest of what the person was shown.
 *
 * Refuses while anything must still be decided, where the draft or the register changed since, and
 * where it would change nothing.
 */
export const takeInRegister = (
  acting: Acting,
  input: {
    readonly body: string
    readonly draft: string
    readonly seen: string
    /** When lines that are no longer there ended, as written, by their id. */
    readonly ended?: Readonly<Record<string, string>>
  },
): Promise<Outcome<TakenIn>> =>
  inTransaction(acting.db, async tx => {
    const inside = { ...acting, db: tx }
    const draft = await readDraft(tx, input.body, input.draft, { held: true })
    const preview = await previewDraft(tx, draft, {
      today: acting.today,
      mayEnterPeople: acting.may('administer people', null),
    })
    const reasons = preview
      ? reasonsNotToTakeIn(preview, input.seen, input.ended ?? {})
      : [columnsFirst]
    if (!preview || reasons.length > 0) return refused(...reasons)

    const { examined, changes } = preview
    const entered = new Map<string, string>()
    const idOf = async (line: ImportLine): Promise<Outcome<string>> => {
      if ('id' in line.person) return done(line.person.id)
      const { name, position } = line.person.enter
      const known = entered.get(nameKey(name))
      if (known) return done(known)
      const person = await recordPerson(inside, { name: line.name, position })
      if (person.ok) entered.set(nameKey(name), person.value.id)
      return person.ok ? done(person.value.id) : person
    }
    const rows: RegisterRow[] = []
    const all = [
      ...changes.new.map(line => ({ line, replaces: undefined })),
      ...changes.changed.map(({ line, held }) => ({ line, replaces: held.id })),
    ].sort((one, other) => one.line.row - other.line.row)
    for (const { line, replaces } of all) {
      const person = await idOf(line)
      if (!person.ok) return person
      const { row: _, person: __, name: ___, position, ...declared } = line
      rows.push({
        ...declared,
        person: person.value,
        positionDeclared: position,
        ...(replaces === undefined ? {} : { replaces }),
      })
    }
    const gone = new Set(changes.gone.map(({ id }) => id))
    const ended = Object.entries(input.ended ?? {})
      .filter(([id, to]) => gone.has(id) && to !== '')
      .map(([declaration, to]) => ({ declaration, to }))
    const taken = await importRegister(inside, {
      body: input.body,
      source: draft.file_name,
      rows,
      ended,
      leftOut: examined.leftOut,
    })
    if (!taken.ok) return taken
    await dropDraft(tx, draft.id)
    return done({
      new: changes.new.length,
      changed: changes.changed.length,
      unchanged: changes.unchanged.length,
      ended: ended.length,
    })
  })

const columnsFirst: Refusal = {
  code: 'columns-undecided',
  message: 'Say first what each column of the file holds.',
}

function reasonsNotToTakeIn(
  { examined, changes, digest }: PreviewedImport,
  seen: string,
  ends: Readonly<Record<string, string>>,
): Refusal[] {
  const left = examined.undecided
  if (left.length > 0)
    return [
      {
        code: 'must-be-decided',
        field: left[0]?.key ?? 'rows',
        message: `${left.length === 1 ? 'One thing' : `${left.length} things`} must be decided before it can be taken in.`,
      },
    ]
  if (digest !== seen)
    return [
      {
        code: 'changed-meanwhile',
        field: 'seen',
        message:
          'The register, or this import, was changed since you looked. What will change now is shown below: look again, then take it in.',
      },
    ]
  const ended = changes.gone.filter(({ id }) => (ends[id] ?? '') !== '')
  return changes.new.length + changes.changed.length + ended.length > 0
    ? []
    : [
        {
          code: 'nothing-to-take-in',
          field: 'seen',
          message:
            'The register holds all of it already: there is nothing to take in. Drop the import.',
        },
      ]
}
