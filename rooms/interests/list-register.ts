import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { type Day, lastDayOf, type PartialDay } from '../../platform/day.rules.ts'
import { type Person, readPersons } from '../people/read-person.ts'
import type { InterestsTables } from './interests.tables.ts'
import {
  countRegister,
  type Freshness,
  freshnessOn,
  type RegisterCounts,
  staysPublic,
} from './register.rules.ts'

const interests = (db: Db) => tablesOf<InterestsTables>(db)

export type Declaration = Selectable<InterestsTables['interests.declarations']>

export type RegisterEntry = Omit<Declaration, 'types'> & {
  readonly types: Declaration['types']
  /** The last day on which the interest may have been held, where it has ended. */
  readonly endedOn: Day | null
}

export type RegisteredPerson = {
  readonly person: Person
  /** The position declared last, or the person's own. */
  readonly position: string
  readonly freshness: Freshness
  readonly entries: readonly RegisterEntry[]
}

export type Register = RegisterCounts & {
  readonly on: Day
  readonly persons: readonly RegisteredPerson[]
  readonly publishedAt: Date | null
}

/**
 * A body's register of interests on a day, by person: every return made by then,
 * those of unknown date included, and not withdrawn. An interest that has ended
 * stays for six months (R-COI-7), for staff for good. Three queries.
 *
 * On the public connection it holds what was published, without sensitive details.
 */
export async function listRegister(
  db: Db,
  bodyId: string,
  on: Day,
  options: { readonly withEnded?: boolean } = {},
): Promise<Register> {
  const [rows, publication] = await Promise.all([
    interests(db)
      .selectFrom('interests.declarations')
      .selectAll()
      .where('body_id', '=', bodyId)
      .where(where => where.or([where('declared_on', 'is', null), where('declared_on', '<=', on)]))
      .where(where => where.or([where('withdrawn_on', 'is', null), where('withdrawn_on', '>', on)]))
      .orderBy('recorded_at')
      .orderBy('line')
      .orderBy('id')
      .execute(),
    interests(db)
      .selectFrom('interests.publications')
      .select(select => select.fn.max('published_at').as('at'))
      .where('body_id', '=', bodyId)
      .executeTakeFirst(),
  ])
  const persons = await readPersons(
    db,
    rows.map(row => row.person_id),
  )
  const byPerson = new Map<string, RegisterEntry[]>()
  for (const row of rows) {
    const endedOn = endOf(row)
    if (!options.withEnded && !staysPublic(endedOn, on)) continue
    const entries = byPerson.get(row.person_id) ?? []
    entries.push({ ...row, endedOn })
    byPerson.set(row.person_id, entries)
  }
  const registered = [...byPerson].flatMap(([id, entries]) => {
    const person = persons.get(id)
    if (!person) return []
    const position = entries.findLast(entry => entry.position_declared !== '')?.position_declared
    return [
      {
        person,
        position: position ?? person.position,
        freshness: freshnessOn(
          entries.map(entry => entry.declared_on),
          on,
        ),
        entries,
      },
    ]
  })
  registered.sort((one, other) =>
    `${one.person.name} ${one.position}`.localeCompare(
      `${other.person.name} ${other.position}`,
      'en-GB',
    ),
  )
  return {
    on,
    persons: registered,
    publishedAt: publication?.at ?? null,
    ...countRegister(registered.map(person => person.freshness)),
  }
}

function endOf(row: Declaration): Day | null {
  if (row.to_day === null || row.to_precision === null) return null
  const end: PartialDay = { text: row.to_text, day: row.to_day, precision: row.to_precision }
  return lastDayOf(end)
}

/** What a person has declared, in any body, newest first; those withdrawn left out. */
export const listDeclarationsOf = (db: Db, person: string): Promise<Declaration[]> =>
  interests(db)
    .selectFrom('interests.declarations')
    .selectAll()
    .where('person_id', '=', person)
    .where('withdrawn_on', 'is', null)
    .orderBy('declared_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute()

/**
 * The extract of a body's register that goes into a meeting's pack (R-COI-6): what
 * the public may see of it on that day, whichever connection asks.
 */
export async function registerExtract(db: Db, bodyId: string, day: Day): Promise<Register> {
  const register = await listRegister(db, bodyId, day)
  const persons = register.persons.flatMap(registered => {
    const entries = registered.entries.filter(entry => !entry.sensitive)
    return entries.length > 0 ? [{ ...registered, entries }] : []
  })
  return { ...register, persons, ...countRegister(persons.map(({ freshness }) => freshness)) }
}

/** The lines that a body's register holds, whatever their day; for staff, to hold an import against. */
export const listHeldLines = (db: Db, bodyId: string): Promise<Declaration[]> =>
  interests(db)
    .selectFrom('interests.declarations')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('withdrawn_on', 'is', null)
    .orderBy('recorded_at')
    .orderBy('line')
    .orderBy('id')
    .execute()
