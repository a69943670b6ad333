import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { NamedFile } from '../../platform/files/named-file.ts'
import type { ReportsTables } from './reports.tables.ts'

/** Every file of a published report. One query. */
export async function listFilesOfReports(db: Db): Promise<NamedFile[]> {
  const reports = await tablesOf<ReportsTables>(db)
    .selectFrom('reports.published_reports')
    .select(['kind', 'body_id', 'year', 'version', 'published_on', 'pdf_hash', 'docx_hash'])
    .orderBy('id')
    .execute()
  return reports.flatMap(report => {
    const name = `${report.kind} ${report.year}, version ${report.version}`
    const of = { body: report.body_id, day: report.published_on }
    return [
      { hash: report.pdf_hash, name: `${name}.pdf`, of },
      { hash: report.docx_hash, name: `${name}.docx`, of },
    ]
  })
}
