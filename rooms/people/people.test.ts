import { expect, test } from 'vitest'
import { tablesOf } from '../../platform/database/database.ts'
import { day } from '../../platform/day.rules.ts'
import { expectDone, NotPermitted } from '../../platform/outcome.ts'
import { listJournal } from '../../platform/record/journal.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { changeContact } from './change-contact.ts'
import { endGrant } from './end-grant.ts'
import { grantRole } from './grant-role.ts'
import { beginSession, identify } from './identify.ts'
import { listGrants } from './list-grants.ts'
import { findPeople, readPersonForStaff } from './list-people.ts'
import type { PeopleTables } from './people.tables.ts'
import { recordPerson } from './record-person.ts'
import { removePerson } from './remove-person.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-02-14')
const today = day('2025-02-14')
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? [] : outcome.refusals?.map(({ code }) => code)
const aPerson = async (name: string, email = '') =>
  expectDone(await recordPerson(acting, { name, email })).id
const scope = '00000000-0000-4000-8000-000000000001'

test('a grant ends after its last day', async () => {
  const person = await aPerson('Clerk')
  const from = day('2025-01-01')
  const grant = expectDone(await grantRole(acting, { person, role: 'clerk', scope, from }))
  expectDone(await endGrant(acting, { grant, until: today }))
  expect(await listGrants(record.db, person, today)).toHaveLength(1)
  expect(await listGrants(record.db, person, day('2025-02-15'))).toEqual([])
})

test('a grant is not ended twice, nor before it began', async () => {
  const person = await aPerson('Clerk')
  const from = day('2025-02-01')
  const grant = expectDone(await grantRole(acting, { person, role: 'clerk', scope, from }))
  expect(codes(await endGrant(acting, { grant, until: day('2025-01-31') }))).toEqual([
    'ends-before-it-starts',
  ])
  expectDone(await endGrant(acting, { grant, until: today }))
  expect(codes(await endGrant(acting, { grant, until: today }))).toEqual(['already-ended'])
})

test('what came with an appointment ends with it and not otherwise', async () => {
  const person = await aPerson('Member')
  const grant = expectDone(
    await grantRole(acting, {
      person,
      role: 'member',
      scope,
      from: today,
      source: { kind: 'appointment', id: scope },
    }),
  )
  expect(codes(await endGrant(acting, { grant, until: today }))).toEqual(['grant-of-appointment'])
})

test('a person who is removed is signed out, may do nothing, and their address is forgotten', async () => {
  const person = await aPerson('Leaver', 'leaver@private.example')
  await grantRole(acting, { person, role: 'clerk', scope, from: day('2025-01-01') })
  await grantRole(acting, { person, role: 'chair', scope, from: day('2025-06-01') })
  const now = new Date('2025-02-14T09:00:00Z')
  const session = await beginSession(record.db, person, now)
  const credentials = { session }
  expect((await identify(record.db, credentials, today, now))?.name).toBe('Leaver')
  expectDone(await removePerson(acting, { person, reason: 'Left' }))
  expect(await identify(record.db, credentials, today, now)).toBeNull()
  expect(await listGrants(record.db, person, day('2025-06-02'))).toEqual([])
  expect(await readPersonForStaff(record.db, person)).toMatchObject({
    name: 'Leaver',
    email: null,
    removedOn: today,
  })
  expect(codes(await removePerson(acting, { person, reason: 'Left' }))).toEqual(['already-removed'])
})

test('nobody removes themselves, or anyone without a reason', async () => {
  const person = await aPerson('Administrator')
  const self = actingOn(record, '2025-02-14', { person })
  expect(codes(await removePerson(self, { person, reason: 'x' }))).toEqual(['own-removal'])
  expect(codes(await removePerson(acting, { person, reason: ' ' }))).toEqual(['reason-missing'])
})

test('an address is changed without the journal keeping it', async () => {
  const person = await aPerson('Member')
  expectDone(await changeContact(acting, { person, email: 'new@private.example' }))
  expect((await readPersonForStaff(record.db, person)).email).toBe('new@private.example')
  const lines = await listJournal(record.db, { kind: 'person', id: person })
  expect(JSON.stringify(lines)).not.toContain('private.example')
  expect(codes(await changeContact(acting, { person, email: 'no address' }))).toEqual([
    'email-unreadable',
  ])
  expectDone(await changeContact(acting, { person, email: '' }))
  expect((await readPersonForStaff(record.db, person)).email).toBeNull()
})

test('the public role cannot read addresses, grants or sessions', async () => {
  const shut = tablesOf<PeopleTables>(record.publicDb)
  for (const table of [
    'people.contacts',
    'people.grants',
    'people.sessions',
    'people.tokens',
  ] as const)
    await expect(shut.selectFrom(table).selectAll().execute()).rejects.toThrow(/permission denied/)
})

test('the list of people is found by name or position, a page at a time', async () => {
  for (let at = 0; at < 51; at++) await aPerson(`Councillor ${String(at).padStart(2, '0')}`)
  expectDone(await recordPerson(acting, { name: 'Someone', position: 'Councillor for 100%' }))
  const first = await findPeople(record.db, 'councillor', 1)
  expect(first).toMatchObject({ count: 52, page: 1, pages: 2 })
  expect(first.people).toHaveLength(50)
  expect((await findPeople(record.db, 'councillor', 9)).people).toHaveLength(2)
  expect((await findPeople(record.db, '100%', 1)).count).toBe(1)
  expect((await findPeople(record.db, '%', 1)).count).toBe(1)
})

test('without the right to administer people nobody’s roles or address change', async () => {
  const person = await aPerson('Member')
  const clerk = actingOn(record, '2025-02-14', {
    may: permission => permission !== 'administer people',
  })
  await expect(changeContact(clerk, { person, email: '' })).rejects.toThrow(NotPermitted)
  await expect(removePerson(clerk, { person, reason: 'x' })).rejects.toThrow(NotPermitted)
})
