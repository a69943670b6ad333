import type { Day } from '../../platform/day.rules.ts'
import type { Block } from '../../platform/documents/blocks.ts'
import type { WorkOfYear } from './assessment.rules.ts'
import type { AttendanceReport } from './attendance-report.rules.ts'
import type { ComplianceFinding } from './compliance.rules.ts'

/** The whole report, as one composition: page, PDF and Word document are made of it. */
export type AssessmentContent = {
  readonly format: 1
  readonly title: string
  readonly body: { readonly id: string; readonly slug: string; readonly name: string }
  readonly year: { readonly slug: string; readonly name: string }
  /** The day as of which its figures stand. */
  readonly asOf: Day
  readonly addressedTo: readonly { readonly slug: string; readonly name: string }[]
  readonly blocks: readonly Block[]
  readonly findings: readonly ComplianceFinding[]
  readonly attendance: AttendanceReport
  readonly work: WorkOfYear
}
