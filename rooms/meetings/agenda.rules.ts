import type { Refusal, Warning } from '../../platform/outcome.ts'
import { listed } from '../../platform/plain-english.rules.ts'
import { compareItemNumbers, reasonsNotToNumberItem } from './agenda-number.rules.ts'
import { type DecisionVerb, decisionVerbs } from './formal-business.rules.ts'
import type { ItemKind } from './meetings.tables.ts'

export const itemKinds = [
  'business',
  'apologies',
  'interests',
  'minutes',
  'actions',
  'questions',
  'other business',
] as const satisfies readonly ItemKind[]

/** What an item may be on the agenda for: the verbs of decisions. */
export const purposes = Object.keys(decisionVerbs) as readonly DecisionVerb[]

export const audiences = ['public', 'private'] as const

/** The longest that one item may be planned for: a day's meeting. */
export const MAX_MINUTES = 600

export type ProposedItem = {
  readonly number: string
  readonly title: string
  readonly kind: string
  readonly purposes: readonly string[]
  readonly plannedMinutes?: number | undefined
  readonly audience: string
  readonly privateReason?: string | undefined
}

/** Why an item cannot stand so on the agenda; `others` are the numbers of the other items. */
export function reasonsNotToPlace(item: ProposedItem, others: readonly string[]): Refusal[] {
  const refusals = reasonsNotToNumberItem(item.number, others)
  if (item.title.trim() === '')
    refusals.push({
      code: 'title-missing',
      field: 'title',
      message: 'Enter what the item is called on the agenda.',
    })
  if (!itemKinds.some(kind => kind === item.kind))
    refusals.push({
      code: 'kind-unknown',
      field: 'kind',
      message: 'Choose what kind of item it is.',
    })
  const unknown = item.purposes.filter(purpose => !purposes.some(each => each === purpose))
  if (unknown.length > 0)
    refusals.push({
      code: 'purpose-unknown',
      field: 'purposes',
      message: `${listed(unknown.map(each => `‘${each}’`))} ${unknown.length === 1 ? 'is no purpose' : 'are no purposes'} of an item: choose from ${listed([...purposes], 'or')}.`,
    })
  const { plannedMinutes } = item
  if (
    plannedMinutes !== undefined &&
    (!Number.isInteger(plannedMinutes) || plannedMinutes < 1 || plannedMinutes > MAX_MINUTES)
  )
    refusals.push({
      code: 'minutes-out-of-range',
      field: 'plannedMinutes',
      message: `The time planned must be a whole number of minutes from 1 to ${MAX_MINUTES}.`,
    })
  if (!audiences.some(audience => audience === item.audience))
    refusals.push({
      code: 'audience-unknown',
      field: 'audience',
      message: 'Choose whether the item is taken in public or in private.',
    })
  // R-MEET-2: a flag alone is not enough; the resolution at the meeting will state this reason.
  if (item.audience === 'private' && (item.privateReason ?? '').trim() === '')
    refusals.push({
      code: 'private-reason-missing',
      field: 'privateReason',
      message:
        'Enter why hearing this item in public would harm the public interest: the meeting has to resolve on that reason.',
    })
  return refusals
}

const whole = (number: string) => /^\d+$/.test(number.trim())

/** The number that a new item at the end of the agenda gets: one more than the greatest. */
export const nextItemNumber = (numbers: readonly string[]): string =>
  String(Math.max(0, ...numbers.map(number => Number.parseInt(number, 10) || 0)) + 1)

/** Where, counted from 0, an item of this number stands among the others, which are in order. */
export function placeByNumber(number: string, others: readonly string[]): number {
  const at = others.findIndex(other => compareItemNumbers(other, number) > 0)
  return at === -1 ? others.length : at
}

export type Numbered = { readonly id: string; readonly number: string }

/** An item of its own number with those under it: 5 with 5.1, 5.2 and 5a. */
type Block = readonly Numbered[]

function blocksOf(items: readonly Numbered[]): Block[] {
  const blocks: Numbered[][] = []
  for (const item of items) {
    const last = blocks.at(-1)
    if (!last || whole(item.number)) blocks.push([item])
    else last.push(item)
  }
  return blocks
}

/**
 * The items in their order, numbered afresh: 1, 2, 3 and, under each, 3.1, 3.2 or 3a, 3b as
 * they were. A part that has come to stand first becomes an item of its own.
 */
export function renumbered(items: readonly Numbered[]): Numbered[] {
  return blocksOf(items).flatMap((block, blockAt) => {
    let points = 0
    let letters = 0
    return block.map(({ id, number }, at) => {
      const top = String(blockAt + 1)
      if (at === 0) return { id, number: top }
      return /[a-z]$/i.test(number.trim())
        ? { id, number: `${top}${String.fromCharCode(97 + letters++)}` }
        : { id, number: `${top}.${++points}` }
    })
  })
}

/** The neighbours among which an item can be moved: items of their own number, or parts of the same. */
export function siblingsOf(items: readonly Numbered[], id: string): readonly Numbered[] {
  const block = blocksOf(items).find(each => each.some(item => item.id === id)) ?? []
  return block[0]?.id === id
    ? blocksOf(items).flatMap(each => each[0] ?? [])
    : block.filter((_, at) => at > 0)
}

/**
 * The agenda with one item moved to a place (from 1) among its neighbours, numbered afresh.
 * An item takes with it the parts under it; a part stays under its item. A place off either
 * end is that end.
 */
export function moved(items: readonly Numbered[], id: string, place: number): Numbered[] {
  const blocks = blocksOf(items)
  const at = blocks.findIndex(block => block.some(item => item.id === id))
  const block = blocks[at]
  if (!block) return [...items]
  if (block[0]?.id === id)
    return renumbered(
      blocks
        .toSpliced(at, 1)
        .toSpliced(Math.max(0, place - 1), 0, block)
        .flat(),
    )
  const [head, ...parts] = block
  const from = parts.findIndex(item => item.id === id)
  const part = parts[from]
  if (!head || !part) return [...items]
  const reordered = [head, ...parts.toSpliced(from, 1).toSpliced(Math.max(0, place - 1), 0, part)]
  return renumbered(blocks.toSpliced(at, 1, reordered).flat())
}

/** Minutes after midnight of a time 'HH:MM'. */
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export type Timed = {
  readonly id: string
  readonly startsAt: string | null
  readonly minutes: number | null
}

/**
 * When each item begins, as far as it is known: at its own time, else when those before it
 * will have ended. `total` is the minutes planned; `endsAt` when the last timed item ends.
 * Nothing is known after an item without minutes until one states its time.
 */
export function timetable(startsAt: string, items: readonly Timed[]) {
  let at: number | null = minutesOf(startsAt)
  let total = 0
  const begins = items.map(item => {
    if (item.startsAt !== null) at = minutesOf(item.startsAt)
    const begin: number | null = at
    if (item.minutes === null) at = null
    else {
      total += item.minutes
      if (at !== null) at += item.minutes
    }
    return { id: item.id, at: begin === null ? null : clock(begin), stated: item.startsAt !== null }
  })
  return { begins, total, endsAt: at === null ? null : clock(at) }
}

export type AgendaFacts = {
  readonly startsAt: string
  readonly endsAt: string | null
  /** The terms of reference want a forward plan in every pack (R-TOR-13). */
  readonly forwardPlanInPack: boolean
  /** Whether the body's forward plan has anything for the meetings after this one. */
  readonly forwardPlan: boolean
  readonly items: readonly {
    readonly id: string
    readonly number: string
    readonly title: string
    readonly kind: ItemKind
    readonly purposes: readonly string[]
    readonly startsAt: string | null
    readonly minutes: number | null
    readonly audience: 'public' | 'private'
    /** Titles of its papers that have not been withdrawn. */
    readonly papers: readonly string[]
  }[]
}

const STANDARD_BUSINESS = [
  ['apologies', 'apologies'],
  ['interests', 'declarations of interest'],
  ['minutes', 'the minutes of the last meeting'],
] as const

/** What an agenda lacks or does not add up; said beside it, and stops nothing. */
export function agendaWarnings({
  startsAt,
  endsAt,
  forwardPlanInPack,
  forwardPlan,
  items,
}: AgendaFacts): Warning[] {
  if (items.length === 0) return []
  const warnings: Warning[] = []
  const warn = (code: string, message: string) => warnings.push({ code, message })
  const absent = STANDARD_BUSINESS.filter(([kind]) => !items.some(item => item.kind === kind))
  if (absent.length > 0)
    warn(
      'standard-business-missing',
      `The agenda has no item for ${listed(
        absent.map(([, what]) => what),
        'or',
      )}.`,
    )
  // R-TOR-13: the agenda of 14 February 2025 lists none.
  if (forwardPlanInPack && !forwardPlan)
    warn(
      'forward-plan-missing',
      'The terms of reference put the forward plan into every pack, and the plan has nothing for the meetings after this one.',
    )
  for (const { number, title, kind, purposes: wanted, papers } of items) {
    // Interests, minutes and the tracker come out of the record itself.
    if (kind !== 'business') continue
    const formal = wanted.filter(
      purpose =>
        purpose === 'approve' ||
        purpose === 'agree' ||
        purpose === 'endorse' ||
        purpose === 'recommend',
    )
    if (formal.length > 0 && papers.length === 0)
      warn(
        'decision-without-paper',
        `Item ${number}, ${title}, asks the meeting to ${listed(formal, 'or')}, but has no paper.`,
      )
  }
  const { begins, endsAt: finish } = timetable(
    startsAt,
    items.map(({ id, startsAt: own, minutes }) => ({ id, startsAt: own, minutes })),
  )
  const stated = begins.flatMap(({ stated: isStated, at }) => (isStated && at ? [at] : []))
  if (stated.some((at, place) => at < (stated[place - 1] ?? startsAt)))
    warn('times-out-of-order', 'The times given to the items do not run forwards.')
  else if (endsAt !== null && finish !== null && minutesOf(finish) > minutesOf(endsAt))
    warn(
      'agenda-too-long',
      `The items as planned would end at ${finish}, after the meeting, which ends at ${endsAt}.`,
    )
  return warnings
}

/** The items with which most agendas begin and end; the clerk changes what is different. */
export const standardAgenda = [
  {
    section: 'Opening',
    title: 'Welcome, introductions and apologies',
    kind: 'apologies',
    purposes: ['note'],
  },
  { section: 'Opening', title: 'Declarations of interest', kind: 'interests', purposes: ['note'] },
  {
    section: 'Opening',
    title: 'Minutes of the last meeting and matters arising',
    kind: 'minutes',
    purposes: ['approve'],
  },
  { section: 'Opening', title: 'Action tracker', kind: 'actions', purposes: ['note'] },
  {
    section: 'Opening',
    title: 'Questions from the public',
    kind: 'questions',
    purposes: ['receive'],
  },
  { section: 'Governance', title: 'Forward plan', kind: 'business', purposes: ['note'] },
  { section: 'Closing', title: 'Any other business', kind: 'other business', purposes: [] },
] as const satisfies readonly {
  readonly section: string
  readonly title: string
  readonly kind: ItemKind
  readonly purposes: readonly DecisionVerb[]
}[]

/** The standard agenda as a body's terms want it: questions and the forward plan only where they say so. */
export const standardAgendaFor = (
  terms: {
    readonly publicQuestions: object | null
    readonly forwardPlanInPack: boolean
  } | null,
) =>
  standardAgenda.filter(({ kind, title }) => {
    if (kind === 'questions') return terms !== null && terms.publicQuestions !== null
    return title !== 'Forward plan' || (terms?.forwardPlanInPack ?? false)
  })
