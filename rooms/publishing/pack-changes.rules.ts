import { type Day, formatDay } from '../../platform/day.rules.ts'
import { countOf } from '../../platform/plain-english.rules.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'

/** What of a pack two versions are compared by. */
export type Comparable = {
  readonly meeting: {
    readonly day: Day
    readonly startsAt: string
    readonly endsAt: string | null
    readonly mode: string
    readonly venue: string
  }
  readonly items: readonly {
    readonly id: string
    readonly number: string
    readonly title: string
    readonly papers: readonly {
      readonly id: string
      readonly title: string
      readonly kind: string
      readonly cover: unknown
      readonly files: readonly { readonly name: string; readonly hash: string }[]
    }[]
  }[]
  readonly minutes: { readonly state: string; readonly version: number } | null
  readonly tracker: { readonly actions: readonly object[] } | null
  readonly interests: { readonly declarations: readonly object[] } | null
  readonly questions: readonly { readonly id: string; readonly answer: string }[]
  readonly forwardPlan?: { readonly entries: readonly object[] } | null
}

export type PackChange = {
  readonly what:
    | 'meeting'
    | 'item'
    | 'paper'
    | 'minutes'
    | 'tracker'
    | 'register'
    | 'questions'
    | 'forward plan'
  readonly how: 'added' | 'removed' | 'changed'
  /** A whole sentence. */
  readonly words: string
}

/**
 * What a reader of the earlier version would find different in the later one,
 * in the order of the agenda; empty when it would be the same to them.
 *
 * An item or a paper is the same one while it keeps its id, whatever its number
 * or title; a paper's file is the same while its bytes are.
 */
export function changesBetween(before: Comparable, after: Comparable): PackChange[] {
  return [
    ...meetingChanges(before, after),
    ...itemChanges(before, after),
    ...minutesChanges(before, after),
    ...trackerChanges(before, after),
    ...registerChanges(before, after),
    ...questionChanges(before, after),
    ...planChanges(before, after),
  ]
}

type Item = Comparable['items'][number]
type Paper = Item['papers'][number]

const added = (what: PackChange['what'], words: string): PackChange => ({
  what,
  how: 'added',
  words,
})
const removed = (what: PackChange['what'], words: string): PackChange => ({
  what,
  how: 'removed',
  words,
})
const changed = (what: PackChange['what'], words: string): PackChange => ({
  what,
  how: 'changed',
  words,
})

function meetingChanges({ meeting: was }: Comparable, { meeting: is }: Comparable): PackChange[] {
  const changes: PackChange[] = []
  if (was.day !== is.day)
    changes.push(
      changed(
        'meeting',
        `The meeting is on ${formatDay(is.day)}; it was to be on ${formatDay(was.day)}.`,
      ),
    )
  if (was.startsAt !== is.startsAt || was.endsAt !== is.endsAt)
    changes.push(
      changed('meeting', `The meeting runs ${timesOf(is)}; it was to run ${timesOf(was)}.`),
    )
  if (was.venue !== is.venue || was.mode !== is.mode)
    changes.push(
      changed('meeting', `The meeting is held ${whereOf(is)}; it was to be ${whereOf(was)}.`),
    )
  return changes
}

const clock = (time: string) => time.slice(0, 5)

const timesOf = ({ startsAt, endsAt }: Comparable['meeting']) =>
  endsAt === null ? `from ${clock(startsAt)}` : `from ${clock(startsAt)} to ${clock(endsAt)}`

const whereOf = ({ mode, venue }: Comparable['meeting']) =>
  venue === '' ? mode : `${mode} at ${venue}`

function itemChanges(before: Comparable, after: Comparable): PackChange[] {
  const was = new Map(before.items.map(item => [item.id, item]))
  const is = new Set(after.items.map(item => item.id))
  const gone = before.items
    .filter(item => !is.has(item.id))
    .map(item => removed('item', `Item ${item.number}, ${item.title}, was taken out.`))
  const here = after.items.flatMap(item => {
    const earlier = was.get(item.id)
    if (!earlier) return newItem(item)
    return [...sameItem(earlier, item), ...paperChanges(earlier, item)]
  })
  return [...here, ...gone]
}

const newItem = (item: Item): PackChange[] => [
  added('item', `Item ${item.number}, ${item.title}, was added.`),
  ...item.papers.map(paper =>
    added('paper', `“${paper.title}” was added under item ${item.number}.`),
  ),
]

function sameItem(was: Item, is: Item): PackChange[] {
  const changes: PackChange[] = []
  if (was.number !== is.number)
    changes.push(
      changed('item', `${is.title} is now item ${is.number}; it was item ${was.number}.`),
    )
  if (was.title !== is.title)
    changes.push(
      changed('item', `Item ${is.number} is now called “${is.title}”; it was “${was.title}”.`),
    )
  return changes
}

function paperChanges(wasItem: Item, isItem: Item): PackChange[] {
  const was = new Map(wasItem.papers.map(paper => [paper.id, paper]))
  const is = new Set(isItem.papers.map(paper => paper.id))
  const under = `under item ${isItem.number}`
  return [
    ...isItem.papers.flatMap(paper => {
      const earlier = was.get(paper.id)
      if (!earlier) return [added('paper', `“${paper.title}” was added ${under}.`)]
      return samePaper(earlier, paper, under)
    }),
    ...wasItem.papers
      .filter(paper => !is.has(paper.id))
      .map(paper => removed('paper', `“${paper.title}” was withdrawn ${under}.`)),
  ]
}

function samePaper(was: Paper, is: Paper, under: string): PackChange[] {
  if (was.kind === 'to follow' && is.kind !== 'to follow')
    return [added('paper', `“${is.title}”, which was to follow, has come ${under}.`)]
  const hashes = (paper: Paper) => paper.files.map(file => file.hash).join(' ')
  if (hashes(was) !== hashes(is)) {
    const more = is.files.length - was.files.length
    const kept = was.files.every(file => is.files.some(({ hash }) => hash === file.hash))
    return kept && more > 0
      ? [
          changed(
            'paper',
            `“${is.title}” ${under} has ${countOf(more, 'more file', 'more files')}.`,
          ),
        ]
      : [changed('paper', `“${is.title}” ${under} was replaced by a new copy.`)]
  }
  if (was.title !== is.title)
    return [changed('paper', `“${was.title}” ${under} is now called “${is.title}”.`)]
  if (canonicalJson(was.cover) !== canonicalJson(is.cover))
    return [changed('paper', `The cover sheet of “${is.title}” ${under} was changed.`)]
  return []
}

function minutesChanges({ minutes: was }: Comparable, { minutes: is }: Comparable): PackChange[] {
  if (!was && is) return [added('minutes', 'The minutes of the last meeting were added.')]
  if (was && !is) return [removed('minutes', 'The minutes of the last meeting were taken out.')]
  if (was && is && (was.version !== is.version || was.state !== is.state))
    return [changed('minutes', 'The minutes of the last meeting are a later copy.')]
  return []
}

function trackerChanges({ tracker: was }: Comparable, { tracker: is }: Comparable): PackChange[] {
  if (!was && is) return [added('tracker', 'The action tracker was added.')]
  if (was && !is) return [removed('tracker', 'The action tracker was taken out.')]
  return canonicalJson(was?.actions) === canonicalJson(is?.actions)
    ? []
    : [changed('tracker', 'The action tracker was brought up to date.')]
}

function registerChanges(
  { interests: was }: Comparable,
  { interests: is }: Comparable,
): PackChange[] {
  if (!was && is) return [added('register', 'The register of interests was added.')]
  if (was && !is) return [removed('register', 'The register of interests was taken out.')]
  return canonicalJson(was?.declarations) === canonicalJson(is?.declarations)
    ? []
    : [changed('register', 'The register of interests was brought up to date.')]
}

function questionChanges(
  { questions: was }: Comparable,
  { questions: is }: Comparable,
): PackChange[] {
  const known = new Map(was.map(question => [question.id, question]))
  const fresh = is.filter(question => !known.has(question.id)).length
  const answered = is.filter(
    question => question.answer !== '' && known.get(question.id)?.answer === '',
  ).length
  return [
    ...(fresh > 0
      ? [
          added(
            'questions',
            `${countOf(fresh, 'question from the public was', 'questions from the public were')} added.`,
          ),
        ]
      : []),
    ...(answered > 0
      ? [changed('questions', `${countOf(answered, 'question was', 'questions were')} answered.`)]
      : []),
  ]
}

function planChanges(
  { forwardPlan: was }: Comparable,
  { forwardPlan: is }: Comparable,
): PackChange[] {
  if (!was && is) return [added('forward plan', 'The forward plan was added.')]
  if (was && !is) return [removed('forward plan', 'The forward plan was taken out.')]
  return canonicalJson(was?.entries) === canonicalJson(is?.entries)
    ? []
    : [changed('forward plan', 'The forward plan was brought up to date.')]
}
