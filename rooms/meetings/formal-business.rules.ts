import type { Refusal } from '../../platform/outcome.ts'
import { listed, opening } from '../../platform/plain-english.rules.ts'
import type { Quorum } from '../bodies/quorum.rules.ts'

export type DecisionVerb =
  | 'note'
  | 'consider'
  | 'discuss'
  | 'receive'
  | 'agree'
  | 'approve'
  | 'endorse'
  | 'recommend'
  | 'refer'

/**
 * 'correspondence' is an urgent decision by telephone or email: the same quorum,
 * counted in responses (R-TOR-15).
 */
export type MeetingKind = 'ordinary' | 'extraordinary' | 'annual' | 'correspondence' | 'workshop'

/** How the meeting went, derived from its kind and its quorum; never stored. */
export type MeetingManner = 'formal' | 'informal' | 'workshop'

type NeedsQuorum = 'always' | 'for another body’s decision' | 'never'

/**
 * What each verb is in the minutes, and whether it is formal business (R-TOR-17).
 *
 * To recommend in the minutes is open to an informal meeting; a recommendation
 * put to another body for its approval is this body's formal word, and needs a
 * quorum. To refer is read the same way: on 19 September 2024 an inquorate
 * partnership sent its quorum problem to the agenda-setting group, which decides
 * nothing; sending a matter to another body for decision is formal.
 */
export const decisionVerbs: Readonly<
  Record<DecisionVerb, { readonly minuted: string; readonly needsQuorum: NeedsQuorum }>
> = {
  note: { minuted: 'noted', needsQuorum: 'never' },
  consider: { minuted: 'considered', needsQuorum: 'never' },
  discuss: { minuted: 'discussed', needsQuorum: 'never' },
  receive: { minuted: 'received', needsQuorum: 'never' },
  agree: { minuted: 'agreed', needsQuorum: 'always' },
  approve: { minuted: 'approved', needsQuorum: 'always' },
  endorse: { minuted: 'endorsed', needsQuorum: 'always' },
  recommend: { minuted: 'recommended', needsQuorum: 'for another body’s decision' },
  refer: { minuted: 'referred', needsQuorum: 'for another body’s decision' },
}

/** The verb as the minutes put it: 'noted', or 'noted, informally' where the meeting was informal. */
export const minuteWording = (verb: DecisionVerb, manner: MeetingManner): string =>
  manner === 'formal'
    ? decisionVerbs[verb].minuted
    : `${decisionVerbs[verb].minuted}${manner === 'informal' ? ', informally' : ', in a workshop'}`

/**
 * Whether a meeting was formal, informal or a workshop.
 *
 * Without a quorum no formal business is transacted and the meeting is recorded
 * as informal (R-TOR-7); a workshop is one whoever comes (R-TOR-14). `quorum` is
 * null while attendance has not been recorded, and nothing is formal until it is.
 */
export function mannerOf(kind: MeetingKind, quorum: Pick<Quorum, 'quorate'> | null): MeetingManner {
  if (kind === 'workshop') return 'workshop'
  return quorum?.quorate ? 'formal' : 'informal'
}

/**
 * Does this verb need a quorum? `forBody` names the body asked to approve or
 * decide, where the outcome is this body's formal word to it (R-TOR-17).
 */
export function needsQuorum(verb: DecisionVerb, forBody?: string): boolean {
  const need = decisionVerbs[verb].needsQuorum
  return need === 'always' || (need === 'for another body’s decision' && forBody !== undefined)
}

/**
 * Whether an item is business that the summons does not name, which a parish council
 * cannot decide: LGA 1972 Sch 12 para 10(2)(b) has the summons specify it (R-MEET-4).
 */
export const isUnlisted = (
  body: { readonly regime: string },
  item: { readonly kind: string },
  meeting: MeetingKind,
): boolean =>
  item.kind === 'other business' &&
  (body.regime === 'parish council' || meeting === 'extraordinary')

export type ProposedDecision = {
  readonly verb: DecisionVerb
  readonly forBody?: string
  /** The quorum at that item; null while attendance has not been recorded. */
  readonly quorum: Pick<Quorum, 'quorate' | 'missing'> | null
  readonly kind: MeetingKind
}

/**
 * Why a meeting may not decide this; empty when it may.
 *
 * Refuses any decision of a workshop (R-TOR-14), and formal business at a meeting
 * that is not quorate (R-TOR-7) or whose attendance is not yet recorded.
 */
export function reasonsNotToDecide({ verb, forBody, quorum, kind }: ProposedDecision): Refusal[] {
  const field = 'verb'
  if (kind === 'workshop') {
    if (decisionVerbs[verb].needsQuorum === 'never') return []
    return [
      {
        code: 'workshop-takes-no-decisions',
        field,
        message: `A workshop takes no decisions: it may ${openToAll()}, but it may not ${verb}.`,
      },
    ]
  }
  if (!needsQuorum(verb, forBody)) return []
  if (quorum === null)
    return [
      {
        code: 'attendance-not-recorded',
        field,
        message: `Record who is present first: the meeting may ${verb} only if it is quorate.`,
      },
    ]
  if (quorum.quorate) return []
  const barred = forBody === undefined ? verb : `${verb} to ${forBody}`
  return [
    {
      code: 'inquorate',
      field,
      message: `${shortfall(quorum)}, so the meeting goes on as informal: it may ${openToAll()}, but it may not ${barred}. That business is carried to the next quorate meeting.`,
    },
  ]
}

/** 'Fifteen members are present and seventeen are required', with every other limb that is short. */
export function shortfall(quorum: Pick<Quorum, 'missing'>): string {
  const clauses = quorum.missing.map(sentence => sentence.replace(/\.$/, ''))
  return opening(
    clauses.map((clause, at) => (at === 0 ? clause : uncapitalised(clause))).join('; ') ||
      'the meeting is not quorate',
  )
}

const uncapitalised = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

/** What needs no quorum, for the sentence that says what a meeting may still do. */
const openToAll = () =>
  listed(
    (Object.keys(decisionVerbs) as DecisionVerb[]).filter(
      verb => decisionVerbs[verb].needsQuorum === 'never',
    ),
  )
