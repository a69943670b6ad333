import { randomUUID } from 'node:crypto'
import { addYears, financialYearOf } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { listTerms, termsInForce } from '../bodies/read-terms.ts'
import { yearCalled } from '../duties/duty.rules.ts'
import { reasonsNotToBegin, tidySections } from './assessment.rules.ts'
import { findAssessment, latestDraft } from './read-assessment.ts'
import { holdAssessments, insertAssessment, insertAssessmentDraft } from './reports.records.ts'

export type AssessmentToBegin = { readonly body: string; readonly year: string }

/**
 * Begins a body's self-assessment of a year (R-TOR-16). Its figures write themselves; the
 * rest starts from what was written the year before.
 *
 * Refuses a year that is none, is not over, or is begun already, and a body whose terms
 * ask for no self-assessment.
 */
export const beginAssessment = verb<AssessmentToBegin, string>({
  name: 'reports.begin-assessment',
  permission: 'report on the body',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    await holdAssessments(tx, body.id)
    const year = yearCalled(input.year)
    if (!year)
      return refused({
        code: 'not-a-year',
        field: 'year',
        message: 'Enter a financial year such as 2024-25.',
      })
    const terms = termsInForce(await listTerms(tx, body.id), year.last)?.terms
    const refusals = reasonsNotToBegin({
      year,
      today: acting.today,
      owed: Boolean(terms?.annualSelfAssessment),
      begun: (await findAssessment(tx, body.id, year.slug)) !== undefined,
    })
    if (refusals.length > 0) return refused(...refusals)
    const before = await findAssessment(tx, body.id, financialYearOf(addYears(year.first, -1)).slug)
    const from = before ? (await latestDraft(tx, before.id)).sections : []
    const id = randomUUID()
    await insertAssessment(tx, {
      id,
      body_id: body.id,
      year: year.slug,
      begun_on: acting.today,
      begun_by: acting.person,
    })
    await insertAssessmentDraft(tx, {
      assessment_id: id,
      version: 1,
      sections: JSON.stringify(tidySections(from)),
      saved_on: acting.today,
      saved_at: acting.now,
      saved_by: acting.person,
    })
    return recorded({
      value: id,
      subject: { kind: 'assessment', id },
      after: { body: body.id, year: year.slug, startsFrom: before?.year ?? null },
    })
  },
})
