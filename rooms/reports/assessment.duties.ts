import { addMonths, type Day, formatDay } from '../../platform/day.rules.ts'
import { countOf } from '../../platform/plain-english.rules.ts'
import type { Body } from '../bodies/read-body.ts'
import { type Duty, type Year, yearsBetween } from '../duties/duty.rules.ts'
import { meetingFactsOf } from '../duties/duty-meetings.ts'
import type { DutySource } from '../duties/duty-source.ts'
import { MONTHS_TO_ASSESS } from './assessment.rules.ts'
import { listApprovals, listPublications } from './read-assessment.ts'

type YearToAssess = {
  readonly body: Pick<Body, 'id' | 'slug'>
  readonly year: Year
  readonly citation: string
  readonly recordBegins: Day | null
  readonly approvedOn: Day | undefined
  readonly published: { readonly on: Day; readonly id: string } | undefined
}

/**
 * A year's self-assessment, and the report of it to those above (R-TOR-16). The terms set
 * no day; six months after the year's end is this record's own (decision 16).
 */
export function assessmentDutiesOf(facts: YearToAssess): Duty[] {
  const { body, year, citation, recordBegins, approvedOn, published } = facts
  const due = addMonths(year.last, MONTHS_TO_ASSESS)
  const href = `/work/bodies/${body.slug}/assessments/${year.slug}`
  const common = {
    owner: { words: 'Secretary and chair', persons: [], permission: 'report on the body' },
    body: body.id,
    // It belongs to the year that it tells of.
    concerns: year.last,
    href,
    due,
    warnDays: 90,
    rule: `Each year, for the year before. The terms set no day; here it is ${countOf(MONTHS_TO_ASSESS, 'month')} after the year’s end, ${formatDay(due)}.`,
    citation,
    working: () => [],
    ...(recordBegins === null || recordBegins > year.last
      ? { unknown: `This record begins after ${year.name}.` }
      : {}),
  }
  return [
    {
      ...common,
      key: `self-assessment/${body.id}/${year.slug}`,
      kind: 'self-assessment',
      what: `Assess the body’s own year ${year.name} at a meeting`,
      ...(approvedOn === undefined
        ? {}
        : { kept: { on: approvedOn, what: 'A meeting approved the self-assessment', href } }),
    },
    {
      ...common,
      key: `self-assessment report/${body.id}/${year.slug}`,
      kind: 'self-assessment report',
      what: `Report the self-assessment of ${year.name} to the bodies above`,
      ...(published === undefined
        ? {}
        : {
            kept: {
              on: published.on,
              what: 'The report was published',
              href: `/reports/${published.id}`,
            },
          }),
    },
  ]
}

/** The yearly self-assessment of each body whose terms ask for one. Four queries. */
export const assessmentDuties: DutySource = {
  kinds: [
    { kind: 'self-assessment', title: 'Yearly self-assessment', isPublic: false },
    { kind: 'self-assessment report', title: 'Report of the self-assessment', isPublic: false },
  ],
  list: async scope => {
    const { db, bodies, from, to, today } = scope
    const ids = bodies.map(({ id }) => id)
    const approvals = await listApprovals(db, ids)
    const publications = await listPublications(db, ids)
    const { recordBegins } = await meetingFactsOf(scope)
    // A year is assessed once it is over.
    const years = yearsBetween(from, to).filter(({ first, last }) => last < today && first >= from)
    return bodies.flatMap(body =>
      years.flatMap(year => {
        const terms = scope.termsOf(body.id, year.last)?.terms
        if (!terms?.annualSelfAssessment) return []
        const ofYear = <Row extends { readonly body: string; readonly year: string }>(
          rows: readonly Row[],
        ) => rows.find(row => row.body === body.id && row.year === year.slug)
        return assessmentDutiesOf({
          body,
          year,
          citation: terms.annualSelfAssessment.citation,
          recordBegins: recordBegins.get(body.id) ?? null,
          approvedOn: ofYear(approvals)?.on,
          published: ofYear(publications),
        })
      }),
    )
  },
}
