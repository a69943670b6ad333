import { refused } from '../../platform/outcome.ts'
import { reasonsNotToSave } from '../../platform/record/stale-save.rules.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import {
  listReportingLines,
  lockBody,
  setDescription,
  setReportingLines,
} from './bodies.records.ts'
import { readBodies, readBody } from './read-body.ts'

export type Description = {
  readonly body: string
  /** The version on which the change was made. */
  readonly version: number
  readonly purpose: string
  readonly legalBasis: string
  /** The bodies to which it reports, and on what; these replace the lines there were. */
  readonly reportsTo: readonly { readonly body: string; readonly note?: string | undefined }[]
}

/**
 * Says anew what a body is for, by what law it stands, and to whom it reports;
 * what it said before stays in the journal. Refuses a change made on an older version, a
 * body that reports to itself, or to one that is not in the record.
 */
export const describeBody = verb<Description, string>({
  name: 'bodies.describe-body',
  permission: 'keep the body',
  scope: (_tx, { body }) => body,
  act: async (tx, { body: id, version, purpose, legalBasis, reportsTo }) => {
    const body = (await lockBody(tx, id)) ?? (await readBody(tx, id))
    const stale = reasonsNotToSave(body.version, version, 'what is said of this body')
    if (stale.length > 0) return refused(...stale)
    const above = [...new Set(reportsTo.map(line => line.body))]
    if (above.includes(id))
      return refused({
        code: 'reports-to-itself',
        field: 'reportsTo',
        message: 'A body cannot report to itself.',
      })
    if ((await readBodies(tx, above)).size < above.length)
      return refused({
        code: 'body-unknown',
        field: 'reportsTo',
        message: 'Choose bodies from the list.',
      })
    const before = {
      purpose: body.purpose,
      legalBasis: body.legal_basis,
      reportsTo: await listReportingLines(tx, id),
    }
    await setDescription(tx, id, {
      purpose: purpose.trim(),
      legal_basis: legalBasis.trim(),
      version: body.version + 1,
    })
    const lines = above.map(reportsToId => ({
      reports_to: reportsToId,
      note: reportsTo.find(line => line.body === reportsToId)?.note?.trim() ?? '',
    }))
    await setReportingLines(tx, id, lines)
    return recorded({
      value: id,
      subject: { kind: 'body', id },
      before,
      after: { purpose: purpose.trim(), legalBasis: legalBasis.trim(), reportsTo: lines },
    })
  },
})
