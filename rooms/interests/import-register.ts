import { createHash, randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { type Refusal, refused, type Warning } from '../../platform/outcome.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { readPersons } from '../people/read-person.ts'
import { type Answer, type InterestType, oddities, writtenDay } from './declaration.rules.ts'
import { insertDeclarations } from './interests.records.ts'

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
  readonly handling?: string
  /** Left out where the day is missing, or cannot be given to this person. */
  readonly declaredOn?: Day | undefined
  /** The day as printed. */
  readonly declaredText?: string
  readonly sensitive?: boolean
  readonly sensitiveReason?: string
  readonly positionDeclared?: string
  readonly note?: string
}

export type RegisterImport = {
  readonly body: string
  /** Where it was printed. */
  readonly source: string
  readonly rows: readonly RegisterRow[]
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
 * Refuses an empty register, a person who is not in the record, a day of
 * declaration to come, and a sensitive row without its reason.
 */
export const importRegister = verb<RegisterImport, ImportedRegister>({
  name: 'interests.import-register',
  permission: 'keep interests',
  scope: (_tx, { body }) => body,
  act: async (tx, { body: bodyId, source, rows }, acting) => {
    const body = await readBody(tx, bodyId)
    const persons = await readPersons(
      tx,
      rows.map(({ person }) => person),
    )
    const refusals: Refusal[] = []
    const refuse = (at: number, code: string, message: string) =>
      refusals.push({ code, field: 'rows', message: `Line ${at + 1} ${message}` })
    if (rows.length === 0)
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
    if (refusals.length > 0) return refused(...refusals)

    const declarations = rows.map((row, at) => {
      // Dates on a line that two people share are nobody's: kept as text, not read.
      const read = row.answer === 'unclear' ? unread : writtenDay
      const [began, ended] = [read(row.from), read(row.to)]
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
        to_text: ended.text,
        to_day: ended.day,
        to_precision: ended.precision,
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
    await insertDeclarations(tx, declarations)
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
      after: { source, rows: rows.length, digest },
    })
  },
})

const unread = (text = '') => ({ text: text.trim(), day: null, precision: null })
