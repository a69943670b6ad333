import { beforeAll, expect, test } from 'vitest'
import { aHouse, aVisitor, type Visitor } from '../../app/visitor.samples.ts'
import { day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn, freshRecord, type TestRecord } from '../../platform/testing/record.ts'
import { addItem, aMeeting } from '../meetings/agenda.samples.ts'
import { publishPack } from './publish-pack.ts'
import { aMeetingWithPapers, CANARY, type MeetingWithPapers } from './publishing.samples.ts'

let record: TestRecord
let given: MeetingWithPapers
let clerk: Visitor
let chair: Visitor
let member: Visitor
let lead: Visitor
let at: string
let open: string

beforeAll(async () => {
  record = await freshRecord()
  const house = await aHouse(record, '2025-02-12')
  given = await aMeetingWithPapers(record)
  await aMeeting(record, given.body.id, { day: day('2025-06-13') })
  const acting = actingOn(record, '2025-02-12')
  const publish = () =>
    publishPack(acting, { meeting: given.meeting.id, site: 'https://goldthread.example' }).then(
      expectDone,
    )
  await publish()
  await addItem(acting, given.meeting.id, { title: 'Winter plan' })
  await addItem(acting, given.meeting.id, {
    title: `Second ${CANARY}`,
    audience: 'private',
    privateReason: 'A bid is being weighed',
  })
  await publish()
  for (const [role, keep] of [
    ['clerk', (who: Visitor) => (clerk = who)],
    ['chair', (who: Visitor) => (chair = who)],
    ['member', (who: Visitor) => (member = who)],
    ['executive lead', (who: Visitor) => (lead = who)],
  ] as const)
    keep(await aVisitor(house, record, role, given.body.id))
  at = `/work/meetings/${given.body.slug}/${given.meeting.slug}`
  open = `/meetings/${given.body.slug}/${given.meeting.slug}`
})

test('a member sees what changed in the private part, and who may not see it sees no word of it', async () => {
  const versions = await member.get(`${at}/agenda/versions`)
  expect(versions.status).toBe(200)
  expect(versions.body).toContain('Item 8, Winter plan, was added.')
  expect(versions.body).toContain(`Second ${CANARY}`)
  const limited = await lead.get(`${at}/agenda/versions`)
  expect(limited.status).toBe(200)
  expect(limited.body).toContain('Item 8, Winter plan, was added.')
  expect(limited.body).not.toContain(CANARY)
  expect((await lead.get(`${at}/read`)).body).not.toContain(`Second ${CANARY}`)
})

test('the public page and its JSON give the versions and what changed between any two, and nothing private', async () => {
  const page = await member.get(`${open}/packs`)
  expect(page.body).toContain('From version 1 to version 2')
  expect(page.body).not.toContain(CANARY)
  const json = await member.get(`/api/v1${open}/packs?from=1&to=2`)
  expect(JSON.parse(json.body)).toMatchObject({
    between: { from: 1, to: 2, changes: ['Item 8, Winter plan, was added.'] },
  })
  expect(json.body).not.toContain(CANARY)
  expect((await member.get(`${open}/packs?from=7`)).status).toBe(404)
})

test('only who may publish tells members, and only who sets the agenda reviews and treats items', async () => {
  expect((await clerk.get(`${at}/members`)).status).toBe(200)
  expect((await chair.get(`${at}/members`)).status).toBe(403)
  expect((await member.get(`${at}/members`)).status).toBe(403)
  expect((await chair.get(`${at}/review`)).status).toBe(200)
  expect((await member.get(`${at}/review`)).status).toBe(403)
  const items = `${at}/agenda/items/${given.greenPlan.id}`
  for (const form of ['defer', 'withdraw', 'together', 'urgent']) {
    expect((await chair.get(`${items}/${form}`)).status, form).toBe(200)
    expect((await member.get(`${items}/${form}`)).status, form).toBe(403)
  }
})

test('where nobody can be told, the form says so in a sentence', async () => {
  const refused = await clerk.post(`${at}/members`)
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('have no e-mail address in the record')
})

test('a deferral without a reason is refused beside its field, and what was typed is kept', async () => {
  const path = `${at}/agenda/items/${given.greenPlan.id}/defer`
  const refused = await clerk.post(path, { to: '', reason: '', by: 'the chair of the group' })
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('<title>Error: ')
  expect(refused.body.match(/Enter why it is deferred\./g)?.length).toBeGreaterThan(1)
  expect(refused.body).toContain('the chair of the group')
})

test('a member says what they have read, and is then shown only what is new since', async () => {
  const before = await member.get(`${at}/read`)
  expect(before.body).toContain('Against version 1:')
  const said = await member.post(`${at}/agenda/versions/read`, { version: '2' }, `${at}/read`)
  expect(said.location).toBe(`${at}/read`)
  expect((await member.get(`${at}/read`)).body).toContain('Nothing has been published since.')
  expect((await chair.get(`${at}/read`)).body).not.toContain('Since you last looked')
})

test('a body’s year is open to clerk and chair, and a year that is none is not there', async () => {
  const year = `/work/bodies/${given.body.slug}/effectiveness`
  const page = await chair.get(`${year}/2024-25`)
  expect(page.status).toBe(200)
  expect(page.body).toContain('No meeting was held in the year')
  expect((await chair.get(`${year}/2024-26`)).status).toBe(404)
  expect((await member.get(`${year}/2024-25`)).status).toBe(403)
})
