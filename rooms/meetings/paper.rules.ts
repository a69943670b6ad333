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
  /** When it was permitted. */
  readonly permittedOn?: Day | undefined
}

/** When the body's papers are due, as far as this rule asks. */
export type PapersDueDay = { readonly due: Day; readonly breachAfter: Day }

/** Whether a paper handed in on the day came after the day on which papers are due (R-TOR-9). */
export const isLate = (submittedOn: Day | undefined, papersDue: PapersDueDay | null): boolean =>
  submittedOn !== undefined && papersDue !== null && submittedOn > papersDue.due

/** How far the papers are out already, as far as one paper is concerned. */
export type PapersOut = {
  /** When the first version with papers was published; null before. */
  readonly on: Day | null
  /** Whether this paper was announced or published already: it is not new to anybody. */
  readonly known: boolean
}

const notOut: PapersOut = { on: null, known: false }

/**
 * Whether somebody has to let a paper in: it came after papers were due (R-TOR-9), or it is
 * new after the papers were published. One that was announced as to follow is not new.
 */
export const needsPermission = (
  submittedOn: Day | undefined,
  papersDue: PapersDueDay | null,
  out: PapersOut = notOut,
): boolean => isLate(submittedOn, papersDue) || (out.on !== null && !out.known)

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
    out = notOut,
  }: {
    readonly meetingDay: Day
    readonly papersDue: PapersDueDay | null
    readonly today: Day
    readonly out?: PapersOut
  },
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
  else if (needsPermission(submittedOn, papersDue, out) && (paper.permission ?? '').trim() === '')
    refuse(
      'permission-missing',
      'permission',
      papersDue && isLate(submittedOn, papersDue)
        ? `Papers were due by ${formatDay(papersDue.due)}. Enter who let this one in late, and why.`
        : `The papers were published on ${formatDay(out.on ?? today)}. Enter who let this one in after that, and why.`,
    )
  if (paper.permittedOn !== undefined && paper.permittedOn > today)
    refuse(
      'permitted-in-the-future',
      'permittedOn',
      `It cannot have been permitted on ${formatDay(paper.permittedOn)}, which is still to come.`,
    )
  return refusals
}

/** When a paper was let in: the day that was said, else today, where the permission is new. */
export function permittedOnKept(
  paper: ProposedPaper,
  today: Day,
  before?: { readonly permission: string; readonly permitted_on: Day | null },
): Day | null {
  const permission = (paper.permission ?? '').trim()
  if (permission === '') return null
  if (paper.permittedOn !== undefined) return paper.permittedOn
  return before && before.permission === permission ? before.permitted_on : today
}

/**
 * Why a file of a paper that members already have may not be changed without a word: a
 * file added or replaced after the papers were published needs its reason.
 */
export const reasonsToExplainFile = (
  paper: { readonly permission: string },
  out: PapersOut,
  because: string,
): Refusal[] =>
  out.on === null || !out.known || because.trim() !== '' || paper.permission !== ''
    ? []
    : [
        {
          code: 'reason-missing',
          field: 'because',
          message: `The papers were published on ${formatDay(out.on)}. Enter who let this file in after that, and why: it stands in the pack.`,
        },
      ]

/**
 * The kind under which a paper is kept: an ordinary one handed in after its day is a late one,
 * and one that is new after the papers were published adds to them.
 */
export const kindKept = (
  kind: PaperKind,
  submittedOn: Day | undefined,
  papersDue: PapersDueDay | null,
  out: PapersOut = notOut,
): PaperKind => {
  if (kind !== 'paper') return kind
  if (isLate(submittedOn, papersDue)) return 'late'
  return needsPermission(submittedOn, papersDue, out) ? 'supplementary' : kind
}
