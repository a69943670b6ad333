import { type Insertable, sql } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { ReportsTables } from './reports.tables.ts'

/** The record as this room knows it. */
export const reports = (db: Db) => tablesOf<ReportsTables>(db)

/** Holds a body's assessments until the transaction ends, so that its acts come one after another. */
export const holdAssessments = (tx: Tx, body: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`reports.assessments ${body}`}, 0))`.execute(
    tx,
  )

export const insertAssessment = (tx: Tx, row: Insertable<ReportsTables['reports.assessments']>) =>
  reports(tx).insertInto('reports.assessments').values(row).execute()

export const insertAssessmentDraft = (
  tx: Tx,
  row: Insertable<ReportsTables['reports.assessment_drafts']>,
) => reports(tx).insertInto('reports.assessment_drafts').values(row).execute()

export const insertSubmission = (
  tx: Tx,
  row: Insertable<ReportsTables['reports.assessment_submissions']>,
) => reports(tx).insertInto('reports.assessment_submissions').values(row).execute()

export const insertReport = (tx: Tx, row: Insertable<ReportsTables['reports.published_reports']>) =>
  reports(tx).insertInto('reports.published_reports').values(row).execute()
