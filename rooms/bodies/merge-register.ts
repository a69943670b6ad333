import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { formatDay } from '../../platform/day.rules.ts'
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
import { dropGrantsOf, moveGrantsWithin } from '../people/appointment-grants.ts'
import { bodies } from './bodies.records.ts'

// An organisation or a body that was entered twice.

export type EntriesMerged = Pick<Merge, 'stays' | 'goes'> & {
  readonly choices?: Readonly<Record<string, Which>>
}

type Register = 'bodies.organisations' | 'bodies.bodies'

const said: Readonly<Record<Register, string>> = {
  'bodies.organisations': 'an organisation',
  'bodies.bodies': 'a body',
}

/** Why two entries of a register cannot be merged at all. */
export async function reasonsAgainstEntries(
  db: Db,
  register: Register,
  { stays, goes }: Pick<Merge, 'stays' | 'goes'>,
): Promise<Refusal[]> {
  const refuse = (code: string, message: string): Refusal[] => [{ code, field: 'goes', message }]
  if (stays === goes) return refuse('same-entry', 'Choose another entry than the one that stays.')
  const rows = await bodies(db)
    .selectFrom(register)
    .select(['id', 'merged_into', 'successor_id'])
    .where('id', 'in', [stays, goes])
    .execute()
  if (rows.length < 2) return refuse('entry-unknown', `Choose ${said[register]} from the list.`)
  if (rows.some(({ merged_into }) => merged_into !== null))
    return refuse('already-merged', 'One of these entries was merged before.')
  if (rows.some(({ successor_id }) => successor_id === stays || successor_id === goes))
    return refuse(
      'two-entries',
      'One took over from the other: these are two, and the record says what became of the first.',
    )
  return []
}

/** The same fact of both entries is one fact: the second is taken out before the rest is moved. */
const sameTwice = async (
  tx: Tx,
  table: string,
  column: string,
  same: readonly string[],
  { stays, goes }: Merge,
): Promise<unknown[]> =>
  (
    await sql<object>`delete from ${sql.table(table)} t where ${sql.ref(`t.${column}`)} = ${goes}
      and exists (select from ${sql.table(table)} o where ${sql.ref(`o.${column}`)} = ${stays}
        and ${sql.join(
          same.map(name => sql`${sql.ref(`o.${name}`)} = ${sql.ref(`t.${name}`)}`),
          sql` and `,
        )}) returning to_jsonb(t) as row`.execute(tx)
  ).rows

/** This room's own share in merging two entries of one organisation. */
export const organisationsInBodies: MergePart = {
  references: [
    { table: 'bodies.bodies', column: 'organisation_id', called: 'bodies of it' },
    { table: 'bodies.organisation_codes', column: 'organisation_id', called: 'codes' },
    {
      table: 'bodies.organisation_names',
      column: 'organisation_id',
      called: 'names',
      kept: 'kept with the old entry, and found as other names of the one that stays',
    },
    { table: 'bodies.organisations', column: 'merged_into', called: 'entries merged before' },
    { table: 'bodies.organisations', column: 'successor_id', called: 'organisations it took over' },
    { table: 'bodies.participants', column: 'organisation_id', called: 'regular participants' },
    { table: 'bodies.place_organisations', column: 'organisation_id', called: 'Places served' },
    { table: 'bodies.seats', column: 'organisation_id', called: 'seats' },
  ],
  prepare: async (tx, merge) => {
    const { stays, goes } = merge
    await moveLinks(tx, 'organisation', goes, stays)
    // The other's names are found under the one that stays.
    await sql`update bodies.organisations o set aliases = (
        select array_agg(distinct alias) from (
          select unnest(o.aliases) as alias
          union select unnest(aliases) from bodies.organisations where id = ${goes}
          union select name from bodies.organisation_names where organisation_id = ${goes}
        ) names)
      where o.id = ${stays}`.execute(tx)
    return [
      ...(await sameTwice(
        tx,
        'bodies.organisation_codes',
        'organisation_id',
        ['scheme', 'code'],
        merge,
      )),
      ...(await sameTwice(
        tx,
        'bodies.place_organisations',
        'organisation_id',
        ['place_id'],
        merge,
      )),
    ]
  },
}

/** Both had a chair, or terms in force, on the same days: one is chosen. */
async function conflictsOfBodies(db: Db, { stays, goes }: Merge): Promise<Conflict[]> {
  const chairs = await sql<{
    one: string
    other: string
    from_one: string
    from_other: string
  }>`select one.id as one, other.id as other, one.from_day as from_one, other.from_day as from_other
    from bodies.offices one join bodies.offices other on other.body_id = ${goes}
      and other.office = 'chair' and one.office = 'chair'
      and one.from_day <= coalesce(other.ended_on, 'infinity')
      and other.from_day <= coalesce(one.ended_on, 'infinity')
    where one.body_id = ${stays} order by one.from_day`.execute(db)
  const terms = await sql<{
    one: string
    other: string
    title_one: string
    title_other: string
  }>`select one.id as one, other.id as other, one.title as title_one, other.title as title_other
    from bodies.terms_of_reference one join bodies.terms_of_reference other on other.body_id = ${goes}
      and one.in_force_from <= coalesce(other.in_force_until, 'infinity')
      and other.in_force_from <= coalesce(one.in_force_until, 'infinity')
    where one.body_id = ${stays} order by one.in_force_from`.execute(db)
  const day = (text: string) => formatDay(text as Parameters<typeof formatDay>[0])
  return [
    ...chairs.rows.map(
      (row): Conflict => ({
        key: `chair-${row.one}-${row.other}`,
        text: 'Both have a chair on the same days.',
        stays: `since ${day(row.from_one)}`,
        goes: `since ${day(row.from_other)}`,
        settle: async (tx, kept) => {
          const id = kept === 'stays' ? row.other : row.one
          const grants = await dropGrantsOf(tx, { kind: 'office', id })
          const office = await bodies(tx)
            .deleteFrom('bodies.offices')
            .where('id', '=', id)
            .returningAll()
            .executeTakeFirst()
          return { office, grants }
        },
      }),
    ),
    ...terms.rows.map(
      (row): Conflict => ({
        key: `terms-${row.one}-${row.other}`,
        text: 'Both have terms of reference in force on the same days. Those not chosen are kept as proposed.',
        stays: row.title_one,
        goes: row.title_other,
        settle: async (tx, kept) => {
          const id = kept === 'stays' ? row.other : row.one
          await sql`update bodies.terms_of_reference
            set proposed_on = coalesce(proposed_on, in_force_from), in_force_from = null, in_force_until = null
            where id = ${id}`.execute(tx)
          return { terms: id, now: 'proposed' }
        },
      }),
    ),
  ]
}

/** This room's own share in merging two entries of one body. */
export const bodiesInBodies: MergePart = {
  references: [
    { table: 'bodies.attendance_totals', column: 'body_id', called: 'totals of attendance' },
    { table: 'bodies.bodies', column: 'merged_into', called: 'entries merged before' },
    { table: 'bodies.bodies', column: 'successor_id', called: 'bodies it took over' },
    {
      table: 'bodies.former_names',
      column: 'body_id',
      called: 'former names',
      kept: 'kept with the old entry',
    },
    { table: 'bodies.former_slugs', column: 'body_id', called: 'former addresses' },
    { table: 'bodies.delegations', column: 'body_id', called: 'delegations' },
    { table: 'bodies.offices', column: 'body_id', called: 'offices' },
    { table: 'bodies.participants', column: 'body_id', called: 'regular participants' },
    { table: 'bodies.reporting_lines', column: 'body_id', called: 'reporting lines upwards' },
    { table: 'bodies.reporting_lines', column: 'reports_to', called: 'reporting lines to it' },
    { table: 'bodies.seats', column: 'body_id', called: 'seats' },
    { table: 'bodies.stated_members', column: 'body_id', called: 'stated numbers of members' },
    { table: 'bodies.terms_of_reference', column: 'body_id', called: 'terms of reference' },
  ],
  conflicts: conflictsOfBodies,
  prepare: async (tx, merge) => {
    const { stays, goes } = merge
    await moveLinks(tx, 'body', goes, stays)
    await moveGrantsWithin(tx, goes, stays)
    await sql`update bodies.handovers set body_ids = array_replace(body_ids, ${goes}::uuid, ${stays}::uuid)
      where ${goes}::uuid = any(body_ids)`.execute(tx)
    const between = await sql<object>`delete from bodies.reporting_lines t
      where (body_id = ${goes} and reports_to = ${stays}) or (body_id = ${stays} and reports_to = ${goes})
      returning to_jsonb(t) as row`.execute(tx)
    return [
      ...between.rows,
      ...(await sameTwice(tx, 'bodies.reporting_lines', 'body_id', ['reports_to'], merge)),
      ...(await sameTwice(tx, 'bodies.reporting_lines', 'reports_to', ['body_id'], merge)),
    ]
  },
}

const own: Readonly<Record<Register, MergePart>> = {
  'bodies.organisations': organisationsInBodies,
  'bodies.bodies': bodiesInBodies,
}

/** What a merge of two entries would do. Changes nothing. */
export const previewEntries = (
  db: Db,
  register: Register,
  parts: readonly MergePart[],
  two: Pick<Merge, 'stays' | 'goes'>,
  at: Date,
) => previewMerge(db, [own[register], ...parts], { ...two, at })

const merging = (register: Register, name: string, kind: string, parts: readonly MergePart[]) =>
  verb<EntriesMerged, string>({
    name,
    permission: 'administer bodies',
    scope: () => null,
    act: async (tx, { stays, goes, choices = {} }, acting) => {
      await bodies(tx)
        .selectFrom(register)
        .select('id')
        .where('id', 'in', [stays, goes])
        .orderBy('id')
        .forUpdate()
        .execute()
      const refusals = await reasonsAgainstEntries(tx, register, { stays, goes })
      if (refusals.length > 0) return refused(...refusals)
      const merge = { stays, goes, at: acting.now }
      const merged = await applyMerge(tx, [own[register], ...parts], merge, choices)
      if (!merged.ok) return merged
      await bodies(tx)
        .updateTable(register)
        .set({ merged_into: stays, merged_on: acting.today })
        .where('id', '=', goes)
        .execute()
      return recorded({
        value: stays,
        subject: { kind, id: stays },
        before: { goes },
        after: { goes, ...merged.value },
      })
    },
  })

/**
 * Makes two entries of one organisation one: seats, codes and declarations name the one that
 * stays; the other's names are found under it. Refuses entries that are one or were merged,
 * and an organisation with its successor: those are two (R-ID-2).
 */
export const mergeOrganisationsWith = (parts: readonly MergePart[]) =>
  merging('bodies.organisations', 'bodies.merge-organisations', 'organisation', parts)

/**
 * Makes two entries of one body one, and its address leads to the one that stays. Refuses
 * entries that are one or were merged, a body with its successor, and what the later rooms
 * name: meetings of both on one day. What was published stays as it was.
 */
export const mergeBodiesWith = (parts: readonly MergePart[]) =>
  merging('bodies.bodies', 'bodies.merge-bodies', 'body', parts)
