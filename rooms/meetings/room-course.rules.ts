import type { Day } from '../../platform/day.rules.ts'
import {
  type Presence,
  personsCounted,
  type Quorum,
  type QuorumTerms,
  quorumOf,
} from '../bodies/quorum.rules.ts'
import type { SettledLine } from './attendance.rules.ts'
import { outOfItem, withoutVote } from './declaration.rules.ts'
import {
  type Adjournment,
  type Choice,
  type Exclusion,
  hoursOfSitting,
  type Motion,
  type MotionStatus,
  type Presiding,
  type PresidingAs,
  type QuorumSpan,
  type RoomItem,
  type RoomMode,
  type RoomSetting,
  type RoomState,
  type StandingFact,
  type VoteTaken,
} from './proceedings.rules.ts'

/** The same, to be written on while the facts are gone through. */
type Open<Shape> = {
  -readonly [Key in keyof Shape]: Shape[Key] extends readonly (infer Part)[] ? Part[] : Shape[Key]
}

type Someone = {
  readonly line: SettledLine
  inRoom: boolean
  mode: RoomMode
  since: Date | null
  readonly spans: { from: Date | null; to: Date | null; mode: RoomMode }[]
}

type Taken = {
  readonly item: string
  readonly spans: { readonly from: Date; to: Date | null }[]
  quorum: Quorum | null
  voters: readonly string[] | null
  /** Whether they stand as of a vote, which the end of the item does not replace. */
  atVote: boolean
}

/** A vote with everything that was given in it, whether or not it will count. */
export type Voting = Open<VoteTaken> & { readonly cast: Map<string, Choice | null> }

/** The room while its facts are gone through, one after the other. */
export type Course = {
  readonly setting: RoomSetting
  readonly sittingDays: readonly Day[]
  readonly hours: readonly { readonly from: Date; readonly before: Date }[]
  readonly items: ReadonlyMap<string, RoomItem>
  readonly people: Map<string, Someone>
  readonly motions: Map<string, Open<Motion>>
  readonly votes: Map<string, Voting>
  readonly taken: Map<string, Taken>
  readonly adjournments: Open<Adjournment>[]
  readonly presided: Open<Presiding>[]
  readonly quorumSpans: Open<QuorumSpan>[]
  readonly exclusions: Open<Exclusion>[]
  /** Whether the person whom the attendance list names as presiding does so without taking the chair. */
  readonly presidesByList: boolean
  readonly reckoning: Reckoning
  session: RoomState['session']
  openedAt: Date | null
  closedAt: Date | null
  inHand: string | null
  openVote: Voting | null
}

/** What was worked out of who is there, kept by who that was: people go out and come back. */
type Reckoning = {
  attended: boolean
  /** Who is there now and how, as one text; null when somebody just came, went or changed. */
  there: string | null
  readonly quorums: Map<string, Quorum>
  readonly voters: Map<string, readonly string[]>
}

/**
 * The beginning: whoever the attendance list has as there, and who never arrived in the
 * room, was there from the start. `facts` are all that stand, also those still to come.
 */
export function beginCourse(setting: RoomSetting, facts: readonly StandingFact[]): Course {
  const arrivals = new Set(facts.flatMap(fact => (fact.kind === 'arrived' ? [fact.person] : [])))
  const sittingDays = [
    ...new Set([
      setting.day,
      ...facts.flatMap(fact => (fact.kind === 'adjourned' && fact.toDay ? [fact.toDay] : [])),
    ]),
  ]
  const course: Course = {
    setting,
    sittingDays,
    hours: hoursOfSitting(sittingDays),
    items: new Map(setting.items.map(item => [item.id, item])),
    people: new Map(),
    motions: new Map(),
    votes: new Map(),
    taken: new Map(),
    adjournments: [],
    presided: [],
    quorumSpans: [],
    exclusions: [],
    presidesByList: !facts.some(({ kind }) => kind === 'took the chair'),
    reckoning: { attended: arrivals.size > 0, there: null, quorums: new Map(), voters: new Map() },
    session: 'not opened',
    openedAt: null,
    closedAt: null,
    inHand: null,
    openVote: null,
  }
  for (const line of setting.lines)
    if (line.capacity !== 'apologies' && !arrivals.has(line.person))
      goIn(course, line.person, line.mode, null, line)
  return course
}

// ── Who is there ────────────────────────────────────────────────────────────

export const isMemberThere = ({ capacity }: Pick<SettledLine, 'capacity'>) =>
  capacity === 'member' || capacity === 'deputy'

export const isIn = ({ people }: Course, person: string) => people.get(person)?.inRoom === true

/** The first line that somebody came with stays theirs. */
export function goIn(
  course: Course,
  person: string,
  mode: RoomMode,
  at: Date | null,
  line?: SettledLine,
) {
  const someone = course.people.get(person)
  if (someone) Object.assign(someone, { inRoom: true, mode, since: at })
  else if (line) course.people.set(person, { line, inRoom: true, mode, since: at, spans: [] })
  if (course.presidesByList && course.setting.chair === person)
    course.presided.push({ person, as: 'chair', from: at, to: null })
  moved(course, at)
}

export function goOut(course: Course, person: string, at: Date) {
  const someone = course.people.get(person)
  if (!someone) return
  someone.spans.push({ from: someone.since, to: at, mode: someone.mode })
  someone.inRoom = false
  if (presidingNow(course)?.person === person) stepDown(course, at)
  moved(course, at)
}

export function changeMode(course: Course, person: string, mode: RoomMode, at: Date) {
  const someone = course.people.get(person)
  if (!someone) return
  someone.spans.push({ from: someone.since, to: at, mode: someone.mode })
  Object.assign(someone, { mode, since: at })
  moved(course, at)
}

function moved(course: Course, at: Date | null) {
  course.reckoning.attended = true
  course.reckoning.there = null
  if (at) judgeQuorum(course, at)
}

export const presidingNow = ({ presided }: Course) => {
  const last = presided.at(-1)
  return last && last.to === null ? last : undefined
}

export function stepDown(course: Course, at: Date) {
  const now = presidingNow(course)
  if (now) now.to = at
}

export function preside(course: Course, person: string, as: PresidingAs, at: Date) {
  stepDown(course, at)
  course.presided.push({ person, as, from: at, to: null })
}

// ── Who counts, and who may vote ────────────────────────────────────────────

const presencesIn = ({ people }: Course): Presence[] =>
  [...people].flatMap(([person, { line, inRoom, mode }]) =>
    inRoom
      ? [
          {
            person,
            seat: line.seat,
            remote: mode === 'remote',
            ...(line.deputisingFor === null ? {} : { deputisingFor: line.deputisingFor }),
          },
        ]
      : [],
  )

function whoIsThere(course: Course): string {
  const { reckoning, people } = course
  reckoning.there ??= [...people]
    .map(([, { inRoom, mode }]) => (inRoom ? (mode === 'remote' ? 'r' : 'i') : '-'))
    .join('')
  return reckoning.there
}

const factsOfQuorum = (course: Course, terms: QuorumTerms, excluded: ReadonlySet<string>) => ({
  terms,
  seats: course.setting.seats,
  holdings: course.setting.holdings,
  presences: presencesIn(course),
  excluded,
  ...(course.setting.stated ? { stated: course.setting.stated } : {}),
})

/** Those who are out of an item over an interest (R-COI-8). */
export const outOf = ({ setting }: Course, item: string | null): ReadonlySet<string> =>
  item === null ? new Set() : outOfItem(setting.declared, item)

/** Those who may not vote on it. */
export const silentOn = ({ setting }: Course, item: string): ReadonlySet<string> =>
  withoutVote(setting.declared, item)

/** The quorum as of now, of an item or of the meeting as a whole; null where it cannot be judged. */
export function quorumFor(course: Course, item: string | null): Quorum | null {
  const { terms } = course.setting
  const { attended, quorums } = course.reckoning
  if (terms === null || !attended) return null
  const excluded = outOf(course, item)
  const key = `${whoIsThere(course)} ${[...excluded].sort().join(' ')}`
  const known = quorums.get(key) ?? quorumOf(factsOfQuorum(course, terms, excluded))
  quorums.set(key, known)
  return known
}

/** Who may vote on an item now: those who count, less those who may only speak. */
export function votersOn(course: Course, item: string): readonly string[] {
  const { terms } = course.setting
  const { voters } = course.reckoning
  const silent = silentOn(course, item)
  const key = `${whoIsThere(course)} ${item}`
  const known =
    voters.get(key) ??
    (terms === null
      ? presencesIn(course)
          .filter(({ person, seat }) => seat !== null && !silent.has(person))
          .map(({ person }) => person)
      : [...personsCounted(factsOfQuorum(course, terms, silent))])
  voters.set(key, known)
  return known
}

/** While the meeting sits: whether the quorum was lost or regained by what just happened. */
export function judgeQuorum(course: Course, at: Date) {
  const quorum = course.session === 'in session' ? quorumFor(course, null) : null
  const last = course.quorumSpans.at(-1)
  if (last && last.to === null) {
    if (quorum?.quorate === last.quorate) return
    last.to = at
  }
  if (quorum) course.quorumSpans.push({ from: at, to: null, quorate: quorum.quorate, quorum })
}

// ── Items, motions and votes ────────────────────────────────────────────────

export function beginItem(course: Course, item: string, at: Date) {
  endItem(course, at)
  course.inHand = item
  const span = { from: at, to: null }
  const taken = course.taken.get(item)
  if (taken) taken.spans.push(span)
  else course.taken.set(item, { item, spans: [span], quorum: null, voters: null, atVote: false })
}

export function pauseItem({ inHand, taken }: Course, at: Date) {
  const span = inHand === null ? undefined : taken.get(inHand)?.spans.at(-1)
  if (span && span.to === null) span.to = at
}

export function endItem(course: Course, at: Date) {
  const { inHand } = course
  const taken = inHand === null ? undefined : course.taken.get(inHand)
  if (inHand === null || !taken) return
  pauseItem(course, at)
  if (!taken.atVote) {
    taken.quorum = quorumFor(course, inHand)
    taken.voters = votersOn(course, inHand)
  }
  course.inHand = null
}

/** Amendments are put one upon another, so the last one open is the one to be disposed of. */
export const openAmendment = ({ motions }: Course) =>
  [...motions.values()].findLast(({ amends, status }) => amends !== null && status === 'open')

export const hasOpenAmendment = ({ motions }: Course, motion: Pick<Motion, 'amendments'>) =>
  motion.amendments.some(each => motions.get(each)?.status === 'open')

export function dispose(course: Course, motion: Open<Motion>, status: MotionStatus, at: Date) {
  motion.status = status
  motion.disposedAt = at
  const target = motion.amends === null ? undefined : course.motions.get(motion.amends)
  if (status !== 'carried' || !target) return
  // What is carried changes what is put: the text of a motion, or what an amendment would make of it.
  if (target.amends === null) target.text = motion.wouldRead
  target.wouldRead = motion.wouldRead
  target.texts.push({ text: motion.wouldRead, by: motion.id })
}

/** Settles as of now who may vote, whether there is a quorum, and which of the votes given count. */
export function settleVote(course: Course, vote: Voting) {
  vote.electorate = [...votersOn(course, vote.item)]
  vote.quorum = quorumFor(course, vote.item)
  const electors = new Set(vote.electorate)
  const counting = [...vote.cast].filter(([person]) => electors.has(person))
  vote.voted = counting.map(([person]) => person)
  vote.choices = counting.flatMap(([person, choice]) =>
    choice === null ? [] : [{ person, choice }],
  )
}
