import type { Selectable } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { NotFound } from '../../platform/outcome.ts'
import { reports } from './reports.records.ts'
import type { ReportsTables } from './reports.tables.ts'

export type PublishedReport = Selectable<ReportsTables['reports.published_reports']>
export type ListedReport = Omit<PublishedReport, 'content'>

const listed = [
  'id',
  'kind',
  'body_id',
  'year',
  'version',
  'title',
  'note',
  'approved_at_meeting',
  'approved_on',
  'published_on',
  'published_at',
  'published_by',
  'pdf_hash',
  'pdf_pages',
  'pdf_size',
  'docx_hash',
  'docx_size',
] as const

/** Published reports without their content, the latest first; of each, its latest version. One query. */
export const listReports = (
  db: Db,
  wanted: { readonly body?: string } = {},
): Promise<ListedReport[]> =>
  reports(db)
    .selectFrom('reports.published_reports as report')
    .select(listed)
    .$if(wanted.body !== undefined, query => query.where('body_id', '=', wanted.body ?? ''))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reports.published_reports as later')
            .select('later.id')
            .whereRef('later.body_id', '=', 'report.body_id')
            .whereRef('later.year', '=', 'report.year')
            .whereRef('later.kind', '=', 'report.kind')
            .whereRef('later.version', '>', 'report.version'),
        ),
      ),
    )
    .orderBy('published_at', 'desc')
    .orderBy('id')
    .execute()

/** @throws NotFound */
export async function readReport(db: Db, id: string): Promise<PublishedReport> {
  const row = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    ? await reports(db)
        .selectFrom('reports.published_reports')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!row) throw new NotFound('There is no such report.')
  return row
}

/** Every version of a body's report of a year, the latest first, without content. One query. */
export const listVersions = (db: Db, body: string, year: string): Promise<ListedReport[]> =>
  reports(db)
    .selectFrom('reports.published_reports')
    .select(listed)
    .where('body_id', '=', body)
    .where('year', '=', year)
    .orderBy('version', 'desc')
    .execute()

/** The latest published self-assessment of a body for a year, if any. One query. */
export const findPublishedReport = async (
  db: Db,
  body: string,
  year: string,
): Promise<ListedReport | undefined> => (await listVersions(db, body, year))[0]
