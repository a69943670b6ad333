import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Block } from '../../platform/documents/blocks.ts'
import { writeDocx } from '../../platform/documents/docx-writer.ts'
import { makePaperPdf } from '../../platform/documents/paper-pdf.ts'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** What a report of a body has in each of its forms. */
export type ReportContent = {
  readonly title: string
  readonly body: { readonly name: string; readonly slug: string }
  readonly year: { readonly slug: string }
  /** The day as of which its figures stand. */
  readonly asOf: Day
  readonly blocks: readonly Block[]
}

/** What stands under the title of every form of the report. */
export const factsOf = (
  content: Pick<ReportContent, 'asOf'>,
  ...more: readonly string[]
): string[] => [`Figures as of ${formatDay(content.asOf)}`, ...more]

const paperOf = (content: ReportContent, more: readonly string[]) => ({
  title: content.title,
  kicker: content.body.name,
  facts: factsOf(content, ...more),
  blocks: content.blocks,
})

/** The report as tagged PDF. */
export const reportPdf = (
  content: ReportContent,
  more: readonly string[],
  madeAt: Date,
): Promise<Uint8Array> => makePaperPdf({ ...paperOf(content, more), madeAt })

/** The same as a Word document. */
export const reportDocx = (content: ReportContent, more: readonly string[]): Promise<Uint8Array> =>
  writeDocx(paperOf(content, more))

/** 'health-and-care-partnership-self-assessment-2024-25.pdf' */
export const fileNameOf = (
  content: Pick<ReportContent, 'body' | 'year'>,
  ending: 'pdf' | 'docx',
  kind: 'self-assessment' | 'compliance' = 'self-assessment',
) => `${content.body.slug}-${kind}-${content.year.slug}.${ending}`
