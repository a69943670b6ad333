import { type RawBuilder, type Selectable, sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { type Person, readPersons } from '../people/read-person.ts'
import type { InterestsTables } from './interests.tables.ts'
import { limitsOn } from './limits.rules.ts'
import { listLimits } from './list-limits.ts'
import {
  type Ageing,
  countRegister,
  type Freshness,
  freshnessOn,
  type RegisterCounts,
  staysPublic,
} from './register.rules.ts'
import { asPublicReads, endOf } from './register-at.rules.ts'

const interests = (db: Db) => tablesOf<InterestsTables>(db)

export type Declaration = Selectable<InterestsTables['interests.declarations']>

export type RegisterEntry = Omit<Declaration, 'types'> & {
  readonly types: Declaration['types']
  /** The last day on which the interest may have been held, where it has ended. */
  readonly endedOn: Day | null
  /** Whether its time on the public register is over, so that only the clerk still has its words. */
  readonly wordsGone: boolean
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
  /** The body's own limits of that day. */
  readonly ageing: Ageing
}

/**
 * That a row is the version of its interest that stood on a day: of those that the connection may
 * see, the latest declared by then. `agreed` looks only at what waits for nobody.
 */
export const stoodOn = (on: Day, agreed = false): RawBuilder<boolean> => sql<boolean>`
  not exists (select from interests.declarations later
    where later.first_id = coalesce(declarations.first_id, declarations.id)
      and later.version > declarations.version and later.declared_on <= ${on}
      and (not ${agreed}::boolean or not later.self_declared or later.agreed_at is not null))
  and (not ${agreed}::boolean or not declarations.self_declared or declarations.agreed_at is not null)`

export type RegisterOptions = {
  /** Whether interests stay in it that ended longer ago: for the clerk. */
  readonly withEnded?: boolean
  /** Whether what waits to be agreed is left out. */
  readonly agreed?: boolean
  /**
   * Today, where the public asks, also for a day that is past: who was on the register then still
   * stands on it, and the words of an interest whose time is over by today do not (R-COI-7).
   */
  readonly publicToday?: Day
}

/**
 * A body's register of interests on a day, by person: every return made by then,
 * those of unknown date included, and not withdrawn; of an interest that was
 * corrected the version of that day. An interest that has ended stays for six
 * months (R-COI-7), for staff for good. Five queries.
 *
 * On the public connection it holds what was published, without sensitive details.
 */
export async function listRegister(
  db: Db,
  bodyId: string,
  on: Day,
  options: RegisterOptions = {},
): Promise<Register> {
  const [rows, publication, confirmations, own] = await Promise.all([
    interests(db)
      .selectFrom('interests.declarations')
      .selectAll()
      .where('body_id', '=', bodyId)
      .where(where => where.or([where('declared_on', 'is', null), where('declared_on', '<=', on)]))
      .where(where => where.or([where('withdrawn_on', 'is', null), where('withdrawn_on', '>', on)]))
      .where(stoodOn(on, options.agreed))
      .orderBy('recorded_at')
      .orderBy('line')
      .orderBy('id')
      .execute(),
    interests(db)
      .selectFrom('interests.publications')
      .select(select => select.fn.max('published_at').as('at'))
      .where('body_id', '=', bodyId)
      .executeTakeFirst(),
    interests(db)
      .selectFrom('interests.confirmations')
      .select(['person_id', 'confirmed_on'])
      .where('body_id', '=', bodyId)
      .where('confirmed_on', '<=', on)
      .execute(),
    listLimits(db, [bodyId]),
  ])
  const limits = limitsOn(own.get(bodyId) ?? [], on)
  const confirmed = new Map<string, Day[]>()
  for (const { person_id, confirmed_on } of confirmations)
    confirmed.set(person_id, [...(confirmed.get(person_id) ?? []), confirmed_on])
  const persons = await readPersons(
    db,
    rows.map(row => row.person_id),
  )
  const byPerson = new Map<string, RegisterEntry[]>()
  for (const row of rows) {
    const endedOn = endOf(row)
    const staysOn = (day: Day) => staysPublic(endedOn, day, limits['public months'])
    if (!options.withEnded && !staysOn(on)) continue
    const wordsGone = options.publicToday !== undefined && !staysOn(options.publicToday)
    const entries = byPerson.get(row.person_id) ?? []
    entries.push({
      ...(wordsGone && options.publicToday
        ? asPublicReads(row, options.publicToday, limits['public months'])
        : row),
      endedOn,
      wordsGone,
    })
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
          [...entries.map(entry => entry.declared_on), ...(confirmed.get(id) ?? [])],
          on,
          limits,
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
    ageing: limits,
    ...countRegister(registered.map(person => person.freshness)),
  }
}

/**
 * The extract of a body's register that goes into a meeting's pack (R-COI-6): what
 * the public may see of it on that day, whichever connection asks.
 */
export async function registerExtract(db: Db, bodyId: string, day: Day): Promise<Register> {
  const register = await listRegister(db, bodyId, day, { agreed: true })
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
