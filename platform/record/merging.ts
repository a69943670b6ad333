import { sql } from 'kysely'
import type { Db, Tx } from '../database/database.ts'
import { done, type Outcome, type Refusal, refused } from '../outcome.ts'

/** Two entries that are one thing: the one that stays, and the one that will point to it. */
export type Merge = { readonly stays: string; readonly goes: string; readonly at: Date }

/** A column of a room's own that names an entry of the merged kind. */
export type Reference = {
  /** `room.table` */
  readonly table: string
  readonly column: string
  /** What its rows are, in the plural, as the preview says it. */
  readonly called: string
  /** Why its rows go on naming the old entry, which is read through; left out, they are moved. */
  readonly kept?: string
  /** Whether its rows end with the old entry: what lets somebody in. */
  readonly ends?: boolean
}

export type Which = 'stays' | 'goes'

/** Two facts that cannot both be of one entry. One is chosen; the other stands in the journal only. */
export type Conflict = {
  /** Tells it from the others, in a field's name. */
  readonly key: string
  readonly text: string
  /** The fact of each, in words. */
  readonly stays: string
  readonly goes: string
  /** Takes the fact out that was not chosen, and answers with it as it stood. */
  readonly settle: (tx: Tx, kept: Which) => Promise<unknown>
}

/** A room's share in a merge: which columns of its own name the kind, and what stands in the way. */
export type MergePart = {
  readonly references: readonly Reference[]
  /** What shows that they are two, or must be settled elsewhere first. */
  readonly refusals?: (db: Db, merge: Merge) => Promise<readonly Refusal[]>
  readonly conflicts?: (db: Db, merge: Merge) => Promise<readonly Conflict[]>
  /** What the room does beside moving its rows, before they are moved; answers with what it took out. */
  readonly prepare?: (tx: Tx, merge: Merge) => Promise<readonly unknown[]>
}

export type MergePreview = {
  readonly lines: readonly {
    readonly called: string
    readonly count: number
    readonly how: string
  }[]
  readonly conflicts: readonly Conflict[]
  readonly refusals: readonly Refusal[]
}

const all = async <T>(
  parts: readonly MergePart[],
  of: (part: MergePart) => Promise<readonly T[]> | undefined,
): Promise<T[]> => {
  const found: T[] = []
  for (const part of parts) found.push(...((await of(part)) ?? []))
  return found
}

const countOf = async (db: Db, { table, column }: Reference, id: string): Promise<number> =>
  (
    await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}
      where ${sql.ref(column)} = ${id}`.execute(db)
  ).rows[0]?.count ?? 0

/** What would be moved, what must be chosen, and what stands in the way. Changes nothing. */
export async function previewMerge(
  db: Db,
  parts: readonly MergePart[],
  merge: Merge,
): Promise<MergePreview> {
  const lines: MergePreview['lines'][number][] = []
  for (const reference of parts.flatMap(({ references }) => references)) {
    const count = await countOf(db, reference, merge.goes)
    if (count > 0)
      lines.push({
        called: reference.called,
        count,
        how: reference.ends ? 'will end' : (reference.kept ?? 'will point to the entry that stays'),
      })
  }
  return {
    lines,
    conflicts: await all(parts, part => part.conflicts?.(db, merge)),
    refusals: await all(parts, part => part.refusals?.(db, merge)),
  }
}

export type Merged = {
  /** How many rows of each kind were moved. */
  readonly moved: Readonly<Record<string, number>>
  /** What was taken out, as it stood: the facts not chosen, and the same fact twice. */
  readonly takenOut: readonly unknown[]
}

/** The field in which a conflict is settled. */
export const fieldOf = ({ key }: Pick<Conflict, 'key'>): string => `keep-${key}`

/**
 * Moves everything that names the one entry to the other, in the transaction of the act:
 * conflicts are settled as chosen, then each room prepares, then the rows of each of its
 * columns are moved. Refuses what stands in the way, and conflicts that nobody settled.
 */
export async function applyMerge(
  tx: Tx,
  parts: readonly MergePart[],
  merge: Merge,
  choices: Readonly<Record<string, Which>>,
): Promise<Outcome<Merged>> {
  const { conflicts, refusals } = await previewMerge(tx, parts, merge)
  const unsettled = conflicts
    .filter(({ key }) => choices[key] === undefined)
    .map(conflict => ({
      code: 'conflict-unsettled',
      field: fieldOf(conflict),
      message: `Choose which stands: ${conflict.text}`,
    }))
  if (refusals.length + unsettled.length > 0) return refused(...refusals, ...unsettled)
  const takenOut: unknown[] = []
  for (const conflict of conflicts)
    takenOut.push(await conflict.settle(tx, choices[conflict.key] ?? 'stays'))
  const moved: Record<string, number> = {}
  for (const part of parts) {
    takenOut.push(...((await part.prepare?.(tx, merge)) ?? []))
    for (const reference of part.references) {
      if (reference.kept !== undefined) continue
      const { table, column, called } = reference
      const { numAffectedRows } = reference.ends
        ? await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${merge.goes}`.execute(
            tx,
          )
        : await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${merge.stays}
            where ${sql.ref(column)} = ${merge.goes}`.execute(tx)
      const count = Number(numAffectedRows ?? 0)
      if (count > 0) moved[called] = (moved[called] ?? 0) + count
    }
  }
  return done({ moved, takenOut })
}
