import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsNotToSave } from '../meetings/meeting.rules.ts'
import { type SectionText, sectionsThatDiffer, tidySections } from './assessment.rules.ts'
import { latestDraft, readAssessment } from './read-assessment.ts'
import { holdAssessments, insertAssessmentDraft } from './reports.records.ts'

export type AssessmentToSave = {
  readonly assessment: string
  /** The version on which the text was written. */
  readonly basedOn: number
  readonly sections: readonly SectionText[]
}

/**
 * Saves what the clerk or the chair wrote as the next version; every version is kept.
 *
 * Refuses text written on a version that somebody has saved over meanwhile.
 */
export const saveAssessment = verb<AssessmentToSave, number>({
  name: 'reports.save-assessment',
  permission: 'report on the body',
  scope: async (tx, { assessment }) => (await readAssessment(tx, assessment)).body_id,
  act: async (tx, input, acting) => {
    const assessment = await readAssessment(tx, input.assessment)
    await holdAssessments(tx, assessment.body_id)
    const draft = await latestDraft(tx, assessment.id)
    const refusals = reasonsNotToSave(draft.version, input.basedOn, 'this self-assessment')
    if (refusals.length > 0) return refused(...refusals)
    const sections = tidySections(input.sections)
    const version = draft.version + 1
    await insertAssessmentDraft(tx, {
      assessment_id: assessment.id,
      version,
      sections: JSON.stringify(sections),
      saved_on: acting.today,
      saved_at: acting.now,
      saved_by: acting.person,
    })
    const changed = new Set(sectionsThatDiffer(draft.sections, sections))
    const only = (texts: readonly SectionText[]) =>
      texts.filter(({ section }) => changed.has(section))
    return recorded({
      value: version,
      subject: { kind: 'assessment', id: assessment.id },
      before: { version: draft.version, sections: only(draft.sections) },
      after: { version, sections: only(sections) },
    })
  },
})
