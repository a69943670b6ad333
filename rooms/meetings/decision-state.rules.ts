import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { countOf, listed } from '../../platform/plain-english.rules.ts'

/** What became of a decision since: facts, from which its state is derived. */
export type Fate = {
  readonly changes: readonly {
    readonly how: 'rescinded' | 'amended'
    /** The later decision, its meeting's day and the word of that meeting's address. */
    readonly by: string
    readonly on: Day
    readonly text: string
    readonly slug: string
  }[]
  readonly callIns: readonly CallInFacts[]
}

export type CallInOutcome = 'stands' | 'referred back' | 'changed'
export const callInOutcomes = ['stands', 'referred back', 'changed'] as const

export type CallInFacts = {
  readonly on: Day
  readonly by: readonly string[]
  readonly why: string
  readonly outcome: CallInOutcome | null
  readonly resolvedOn: Day | null
  readonly resolvedWhy: string
}

export const nothingBecame: Fate = { changes: [], callIns: [] }

export type DecisionState = {
  readonly state:
    | 'stands'
    | 'open to call-in'
    | 'called in'
    | 'referred back'
    | 'changed after call-in'
    | 'amended'
    | 'rescinded'
  /** A sentence or two; '' where it simply stands. */
  readonly words: string
}

/**
 * How a decision stands today. What is called in has no effect until that is resolved; what was
 * rescinded or amended stays on the register and says by what. `callInUntil` is the last day on
 * which it can be called in, where its body allows that.
 */
export function decisionStateOf(fate: Fate, callInUntil: Day | null, today: Day): DecisionState {
  const last = fate.changes.at(-1)
  const rescinded = fate.changes.find(({ how }) => how === 'rescinded')
  if (rescinded)
    return {
      state: 'rescinded',
      words: `Rescinded on ${formatDay(rescinded.on)} by: ${sentence(rescinded.text)}`,
    }
  const call = fate.callIns.at(-1)
  if (call && call.outcome === null)
    return {
      state: 'called in',
      words: `Called in on ${formatDay(call.on)} by ${listed(call.by)}: ${sentence(call.why)} It has no effect until that is decided.`,
    }
  if (call?.outcome === 'referred back')
    return {
      state: 'referred back',
      words:
        `Called in and, on ${onDay(call.resolvedOn)}, referred back to be decided again. It has no effect. ${sentence(call.resolvedWhy)}`.trim(),
    }
  if (last)
    return {
      state: 'amended',
      words: `Amended on ${formatDay(last.on)} by: ${sentence(last.text)}`,
    }
  if (call?.outcome === 'changed')
    return {
      state: 'changed after call-in',
      words:
        `Called in and, on ${onDay(call.resolvedOn)}, changed. ${sentence(call.resolvedWhy)}`.trim(),
    }
  if (call?.outcome === 'stands')
    return {
      state: 'stands',
      words:
        `Called in on ${formatDay(call.on)}; on ${onDay(call.resolvedOn)} it was found to stand. ${sentence(call.resolvedWhy)}`.trim(),
    }
  if (callInUntil !== null && today <= callInUntil)
    return {
      state: 'open to call-in',
      words: `It may be called in until ${formatDay(callInUntil)}, and takes effect after that.`,
    }
  return { state: 'stands', words: '' }
}

const sentence = (words: string) => (words === '' ? '' : words.replace(/[^.!?]$/, end => `${end}.`))
const onDay = (day: Day | null) => (day === null ? 'a day not recorded' : formatDay(day))

/** A body's rule on calling in, dated data of its terms. */
export type CallInTerms = {
  readonly workingDays: number
  readonly members: number
  readonly citation: string
}

/**
 * Why a decision cannot be called in; empty when it can: its body has no such rule, it was only
 * noted, its days have passed, too few members ask, it is called in or was before, or nobody says why.
 */
export function reasonsNotToCallIn(
  call: { readonly by: readonly string[]; readonly why: string },
  decision: {
    readonly terms: CallInTerms | null
    readonly until: Day | null
    readonly formal: boolean
    readonly fate: Fate
  },
  today: Day,
): Refusal[] {
  const { terms, until, fate } = decision
  const refusals: Refusal[] = []
  const refuse = (code: string, message: string, field?: string) =>
    refusals.push({ code, message, ...(field ? { field } : {}) })
  if (terms === null)
    return [
      {
        code: 'no-call-in',
        message: 'The terms of reference of this body do not let its decisions be called in.',
      },
    ]
  if (!decision.formal)
    refuse(
      'nothing-to-call-in',
      'Only a decision is called in: what was noted has no effect to suspend.',
    )
  if (fate.callIns.length > 0)
    refuse('called-in-already', 'This decision was called in before; that happens once.')
  else if (until !== null && today > until)
    refuse('call-in-over', `It could be called in until ${formatDay(until)} (${terms.citation}).`)
  if (new Set(call.by).size < terms.members)
    refuse(
      'too-few-members',
      `${countOf(terms.members, 'member is', 'members are')} needed to call a decision in (${terms.citation}).`,
      'by',
    )
  if (call.why.trim() === '') refuse('reason-missing', 'Write why it is called in.', 'why')
  return refusals
}

/**
 * Why a later decision cannot rescind or amend an earlier one; empty when it can. To undo a
 * decision needs what deciding needed: a formal decision, carried, of a later meeting of the
 * same body (R-TOR-7).
 */
export function reasonsNotToUndo(
  earlier: { readonly id: string; readonly body: string; readonly on: Day; readonly fate: Fate },
  later: {
    readonly id: string
    readonly body: string
    readonly on: Day
    readonly formal: boolean
    readonly carried: boolean
  },
): Refusal[] {
  const refuse = (code: string, message: string): Refusal[] => [
    { code, field: 'decision', message },
  ]
  if (earlier.body !== later.body)
    return refuse('decision-of-another-body', 'A body undoes only its own decisions.')
  if (earlier.id === later.id || later.on <= earlier.on)
    return refuse(
      'not-a-later-meeting',
      'Only a later meeting rescinds or amends a decision; within one meeting the decision itself is changed.',
    )
  if (!later.formal)
    return refuse(
      'not-formal',
      'To undo a decision needs a decision with a quorum: to agree, approve or endorse.',
    )
  if (!later.carried) return refuse('not-carried', 'What was not carried changes nothing.')
  if (earlier.fate.changes.some(({ how }) => how === 'rescinded'))
    return refuse('rescinded-already', 'That decision was rescinded already.')
  return []
}
