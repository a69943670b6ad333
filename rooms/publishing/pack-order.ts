import type { PackContent, PackFile, PackItem, PackPaper } from './pack-content.ts'

/** One thing to read in a pack. Its key is the part's name in the PDF and the place on the page. */
export type PackSection =
  | { readonly kind: 'agenda'; readonly key: 'agenda'; readonly title: string }
  | {
      readonly kind: 'minutes' | 'tracker' | 'register' | 'questions' | 'forward-plan'
      readonly key: string
      readonly title: string
      readonly item: PackItem | null
    }
  | {
      readonly kind: 'paper'
      readonly key: string
      readonly title: string
      readonly item: PackItem
      readonly paper: PackPaper
    }

const placeOf = {
  minutes: 'minutes',
  actions: 'tracker',
  interests: 'register',
  questions: 'questions',
} as const

export const recordTitles = {
  minutes: 'Minutes of the last meeting',
  tracker: 'Action tracker',
  register: 'Register of interests',
  questions: 'Questions from the public',
  'forward-plan': 'Forward plan',
} as const

/** An item for the forward plan is told by what it is called: it is ordinary business. */
const isForForwardPlan = ({ title }: PackItem) => /forward (plan|look)|work programme/i.test(title)

export const paperKey = (paper: PackPaper) => `paper-${paper.id}`
export const fileKey = (paper: PackPaper, file: PackFile) =>
  `file-${paper.id}-${paper.files.indexOf(file)}`

const has = (content: PackContent) => ({
  minutes: content.minutes !== null,
  tracker: content.tracker !== null,
  register: content.interests !== null,
  questions: content.questions.length > 0,
  'forward-plan': (content.forwardPlan ?? null) !== null,
})

/**
 * What a reader goes through, in the order of the agenda: the agenda itself, then
 * under each item what the record brings to it and its papers. What the record
 * brings and no item asks for comes last, so that nothing is left out.
 *
 * A paper that is to follow has nothing to read and is not among them.
 */
export function readingOrder(content: PackContent): PackSection[] {
  const there = has(content)
  const placed = new Set<string>()
  const bring = (kind: keyof typeof recordTitles, item: PackItem | null): PackSection[] => {
    if (!there[kind] || placed.has(kind)) return []
    placed.add(kind)
    return [{ kind, key: kind, title: recordTitles[kind], item }]
  }
  const byItem = content.items.flatMap(item => [
    ...(item.kind in placeOf ? bring(placeOf[item.kind as keyof typeof placeOf], item) : []),
    ...(isForForwardPlan(item) ? bring('forward-plan', item) : []),
    ...item.papers.filter(isReadable).map(paper => ({
      kind: 'paper' as const,
      key: paperKey(paper),
      title: paper.title,
      item,
      paper,
    })),
  ])
  const rest = (['register', 'minutes', 'tracker', 'questions', 'forward-plan'] as const).flatMap(
    kind => bring(kind, null),
  )
  return [{ kind: 'agenda', key: 'agenda', title: 'Agenda' }, ...byItem, ...rest]
}

/** Whether a paper has anything to read yet: a cover sheet or a file. */
export const isReadable = (paper: PackPaper): boolean =>
  paper.kind !== 'to follow' && (paper.cover !== null || paper.files.length > 0)

/** 'From 2019', 'From 2019 to March 2024'. */
export const datesOf = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  from === '' && to === ''
    ? ''
    : from === ''
      ? `to ${to}`
      : to === ''
        ? `from ${from}`
        : `${from} to ${to}`
