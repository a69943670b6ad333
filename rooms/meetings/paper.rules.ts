import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { PaperKind } from './meetings.tables.ts'

export const paperKinds = [
  'paper',
  'late',
  'supplementary',
  'to follow',
] as const satisfies readonly PaperKind[]

export type ProposedPaper = {
  readonly title: string
  readonly kind: string
  readonly submittedOn?: Day | undefined
  readonly permission?: string | undefined
}

/** When the body's papers are due, as far as this rule asks. */
export type PapersDueDay = { readonly due: Day; readonly breachAfter: Day }

/** Whether a paper handed in on the day came after the day on which papers are due (R-TOR-9). */
export const isLate = (submittedOn: Day | undefined, papersDue: PapersDueDay | null): boolean =>
  submittedOn !== undefined && papersDue !== null && submittedOn > papersDue.due

/**
 * Why a paper cannot be taken so. A late one is taken where somebody permitted it and said
 * why; `papersDue` is null where the body sets no day.
 */
export function reasonsNotToTake(
  paper: ProposedPaper,
  {
    meetingDay,
    papersDue,
    today,
  }: { readonly meetingDay: Day; readonly papersDue: PapersDueDay | null; readonly today: Day },
): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) =>
    refusals.push({ code, field, message })
  const { submittedOn } = paper
  if (paper.title.trim() === '') refuse('title-missing', 'title', 'Enter what the paper is called.')
  if (!paperKinds.some(kind => kind === paper.kind))
    refuse('kind-unknown', 'kind', 'Choose what kind of paper it is.')
  if (paper.kind === 'to follow') {
    if (submittedOn !== undefined)
      refuse(
        'to-follow-submitted',
        'submittedOn',
        'A paper that is still to follow has not been submitted: leave the day empty, or choose another kind.',
      )
    return refusals
  }
  if (submittedOn === undefined)
    refuse('submitted-missing', 'submittedOn', 'Enter the day on which the paper was submitted.')
  else if (submittedOn > today)
    refuse(
      'submitted-in-the-future',
      'submittedOn',
      `The paper cannot have been submitted on ${formatDay(submittedOn)}, which is still to come.`,
    )
  else if (submittedOn > meetingDay)
    refuse(
      'submitted-after-the-meeting',
      'submittedOn',
      `The meeting was on ${formatDay(meetingDay)}: a paper submitted later belongs to another meeting.`,
    )
  else if (papersDue && isLate(submittedOn, papersDue) && (paper.permission ?? '').trim() === '')
    refuse(
      'permission-missing',
      'permission',
      `Papers were due by ${formatDay(papersDue.due)}. Enter who let this one in late, and why.`,
    )
  return refusals
}

/** The kind under which a paper is kept: an ordinary one handed in after its day is a late one. */
export const kindKept = (
  kind: PaperKind,
  submittedOn: Day | undefined,
  papersDue: PapersDueDay | null,
): PaperKind => (kind === 'paper' && isLate(submittedOn, papersDue) ? 'late' : kind)
