import { formatDay } from '../../platform/day.rules.ts'
import { writeDocx } from '../../platform/documents/docx-writer.ts'
import { makePaperPdf } from '../../platform/documents/paper-pdf.ts'
import type { AssessmentContent } from './assessment-content.ts'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** What stands under the title of every form of the report. */
export const factsOf = (content: AssessmentContent, ...more: readonly string[]): string[] => [
  `Figures as of ${formatDay(content.asOf)}`,
  ...more,
]

/** The report as tagged PDF. */
export const assessmentPdf = (
  content: AssessmentContent,
  more: readonly string[],
  madeAt: Date,
): Promise<Uint8Array> =>
  makePaperPdf({
    title: content.title,
    kicker: content.body.name,
    facts: factsOf(content, ...more),
    blocks: content.blocks,
    madeAt,
  })

/** The same as a Word document. */
export const assessmentDocx = (
  content: AssessmentContent,
  more: readonly string[],
): Promise<Uint8Array> =>
  writeDocx({
    title: content.title,
    kicker: content.body.name,
    facts: factsOf(content, ...more),
    blocks: content.blocks,
  })

/** 'health-and-care-partnership-self-assessment-2024-25.pdf' */
export const fileNameOf = (content: AssessmentContent, ending: 'pdf' | 'docx') =>
  `${content.body.slug}-self-assessment-${content.year.slug}.${ending}`
