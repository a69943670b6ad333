import type { Db } from '../platform/database/database.ts'
import type { Day } from '../platform/day.rules.ts'
import { Moved, NotFound } from '../platform/outcome.ts'
import { opening } from '../platform/plain-english.rules.ts'
import type { Subject } from '../platform/record/journal.ts'
import { type Link, listLinksAround, relations } from '../platform/record/links.ts'
import { readActionTitles } from '../rooms/actions/read-action-titles.ts'
import { readBodies } from '../rooms/bodies/read-body.ts'
import { decisionStateOf } from '../rooms/meetings/decision-state.rules.ts'
import { listDecisionsAround, readMeetings } from '../rooms/meetings/list-published.ts'
import { readPublishedItems } from '../rooms/publishing/read-published-items.ts'
import { letterInWords } from '../rooms/voices/correspondence.rules.ts'
import { readVoices } from '../rooms/voices/read-voices.ts'

/** What a thread may begin at, with the words for it. */
export const threadKinds = {
  body: 'body',
  meeting: 'meeting',
  'agenda-item': 'agenda item',
  paper: 'paper',
  decision: 'decision',
  action: 'action',
  question: 'question',
  letter: 'letter',
} as const

type Kind = keyof typeof threadKinds

const isKind = (kind: string): kind is Kind => Object.hasOwn(threadKinds, kind)

/** A thing on a thread, as everybody may see it. */
export type Knot = {
  readonly kind: Kind
  readonly id: string
  readonly title: string
  /** Its own page. */
  readonly path: string
  readonly day: Day | null
}

/** A thing with how it hangs on the one before it. */
export type TiedKnot = Knot & { readonly relation: string }

export type ThreadFound = {
  readonly here: Knot
  /** What it came from, the farthest first. */
  readonly up: readonly TiedKnot[]
  /** What came of it, the nearest first. */
  readonly down: readonly TiedKnot[]
}

/** One thing came of another. */
type Tie = {
  readonly from: Subject
  readonly to: Subject
  /** Said of `from`, seen from `to`; and of `to`, seen from `from`. */
  readonly upWords: string
  readonly downWords: string
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const keyOf = ({ kind, id }: Subject) => `${kind} ${id}`

const of = (subjects: Iterable<Subject>, kind: Kind): string[] => [
  ...new Set([...subjects].filter(subject => subject.kind === kind).map(({ id }) => id)),
]

/**
 * Walks up and down from anything, on the public connection: what it came from and what
 * came of it, each named by its own room. A thing the public may not see is not there,
 * and nothing is reached through it. Eight queries at most, however long the thread.
 *
 * @throws NotFound where there is no such thing, or the public may not see it
 */
export async function readThread(db: Db, subject: Subject): Promise<ThreadFound> {
  if (!isKind(subject.kind) || !ID.test(subject.id)) throw nothingThere()
  const onAgenda =
    subject.kind === 'meeting'
      ? await readPublishedItems(db, { items: [], papers: [], meetings: [subject.id] })
      : []
  const seeds = [subject, ...onAgenda.map(({ id }) => ({ kind: 'agenda-item', id }))]
  const links = await listLinksAround(db, seeds)
  const reached = [...seeds, ...links.flatMap(({ from, to }) => [from, to])]

  const known = new Set(onAgenda.map(({ id }) => id))
  const items = [
    ...onAgenda,
    ...(await readPublishedItems(db, {
      items: of(reached, 'agenda-item').filter(id => !known.has(id)),
      papers: of(reached, 'paper'),
    })),
  ]
  const decisions = await listDecisionsAround(db, {
    ids: of(reached, 'decision'),
    meetings: [...new Set([...of(reached, 'meeting'), ...items.map(({ meetingId }) => meetingId)])],
  })
  const actions = await readActionTitles(db, of(reached, 'action'))
  const { questions, letters } = await readVoices(db, {
    questions: of(reached, 'question'),
    letters: of(reached, 'letter'),
  })
  const meetings = await readMeetings(db, [
    ...of(reached, 'meeting'),
    ...items.map(({ meetingId }) => meetingId),
    ...decisions.flatMap(({ meeting_id }) => meeting_id ?? []),
    ...[...questions, ...letters].flatMap(({ meeting_id }) => meeting_id ?? []),
  ])
  const bodies = await readBodies(db, [
    ...of(reached, 'body'),
    ...[...meetings.values()].map(({ body_id }) => body_id),
    ...[...actions.values()].map(({ body }) => body),
    ...decisions.map(({ body_id }) => body_id),
  ])

  const knots = new Map<string, Knot>()
  const ties: Tie[] = links.flatMap(tieOf)
  const put = (knot: Knot) => knots.set(keyOf(knot), knot)
  const belongs = (from: Subject, to: Subject, upWords: string, downWords: string) =>
    ties.push({ from, to, upWords, downWords })

  for (const body of bodies.values())
    put({ kind: 'body', id: body.id, title: body.name, path: `/bodies/${body.slug}`, day: null })
  for (const meeting of meetings.values()) {
    const body = bodies.get(meeting.body_id)
    if (!body) continue
    put({
      kind: 'meeting',
      id: meeting.id,
      title: `${body.name}`,
      path: `/meetings/${body.slug}/${meeting.slug}`,
      day: meeting.day,
    })
    belongs({ kind: 'body', id: body.id }, { kind: 'meeting', id: meeting.id }, 'Of the', 'Held a')
  }
  const meetingKnot = (id: string) => knots.get(`meeting ${id}`)
  for (const item of items) {
    const meeting = meetingKnot(item.meetingId)
    if (!meeting) continue
    const self = { kind: 'agenda-item' as const, id: item.id }
    put({
      ...self,
      title: `${item.number}. ${item.title}`,
      path: `${meeting.path}/pack#agenda`,
      day: meeting.day,
    })
    belongs(meeting, self, 'Before the', 'Had before it the')
    for (const paper of item.papers) {
      const paperSelf = { kind: 'paper' as const, id: paper.id }
      put({
        ...paperSelf,
        title: paper.title,
        path: `${meeting.path}/pack#paper-${paper.id}`,
        day: meeting.day,
      })
      belongs(self, paperSelf, 'Written for the', 'Had the')
    }
  }
  for (const decision of decisions) {
    const self = { kind: 'decision' as const, id: decision.id }
    const { state } = decisionStateOf(decision.fate, null, decision.decided_on)
    const title = `${opening(decision.verb)}: ${decision.text}${state === 'stands' ? '' : ` (${state})`}`
    const meeting = decision.meeting_id === null ? undefined : meetingKnot(decision.meeting_id)
    if (!meeting) {
      // Taken between meetings, or by an officer: it has a page of its own.
      if (decision.origin === 'meeting') continue
      put({ ...self, title, path: `/decisions/${decision.id}`, day: decision.decided_on })
      belongs({ kind: 'body', id: decision.body_id }, self, 'Of the', 'Took the')
      continue
    }
    put({ ...self, title, path: meeting.path, day: decision.decided_on })
    const item = items.find(
      ({ meetingId, number }) =>
        meetingId === decision.meeting_id && number === decision.item_number,
    )
    belongs(
      item ? { kind: 'agenda-item', id: item.id } : meeting,
      self,
      'Decided at the',
      'Led to the',
    )
  }
  for (const action of actions.values()) {
    const body = bodies.get(action.body)
    if (!body) continue
    put({
      kind: 'action',
      id: action.id,
      title: `${action.number}. ${action.text}`,
      path: `/actions/${body.slug}/${action.number}`,
      day: action.raisedOn,
    })
  }
  for (const question of questions) {
    const self = { kind: 'question' as const, id: question.id }
    put({
      ...self,
      title: question.text.length > 160 ? `${question.text.slice(0, 159)}…` : question.text,
      path: `/questions/${question.id}`,
      day: question.asked_on,
    })
    if (question.meeting_id !== null)
      belongs({ kind: 'meeting', id: question.meeting_id }, self, 'Put to the', 'Was put the')
  }

  for (const letter of letters) {
    const self = { kind: 'letter' as const, id: letter.id }
    put({
      ...self,
      title: `${letterInWords(letter)}: ${letter.subject}`,
      path: `/correspondence/${letter.id}`,
      day: letter.dated_on,
    })
    if (letter.meeting_id !== null)
      belongs(self, { kind: 'meeting', id: letter.meeting_id }, 'Received the', 'Was put to the')
  }

  const standsFor = subject.kind === 'body' ? bodies.get(subject.id)?.id : undefined
  if (standsFor !== undefined && standsFor !== subject.id)
    throw new Moved({ [subject.id]: standsFor })
  const here = knots.get(keyOf(subject))
  if (!here) throw nothingThere()
  return {
    here,
    up: walk(here, knots, ties, 'up').toReversed(),
    down: walk(here, knots, ties, 'down'),
  }
}

const nothingThere = () =>
  new NotFound('There is nothing at this address that can be shown to everybody.')

/** 'Raises' and 'decides' point at what came of a thing; the others at what it is about. */
function tieOf({ from, relation, to }: Link): Tie[] {
  const passive = opening(relations[relation].replace(/^is /, ''))
  return relation === 'raises' || relation === 'decides'
    ? [{ from, to, upWords: `${passive} the`, downWords: `${opening(relation)} the` }]
    : [{ from: to, to: from, upWords: `${opening(relation)} the`, downWords: `${passive} the` }]
}

/** Everything to be reached one way through things that may be seen, the nearest first, each once. */
function walk(
  start: Knot,
  knots: ReadonlyMap<string, Knot>,
  ties: readonly Tie[],
  way: 'up' | 'down',
): TiedKnot[] {
  const seen = new Set([keyOf(start)])
  const found: TiedKnot[] = []
  let edge: readonly Subject[] = [start]
  while (edge.length > 0) {
    const next: TiedKnot[] = []
    for (const { from, to, upWords, downWords } of ties) {
      const [near, far] = way === 'up' ? [to, from] : [from, to]
      const knot = knots.get(keyOf(far))
      if (!knot || seen.has(keyOf(far)) || !edge.some(at => keyOf(at) === keyOf(near))) continue
      seen.add(keyOf(far))
      next.push({ ...knot, relation: way === 'up' ? upWords : downWords })
    }
    found.push(...next)
    edge = next
  }
  return found
}
