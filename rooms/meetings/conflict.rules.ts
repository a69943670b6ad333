import type { Refusal } from '../../platform/outcome.ts'
import { type Handling, handlings } from './declaration.rules.ts'

/** What makes one conflict the same as another: the item, the person, and in what it lies. */
export type ConflictAbout = {
  readonly item: string
  readonly person: string
  readonly interest: string | null
  readonly organisation: string | null
}

export const conflictKey = ({ item, person, interest, organisation }: ConflictAbout): string =>
  [item, person, interest ?? organisation ?? 'by-hand'].join('/')

export type SettledConflict = {
  readonly item: string
  readonly person: string
  readonly kind: 'proposed' | 'decided' | 'dismissed'
  readonly handling: Handling | null
  readonly withholdPapers: boolean
}

/** Options under which a member may be refused the papers beside being out of the item (R-COI-8). */
export const mayWithhold = (handling: Handling): boolean =>
  handling === 'papers withheld' || handling === 'leave for the item' || handling === 'not attend'

/** Whether papers are withheld once this is decided: always under that option, else where it was chosen. */
export const withholds = (handling: Handling, chosen: boolean): boolean =>
  handling === 'papers withheld' || (chosen && mayWithhold(handling))

/** The items whose papers a person may not see: what was decided, not what was only proposed. */
export const withheldFrom = (
  settled: readonly SettledConflict[],
  person: string,
): ReadonlySet<string> =>
  new Set(
    settled
      .filter(each => each.person === person && each.kind === 'decided' && each.withholdPapers)
      .map(({ item }) => item),
  )

/**
 * Who is expected to be out of an item, so that its quorum can be told beforehand (R-COI-8). What is
 * proposed counts too: the chair is told before it is decided, while something can still be done.
 */
export const expectedOut = (
  settled: readonly SettledConflict[],
  item: string,
): ReadonlySet<string> =>
  new Set(
    settled
      .filter(
        each =>
          each.item === item &&
          each.kind !== 'dismissed' &&
          (each.handling === 'leave for the item' || each.handling === 'not attend'),
      )
      .map(({ person }) => person),
  )

/** Who is expected to have no vote on it: out of it, or allowed only to speak. */
export const expectedSilent = (
  settled: readonly SettledConflict[],
  item: string,
): ReadonlySet<string> =>
  new Set([
    ...expectedOut(settled, item),
    ...settled
      .filter(
        each =>
          each.item === item && each.kind !== 'dismissed' && each.handling === 'speak, no vote',
      )
      .map(({ person }) => person),
  ])

/** Why a conflict cannot be settled so. */
export function reasonsNotToSettle(settling: {
  readonly person: string
  readonly handling: Handling | null
  readonly decidedBy: string | null
  readonly word: string
  readonly acting: string | null
  readonly held: boolean
  /** Whether the chair, or who stands in for them, has decided it. */
  readonly decidedBefore: boolean
  /** Whether something else stands than when the form was read. */
  readonly stale: boolean
}): Refusal[] {
  const { person, handling, decidedBy, word, acting, held, decidedBefore, stale } = settling
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) => {
    refusals.push({ code, field, message })
  }
  if (held)
    refuse(
      'meeting-held',
      'answer',
      'The meeting has been held: what was declared at it is recorded under “Interests declared”.',
    )
  if (handling !== null && !handlings.includes(handling))
    refuse('handling-unknown', 'answer', 'Choose how the interest is handled.')
  if (stale)
    refuse(
      'settled-meanwhile',
      'answer',
      'Somebody settled this meanwhile, or there is one of this person at this item already. Go back to the conflicts and look at what stands.',
    )
  else if (decidedBefore && decidedBy === null)
    refuse(
      'decided-already',
      'decidedBy',
      'The chair, or who stands in for them, has decided this: say who decided otherwise.',
    )
  if (decidedBy === person && (handling !== null || acting !== person))
    refuse(
      'decided-by-themselves',
      'decidedBy',
      'Nobody decides how their own interest is handled: the deputy chair does, or another member.',
    )
  if (handling === null && word.trim() === '')
    refuse('word-missing', 'word', 'Say in a word why this is no conflict.')
  if (handling === null && acting === person)
    refuse(
      'dismissed-by-themselves',
      'answer',
      'Nobody dismisses a conflict of their own: the clerk or the deputy chair does.',
    )
  return refusals
}
