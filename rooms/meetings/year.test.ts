import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aHouse, aVisitor } from '../../app/visitor.samples.ts'
import { day, time } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { anAppointment, aPerson, aSeat } from '../bodies/bodies.samples.ts'
import { recordPlace } from '../bodies/record-place.ts'
import { aBody, aMeeting } from './agenda.samples.ts'
import { giveNotice } from './give-notice.ts'
import { planYear } from './plan-year.ts'
import { publishYear } from './publish-year.ts'
import { listMeetingsOfYear } from './read-year.ts'
import { yearHolding } from './year.rules.ts'

const record = await freshRecord()
const house = await aHouse(record, '2025-04-02')
const acting = actingOn(record, '2025-04-02')
const year = yearHolding(acting.today)
for (const [slug, name] of [
  ['bedford', 'Bedford'],
  ['luton', 'Luton'],
] as const)
  expectDone(await recordPlace(acting, { slug, name, ofTheSystem: true, organisations: [] }))

const aClerk = async () => {
  const body = await aBody(record)
  return {
    body,
    clerk: await aVisitor(house, record, 'clerk', body.id),
    at: `/work/bodies/${body.slug}`,
  }
}
const daysOf = async (body: string) =>
  (await listMeetingsOfYear(record.db, body, year)).map(meeting => meeting.day)
const pattern = {
  rhythm: 'quarterly',
  ordinal: 'second',
  weekday: 'Friday',
  startsAt: '10:00',
  endsAt: '12:00',
  mode: 'in person',
  place: 'in turn',
  venue: '',
}
const row = (n: number, [date, month, of]: readonly [string, string, string], more = {}) => ({
  [`day${n}-day`]: date,
  [`day${n}-month`]: month,
  [`day${n}-year`]: of,
  [`startsAt${n}`]: '10:00',
  [`mode${n}`]: 'remote',
  [`venue${n}`]: '',
  ...more,
})

/** The partnership and another body that share one member, both meeting on a day. */
async function twoBodies() {
  const { body, clerk, at } = await aClerk()
  const other = await aBody(record, { name: 'ICB Board' })
  const person = await aPerson(acting, 'Chief Executive, ICB')
  for (const { id } of [body, other])
    await anAppointment(acting, await aSeat(acting, id, { role: 'Executive' }), { person })
  await aMeeting(record, other.id, { day: day('2025-09-12'), venue: 'Elsewhere' })
  return { body, clerk, at, other }
}

test('a whole year is planned from a pattern: proposed with its Places in turn, then saved in one act', async () => {
  const { body, clerk, at } = await aClerk()
  const plan = `${at}/year/2025-26/plan`
  const proposed = await clerk.post(plan, pattern)
  expect(proposed.status).toBe(303)
  const preview = await clerk.get(proposed.location)
  expect(preview.body).toContain('Friday 13 June 2025')
  expect(preview.body).toContain('Bedford, venue to be settled')
  expect(preview.body).toContain('Luton, venue to be settled')
  expect(preview.body).toContain('on a Friday at 10am')
  expect(await daysOf(body.id)).toEqual([])
  const saved = await clerk.post(
    `${at}/year/2025-26/dates`,
    {
      do: 'save',
      ...row(1, ['13', '6', '2025'], { place1: 'bedford', mode1: 'in person', venue1: 'Hall' }),
      ...row(2, ['12', '9', '2025'], { out2: 'yes' }),
      ...row(3, ['12', '12', '2025']),
    },
    proposed.location,
  )
  expect([saved.status, saved.location]).toEqual([303, `${at}/year/2025-26`])
  expect(await daysOf(body.id)).toEqual(['2025-06-13', '2025-12-12'])
  const page = await clerk.get(saved.location)
  expect(page.body).toContain('Luton is next')
  expect(page.body).toContain('Notice of the meeting')
  expect(page.body).toContain('Good Friday')
})

test('a pattern without months, that ends before it starts, or that gives no date to come is refused in words', async () => {
  const { clerk, at } = await aClerk()
  const plan = (differences: object) =>
    clerk.post(`${at}/year/2025-26/plan`, { ...pattern, ...differences })
  const none = await plan({ rhythm: 'months', endsAt: '09:00', place: '' })
  expect(none.status).toBe(422)
  expect(none.body).toContain('Choose at least one month.')
  expect(none.body).toContain('The meetings must end after they start.')
  expect(none.body).toContain('Enter where the meetings will be held')
  const past = await clerk.post(`${at}/year/2024-25/plan`, pattern)
  expect(past.body).toContain('This gives no date that is still to come in 2024/25.')
  expect((await clerk.get(`${at}/year/2025-27`)).status).toBe(404)
})

test('one date that is refused keeps all of them out of the calendar, and its sentence stands at its row', async () => {
  const { body, clerk, at } = await aClerk()
  const refused = await clerk.post(`${at}/year/2025-26/dates`, {
    do: 'save',
    ...row(1, ['13', '6', '2025']),
    ...row(2, ['31', '9', '2025']),
  })
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('September 2025 has 30 days.')
  expect(await daysOf(body.id)).toEqual([])
  const holiday = { do: 'save', ...row(1, ['13', '6', '2025']), ...row(3, ['25', '12', '2025']) }
  const warned = await clerk.post(`${at}/year/2025-26/dates`, holiday)
  expect(warned.status).toBe(422)
  expect(warned.body).toContain('href="#day3"')
  expect(warned.body).toContain('Christmas Day')
  expect(await daysOf(body.id)).toEqual([])
  const knowingly = await clerk.post(`${at}/year/2025-26/dates`, {
    ...holiday,
    accepted3: 'yes',
    shown3: 'It is no working day: bank holiday: Christmas Day.',
  })
  expect(knowingly.status).toBe(303)
  expect(await daysOf(body.id)).toEqual(['2025-06-13', '2025-12-25'])
  const empty = expectRefusal(await planYear(acting, { body: body.id, dates: [] }))
  expect(empty).toEqual(['dates-missing'])
})

const expectRefusal = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) => {
  expect(outcome.ok).toBe(false)
  return outcome.refusals?.map(({ code }) => code)
}

test('‘Check again’ saves nothing and shows what speaks against the dates as they are now', async () => {
  const { body, clerk, at } = await aClerk()
  const checked = await clerk.post(`${at}/year/2025-26/dates`, {
    do: 'check',
    ...row(1, ['14', '6', '2025']),
  })
  expect(checked.status).toBe(303)
  expect((await clerk.get(checked.location)).body).toContain('It is a Saturday.')
  expect(await daysOf(body.id)).toEqual([])
})

test('scheduling one meeting warns of shared members, and goes on once the clerk has read it', async () => {
  const { body, clerk } = await twoBodies()
  const fields = {
    body: body.slug,
    'day-day': '12',
    'day-month': '9',
    'day-year': '2025',
    startsAt: '11:00',
    kind: 'ordinary',
    mode: 'remote',
  }
  const warned = await clerk.post('/work/meetings/new', fields)
  expect(warned.status).toBe(422)
  const sentence =
    'ICB Board meets on that day from 10am to midday, and this person sits in both: Chief Executive, ICB (Executive here, Executive there).'
  expect(warned.body).toContain(sentence)
  expect(warned.body).toContain('Hold the meeting then all the same')
  // To tick the box for another clash than this one is not to have read it.
  const unread = { ...fields, worriesAccepted: 'yes', worriesShown: 'Something else.' }
  expect((await clerk.post('/work/meetings/new', unread)).status).toBe(422)
  const read = { ...fields, worriesAccepted: 'yes', worriesShown: sentence }
  expect((await clerk.post('/work/meetings/new', read)).status).toBe(303)
  const page = await clerk.get(`/work/bodies/${body.slug}/year/2025-26`)
  expect(page.body).toContain('Clash')
  expect(page.body).toContain('Chief Executive, ICB')
  const member = await aVisitor(house, record, 'member', body.id)
  expect((await member.get(`/work/bodies/${body.slug}/year/2025-26`)).body).not.toContain(
    'ICB Board meets',
  )
})

test('moving a meeting into a clash warns too; changing only its title does not', async () => {
  const { body, clerk } = await twoBodies()
  const meeting = await aMeeting(record, body.id, { day: day('2025-09-11') })
  const change = `/work/meetings/${body.slug}/${meeting.slug}/change`
  const fields = {
    version: '1',
    'day-day': '12',
    'day-month': '9',
    'day-year': '2025',
    startsAt: '10:00',
    endsAt: '12:00',
    kind: 'ordinary',
    mode: 'in person',
    venue: 'Council offices, Bedford',
    place: 'luton',
  }
  const warned = await clerk.post(change, fields)
  expect(warned.status).toBe(422)
  expect(warned.body).toContain('sits in both')
  const stays = { ...fields, 'day-day': '11', title: 'Autumn meeting' }
  expect((await clerk.post(change, stays)).status).toBe(303)
  const [kept] = await listMeetingsOfYear(record.db, body.id, year)
  expect(kept?.title).toBe('Autumn meeting')
  expect((await clerk.get(change)).body).toMatch(/value="luton" selected/)
})

test('planned dates are private until they are published; then they are public, and tentative in the calendar', async () => {
  const { body, clerk, at } = await aClerk()
  const plan = (on: string, kind: 'ordinary' | 'workshop' = 'ordinary') =>
    aMeeting(record, body.id, { day: day(on), kind, title: 'CANARY', joining: 'CANARY' })
  const june = await plan('2025-06-13')
  await plan('2025-06-20', 'workshop')
  const open = async (path: string) => (await house.server.inject({ url: path })).body
  const site = `/bodies/${body.slug}/year/2025-26`
  const feed = `/meetings.ics?body=${body.slug}`
  expect(await open(site)).not.toContain('13 June 2025')
  expect(await open(feed)).not.toContain('BEGIN:VEVENT')

  const published = await clerk.post(`${at}/year/2025-26/publish`, { seen: '0' })
  expect([published.status, published.location]).toEqual([303, site])
  const page = await open(site)
  expect(page).toContain('13 June 2025')
  expect(page).toContain('Not yet confirmed')
  expect(page).not.toContain('20 June 2025')
  expect(page).not.toContain('CANARY')
  expect(await open(`/meetings?body=${body.slug}`)).toContain('Planned date')
  const tentative = await open(feed)
  expect(tentative).toContain(`UID:${june.id}@goldthread`)
  expect(tentative).toContain('STATUS:TENTATIVE')
  expect(tentative).toContain('SEQUENCE:0')
  expect((await open(`/api/v1${site}`)).includes('"state":"planned"')).toBe(true)
  expect((await open(`/meetings/${body.slug}/2025-06-13`)).includes('CANARY')).toBe(false)

  const again = await clerk.post(`${at}/year/2025-26/publish`, { seen: '1' })
  expect(again.status).toBe(422)
  expect(again.body).toContain('The dates of 2025/26 stand as they were last published.')
  await plan('2025-12-12')
  const stale = await clerk.post(`${at}/year/2025-26/publish`, { seen: '0' })
  expect(stale.body).toContain('Version 1 of these dates was published while you were looking.')
  // What was published stays as it was, until it is published again.
  expect(await open(site)).not.toContain('12 December 2025')
  expect((await clerk.get(`${at}/year/2025-26`)).body).toContain('12 December 2025 was added.')
  expect((await clerk.post(`${at}/year/2025-26/publish`, { seen: '1' })).status).toBe(303)
  expect(await open(site)).toContain('12 December 2025')

  expectDone(
    await giveNotice(actingOn(record, '2025-04-02'), {
      meeting: june.id,
      kind: 'public notice',
      givenOn: day('2025-04-02'),
      manner: 'On the website',
      text: 'Notice is given.',
    }),
  )
  const confirmed = (await open(feed)).split('BEGIN:VEVENT')
  expect(confirmed.filter(event => event.includes(june.id))).toHaveLength(1)
  expect(confirmed.find(event => event.includes(june.id))).toContain('STATUS:CONFIRMED')
  expect(confirmed.find(event => event.includes(june.id))).toContain('SEQUENCE:1')
  expect(await open(site)).toContain('Announced')
})

test('a year without a date, and one that is none, are not published', async () => {
  const { body } = await aClerk()
  expect(expectRefusal(await publishYear(acting, { body: body.id, year: '2025-26' }))).toEqual([
    'year-empty',
  ])
  expect(expectRefusal(await publishYear(acting, { body: body.id, year: 'soon' }))).toEqual([
    'year-unknown',
  ])
})

test('planning many dates leaves one line for each meeting and one for the act', async () => {
  const { body } = await aClerk()
  const date = (on: string) => ({
    day: day(on),
    startsAt: time('10:00'),
    kind: 'ordinary' as const,
    mode: 'remote' as const,
    venue: '',
  })
  const planned = expectDone(
    await planYear(acting, { body: body.id, dates: [date('2025-06-13'), date('2025-09-12')] }),
  )
  const { rows } = await sql<{ verb: string }>`
    select verb from platform.journal where subject_id = any(${[body.id, ...planned.map(({ id }) => id)]})
    order by seq`.execute(record.db)
  expect(rows.map(({ verb }) => verb).slice(-3)).toEqual([
    'meetings.schedule-meeting',
    'meetings.schedule-meeting',
    'meetings.plan-year',
  ])
})
