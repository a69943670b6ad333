import {
  addDays,
  type Day,
  formatDay,
  type PartialDay,
  readPartialDay,
} from '../../platform/day.rules.ts'
import type { Refusal, Warning } from '../../platform/outcome.ts'

/** The four types of NHS England's guidance; one interest may be of several (R-COI-1). */
export const interestTypes = [
  'financial',
  'non-financial professional',
  'non-financial personal',
  'indirect',
] as const
export type InterestType = (typeof interestTypes)[number]

/** In a resident's words. */
export const typeMeanings: Readonly<Record<InterestType, string>> = {
  financial: 'They could gain or lose money by a decision',
  'non-financial professional': 'It bears on their profession, standing or career',
  'non-financial personal': 'It is a personal tie that brings no money or office',
  indirect: 'It is held by somebody close to them: family, a friend, a business partner',
}

/**
 * The headings under which a councillor registers a disclosable pecuniary interest, their own or
 * their partner's (SI 2012/1464; R-COI-10).
 */
export const pecuniarySubjects = [
  'employment',
  'sponsorship',
  'contracts',
  'land',
  'licences',
  'corporate tenancies',
  'securities',
] as const
export type PecuniarySubject = (typeof pecuniarySubjects)[number]

/** In a councillor's words. */
export const pecuniaryMeanings: Readonly<Record<PecuniarySubject, string>> = {
  employment: 'Employment, office, trade, profession or vocation',
  sponsorship: 'Sponsorship: payment towards election or council expenses',
  contracts: 'Contracts with the council',
  land: 'Land in the area of the council',
  licences: 'Licences to occupy land in the area, for a month or longer',
  'corporate tenancies': 'Corporate tenancies: land let by the council',
  securities: 'Securities: shares in a body that has business or land in the area',
}

/** How somebody stands to what they declared. */
export type ReviewState = 'waits' | 'returned' | 'agreed' | 'entered'

/**
 * Whether a declaration waits for the handling to be agreed, was returned with a word, or stands in
 * the register. What the keeper entered waits for nobody, and a nil return has nothing to handle.
 */
export const reviewStateOf = (
  declared: { readonly self_declared: boolean; readonly agreed_at: Date | null },
  returned: boolean,
): ReviewState =>
  !declared.self_declared
    ? 'entered'
    : declared.agreed_at !== null
      ? 'agreed'
      : returned
        ? 'returned'
        : 'waits'

/**
 * The last day on which an interest that arose on a day is declared in time: within so many days of
 * it (R-COI-3: 1 January → 29 January). A councillor's is registered before the end of the days that
 * begin with its day (Localism Act 2011 s.30: 1 January → 28 January; R-COI-10).
 */
export const lastDayToDeclare = (since: Day, days: number, asCouncillor: boolean): Day =>
  addDays(since, asCouncillor ? days - 1 : days)

/** Whether a declaration came too late, where the day of its beginning is known exactly. */
export const declaredLate = (
  declared: {
    readonly from_day: Day | null
    readonly from_precision: PartialDay['precision'] | null
    readonly declared_on: Day | null
    readonly version: number
  },
  days: number,
  asCouncillor: boolean,
): Day | undefined => {
  const { from_day: from, declared_on: on } = declared
  if (from === null || on === null || declared.from_precision !== 'day' || declared.version > 1)
    return undefined
  const last = lastDayToDeclare(from, days, asCouncillor)
  return on > last ? last : undefined
}

/**
 * What a return says. Nil is an explicit, dated answer; a blank return is not one
 * (R-COI-5); unclear is one whose source does not say whose answer it is.
 */
export const answers = ['yes', 'nil', 'blank', 'unclear'] as const
export type Answer = (typeof answers)[number]

/** A date as it was written, and as far as it can be read. */
export type WrittenDay = {
  readonly text: string
  readonly day: Day | null
  readonly precision: PartialDay['precision'] | null
}

const ONGOING = /^(ongoing|current|present|to date|-|–)?$/i

/** Keeps the text whatever it says, with its day and precision where it has one (R-COI-13). */
export function writtenDay(text = ''): WrittenDay {
  const typed = text.trim()
  const unread = { text: typed, day: null, precision: null }
  if (ONGOING.test(typed)) return unread
  const read = readPartialDay(typed)
  return read.ok ? { text: typed, day: read.value.day, precision: read.value.precision } : unread
}

export type Declared = {
  readonly answer: Answer
  readonly types: readonly InterestType[]
  readonly description: string
  readonly from: string
  readonly to: string
  readonly declaredOn: Day | undefined
  readonly sensitive: boolean
  readonly sensitiveReason: string
}

/**
 * Why a declaration cannot be taken so: an interest without its type or
 * description, a nil return that names one, a date that cannot be read or is out
 * of order, a nil return without its day (R-COI-5), a day to come, or details
 * withheld without a reason (R-COI-12).
 */
export function reasonsNotToDeclare(declared: Declared, today: Day): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) =>
    refusals.push({ code, field, message })
  const described = declared.description.trim() !== ''
  if (declared.answer === 'yes') {
    if (declared.types.length === 0)
      refuse('type-missing', 'types', 'Choose the type of interest: one or more of the four.')
    if (!described) refuse('description-missing', 'description', 'Describe the interest.')
  } else if (declared.types.length > 0 || described)
    refuse(
      'interest-on-a-nil-return',
      'answer',
      'A return without interests cannot describe one: choose that there is something to declare, or leave the interest empty.',
    )
  if (declared.answer === 'nil' && declared.declaredOn === undefined)
    refuse(
      'nil-undated',
      'declaredOn',
      'A nil return is an answer of a day: give the day on which it was made.',
    )
  if (declared.declaredOn !== undefined && declared.declaredOn > today)
    refuse('declared-in-the-future', 'declaredOn', 'The day of the declaration has not come yet.')
  const from = dayIn(declared.from, 'from', refusals)
  const to = dayIn(declared.to, 'to', refusals)
  if (from && to && to < from)
    refuse(
      'ends-before-it-starts',
      'to',
      `The interest cannot end before it began, ${formatDay(from)}.`,
    )
  if (declared.sensitive && declared.sensitiveReason.trim() === '')
    refuse(
      'sensitive-reason-missing',
      'sensitiveReason',
      'Say why the details are withheld from the public register.',
    )
  return refusals
}

function dayIn(text: string, field: string, refusals: Refusal[]): Day | undefined {
  const typed = text.trim()
  if (ONGOING.test(typed)) return undefined
  const read = readPartialDay(typed, field)
  if (read.ok) return read.value.day
  refusals.push(...read.refusals)
  return undefined
}

/** What is odd about a row of an imported register; it is kept as it was printed (R-COI-13). */
export function oddities(row: {
  readonly line: string
  readonly answer: Answer
  readonly types: readonly InterestType[]
  readonly declaredOn: Day | null
}): Warning[] {
  const warnings: Warning[] = []
  const warn = (code: string, message: string) =>
    warnings.push({ code, message: `${row.line}: ${message}` })
  if (row.answer === 'nil' && row.types.length > 0)
    warn('nil-with-a-type', 'says there is nothing to declare, and ticks a type.')
  if (row.answer === 'yes' && row.types.length === 0)
    warn('interest-without-a-type', 'declares an interest and ticks no type.')
  if (row.answer === 'blank') warn('blank-return', 'is blank, which is not a nil return.')
  if (row.answer === 'unclear') warn('unclear-return', 'does not say whose answer it is.')
  if (row.declaredOn === null && (row.answer === 'yes' || row.answer === 'nil'))
    warn('undated', 'gives no day of declaration that can be read.')
  return warnings
}
