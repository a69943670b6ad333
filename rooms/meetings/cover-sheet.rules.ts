import type { Warning } from '../../platform/outcome.ts'
import { countOf, listed, opening } from '../../platform/plain-english.rules.ts'
import { itemNumberWarnings } from './agenda-number.rules.ts'

/** The five implications that a cover sheet must answer, as it prints them (R-TOR-17). */
export const implications = [
  'Resourcing',
  'Equality/Health Inequalities',
  'Engagement',
  'Green Plan',
  'BAF Risk',
] as const

export type Implication = (typeof implications)[number]

/**
 * The cover sheet of a paper (R-TOR-17). A text left empty, or a list without an
 * entry, is not filled in. An implication is answered by yes or no: one that is
 * absent has not been thought about, which is not the same as no.
 */
export type CoverSheet = {
  readonly meetingOn: string | null
  readonly executiveLead: string
  readonly authors: readonly string[]
  readonly body: string
  readonly item: string | null
  readonly reason: string
  readonly summary: string
  readonly recommendations: readonly string[]
  readonly implications: Readonly<Partial<Record<Implication, boolean>>>
  readonly report: string
  readonly nextSteps: string
  /** 'none' is an answer; empty is not. */
  readonly appendices: string
}

/** Where the paper stands: what its cover must agree with. */
export type CoverPlace = { readonly meetingOn: string; readonly item: string }

/**
 * What a cover sheet leaves out or gets wrong, each as a warning beside its field;
 * empty when it is complete (R-TOR-17). With `place`, the meeting's date and the
 * agenda's item number are compared too. A paper is never kept back for its cover.
 */
export function coverSheetGaps(cover: CoverSheet, place?: CoverPlace): Warning[] {
  const answers = fields.map(({ field, wants, filledIn }) => ({
    filled: filledIn(cover),
    warning: { code: 'cover-field-empty', field, message: `The cover sheet wants ${wants}.` },
  }))
  const unanswered = implications.filter(name => cover.implications[name] === undefined)
  return [
    ...answers.filter(({ filled }) => !filled).map(({ warning }) => warning),
    ...unanswered.map(name => ({
      code: 'implication-unanswered',
      field: `implications.${name}`,
      message: `The cover sheet does not say whether there are implications for ${name}: answer yes or no.`,
    })),
    ...(place ? placeWarnings(cover, place) : []),
  ]
}

const said = (text: string | null) => text !== null && text.trim() !== ''

const fields: readonly {
  readonly field: keyof CoverSheet
  readonly wants: string
  readonly filledIn: (cover: CoverSheet) => boolean
}[] = [
  { field: 'meetingOn', wants: 'the date of the meeting', filledIn: c => said(c.meetingOn) },
  { field: 'executiveLead', wants: 'an executive lead', filledIn: c => said(c.executiveLead) },
  { field: 'authors', wants: 'an author', filledIn: c => c.authors.some(said) },
  { field: 'body', wants: 'the body it is for', filledIn: c => said(c.body) },
  { field: 'item', wants: 'the number of its agenda item', filledIn: c => said(c.item) },
  { field: 'reason', wants: 'the reason for the report', filledIn: c => said(c.reason) },
  { field: 'summary', wants: 'a summary', filledIn: c => said(c.summary) },
  {
    field: 'recommendations',
    wants: 'at least one recommendation',
    filledIn: c => c.recommendations.some(said),
  },
  { field: 'report', wants: 'the report', filledIn: c => said(c.report) },
  { field: 'nextSteps', wants: 'the next steps', filledIn: c => said(c.nextSteps) },
  {
    field: 'appendices',
    wants: 'its appendices, or the word ‘none’',
    filledIn: c => said(c.appendices),
  },
]

function placeWarnings(cover: CoverSheet, place: CoverPlace): Warning[] {
  const wrongDay: Warning[] =
    cover.meetingOn !== null && cover.meetingOn !== place.meetingOn
      ? [
          {
            code: 'meeting-date-differs',
            field: 'meetingOn',
            message: 'The date on the cover sheet is not the date of the meeting.',
          },
        ]
      : []
  return [...wrongDay, ...itemNumberWarnings(cover.item, place.item)]
}

/** What a pack has in it, for the check that it is complete. */
export type PackContents = {
  readonly forwardPlan: boolean
  readonly registerOfInterests: boolean
  readonly actionTracker: boolean
  /** Minutes of the last meeting; null when the body has not met before. */
  readonly lastMinutes: boolean | null
  readonly items: readonly {
    readonly number: string
    readonly wantsPaper: boolean
    readonly hasPaper: boolean
    readonly hasCoverSheet: boolean
  }[]
}

/**
 * What a pack lacks, each as a warning; empty when it is complete. A forward plan
 * goes in every pack (R-TOR-13; the agenda of 14 February 2025 lists none), and an
 * extract of the register of interests to every meeting (R-COI-6).
 */
export function packGaps(pack: PackContents): Warning[] {
  const warnings: Warning[] = []
  const wanting = (code: string, message: string) => warnings.push({ code, message })
  if (!pack.forwardPlan)
    wanting(
      'pack-without-forward-plan',
      'The pack has no forward plan: every pack should have one.',
    )
  if (!pack.registerOfInterests)
    wanting('pack-without-register', 'The pack has no extract of the register of interests.')
  if (!pack.actionTracker) wanting('pack-without-tracker', 'The pack has no action tracker.')
  if (pack.lastMinutes === false)
    wanting('pack-without-minutes', 'The pack has no minutes of the last meeting.')
  const lacking = pack.items.filter(item => item.wantsPaper && !item.hasPaper)
  if (lacking.length > 0)
    wanting(
      'pack-without-paper',
      `${opening(countOf(lacking.length, 'item has', 'items have'))} no paper yet: ${listed(lacking.map(item => item.number))}.`,
    )
  const uncovered = pack.items.filter(item => item.hasPaper && !item.hasCoverSheet)
  if (uncovered.length > 0)
    wanting(
      'paper-without-cover-sheet',
      `${opening(countOf(uncovered.length, 'item has', 'items have'))} a paper without a cover sheet: ${listed(uncovered.map(item => item.number))}.`,
    )
  return warnings
}
