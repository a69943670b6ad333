import { expect, test } from 'vitest'
import { openHouse } from '../../app/house.ts'
import { day } from '../../platform/day.rules.ts'
import { SESSION_COOKIE } from '../../platform/http/credentials.ts'
import { expectDone } from '../../platform/outcome.ts'
import { readSettings } from '../../platform/settings.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { grantRole } from '../people/grant-role.ts'
import { beginSession, issueToken } from '../people/identify.ts'
import {
  aBody,
  anAppointment,
  anOrganisation,
  aPerson,
  aSeat,
  someTerms,
} from './bodies.samples.ts'
import { listAttendanceTotals } from './list-attendance-totals.ts'
import { readBodyBySlug } from './read-body.ts'
import { readBodyRecord } from './read-body-record.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-02-14')
const today = day('2025-02-14')
const house = await openHouse(
  readSettings({ GOLDTHREAD_TODAY: today, LOG_LEVEL: 'silent' }),
  record.url,
)

const slug = 'the-committee'
const body = await aBody(acting, { slug, name: 'The committee' })
const other = await aBody(acting, { slug: 'another', name: 'Another body' })
await anOrganisation(acting, { slug: 'a-council' })
const from = day('2024-01-01')
const administrator = await aPerson(acting, 'Administrator')
const clerk = await aPerson(acting, 'Clerk')
expectDone(
  await grantRole(acting, { person: administrator, role: 'administrator', scope: null, from }),
)
expectDone(await grantRole(acting, { person: clerk, role: 'clerk', scope: body, from }))

type Visitor = { readonly cookie: string; readonly bearer: string }
const visitor = async (person: string): Promise<Visitor> => ({
  cookie: `${SESSION_COOKIE}=${await beginSession(record.db, person, new Date())}`,
  bearer: await issueToken(record.db, person, new Date()),
})
const asClerk = await visitor(clerk)
const asAdministrator = await visitor(administrator)

const see = async (who: Visitor, url: string) =>
  house.server.inject({ url, headers: { cookie: who.cookie } })
const send = async (who: Visitor, path: string, fields: Record<string, string>) => {
  // A program reads the version of what it changes before it does; of what only adds there is none.
  const standing = await house.server.inject({
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${who.bearer}` },
  })
  const { version } = standing.statusCode === 200 ? standing.json() : {}
  const answer = await house.server.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: {
      authorization: `Bearer ${who.bearer}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams({ ...(version ? { version } : {}), ...fields }).toString(),
  })
  return { status: answer.statusCode, body: answer.body }
}
const on = (name: string, iso: string) => {
  const [year = '', month = '', date = ''] = iso.split('-')
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
}
const inRecord = () => readBodyRecord(record.db, slug, today)
const at = `/work/bodies/${slug}`

test('every form of a body opens for its clerk, and says what it is before it is filled in', async () => {
  const seat = await aSeat(acting, body, { deputiesAllowed: true, role: 'Opened' })
  const appointment = await anAppointment(acting, seat)
  const proposed = await someTerms(acting, body, { proposedOn: today, title: 'A proposal' })
  for (const path of [
    '',
    '/describe',
    '/seats/new',
    `/seats/${seat}/end`,
    `/seats/${seat}/appoint`,
    `/seats/${seat}/deputy`,
    `/appointments/${appointment}/end`,
    '/offices/new',
    '/participants/new',
    '/terms/new',
    `/terms/${proposed}/force`,
    '/members',
    '/attendance',
  ]) {
    const { statusCode, body: html } = await see(asClerk, `${at}${path}`)
    expect([path, statusCode]).toEqual([path, 200])
    expect(html).toContain('The committee')
  }
  for (const path of [
    '/work/bodies/new',
    '/work/organisations',
    '/work/organisations/new',
    '/work/organisations/a-council',
    '/work/places',
    '/work/places/new',
    `${at}/dissolve`,
    '/work/people',
    '/work/people/new',
    `/work/people/${clerk}`,
    `/work/people/${clerk}/grant`,
    `/work/people/${clerk}/contact`,
    `/work/people/${clerk}/remove`,
  ]) {
    const { statusCode } = await see(asAdministrator, path)
    expect([path, statusCode]).toEqual([path, 200])
  }
})

test('a clerk keeps their own body and no other, and neither establishes nor dissolves one', async () => {
  const list = (await see(asClerk, '/work/bodies')).body
  expect(list).toContain('The committee')
  expect(list).not.toContain('Another body')
  expect(list).not.toContain('Establish a body')
  for (const path of [
    '/work/bodies/another',
    '/work/bodies/another/seats/new',
    `${at}/dissolve`,
    '/work/bodies/new',
    '/work/organisations',
    '/work/people',
  ])
    expect([path, (await see(asClerk, path)).statusCode]).toEqual([path, 403])
  expect((await see(asAdministrator, '/work/bodies')).body).toContain('Establish a body')
})

test('a form of one’s own body does not reach a seat of another’s', async () => {
  const theirs = await aSeat(acting, other)
  const answer = await send(asClerk, `${at}/seats/${theirs}/end`, on('until', '2025-03-01'))
  expect(answer.status).toBe(404)
  const nowhere = await send(asClerk, `${at}/seats/nonsense/end`, on('until', '2025-03-01'))
  expect(nowhere.status).toBe(404)
})

test('a clerk creates a seat, appoints to it, and ends both by the forms', async () => {
  const fields = {
    role: 'Lay member',
    class: 'lay',
    minHolders: '1',
    maxHolders: '1',
    voting: 'yes',
    ...on('from', '2024-04-01'),
  }
  expect((await send(asClerk, `${at}/seats/new`, fields)).status).toBeLessThan(300)
  const seat = (await inRecord()).allSeats.find(({ role }) => role === 'Lay member')?.id
  const person = await aPerson(acting, 'Lay member, Luton')
  const appointed = { person, ...on('from', '2024-05-01') }
  expect((await send(asClerk, `${at}/seats/${seat}/appoint`, appointed)).status).toBeLessThan(300)
  const holding = (await inRecord()).facts.holdingRows.find(({ seat_id }) => seat_id === seat)
  expect(holding?.person_id).toBe(person)
  const end = { reason: 'Moved away', ...on('endedOn', '2025-02-01') }
  const ended = await send(asClerk, `${at}/appointments/${holding?.id}/end`, end)
  expect(ended.status).toBeLessThan(300)
  const seatEnd = await send(asClerk, `${at}/seats/${seat}/end`, on('until', '2025-02-10'))
  expect(seatEnd.status).toBeLessThan(300)
  expect((await inRecord()).facts.seatRows.some(({ id }) => id === seat)).toBe(false)
})

test('terms of reference are recorded from the fields of the form, never from code', async () => {
  const fields = {
    title: 'As adopted',
    source: 'Terms of reference, 2024',
    ...on('inForceFrom', '2024-01-01'),
    quorumNumerator: '1',
    quorumDenominator: '3',
    limbClass1: 'ICB',
    limbKind1: 'members',
    limbCount1: '1',
    limbClass2: 'local authority',
    limbKind2: 'organisations',
    limbCount2: '2',
    deputies: 'where the seat allows',
    remoteCounts: 'yes',
    quorumCitation: 'section 4.1',
    noticeDays: '3',
    noticeCounter: 'clear day',
    noticeCitation: '1960 Act, section 1',
    papersDays: '5',
    papersCounter: 'England working day',
    papersCitation: 'section 13.1',
    votingUsual: 'consensus',
    votingMajority: 'of members present',
    votingCitation: 'section 8',
    minuteSuffix: 'HS',
    minuteDigits: '2',
  }
  expect((await send(asClerk, `${at}/terms/new`, fields)).status).toBeLessThan(300)
  const terms = (await inRecord()).facts.terms?.terms
  expect(terms?.quorum).toMatchObject({
    fraction: { numerator: 1, denominator: 3 },
    limbs: [
      { class: 'ICB', members: 1 },
      { class: 'local authority', organisations: 2, membersEach: 1 },
    ],
    rule: 'At least one third of the members, among them one ICB member and one local authority member from each of two organisations.',
  })
  expect(terms).toMatchObject({
    papers: { days: 5, counter: 'England working day' },
    draftMinutes: null,
    minuteNumbers: { suffix: 'HS', digits: 2 },
    rotatesPlaces: false,
  })
  const wrong = await send(asClerk, `${at}/terms/new`, {
    ...fields,
    ...on('inForceFrom', '2024-06-01'),
    quorumNumerator: '4',
    noticeDays: '',
  })
  expect(wrong.status).toBe(422)
  expect(wrong.body).toContain('A quorum cannot be more than all of the members.')
  expect(wrong.body).toContain('The days of notice must be a whole number from 1 to 60.')
})

test('offices, deputies, participants, stated members and attendance go in by their forms', async () => {
  const person = await aPerson(acting, 'Chair-to-be')
  const seat = await aSeat(acting, body, { deputiesAllowed: true, role: 'With a deputy' })
  const sendWell = async (path: string, fields: Record<string, string>) =>
    expect([path, (await send(asClerk, `${at}${path}`, fields)).status < 300]).toEqual([path, true])
  await sendWell('/offices/new', { office: 'chair', person, ...on('from', '2025-01-01') })
  await sendWell(`/seats/${seat}/deputy`, { person, ...on('from', '2025-01-01') })
  await sendWell('/participants/new', { description: 'Housing', ...on('from', '2025-01-01') })
  await sendWell('/members', {
    members: '34',
    citation: 'minutes',
    ...on('from', '2025-02-14'),
    ...on('until', '2025-02-14'),
  })
  await sendWell('/attendance', { year: '2023-24', rows: 'Chair; 1/2', source: 'Report' })
  await sendWell('/describe', {
    version: '1',
    purpose: 'To see it work. And more.',
    reportsTo: other,
  })
  const kept = await inRecord()
  expect(kept.offices.map(({ office }) => office)).toEqual(['chair'])
  expect(kept.deputies).toHaveLength(1)
  expect(kept.participants).toHaveLength(1)
  expect(kept.facts.stated?.members).toBe(34)
  expect(await listAttendanceTotals(record.db, kept.body.id)).toHaveLength(1)
  expect(kept.reportsTo.map(line => line.slug)).toEqual(['another'])
  const office = kept.offices[0]?.id
  await sendWell(`/offices/${office}/end`, on('endedOn', '2025-02-01'))
  expect((await inRecord()).offices).toEqual([])
})

test('a refused form keeps what was typed and names the field', async () => {
  const page = await see(asClerk, `${at}/seats/new`)
  const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const cookies = page.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
  const answer = await house.server.inject({
    method: 'POST',
    url: `${at}/seats/new`,
    headers: {
      cookie: [asClerk.cookie, ...cookies].join('; '),
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams({
      _csrf: token,
      role: 'Typed by a clerk',
      class: '',
      minHolders: '3',
      maxHolders: '2',
      ...on('from', '2025-02-31'),
    }).toString(),
  })
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('<title>Error: Create a seat')
  expect(answer.body).toContain('Typed by a clerk')
  expect(answer.body).toContain('href="#class"')
  expect(answer.body).toContain('February 2025 has 28 days.')
})

test('an administrator establishes and dissolves a body, and records whom it needs, by the forms', async () => {
  const sendWell = async (path: string, fields: Record<string, string>) =>
    expect([path, (await send(asAdministrator, path, fields)).status < 300]).toEqual([path, true])
  await sendWell('/work/organisations/new', {
    name: 'Luton Council',
    shortName: 'Luton',
    class: 'local authority',
    ONS: 'E06000032',
  })
  await sendWell('/work/organisations/luton-council', {
    name: 'Luton Borough Council',
    shortName: 'Luton',
    ...on('from', '2025-01-01'),
  })
  await sendWell('/work/places/new', { name: 'Luton', onsCode: 'E06000032', ofTheSystem: 'yes' })
  await sendWell('/work/bodies/new', {
    name: 'Short-lived Group',
    kind: 'task group',
    regime: 'parish council',
    purpose: 'One thing.',
  })
  expect((await readBodyBySlug(record.db, 'short-lived-group')).kind).toBe('task group')
  await sendWell('/work/bodies/short-lived-group/dissolve', on('on', '2025-02-01'))
  expect((await readBodyBySlug(record.db, 'short-lived-group')).dissolved_on).toBe('2025-02-01')
  expect((await see(asAdministrator, '/bodies/short-lived-group')).body).toContain(
    'This body no longer meets',
  )
  const wrong = await send(asAdministrator, '/work/organisations/new', {
    name: 'x',
    shortName: 'x',
    class: 'ICB',
    ODS: 'RC9',
  })
  expect(wrong.status).toBe(422)
  expect(wrong.body).toContain('An integrated care board’s ODS code is Q')
})

test('a role is granted and ended by the forms, and the person’s own appointment is left alone', async () => {
  const person = await aPerson(acting, 'Executive lead')
  await anAppointment(acting, await aSeat(acting, body), { person })
  const path = `/work/people/${person}`
  const granted = { role: 'executive lead', scope: body, ...on('from', '2025-01-01') }
  expect((await send(asAdministrator, `${path}/grant`, granted)).status).toBeLessThan(300)
  const page = (await see(asAdministrator, path)).body
  expect(page).toContain('As long as the appointment that gave it')
  const grant = /grants\/([0-9a-f-]{36})\/end/.exec(page)?.[1] ?? ''
  const end = await send(asAdministrator, `${path}/grants/${grant}/end`, on('until', '2025-02-14'))
  expect(end.status).toBeLessThan(300)
  const nobody = await see(asAdministrator, '/work/people/nonsense')
  expect(nobody.statusCode).toBe(404)
})
