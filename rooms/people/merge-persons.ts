import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { moveLinks } from '../../platform/record/links.ts'
import {
  applyMerge,
  type Conflict,
  type Merge,
  type MergePart,
  previewMerge,
  type Which,
} from '../../platform/record/merging.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import type { PeopleTables } from './people.tables.ts'

const people = (db: Db) => tablesOf<PeopleTables>(db)

const contactOf = (db: Db, person: string) =>
  people(db)
    .selectFrom('people.contacts')
    .selectAll()
    .where('person_id', '=', person)
    .executeTakeFirst()

/** Two addresses of one person: one is kept, the other forgotten. The journal has neither. */
async function addresses(db: Db, { stays, goes }: Merge): Promise<Conflict[]> {
  const [one, other] = [await contactOf(db, stays), await contactOf(db, goes)]
  if (!one || !other) return []
  return [
    {
      key: 'email',
      text: 'Each has an e-mail address.',
      stays: one.email,
      goes: other.email,
      settle: async (tx: Tx, kept: Which) => {
        await people(tx)
          .deleteFrom('people.contacts')
          .where('person_id', '=', kept === 'stays' ? goes : stays)
          .execute()
        return { contact: 'one of two addresses forgotten' }
      },
    },
  ]
}

/** This room's own share in merging two entries of one person. */
export const personsInPeople: MergePart = {
  references: [
    { table: 'people.contacts', column: 'person_id', called: 'e-mail addresses' },
    { table: 'people.grants', column: 'person_id', called: 'roles granted' },
    { table: 'people.sessions', column: 'person_id', called: 'sessions', ends: true },
    { table: 'people.sign_in_links', column: 'person_id', called: 'sign-in links', ends: true },
    { table: 'people.tokens', column: 'person_id', called: 'tokens', ends: true },
    { table: 'people.passkeys', column: 'person_id', called: 'passkeys', ends: true },
    {
      table: 'people.identities',
      column: 'person_id',
      called: 'organisation sign-ins',
      ends: true,
    },
    { table: 'people.persons', column: 'merged_into', called: 'entries merged before' },
  ],
  conflicts: addresses,
  prepare: async (tx, { stays, goes }) => {
    await moveLinks(tx, 'person', goes, stays)
    return []
  },
}

/** Why the two cannot be merged, as far as this room knows. */
export async function reasonsNotToMerge(
  db: Db,
  { stays, goes }: Pick<Merge, 'stays' | 'goes'>,
): Promise<Refusal[]> {
  const rows = await people(db)
    .selectFrom('people.persons')
    .selectAll()
    .where('id', 'in', [stays, goes])
    .execute()
  const refuse = (code: string, message: string): Refusal[] => [{ code, field: 'goes', message }]
  if (stays === goes) return refuse('same-entry', 'Choose another entry than the one that stays.')
  if (rows.length < 2) return refuse('person-unknown', 'Choose a person from the list.')
  if (rows.some(({ merged_into }) => merged_into !== null))
    return refuse('already-merged', 'One of these entries was merged before.')
  if (rows.some(({ removed_on }) => removed_on !== null))
    return refuse('person-removed', 'One of these persons was removed from the lists.')
  return []
}

export type PersonsMerged = Pick<Merge, 'stays' | 'goes'> & {
  /** Which of two facts that cannot both stand is kept, by the key of the conflict. */
  readonly choices?: Readonly<Record<string, Which>>
}

/** What a merge would do. Changes nothing. */
export const previewPersons = (
  db: Db,
  parts: readonly MergePart[],
  two: Pick<Merge, 'stays' | 'goes'>,
  at: Date,
) => previewMerge(db, [personsInPeople, ...parts], { ...two, at })

/**
 * Makes two entries of one person one: everything that named the one names the other, in
 * every room; the entry that goes stays as a signpost. What was published, and the journal, stay as
 * they were. Refuses entries that are one, merged or removed already, what shows
 * that they are two people, and conflicts that nobody settled.
 */
export const mergePersonsWith = (parts: readonly MergePart[]) =>
  verb<PersonsMerged, string>({
    name: 'people.merge-persons',
    permission: 'administer people',
    scope: () => null,
    act: async (tx, { stays, goes, choices = {} }, acting) => {
      await people(tx)
        .selectFrom('people.persons')
        .select('id')
        .where('id', 'in', [stays, goes])
        .orderBy('id')
        .forUpdate()
        .execute()
      const refusals = await reasonsNotToMerge(tx, { stays, goes })
      if (acting.person === goes)
        refusals.push({
          code: 'own-entry',
          field: 'goes',
          message: 'You are signed in as the entry that would go. Let the other one go.',
        })
      if (refusals.length > 0) return refused(...refusals)
      const merged = await applyMerge(
        tx,
        [personsInPeople, ...parts],
        { stays, goes, at: acting.now },
        choices,
      )
      if (!merged.ok) return merged
      await people(tx)
        .updateTable('people.persons')
        .set({ merged_into: stays, merged_on: acting.today })
        .where('id', '=', goes)
        .execute()
      return recorded({
        value: stays,
        subject: { kind: 'person', id: stays },
        before: { goes },
        after: { goes, ...merged.value },
      })
    },
  })

/** The ids under which a person stands in the journal: their own, and those of entries merged into it. */
export const listEntriesOf = async (db: Db, person: string): Promise<string[]> =>
  (
    await people(db)
      .selectFrom('people.persons')
      .select('id')
      .where(where => where.or([where('id', '=', person), where('merged_into', '=', person)]))
      .execute()
  ).map(({ id }) => id)
