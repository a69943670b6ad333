import type { Refusal } from '../../platform/outcome.ts'

/** What the person presiding may decide when an interest is declared (R-COI-8). */
export const handlings = [
  'note and stay',
  'speak, no vote',
  'leave for the item',
  'papers withheld',
  'not attend',
] as const

export type Handling = (typeof handlings)[number]

/** What each option means, for the form and for the minutes. */
export const handlingWords: Readonly<Record<Handling, { hint: string; minuted: string }>> = {
  'note and stay': {
    hint: 'The interest is minuted; the member takes part',
    minuted: 'stayed and took part',
  },
  'speak, no vote': {
    hint: 'The member may speak but not vote, and still counts to the quorum',
    minuted: 'spoke and did not vote',
  },
  'leave for the item': {
    hint: 'The member goes out and does not count to the quorum of the item',
    minuted: 'left for the item',
  },
  'papers withheld': {
    hint: 'The member was not sent the papers; say in the decision whether they may stay',
    minuted: 'was not sent the papers',
  },
  'not attend': {
    hint: 'The member stays away from the item and does not count to its quorum',
    minuted: 'did not attend for the item',
  },
}

type Declared = {
  readonly person: string
  readonly item: string | null
  readonly handling: Handling
}

/** Those who are out for an item, and so do not count to its quorum (R-COI-8). */
export const outOfItem = (declared: readonly Declared[], item: string): ReadonlySet<string> =>
  new Set(
    declared
      .filter(
        ({ item: about, handling }) =>
          about === item && (handling === 'leave for the item' || handling === 'not attend'),
      )
      .map(({ person }) => person),
  )

/** Those who may not vote on an item: out of it, or allowed only to speak (R-COI-8). */
export const withoutVote = (declared: readonly Declared[], item: string): ReadonlySet<string> =>
  new Set([
    ...outOfItem(declared, item),
    ...declared
      .filter(({ item: about, handling }) => about === item && handling === 'speak, no vote')
      .map(({ person }) => person),
  ])

export type NewDeclaration = {
  readonly person: string
  readonly item?: string | undefined
  readonly interest: string
  readonly handling: Handling
  readonly decidedBy?: string | undefined
  readonly leftAt?: string | undefined
  readonly returnedAt?: string | undefined
}

/**
 * Why a declaration cannot be recorded so. `itemsOfMeeting` are the ids of its
 * agenda; `present` those recorded as there, null while nobody is.
 */
export function reasonsNotToDeclare(
  declaration: NewDeclaration,
  itemsOfMeeting: readonly string[],
  present: ReadonlySet<string> | null,
): Refusal[] {
  const { person, item, interest, handling, decidedBy, leftAt, returnedAt } = declaration
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) => {
    refusals.push({ code, field, message })
  }
  if (interest.trim() === '') refuse('interest-missing', 'interest', 'Say what the interest is.')
  if (!handlings.includes(handling))
    refuse('handling-unknown', 'handling', 'Choose how the interest was handled.')
  if (item !== undefined && !itemsOfMeeting.includes(item))
    refuse('item-of-another-meeting', 'item', 'Choose an item of this meeting’s agenda.')
  if (item === undefined && handling !== 'note and stay')
    refuse(
      'item-missing',
      'item',
      'Choose the item for which the member left, did not vote or was not sent the papers.',
    )
  if (present !== null && !present.has(person) && handling !== 'not attend')
    refuse(
      'not-at-the-meeting',
      'person',
      'That person is not recorded as present: record the attendance first, or choose that they did not attend.',
    )
  if (decidedBy !== undefined && decidedBy === person)
    refuse(
      'decided-by-themselves',
      'decidedBy',
      'Nobody decides how their own interest is handled: name the deputy chair or another member.',
    )
  if (leftAt !== undefined && returnedAt !== undefined && returnedAt < leftAt)
    refuse('returned-before-leaving', 'returnedAt', 'The member came back after leaving.')
  return refusals
}
