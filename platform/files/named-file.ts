import type { Day } from '../day.rules.ts'

/** A file of the record, as a person would look for it: whose, of which day, under which name. */
export type NamedFile = {
  readonly hash: string
  readonly name: string
  /** The body and day that it belongs to, or the meeting, which has both. */
  readonly of: { readonly body: string; readonly day: Day | null } | { readonly meeting: string }
}
