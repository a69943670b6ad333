import type { Limb } from '../bodies/quorum.rules.ts'
import type { RoomSetting, RoomState, StandingFact } from './proceedings.rules.ts'
import type { VoteCounts } from './vote.rules.ts'

/** What the second screen shows to everybody in the room and outside, and nothing more. */
export type RoomBoard = {
  readonly session: 'in session' | 'adjourned' | 'closed'
  /** Instants as ISO text. */
  readonly openedAt: string
  readonly closedAt: string | null
  readonly adjourned: { readonly from: string; readonly toDay: string | null } | null
  /** Then everything below is null. */
  readonly publicExcluded: boolean
  readonly item: { readonly number: string; readonly title: string } | null
  readonly quorum: {
    readonly members: number
    readonly required: number
    readonly present: number
    readonly quorate: boolean
    readonly limbs: readonly Limb[]
  } | null
  readonly motion: {
    /** What the meeting is asked to do: 'approve'. */
    readonly verb: string
    readonly text: string
    /** The amendment that is before the meeting, and how the motion would read with it. */
    readonly amendment: { readonly text: string; readonly wouldRead: string } | null
  } | null
  readonly vote: {
    readonly method: string
    readonly open: boolean
    /** How many may vote, and how many have, where that is noted. */
    readonly mayVote: number
    readonly voted: number | null
    readonly votes: VoteCounts | null
    readonly result: 'carried' | 'lost' | null
    readonly working: string
  } | null
}

/**
 * The board as the room stands; null until the meeting is opened in the room.
 *
 * While the public is excluded it says only that, and of a private item it never says
 * anything, whether or not a resolution was passed for it (R-MEET-2). It counts, and
 * names nobody.
 */
export function boardOf(
  setting: Pick<RoomSetting, 'items' | 'kind'>,
  state: RoomState,
  facts: readonly Pick<StandingFact, 'kind'>[],
): RoomBoard | null {
  const { session, openedAt, closedAt } = state
  const inRoom = facts.some(({ kind }) => kind === 'opened')
  if (!inRoom || !openedAt || session === 'not opened' || setting.kind === 'workshop') return null
  const pause = session === 'adjourned' ? state.adjournments.at(-1) : undefined
  const board = {
    session,
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    adjourned: pause ? { from: pause.from.toISOString(), toDay: pause.toDay } : null,
    publicExcluded: state.publicExcluded,
    item: null,
    quorum: null,
    motion: null,
    vote: null,
  }
  if (state.publicExcluded || session === 'closed') return board
  const item = setting.items.find(({ id }) => id === state.inHand)
  const isPrivate =
    item !== undefined &&
    (item.private || state.exclusions.some(({ items }) => items.includes(item.id)))
  const quorum = isPrivate ? state.quorum : state.quorumForItem
  return {
    ...board,
    quorum: quorum && {
      members: quorum.members,
      required: quorum.required,
      present: quorum.present,
      quorate: quorum.quorate,
      limbs: quorum.limbs,
    },
    ...(item && !isPrivate
      ? {
          item: { number: item.number, title: item.title },
          ...motionAndVote(state, item.id),
        }
      : {}),
  }
}

function motionAndVote({ motions, votes }: RoomState, item: string) {
  const here = motions.filter(motion => motion.item === item)
  const root = here.findLast(({ amends, status }) => amends === null && status === 'open')
  const motion =
    root ?? here.findLast(({ amends, status }) => amends === null && status !== 'withdrawn')
  const amendment = here.findLast(({ amends, status }) => amends !== null && status === 'open')
  const about = amendment ?? motion
  const vote = votes.findLast(each => each.motion === about?.id && each.status !== 'void')
  return {
    motion: motion
      ? {
          verb: motion.verb,
          text: motion.text,
          amendment: amendment ? { text: amendment.moved, wouldRead: amendment.wouldRead } : null,
        }
      : null,
    vote: vote
      ? {
          method: vote.method,
          open: vote.status === 'open',
          mayVote: vote.electorate.length,
          voted: vote.method === 'recorded' || vote.method === 'ballot' ? vote.voted.length : null,
          votes: vote.status === 'open' ? null : vote.votes,
          result: vote.result,
          working: vote.working,
        }
      : null,
  }
}
