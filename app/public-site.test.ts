import { afterAll, expect, test } from 'vitest'
import { day } from '../platform/day.rules.ts'
import { readSettings } from '../platform/settings.ts'
import { listActions } from '../rooms/actions/list-actions.ts'
import { registeredDecisions } from '../rooms/meetings/find-published.ts'
import { listLetters } from '../rooms/voices/read-letter.ts'
import { DEMO_SITE, demoRecord } from '../seed/blmk/demo.samples.ts'
import { openHouse } from './house.ts'
import { housePages } from './pages.ts'

/** A public page asks at most eight questions of the database, whatever the number of rows, and one for what changed. */
const MOST_QUERIES = 9

const record = await demoRecord(day('2025-07-01'))
const settings = readSettings({ LOG_LEVEL: 'silent', GOLDTHREAD_URL: DEMO_SITE })
let queries = 0
const house = await openHouse(settings, record.url, {
  onQuery: () => {
    queries++
  },
})
afterAll(() => house.close())

const actions = await listActions(record.db, { day: day('2025-07-01') })
const [letter] = await listLetters(record.publicDb, { today: day('2025-07-01') })
const partnership = 'health-and-care-partnership'
const { rows: decisions } = await registeredDecisions(record.db, {}, { size: 1, number: 1 })
const february = `${partnership}/2025-02-14`
const september = `${partnership}/2024-09-19`

/** Where each public page can be seen in the demonstration; several where it looks different. */
const samples: Record<string, readonly string[]> = {
  '/': ['/'],
  '/about': ['/about'],
  '/accessibility': ['/accessibility'],
  '/actions': ['/actions', '/actions?search=quorum'],
  '/actions/:body/:number': [`/actions/${partnership}/30`],
  '/bodies': ['/bodies'],
  '/bodies/:slug': [
    `/bodies/${partnership}`,
    '/bodies/icb-board',
    '/bodies/leighton-linslade-health-services-task-group',
  ],
  '/bodies/:slug/forward-plan': [
    `/bodies/${partnership}/forward-plan`,
    '/bodies/icb-board/forward-plan',
  ],
  '/bodies/:slug/year/:year': [
    `/bodies/${partnership}/year/2024-25`,
    `/bodies/${partnership}/year/2025`,
  ],
  '/bodies/:slug/attendance': [
    `/bodies/${partnership}/attendance?year=2024-25`,
    '/bodies/icb-board/attendance',
    '/bodies/leighton-linslade-health-services-task-group/attendance?year=2019-20',
  ],
  '/bodies/:slug/duties': [
    `/bodies/${partnership}/duties?year=2024-25`,
    '/bodies/icb-board/duties',
    '/bodies/leighton-linslade-health-services-task-group/duties?year=2020-21',
  ],
  '/bodies/:slug/delegations': [`/bodies/${partnership}/delegations`],
  '/bodies/:slug/gifts': [`/bodies/${partnership}/gifts`],
  '/bodies/:slug/interests': [
    `/bodies/${partnership}/interests`,
    `/bodies/${partnership}/interests?on=2025-02-14`,
  ],
  '/bodies/:slug/interests/changes': [
    `/bodies/${partnership}/interests/changes`,
    `/bodies/${partnership}/interests/changes?since=2024-09-01`,
  ],
  '/interests': ['/interests', '/interests?on=2025-02-14'],
  '/correspondence': ['/correspondence'],
  '/correspondence/:id': [`/correspondence/${letter?.id}`],
  '/data': ['/data'],
  '/decisions/:id': decisions.map(({ id }) => `/decisions/${id}`).slice(0, 1),
  '/decisions': ['/decisions', '/decisions?search=aims'],
  '/meetings': ['/meetings', `/meetings?body=${partnership}`],
  '/meetings/:body/:date': [
    `/meetings/${february}`,
    `/meetings/${september}`,
    '/meetings/leighton-linslade-health-services-task-group/2020-03-05',
    '/meetings/leighton-linslade-health-services-task-group/2020-12-18',
  ],
  '/meetings/:body/:date/room': [`/meetings/${february}/room`],
  '/meetings/:body/:date/pack': [`/meetings/${february}/pack`],
  '/meetings/:body/:date/packs': [`/meetings/${february}/packs`],
  '/meetings/:body/:date/packs/:version': [`/meetings/${february}/packs/1`],
  '/places': ['/places'],
  '/places/:slug': ['/places/luton'],
  '/problems/:code': ['/problems/inquorate'],
  '/questions': ['/questions'],
  '/reports': ['/reports', `/reports?body=${partnership}`],
  '/thread/:kind/:id': [
    ...actions.map(({ id }) => `/thread/action/${id}`).slice(0, 1),
    `/thread/letter/${letter?.id}`,
  ],
}

/** Published questions and reports there are none in the demonstration, nor anything just asked. */
const elsewhere = ['/questions/:id', '/questions/asked', '/reports/:id']

const publicPages = housePages(settings, async () => {}).filter(page => page.kind === 'public')

/** Whether the page at an address tells what changed: its kind does. */
const tells = (address: string): boolean => {
  const kind = Object.keys(samples).find(path => samples[path]?.includes(address))
  return publicPages.find(({ path }) => path === kind)?.aboutNothing === null
}

test('every public page has its place in this test, or is held to it elsewhere', () => {
  const unseen = publicPages
    .map(({ path }) => path)
    .filter(path => !samples[path] && !elsewhere.includes(path) && !path.startsWith('/data/'))
  expect(unseen).toEqual([])
})

for (const path of Object.values(samples).flat())
  test(`${path} answers as a page and as JSON, with at most nine queries each`, async () => {
    queries = 0
    const page = await house.server.inject({ url: path })
    expect(page.statusCode).toBe(200)
    expect(queries).toBeLessThanOrEqual(MOST_QUERIES)
    expect(page.body).not.toMatch(/ style="| on[a-z]+="|<script>/)
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.body.includes('id="what-changed"')).toBe(tells(path))
    queries = 0
    const json = await house.server.inject({ url: `/api/v1${path === '/' ? '' : path}` })
    expect(json.statusCode).toBe(200)
    expect(queries).toBeLessThanOrEqual(MOST_QUERIES)
    expect(json.headers['content-type']).toContain('application/json')
    expect(Array.isArray(json.json().changes)).toBe(tells(path))
  })

test('every public page ends with what changed, or says why it is about no one thing', () => {
  const silent = publicPages.filter(({ aboutNothing }) => aboutNothing !== null)
  for (const { aboutNothing } of silent) expect(aboutNothing).toMatch(/^It .+\.$/)
  expect(silent.map(({ path }) => path).sort()).toEqual([
    '/',
    '/about',
    '/accessibility',
    '/actions',
    '/bodies',
    '/bodies/:slug/duties',
    '/correspondence',
    '/data',
    '/decisions',
    '/interests',
    '/meetings',
    '/meetings/:body/:date/room',
    '/places',
    '/problems/:code',
    '/questions',
    '/questions/asked',
    '/reports',
  ])
})

test('what changed of a meeting is told newest first, each version with its address, and goes on to older', async () => {
  const answer = (await house.server.inject({ url: `/api/v1/meetings/${february}` })).json()
  const days = answer.changes.map(({ on }: { on: string }) => on)
  expect(days).toEqual([...days].sort().reverse())
  const pack = answer.changes.find(({ what }: { what: string }) =>
    what.startsWith('Agenda and papers'),
  )
  expect(pack).toMatchObject({ version: 1, page: `${DEMO_SITE}/meetings/${february}/packs/1` })
  const body = (await house.server.inject({ url: `/api/v1/bodies/${partnership}` })).json()
  expect(body.changesTotal).toBeGreaterThan(10)
  const older = (
    await house.server.inject({ url: `/api/v1/bodies/${partnership}?changes=2` })
  ).json()
  expect(older.changes[0]).not.toEqual(body.changes[0])
  expect(older.changes[0].on <= body.changes.at(-1).on).toBe(true)
})

test('19 September 2024 as the API answers it: informal, 15 of 17 required, of 34 members', async () => {
  const answer = await house.server.inject({ url: `/api/v1/meetings/${september}` })
  const { quorum, formal, quorumUnderProposedTerms } = answer.json()
  expect(formal).toBe('informal')
  expect(quorum).toMatchObject({ members: 34, required: 17, present: 15, quorate: false })
  expect(quorum.limbs.map((limb: { name: string }) => limb.name)).toEqual([
    'number',
    'ICB',
    'local authority',
  ])
  expect(quorum.working.length).toBeGreaterThan(5)
  expect(quorumUnderProposedTerms.quorate).toBe(true)
  const page = await house.server.inject({ url: `/meetings/${september}` })
  expect(page.body).toContain('Fifteen members are present and seventeen are required')
})

test('R-MEET-6: the task group’s vote of 4–1–1 with seven present is flagged as one short, in public', async () => {
  const url = '/meetings/leighton-linslade-health-services-task-group/2020-03-05'
  const { decisions } = (await house.server.inject({ url: `/api/v1${url}` })).json()
  const voted = decisions.find((decision: { votes: unknown }) => decision.votes)
  expect(voted.votes).toEqual({ for: 4, against: 1, abstain: 1 })
  expect(voted.minuteNumber).toBe('06/HS')
  expect(voted.warnings.join()).toContain('one vote is unrecorded')
  expect((await house.server.inject({ url })).body).toContain('one vote is unrecorded')
})

test('R-TOR-13: the demonstration’s latest pack has no forward plan, and the public page says so', async () => {
  const url = `/bodies/${partnership}/forward-plan`
  expect((await house.server.inject({ url })).body).toContain('has no forward plan')
  const { forwardPlan, pack } = (await house.server.inject({ url: `/api/v1${url}` })).json()
  expect(forwardPlan).toBeNull()
  expect(pack.meeting).toBe('2025-02-14')
})

test('R-TOR-11: attendance of 2024/25 as the API answers it: 31 rows, 16 below 75 per cent, and the ambulance trust by seat', async () => {
  const url = `/api/v1/bodies/${partnership}/attendance?year=2024-25`
  const { year, rows, seats } = (await house.server.inject({ url })).json()
  expect(year).toBe('2024-25')
  expect(rows).toHaveLength(31)
  expect(rows.filter(({ meets }: { meets: boolean }) => meets === false)).toHaveLength(16)
  expect(rows[0]).toMatchObject({ attended: 2, possible: 2, meets: true })
  const named = rows.find(({ office }: { office: string }) => office.startsWith('Chief Paramedic'))
  expect(named).toMatchObject({ attended: 0, possible: 2, meets: false })
  const ambulance = seats.find(({ organisation }: { organisation: string }) =>
    organisation.startsWith('East of England Ambulance'),
  )
  expect(ambulance).toMatchObject({ attended: 1, possible: 2, agreement: 'differs' })
  expect(ambulance.remark).toContain('came on 19 September 2024')
})

test('R-TOR-9, R-TOR-10, R-TOR-13: what the partnership owed in 2024/25, as the public is told', async () => {
  const url = `/api/v1/bodies/${partnership}/duties?year=2024-25`
  const { duties } = (await house.server.inject({ url })).json()
  const of = (what: string) => duties.find((duty: { what: string }) => duty.what === what)
  expect(of('Send members the papers for 14 February 2025')).toMatchObject({
    due: '2025-02-06',
    inBreachAfter: '2025-02-07',
    keptOn: '2025-02-06',
    standing: 'kept in time',
  })
  expect(of('Send out the draft minutes of 19 September 2024')).toMatchObject({
    due: '2024-09-26',
    keptOn: '2025-01-13',
    standing: 'kept late',
  })
  expect(of('Put the forward plan into the pack for 14 February 2025').standing).toBe('missed')
  expect(of('Give public notice of the meeting of 19 September 2024').standing).toBe('unknown')
  const page = await house.server.inject({ url: `/bodies/${partnership}/duties?year=2024-25` })
  const main = page.body.slice(page.body.indexOf('<main'), page.body.indexOf('</main>'))
  expect(main).not.toContain('href="/work')
})

test('R-COI-4, R-COI-7: the register of 14 February 2025 as the API answers it, those who left within six months on it', async () => {
  const url = `/api/v1/bodies/${partnership}/interests?on=2025-02-14`
  const { entries, ...counts } = (await house.server.inject({ url })).json()
  expect(counts).toMatchObject({
    on: '2025-02-14',
    people: 37,
    undated: 9,
    olderThan12Months: 22,
  })
  expect(entries).toHaveLength(67)
  const left = entries.filter(({ to }: { to: { text: string } }) => to.text.startsWith('left role'))
  expect(left).toHaveLength(4)
})

test('an address that is none answers 404, as a page and as a problem', async () => {
  const page = await house.server.inject({ url: '/meetings/nobody/2025-01-01' })
  expect(page.statusCode).toBe(404)
  const problem = await house.server.inject({ url: '/api/v1/meetings/nobody/2025-01-01' })
  expect(problem.statusCode).toBe(404)
  expect(problem.headers['content-type']).toContain('application/problem+json')
})

test('health is 200 with the record there, and every public page is in the OpenAPI description', async () => {
  expect((await house.server.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' })
  const { paths } = (await house.server.inject({ url: '/api/v1/openapi.json' })).json()
  for (const { path } of publicPages)
    expect(paths[path.replace(/:(\w+)/g, '{$1}')]?.get, path).toBeDefined()
})
