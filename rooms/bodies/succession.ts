import type { Db, Tx } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'
import type { Body } from './read-body.ts'

/** A body that ends, the first day without it, and the one that takes up its work. */
export type Ending = {
  readonly body: Body
  readonly on: Day
  readonly successor: Body | null
  readonly reason: string
}

/** One thing that a person should see before a body ends. */
export type EndingLine = { readonly text: string; readonly href?: string | undefined }

/** What of a room still hangs on a body that is to end. */
export type StillStanding = {
  /** What will be handed on, or stay where there is no successor. */
  readonly lines: readonly EndingLine[]
  /** How many things are handed on. */
  readonly toHandOn: number
  /** What must be settled first. */
  readonly refusals: readonly Refusal[]
}

/**
 * A later room's share in the end of a body: this room may not ask it, so `app/` hands
 * the shares to `dissolveBodyWith`, in the order of the floor plan (decision 14).
 */
export type SuccessionPart = {
  readonly standing: (db: Db, ending: Omit<Ending, 'reason'>) => Promise<StillStanding>
  /** Hands its things on, in the transaction of the act, and says what it did in words. */
  readonly handOn: (
    tx: Tx,
    acting: Acting,
    ending: Ending & { readonly successor: Body },
  ) => Promise<readonly string[]>
}
