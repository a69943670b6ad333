import type { Warning } from '../../platform/outcome.ts'
import { countOf, listed, opening } from '../../platform/plain-english.rules.ts'
import { itemNumberWarnings } from './agenda-number.rules.ts'
import { type DecisionVerb, decisionVerbs, needsQuorum } from './formal-business.rules.ts'

/** What a paper asks the meeting to do. */
export type Recommendation = {
  /** As the paper prints it: 'note', or 'consider and discuss'. */
  readonly verb: string
  readonly text: string
  /** Whose approval is asked for, where it is another body's. */
  readonly forBody?: string | undefined
}

/** The five implications of the cover sheet, in its order (R-TOR-17). */
export const implications = {
  resourcing: 'Resourcing',
  equality: 'Equality and health inequalities',
  engagement: 'Engagement',
  greenPlan: 'Green Plan commitments',
  bafRisk: 'Board assurance framework risk',
} as const

export type ImplicationName = keyof typeof implications

export const implicationNames = Object.keys(implications) as readonly ImplicationName[]

export type Implication = { readonly applies: boolean; readonly text: string }

/**
 * The cover sheet of a paper (R-TOR-17). Its meeting, date and body are those of the
 * agenda item it lies under, so they are not typed twice.
 */
export type CoverSheet = {
  readonly executiveLead: string
  readonly authors: readonly string[]
  /** Why the paper comes to this body. */
  readonly reason: string
  readonly summary: string
  readonly recommendations: readonly Recommendation[]
  /** One that is absent has not been answered, which is not the same as no. */
  readonly implications: Readonly<Partial<Record<ImplicationName, Implication>>>
  /** The report itself, in Markdown; empty where a file is the report. */
  readonly report: string
  readonly nextSteps: string
  readonly appendices: readonly string[]
  /** The item number printed on the paper; '' where it prints none. */
  readonly itemNumber: string
}

export const emptyCover: CoverSheet = {
  executiveLead: '',
  authors: [],
  reason: '',
  summary: '',
  recommendations: [],
  implications: {},
  report: '',
  nextSteps: '',
  appendices: [],
  itemNumber: '',
}

const texts = (list: readonly string[]) => list.map(text => text.trim()).filter(text => text !== '')

/** The sheet as it is kept: trimmed, without empty lines, each part there. */
export const tidyCover = (given: Partial<CoverSheet>): CoverSheet => {
  const cover = { ...emptyCover, ...given }
  const answered: Partial<Record<ImplicationName, Implication>> = {}
  for (const name of implicationNames) {
    const implication = cover.implications[name]
    if (implication)
      answered[name] = { applies: implication.applies, text: implication.text.trim() }
  }
  return {
    executiveLead: cover.executiveLead.trim(),
    authors: texts(cover.authors),
    reason: cover.reason.trim(),
    summary: cover.summary.trim(),
    recommendations: cover.recommendations
      .map(({ verb, text, forBody }) => ({
        verb: verb.trim().toLowerCase(),
        text: text.trim(),
        ...(forBody?.trim() ? { forBody: forBody.trim() } : {}),
      }))
      .filter(({ verb, text }) => verb !== '' || text !== ''),
    implications: answered,
    report: cover.report.trim(),
    nextSteps: cover.nextSteps.trim(),
    appendices: texts(cover.appendices),
    itemNumber: cover.itemNumber.trim(),
  }
}

export const isEmptyCover = (cover: CoverSheet): boolean =>
  JSON.stringify(tidyCover(cover)) === JSON.stringify(emptyCover)

/** The verbs of a decision that the words hold: 'consider and discuss' holds two. */
export const verbsWithin = (words: string): DecisionVerb[] =>
  (Object.keys(decisionVerbs) as DecisionVerb[]).filter(verb =>
    new RegExp(`\\b${verb}\\b`, 'i').test(words),
  )

/** Whether the recommendation asks for formal business, which only a quorate meeting may do. */
export const asksForQuorum = ({ verb, forBody }: Recommendation): boolean =>
  verbsWithin(verb).some(each => needsQuorum(each, forBody))

const REQUIRED = [
  ['executiveLead', 'the executive lead'],
  ['authors', 'the author'],
  ['reason', 'why it comes to this body'],
  ['summary', 'a summary'],
  ['nextSteps', 'the next steps'],
  ['itemNumber', 'its item number'],
] as const satisfies readonly (readonly [keyof CoverSheet, string])[]

/**
 * What is missing from a cover sheet, or does not agree with the agenda (R-TOR-17).
 * Said beside the paper; stops nothing, since a paper in a meeting's hands is a fact.
 *
 * `hasFile` says that a file is the report; `itemNumber` is the agenda's.
 */
export function coverWarnings(
  given: Partial<CoverSheet>,
  { itemNumber, hasFile }: { readonly itemNumber: string; readonly hasFile: boolean },
): Warning[] {
  const cover = tidyCover(given)
  if (isEmptyCover(cover))
    return [
      {
        code: 'cover-missing',
        field: 'cover',
        message: 'This paper has no cover sheet: nobody is told what it asks of the meeting.',
      },
    ]
  const warnings: Warning[] = []
  for (const [field, what] of REQUIRED)
    if (cover[field].length === 0)
      warnings.push({
        code: 'cover-incomplete',
        field,
        message: `The cover sheet does not give ${what}.`,
      })
  warnings.push(...recommendationWarnings(cover.recommendations))
  const unanswered = implicationNames.filter(name => !cover.implications[name])
  if (unanswered.length > 0)
    warnings.push({
      code: 'implications-unanswered',
      field: 'implications',
      message: `The cover sheet does not say whether there are implications for ${listed(
        unanswered.map(name => implications[name]),
        'or',
      )}.`,
    })
  for (const name of implicationNames) {
    const implication = cover.implications[name]
    if (implication?.applies && implication.text === '')
      warnings.push({
        code: 'implication-unexplained',
        field: name,
        message: `${implications[name]} is ticked, but the cover sheet does not say what the implication is.`,
      })
  }
  if (cover.report === '' && !hasFile)
    warnings.push({
      code: 'report-missing',
      field: 'report',
      message: 'There is neither a report here nor a file with one.',
    })
  return [...warnings, ...itemNumberWarnings(cover.itemNumber || null, itemNumber)]
}

function recommendationWarnings(recommendations: readonly Recommendation[]): Warning[] {
  const field = 'recommendations'
  if (recommendations.length === 0)
    return [
      {
        code: 'recommendations-missing',
        field,
        message: 'The paper makes no recommendation: the meeting is not told what to do with it.',
      },
    ]
  return recommendations.flatMap(({ verb, text }, at) => {
    if (text === '')
      return [
        {
          code: 'recommendation-without-text',
          field,
          message: `Recommendation ${at + 1} does not say what the meeting is asked to ${verb}.`,
        },
      ]
    if (verbsWithin(verb).length > 0) return []
    return [
      {
        code: 'recommendation-verb-unknown',
        field,
        message:
          verb === ''
            ? `Recommendation ${at + 1} does not say whether the meeting is asked to note, discuss, agree or approve it.`
            : `Recommendation ${at + 1} says ‘${verb}’, from which nobody can tell whether a decision is asked for: use ${listed(Object.keys(decisionVerbs), 'or')}.`,
      },
    ]
  })
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
