import { randomUUID } from 'node:crypto'
import { refused } from '../../platform/outcome.ts'
import { listed } from '../../platform/plain-english.rules.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { yearCalled } from '../duties/duty.rules.ts'
import type { DutySource } from '../duties/duty-source.ts'
import { addAgendaItem } from '../meetings/add-agenda-item.ts'
import { attachFile } from '../meetings/attach-file.ts'
import { reasonsNotToSave } from '../meetings/meeting.rules.ts'
import { readMeeting } from '../meetings/read-meeting.ts'
import { submitPaper } from '../meetings/submit-paper.ts'
import { tallyOf } from './compliance.rules.ts'
import { composeAssessment } from './compose-assessment.ts'
import { latestDraft, readAssessment } from './read-assessment.ts'
import { fileNameOf, reportPdf } from './report-documents.ts'
import { holdAssessments, insertSubmission } from './reports.records.ts'

export type AssessmentToSubmit = {
  readonly assessment: string
  /** The version that whoever submits it has read. */
  readonly basedOn: number
  readonly meeting: string
  /** Who lets it in and why, where the papers of the meeting were due already. */
  readonly permission?: string
  readonly site: string
  readonly sources: readonly DutySource[]
}

/**
 * Puts a self-assessment before a meeting of the body, as an item that asks for approval
 * and a paper with the report as PDF (R-TOR-16). What the meeting gets is frozen here:
 * that, and no later draft, is what it approves.
 *
 * Refuses a meeting of another body, one that is over or a workshop, a draft that
 * somebody changed meanwhile, and what the agenda and the papers refuse.
 */
export const submitAssessment = verb<AssessmentToSubmit, string>({
  name: 'reports.submit-assessment',
  permission: 'report on the body',
  scope: async (tx, { assessment }) => (await readAssessment(tx, assessment)).body_id,
  act: async (tx, input, acting) => {
    const assessment = await readAssessment(tx, input.assessment)
    await holdAssessments(tx, assessment.body_id)
    const body = await readBody(tx, assessment.body_id)
    const draft = await latestDraft(tx, assessment.id)
    const meeting = await readMeeting(tx, input.meeting)
    const year = yearCalled(assessment.year)
    const stale = reasonsNotToSave(draft.version, input.basedOn, 'this self-assessment')
    if (stale.length > 0) return refused(...stale)
    if (
      !year ||
      meeting.body_id !== body.id ||
      meeting.day < acting.today ||
      meeting.kind === 'workshop'
    )
      return refused({
        code: 'meeting-unfit',
        field: 'meeting',
        message: `Choose a meeting of the ${body.name} that is still to come. A workshop approves nothing.`,
      })
    const content = await composeAssessment(tx, input.sources, {
      slug: body.slug,
      year,
      today: acting.today,
      texts: draft.sections,
      site: input.site,
    })
    const above = content.addressedTo.map(({ name }) => name)
    const item = await addAgendaItem(acting, {
      meeting: meeting.id,
      title: content.title,
      kind: 'business',
      lead: 'Chair',
      purposes: ['approve'],
      audience: 'public',
      summary: 'What the body did in the year, and whether it kept its own rules.',
    })
    if (!item.ok) return item
    const { kept, notKept, cannotBeTold } = tallyOf(content.findings)
    const paper = await submitPaper(acting, {
      item: item.value.id,
      title: content.title,
      kind: 'paper',
      submittedOn: acting.today,
      permission: input.permission ?? '',
      cover: {
        executiveLead: 'Secretary of the body',
        authors: ['Secretary of the body'],
        reason: 'The terms of reference ask for a self-assessment each year.',
        summary: `Of the rules looked at, ${kept} were kept and ${notKept} were not; of ${cannotBeTold} the record does not tell enough.`,
        recommendations: [
          {
            verb: 'approve',
            text: `the self-assessment for ${year.name}${above.length > 0 ? `, to be reported to ${listed(above)}` : ''}`,
          },
        ],
        implications: {
          resourcing: { applies: false, text: '' },
          equality: { applies: false, text: '' },
          engagement: { applies: false, text: '' },
          greenPlan: { applies: false, text: '' },
          bafRisk: { applies: false, text: '' },
        },
        report: '',
        nextSteps: 'Once approved it is published.',
        appendices: [],
        itemNumber: item.value.number,
      },
    })
    if (!paper.ok) return paper
    const file = await attachFile(acting, {
      paper: paper.value.paper.id,
      name: fileNameOf(content, 'pdf'),
      description: `The self-assessment for ${year.name}`,
      bytes: await reportPdf(content, ['For approval'], acting.now),
    })
    if (!file.ok) return file
    const id = randomUUID()
    await insertSubmission(tx, {
      id,
      assessment_id: assessment.id,
      version: draft.version,
      meeting_id: meeting.id,
      item_id: item.value.id,
      paper_id: paper.value.paper.id,
      submitted_on: acting.today,
      recorded_at: acting.now,
      content: JSON.stringify(content),
    })
    return recorded({
      value: id,
      subject: { kind: 'assessment', id: assessment.id },
      after: {
        submitted: id,
        version: draft.version,
        meeting: meeting.id,
        paper: paper.value.paper.id,
        pdf: file.value.hash,
      },
    })
  },
})
