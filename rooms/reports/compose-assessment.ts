import type { Db } from '../../platform/database/database.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { evenHeadings } from '../../platform/documents/blocks.ts'
import type { Year } from '../duties/duty.rules.ts'
import type { DutySource } from '../duties/duty-source.ts'
import type { SectionText } from './assessment.rules.ts'
import { assessmentBlocks } from './assessment-blocks.ts'
import type { AssessmentContent } from './assessment-content.ts'
import { readYearOfBody } from './read-year-of-body.ts'

export type ToComposeFrom = {
  readonly slug: string
  readonly year: Year
  readonly today: Day
  readonly texts: readonly SectionText[]
  /** 'https://…', before the addresses of what the report rests on. */
  readonly site: string
}

/** Composes a body's self-assessment from the record as it stands and what was written beside it. */
export async function composeAssessment(
  db: Db,
  sources: readonly DutySource[],
  { slug, year, today, texts, site }: ToComposeFrom,
): Promise<AssessmentContent> {
  const { body, record, findings, attendance, work } = await readYearOfBody(db, sources, {
    slug,
    year,
    today,
  })
  const addressedTo = record.reportsTo.map(above => ({ slug: above.slug, name: above.name }))
  return {
    format: 1,
    title: `Annual self-assessment ${year.name}`,
    body: { id: body.id, slug: body.slug, name: body.name },
    year: { slug: year.slug, name: year.name },
    asOf: today,
    addressedTo,
    findings,
    attendance,
    work,
    blocks: evenHeadings(
      assessmentBlocks({
        yearName: year.name,
        work,
        findings,
        attendance,
        addressedTo,
        site,
        texts,
        proposals: record.facts.proposed.map(
          ({ terms }) =>
            `Proposed${terms.proposed_on ? ` on ${formatDay(terms.proposed_on)}` : ''} and not in force: ${terms.title}.`,
        ),
      }),
    ),
  }
}
