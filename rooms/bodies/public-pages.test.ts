import { expect, test } from 'vitest'
import { openHouse } from '../../app/house.ts'
import { readSettings } from '../../platform/settings.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import {
  aBody,
  anAppointment,
  anOrganisation,
  aPerson,
  aSeat,
  someTerms,
  thePartnership,
} from './bodies.samples.ts'
import { readBodyRecord } from './read-body-record.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-02-14')
const SECRET = 'canary@private.example'
const partnership = await thePartnership(acting, SECRET)
const asked: string[] = []
const house = await openHouse(
  readSettings({ GOLDTHREAD_TODAY: '2025-03-01', LOG_LEVEL: 'silent' }),
  record.url,
  { onQuery: sql => asked.push(sql) },
)

const get = async (path: string) => {
  asked.length = 0
  const { statusCode, body } = await house.server.inject({ url: path })
  return { statusCode, body, queries: asked.length }
}
const text = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&[a-z#0-9]+;/g, ' ')
    .replace(/\s+/g, ' ')

test('the list of bodies stands by kind, with what each is for in a line', async () => {
  const { statusCode, body } = await get('/bodies')
  expect(statusCode).toBe(200)
  const words = text(body)
  expect(words).toMatch(/Joint committees Health and Care Partnership Brings the NHS/)
  expect(words).not.toContain('It agrees the integrated care strategy')
  expect(words.indexOf('Joint committees')).toBeLessThan(words.indexOf('Boards Board of'))
})

test('R-TOR-2, R-TOR-3: a body’s page says how many must be present, now and as proposed', async () => {
  const { body } = await get('/bodies/health-and-care-partnership')
  const words = text(body)
  expect(words).toContain('Of 30 members, 15 must be present, and among them')
  expect(words).toContain('Of 31 members, 11 must be present, and among them')
  expect(words).toContain('one NHS trust member')
  expect(words).toContain('One half of 30 is 15: fifteen members are required.')
  expect(words).toContain('One third of 31 is 10 and 1/3, rounded up: eleven members are required.')
})

test('R-TOR-1: the seats make 30 to 34 members, and 31 to 35 as proposed', async () => {
  const { body } = await get('/api/v1/bodies/health-and-care-partnership')
  const json = JSON.parse(body)
  expect(json.termsInForce.seats).toEqual({ least: 30, most: 34 })
  expect(json.termsProposed[0].seats).toEqual({ least: 31, most: 35 })
  expect(json.quorum).toMatchObject({ members: 30, required: 15, present: null, quorate: null })
  expect(json.quorum.limbs.map(({ name }: { name: string }) => name)).toEqual([
    'number',
    'ICB',
    'local authority',
  ])
})

test('a vacant seat is shown as vacant, and the body’s vacancies are counted', async () => {
  const { body } = await get('/bodies/health-and-care-partnership')
  expect(text(body)).toMatch(/Chair, CNWL Vacant/)
  const json = JSON.parse((await get('/api/v1/bodies/health-and-care-partnership')).body)
  expect(json.vacancies).toBe(1)
})

test('R-TOR-11: published attendance shows who met the expectation and how many did not', async () => {
  const { body } = await get('/bodies/health-and-care-partnership')
  expect(body).toContain('href="/bodies/health-and-care-partnership/attendance"')
  const at = '/bodies/health-and-care-partnership/attendance?year=2024-25'
  const words = text((await get(at)).body)
  expect(words).toContain('Two of 4 were below the expectation of 75 per cent.')
  expect(words).toMatch(
    /Chair, Cambridgeshire Community Services Attended 1 of 2 Share 50% Expectation Below/,
  )
})

test('reporting lines lead up to the board and down to the Place', async () => {
  const { body } = await get('/bodies/health-and-care-partnership')
  expect(body).toContain('href="/bodies/icb-board"')
  expect(body).toContain('href="/bodies/luton-place-board"')
  expect(text((await get('/places/luton')).body)).toContain('Luton Place Board')
})

test('R-TOR-12: co-chairs’ terms of two years are reckoned and shown', async () => {
  const words = text((await get('/bodies/health-and-care-partnership')).body)
  expect(words).toContain('Since 1 April 2024 . Term to 31 March 2026')
})

test('an address where no body or Place is gives 404', async () => {
  for (const path of ['/bodies/none', '/places/none', '/api/v1/bodies/none'])
    expect((await get(path)).statusCode).toBe(404)
})

test('a person’s e-mail address appears on no public page and in no answer', async () => {
  for (const path of [
    '/bodies',
    '/bodies/health-and-care-partnership',
    '/bodies/icb-board',
    '/places',
    '/places/luton',
  ])
    for (const url of [path, `/api/v1${path}`]) {
      const { statusCode, body } = await get(url)
      expect(statusCode).toBe(200)
      expect(body).not.toContain('canary')
    }
})

test('sixty bodies and two hundred seats cost a page no more queries than a few', async () => {
  const crowded = await aBody(acting, { slug: 'crowded', name: 'A crowded body' })
  await someTerms(acting, crowded)
  for (let at = 0; at < 200; at++) {
    const seat = await aSeat(acting, crowded, {
      class: `class ${at % 7}`,
      ...(at % 10 === 0 ? { organisation: await anOrganisation(acting) } : {}),
    })
    if (at % 2 === 0) await anAppointment(acting, seat, { person: await aPerson(acting) })
  }
  for (let at = 0; at < 60; at++) await aBody(acting, { reportsTo: [crowded] })

  record.queries.length = 0
  await readBodyRecord(record.publicDb, 'crowded', acting.today)
  expect(record.queries.length).toBeLessThanOrEqual(4)
  const few = await get('/bodies/icb-board')
  const many = await get('/bodies/crowded')
  expect(many.statusCode).toBe(200)
  expect(text(many.body)).toContain('Of 200 members, 100 must be present')
  // The page of a body, with the parts that later rooms put into it, and one for what changed.
  expect(many.queries).toBeLessThanOrEqual(8 + 1)
  expect(few.queries).toBeLessThanOrEqual(8 + 1)
  for (const path of ['/bodies', '/places', '/places/luton'])
    expect((await get(path)).queries).toBeLessThanOrEqual(8)
})

test('a body can be read before anything of it is known but its name', async () => {
  await aBody(acting, { slug: 'bare', name: 'A bare body', purpose: '' })
  const words = text((await get('/bodies/bare')).body)
  expect(words).toContain('No terms of reference of this body are in the record.')
  expect(words).toContain('No seats of this body are in the record')
  expect(partnership.held.length).toBeGreaterThan(20)
})
