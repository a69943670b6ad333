import { randomUUID } from 'node:crypto'
import { NotFound, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsAgainstTotals } from './attendance-totals.rules.ts'
import { bodies, insertInto } from './bodies.records.ts'
import { reasonsAgainstBlank } from './body.rules.ts'
import { findAttendanceTotal } from './list-attendance-totals.ts'

export type CorrectedTotal = {
  /** The line that is wrong. */
  readonly total: string
  readonly attended: number
  readonly possible: number
  readonly why: string
  /** Where it was agreed: 'meeting of 14 March 2025'. */
  readonly agreed: string
}

/**
 * Corrects a line of a year's published attendance. What was recorded stays beside it, with the
 * reason and where the correction was agreed; both are public.
 *
 * Refuses more attended than possible, the same figures, and a want of reason or agreement.
 */
export const correctAttendanceTotal = verb<CorrectedTotal, string>({
  name: 'bodies.correct-attendance-total',
  permission: 'keep the body',
  scope: async (tx, { total }) => (await findAttendanceTotal(tx, total))?.body_id ?? null,
  act: async (tx, input, acting) => {
    const before = await findAttendanceTotal(tx, input.total)
    if (!before) throw new NotFound('There is no such line of attendance in the record.')
    const refusals = [
      ...reasonsAgainstTotals([
        { office: before.office, attended: input.attended, possible: input.possible },
      ]).map(refusal => ({ ...refusal, field: 'attended' })),
      ...reasonsAgainstBlank(input.why, 'why', 'Write why it was wrong.'),
      ...reasonsAgainstBlank(input.agreed, 'agreed', 'Say where the correction was agreed.'),
    ]
    if (before.attended === input.attended && before.possible === input.possible)
      refusals.push({
        code: 'nothing-corrected',
        field: 'attended',
        message: 'These are the figures that are recorded.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      id: randomUUID(),
      total_id: before.id,
      attended_was: before.attended,
      possible_was: before.possible,
      attended: input.attended,
      possible: input.possible,
      why: input.why.trim(),
      agreed: input.agreed.trim(),
      corrected_on: acting.today,
      recorded_at: acting.now,
    }
    await insertInto(tx, 'bodies.attendance_corrections', [row])
    await bodies(tx)
      .updateTable('bodies.attendance_totals')
      .set({
        attended: input.attended,
        possible: input.possible,
        note: [
          before.note,
          `corrected from ${before.attended} of ${before.possible}, as agreed at the ${row.agreed}: ${row.why}`,
        ]
          .filter(Boolean)
          .join('; '),
      })
      .where('id', '=', before.id)
      .execute()
    return recorded({
      value: row.id,
      subject: { kind: 'body', id: before.body_id },
      before,
      after: row,
    })
  },
})
