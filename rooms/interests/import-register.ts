import { createHash, randomUUID } from 'node:crypto'
import { londonNow } from '../../platform/clock.ts'
import { type Day, type PartialDay, readPartialDay } from '../../platform/day.rules.ts'
import { type Refusal, refused, type Warning } from '../../platform/outcome.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { readPersons } from '../people/read-person.ts'
import { type Answer, type InterestType, oddities, writtenDay } from './declaration.rules.ts'
import {
  endDeclaration,
  findDeclarations,
  insertDeclarations,
  withdrawDeclaration,
} from './interests.records.ts'

/** One line of a register as it was printed. */
export type RegisterRow = {
  readonly person: string
  readonly answer: Answer
  readonly types?: readonly InterestType[]
  readonly description?: string
  readonly organisation?: string | undefined
  /** As printed: 'April 2013', 'Ongoing', 'left role 31/12/24'. Kept, and read where it can be. */
  readonly from?: string
  readonly to?: string
  /** What somebody read the two as, where the words alone do not say; null where they are no date. */
  readonly fromRead?: Pick<PartialDay, 'day' | 'precision'> | null
  readonly toRead?: Pick<PartialDay, 'day' | 'precision'> | null
  readonly handling?: string
  /** Left out where the day is missing, or cannot be given to this person. */
  readonly declaredOn?: Day | undefined
  /** The day as printed. */
  readonly declaredText?: string
  readonly sensitive?: boolean
  readonly sensitiveReason?: string
  readonly positionDeclared?: string
  readonly note?: string
  /** The line of the register whose place it takes: the same interest, told otherwise. */
  readonly replaces?: string
}

export type RegisterImport = {
  readonly body: string
  /** Where it was printed. */
  readonly source: string
  readonly rows: readonly RegisterRow[]
  /** Lines that the register holds and the source does not: those that ended, and when, as written. */
  readonly ended?: readonly { readonly declaration: string; readonly to: string }[]
  /** What of the source was not taken, and the word that was given for it: for the journal. */
  readonly leftOut?: readonly {
    readonly row: number
    readonly word: string
    readonly printed: string
  }[]
}

export type ImportedRegister = {
  readonly rows: number
  /** SHA-256 of the rows, as the journal keeps it. */
  readonly digest: string
  /** What is odd about the printed lines; each was kept as it was (R-COI-13). */
  readonly warnings: readonly Warning[]
}

/**
 * Takes in a whole printed register, line by line and as printed, in one act with
 * one line in the journal: a digest of its rows. What is odd is warned of and kept:
 * a register says what was declared, not what should have been.
 *
 * A row may take the place of a line that the register holds, which is then withdrawn as of the
 * day on which the row was declared; a line may be said to have ended.
 *
 * Refuses an act that would change nothing, a person who is not in the record, a day of
 * declaration to come, a sensitive row without its reason, and a line to replace or
 * end that is not in the register any more.
 */
export const importRegister = verb<RegisterImport, ImportedRegister>({
  name: 'interests.import-register',
  permission: 'keep interests',
  scope: (_tx, { body }) => body,
  act: async (tx, { body: bodyId, source, rows, ended = [], leftOut = [] }, acting) => {
    const body = await readBody(tx, bodyId)
    const persons = await readPersons(
      tx,
      rows.map(({ person }) => person),
    )
    const refusals: Refusal[] = []
    const refuse = (at: number, code: string, message: string) =>
      refusals.push({ code, field: 'rows', message: `Line ${at + 1} ${message}` })
    if (rows.length === 0 && ended.length === 0)
      refusals.push({
        code: 'register-empty',
        field: 'rows',
        message: 'The register has no lines.',
      })
    rows.forEach((row, at) => {
      if (!persons.has(row.person))
        refuse(at, 'person-unknown', 'names a person who is not in the record.')
      if (row.declaredOn !== undefined && row.declaredOn > acting.today)
        refuse(at, 'declared-in-the-future', 'was declared on a day that has not come.')
      if (row.sensitive && !row.sensitiveReason?.trim())
        refuse(at, 'sensitive-reason-missing', 'withholds its details without a reason.')
    })
    const replaced = rows.flatMap(({ replaces }) => replaces ?? [])
    const touched = [...replaced, ...ended.map(({ declaration }) => declaration)]
    const held = new Map(
      (await findDeclarations(tx, body.id, touched)).map(each => [each.id, each]),
    )
    if (held.size < touched.length)
      refusals.push({
        code: 'changed-meanwhile',
        field: 'rows',
        message: 'The register was changed meanwhile: look again at what will change.',
      })
    const ends = ended.map(({ declaration, to }, at) => {
      const read = readPartialDay(to, `ended-${at + 1}`)
      if (!read.ok) refusals.push(...read.refusals)
      return { declaration, to: read.ok ? read.value : undefined }
    })
    if (refusals.length > 0) return refused(...refusals)

    const declarations = rows.map((row, at) => {
      // Dates on a line that two people share are nobody's: kept as text, not read.
      const read = row.answer === 'unclear' ? unread : writtenDay
      const began = row.fromRead === undefined ? read(row.from) : readAs(row.from, row.fromRead)
      const over = row.toRead === undefined ? read(row.to) : readAs(row.to, row.toRead)
      return {
        id: randomUUID(),
        person_id: row.person,
        body_id: body.id,
        position_declared: row.positionDeclared?.trim() ?? '',
        answer: row.answer,
        types: [...new Set(row.types ?? [])],
        description: row.description?.trim() ?? '',
        organisation_id: row.organisation ?? null,
        from_text: began.text,
        from_day: began.day,
        from_precision: began.precision,
        to_text: over.text,
        to_day: over.day,
        to_precision: over.precision,
        handling: row.handling?.trim() ?? '',
        declared_on: row.declaredOn ?? null,
        declared_text: row.declaredText?.trim() ?? '',
        sensitive: row.sensitive ?? false,
        sensitive_reason: row.sensitive ? (row.sensitiveReason?.trim() ?? '') : '',
        note: row.note?.trim() ?? '',
        recorded_at: acting.now,
        line: at + 1,
        withdrawn_on: null,
      }
    })
    if (declarations.length > 0) await insertDeclarations(tx, declarations)
    for (const row of rows) {
      const before = held.get(row.replaces ?? '')
      // From the day of the newer declaration: a past day shows the one or the other.
      if (before)
        await withdrawDeclaration(
          tx,
          before.id,
          row.declaredOn ?? before.declared_on ?? londonNow(before.recorded_at).day,
        )
    }
    for (const { declaration, to } of ends) if (to) await endDeclaration(tx, declaration, to)
    const digest = createHash('sha256').update(canonicalJson(rows)).digest('hex')
    const warnings = declarations.flatMap((row, at) =>
      oddities({
        line: `Line ${at + 1}`,
        answer: row.answer,
        types: row.types,
        declaredOn: row.declared_on,
      }),
    )
    return recorded({
      value: { rows: rows.length, digest, warnings },
      subject: { kind: 'body', id: body.id },
      ...(touched.length === 0 ? {} : { before: { lines: [...held.values()] } }),
      after: {
        source,
        rows: rows.length,
        digest,
        ...(replaced.length === 0 ? {} : { replaced: replaced.length }),
        ...(ended.length === 0 ? {} : { ended }),
        ...(leftOut.length === 0 ? {} : { leftOut }),
      },
    })
  },
})

const readAs = (text = '', read: Pick<PartialDay, 'day' | 'precision'> | null) => ({
  text: text.trim(),
  day: read?.day ?? null,
  precision: read?.precision ?? null,
})

const unread = (text = '') => ({ text: text.trim(), day: null, precision: null })
