import { listed } from '../../platform/plain-english.rules.ts'
import type { Motion, RoomState, VoteTaken } from './proceedings.rules.ts'
import { quorumScript, type RoomNames, voteResultWords } from './room-words.rules.ts'

/** What the person presiding can say now, sentence by sentence. */
export type Script = readonly string[]

const lastOf = <T>(list: readonly T[]): T | undefined => list[list.length - 1]

/** The words for the chair, from how the room stands; each is true as it is said. */
export function scriptFor(state: RoomState, names: RoomNames, workshop: boolean): Script {
  const quorum = workshop || !state.quorum ? [] : [quorumScript(state.quorum)]
  const informal =
    state.quorum && !state.quorum.quorate && !workshop
      ? [
          'Until it is, we decide nothing formal: we may discuss, note and recommend informally, or adjourn.',
        ]
      : []
  if (state.session === 'not opened')
    return [...quorum, ...informal, ...(informal.length > 0 ? [] : ['I declare the meeting open.'])]
  if (state.session === 'adjourned') {
    const adjourned = lastOf(state.adjournments)
    return [
      `The meeting is adjourned${adjourned?.reason ? `: ${adjourned.reason}` : ''}.`,
      ...quorum,
    ]
  }
  if (state.session === 'closed') return ['I declare the meeting closed.']
  return [
    ...quorum,
    ...informal,
    ...forItem(state),
    ...inPrivate(state, names),
    ...question(state, names),
  ]
}

function forItem({ quorum, quorumForItem, inHand }: RoomState): string[] {
  if (inHand === null || !quorum || !quorumForItem || quorum.present === quorumForItem.present)
    return []
  return [quorumScript(quorumForItem, 'For this item it')]
}

function inPrivate({ publicExcluded, exclusions }: RoomState, { items }: RoomNames): string[] {
  if (!publicExcluded) return []
  const current = exclusions.findLast(({ readmittedAt }) => readmittedAt === null)
  const numbers = (current?.items ?? []).flatMap(id =>
    items.filter(item => item.id === id).map(({ number }) => number),
  )
  return [
    `By resolution of the meeting the public are excluded for ${numbers.length === 1 ? 'item' : 'items'} ${listed(numbers)}.`,
  ]
}

const ask: Readonly<Record<VoteTaken['method'], string>> = {
  consensus: 'Is that agreed?',
  'show of hands': 'Those for, please show. Those against. Those abstaining.',
  recorded: 'The names are called: each member says for, against or abstaining.',
  ballot: 'Members vote by ballot.',
}

/** What is before the meeting, or what was just decided. */
function question({ motions, votes, inHand }: RoomState, { nameOf }: RoomNames): string[] {
  const ofItem = motions.filter(({ item }) => item === inHand)
  const open = votes.find(({ status }) => status === 'open')
  const motion = open
    ? ofItem.find(({ id }) => id === open.motion)
    : ofItem.findLast(({ status }) => status === 'open')
  if (motion) return [put(motion, nameOf), ...(open ? [ask[open.method]] : [])]
  const closed = lastOf(votes.filter(({ item, status }) => item === inHand && status !== 'open'))
  return closed ? [`${voteResultWords(closed)}.`] : []
}

function put({ amends, verb, text, mover, seconder }: Motion, nameOf: (id: string) => string) {
  const by = [
    ...(mover ? [`moved by ${nameOf(mover)}`] : []),
    ...(seconder ? [`seconded by ${nameOf(seconder)}`] : []),
  ].join(' and ')
  const what = amends === null ? `to ${verb}: ${text}` : `an amendment: ${text}`
  return `Before the meeting is ${amends === null ? 'the motion ' : ''}${what}${/[.!?]$/.test(text) ? '' : '.'}${by === '' ? '' : ` It was ${by}.`}`
}
