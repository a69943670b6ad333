import { randomUUID } from 'node:crypto'
import { formatDay } from '../../platform/day.rules.ts'
import { pdfFacts } from '../../platform/documents/pdf-facts.ts'
import { releaseFiles, storeFile } from '../../platform/files/files.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsNotToPublish } from './assessment.rules.ts'
import { findSubmission, readAssessment } from './read-assessment.ts'
import { findPublishedReport } from './read-reports.ts'
import { DOCX, reportDocx, reportPdf } from './report-documents.ts'
import { holdAssessments, insertReport } from './reports.records.ts'

export type AssessmentToPublish = {
  readonly assessment: string
  /** What changed since the version before, where there is one. */
  readonly note?: string
}

/**
 * Publishes what a meeting approved as a numbered, frozen report: page, data, PDF and Word
 * document of one composition, addressed to the bodies above (R-TOR-16).
 *
 * Refuses what no meeting has had or none approved, and what is published already.
 */
export const publishAssessment = verb<AssessmentToPublish, string>({
  name: 'reports.publish-assessment',
  permission: 'publish',
  scope: async (tx, { assessment }) => (await readAssessment(tx, assessment)).body_id,
  act: async (tx, input, acting) => {
    const assessment = await readAssessment(tx, input.assessment)
    await holdAssessments(tx, assessment.body_id)
    const submitted = await findSubmission(tx, assessment.id)
    const before = await findPublishedReport(tx, assessment.body_id, assessment.year)
    const refusals = reasonsNotToPublish({
      submittedTo: submitted?.meeting.day ?? null,
      approvedOn: submitted?.approvedOn ?? null,
      published: before !== undefined && before.approved_at_meeting === submitted?.meeting.id,
    })
    if (refusals.length > 0 || !submitted?.approvedOn) return refused(...refusals)
    const { content } = submitted.submission
    const version = (before?.version ?? 0) + 1
    const facts = [
      `Approved at the meeting of ${formatDay(submitted.approvedOn)}`,
      `Published ${formatDay(acting.today)}, version ${version}`,
    ]
    const pdf = await reportPdf(content, facts, acting.now)
    const docx = await reportDocx(content, facts)
    const storedPdf = await storeFile(tx, { bytes: pdf, mediaType: 'application/pdf' }, acting.now)
    const storedDocx = await storeFile(tx, { bytes: docx, mediaType: DOCX }, acting.now)
    await releaseFiles(tx, [storedPdf.hash, storedDocx.hash], acting.now)
    const row = {
      id: randomUUID(),
      kind: 'self-assessment' as const,
      body_id: assessment.body_id,
      year: assessment.year,
      version,
      title: content.title,
      note: input.note?.trim() ?? '',
      approved_at_meeting: submitted.meeting.id,
      approved_on: submitted.approvedOn,
      published_on: acting.today,
      published_at: acting.now,
      published_by: acting.person,
      pdf_hash: storedPdf.hash,
      pdf_pages: (await pdfFacts(pdf)).pages,
      pdf_size: storedPdf.size,
      docx_hash: storedDocx.hash,
      docx_size: storedDocx.size,
    }
    await insertReport(tx, { ...row, content: JSON.stringify(content) })
    return recorded({
      value: row.id,
      subject: { kind: 'report', id: row.id },
      before: before ? { version: before.version, pdf_hash: before.pdf_hash } : null,
      after: row,
    })
  },
})
