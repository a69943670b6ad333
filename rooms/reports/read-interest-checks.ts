import { sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { addYears, type Day } from '../../platform/day.rules.ts'
import { listNamedOrganisations } from '../bodies/list-named-organisations.ts'
import type { Body } from '../bodies/read-body.ts'
import type { OfficeHolder } from '../bodies/read-membership.ts'
import {
  heldOn,
  listOffices,
  type Memberships,
  membershipIn,
  membershipOn,
  readMemberships,
} from '../bodies/read-memberships.ts'
import { listInterestsOfBodies, listReturns } from '../interests/list-held-interests.ts'
import { isHeldOn, namedInInterests } from '../meetings/conflict-matching.rules.ts'
import { listDeclaredAtMeetings } from '../meetings/list-declared-at-meetings.ts'
import { listMeetingsOfBody } from '../meetings/list-meetings-of-body.ts'
import { type ConflictReader, readConflicts } from '../meetings/read-conflicts.ts'
import { readPersons } from '../people/read-person.ts'
import {
  type InterestAnswer,
  type InterestFinding,
  minutedFindings,
  type PassedOver,
  type Post,
  partyFindings,
  sharedFindings,
  sorted,
  undeclaredFindings,
} from './interest-checks.rules.ts'
import type { ReportsTables } from './reports.tables.ts'

export type InterestChecks = ReturnType<typeof sorted> & {
  readonly nameOf: (person: string) => string
}

/** How far back what was minuted is held against the register, in years. */
const YEARS_OF_MINUTES = 3
/** And in how many of its latest meetings and those to come a body's items are looked through. */
const MEETINGS = 24

async function listAnswers(
  db: Db,
  bodyIds: readonly string[],
): Promise<(InterestAnswer & { readonly body: string })[]> {
  const rows = await tablesOf<ReportsTables>(db)
    .selectFrom('reports.interest_answers')
    .selectAll()
    .where('body_id', 'in', [...bodyIds])
    .orderBy('place')
    .execute()
  return rows.map(row => ({
    body: row.body_id,
    about: row.about,
    people: row.people,
    outcome: row.outcome,
    word: row.word,
    on: row.answered_on,
    by: row.answered_by,
  }))
}

/**
 * What the registers of some bodies leave open, held against their seats and what was declared at
 * their meetings (R-COI-3, R-COI-5, R-COI-8). For who keeps the register. Five queries, four for the
 * seats and offices unless they are known, and three for the organisations where anything names one;
 * however many bodies.
 */
export async function readRegisterChecks(
  db: Db,
  bodies: readonly Body[],
  today: Day,
  known: {
    readonly memberships?: Memberships
    readonly offices?: readonly OfficeHolder[]
  } = {},
): Promise<ReadonlyMap<string, InterestChecks>> {
  if (bodies.length === 0) return new Map()
  const ids = bodies.map(({ id }) => id)
  const memberships = known.memberships ?? (await readMemberships(db, ids, today))
  const offices = known.offices ?? (await listOffices(db, ids))
  const returns = await listReturns(db, ids)
  const interests = await listInterestsOfBodies(db, ids, today)
  const minuted = await listDeclaredAtMeetings(db, ids, addYears(today, -YEARS_OF_MINUTES), today)
  const organisations =
    interests.length + minuted.length === 0 ? [] : await listNamedOrganisations(db)
  const answers = await listAnswers(db, ids)
  const postsOf = new Map(
    bodies.map(({ id }): [string, Post[]] => {
      const membership = membershipIn(memberships, id)
      // A seat that stands no longer is nobody's post, though nobody ended the appointment.
      const standing = new Set(membershipOn(membership, today).seats.map(({ id: seat }) => seat))
      const held = [
        ...membership.appointments.filter(({ seat_id }) => standing.has(seat_id)),
        ...offices.filter(({ body_id }) => body_id === id),
      ].filter(post => heldOn(post, today))
      return [id, held.map(({ person_id, from_day }) => ({ person: person_id, since: from_day }))]
    }),
  )
  const persons = await readPersons(db, [
    ...[...postsOf.values()].flat().map(({ person }) => person),
    ...[...interests, ...minuted].map(({ person }) => person),
    ...answers.flatMap(({ by }) => by ?? []),
  ])
  const nameOf = (person: string) => persons.get(person)?.name ?? 'Somebody not in the record'
  const made = (body: string, answered: boolean) =>
    new Set(
      returns
        .filter(row => row.body === body && row.answered === answered)
        .map(({ person }) => person),
    )
  return new Map(
    bodies.map(body => {
      const posts = postsOf.get(body.id) ?? []
      const ofBody = interests.filter(row => row.body === body.id || row.body === null)
      const saidAt = minuted.filter(row => row.body === body.id)
      const inPost = new Set(posts.map(({ person }) => person))
      // Ended or not, a line of the register says what a meeting was told; so no day is looked at.
      const read = namedInInterests({
        day: today,
        interests: [
          ...ofBody,
          ...saidAt.map(({ id, person, interest }) => ({
            id,
            person,
            description: interest,
            organisation: null,
            position: '',
          })),
        ].map(row => ({ ...row, from: null, until: null })),
        organisations,
        hosts: body.organisation_id === null ? [] : [body.organisation_id],
      })
      const named = new Map(read.map(each => [each.interest, each]))
      const keysOf = (id: string) => named.get(id)?.names.map(({ key }) => key) ?? []
      const findings: InterestFinding[] = [
        ...sharedFindings({
          body,
          named: ofBody
            .filter(row => isHeldOn(row, today) && inPost.has(row.person))
            .flatMap(row => named.get(row.id) ?? []),
          nameOf,
          textOf: id => ofBody.find(row => row.id === id)?.description ?? '',
        }),
        ...undeclaredFindings({
          body,
          posts,
          declared: made(body.id, true),
          blank: made(body.id, false),
          nameOf,
          today,
        }),
        ...minutedFindings({
          body,
          minuted: saidAt.map(row => ({ ...row, names: keysOf(row.id) })),
          register: ofBody.map(row => ({ ...row, names: keysOf(row.id) })),
          nameOf,
        }),
      ]
      const own = answers.filter(answer => answer.body === body.id)
      return [body.id, { ...sorted(findings, own), nameOf }]
    }),
  )
}

/**
 * All that the checks of a body's register find: what {@link readRegisterChecks} does, and the items of
 * its meetings that name an organisation in which a member has an interest that was passed over
 * (R-COI-8). For who keeps the register. Thirteen queries more for each meeting with an agenda.
 */
export async function readInterestChecks(
  db: Db,
  body: Body,
  reader: ConflictReader,
  today: Day,
): Promise<InterestChecks> {
  const of = (await readRegisterChecks(db, [body], today)).get(body.id)
  if (!of) throw new Error('A body that was asked for was not answered.')
  const from = addYears(today, -1)
  const meetings = (await listMeetingsOfBody(db, body.id, MEETINGS)).filter(
    ({ day, became }) => day >= from && (became === null || became === 'adjourned'),
  )
  const declared = new Set(
    (await listDeclaredAtMeetings(db, [body.id], from, today)).map(
      ({ item, person }) => `${item} ${person}`,
    ),
  )
  const passedOver: PassedOver[] = []
  const names = new Map<string, string>()
  for (const meeting of meetings)
    for (const { item, lines } of (await readConflicts(db, meeting, reader)).items)
      for (const { person, interest, name, suggestion, settled } of lines) {
        if (settled || interest === null || suggestion?.strength !== 'certain') continue
        if (declared.has(`${item.id} ${person}`)) continue
        names.set(person, name)
        passedOver.push({
          slug: meeting.slug,
          day: meeting.day,
          item: item.id,
          number: item.number,
          title: item.title,
          person,
          interest,
          why: suggestion.why,
        })
      }
  const nameOf = (person: string) => names.get(person) ?? of.nameOf(person)
  const party = sorted(
    partyFindings({ body, passedOver, nameOf, today }),
    await listAnswers(db, [body.id]),
  )
  return {
    open: [...party.open, ...of.open],
    answered: [...party.answered, ...of.answered],
    nameOf,
  }
}

/** Of some bodies, those whose registers whoever the connection reads for keeps. One query. */
export async function registersKeptBy(
  db: Db,
  bodyIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${bodyIds}::uuid[]) as id
    where current_user <> 'goldthread_person' or people.sees('keep interests', id)`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
