import { expect, test } from 'vitest'
import { day, time } from '../platform/day.rules.ts'
import { expectDone, NotPermitted } from '../platform/outcome.ts'
import { listJournal } from '../platform/record/journal.ts'
import { link } from '../platform/record/links.ts'
import { actingOn, freshRecord } from '../platform/testing/record.ts'
import { onDay, raised } from '../rooms/actions/actions.samples.ts'
import { publishTracker } from '../rooms/actions/publish-tracker.ts'
import { readAction } from '../rooms/actions/read-action.ts'
import { appointToOffice } from '../rooms/bodies/appoint-to-office.ts'
import {
  aBody,
  anAppointment,
  anOrganisation,
  aPerson,
  aSeat,
  someTerms,
} from '../rooms/bodies/bodies.samples.ts'
import {
  bodiesInBodies,
  mergeBodiesWith,
  mergeOrganisationsWith,
  organisationsInBodies,
  previewEntries,
} from '../rooms/bodies/merge-register.ts'
import { readBodies, readBody } from '../rooms/bodies/read-body.ts'
import { listOrganisations, readOrganisations } from '../rooms/bodies/read-organisation.ts'
import { readQuorumFacts } from '../rooms/bodies/read-quorum-facts.ts'
import { succeedOrganisation } from '../rooms/bodies/succeed-organisation.ts'
import { declareInterest } from '../rooms/interests/declare-interest.ts'
import { publishRegister } from '../rooms/interests/publish-register.ts'
import { giveNotice } from '../rooms/meetings/give-notice.ts'
import { scheduleMeeting } from '../rooms/meetings/schedule-meeting.ts'
import { listGrants } from '../rooms/people/list-grants.ts'
import { columnsOf, countRows, listColumnsNaming } from './merging.samples.ts'
import { aHouse, aVisitor } from './visitor.samples.ts'
import { partsOfBodies, partsOfOrganisations } from './whole-record.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-03-10')
const on = day('2025-03-10')
const house = await aHouse(record, '2025-03-10')
const mergeBodies = mergeBodiesWith(partsOfBodies)
const mergeOrganisations = mergeOrganisationsWith(partsOfOrganisations)
const now = new Date('2025-03-10T09:00:00Z')
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? [] : outcome.refusals?.map(({ code }) => code)
const publicly = (url: string) => house.server.inject({ url })

test('every column of the record that names a body or an organisation is in the share of its room', async () => {
  expect(columnsOf([bodiesInBodies, ...partsOfBodies])).toEqual(
    await listColumnsNaming(record.db, 'bodies.bodies'),
  )
  expect(columnsOf([organisationsInBodies, ...partsOfOrganisations])).toEqual(
    await listColumnsNaming(record.db, 'bodies.organisations'),
  )
})

let serial = 0
const twoEntries = async () => {
  serial += 1
  const stays = await aBody(acting, {
    slug: `stays-${serial}`,
    name: `Quality Committee ${serial}`,
  })
  const goes = await aBody(acting, { slug: `goes-${serial}`, name: `Quality Cttee ${serial}` })
  return { stays, goes, slugs: [`stays-${serial}`, `goes-${serial}`] as const }
}

const aMeeting = async (body: string, when: string) => {
  const meeting = expectDone(
    await scheduleMeeting(acting, {
      body,
      day: day(when),
      startsAt: time('10:00'),
      kind: 'ordinary',
      mode: 'remote',
      venue: '',
      deadlinesToCheck: true,
    }),
  )
  expectDone(
    await giveNotice(acting, {
      meeting: meeting.id,
      kind: 'public notice',
      givenOn: on,
      manner: 'On the site',
      signedBy: 'Clerk',
      text: 'It meets.',
    }),
  )
  return meeting
}

test('all that was of the one entry of a body is of the other, and the old addresses lead there', async () => {
  const { stays, goes, slugs } = await twoEntries()
  const person = await aPerson(acting)
  await anAppointment(acting, await aSeat(acting, goes), { person })
  await raised(onDay(acting, '2025-01-10'), stays, { raisedOn: day('2025-01-10') })
  const action = await raised(onDay(acting, '2025-01-10'), goes, { raisedOn: day('2025-01-10') })
  expectDone(await publishTracker(onDay(acting, '2025-01-11'), { body: goes }))
  const meeting = await aMeeting(goes, '2025-04-10')
  const tied = { kind: 'meeting', id: meeting.id }
  await record.db
    .transaction()
    .execute(tx => link(tx, { kind: 'body', id: goes }, 'raises', tied, now))
  const before = await countRows(record.db)
  expectDone(await mergeBodies(acting, { stays, goes }))
  const after = await countRows(record.db)
  expect(after).toEqual({
    ...before,
    // The one tracker's action was handed on to the other's; nothing else came or went.
    'actions.hand_ons': (before['actions.hand_ons'] ?? 0) + 1,
  })
  expect(await readAction(record.db, action)).toMatchObject({ body: stays, number: 2 })
  expect((await readQuorumFacts(record.db, stays, on)).seatRows).toHaveLength(1)
  expect((await listGrants(record.db, person, on)).map(({ scope }) => scope)).toEqual([stays])
  expect((await readBodies(record.publicDb, [goes])).get(goes)?.id).toBe(stays)
  for (const [from, to] of [
    [`/bodies/${slugs[1]}`, `/bodies/${slugs[0]}`],
    [`/api/v1/bodies/${slugs[1]}`, `/api/v1/bodies/${slugs[0]}`],
    [`/meetings/${slugs[1]}/2025-04-10`, `/meetings/${slugs[0]}/2025-04-10`],
    // Number 1 was another action on the tracker that stays: the old address knows which is meant.
    [`/actions/${slugs[1]}/1`, `/actions/${slugs[0]}/2`],
    [`/thread/body/${goes}`, `/thread/body/${stays}`],
    [`/api/v1/thread/body/${goes}`, `/api/v1/thread/body/${stays}`],
  ]) {
    const answer = await publicly(from ?? '')
    expect([from, answer.statusCode, answer.headers.location]).toEqual([from, 301, to])
  }
  // Public it was, and is; the other was never published.
  expect((await publicly(`/actions/${slugs[0]}/2`)).statusCode).toBe(200)
  expect((await publicly(`/actions/${slugs[0]}/1`)).statusCode).toBe(404)
  const lines = await listJournal(record.db, { kind: 'body', id: stays })
  expect(lines.at(-1)).toMatchObject({ verb: 'bodies.merge-bodies', after: { goes } })
})

test('a register that comes to another body is as public as it was, and no more', async () => {
  const { stays, goes } = await twoEntries()
  const declare = async (on: string) => {
    const person = await aPerson(acting)
    return expectDone(
      await declareInterest(onDay(acting, on), {
        person,
        body: goes,
        answer: 'nil',
        declaredOn: day(on),
        types: [],
        description: '',
      }),
    )
  }
  await declare('2025-01-10')
  expectDone(await publishRegister(onDay(acting, '2025-01-11'), { body: goes }))
  await declare('2025-02-10')
  expectDone(await publishRegister(onDay(acting, '2025-03-01'), { body: stays }))
  expectDone(await mergeBodies(acting, { stays, goes }))
  const { slug } = await readBody(record.db, stays)
  const json = (await publicly(`/api/v1/bodies/${slug}/interests?on=2025-03-10`)).body
  expect(json).toContain('2025-01-10')
  expect(json).not.toContain('2025-02-10')
})

test('two chairs at once and two terms in force are chosen from', async () => {
  const { stays, goes } = await twoEntries()
  const from = day('2024-01-01')
  for (const body of [stays, goes]) {
    await someTerms(acting, body, { title: `Terms of ${body}` })
    const person = await aPerson(acting)
    expectDone(await appointToOffice(acting, { body, office: 'chair', person, from }))
  }
  expect(codes(await mergeBodies(acting, { stays, goes }))).toEqual([
    'conflict-unsettled',
    'conflict-unsettled',
  ])
  const two = { stays, goes }
  const { conflicts } = await previewEntries(record.db, 'bodies.bodies', partsOfBodies, two, now)
  const choices = Object.fromEntries(conflicts.map(({ key }) => [key, 'stays' as const]))
  expectDone(await mergeBodies(acting, { stays, goes, choices }))
})

test('bodies that both have a meeting on one day, or of which one took over, are two', async () => {
  const { stays, goes } = await twoEntries()
  await aMeeting(stays, '2025-05-10')
  await aMeeting(goes, '2025-05-10')
  expect(codes(await mergeBodies(acting, { stays, goes }))).toEqual(['meetings-on-one-day'])
  expect(codes(await mergeBodies(acting, { stays, goes: stays }))).toEqual(['same-entry'])
  const [old, heir] = [await anOrganisation(acting), await anOrganisation(acting)]
  expectDone(await succeedOrganisation(acting, { organisation: old, successor: heir, on }))
  expect(codes(await mergeOrganisations(acting, { stays: heir, goes: old }))).toEqual([
    'two-entries',
  ])
  const barred = actingOn(record, '2025-03-10', { may: () => false })
  await expect(mergeBodies(barred, { stays, goes })).rejects.toThrow(NotPermitted)
})

test('an organisation entered twice is one: its seats, and its other name is found under the one that stays', async () => {
  const stays = await anOrganisation(acting, { name: 'Luton Borough Council', shortName: 'Luton' })
  const goes = await anOrganisation(acting, { name: 'Luton Council', shortName: 'Luton C' })
  const body = await aBody(acting)
  await aSeat(acting, body, { organisation: goes })
  const before = await countRows(record.db)
  expectDone(await mergeOrganisations(acting, { stays, goes }))
  expect(await countRows(record.db)).toEqual(before)
  expect((await readQuorumFacts(record.db, body, on)).seatRows[0]?.organisationName).toBe(
    'Luton Borough Council',
  )
  const kept = (await readOrganisations(record.db, [goes], on)).get(goes)
  expect([kept?.id, kept?.aliases]).toEqual([stays, ['Luton Council']])
  expect((await listOrganisations(record.db, on)).map(({ id }) => id)).not.toContain(goes)
  expect(codes(await mergeOrganisations(acting, { stays, goes }))).toEqual(['already-merged'])
})

test('an administrator merges two entries of a body from the screen', async () => {
  const { stays, goes, slugs } = await twoEntries()
  await aSeat(acting, goes)
  const admin = await aVisitor(house, record, 'administrator')
  const at = `/work/bodies/${slugs[0]}/merge`
  expect((await admin.get(`${at}?goes=${goes}`)).body).toContain('Seats: 1, will point')
  const sent = await admin.post(`${at}?goes=${goes}`, { goes })
  expect([sent.status, sent.location]).toEqual([303, `/work/bodies/${slugs[0]}`])
  expect((await readBody(record.db, goes)).id).toBe(stays)
})
