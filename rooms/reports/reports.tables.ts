import type { Generated, JSONColumnType } from 'kysely'
import type { Day } from '../../platform/day.rules.ts'
import type { SectionText } from './assessment.rules.ts'
import type { AssessmentContent } from './assessment-content.ts'

export type ReportsTables = {
  'reports.assessments': {
    id: string
    body_id: string
    year: string
    begun_on: Day
    begun_by: string | null
  }
  'reports.assessment_drafts': {
    assessment_id: string
    version: number
    sections: JSONColumnType<readonly SectionText[]>
    saved_on: Day
    saved_at: Date
    saved_by: string | null
  }
  'reports.assessment_submissions': {
    id: string
    assessment_id: string
    version: number
    meeting_id: string
    item_id: string
    paper_id: string
    submitted_on: Day
    recorded_at: Date
    content: JSONColumnType<AssessmentContent>
  }
  'reports.interest_answers': {
    id: string
    place: Generated<string>
    body_id: string
    about: string
    people: string[]
    outcome: 'no fault' | 'taken back'
    word: string
    answered_on: Day
    answered_by: string | null
    recorded_at: Date
  }
  'reports.published_reports': {
    id: string
    kind: 'self-assessment'
    body_id: string
    year: string
    version: number
    title: string
    content: JSONColumnType<AssessmentContent>
    note: string
    approved_at_meeting: string
    approved_on: Day
    published_on: Day
    published_at: Date
    published_by: string | null
    pdf_hash: string
    pdf_pages: number
    pdf_size: number
    docx_hash: string
    docx_size: number
  }
}
