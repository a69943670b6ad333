import { expect, test } from 'vitest'
import { day, readPartialDay } from '../platform/day.rules.ts'
import { expectDone, NotPermitted } from '../platform/outcome.ts'
import { listJournal } from '../platform/record/journal.ts'
import { actingOn, freshRecord } from '../platform/testing/record.ts'
import { raised } from '../rooms/actions/actions.samples.ts'
import { readAction } from '../rooms/actions/read-action.ts'
import { appointToOffice } from '../rooms/bodies/appoint-to-office.ts'
import { aBody, aPerson } from '../rooms/bodies/bodies.samples.ts'
import { handOverWith } from '../rooms/bodies/hand-over.ts'
import { listClerkHoldings, listHandoversOf } from '../rooms/bodies/handover.ts'
import { listOfficeHolders } from '../rooms/bodies/read-membership.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { listGrants } from '../rooms/people/list-grants.ts'
import { readLetter } from '../rooms/voices/read-letter.ts'
import { recordLetter } from '../rooms/voices/record-letter.ts'
import { aHouse, aVisitor } from './visitor.samples.ts'
import { partsAtHandover } from './whole-record.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-03-10')
const today = day('2025-03-10')
const on = day('2025-04-01')
const lastDay = day('2025-03-31')
const house = await aHouse(record, '2025-03-10')
const handOver = handOverWith(partsAtHandover)
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? [] : outcome.refusals?.map(({ code }) => code)

/** A clerk with an office in one body, a grant in another, an action and a letter to answer. */
async function aClerk() {
  const [from, to] = [await aPerson(acting, 'Leaver'), await aPerson(acting, 'Successor')]
  const [office, granted] = [await aBody(acting), await aBody(acting)]
  const start = day('2024-01-01')
  expectDone(
    await appointToOffice(acting, { body: office, office: 'secretary', person: from, from: start }),
  )
  expectDone(await grantRole(acting, { person: from, role: 'clerk', scope: granted, from: start }))
  const action = await raised(acting, office, {
    raisedOn: day('2025-03-01'),
    owners: [{ person: from }],
  })
  const letter = expectDone(
    await recordLetter(acting, {
      body: granted,
      direction: 'received',
      form: 'letter',
      datedOn: expectDone(readPartialDay('1 March 2025')),
      correspondent: 'Luton Council',
      subject: 'A letter to answer',
      audience: 'members',
      replyWanted: true,
      replyOwner: from,
    }),
  ).id
  const holdings = (await listClerkHoldings(record.db, from, today)).map(({ key }) => key)
  const tasks = [`action ${action}`, `letter ${letter}`]
  return { from, to, office, granted, action, letter, holdings, tasks }
}

const clerkOf = async (person: string, when: typeof today) =>
  (await listGrants(record.db, person, when))
    .filter(({ role }) => role === 'clerk')
    .map(({ scope }) => scope)
    .toSorted()

test('in one act every office and grant ends for the one and begins for the other on the day', async () => {
  const { from, to, office, granted, holdings, tasks, action, letter } = await aClerk()
  const note = 'The keys are in the drawer.'
  const id = expectDone(await handOver(acting, { from, to, on, holdings, tasks, note }))
  const both = [office, granted].toSorted()
  expect([await clerkOf(from, lastDay), await clerkOf(from, on)]).toEqual([both, []])
  expect([await clerkOf(to, lastDay), await clerkOf(to, on)]).toEqual([[], both])
  const secretaries = async (when: typeof today) =>
    (await listOfficeHolders(record.db, office, when)).map(({ person_id }) => person_id)
  expect([await secretaries(lastDay), await secretaries(on)]).toEqual([[from], [to]])
  const moved = await readAction(record.db, action)
  expect(moved.owners).toEqual([{ person: to, label: 'Successor' }])
  expect(moved.ownerChanges).toMatchObject([{ from: 'Leaver', to: 'Successor', on }])
  expect((await readLetter(record.db, letter)).reply_owner_id).toBe(to)
  for (const person of [from, to])
    expect((await listHandoversOf(record.db, person)).map(each => each.id)).toEqual([id])
  const lines = await listJournal(record.db, { kind: 'person', id: from })
  expect(lines.at(-1)).toMatchObject({ verb: 'bodies.hand-over', after: { to, handover: id } })
})

test('what is not ticked stays with the one who leaves', async () => {
  const { from, to, granted, holdings, action } = await aClerk()
  const office = holdings.filter(key => key.startsWith('office'))
  expectDone(await handOver(acting, { from, to, on, holdings: office, tasks: [] }))
  expect(await clerkOf(from, on)).toEqual([granted])
  expect((await readAction(record.db, action)).owners[0]?.person).toBe(from)
})

test('a clerk of the body already keeps what they have, and gets no second office', async () => {
  const { from, to, office, holdings } = await aClerk()
  expectDone(
    await appointToOffice(acting, { body: office, office: 'secretary', person: to, from: today }),
  )
  expectDone(await handOver(acting, { from, to, on, holdings, tasks: [] }))
  expect(await listOfficeHolders(record.db, office, on)).toHaveLength(1)
})

test('nobody hands over to themselves, nothing at all, what is not theirs, or before it began', async () => {
  const { from, to, holdings } = await aClerk()
  const given = { from, to, on, holdings, tasks: [] }
  expect(codes(await handOver(acting, { ...given, to: from }))).toEqual(['same-person'])
  expect(codes(await handOver(acting, { ...given, holdings: [] }))).toEqual(['nothing-chosen'])
  expect(codes(await handOver(acting, { ...given, holdings: ['grant x'] }))).toEqual([
    'holding-unknown',
  ])
  expect(codes(await handOver(acting, { ...given, tasks: ['action x'] }))).toEqual(['task-unknown'])
  expect(codes(await handOver(acting, { ...given, on: day('2024-01-01') }))).toEqual([
    'handed-over-before-it-began',
  ])
  expect(codes(await handOver(acting, { ...given, to: 'nobody' }))).toEqual(['person-missing'])
  const barred = actingOn(record, '2025-03-10', {
    may: permission => permission === 'keep the body',
  })
  await expect(handOver(barred, given)).rejects.toThrow(NotPermitted)
  expect(await clerkOf(from, on)).toHaveLength(2)
})

test('an administrator hands over on the screen, and both clerks and nobody else read the note', async () => {
  const { from, to, office, holdings, tasks } = await aClerk()
  const admin = await aVisitor(house, record, 'administrator')
  const at = `/work/people/${from}/handover`
  const opened = await admin.get(at)
  expect(opened.body).toContain('A letter to answer')
  expect((await admin.post(at, { holdings, tasks })).body).toContain('Choose who takes over.')
  const sent = await admin.post(at, {
    to,
    on: '2025-04-01',
    holdings,
    tasks,
    note: 'Mind the step.',
  })
  expect(sent.status).toBe(303)
  expect((await admin.get(sent.location)).body).toContain('Mind the step.')
  const stranger = await aVisitor(house, record, 'clerk', office)
  expect((await stranger.get(sent.location)).status).toBe(404)
})

test('a body that nobody will keep is pointed out, on its page and at a handover', async () => {
  const { from } = await aClerk()
  const alone = await aBody(acting, { slug: 'left-alone', name: 'The body left alone' })
  const admin = await aVisitor(house, record, 'administrator')
  expect((await admin.get(`/work/people/${from}/handover`)).body).toContain('The body left alone')
  expect((await admin.get('/work/bodies/left-alone')).body).toContain(
    'It has no clerk from 10 March 2025.',
  )
  expectDone(
    await grantRole(acting, {
      person: from,
      role: 'clerk',
      scope: alone,
      from: today,
      until: lastDay,
    }),
  )
  expect((await admin.get('/work/bodies/left-alone')).body).toContain(
    'It has no clerk from 1 April 2025.',
  )
})
