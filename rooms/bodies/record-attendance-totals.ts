import { createHash, randomUUID } from 'node:crypto'
import { refused } from '../../platform/outcome.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import {
  type AttendanceTotal,
  reasonsAgainstTotals,
  reasonsAgainstYear,
} from './attendance-totals.rules.ts'
import { countTotals, insertInto, lockBody } from './bodies.records.ts'
import { reasonsAgainstBlank } from './body.rules.ts'
import { readBody } from './read-body.ts'

export type PublishedTotals = {
  readonly body: string
  /** The financial year, '2024-25'. */
  readonly year: string
  readonly rows: readonly AttendanceTotal[]
  /** Where they were published. */
  readonly source: string
}

/**
 * Records a year's attendance that was published as totals only; no meeting is
 * made up for it. Answers with how many lines were recorded. The journal gets one
 * line for them all, with the digest of the rows.
 *
 * Refuses a line with more attended than possible (by its number), no source, and
 * a year whose totals are recorded already.
 */
export const recordAttendanceTotals = verb<PublishedTotals, number>({
  name: 'bodies.record-attendance-totals',
  permission: 'keep the body',
  scope: (_tx, { body }) => body,
  act: async (tx, { body: bodyId, year, rows, source }) => {
    const body = (await lockBody(tx, bodyId)) ?? (await readBody(tx, bodyId))
    const refusals = [
      ...reasonsAgainstYear(year),
      ...reasonsAgainstTotals(rows),
      ...reasonsAgainstBlank(source, 'source', 'Say where these totals were published.'),
    ]
    if (refusals.length === 0 && (await countTotals(tx, body.id, year)) > 0)
      refusals.push({
        code: 'totals-recorded',
        field: 'year',
        message: `Totals for ${year} are recorded already.`,
      })
    if (refusals.length > 0) return refused(...refusals)
    const lines = rows.map((row, at) => ({
      body_id: body.id,
      year,
      position: at + 1,
      office: row.office.trim(),
      capacity: row.capacity?.trim() || 'member',
      attended: row.attended,
      possible: row.possible,
      note: row.note?.trim() ?? '',
      source: source.trim(),
      person_id: row.person ?? null,
      seat_id: row.seat ?? null,
    }))
    await insertInto(
      tx,
      'bodies.attendance_totals',
      lines.map(line => ({ ...line, id: randomUUID() })),
    )
    const digest = createHash('sha256').update(canonicalJson(lines)).digest('hex')
    return recorded({
      value: lines.length,
      subject: { kind: 'body', id: body.id },
      after: { year, source: source.trim(), rows: lines.length, digest },
    })
  },
})
