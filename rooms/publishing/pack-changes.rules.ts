import { type Day, formatDay } from '../../platform/day.rules.ts'
import { countOf } from '../../platform/plain-english.rules.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'
import { type AgendaLine, agendaNews } from './agenda-changes.rules.ts'

/** What of a pack two versions are compared by. */
export type Comparable = {
  readonly meeting: {
    readonly day: Day
    readonly startsAt: string
    readonly endsAt: string | null
    readonly mode: string
    readonly venue: string
  }
  readonly items: readonly AgendaLine[]
  /** Items that are taken in private and were in public before. */
  readonly nowPrivate?: readonly { readonly id: string; readonly number: string }[] | undefined
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
  /** The item or paper that it is about, where it is about one. */
  readonly item?: string
  readonly paper?: string
  /** Only in what members compare: it is about the private part. */
  readonly private?: true
}

/**
 * What a reader of the earlier version would find different in the later one,
 * in the order of the agenda; empty when it would be the same to them.
 *
 * An item or a paper is the same one while it keeps its id, whatever its number
 * or title (see `agendaNews`).
 */
export function changesBetween(before: Comparable, after: Comparable): PackChange[] {
  return [
    ...meetingChanges(before, after),
    ...agendaNews(
      before.items,
      after.items,
      new Map(after.nowPrivate?.map(({ id, number }) => [id, number])),
    ).map(({ what, how, words, item, paper, private: isPrivate }) => ({
      what,
      how,
      words,
      ...(item === null ? {} : { item }),
      ...(paper === null ? {} : { paper }),
      ...(isPrivate ? { private: true as const } : {}),
    })),
    ...recordChanges(before, after),
    ...planChanges(before, after),
  ]
}

/** What changed of a pack besides the agenda and its papers. */
const recordChanges = (before: Comparable, after: Comparable): PackChange[] => [
  ...minutesChanges(before, after),
  ...trackerChanges(before, after),
  ...registerChanges(before, after),
  ...questionChanges(before, after),
]

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
