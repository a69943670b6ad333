import type { Db } from '../database/database.ts'
import type { Day } from '../day.rules.ts'
import type { Subject } from './journal.ts'

/** A thing of the record as a page speaks of it: what it is, what it is called, where it stands. */
export type NamedThing = {
  /** 'meeting', 'question': as a person says it. */
  readonly kind: string
  readonly text: string
  readonly href: string
  readonly day?: Day
}

/**
 * Names what a page links to in rooms it may not ask; `app/` gives it. What the
 * connection may not see has no name, and the page leaves it out.
 */
export type NameThings = (
  db: Db,
  subjects: readonly Subject[],
) => Promise<ReadonlyMap<string, NamedThing>>

/** Under which key a thing's name is found. */
export const keyOf = ({ kind, id }: Subject): string => `${kind} ${id}`
