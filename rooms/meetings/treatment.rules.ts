import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { countOf } from '../../platform/plain-english.rules.ts'
import type { TreatmentKind } from './meetings.tables.ts'

/** An item as another speaks of it: of the same agenda, or of another meeting's. */
export type ItemElsewhere = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly meeting: { readonly id: string; readonly slug: string; readonly day: Day }
}

/** One thing that is to be said of an item besides its being on the agenda. */
export type Treatment = {
  readonly kind: TreatmentKind | 'carried over'
  readonly reason: string
  /** Whose word it is, by office; '' where nobody is named. */
  readonly by: string
  readonly on: Day
  /** The item with which it is taken, to which it went, or from which it came. */
  readonly other: ItemElsewhere | null
}

/** Whether an item is still taken at this meeting: neither deferred nor withdrawn. */
export const isTaken = (treatments: readonly Pick<Treatment, 'kind'>[]): boolean =>
  !treatments.some(({ kind }) => kind === 'deferred' || kind === 'withdrawn')

/** What became of an item, as the agenda says it beside the title: no full stop. */
export function wordsOfTreatment({ kind, other, by }: Treatment): string {
  const meeting = other ? `the meeting of ${formatDay(other.meeting.day)}` : 'another meeting'
  switch (kind) {
    case 'deferred':
      return `Deferred to ${meeting}`
    case 'withdrawn':
      return 'Withdrawn'
    case 'taken with':
      return other ? `Taken with item ${other.number}` : 'Taken with another item'
    case 'urgent':
      return by === '' ? 'Taken as urgent business' : `Taken as urgent business, let in by ${by}`
    case 'carried over':
      return `Carried over from ${meeting}${other ? `, where it was item ${other.number}` : ''}`
  }
}

/**
 * What the first draft of the minutes says of an item that was not just taken in its turn.
 * Where it was urgent, the minutes have to state the special circumstances (LGA 1972
 * s.100B(4)(b)).
 */
export const minuteOfTreatments = (treatments: readonly Treatment[]): string =>
  treatments
    .filter(({ kind }) => kind !== 'carried over')
    .map(treatment => `${wordsOfTreatment(treatment)}: ${treatment.reason.replace(/\.$/, '')}.`)
    .join(' ')

const uncapitalised = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

type Treated = { readonly number: string; readonly title: string }

const reasonMissing = (code: string, message: string): Refusal => ({
  code,
  field: 'reason',
  message,
})

/**
 * Why an item cannot be deferred, withdrawn or taken with another: something of the kind
 * stands already, or decisions were recorded under it.
 */
export function reasonsNotToTreat(
  item: Treated,
  facts: { readonly standing: readonly Treatment[]; readonly decisions: number },
): Refusal[] {
  const refusals: Refusal[] = []
  const already = facts.standing.find(({ kind }) => kind !== 'urgent' && kind !== 'carried over')
  if (already)
    refusals.push({
      code: 'item-treated-already',
      field: 'reason',
      message: `Item ${item.number}, ${item.title}, stands as “${wordsOfTreatment(already)}”. Put it back on the agenda first.`,
    })
  if (facts.decisions > 0)
    refusals.push({
      code: 'item-decided',
      field: 'reason',
      message:
        `${countOf(facts.decisions, 'decision is', 'decisions are')} recorded under item ${item.number}, so it was taken at this meeting.`.replace(
          /^./,
          first => first.toUpperCase(),
        ),
    })
  return refusals
}

/** The meeting to which an item is to be carried; null where it is not in the record. */
export type TargetMeeting = {
  readonly id: string
  readonly bodyId: string
  readonly day: Day
  readonly kind: string
} | null

/** Why business cannot be carried from one meeting to another: it must be a later one of the body. */
export function reasonsNotToCarry(
  from: { readonly id: string; readonly bodyId: string; readonly day: Day },
  to: TargetMeeting,
): Refusal[] {
  const refuse = (code: string, message: string): Refusal[] => [{ code, field: 'to', message }]
  if (to === null || to.bodyId !== from.bodyId)
    return refuse('target-missing', 'Choose the meeting of this body to which it is carried.')
  if (to.id === from.id || to.day <= from.day)
    return refuse(
      'target-not-later',
      `Choose a meeting after ${formatDay(from.day)}: business is carried forwards.`,
    )
  // R-TOR-14: a workshop takes no decisions and is not public.
  if (to.kind === 'workshop')
    return refuse(
      'target-is-workshop',
      'A workshop takes no business of an agenda: choose a meeting that can decide.',
    )
  return []
}

/** Why the reason given will not do; `what` ends the sentence: 'the item is withdrawn'. */
export const reasonsToGiveReason = (reason: string, what: string): Refusal[] =>
  reason.trim() === '' ? [reasonMissing('reason-missing', `Enter why ${what}.`)] : []

// ── Business that was not on the agenda in time ─────────────────────────────

export type LateBusinessFacts = {
  readonly regime: '1960 Act' | 'parish council' | 'principal council'
  /** When the item was put on the agenda; null where that is not known. */
  readonly addedOn: Day | null
  /** The last day on which notice of the meeting with its agenda could be given. */
  readonly noticeLatest: Day
  /** When the latest summons to the meeting went out; null where none is in the record. */
  readonly summonedOn: Day | null
}

/**
 * Whether an item came after the law wanted the agenda to be known.
 *
 * A parish council's summons names the business (LGA 1972 Sch 12 para 10(2)(b), R-MEET-4):
 * what was added after it is not named; where no summons is in the record, nothing can be
 * said. A principal council's agenda is open to inspection five clear days before
 * (s.100B(4)(a), R-MEET-3). The 1960 Act asks only for notice of time and place.
 */
export function isLateBusiness({
  regime,
  addedOn,
  noticeLatest,
  summonedOn,
}: LateBusinessFacts): boolean {
  if (addedOn === null || regime === '1960 Act') return false
  if (regime === 'parish council') return summonedOn !== null && addedOn > summonedOn
  return addedOn > noticeLatest
}

/**
 * Why nothing may be decided under an item; empty when it may, as far as the agenda goes.
 *
 * One that was deferred or withdrawn is not before the meeting. Late business of a
 * principal council is taken only where the chair is of the opinion, for special
 * circumstances that the minutes state, that it is urgent (LGA 1972 s.100B(4)(b)).
 */
export function reasonsNotBeforeTheMeeting(
  item: Treated,
  standing: readonly Treatment[],
  late: LateBusinessFacts,
): Refusal[] {
  const gone = standing.find(({ kind }) => kind === 'deferred' || kind === 'withdrawn')
  if (gone)
    return [
      {
        code: 'item-not-taken',
        field: 'verb',
        message: `Item ${item.number} is not before this meeting (${uncapitalised(wordsOfTreatment(gone))}), so nothing can be decided under it.`,
      },
    ]
  if (
    late.regime === 'principal council' &&
    isLateBusiness(late) &&
    !standing.some(({ kind }) => kind === 'urgent')
  )
    return [
      {
        code: 'urgency-not-stated',
        field: 'verb',
        message: `Item ${item.number} was not on the agenda five clear days before. Record first why the chair takes it as urgent (Local Government Act 1972 section 100B(4)(b)).`,
      },
    ]
  return []
}

/** Why an item cannot be recorded as urgent: it was on the agenda in time, or no chair or reason is given. */
export function reasonsNotToCallUrgent(
  item: Treated,
  {
    late,
    by,
    reason,
    standing,
  }: {
    readonly late: LateBusinessFacts
    readonly by: string
    readonly reason: string
    readonly standing: readonly Treatment[]
  },
): Refusal[] {
  const refusals: Refusal[] = []
  if (standing.some(({ kind }) => kind === 'urgent'))
    refusals.push({
      code: 'urgent-already',
      field: 'reason',
      message: `It is recorded already why item ${item.number} is urgent.`,
    })
  else if (late.regime !== '1960 Act' && !isLateBusiness(late))
    refusals.push({
      code: 'not-late',
      field: 'reason',
      message: `Item ${item.number} was on the agenda in time, so no urgency has to be stated.`,
    })
  if (reason.trim() === '')
    refusals.push(
      reasonMissing(
        'reason-missing',
        'Enter the special circumstances that make it urgent: the minutes have to state them.',
      ),
    )
  if (by.trim() === '')
    refusals.push({
      code: 'chair-missing',
      field: 'by',
      message: 'Enter whose opinion it is that it is urgent: the chair’s, by office.',
    })
  return refusals
}
