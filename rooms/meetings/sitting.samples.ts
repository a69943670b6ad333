import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { type Day, day, time } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn } from '../../platform/testing/record.ts'
import type { QuorumTerms } from '../bodies/quorum.rules.ts'
import type { Terms } from '../bodies/terms.rules.ts'
import { recordPerson } from '../people/record-person.ts'
import type { AttendanceLine } from './attendance.rules.ts'
import type { AgendaTables, ItemKind, MeetingKind } from './meetings.tables.ts'
import type { Meeting } from './read-meeting.ts'
import { scheduleMeeting } from './schedule-meeting.ts'

type Record = { readonly db: Db }

export const someTerms = (changes: Partial<Terms> = {}): Terms => ({
  quorum: {
    fraction: { numerator: 1, denominator: 2 },
    limbs: [],
    deputies: 'where the seat allows',
    remoteCounts: true,
    rule: 'half of the members',
    citation: 'Terms of reference 4.1',
  },
  notice: { days: 3, counter: 'clear day', citation: 'Terms of reference 6.1' },
  papers: null,
  draftMinutes: { workingDays: 5, citation: 'Terms of reference 13.2' },
  attendanceExpected: null,
  meetingsAYear: null,
  rotatesPlaces: false,
  chair: null,
  voting: {
    usual: 'consensus',
    majority: 'of members present',
    castingVote: false,
    citation: 'house default',
  },
  publicQuestions: null,
  minuteNumbers: null,
  forwardPlanInPack: false,
  agendaSignOff: null,
  ...changes,
})

export type SampleSeat = {
  readonly id: string
  readonly role: string
  readonly holder: string | null
}

export type SampleBody = {
  readonly id: string
  readonly slug: string
  readonly seats: readonly SampleSeat[]
}

export const aPerson = async (record: Record, name: string, position = ''): Promise<string> =>
  expectDone(await recordPerson(actingOn(record, '2020-01-01'), { name, position })).id

export type SeatSpec = {
  readonly role: string
  readonly class?: string
  readonly organisation?: string
  readonly min?: number
  readonly max?: number
  readonly deputies?: boolean
  /** A person's id; null leaves the seat vacant; left out, a person is made. */
  readonly holder?: string | null
}

/** A body with its terms, and a holder in each seat unless it says otherwise. */
export async function aBody(
  record: Record,
  spec: {
    readonly slug: string
    readonly name?: string
    readonly regime?: '1960 Act' | 'parish council'
    readonly terms?: Terms | null
    readonly proposed?: { readonly on: Day; readonly terms: Terms }
    readonly seats: readonly SeatSpec[]
  },
): Promise<SampleBody> {
  const id = randomUUID()
  const name = spec.name ?? 'Sample committee'
  await sql`insert into bodies.bodies (id, slug, name, kind, regime, established_on)
    values (${id}, ${spec.slug}, ${name}, 'committee', ${spec.regime ?? '1960 Act'}, '2019-01-01')`.execute(
    record.db,
  )
  if (spec.terms !== null)
    await sql`insert into bodies.terms_of_reference (id, body_id, title, in_force_from, terms)
      values (${randomUUID()}, ${id}, 'Terms of reference', '2019-01-01', ${JSON.stringify(spec.terms ?? someTerms())})`.execute(
      record.db,
    )
  if (spec.proposed)
    await sql`insert into bodies.terms_of_reference (id, body_id, title, proposed_on, terms)
      values (${randomUUID()}, ${id}, 'Proposed terms of reference', ${spec.proposed.on}, ${JSON.stringify(spec.proposed.terms)})`.execute(
      record.db,
    )
  const organisations = new Map<string, string>()
  const organisationNamed = async (called: string, kind: string) => {
    const known = organisations.get(called)
    if (known) return known
    const organisation = randomUUID()
    organisations.set(called, organisation)
    await sql`insert into bodies.organisations (id, slug, class) values (${organisation}, ${organisation}, ${kind})`.execute(
      record.db,
    )
    await sql`insert into bodies.organisation_names (organisation_id, name, short_name) values (${organisation}, ${called}, ${called})`.execute(
      record.db,
    )
    return organisation
  }
  const seats: SampleSeat[] = []
  for (const [at, seat] of spec.seats.entries()) {
    const seatId = randomUUID()
    const kind = seat.class ?? 'member'
    const organisation = seat.organisation ? await organisationNamed(seat.organisation, kind) : null
    await sql`insert into bodies.seats (id, body_id, position, class, organisation_id, role, min_holders, max_holders, deputies_allowed, from_day)
      values (${seatId}, ${id}, ${at + 1}, ${kind}, ${organisation}, ${seat.role}, ${seat.min ?? 1}, ${seat.max ?? 1}, ${seat.deputies ?? false}, '2019-01-01')`.execute(
      record.db,
    )
    const holder = seat.holder === undefined ? await aPerson(record, seat.role) : seat.holder
    if (holder !== null)
      await sql`insert into bodies.appointments (id, seat_id, person_id, from_day)
        values (${randomUUID()}, ${seatId}, ${holder}, '2019-01-01')`.execute(record.db)
    seats.push({ id: seatId, role: seat.role, holder })
  }
  return { id, slug: spec.slug, seats }
}

/** A committee of so many single seats, each held: half of them make a quorum. */
export const aCommittee = (
  record: Record,
  slug: string,
  members = 6,
  spec: Partial<Omit<Parameters<typeof aBody>[1], 'slug' | 'seats'>> = {},
): Promise<SampleBody> =>
  aBody(record, {
    slug,
    ...spec,
    seats: Array.from({ length: members }, (_, at) => ({ role: `Member ${at + 1} of ${slug}` })),
  })

export const aMeeting = async (
  record: Record,
  body: SampleBody,
  on: string,
  spec: { readonly kind?: MeetingKind; readonly startsAt?: string } = {},
): Promise<Meeting> =>
  expectDone(
    await scheduleMeeting(actingOn(record, on), {
      body: body.id,
      day: day(on),
      startsAt: time(spec.startsAt ?? '10:00'),
      kind: spec.kind ?? 'ordinary',
      mode: 'remote',
      venue: '',
      ...(spec.kind === 'extraordinary'
        ? { called: { by: 'Chair', why: 'It cannot wait.', under: 'terms of reference, 9.1' } }
        : {}),
    }),
  )

/** An item at the end of the agenda. */
export async function anItem(
  record: Record,
  meeting: Meeting,
  number: string,
  spec: {
    readonly title?: string
    readonly kind?: ItemKind
    readonly privateReason?: string
  } = {},
): Promise<string> {
  const id = randomUUID()
  await tablesOf<AgendaTables>(record.db)
    .insertInto('meetings.agenda_items')
    .values({
      id,
      meeting_id: meeting.id,
      position: Number.parseFloat(number),
      number,
      section: '',
      title: spec.title ?? `Business under item ${number}`,
      kind: spec.kind ?? 'business',
      lead_person_id: null,
      lead: '',
      purposes: [],
      starts_at: null,
      planned_minutes: null,
      summary: '',
      audience: spec.privateReason ? 'private' : 'public',
      private_reason: spec.privateReason ?? '',
    })
    .execute()
  return id
}

/** The first so many members of a body, there in person. */
export const present = (body: SampleBody, count = body.seats.length): AttendanceLine[] =>
  body.seats
    .slice(0, count)
    .flatMap(({ holder }) =>
      holder === null ? [] : [{ person: holder, capacity: 'member' as const }],
    )

// ── 19 September 2024, rebuilt from the room's own cases ────────────────────

type Cases = {
  readonly terms: { readonly [name in 'existing' | 'proposed']: QuorumTerms }
  readonly seats: readonly {
    readonly id: string
    readonly class: string
    readonly organisation: string | null
    readonly office: string
    readonly min: number
    readonly max: number
    readonly deputies: boolean
    readonly terms: 'existing' | 'proposed' | 'both'
  }[]
  readonly attendance20240919: {
    readonly present: readonly {
      readonly seat: string
      readonly office: string
      readonly deputisingFor?: string
    }[]
    readonly inAttendance: readonly string[]
    readonly absentHolders: readonly { readonly seat: string; readonly office: string }[]
  }
}

/** The partnership as it stood on 19 September 2024, its meeting and who was there, by office. */
export async function septemberPartnership(record: Record) {
  const cases: Cases = JSON.parse(
    readFileSync(new URL('../bodies/quorum.cases.json', import.meta.url), 'utf8'),
  )
  const { present: there, inAttendance, absentHolders } = cases.attendance20240919
  const people = new Map<string, string>()
  for (const office of [
    ...there.map(line => line.office),
    ...absentHolders.map(line => line.office),
    ...inAttendance,
  ])
    if (!people.has(office)) people.set(office, await aPerson(record, office))
  const personOf = (office: string) => people.get(office) ?? ''
  const seats = cases.seats.filter(seat => seat.terms !== 'proposed')
  const holderOf = (id: string) => {
    const own = there.find(line => line.seat === id && !line.deputisingFor)?.office
    const away = absentHolders.find(line => line.seat === id)?.office
    return own ?? away
  }
  const body = await aBody(record, {
    slug: 'health-and-care-partnership',
    name: 'Health and Care Partnership',
    terms: someTerms({ quorum: cases.terms.existing }),
    proposed: { on: day('2025-02-14'), terms: someTerms({ quorum: cases.terms.proposed }) },
    seats: seats.map(seat => {
      const holder = holderOf(seat.id)
      return {
        role: seat.office,
        class: seat.class,
        min: seat.min,
        max: seat.max,
        deputies: seat.deputies,
        ...(seat.organisation ? { organisation: seat.organisation } : {}),
        holder: holder ? personOf(holder) : null,
      }
    }),
  })
  await sql`insert into bodies.stated_members (id, body_id, from_day, until_day, members, deputies_as_minuted, citation)
    values (${randomUUID()}, ${body.id}, '2024-09-19', '2024-09-19', 34, true, 'minutes of 19 September 2024, item 2: seventeen required')`.execute(
    record.db,
  )
  const meeting = await aMeeting(record, body, '2024-09-19')
  const lines: AttendanceLine[] = [
    ...there.map(line =>
      line.deputisingFor
        ? {
            person: personOf(line.office),
            capacity: 'deputy' as const,
            deputisingFor: personOf(line.deputisingFor),
            mode: 'remote' as const,
          }
        : { person: personOf(line.office), capacity: 'member' as const, mode: 'remote' as const },
    ),
    ...inAttendance.map(office => ({
      person: personOf(office),
      capacity: 'in attendance' as const,
      mode: 'remote' as const,
    })),
    ...absentHolders.map(line => ({
      person: personOf(line.office),
      capacity: 'apologies' as const,
    })),
  ]
  const chair = personOf(there[0]?.office ?? '')
  return { body, meeting, lines, chair, personOf }
}
