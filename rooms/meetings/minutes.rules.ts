import { day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { countOf, listed, opening } from '../../platform/plain-english.rules.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'
import type {
  Holding,
  Limb,
  Presence,
  Quorum,
  Seat,
  StatedMembers,
} from '../bodies/quorum.rules.ts'
import type { DecisionOutcome } from './decision.rules.ts'
import type { Handling } from './declaration.rules.ts'
import { type DecisionVerb, type MeetingManner, minuteWording } from './formal-business.rules.ts'
import type { MinutesState } from './minutes-state.rules.ts'

/** One item of the draft minutes. What was declared, decided and agreed to be done is not
 * in its text: it stands in the record, and is put beside the text wherever it is read. */
export type DraftEntry = {
  readonly item: string
  /** The body's own continuous number, '06/HS'; '' where it has none (R-MEET-6). */
  readonly minuteNumber: string
  /** In the marks of Markdown. */
  readonly text: string
}

export type MinutedPerson = {
  readonly person: string
  readonly name: string
  readonly role: string
  /** Of the seat, for members and deputies: its organisation and class. */
  readonly organisation: string
  readonly class: string
  readonly deputisingFor: string
  readonly remote: boolean
  readonly note: string
}

/** Who was there, in the tables of the minutes (R-MEET-11). */
export type MinutedAttendance = {
  readonly members: readonly MinutedPerson[]
  readonly participants: readonly MinutedPerson[]
  readonly inAttendance: readonly MinutedPerson[]
  readonly apologies: readonly MinutedPerson[]
  /** Members neither there nor with apologies. */
  readonly absent: readonly MinutedPerson[]
}

export type MinutedDeclaration = {
  readonly who: string
  readonly interest: string
  readonly handling: Handling
  readonly decidedBy: string
  readonly leftAt: string
  readonly returnedAt: string
}

/** A motion as the minutes tell of it, its amendments in their order. */
export type MinutedMotion = {
  /** As it stood in the end; of an amendment, its own words. */
  readonly text: string
  readonly mover: string
  readonly seconder: string
  /** As it was moved, where amendments changed it; else ''. */
  readonly moved: string
  readonly fate: 'carried' | 'lost' | 'withdrawn' | 'not decided'
  readonly vote: string
  /** How each voted, where the vote was recorded by name; of a secret ballot nobody knows. */
  readonly named: {
    readonly for: readonly string[]
    readonly against: readonly string[]
    readonly abstain: readonly string[]
  } | null
  readonly amendments: readonly MinutedMotion[]
}

export type PublishedDecision = {
  readonly id: string
  readonly verb: DecisionVerb
  /** 'approved', or 'noted, informally'. */
  readonly minuted: string
  readonly text: string
  readonly forBody: string
  readonly method: 'consensus' | 'vote'
  readonly votes: {
    readonly for: number
    readonly against: number
    readonly abstain: number
  } | null
  readonly castingVote: 'for' | 'against' | null
  readonly outcome: DecisionOutcome
  readonly warnings: readonly string[]
  /** The motion behind it, where it was put in the room. */
  readonly motion?: MinutedMotion
}

/** An action as the minutes print it. */
export type MinutedAction = {
  readonly number: number
  readonly owner: string
  readonly text: string
  readonly deadline: string
}

export type PublishedItem = {
  readonly item: string
  readonly number: string
  readonly title: string
  readonly section: string
  readonly minuteNumber: string
  readonly lead: string
  readonly text: string
  readonly declarations: readonly MinutedDeclaration[]
  readonly decisions: readonly PublishedDecision[]
  readonly actions: readonly MinutedAction[]
  /** Motions that were withdrawn or not decided. */
  readonly undecided?: readonly MinutedMotion[]
}

/** Of an item taken in private the public has its number and the reason, and nothing else. */
export type PrivateItem = { readonly number: string; readonly privateReason: string }

export type MinutedEntry = PublishedItem | PrivateItem

export const isPrivate = (entry: MinutedEntry): entry is PrivateItem => 'privateReason' in entry

export type MinutesApproval = {
  readonly step: 'chair approved' | 'found correct' | 'approved' | 'signed'
  readonly on: string
  readonly name: string
  readonly role: string
}

/** What quorum was judged from, so that other terms can be tried on it later. */
export type FrozenQuorumFacts = {
  readonly seats: readonly Seat[]
  readonly holdings: readonly Holding[]
  readonly presences: readonly Presence[]
  readonly stated: StatedMembers | null
}

/** One sentence of how a meeting went, and when. */
export type CourseLine = {
  readonly about: 'sitting' | 'chair' | 'attendance' | 'quorum' | 'public'
  readonly day: string
  /** 'HH:MM' on a clock in London. */
  readonly time: string
  readonly text: string
}

/** A correction of approved minutes, as both meetings' minutes show it. */
export type MinutedCorrection = {
  readonly item: string
  readonly number: string
  readonly was: string
  readonly reads: string
  readonly why: string
  /** The day of the meeting whose minutes they are, and of that which agreed. */
  readonly minutesOf: string
  readonly agreedOn: string
}

/** One sitting of a meeting, as the minutes record it. */
export type MinutedSitting = Pick<
  PublishedMinutes,
  | 'meeting'
  | 'formal'
  | 'sitting'
  | 'attendance'
  | 'quorum'
  | 'terms'
  | 'facts'
  | 'declarations'
  | 'exclusions'
  | 'entries'
>

/** Everything that the public page of a meeting shows of it, as it stood on publication. */
export type PublishedMinutes = {
  readonly meeting: {
    readonly day: string
    readonly kind: string
    readonly title: string
    readonly startsAt: string
    readonly mode: string
    readonly venue: string
  }
  readonly formal: 'quorate' | 'informal' | 'workshop'
  readonly sitting: {
    readonly chair: string
    readonly chairRole: string
    readonly openedAt: string
    readonly closedAt: string
    /** The day on which it was closed, where that is another than the meeting's. */
    readonly closedOn?: string
    readonly publicCount: number | null
    readonly note: string
  }
  readonly attendance: MinutedAttendance
  readonly quorum: Quorum | null
  readonly terms: string
  readonly facts: FrozenQuorumFacts
  /** Interests declared on no item in particular. */
  readonly declarations: readonly MinutedDeclaration[]
  readonly exclusions: readonly {
    readonly items: readonly string[]
    readonly resolution: string
    readonly resolvedAt: string
    readonly readmittedAt?: string
    readonly mover?: string
    readonly seconder?: string
  }[]
  /** How the meeting went, where it was followed in the room. */
  readonly course?: readonly CourseLine[]
  readonly entries: readonly MinutedEntry[]
  /** Where the meeting was adjourned: its sittings before the last, first to last. */
  readonly earlier?: readonly MinutedSitting[]
  /** What was corrected in them after they were approved, in the order agreed. */
  readonly corrections?: readonly MinutedCorrection[]
  /** Corrections of earlier minutes that this meeting agreed. */
  readonly agreedCorrections?: readonly MinutedCorrection[]
  readonly standing: string
  readonly approvals: readonly MinutesApproval[]
  /** Against the version before, a sentence each; empty in the first. */
  readonly changes: readonly string[]
  /** The clerk's own words on why this version was made. */
  readonly note: string
}

/** The day of a line of the course, where it is not that of the meeting. */
export const otherDay = (line: Pick<CourseLine, 'day'>, meetingDay: string): string | undefined =>
  line.day === meetingDay ? undefined : line.day

// ── Words ───────────────────────────────────────────────────────────────────

/** The decision as the minutes print it: 'The partnership noted, informally: the report.' */
export const minutedVerb = (verb: DecisionVerb, manner: MeetingManner): string =>
  minuteWording(verb, manner)

/** 'ACTION 31: ALL MEMBERS', as the minutes print it in its place (R-MEET-11). */
export const actionHeading = ({ number, owner }: Pick<MinutedAction, 'number' | 'owner'>): string =>
  `ACTION ${number}: ${owner.toUpperCase()}`

/** 'Four for, one against, one abstaining; carried.' */
export function voteInWords(
  decision: Pick<PublishedDecision, 'method' | 'votes' | 'castingVote' | 'outcome'>,
): string {
  if (decision.method === 'consensus') return 'Agreed without a vote.'
  const { votes, castingVote, outcome } = decision
  if (!votes) return `Put to the vote and ${outcome}; the count was not recorded.`
  const cast = castingVote === null ? '' : `, with the casting vote ${castingVote}`
  return `Vote: ${votes.for} for, ${votes.against} against, ${votes.abstain} abstaining${cast}; ${outcome}.`
}

// ── The first draft ─────────────────────────────────────────────────────────

export type ItemToMinute = {
  readonly id: string
  readonly kind: string
  readonly title: string
}

/** What is known when the first draft is made. */
export type DraftSource = {
  readonly items: readonly ItemToMinute[]
  readonly chair: string
  readonly apologies: readonly string[]
  /** The limbs of the quorum that were not met; none for a quorate meeting or a workshop. */
  readonly short: readonly Limb[]
  readonly declared: number
  /** The minutes before this meeting: 'The minutes of 14 March 2024 were …', a sentence each. */
  readonly earlierMinutes: readonly string[]
  readonly numbers: readonly string[]
}

/**
 * The first draft: an entry for each item, with what follows from the record said
 * in a sentence and the rest left for the clerk. `numbers` are the body's next
 * minute numbers, one for each item, or none.
 */
export function firstDraft(source: DraftSource): DraftEntry[] {
  const firstOf = (kind: string) => source.items.find(item => item.kind === kind)?.id
  const opener = source.items[0]?.id
  const apologies = firstOf('apologies') ?? opener
  return source.items.map((item, at) => {
    const sentences: string[] = []
    if (item.id === apologies) {
      if (source.chair !== '') sentences.push(`${source.chair} took the chair.`)
      sentences.push(
        source.apologies.length === 0
          ? 'No apologies were received.'
          : `Apologies were received from ${listed(source.apologies)}.`,
      )
      if (source.short.length > 0)
        sentences.push(
          `The meeting was not quorate (${source.short.map(shortOf).join('; ')}) and went on as an informal one.`,
        )
    }
    if (item.kind === 'interests')
      sentences.push(
        source.declared === 0
          ? 'No interests were declared.'
          : `${opening(countOf(source.declared, 'interest was', 'interests were'))} declared, as recorded in these minutes.`,
      )
    if (item.kind === 'minutes') sentences.push(...source.earlierMinutes)
    return { item: item.id, minuteNumber: source.numbers[at] ?? '', text: sentences.join(' ') }
  })
}

const shortOf = ({ name, present, required }: Limb) =>
  name === 'number'
    ? `${present} members present, ${required} required`
    : `${name}: ${present} of ${required}`

// ── Saving ──────────────────────────────────────────────────────────────────

/** The items whose text or number differs between two drafts. */
export const entriesThatDiffer = (
  one: readonly DraftEntry[],
  other: readonly DraftEntry[],
): string[] => {
  const before = new Map(one.map(entry => [entry.item, entry]))
  return other
    .filter(entry => {
      const was = before.get(entry.item)
      return (was?.text ?? '') !== entry.text || (was?.minuteNumber ?? '') !== entry.minuteNumber
    })
    .map(entry => entry.item)
}

// ── What a new version changed ──────────────────────────────────────────────

type Comparable = Omit<PublishedMinutes, 'changes' | 'note'> & { readonly state: MinutesState }

/** What a reader of the earlier version is told, a sentence for each part that differs. */
export function changesBetween(before: Comparable, after: Comparable): string[] {
  const same = (one: unknown, other: unknown) =>
    canonicalJson(one ?? null) === canonicalJson(other ?? null)
  const changes: string[] = []
  if (before.state !== after.state)
    changes.push(
      `The minutes were ${stateWords(before.state)} and are now ${stateWords(after.state)}.`,
    )
  if (!same([before.attendance, before.sitting], [after.attendance, after.sitting]))
    changes.push('The attendance was corrected.')
  if (before.formal !== after.formal || before.quorum?.quorate !== after.quorum?.quorate)
    changes.push('The finding on the quorum changed.')
  if (!same([before.declarations, before.exclusions], [after.declarations, after.exclusions]))
    changes.push('Interests declared or the exclusion of the public were corrected.')
  if (!same(before.course, after.course))
    changes.push('How the meeting went, as it was followed in the room, was corrected.')
  if (!same(before.meeting, after.meeting))
    changes.push('When, where or how the meeting was held was corrected.')
  for (const { number, agreedOn } of (after.corrections ?? []).slice(
    before.corrections?.length ?? 0,
  ))
    changes.push(
      `Item ${number} was corrected, as agreed at the meeting of ${formatDay(day(agreedOn))}.`,
    )
  if (!same(before.agreedCorrections, after.agreedCorrections))
    changes.push('Corrections of earlier minutes that this meeting agreed were added.')
  if (!same(before.earlier, after.earlier))
    changes.push('What is recorded of the earlier sitting changed.')
  const was = new Map(before.entries.map(entry => [entry.number, entry]))
  const changed = after.entries.filter(entry => !same(was.get(entry.number), entry))
  const gone = before.entries.filter(
    entry => !after.entries.some(({ number }) => number === entry.number),
  )
  const numbers = [...changed, ...gone].map(entry => entry.number)
  if (numbers.length > 0)
    changes.push(`${numbers.length === 1 ? 'Item' : 'Items'} ${listed(numbers)} changed.`)
  return changes
}

export const stateWords = (state: MinutesState): string =>
  ({
    'not drafted': 'not drafted',
    draft: 'a draft',
    'approved by the chair': 'a draft approved by the chair',
    approved: 'approved',
    signed: 'approved and signed',
  })[state]

/** Once approved minutes are published, attendance and decisions stand (design, first idea). */
export const isSettled = (published: readonly MinutesState[]): boolean =>
  published.some(state => state === 'approved' || state === 'signed')

export const reasonsNotToChangeTheRecord = (published: readonly MinutesState[]): Refusal[] =>
  isSettled(published)
    ? [
        {
          code: 'approved-minutes-published',
          message:
            'The approved minutes of this meeting are published, so what they record stands: a correction is now a minute of a later meeting.',
        },
      ]
    : []
