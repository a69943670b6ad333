import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { expectDone, NotPermitted } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { listGrants } from '../people/list-grants.ts'
import { mayDo } from '../people/permissions.rules.ts'
import { removePerson } from '../people/remove-person.ts'
import { appoint } from './appoint.ts'
import { appointToOffice } from './appoint-to-office.ts'
import { aBody, anAppointment, aPerson, aSeat, founded } from './bodies.samples.ts'
import { dissolveBodyWith } from './dissolve-body.ts'
import { endAppointment } from './end-appointment.ts'
import { endOffice } from './end-office.ts'
import { endSeat } from './end-seat.ts'
import { nameDeputy } from './name-deputy.ts'
import { listHoldings } from './read-membership.ts'

const record = await freshRecord()
const dissolveBody = dissolveBodyWith([])
const acting = actingOn(record, '2025-02-14')
const body = await aBody(acting)
const on = day('2025-02-14')

const rolesOf = async (person: string, when = on) =>
  (await listGrants(record.db, person, when)).map(({ role, scope }) => ({ role, scope }))
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? [] : outcome.refusals?.map(({ code }) => code)

test('an appointment lets a person do what a member may, in that body and from that day', async () => {
  const seat = await aSeat(acting, body)
  const person = await aPerson(acting)
  await anAppointment(acting, seat, { person, from: day('2025-01-10') })
  expect(await rolesOf(person)).toEqual([{ role: 'member', scope: body }])
  expect(await rolesOf(person, day('2025-01-09'))).toEqual([])
})

test('when an appointment ends so does what it gave, after its last day', async () => {
  const seat = await aSeat(acting, body)
  const person = await aPerson(acting)
  const appointment = await anAppointment(acting, seat, { person })
  const endedOn = day('2025-01-31')
  expectDone(await endAppointment(acting, { appointment, endedOn, reason: 'Left the council' }))
  expect(await rolesOf(person, endedOn)).toHaveLength(1)
  expect(await rolesOf(person, day('2025-02-01'))).toEqual([])
  expect(codes(await endAppointment(acting, { appointment, endedOn, reason: 'Again' }))).toEqual([
    'already-ended',
  ])
})

test('ending an appointment needs a reason and a day that is not before its first', async () => {
  const appointment = await anAppointment(acting, await aSeat(acting, body))
  const outcome = await endAppointment(acting, {
    appointment,
    endedOn: day('2022-06-30'),
    reason: ' ',
  })
  expect(codes(outcome)).toEqual(['ends-before-it-starts', 'missing'])
})

test('a full seat takes nobody else, and has room again the day after somebody leaves', async () => {
  const seat = await aSeat(acting, body, { maxHolders: 2 })
  await anAppointment(acting, seat)
  const second = await anAppointment(acting, seat)
  const person = await aPerson(acting)
  const outcome = await appoint(acting, { seat, person, from: day('2025-01-31') })
  expect(outcome).toEqual({
    ok: false,
    refusals: [
      {
        code: 'seat-full',
        field: 'seat',
        message:
          'The seat “Member” is full on 31 January 2025: two people may hold it. End an appointment first.',
      },
    ],
  })
  expectDone(
    await endAppointment(acting, {
      appointment: second,
      endedOn: day('2025-01-31'),
      reason: 'Left',
    }),
  )
  expect(codes(await appoint(acting, { seat, person, from: day('2025-01-31') }))).toEqual([
    'seat-full',
  ])
  expect((await appoint(acting, { seat, person, from: day('2025-02-01') })).ok).toBe(true)
})

test('a seat promised from June cannot be given away in May', async () => {
  const seat = await aSeat(acting, body)
  await anAppointment(acting, seat, { from: day('2025-06-01') })
  const outcome = await appoint(acting, {
    seat,
    person: await aPerson(acting),
    from: day('2025-05-01'),
  })
  expect(codes(outcome)).toEqual(['seat-full'])
})

test('two clerks filling the last place at once: one is refused', async () => {
  const seat = await aSeat(acting, body)
  const people = [await aPerson(acting), await aPerson(acting)]
  const outcomes = await Promise.all(
    people.map(person => appoint(acting, { seat, person, from: founded })),
  )
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
})

test('nobody is appointed before a seat begins, after it ends, twice, or once removed', async () => {
  const seat = await aSeat(acting, body, { from: day('2024-04-01'), maxHolders: 3 })
  const person = await aPerson(acting)
  expect(codes(await appoint(acting, { seat, person, from: day('2024-03-31') }))).toEqual([
    'seat-not-yet-there',
  ])
  await anAppointment(acting, seat, { person, from: day('2024-04-01') })
  expect(codes(await appoint(acting, { seat, person, from: on }))).toEqual(['already-in-seat'])

  const ending = await aSeat(acting, body)
  expectDone(await endSeat(acting, { seat: ending, until: day('2024-12-31') }))
  const outcome = await appoint(acting, { seat: ending, person, from: day('2025-01-01') })
  expect(codes(outcome)).toEqual(['seat-ended'])

  const gone = await aPerson(acting)
  expectDone(await removePerson(acting, { person: gone, reason: 'Retired' }))
  expect(codes(await appoint(acting, { seat, person: gone, from: on }))).toEqual(['person-removed'])
})

test('a term cannot end before it begins', async () => {
  const outcome = await appoint(acting, {
    seat: await aSeat(acting, body),
    person: await aPerson(acting),
    from: day('2025-02-01'),
    termEndsOn: day('2025-01-01'),
  })
  expect(codes(outcome)).toEqual(['ends-before-it-starts'])
})

test('a seat that somebody holds cannot end under them', async () => {
  const seat = await aSeat(acting, body)
  await anAppointment(acting, seat)
  expect(codes(await endSeat(acting, { seat, until: on }))).toEqual(['seat-held'])
})

test('the chair of a body is its chair in the workspace, and the secretary its clerk', async () => {
  const [chair, secretary, deputy] = [
    await aPerson(acting),
    await aPerson(acting),
    await aPerson(acting),
  ]
  const committee = await aBody(acting)
  const office = expectDone(
    await appointToOffice(acting, {
      body: committee,
      office: 'chair',
      person: chair,
      from: founded,
      termEndsOn: day('2024-06-30'),
    }),
  )
  for (const [name, person] of [
    ['secretary', secretary],
    ['deputy chair', deputy],
  ] as const)
    expectDone(
      await appointToOffice(acting, { body: committee, office: name, person, from: founded }),
    )
  expect(await rolesOf(chair)).toEqual([{ role: 'chair', scope: committee }])
  expect(await rolesOf(secretary)).toEqual([{ role: 'clerk', scope: committee }])
  expect(await rolesOf(deputy)).toEqual([{ role: 'member', scope: committee }])
  expectDone(await endOffice(acting, { office, endedOn: day('2025-02-13') }))
  expect(await rolesOf(chair)).toEqual([])
  expect(codes(await endOffice(acting, { office, endedOn: on }))).toEqual(['already-ended'])
})

test('a body has one chair at a time, and as many co-chairs as it likes', async () => {
  const committee = await aBody(acting)
  const take = async (office: 'chair' | 'co-chair', person?: string) =>
    codes(
      await appointToOffice(acting, {
        body: committee,
        office,
        person: person ?? (await aPerson(acting)),
        from: founded,
      }),
    )
  const twice = await aPerson(acting)
  expect(await take('chair')).toEqual([])
  expect(await take('chair')).toEqual(['office-held'])
  expect(await take('co-chair', twice)).toEqual([])
  expect(await take('co-chair')).toEqual([])
  expect(await take('co-chair', twice)).toEqual(['already-in-office'])
})

test('R-TOR-4: a deputy is named only for a seat that allows one, and never for oneself', async () => {
  const open = await aSeat(acting, body, { deputiesAllowed: true })
  const shut = await aSeat(acting, body)
  const person = await aPerson(acting)
  expect((await nameDeputy(acting, { seat: open, person, from: on })).ok).toBe(true)
  expect(await rolesOf(person)).toEqual([])
  expect(codes(await nameDeputy(acting, { seat: shut, person, from: on }))).toEqual(['no-deputies'])
  await anAppointment(acting, open, { person })
  expect(codes(await nameDeputy(acting, { seat: open, person, from: on }))).toEqual(['own-deputy'])
})

test('a body that is dissolved loses its seats, holders, officers and what they might do', async () => {
  const committee = await aBody(acting)
  const seat = await aSeat(acting, committee)
  const person = await aPerson(acting)
  await anAppointment(acting, seat, { person })
  expectDone(
    await appointToOffice(acting, { body: committee, office: 'chair', person, from: founded }),
  )
  expectDone(await dissolveBody(acting, { body: committee, on }))
  expect(await listHoldings(record.db, committee, on)).toEqual([])
  expect(await listHoldings(record.db, committee, day('2025-02-13'))).toHaveLength(1)
  expect(await rolesOf(person)).toEqual([])
  expect(codes(await dissolveBody(acting, { body: committee, on }))).toEqual(['body-dissolved'])
  const late = await appointToOffice(acting, {
    body: committee,
    office: 'secretary',
    person,
    from: on,
  })
  expect(codes(late)).toEqual(['body-dissolved'])
})

test('a body with an appointment still to begin is not dissolved before it', async () => {
  const committee = await aBody(acting)
  await anAppointment(acting, await aSeat(acting, committee), { from: day('2025-03-01') })
  expect(codes(await dissolveBody(acting, { body: committee, on }))).toEqual([
    'appointments-to-come',
  ])
})

test('a clerk of one body appoints in it and in no other, and establishes none', async () => {
  const other = await aSeat(acting, await aBody(acting))
  const clerk = actingOn(record, '2025-02-14', {
    may: (permission, scope) => mayDo([{ role: 'clerk', scope: body }], permission, scope),
  })
  const person = await aPerson(acting)
  const own = await aSeat(clerk, body)
  expect((await appoint(clerk, { seat: own, person, from: on })).ok).toBe(true)
  await expect(appoint(clerk, { seat: other, person, from: on })).rejects.toThrow(NotPermitted)
  await expect(aBody(clerk)).rejects.toThrow(NotPermitted)
  await expect(dissolveBody(clerk, { body, on })).rejects.toThrow(NotPermitted)
})
