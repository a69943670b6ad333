import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { day, time } from '../platform/day.rules.ts'
import { expectDone, NotPermitted } from '../platform/outcome.ts'
import { checkJournal } from '../platform/record/check-journal.ts'
import { listJournal } from '../platform/record/journal.ts'
import { fieldOf, type Which } from '../platform/record/merging.ts'
import { actingOn, freshRecord } from '../platform/testing/record.ts'
import { raised } from '../rooms/actions/actions.samples.ts'
import { appointToOffice } from '../rooms/bodies/appoint-to-office.ts'
import { aBody, anAppointment, aPerson, aSeat } from '../rooms/bodies/bodies.samples.ts'
import { declareInterest } from '../rooms/interests/declare-interest.ts'
import { recordAttendance } from '../rooms/meetings/record-attendance.ts'
import { scheduleMeeting } from '../rooms/meetings/schedule-meeting.ts'
import { beginSession, identify } from '../rooms/people/identify.ts'
import { readPersonForStaff } from '../rooms/people/list-people.ts'
import {
  listEntriesOf,
  mergePersonsWith,
  personsInPeople,
  previewPersons,
} from '../rooms/people/merge-persons.ts'
import { readPersons } from '../rooms/people/read-person.ts'
import { columnsOf, countRows, listColumnsNaming } from './merging.samples.ts'
import { aHouse, aVisitor } from './visitor.samples.ts'
import { partsOfPersons } from './whole-record.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-03-10')
const house = await aHouse(record, '2025-03-10')
const mergePersons = mergePersonsWith(partsOfPersons)
const now = new Date('2025-03-10T09:00:00Z')
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? [] : outcome.refusals?.map(({ code }) => code)

test('every column of the record that names a person is in the share of its room', async () => {
  const named = await listColumnsNaming(record.db, 'people.persons')
  expect(named).toContain('meetings.attendances.person_id')
  expect(columnsOf([personsInPeople, ...partsOfPersons])).toEqual(named)
})

const aMeeting = async (body: string, at: number) =>
  expectDone(
    await scheduleMeeting(acting, {
      body,
      day: day(`2025-02-${String(at + 1).padStart(2, '0')}`),
      startsAt: time('10:00'),
      kind: 'ordinary',
      mode: 'remote',
      venue: '',
      deadlinesToCheck: true,
    }),
  ).id

type Fixture = {
  readonly emails: readonly [boolean, boolean]
  /** For each of some seats, meetings and actions: which of the two is named. */
  readonly seats: readonly (readonly [boolean, boolean])[]
  readonly meetings: readonly (readonly [boolean, boolean])[]
  readonly actions: readonly (readonly [boolean, boolean])[]
  readonly offices: readonly [boolean, boolean]
  readonly keeps: Which
}

const either = fc.tuple(fc.boolean(), fc.boolean())
const fixtures: fc.Arbitrary<Fixture> = fc.record({
  emails: either,
  seats: fc.array(either, { maxLength: 3 }),
  meetings: fc.array(either, { maxLength: 3 }),
  actions: fc.array(either, { maxLength: 3 }),
  offices: either,
  keeps: fc.constantFrom('stays' as const, 'goes' as const),
})

async function build(fixture: Fixture) {
  const body = await aBody(acting)
  const two = [
    await aPerson(acting, 'First entry', fixture.emails[0] ? 'one@example.org' : undefined),
    await aPerson(acting, 'Second entry', fixture.emails[1] ? 'two@example.org' : undefined),
  ] as const
  const named = (which: readonly [boolean, boolean]) => two.filter((_, at) => which[at])
  for (const which of fixture.seats) {
    const seat = await aSeat(acting, body, { minHolders: 0, maxHolders: 5 })
    for (const person of named(which)) await anAppointment(acting, seat, { person })
  }
  for (const [at, which] of fixture.meetings.entries())
    expectDone(
      await recordAttendance(acting, {
        meeting: await aMeeting(body, at),
        lines: named(which).map(person => ({ person, capacity: 'in attendance' as const })),
      }),
    )
  for (const which of fixture.actions)
    await raised(acting, body, {
      raisedOn: day('2025-03-01'),
      owners: [{ label: 'All' }, ...named(which).map(person => ({ person }))],
    })
  for (const person of named(fixture.offices))
    expectDone(
      await appointToOffice(acting, { body, office: 'co-chair', person, from: day('2025-01-01') }),
    )
  for (const person of two)
    expectDone(
      await declareInterest(acting, {
        person,
        body,
        answer: 'nil',
        declaredOn: day('2025-03-01'),
        types: [],
        description: '',
      }),
    )
  return { stays: two[0], goes: two[1] }
}

test('nothing is lost: each table has as many rows after a merge as before, but for the facts that were not chosen', async () => {
  await fc.assert(
    fc.asyncProperty(fixtures, async fixture => {
      const two = await build(fixture)
      const { conflicts } = await previewPersons(record.db, partsOfPersons, two, now)
      const choices = Object.fromEntries(conflicts.map(({ key }) => [key, fixture.keeps]))
      const before = await countRows(record.db)
      expectDone(await mergePersons(acting, { ...two, choices }))
      const after = await countRows(record.db)
      const lost: Record<string, number> = {}
      for (const [table, count] of Object.entries(before))
        if (after[table] !== count) lost[table] = count - (after[table] ?? 0)
      const both = (pairs: readonly (readonly [boolean, boolean])[]) =>
        pairs.filter(([one, other]) => one && other).length
      const chosen = {
        'people.contacts': both([fixture.emails]),
        'bodies.appointments': both(fixture.seats),
        'bodies.offices': both([fixture.offices]),
        'people.grants': both(fixture.seats) + both([fixture.offices]),
        'meetings.attendances': both(fixture.meetings),
        'actions.owners': both(fixture.actions),
      }
      expect(lost).toEqual(
        Object.fromEntries(Object.entries(chosen).filter(([, rows]) => rows > 0)),
      )
      // And nothing names the entry that went.
      for (const column of await listColumnsNaming(record.db, 'people.persons')) {
        const [schema, table, name] = column.split('.')
        const { rows } = await sql<{ count: number }>`select count(*)::int as count
          from ${sql.table(`${schema}.${table}`)} where ${sql.ref(name ?? '')} = ${two.goes}`.execute(
          record.db,
        )
        expect([column, rows[0]?.count]).toEqual([column, 0])
      }
    }),
    { numRuns: 12, seed: 20250310 },
  )
  expect(await checkJournal(record.db)).toMatchObject({ broken: null })
})

test('facts that cannot both stand are chosen from first, and what is not chosen stands in the journal', async () => {
  const two = await build({
    emails: [true, true],
    seats: [[true, true]],
    meetings: [[true, true]],
    actions: [],
    offices: [false, false],
    keeps: 'goes',
  })
  const { conflicts } = await previewPersons(record.db, partsOfPersons, two, now)
  expect(conflicts.map(({ text }) => text)).toEqual([
    'Each has an e-mail address.',
    expect.stringContaining('Both hold the same seat on overlapping days'),
    'Both are in the attendance of the meeting of 1 February 2025.',
  ])
  const unsettled = await mergePersons(acting, two)
  expect(unsettled.ok ? [] : unsettled.refusals.map(({ field }) => field)).toEqual(
    conflicts.map(fieldOf),
  )
  const choices = Object.fromEntries(conflicts.map(({ key }) => [key, 'goes' as const]))
  expectDone(await mergePersons(acting, { ...two, choices }))
  expect((await readPersonForStaff(record.db, two.stays)).email).toBe('two@example.org')
  const line = (await listJournal(record.db, { kind: 'person', id: two.stays })).at(-1)
  expect(line?.verb).toBe('people.merge-persons')
  expect(JSON.stringify(line?.after)).toContain('"capacity":"in attendance"')
  expect(JSON.stringify(line)).not.toContain('@example.org')
})

test('the old id goes on leading somewhere: frozen pages, the workspace and both histories', async () => {
  const nobody = [false, false] as const
  const two = await build({
    emails: nobody,
    seats: [],
    meetings: [],
    actions: [],
    offices: nobody,
    keeps: 'stays',
  })
  const session = await beginSession(record.db, two.goes, now)
  expectDone(await mergePersons(acting, two))
  expect((await readPersons(record.publicDb, [two.goes])).get(two.goes)?.name).toBe('First entry')
  expect(await identify(record.db, { session }, day('2025-03-10'), now)).toBeNull()
  expect((await listEntriesOf(record.db, two.stays)).toSorted()).toEqual(
    [two.stays, two.goes].toSorted(),
  )
  const admin = await aVisitor(house, record, 'administrator')
  const old = await admin.get(`/work/people/${two.goes}`)
  expect([old.status, old.location]).toEqual([301, `/work/people/${two.stays}`])
  const history = await admin.get(`/work/people/${two.stays}/history`)
  expect(history.body).toContain('Under an entry that was merged into this one')
  expect(history.body).toContain('Merge persons')
  expect(codes(await mergePersons(acting, two))).toEqual(['already-merged'])
})

test('two people are not merged: one stood in for the other; nor is an entry with itself', async () => {
  const body = await aBody(acting)
  const [stays, goes] = [await aPerson(acting), await aPerson(acting)]
  const seat = await aSeat(acting, body, { deputiesAllowed: true })
  await anAppointment(acting, seat, { person: stays })
  expectDone(
    await recordAttendance(acting, {
      meeting: await aMeeting(body, 5),
      lines: [{ person: goes, capacity: 'deputy', seat, deputisingFor: stays }],
    }),
  )
  expect(codes(await mergePersons(acting, { stays, goes }))).toEqual(['two-persons'])
  expect(codes(await mergePersons(acting, { stays, goes: stays }))).toEqual(['same-entry'])
  const self = actingOn(record, '2025-03-10', { person: goes })
  expect(codes(await mergePersons(self, { stays, goes }))).toEqual(['own-entry'])
  const barred = actingOn(record, '2025-03-10', { may: () => false })
  await expect(mergePersons(barred, { stays, goes })).rejects.toThrow(NotPermitted)
})

test('an administrator sees what will happen, chooses, and merges from the screen', async () => {
  const two = await build({
    emails: [true, true],
    seats: [[false, true]],
    meetings: [],
    actions: [],
    offices: [false, false],
    keeps: 'stays',
  })
  const admin = await aVisitor(house, record, 'administrator')
  const at = `/work/people/${two.stays}/merge?goes=${two.goes}`
  const preview = await admin.get(at)
  expect(preview.body).toContain('Appointments to seats: 1, will point to the entry that stays')
  const unsettled = await admin.post(at, { goes: two.goes })
  expect(unsettled.body).toContain('Choose which stands: Each has an e-mail address.')
  const sent = await admin.post(at, { goes: two.goes, 'keep-email': 'goes' })
  expect([sent.status, sent.location]).toEqual([303, `/work/people/${two.stays}`])
})
