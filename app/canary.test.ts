import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { day } from '../platform/day.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { readSettings } from '../platform/settings.ts'
import { askForLink, writeSignInLetters } from '../rooms/people/ask-for-link.ts'
import { demoRecord } from '../seed/blmk/demo.samples.ts'
import { CANARY, hearIn, leftAlone, listen, sow } from './canary.samples.ts'
import { openHouse } from './house.ts'
import { housePages } from './pages.ts'
import { plantPrivate } from './permission.samples.ts'

/** Of each kind of page; `npm run bench -- --only canary` reads all. */
const MOST = 2

const record = await demoRecord(day('2025-07-01'))
const planted = await plantPrivate(record)
const sown = await sow(record.url)
const lines: string[] = []
const settings = readSettings({
  LOG_LEVEL: 'debug',
  GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-canary-')),
})
const house = await openHouse(settings, record.url, {
  logTo: { write: line => void lines.push(line) },
})
afterAll(() => house.close())
const pages = housePages(settings, async () => {})

/** Of these the demonstration has no row. */
const empty = [
  'bodies.handovers',
  'interests.import_drafts',
  'interests.reviews',
  'keeping.redaction_drafts',
  'keeping.redaction_settings',
  'keeping.redactions',
  'keeping.retention_periods',
  'keeping.retention_reviews',
  'meetings.agenda_sign_offs',
  'meetings.agenda_templates',
  'meetings.conflict_lines',
  'meetings.correspondence_members',
  'meetings.correspondence_replies',
  'meetings.correspondences',
  'meetings.exclusions',
  'meetings.invitation_links',
  'meetings.invitation_rounds',
  'meetings.invitations',
  'meetings.item_treatments',
  'meetings.minutes_corrections',
  'meetings.outside_files',
  'meetings.plan_steps',
  'meetings.proceedings',
  'meetings.quorum_forecasts',
  'meetings.replies',
  'meetings.reviews',
  'people.challenges',
  'people.identities',
  'people.link_requests',
  'people.passkeys',
  'people.sessions',
  'people.sign_in_flows',
  'people.sign_in_links',
  'platform.letters',
  'platform.tries',
  'publishing.tellings',
  'reports.assessment_drafts',
  'reports.assessment_submissions',
  'reports.assessments',
  'reports.interest_answers',
]

test('every column that is not public bears the canary, but for these', () => {
  expect(sown.left).toEqual({
    ...leftAlone,
    'actions.actions.audience': 'constraint actions_audience_check',
    'actions.reports.what': 'constraint reports_what_check',
    'interests.declarations.answer': 'constraint declarations_answer_check',
    'interests.declarations.from_precision': 'constraint declarations_from_precision_check',
    'interests.declarations.types': 'constraint declarations_types_check',
    'meetings.agenda_items.audience': 'constraint agenda_items_audience_check',
    'meetings.agenda_items.kind': 'constraint agenda_items_kind_check',
    'meetings.attendances.capacity': 'constraint attendances_capacity_check',
    'meetings.attendances.mode': 'constraint attendances_mode_check',
    'meetings.decisions.method': 'constraint decisions_method_check',
    'meetings.decisions.outcome': 'constraint decisions_outcome_check',
    'meetings.declarations.handling': 'constraint declarations_handling_check',
    'meetings.minutes_steps.step': 'constraint minutes_steps_step_check',
    'meetings.notices.kind': 'constraint notices_kind_check',
    'meetings.papers.kind': 'constraint papers_kind_check',
    'meetings.plan_items.audience': 'constraint plan_items_audience_check',
    'meetings.plan_items.source_kind': 'constraint plan_items_source_kind_check',
    'meetings.recurring_items.rhythm': 'constraint recurring_items_rhythm_check',
    'voices.letters.audience': 'constraint letters_audience_check',
    'voices.letters.dated_precision': 'constraint letters_dated_precision_check',
    'voices.letters.direction': 'constraint letters_direction_check',
    'voices.letters.form': 'constraint letters_form_check',
  })
  expect(sown.empty).toEqual(empty)
  expect(sown.planted.size).toBeGreaterThan(80)
})

test('no page, file, feed, answer of the API, search or stream of the public sings', async () => {
  const { read, sings, faults } = await listen(house, pages, MOST)
  expect(faults).toEqual([])
  expect(sings).toEqual([])
  expect(read.pages).toBeGreaterThan(30)
  expect(read.searches).toBeGreaterThan(0)
  expect(read.streams).toBeGreaterThan(0)
})

test('the log does not sing, whoever reads what bears the canary', async () => {
  const clerk = planted.asker('clerk')
  const read = await hearIn(
    house,
    pages.filter((_page, at) => at % 2 === 0),
    planted,
    clerk,
  )
  expect(read.sang).toBeGreaterThan(5)
  expect(lines.length).toBeGreaterThan(100)
  expect(lines.filter(line => line.toLowerCase().includes(CANARY))).toEqual([])
})

test('a letter to somebody without a role does not sing', async () => {
  const { person } = planted.asker('person without a role')
  const { rows } = await sql<{ email: string }>`
    select email from people.contacts where person_id = ${person}`.execute(record.db)
  const email = rows[0]?.email ?? ''
  expect(email).toContain(CANARY)
  const now = new Date()
  expectDone(await askForLink(record.db, { email, onward: '/work', network: '198.51.100.7' }, now))
  expect(await writeSignInLetters(record.db, { site: settings.url, now })).toBe(1)
  const letters = await sql<{ words: string }>`
    select subject || ' ' || body as words from platform.letters where recipient = ${email}`.execute(
    record.db,
  )
  expect(letters.rows[0]?.words).toContain('Open this link to sign in.')
  expect(letters.rows[0]?.words).not.toContain(CANARY)
})

test('where the database keeps no rows back, the canary is heard', async () => {
  const owner = new pg.Client({ connectionString: record.url })
  await owner.connect()
  for (const table of [
    'meetings.meetings',
    'voices.questions',
    'voices.letters',
    'actions.actions',
  ])
    await owner.query(`alter policy published on ${table} using (true)`)
  await owner.end()
  const { sings } = await listen(house, pages, 1)
  expect(sings.length).toBeGreaterThan(0)
})
