import { expect, test } from 'vitest'
import { aHouse } from '../../app/visitor.samples.ts'
import { day } from '../../platform/day.rules.ts'
import { pageText, pdfFacts } from '../../platform/documents/pdf-facts.ts'
import { readFile } from '../../platform/files/files.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { addPlanItem } from '../meetings/add-plan-item.ts'
import { dropPlanItem } from '../meetings/drop-plan-item.ts'
import { readPlan } from '../meetings/read-plan.ts'
import { recurInPlan } from '../meetings/recur-in-plan.ts'
import { comparable } from './agenda-lines.ts'
import { assemblePack } from './assemble-pack.ts'
import { reasonsNotToPublish, warningsBeforePublishing } from './pack.rules.ts'
import { changesBetween } from './pack-changes.rules.ts'
import { publishPack } from './publish-pack.ts'
import { aMeetingWithPapers, CANARY } from './publishing.samples.ts'
import { readPack } from './read-pack.ts'

const record = await freshRecord()
const house = await aHouse(record, '2025-02-06')
const acting = actingOn(record, '2025-02-06')
const { body, meeting } = await aMeetingWithPapers(record)
const warnings = async () =>
  warningsBeforePublishing((await assemblePack(record.db, meeting.id, acting.today)).facts).map(
    ({ code }) => code,
  )
const add = async (title: string, differences: object = {}) =>
  expectDone(
    await addPlanItem(acting, {
      body: body.id,
      title,
      kind: 'business',
      lead: 'Chief Nurse',
      purposes: ['endorse'],
      audience: 'public',
      sourceKind: 'requested',
      placing: { at: 'month', month: day('2025-09-01') },
      ...differences,
    }),
  )
const at = `/bodies/${body.slug}/forward-plan`

test('R-TOR-13: the forward plan goes into the pack, as a page and in the PDF, public items only, and the warning ends', async () => {
  expect(await warnings()).toContain('pack-without-forward-plan')
  expectDone(
    await recurInPlan(acting, {
      body: body.id,
      title: 'Action tracker',
      kind: 'actions',
      purposes: ['note'],
      rhythm: 'each meeting',
      months: [],
      from: acting.today,
    }),
  )
  // What every meeting has anyway plans nothing.
  expect(await warnings()).toContain('pack-without-forward-plan')
  await add('Winter plan for 2025/26', { notes: CANARY })
  await add(`Sale of ${CANARY}`, { audience: 'private', privateReason: CANARY })
  expect(await warnings()).not.toContain('pack-without-forward-plan')
  expect(
    reasonsNotToPublish((await assemblePack(record.db, meeting.id, acting.today)).facts),
  ).toEqual([])
  expectDone(await publishPack(acting, { meeting: meeting.id, site: 'https://goldthread.example' }))
  const pack = await readPack(record.publicDb, meeting.id)
  expect(pack.content.forwardPlan).toEqual({
    asOn: '2025-02-06',
    entries: [
      {
        title: 'Winter plan for 2025/26',
        lead: 'Chief Nurse',
        purposes: ['endorse'],
        when: 'September 2025',
        source: 'Requested',
      },
    ],
    standing: ['Action tracker'],
  })
  const pdf = (await readFile(record.publicDb, pack.pdfHash))?.bytes ?? new Uint8Array()
  const facts = await pdfFacts(pdf)
  expect(facts.tagged).toBe(true)
  expect(facts.outline.map(({ title }) => title)).toContain('Forward plan')
  const words = await Promise.all(
    Array.from({ length: pack.pdfPages }, (_, page) => pageText(pdf, page + 1)),
  )
  expect(words.join(' ')).toContain('Winter plan for 2025/26')
  expect(words.join(' ')).not.toContain(CANARY)
  const page = (await house.server.inject({ url: `/meetings/${body.slug}/${meeting.slug}/pack` }))
    .body
  expect(page).toContain('id="forward-plan"')
  expect(page).toContain('Winter plan for 2025/26')
  expect(page).not.toContain(CANARY)
})

test('the public reads a body’s forward plan as its latest pack froze it, whatever was changed since', async () => {
  await add('Added since')
  const [winter] = (await readPlan(record.db, body.id, acting.today)).entries.filter(({ title }) =>
    title.startsWith('Winter'),
  )
  expectDone(
    await dropPlanItem(acting, {
      body: body.id,
      entry: winter?.key ?? '',
      version: winter?.version ?? 0,
      reason: 'Taken over by the ICB',
    }),
  )
  const page = await house.server.inject({ url: at })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Winter plan for 2025/26')
  expect(page.body).toContain('Every meeting also has: Action tracker.')
  expect(page.body).not.toContain('Added since')
  const json = (await house.server.inject({ url: `/api/v1${at}` })).json()
  expect(json.forwardPlan.items.map(({ title }: { title: string }) => title)).toEqual([
    'Winter plan for 2025/26',
  ])

  const before = await readPack(record.db, meeting.id)
  const { content } = await assemblePack(record.db, meeting.id, acting.today)
  const changes = changesBetween(comparable(before.content), comparable(content))
  expect(changes.map(({ words }) => words)).toEqual(['The forward plan was brought up to date.'])
  expectDone(await publishPack(acting, { meeting: meeting.id }))
  expect((await house.server.inject({ url: at })).body).toContain('Added since')
})
