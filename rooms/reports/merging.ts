import { sql } from 'kysely'
import type { MergePart } from '../../platform/record/merging.ts'

/** This room's share in merging two entries of one person. */
export const personsInReports: MergePart = {
  references: [
    { table: 'reports.assessments', column: 'begun_by', called: 'self-assessments begun' },
    { table: 'reports.assessment_drafts', column: 'saved_by', called: 'self-assessments saved' },
    { table: 'reports.interest_answers', column: 'answered_by', called: 'checks answered' },
    { table: 'reports.published_reports', column: 'published_by', called: 'reports published' },
  ],
}

/** The same of two entries of one body; what was published stays as it was. */
export const bodiesInReports: MergePart = {
  references: [
    { table: 'reports.assessments', column: 'body_id', called: 'self-assessments' },
    {
      table: 'reports.interest_answers',
      column: 'body_id',
      called: 'answers to checks of interests',
    },
    {
      table: 'reports.published_reports',
      column: 'body_id',
      called: 'reports published',
      kept: 'kept with the old entry, as what it had published then',
    },
  ],
  // A body assesses itself once a year: two of one year cannot become one by themselves.
  refusals: async (db, { stays, goes }) => {
    const { rows } = await sql<{ year: string }>`
      select own.year from reports.assessments own
      join reports.assessments other on other.year = own.year and other.body_id = ${goes}
      where own.body_id = ${stays} order by own.year`.execute(db)
    return rows.map(({ year }) => ({
      code: 'assessed-twice',
      field: 'goes',
      message: `Both entries have a self-assessment of ${year}: there can be one. They cannot be merged as they are.`,
    }))
  },
}
