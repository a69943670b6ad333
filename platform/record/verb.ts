import type { Db, Tx } from '../database/database.ts'
import type { Day } from '../day.rules.ts'
import { done, NotPermitted, type Outcome, type Refusal } from '../outcome.ts'
import { type Subject, writeJournal } from './journal.ts'

/**
 * Who acts, on which day, and on which connection. `may` answers from the
 * person's grants; the scope is an id that only the rooms understand (a body),
 * or null for the installation as a whole.
 */
export type Acting = {
  readonly db: Db
  readonly person: string | null
  readonly today: Day
  readonly now: Date
  readonly may: (permission: string, scope: string | null) => boolean
}

/** What an act leaves behind: its answer, and its line in the journal. */
export type Recorded<Value> = {
  readonly value: Value
  /** Null where the act was done before and is only told again: then there is no second line. */
  readonly subject: Subject | null
  readonly before?: unknown
  readonly after?: unknown
}

export type VerbSpec<Input, Value> = {
  /** `room.verb-name`, as in the file's path. */
  readonly name: string
  /** What the person must have been granted. */
  readonly permission: string
  /** Within which scope; null for the whole installation. May look things up. */
  readonly scope: (tx: Tx, input: Input) => Promise<string | null> | string | null
  readonly act: (tx: Tx, input: Input, acting: Acting) => Promise<Outcome<Recorded<Value>>>
}

export type Verb<Input, Value> = ((acting: Acting, input: Input) => Promise<Outcome<Value>>) & {
  readonly verb: { readonly name: string; readonly permission: string }
}

/** Every verb of the house, for the start-up check that each permission is known. */
export const verbs: { readonly name: string; readonly permission: string }[] = []

/**
 * Makes a verb: permission, transaction and journal line are seen to here, so
 * that the act itself only loads, decides and records. Within another verb's
 * act (its `acting.db` is a transaction) it joins that transaction.
 *
 * A refusal rolls back everything the act did.
 */
export function verb<Input, Value>(spec: VerbSpec<Input, Value>): Verb<Input, Value> {
  const named = { name: spec.name, permission: spec.permission }
  verbs.push(named)
  const perform = (acting: Acting, input: Input) =>
    inTransaction(acting.db, async tx => {
      const scope = await spec.scope(tx, input)
      if (!acting.may(spec.permission, scope))
        throw new NotPermitted(`To do this you need the permission “${spec.permission}”.`)
      const outcome = await spec.act(tx, input, { ...acting, db: tx })
      if (!outcome.ok) return outcome
      const { value, subject, before, after } = outcome.value
      if (subject !== null)
        await writeJournal(tx, {
          person: acting.person,
          verb: spec.name,
          subject,
          at: acting.now,
          day: acting.today,
          before,
          after,
        })
      return done(value)
    })
  return Object.assign(perform, { verb: named })
}

/** Ends an act well. */
export const recorded = <Value>(what: Recorded<Value>): Outcome<Recorded<Value>> => done(what)

/** Ends an act that was done before, under the same id: nothing changes. */
export const doneBefore = <Value>(value: Value): Outcome<Recorded<Value>> =>
  done({ value, subject: null })

class RolledBack extends Error {
  constructor(readonly refusals: readonly Refusal[]) {
    super('Refused')
  }
}

/** Runs the work in a transaction, or in the one that `db` already is; a refusal rolls it back. */
export async function inTransaction<T>(
  db: Db,
  work: (tx: Tx) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  if (db.isTransaction) return work(db as Tx)
  try {
    return await db.transaction().execute(async tx => {
      const outcome = await work(tx)
      if (!outcome.ok) throw new RolledBack(outcome.refusals)
      return outcome
    })
  } catch (fault) {
    if (fault instanceof RolledBack) return { ok: false, refusals: fault.refusals }
    throw fault
  }
}
