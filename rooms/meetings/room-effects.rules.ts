import { londonTime } from '../../platform/london.rules.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { judgeDecision } from './decision.rules.ts'
import type {
  Discrepancy,
  Motion,
  RoomEvent,
  StandingFact,
  VoteTaken,
} from './proceedings.rules.ts'
import {
  beginItem,
  type Course,
  changeMode,
  dispose,
  endItem,
  goIn,
  goOut,
  hasOpenAmendment,
  isIn,
  isMemberThere,
  judgeQuorum,
  openAmendment,
  outOf,
  pauseItem,
  preside,
  presidingNow,
  settleVote,
  silentOn,
  stepDown,
  type Voting,
  votersOn,
} from './room-course.rules.ts'
import { resultOf, type VoteCounts } from './vote.rules.ts'

/** What is amiss with a fact: nothing, or the reasons for which it has no effect. */
type Amiss = readonly Omit<Discrepancy, 'fact'>[]
type Fact<Kind extends RoomEvent['kind']> = Extract<StandingFact, { kind: Kind }>
type Effect<Kind extends RoomEvent['kind']> = (course: Course, fact: Fact<Kind>) => Amiss

const fine: Amiss = []
const amiss = (code: string, field: string, message: string): Amiss => [{ code, field, message }]
/** The first thing amiss; the checks behind it would only say the same in other words. */
const firstOf = (...checks: readonly Amiss[]): Amiss => checks.find(each => each.length > 0) ?? fine

/** Applies one fact, unless something is amiss with it. */
export const applyFact = (course: Course, fact: StandingFact): Amiss =>
  (effects[fact.kind] as (course: Course, fact: StandingFact) => Amiss)(course, fact)

// ── What several kinds ask ──────────────────────────────────────────────────

function sits({ session, closedAt }: Course, at: Date, what: string): Amiss {
  if (session === 'in session') return fine
  const why = {
    'not opened': 'the meeting had not been opened',
    adjourned: 'the meeting stood adjourned',
    closed: `the meeting was closed at ${closedAt ? londonTime(closedAt) : ''}`,
  }[session]
  return amiss('not-in-session', 'at', `${what} at ${londonTime(at)}: ${why}.`)
}

const noOpenVote = ({ openVote }: Course, before: string): Amiss =>
  openVote
    ? amiss('vote-open', 'at', `A vote is open: close it, or take it back, before ${before}.`)
    : fine

const called = ({ items }: Course, item: string) => {
  const number = items.get(item)?.number
  return number === undefined ? 'that item' : `item ${number}`
}

const inHand = (course: Course, item: string, field: string): Amiss =>
  course.inHand === item
    ? fine
    : amiss(
        'item-not-in-hand',
        field,
        `${opening(called(course, item))} is not in hand: begin it first.`,
      )

function isThere(course: Course, person: string, at: Date, field = 'person', so = ''): Amiss {
  const { nameOf } = course.setting
  return isIn(course, person)
    ? fine
    : amiss(
        'not-in-room',
        field,
        `${nameOf(person)} was not in the room at ${londonTime(at)}${so}.`,
      )
}

/** A mover or seconder is a member in the room, and not out of the item. */
function mayMove(
  course: Course,
  { mover, seconder, at }: { mover: string | null; seconder: string | null; at: Date },
  item: string | null,
): Amiss {
  const { nameOf } = course.setting
  const check = (person: string | null, field: string): Amiss => {
    if (person === null) return fine
    const line = course.people.get(person)?.line
    return firstOf(
      isThere(course, person, at, field),
      line && isMemberThere(line)
        ? fine
        : amiss(
            'not-a-member',
            field,
            `${nameOf(person)} is not there as a member, so moves and seconds nothing.`,
          ),
      outOf(course, item).has(person)
        ? amiss(
            'recused',
            field,
            `${nameOf(person)} is out of ${called(course, item ?? '')} over a declared interest.`,
          )
        : fine,
    )
  }
  return firstOf(check(mover, 'mover'), check(seconder, 'seconder'))
}

const amendmentFirst = (course: Course, motion: Motion): Amiss =>
  hasOpenAmendment(course, motion)
    ? amiss(
        'amendment-open',
        'motion',
        'An amendment of that motion is before the meeting: dispose of the amendment first.',
      )
    : fine

// ── People ──────────────────────────────────────────────────────────────────

/** A deputy comes for a member who is not there, and beside no other deputy. */
function mayDeputise(course: Course, person: string, absent: string): Amiss {
  const { nameOf } = course.setting
  const member = course.people.get(absent)
  if (member?.inRoom && isMemberThere(member.line))
    return amiss(
      'deputy-for-someone-present',
      'deputisingFor',
      `${nameOf(person)} cannot deputise for ${nameOf(absent)}, who is in the room.`,
    )
  const beside = [...course.people].some(
    ([other, { inRoom, line }]) => other !== person && inRoom && line.deputisingFor === absent,
  )
  return beside
    ? amiss(
        'second-deputy',
        'deputisingFor',
        `${nameOf(absent)} has a deputy in the room already: note ${nameOf(person)} as in attendance.`,
      )
    : fine
}

const arrived: Effect<'arrived'> = (course, { person, line, at }) => {
  const { nameOf } = course.setting
  const someone = course.people.get(person)
  if (someone?.inRoom)
    return amiss(
      'arrived-twice',
      'person',
      `${nameOf(person)} is in the room already${someone.since ? `, since ${londonTime(someone.since)}` : ''}.`,
    )
  const { capacity, deputisingFor } = someone?.line ?? line
  const wrong =
    capacity === 'deputy' && deputisingFor !== null
      ? mayDeputise(course, person, deputisingFor)
      : fine
  if (wrong.length > 0) return wrong
  goIn(course, person, line.mode, at, line)
  return fine
}

const left: Effect<'left'> = (course, { person, at }) => {
  const { nameOf } = course.setting
  if (!isIn(course, person)) {
    const gone = course.people.get(person)?.spans.at(-1)?.to
    return amiss(
      'left-before-arriving',
      'person',
      gone
        ? `${nameOf(person)} left at ${londonTime(gone)} and had not come back by ${londonTime(at)}.`
        : `${nameOf(person)} had not arrived by ${londonTime(at)}, so cannot have left.`,
    )
  }
  goOut(course, person, at)
  return fine
}

const returned: Effect<'returned'> = (course, { person, mode, at }) => {
  const { nameOf } = course.setting
  const someone = course.people.get(person)
  if (!someone || someone.inRoom)
    return amiss(
      'returned-without-leaving',
      'person',
      someone
        ? `${nameOf(person)} has not left, so cannot come back.`
        : `${nameOf(person)} has not arrived yet: note the arrival, and in which capacity they came.`,
    )
  goIn(course, person, mode ?? someone.mode, at)
  return fine
}

const changedMode: Effect<'changed mode'> = (course, { person, mode, at }) => {
  const wrong = firstOf(
    isThere(course, person, at),
    course.people.get(person)?.mode === mode
      ? amiss(
          'mode-unchanged',
          'mode',
          `${course.setting.nameOf(person)} is there ${mode === 'remote' ? 'remotely' : 'in person'} already.`,
        )
      : fine,
  )
  if (wrong.length === 0) changeMode(course, person, mode, at)
  return wrong
}

/** Somebody is elected only while the chair and the deputy chair are away, or out of the item. */
function nobodyElse(course: Course, person: string): Amiss {
  const { chairs, deputyChairs, nameOf } = course.setting
  const out = outOf(course, course.inHand)
  const there = [...chairs, ...deputyChairs].find(
    each => each !== person && isIn(course, each) && !out.has(each),
  )
  return there
    ? amiss(
        'chair-is-there',
        'as',
        `${nameOf(there)} is in the room and presides by office, so nobody is elected for the meeting.`,
      )
    : fine
}

const tookTheChair: Effect<'took the chair'> = (course, { person, as, at }) => {
  const { nameOf } = course.setting
  const line = course.people.get(person)?.line
  const now = presidingNow(course)
  const wrong = firstOf(
    isThere(course, person, at, 'person', ', so cannot preside'),
    line && isMemberThere(line)
      ? fine
      : amiss(
          'chair-not-a-member',
          'person',
          `${nameOf(person)} is not there as a member, so cannot preside.`,
        ),
    as === 'elected for the meeting' ? nobodyElse(course, person) : fine,
    now?.person === person && now.as === as
      ? amiss('presides-already', 'person', `${nameOf(person)} presides already.`)
      : fine,
  )
  if (wrong.length === 0) preside(course, person, as, at)
  return wrong
}

// ── The sitting ─────────────────────────────────────────────────────────────

const opened: Effect<'opened'> = (course, { at }) => {
  if (course.openedAt)
    return amiss('opened-twice', 'at', `The meeting was opened at ${londonTime(course.openedAt)}.`)
  course.session = 'in session'
  course.openedAt = at
  judgeQuorum(course, at)
  return fine
}

const closed: Effect<'closed'> = (course, { at }) => {
  const wrong = firstOf(
    course.session === 'not opened'
      ? amiss(
          'closed-before-opened',
          'at',
          `The meeting had not been opened by ${londonTime(at)}, so it cannot be closed.`,
        )
      : fine,
    course.closedAt
      ? amiss('closed-twice', 'at', `The meeting was closed at ${londonTime(course.closedAt)}.`)
      : fine,
    noOpenVote(course, 'the meeting is closed'),
  )
  if (wrong.length > 0) return wrong
  endItem(course, at)
  stepDown(course, at)
  course.session = 'closed'
  course.closedAt = at
  judgeQuorum(course, at)
  return fine
}

const adjourned: Effect<'adjourned'> = (course, { at, toDay, reason }) => {
  const wrong = firstOf(
    sits(course, at, 'The meeting cannot be adjourned'),
    noOpenVote(course, 'the meeting is adjourned'),
  )
  if (wrong.length > 0) return wrong
  pauseItem(course, at)
  course.session = 'adjourned'
  course.adjournments.push({ from: at, toDay, reason, resumedAt: null })
  judgeQuorum(course, at)
  return fine
}

const resumed: Effect<'resumed'> = (course, { at }) => {
  const last = course.adjournments.at(-1)
  if (course.session !== 'adjourned' || !last)
    return amiss(
      'not-adjourned',
      'at',
      `The meeting did not stand adjourned at ${londonTime(at)}, so it cannot be resumed.`,
    )
  last.resumedAt = at
  course.session = 'in session'
  if (course.inHand !== null) course.taken.get(course.inHand)?.spans.push({ from: at, to: null })
  judgeQuorum(course, at)
  return fine
}

const itemBegun: Effect<'item begun'> = (course, { item, at }) => {
  const wrong = firstOf(
    course.items.has(item)
      ? fine
      : amiss('item-of-another-meeting', 'item', 'Choose an item of this meeting’s agenda.'),
    sits(course, at, `${opening(called(course, item))} cannot be begun`),
    course.inHand === item
      ? amiss('item-in-hand', 'item', `${opening(called(course, item))} is in hand already.`)
      : fine,
    noOpenVote(course, 'another item is begun'),
  )
  if (wrong.length === 0) beginItem(course, item, at)
  return wrong
}

const itemEnded: Effect<'item ended'> = (course, { item, at }) => {
  // Beginning another at the same instant has ended it.
  const endedSo = course.taken.get(item)?.spans.at(-1)?.to?.getTime() === at.getTime()
  if (course.inHand !== item && endedSo) return fine
  const wrong = firstOf(inHand(course, item, 'item'), noOpenVote(course, 'the item is ended'))
  if (wrong.length === 0) endItem(course, at)
  return wrong
}

const excludedAt = ({ exclusions }: Course, at: Date) =>
  exclusions.filter(row => row.at <= at && row.readmittedAt === null)

const publicExcluded: Effect<'public excluded'> = (course, fact) => {
  const { id, at, items, resolution, mover, seconder } = fact
  const wrong = firstOf(
    sits(course, at, 'The public cannot be excluded'),
    excludedAt(course, at).length > 0
      ? amiss('excluded-already', 'resolution', 'The public is excluded already.')
      : fine,
    mayMove(course, fact, null),
  )
  if (wrong.length === 0)
    course.exclusions.push({
      id,
      items: [...items],
      resolution,
      mover,
      seconder,
      at,
      readmittedAt: null,
    })
  return wrong
}

const publicReadmitted: Effect<'public readmitted'> = (course, { at }) => {
  const shut = excludedAt(course, at)
  if (shut.length === 0)
    return amiss(
      'not-excluded',
      'at',
      `The public was not excluded at ${londonTime(at)}, so it cannot be let back.`,
    )
  for (const row of shut) row.readmittedAt = at
  return fine
}

// ── Motions and votes ───────────────────────────────────────────────────────

const notBefore = (field: string): Amiss =>
  amiss('motion-not-open', field, 'That motion is not before the meeting.')

const motionPut: Effect<'motion put'> = (course, fact) => {
  const { id, item, amends, text, mover, seconder, at } = fact
  const target = amends === null ? undefined : course.motions.get(amends)
  const pending = openAmendment(course)
  const wrong = firstOf(
    sits(course, at, 'A motion cannot be put'),
    inHand(course, item, 'item'),
    noOpenVote(course, 'another motion is put'),
    amends !== null && (target?.status !== 'open' || target.item !== item)
      ? notBefore('amends')
      : fine,
    pending && pending.id !== amends
      ? amiss(
          'amendment-open',
          'amends',
          'An amendment is before the meeting: dispose of it before another motion is put.',
        )
      : fine,
    mayMove(course, fact, item),
  )
  if (wrong.length > 0) return wrong
  const wouldRead = amends === null ? text : fact.wouldRead
  target?.amendments.push(id)
  course.motions.set(id, {
    id,
    item,
    verb: target?.verb ?? fact.verb,
    forBody: target?.forBody ?? fact.forBody,
    mover,
    seconder,
    amends,
    putAt: at,
    moved: text,
    text,
    wouldRead,
    status: 'open',
    disposedAt: null,
    amendments: [],
    texts: [{ text: wouldRead, by: null }],
  })
  return fine
}

const motionWithdrawn: Effect<'motion withdrawn'> = (course, { motion: id, at }) => {
  const motion = course.motions.get(id)
  if (motion?.status !== 'open') return notBefore('motion')
  const wrong = firstOf(
    sits(course, at, 'A motion cannot be withdrawn'),
    noOpenVote(course, 'a motion is withdrawn'),
    amendmentFirst(course, motion),
  )
  if (wrong.length === 0) dispose(course, motion, 'withdrawn', at)
  return wrong
}

const voteOpened: Effect<'vote opened'> = (
  course,
  { id, motion: of, method, byMembers = false, at },
) => {
  const motion = course.motions.get(of)
  if (motion?.status !== 'open') return notBefore('motion')
  const wrong = firstOf(
    sits(course, at, 'A vote cannot be opened'),
    noOpenVote(course, 'another is opened'),
    inHand(course, motion.item, 'motion'),
    amendmentFirst(course, motion),
  )
  if (wrong.length > 0) return wrong
  const vote: Voting = {
    id,
    motion: motion.id,
    item: motion.item,
    method,
    byMembers,
    openedAt: at,
    closedAt: null,
    closedBy: null,
    status: 'open',
    electorate: [],
    choices: [],
    voted: [],
    votes: null,
    castingVote: null,
    result: null,
    working: '',
    warnings: [],
    quorum: null,
    cast: new Map(),
  }
  course.openVote = vote
  course.votes.set(id, vote)
  return fine
}

const noSuchVote = amiss('vote-not-open', 'vote', 'That vote is not open.')

const voteCast: Effect<'vote cast'> = (course, { vote: id, person, choice, at }) => {
  const { nameOf } = course.setting
  const vote = course.votes.get(id)
  if (vote?.status !== 'open') return noSuchVote
  const { method, item } = vote
  const byName =
    method === 'recorded'
      ? choice === null
        ? amiss('choice-missing', 'choice', 'Choose for, against or abstaining.')
        : fine
      : method === 'ballot'
        ? choice === null
          ? fine
          : amiss(
              'ballot-is-secret',
              'choice',
              'A ballot is secret: note only that somebody voted.',
            )
        : amiss('not-by-name', 'vote', `In a vote by ${method} nobody votes by name.`)
  const wrong = firstOf(
    byName,
    isThere(course, person, at, 'person', ', so cannot vote'),
    silentOn(course, item).has(person)
      ? amiss(
          'recused',
          'person',
          `${nameOf(person)} has no vote on ${called(course, item)}, over a declared interest.`,
        )
      : fine,
    votersOn(course, item).includes(person)
      ? fine
      : amiss('no-vote', 'person', `${nameOf(person)} has no vote at this meeting.`),
    method === 'ballot' && vote.cast.has(person)
      ? amiss('voted-already', 'person', `${nameOf(person)} has voted already.`)
      : fine,
  )
  if (wrong.length === 0) vote.cast.set(person, choice)
  return wrong
}

const totalOf = (counts: VoteCounts) => counts.for + counts.against + counts.abstain

const countsOf = ({ choices: given }: Pick<VoteTaken, 'choices'>): VoteCounts => ({
  for: given.filter(({ choice }) => choice === 'for').length,
  against: given.filter(({ choice }) => choice === 'against').length,
  abstain: given.filter(({ choice }) => choice === 'abstain').length,
})

/** A vote counts only if who gave it may still vote at the close. */
const lostVotes = ({ cast, voted }: Voting): string[] =>
  cast.size === voted.length
    ? []
    : [
        `${opening(countOf(cast.size - voted.length, 'vote that was given does', 'votes that were given do'))} not count: whoever gave ${cast.size - voted.length === 1 ? 'it' : 'them'} could no longer vote when the vote was closed.`,
      ]

/** Closes a vote on those who may vote now, and judges it as every decision is judged. */
const voteClosed: Effect<'vote closed'> = (course, fact) => {
  const { id, at, castingVote } = fact
  const vote = course.votes.get(fact.vote)
  const motion = vote && course.motions.get(vote.motion)
  if (vote?.status !== 'open' || !motion) return noSuchVote
  settleVote(course, vote)
  Object.assign(vote, { closedAt: at, closedBy: id })
  course.openVote = null
  if (vote.method === 'consensus' && !fact.agreed) {
    vote.status = 'not agreed'
    vote.working = 'There was no consensus.'
    return fine
  }
  const counts =
    vote.method === 'consensus' ? null : vote.method === 'recorded' ? countsOf(vote) : fact.votes
  Object.assign(vote, { votes: counts, castingVote })
  const judged = judgeDecision(
    {
      verb: motion.verb,
      text: motion.wouldRead,
      forBody: motion.forBody,
      method: vote.method === 'consensus' ? 'consensus' : 'vote',
      ...(counts ? { votes: counts } : {}),
      ...(castingVote ? { castingVote } : {}),
    },
    {
      kind: course.setting.kind,
      quorum: vote.quorum,
      voters: vote.electorate.length,
      voting: course.setting.voting,
      terms: course.setting.terms !== null,
      unlisted: course.items.get(motion.item)?.unlisted ?? false,
    },
  )
  const refused = [
    ...(counts === null && vote.method !== 'consensus'
      ? amiss('votes-missing', 'votes', 'Enter the votes for, against and abstaining.')
      : fine),
    ...(vote.method === 'ballot' &&
    counts &&
    vote.cast.size > 0 &&
    totalOf(counts) > vote.voted.length
      ? amiss(
          'more-votes-than-voters',
          'votes',
          `${opening(countOf(totalOf(counts), 'vote is', 'votes are'))} counted, but only ${countOf(vote.voted.length, 'member')} who may vote ${vote.voted.length === 1 ? 'has' : 'have'} voted.`,
        )
      : fine),
    ...(castingVote !== null && !presidingNow(course)
      ? amiss(
          'casting-vote-without-chair',
          'castingVote',
          'Nobody presided, so nobody had a casting vote.',
        )
      : fine),
    ...judged.refusals.map(({ code, field = 'vote', message }) => ({ code, field, message })),
  ]
  if (refused.length > 0 || !('outcome' in judged)) {
    vote.status = 'void'
    return refused
  }
  Object.assign(vote, {
    status: 'closed',
    result: judged.outcome,
    warnings: [...judged.warnings, ...lostVotes(vote)],
    working: counts
      ? resultOf(
          {
            ...counts,
            presentVoters: vote.electorate.length,
            ...(castingVote ? { castingVote } : {}),
          },
          course.setting.voting,
        ).working
      : 'Agreed without a vote.',
  })
  const taken = course.taken.get(vote.item)
  if (taken) Object.assign(taken, { quorum: vote.quorum, voters: vote.electorate, atVote: true })
  dispose(course, motion, judged.outcome, at)
  return fine
}

const effects: { readonly [Kind in RoomEvent['kind']]: Effect<Kind> } = {
  arrived,
  left,
  returned,
  'changed mode': changedMode,
  'took the chair': tookTheChair,
  opened,
  closed,
  adjourned,
  resumed,
  'item begun': itemBegun,
  'item ended': itemEnded,
  'public excluded': publicExcluded,
  'public readmitted': publicReadmitted,
  'motion put': motionPut,
  'motion withdrawn': motionWithdrawn,
  'vote opened': voteOpened,
  'vote cast': voteCast,
  'vote closed': voteClosed,
}
