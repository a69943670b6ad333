import { formatDay } from '../../platform/day.rules.ts'
import { londonTime } from '../../platform/london.rules.ts'
import { countOf, listed, opening } from '../../platform/plain-english.rules.ts'
import type { Quorum } from '../bodies/quorum.rules.ts'
import { decisionVerbs } from './formal-business.rules.ts'
import type { Motion, PresidingAs, RoomFact, VoteTaken } from './proceedings.rules.ts'

/** What the words of the room are told of: names, items, motions and votes by their ids. */
export type RoomNames = {
  readonly nameOf: (person: string) => string
  readonly items: readonly {
    readonly id: string
    readonly number: string
    readonly title: string
  }[]
  readonly motions: readonly Motion[]
  readonly votes: readonly VoteTaken[]
}

/** What the chair can say aloud: 'The meeting is quorate: 17 present, 16 required.' */
export const quorumScript = (quorum: Quorum, of = 'The meeting'): string =>
  quorum.quorate
    ? `${of} is quorate: ${quorum.present} present, ${quorum.required} required.`
    : `${of} is not quorate. ${quorum.missing.join(' ')}`

const presidingWords: Readonly<Record<PresidingAs, string>> = {
  chair: 'took the chair',
  'deputy chair': 'took the chair as deputy chair',
  'elected for the meeting': 'was elected to the chair for the meeting',
}

/** One line of the log. */
export type LogLine = {
  readonly fact: string
  readonly at: Date
  readonly words: string
  /** Noted without a connection, and sent later. */
  readonly kept: boolean
  /** Why it was taken back, where it was. */
  readonly takenBack: string | null
  /** The time first noted, where it was amended. */
  readonly amendedFrom: Date | null
  /** The item it is about, so that a private one can be kept from those who may not see it. */
  readonly item: string | null
  /** A single vote in a vote by name: told in the whole log only. */
  readonly minor: boolean
}

/** What was noted, newest first; a correction stands with what it corrects. */
export function logOf(facts: readonly RoomFact[], names: RoomNames): LogLine[] {
  const takenBack = new Map<string, string>()
  const amended = new Map<string, { to: Date; at: Date }>()
  for (const fact of facts) {
    if (fact.kind === 'taken back') takenBack.set(fact.fact, fact.reason)
    if (fact.kind === 'time amended') {
      const before = amended.get(fact.fact)
      if (!before || before.at <= fact.at) amended.set(fact.fact, { to: fact.to, at: fact.at })
    }
  }
  return facts
    .flatMap((fact): LogLine[] => {
      if (fact.kind === 'taken back' || fact.kind === 'time amended') return []
      const time = amended.get(fact.id)
      return [
        {
          fact: fact.id,
          at: time?.to ?? fact.at,
          words: wordsOf(fact, names),
          kept: fact.kept,
          takenBack: takenBack.get(fact.id) ?? null,
          amendedFrom: time ? fact.at : null,
          item: itemOf(fact, names),
          minor: fact.kind === 'vote cast',
        },
      ]
    })
    .sort((one, other) => other.at.getTime() - one.at.getTime() || (one.fact < other.fact ? 1 : -1))
}

function itemOf(fact: RoomFact, { motions, votes }: RoomNames): string | null {
  const ofMotion = (id: string) => motions.find(motion => motion.id === id)?.item ?? null
  const ofVote = (id: string) => votes.find(vote => vote.id === id)?.item ?? null
  switch (fact.kind) {
    case 'item begun':
    case 'item ended':
    case 'motion put':
      return fact.item
    case 'motion withdrawn':
    case 'vote opened':
      return ofMotion(fact.motion)
    case 'vote cast':
    case 'vote closed':
      return ofVote(fact.vote)
    default:
      return null
  }
}

const remotely = (mode: string | null) => (mode === 'remote' ? ', remotely' : '')
const because = (reason: string) => (reason === '' ? '' : ` (${reason})`)

/** What a fact says, as a clerk would write it in the margin. */
export function wordsOf(fact: RoomFact, names: RoomNames): string {
  const { nameOf, items, votes } = names
  const numbered = (id: string) => {
    const item = items.find(each => each.id === id)
    return item ? `Item ${item.number}` : 'An item'
  }
  switch (fact.kind) {
    case 'arrived': {
      const { capacity, deputisingFor, mode } = fact.line
      const right =
        capacity === 'deputy' && deputisingFor
          ? ` as deputy for ${nameOf(deputisingFor)}`
          : capacity === 'member'
            ? ''
            : `, ${capacity}`
      return `${nameOf(fact.person)} arrived${right}${remotely(mode)}${because(fact.reason)}`
    }
    case 'left':
      return `${nameOf(fact.person)} left${because(fact.reason)}`
    case 'returned':
      return `${nameOf(fact.person)} came back${remotely(fact.mode)}${because(fact.reason)}`
    case 'changed mode':
      return `${nameOf(fact.person)} now takes part ${fact.mode === 'remote' ? 'remotely' : 'in person'}${because(fact.reason)}`
    case 'took the chair':
      return `${nameOf(fact.person)} ${presidingWords[fact.as]}`
    case 'opened':
      return 'The meeting opened'
    case 'closed':
      return 'The meeting closed'
    case 'adjourned':
      return `The meeting adjourned${fact.toDay ? ` to ${formatDay(fact.toDay)}` : ''}${because(fact.reason)}`
    case 'resumed':
      return 'The meeting resumed'
    case 'item begun': {
      const title = items.find(({ id }) => id === fact.item)?.title
      return `${numbered(fact.item)} begun${title ? `: ${title}` : ''}`
    }
    case 'item ended':
      return `${numbered(fact.item)} ended`
    case 'public excluded':
      return `The public were excluded for ${listed(
        fact.items.map(id => numbered(id).replace(/^[AI]/, first => first.toLowerCase())),
      )}`
    case 'public readmitted':
      return 'The public were let back in'
    case 'motion put': {
      const movers = [
        ...(fact.mover ? [`moved by ${nameOf(fact.mover)}`] : []),
        ...(fact.seconder ? [`seconded by ${nameOf(fact.seconder)}`] : []),
      ].join(', ')
      const what = fact.amends === null ? `Motion to ${fact.verb}` : 'Amendment'
      return `${what}${movers === '' ? '' : `, ${movers}`}: ${fact.text}`
    }
    case 'motion withdrawn':
      return 'The motion was withdrawn'
    case 'vote opened':
      return fact.method === 'consensus'
        ? 'The meeting was asked whether it agrees'
        : `Vote opened, by ${methodWords[fact.method]}`
    case 'vote cast':
      return `${nameOf(fact.person)} voted${fact.choice ? ` ${choiceWords[fact.choice]}` : ''}`
    case 'vote closed': {
      const vote = votes.find(({ id }) => id === fact.vote)
      return vote ? voteResultWords(vote) : 'The vote was closed'
    }
    case 'taken back':
      return `Taken back${because(fact.reason)}`
    case 'time amended':
      return `Time amended to ${londonTime(fact.to)}${because(fact.reason)}`
  }
}

export const methodWords = {
  consensus: 'consensus',
  'show of hands': 'show of hands',
  recorded: 'recorded vote',
  ballot: 'ballot',
} as const

export const choiceWords = { for: 'for', against: 'against', abstain: 'abstaining' } as const

/** 'Carried: 12 for, 3 against, 2 abstaining', or what else became of a vote. */
export function voteResultWords({ status, result, votes, method, castingVote }: VoteTaken): string {
  if (status === 'not agreed') return 'There was no consensus: the motion is still open'
  if (status === 'void') return 'The vote was closed and decided nothing'
  if (status === 'open') return 'The vote is open'
  if (method === 'consensus' && votes === null) return 'Agreed without a vote'
  const counts = votes
    ? `: ${votes.for} for, ${votes.against} against, ${votes.abstain} abstaining`
    : ''
  const casting = castingVote ? `, with the casting vote ${castingVote}` : ''
  return `${result === 'lost' ? 'Lost' : 'Carried'}${counts}${casting}`
}

/** How a vote ended and how that follows, without saying it twice. */
export const resultAndWorking = (vote: VoteTaken): readonly [string, string] => {
  const result = `${voteResultWords(vote)}.`
  return [result, vote.working === result ? '' : vote.working]
}

/** 'to approve', with its verb in a clerk's words: for the heading of a motion. */
export const motionHeading = ({ verb, amends, forBody }: Motion): string =>
  amends === null ? `Motion to ${verb}${forBody === '' ? '' : `, to ${forBody}`}` : 'Amendment'

/** 'approved', 'lost', 'withdrawn': how a motion ended, for its tag. */
export const motionEnded = ({ status, verb, amends }: Motion): string =>
  status === 'carried'
    ? amends === null
      ? opening(decisionVerbs[verb].minuted)
      : 'Carried'
    : opening(status)

/** How long, in whole minutes: 'less than a minute', 'one minute', '16 minutes'. */
export const minutesOf = (milliseconds: number): string => {
  const minutes = Math.floor(milliseconds / 60_000)
  return minutes < 1 ? 'less than a minute' : countOf(minutes, 'minute')
}
