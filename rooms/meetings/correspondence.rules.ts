import { type Day, formatDay, formatTime, time } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { countOf, inWords, opening } from '../../platform/plain-english.rules.ts'
import { type Quorum, type QuorumFacts, quorumOf } from '../bodies/quorum.rules.ts'
import { judgeDecision } from './decision.rules.ts'
import {
  type DecisionVerb,
  decisionVerbs,
  needsQuorum,
  shortfall,
} from './formal-business.rules.ts'
import type { Regime } from './meeting-deadlines.rules.ts'
import type { VoteCounts, VotingTerms } from './vote.rules.ts'

/** What a member who is asked between meetings may reply. */
export const replies = ['agree', 'against', 'abstain', 'object to the procedure'] as const
export type Reply = (typeof replies)[number]

export const replyWords: Readonly<Record<Reply, string>> = {
  agree: 'I agree',
  against: 'I am against it',
  abstain: 'I abstain',
  'object to the procedure': 'I object to deciding this between meetings',
}

/** How it went, frozen when it is closed: who sits on the body may change afterwards. */
export type CorrespondenceResult = {
  readonly outcome: 'carried' | 'lost'
  readonly votes: VoteCounts
  readonly quorum: Quorum
  readonly terms: string
  readonly asked: number
  readonly objected: number
  readonly warnings: readonly string[]
}

export type NewProposal = {
  readonly title: string
  readonly verb: DecisionVerb
  readonly text: string
  readonly forBody?: string | undefined
  readonly urgentBecause: string
  readonly agreedBy: string
  readonly agreedOn: Day
  readonly closesOn: Day
}

/**
 * Why a body's members cannot be asked between meetings; empty when they can.
 *
 * R-TOR-15: only what is urgent, in words, and with the chair's agreement. A council and its
 * committees decide at meetings, or let an officer decide (LGA 1972 s.101 and Schedule 12), so
 * they are refused; so is a body without terms by which a quorum of replies could be judged.
 */
export function reasonsNotToAsk(
  proposal: NewProposal,
  body: { readonly regime: Regime; readonly terms: boolean; readonly members: number },
  today: Day,
): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) =>
    refusals.push({ code, field, message })
  if (body.regime !== '1960 Act')
    refuse(
      'council-decides-at-meetings',
      'body',
      'A council and its committees decide at a meeting: call an extraordinary one, or let an officer decide under a delegation.',
    )
  else if (!body.terms)
    refuse(
      'no-terms-in-force',
      'body',
      'No terms of reference are in force, so a quorum of replies cannot be judged: record them first.',
    )
  else if (body.members === 0) refuse('no-members', 'body', 'Nobody sits on this body to be asked.')
  if (proposal.title.trim() === '') refuse('title-missing', 'title', 'Enter what it is about.')
  if (proposal.text.trim() === '')
    refuse('text-missing', 'text', 'Write what members are asked to decide, word for word.')
  if (
    !Object.hasOwn(decisionVerbs, proposal.verb) ||
    !needsQuorum(proposal.verb, proposal.forBody?.trim() || undefined)
  )
    refuse(
      'not-a-decision',
      'verb',
      'Members are asked between meetings only for a decision: to agree, approve or endorse, or to recommend or refer to a body that you name.',
    )
  if (proposal.urgentBecause.trim() === '')
    refuse('urgency-missing', 'urgentBecause', 'Write why it cannot wait for a meeting.')
  if (proposal.agreedBy.trim() === '')
    refuse('agreement-missing', 'agreedBy', 'Enter who agreed as chair that members are asked.')
  if (proposal.agreedOn > today)
    refuse(
      'agreed-in-the-future',
      'agreedOn',
      `${formatDay(proposal.agreedOn)} is still to come: the chair agrees first.`,
    )
  if (proposal.closesOn < today)
    refuse('closes-in-the-past', 'closesOn', 'Members must have until today at least to reply.')
  return refusals
}

/** Until when replies are taken. Without a time, to the end of the day (R-CAL-5). */
export type Closing = { readonly closes_on: Day; readonly closes_at: string | null }

export const isOver = (
  { closes_on, closes_at }: Closing,
  now: { readonly day: Day; readonly time: string },
): boolean =>
  now.day > closes_on ||
  (now.day === closes_on && closes_at !== null && now.time >= closes_at.slice(0, 5))

export const closingInWords = ({ closes_on, closes_at }: Closing): string =>
  closes_at === null
    ? `the end of ${formatDay(closes_on)}`
    : `${formatTime(time(closes_at.slice(0, 5)))} on ${formatDay(closes_on)}`

type Standing = Closing & { readonly closed_on: Day | null; readonly lapsed_because: string }

/** Why nothing more is done with it: it is closed. */
export const reasonsOfClosure = ({ closed_on, lapsed_because }: Standing): Refusal[] =>
  closed_on === null
    ? []
    : [
        {
          code: 'closed-already',
          message:
            lapsed_because === ''
              ? `This was decided on ${formatDay(closed_on)}: replies are no longer taken.`
              : `This was ended without a decision on ${formatDay(closed_on)}.`,
        },
      ]

/** Why a reply is not taken: closed, too late, or from a member who has an interest in it (R-COI-8). */
export function reasonsNotToReply(
  asked: Standing,
  member: { readonly interest: string },
  now: { readonly day: Day; readonly time: string },
): Refusal[] {
  const closed = reasonsOfClosure(asked)
  if (closed.length > 0) return closed
  if (isOver(asked, now))
    return [
      {
        code: 'replies-closed',
        field: 'reply',
        message: `Replies were taken until ${closingInWords(asked)}.`,
      },
    ]
  if (member.interest !== '')
    return [
      {
        code: 'interest-declared',
        field: 'reply',
        message: 'An interest in this is declared, so this member takes no part in it.',
      },
    ]
  return []
}

export type MemberReply = {
  readonly person: string
  readonly seat: string
  readonly interest: string
  /** The last one given. */
  readonly reply: Reply | null
}

/** The replies counted: who took part, by the same limbs as at a meeting (R-TOR-15). */
export type Tally = VoteCounts & {
  readonly asked: number
  readonly objected: number
  readonly waiting: number
  readonly quorum: Quorum
}

/**
 * Counts the replies. A reply for, against or abstaining is a presence; a member who declared
 * an interest is left out (R-COI-8); one who objects to the procedure has not taken part, so
 * that enough objections send the matter to a meeting.
 */
export function tallyOf(
  members: readonly MemberReply[],
  facts: Pick<QuorumFacts, 'terms' | 'seats' | 'holdings' | 'stated'>,
): Tally {
  const taking = members.filter(({ interest }) => interest === '')
  const count = (reply: Reply) => taking.filter(member => member.reply === reply).length
  const tookPart = members.filter(
    ({ reply }) => reply !== null && reply !== 'object to the procedure',
  )
  return {
    asked: members.length,
    for: count('agree'),
    against: count('against'),
    abstain: count('abstain'),
    objected: count('object to the procedure'),
    waiting: taking.filter(({ reply }) => reply === null).length,
    quorum: quorumOf({
      ...facts,
      presences: tookPart.map(({ person, seat }) => ({ person, seat, remote: false })),
      excluded: new Set(members.filter(({ interest }) => interest !== '').map(m => m.person)),
    }),
  }
}

export type Closed =
  | { readonly refusals: readonly Refusal[] }
  | { readonly refusals: readonly []; readonly result: CorrespondenceResult }

/**
 * What the replies decided, or why it cannot be closed: before its hour while members have
 * still to reply, or without a quorum of replies by the same limbs as at a meeting (R-TOR-15).
 */
export function judgeReplies(
  proposal: Pick<NewProposal, 'verb' | 'text' | 'forBody'>,
  tally: Tally,
  setting: { readonly over: boolean; readonly voting: VotingTerms; readonly terms: string },
  closing: Closing,
): Closed {
  if (!setting.over && tally.waiting > 0)
    return {
      refusals: [
        {
          code: 'replies-awaited',
          message: `Members may reply until ${closingInWords(closing)}, and ${countOf(tally.waiting, 'member has', 'members have')} not replied yet.`,
        },
      ],
    }
  if (!tally.quorum.quorate)
    return {
      refusals: [
        {
          code: 'inquorate',
          message:
            `${shortfall(tally.quorum)}, counted by replies, so nothing is decided. End it without a decision, and take it to a meeting.`.replace(
              / present/g,
              ' replying',
            ),
        },
      ],
    }
  const votes = { for: tally.for, against: tally.against, abstain: tally.abstain }
  const judged = judgeDecision(
    { ...proposal, method: 'vote', votes },
    {
      kind: 'correspondence',
      quorum: tally.quorum,
      voters: votes.for + votes.against + votes.abstain,
      voting: setting.voting,
      terms: true,
      unlisted: false,
    },
  )
  if (!('outcome' in judged)) return { refusals: judged.refusals }
  return {
    refusals: [],
    result: {
      outcome: judged.outcome,
      votes,
      quorum: tally.quorum,
      terms: setting.terms,
      asked: tally.asked,
      objected: tally.objected,
      warnings: judged.warnings,
    },
  }
}

/** 'Twelve members agreed, one was against and none abstained.' */
export const repliesInWords = (votes: VoteCounts): string => {
  const number = (count: number) => (count === 0 ? 'none' : inWords(count))
  return opening(
    `${countOf(votes.for, 'member')} agreed, ${number(votes.against)} ${votes.against === 1 ? 'was' : 'were'} against and ${number(votes.abstain)} abstained.`,
  )
}
