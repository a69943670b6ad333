import { type Day, formatDay } from '../../platform/day.rules.ts'
import { countOf, listed } from '../../platform/plain-english.rules.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'

/** A file of a paper, as two versions are compared by it: the same while its bytes are. */
export type FileLine = { readonly name: string; readonly hash: string; readonly because?: string }

/** A paper under an item: the same one while it keeps its id. */
export type PaperLine = {
  readonly id: string
  readonly title: string
  readonly kind: 'paper' | 'late' | 'supplementary' | 'to follow'
  /** A digest of its cover sheet; '' where it has none. */
  readonly cover: string
  readonly files: readonly FileLine[]
  /** Who let it in, and why; '' where nobody had to. */
  readonly permission: string
  readonly permittedOn: Day | null
}

/** What is said of an item besides its being on the agenda; `words` without a full stop. */
export type TreatmentLine = {
  readonly kind: 'deferred' | 'withdrawn' | 'taken with' | 'urgent' | 'carried over'
  readonly words: string
  readonly reason: string
  /** The item with which it is taken, to which it went, or from which it came. */
  readonly about: string | null
}

/** An item of an agenda as two versions are compared by it: the same while it keeps its id. */
export type AgendaLine = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly section: string
  readonly purposes: readonly string[]
  readonly lead: string
  readonly startsAt: string | null
  readonly minutes: number | null
  readonly summary: string
  readonly audience: 'public' | 'private'
  readonly treatments: readonly TreatmentLine[]
  readonly papers: readonly PaperLine[]
  /** Papers that an earlier version had and that were withdrawn since, with the reason. */
  readonly withdrawn: readonly WithdrawnLine[]
}

export type WithdrawnLine = {
  readonly id: string
  readonly title: string
  readonly on: Day
  readonly reason: string
}

const itemFields = [
  'number',
  'title',
  'section',
  'purposes',
  'lead',
  'startsAt',
  'minutes',
  'summary',
  'audience',
  'treatments',
  'withdrawn',
] as const satisfies readonly (keyof AgendaLine)[]

const paperFields = [
  'title',
  'kind',
  'cover',
  'files',
  'permission',
  'permittedOn',
] as const satisfies readonly (keyof PaperLine)[]

type ItemField = (typeof itemFields)[number]
type PaperField = (typeof paperFields)[number]

/** One difference between two agendas, enough to make the second out of the first. */
export type AgendaChange =
  | { readonly what: 'item taken off'; readonly item: string }
  | {
      readonly what: 'item changed'
      readonly item: string
      readonly fields: Partial<Pick<AgendaLine, ItemField>>
    }
  | { readonly what: 'item moved'; readonly item: string; readonly place: number }
  | { readonly what: 'item added'; readonly place: number; readonly line: AgendaLine }
  | { readonly what: 'paper gone'; readonly item: string; readonly paper: string }
  | {
      readonly what: 'paper changed'
      readonly item: string
      readonly paper: string
      readonly fields: Partial<Pick<PaperLine, PaperField>>
    }
  | {
      readonly what: 'paper moved'
      readonly item: string
      readonly paper: string
      readonly place: number
    }
  | {
      readonly what: 'paper added'
      readonly item: string
      readonly place: number
      readonly line: PaperLine
    }

type Known = { readonly id: string }

/** Of the lines that both lists have, those that stayed in order: the most that can have. */
function unmoved(before: readonly Known[], after: readonly Known[]): ReadonlySet<string> {
  const placeBefore = new Map(before.map(({ id }, at) => [id, at]))
  const kept = after.flatMap(({ id }) => {
    const at = placeBefore.get(id)
    return at === undefined ? [] : [{ id, at }]
  })
  // The longest run of places that rises; agendas are short.
  const best = kept.map(() => ({ length: 1, from: -1 }))
  for (const [here, { at }] of kept.entries())
    for (let earlier = 0; earlier < here; earlier++) {
      const run = best[earlier]
      const own = best[here]
      if (run && own && (kept[earlier]?.at ?? 0) < at && run.length + 1 > own.length)
        best[here] = { length: run.length + 1, from: earlier }
    }
  let at = best.reduce(
    (top, run, here) => (run.length > (best[top]?.length ?? 0) ? here : top),
    kept.length === 0 ? -1 : 0,
  )
  const stayed = new Set<string>()
  while (at >= 0) {
    const line = kept[at]
    if (line) stayed.add(line.id)
    at = best[at]?.from ?? -1
  }
  return stayed
}

const differing = <Line, Field extends keyof Line>(
  was: Line,
  is: Line,
  fields: readonly Field[],
): Partial<Pick<Line, Field>> =>
  Object.fromEntries(
    fields
      .filter(field => canonicalJson(was[field]) !== canonicalJson(is[field]))
      .map(field => [field, is[field]]),
  ) as Partial<Pick<Line, Field>>

const isEmpty = (fields: object) => Object.keys(fields).length === 0

function listChanges<Line extends Known>(
  before: readonly Line[],
  after: readonly Line[],
  say: {
    gone: (line: Line) => AgendaChange
    same: (was: Line, is: Line) => readonly AgendaChange[]
    moved: (line: Line, place: number) => AgendaChange
    added: (line: Line, place: number) => AgendaChange
  },
): AgendaChange[] {
  const was = new Map(before.map(line => [line.id, line]))
  const is = new Set(after.map(({ id }) => id))
  const stayed = unmoved(before, after)
  return [
    ...before.filter(({ id }) => !is.has(id)).map(say.gone),
    ...after.flatMap((line, place) => {
      const earlier = was.get(line.id)
      if (!earlier) return [say.added(line, place)]
      return [...(stayed.has(line.id) ? [] : [say.moved(line, place)]), ...say.same(earlier, line)]
    }),
  ]
}

/** What makes the second agenda out of the first; empty when they are the same. */
export const agendaChanges = (
  before: readonly AgendaLine[],
  after: readonly AgendaLine[],
): AgendaChange[] =>
  listChanges(before, after, {
    gone: ({ id }) => ({ what: 'item taken off', item: id }),
    moved: ({ id }, place) => ({ what: 'item moved', item: id, place }),
    added: (line, place) => ({ what: 'item added', place, line }),
    same: (was, is) => {
      const fields = differing(was, is, itemFields)
      return [
        ...(isEmpty(fields) ? [] : [{ what: 'item changed' as const, item: is.id, fields }]),
        ...paperLineChanges(was, is),
      ]
    },
  })

const paperLineChanges = (wasItem: AgendaLine, { id: item, papers }: AgendaLine): AgendaChange[] =>
  listChanges(wasItem.papers, papers, {
    gone: ({ id }) => ({ what: 'paper gone', item, paper: id }),
    moved: ({ id }, place) => ({ what: 'paper moved', item, paper: id, place }),
    added: (line, place) => ({ what: 'paper added', item, place, line }),
    same: (was, is) => {
      const fields = differing(was, is, paperFields)
      return isEmpty(fields) ? [] : [{ what: 'paper changed', item, paper: is.id, fields }]
    },
  })

/** A list with some lines lifted out and put, with new ones, at their places in the new list. */
function rearranged<Line extends Known>(
  lines: readonly Line[],
  placed: readonly { readonly place: number; readonly line: Line }[],
): Line[] {
  const lifted = new Set(placed.map(({ line }) => line.id))
  const result = lines.filter(({ id }) => !lifted.has(id))
  for (const { place, line } of [...placed].sort((one, other) => one.place - other.place))
    result.splice(place, 0, line)
  return result
}

/** The second agenda, out of the first and what changed. */
export function applyAgendaChanges(
  before: readonly AgendaLine[],
  changes: readonly AgendaChange[],
): AgendaLine[] {
  const off = new Set(changes.flatMap(each => (each.what === 'item taken off' ? [each.item] : [])))
  const kept = before.filter(({ id }) => !off.has(id)).map(line => changedItem(line, changes))
  return rearranged(
    kept,
    changes.flatMap(change => {
      if (change.what === 'item added') return [change]
      const line = change.what === 'item moved' && kept.find(({ id }) => id === change.item)
      return line && 'place' in change ? [{ place: change.place, line }] : []
    }),
  )
}

function changedItem(line: AgendaLine, changes: readonly AgendaChange[]): AgendaLine {
  const own = changes.filter(change => 'item' in change && change.item === line.id)
  const fields = own.flatMap(change => (change.what === 'item changed' ? [change.fields] : []))
  const gone = new Set(own.flatMap(change => (change.what === 'paper gone' ? [change.paper] : [])))
  const papers = line.papers
    .filter(({ id }) => !gone.has(id))
    .map(paper => {
      const changed = own.flatMap(change =>
        change.what === 'paper changed' && change.paper === paper.id ? [change.fields] : [],
      )
      return Object.assign({}, paper, ...changed) as PaperLine
    })
  return {
    ...Object.assign({}, line, ...fields),
    papers: rearranged(
      papers,
      own.flatMap(change => {
        if (change.what === 'paper added') return [change]
        const paper = change.what === 'paper moved' && papers.find(({ id }) => id === change.paper)
        return paper && 'place' in change ? [{ place: change.place, line: paper }] : []
      }),
    ),
  }
}

// ── In words ────────────────────────────────────────────────────────────────

/** A change of the agenda as a reader is told of it. */
export type AgendaNews = {
  readonly what: 'item' | 'paper'
  readonly how: 'added' | 'removed' | 'changed'
  /** A whole sentence. */
  readonly words: string
  readonly item: string | null
  readonly paper: string | null
  /** Whether it is about an item that is taken without the public. */
  readonly private: boolean
}

const whole = (number: string) => /^\d+$/.test(number)

/**
 * The same changes as a member is told of them, in the order of the later agenda, then what
 * was taken off. An item is named by its number in the later agenda.
 *
 * Items that only have other numbers because one before them came or went are told of in one
 * sentence; the papers of an item that is no longer taken are not told of one by one.
 *
 * @param nowPrivate numbers, by id, of items that are now taken in private and so are not in `after`
 */
export function agendaNews(
  before: readonly AgendaLine[],
  after: readonly AgendaLine[],
  nowPrivate: ReadonlyMap<string, string> = new Map(),
): AgendaNews[] {
  const changes = agendaChanges(before, after)
  const was = new Map(before.map(line => [line.id, line]))
  const moved = new Set(changes.flatMap(each => (each.what === 'item moved' ? [each.item] : [])))
  const news: AgendaNews[] = []
  for (const line of after) {
    const own = changes.filter(
      change =>
        ('item' in change && change.item === line.id) ||
        (change.what === 'item added' && change.line.id === line.id),
    )
    const earlier = was.get(line.id)
    if (!earlier) news.push(...newItem(line))
    else news.push(...sameItem(earlier, line, own, moved))
  }
  const renumbered = renumberings(before, after, moved)
  for (const line of before) {
    if (after.some(({ id }) => id === line.id)) continue
    const number = nowPrivate.get(line.id)
    news.push(
      number === undefined
        ? say(line, 'removed', `Item ${line.number}, ${line.title}, was taken off the agenda.`)
        : say(
            line,
            'removed',
            `Item ${line.number}, ${line.title}, is now to be taken in private${number === line.number ? '' : `, as item ${number}`}.`,
          ),
    )
  }
  return [...news, ...renumbered]
}

const say = (line: AgendaLine, how: AgendaNews['how'], words: string): AgendaNews => ({
  what: 'item',
  how,
  words,
  item: line.id,
  paper: null,
  private: line.audience === 'private',
})

const sayPaper = (
  line: AgendaLine,
  paper: string,
  how: AgendaNews['how'],
  words: string,
): AgendaNews => ({ ...say(line, how, words), what: 'paper', paper })

const standsOf = (line: AgendaLine) =>
  line.treatments.map(({ words, reason, kind }) =>
    reason === '' || kind === 'carried over' ? words : `${words}: ${unstopped(reason)}`,
  )

const unstopped = (words: string) => words.trim().replace(/\.$/, '')

const uncapitalised = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

const isTakenHere = (line: AgendaLine) =>
  !line.treatments.some(({ kind }) => kind === 'deferred' || kind === 'withdrawn')

const named = (line: AgendaLine) => `Item ${line.number}, ${line.title},`

function newItem(line: AgendaLine): AgendaNews[] {
  const stands = standsOf(line).map(uncapitalised)
  const how = stands.length === 0 ? '' : ` (${stands.join('; ')})`
  const where = line.audience === 'private' ? ', to be taken in private' : ''
  return [
    say(line, 'added', `${named(line)} was added${where}${how}.`),
    ...line.papers.map(paper => sayPaper(line, paper.id, 'added', newPaper(paper, line))),
  ]
}

/** “Winter plan” came late under item 6, let in on 10 February 2025: the chair, because … */
function newPaper(paper: PaperLine, line: AgendaLine): string {
  const under = `under item ${line.number}`
  if (paper.kind === 'to follow') return `“${paper.title}” is to follow ${under}.`
  const came =
    paper.kind === 'late'
      ? 'came late'
      : paper.kind === 'supplementary'
        ? 'was added as a supplementary paper'
        : 'was added'
  return `“${paper.title}” ${came} ${under}${letIn(paper)}.`
}

const letIn = ({ permission, permittedOn }: PaperLine): string =>
  permission === ''
    ? ''
    : `, let in${permittedOn === null ? '' : ` on ${formatDay(permittedOn)}`}: ${unstopped(permission)}`

function sameItem(
  was: AgendaLine,
  is: AgendaLine,
  changes: readonly AgendaChange[],
  moved: ReadonlySet<string>,
): AgendaNews[] {
  const news: AgendaNews[] = []
  const tell = (words: string) => news.push(say(is, 'changed', words))
  const fields = Object.assign(
    {},
    ...changes.flatMap(change => (change.what === 'item changed' ? [change.fields] : [])),
  ) as Partial<AgendaLine>
  if (moved.has(is.id))
    tell(
      was.number === is.number
        ? `${named(is)} has another place on the agenda.`
        : `${is.title} has moved: it is now item ${is.number}; it was item ${was.number}.`,
    )
  if (fields.title !== undefined)
    tell(`Item ${is.number} is now called “${is.title}”; it was “${was.title}”.`)
  if (fields.audience !== undefined)
    tell(
      is.audience === 'private'
        ? `${named(is)} is now to be taken in private.`
        : `${named(is)} is now to be taken in public.`,
    )
  if (fields.purposes !== undefined) tell(purposeWords(was, is))
  if (fields.lead !== undefined)
    tell(
      is.lead === ''
        ? `${named(is)} is led by nobody named; it was to be led by ${was.lead}.`
        : `${named(is)} is now led by ${is.lead}${was.lead === '' ? '' : `; it was to be led by ${was.lead}`}.`,
    )
  if (fields.section !== undefined)
    tell(
      is.section === ''
        ? `${named(is)} stands under no heading now.`
        : `${named(is)} now stands under “${is.section}”.`,
    )
  if (fields.startsAt !== undefined)
    tell(
      is.startsAt === null
        ? `${named(is)} has no fixed time now.`
        : `${named(is)} now begins at ${is.startsAt.slice(0, 5)}.`,
    )
  if (fields.minutes !== undefined)
    tell(
      is.minutes === null
        ? `No time is planned for item ${is.number} now.`
        : `${countOf(is.minutes, 'minute is', 'minutes are')} now planned for item ${is.number}, ${is.title}.`.replace(
            /^./,
            first => first.toUpperCase(),
          ),
    )
  if (fields.summary !== undefined)
    tell(`What item ${is.number}, ${is.title}, is about was reworded.`)
  news.push(...treatmentNews(was, is))
  if (isTakenHere(is)) news.push(...paperNews(was, is, changes))
  return news
}

function purposeWords(was: AgendaLine, is: AgendaLine): string {
  const asks = ({ purposes }: AgendaLine) => listed(purposes.map(purpose => purpose))
  if (is.purposes.length === 0) return `${named(is)} no longer asks the meeting to ${asks(was)}.`
  return `${named(is)} now asks the meeting to ${asks(is)}${was.purposes.length === 0 ? '' : `; it was to ${asks(was)}`}.`
}

/** Two treatments are the same while they say the same of the same item, whatever its number is now. */
const keyOf = ({ kind, reason, about }: TreatmentLine) => canonicalJson([kind, reason, about])

function treatmentNews(was: AgendaLine, is: AgendaLine): AgendaNews[] {
  const known = new Set(was.treatments.map(keyOf))
  const standing = new Set(is.treatments.map(keyOf))
  const fresh = is.treatments.filter(treatment => !known.has(keyOf(treatment)))
  const ended = was.treatments.filter(treatment => !standing.has(keyOf(treatment)))
  const words = fresh.map(({ words: said, reason, kind }) =>
    kind === 'carried over' || reason === ''
      ? `${named(is)} is ${uncapitalised(said)}.`
      : `${named(is)} is ${uncapitalised(said)}: ${unstopped(reason)}.`,
  )
  if (fresh.length === 0 && ended.length > 0)
    words.push(
      `${named(is)} is on the agenda in its own turn again; it was ${ended.map(({ words: said }) => uncapitalised(said)).join('; ')}.`,
    )
  return words.map(said => say(is, isTakenHere(is) ? 'changed' : 'removed', said))
}

function paperNews(
  was: AgendaLine,
  is: AgendaLine,
  changes: readonly AgendaChange[],
): AgendaNews[] {
  const earlier = new Map(was.papers.map(paper => [paper.id, paper]))
  const here = is.papers.flatMap(paper => {
    const before = earlier.get(paper.id)
    if (!before) return [sayPaper(is, paper.id, 'added', newPaper(paper, is))]
    return samePaper(before, paper, is).map(words =>
      sayPaper(
        is,
        paper.id,
        before.kind === 'to follow' && paper.kind !== 'to follow' ? 'added' : 'changed',
        words,
      ),
    )
  })
  const gone = changes.flatMap(change => {
    if (change.what !== 'paper gone') return []
    const paper = earlier.get(change.paper)
    if (!paper) return []
    const withdrawn = is.withdrawn.find(({ id }) => id === paper.id)
    const why = withdrawn ? `: ${unstopped(withdrawn.reason)}` : ''
    return [
      sayPaper(
        is,
        paper.id,
        'removed',
        `“${paper.title}” was withdrawn under item ${is.number}${why}.`,
      ),
    ]
  })
  return [...here, ...gone]
}

function samePaper(was: PaperLine, is: PaperLine, line: AgendaLine): string[] {
  const under = `under item ${line.number}`
  if (was.kind === 'to follow' && is.kind !== 'to follow')
    return [
      `“${is.title}”, which was to follow, has come ${under}${is.kind === 'late' ? ', late' : ''}${letIn(is)}.`,
    ]
  const words: string[] = []
  const had = new Set(was.files.map(({ hash }) => hash))
  const has = new Set(is.files.map(({ hash }) => hash))
  const fresh = is.files.filter(({ hash }) => !had.has(hash))
  const dropped = was.files.filter(({ hash }) => !has.has(hash))
  const because = fresh.map(file => file.because ?? '').filter(why => why !== '')
  const why = because.length === 0 ? '' : `: ${because.map(unstopped).join('; ')}`
  if (fresh.length > 0 && dropped.length > 0)
    words.push(`“${is.title}” ${under} was replaced by a new copy${why}.`)
  else if (fresh.length > 0)
    words.push(
      `“${is.title}” ${under} has ${countOf(fresh.length, 'more file', 'more files')}${why}.`,
    )
  else if (dropped.length > 0)
    words.push(`${listed(dropped.map(({ name }) => `“${name}”`))} ${under} was taken away.`)
  if (was.title !== is.title) words.push(`“${was.title}” ${under} is now called “${is.title}”.`)
  if (was.kind !== is.kind)
    words.push(`“${is.title}” ${under} is now marked as ${kindWords[is.kind]}${letIn(is)}.`)
  else if (was.permission !== is.permission && is.permission !== '')
    words.push(`It is now said who let “${is.title}” in ${under}${letIn(is)}.`)
  if (words.length === 0 && was.cover !== is.cover)
    words.push(`The cover sheet of “${is.title}” ${under} was changed.`)
  return words
}

const kindWords = {
  paper: 'an ordinary paper',
  late: 'late',
  supplementary: 'supplementary',
  'to follow': 'to follow',
} as const

/** Items that have other numbers without having moved: 'Items 4 to 8 are now items 5 to 9.' */
function renumberings(
  before: readonly AgendaLine[],
  after: readonly AgendaLine[],
  moved: ReadonlySet<string>,
): AgendaNews[] {
  const was = new Map(before.map(line => [line.id, line.number]))
  const shifted = after.flatMap(line => {
    const number = was.get(line.id)
    return number === undefined || number === line.number || moved.has(line.id)
      ? []
      : [{ line, from: number, to: line.number }]
  })
  const runs: (typeof shifted)[] = []
  for (const each of shifted) {
    const last = runs.at(-1)?.at(-1)
    const goesOn =
      last &&
      [last.from, last.to, each.from, each.to].every(whole) &&
      Number(each.from) === Number(last.from) + 1 &&
      Number(each.to) === Number(last.to) + 1
    if (goesOn) runs.at(-1)?.push(each)
    else runs.push([each])
  }
  return runs.flatMap(run => {
    const [first] = run
    const last = run.at(-1)
    if (!first || !last) return []
    const words =
      run.length === 1
        ? `${first.line.title} is now item ${first.to}; it was item ${first.from}.`
        : `Items ${first.from} to ${last.from} are now items ${first.to} to ${last.to}.`
    return [
      {
        ...say(first.line, 'changed', words),
        item: run.length === 1 ? first.line.id : null,
        private: run.every(({ line }) => line.audience === 'private'),
      },
    ]
  })
}
