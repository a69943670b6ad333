import type { Day } from '../../platform/day.rules.ts'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'

/** What was put into the record under a short name, so that later acts find it again. */
export type Kept = {
  readonly keep: (kind: string, key: string, id: string) => void
  /** @throws Error when nothing was kept under the name: a slip in the facts. */
  readonly idOf: (kind: string, key: string) => string
  readonly all: Readonly<Record<string, string>>
}

export function keptFrom(before: Readonly<Record<string, string>>): Kept {
  const all: Record<string, string> = { ...before }
  return {
    all,
    keep: (kind, key, id) => {
      all[`${kind}/${key}`] = id
    },
    idOf: (kind, key) => {
      const id = all[`${kind}/${key}`]
      if (!id) throw new Error(`The demo record has no ${kind} called “${key}”.`)
      return id
    },
  }
}

/** One act of the demonstration, on the day on which it stands. */
export type DatedAct = {
  readonly on: Day
  /** Who acts, by the key of a person; left out, the installation itself. */
  readonly by?: string
  readonly act: (acting: Acting, kept: Kept) => Promise<void>
}

/** Does a verb that cannot be refused here; a refusal is a slip in the facts. */
export const perform = async <T>(outcome: Promise<Outcome<T>>): Promise<T> =>
  expectDone(await outcome)
