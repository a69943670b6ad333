import { expect, test } from 'vitest'
import { aHouse, aVisitor } from '../../app/visitor.samples.ts'
import { day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { addPlanItem, type NewPlanItem } from './add-plan-item.ts'
import { aBody, addItem, aMeeting } from './agenda.samples.ts'
import { placeOnAgenda } from './place-on-agenda.ts'
import { listItems, readAgenda } from './read-agenda.ts'
import { readPlan } from './read-plan.ts'
import { readPlanForPack } from './read-plan-for-pack.ts'
import { recurInPlan } from './recur-in-plan.ts'
import { removeAgendaItem } from './remove-agenda-item.ts'
import { startAgenda } from './start-agenda.ts'

const record = await freshRecord()
const house = await aHouse(record, '2025-05-01')
const acting = actingOn(record, '2025-05-01')

async function aPlan() {
  const body = await aBody(record)
  const june = await aMeeting(record, body.id, { day: day('2025-06-13') })
  const september = await aMeeting(record, body.id, { day: day('2025-09-12') })
  return {
    body,
    june,
    september,
    clerk: await aVisitor(house, record, 'clerk', body.id),
    at: `/work/bodies/${body.slug}/forward-plan`,
  }
}
const add = async (body: string, differences: Partial<NewPlanItem> = {}) =>
  expectDone(
    await addPlanItem(acting, {
      body,
      title: 'Green Plan',
      kind: 'business',
      purposes: ['note'],
      audience: 'public',
      sourceKind: 'requested',
      placing: { at: 'unplaced' },
      ...differences,
    }),
  )
const entriesOf = async (body: string, today = '2025-05-01') =>
  (await readPlan(record.db, body, day(today))).entries
const entryOf = async (body: string, title: string, today?: string) => {
  const entry = (await entriesOf(body, today)).find(each => each.title === title)
  if (!entry) throw new Error(`There is no ${title} in the plan.`)
  return entry
}
const item = {
  title: 'Green Plan',
  kind: 'business',
  purposes: ['endorse'],
  lead: 'Chief Nurse',
  audience: 'public',
  sourceKind: 'requested',
  placing: 'unplaced',
}

test('an item is added with its source and place; without a title it is refused and what was typed is kept', async () => {
  const { body, june, clerk, at } = await aPlan()
  const refused = await clerk.post(`${at}/add`, { ...item, title: '', source: 'Asked in March' })
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('Enter what the item is called.')
  expect(refused.body).toContain('Asked in March')
  const secret = await clerk.post(`${at}/add`, { ...item, audience: 'private' })
  expect(secret.body).toContain('Enter why hearing this item in public')
  const elsewhere = await clerk.post(`${at}/add`, { ...item, placing: `meeting ${body.id}` })
  expect(elsewhere.body).toContain('Choose a meeting of this body')
  expect((await clerk.post(`${at}/add`, { ...item, placing: `meeting ${june.id}` })).status).toBe(
    303,
  )
  const page = await clerk.get(at)
  expect(page.body).toContain('Meeting of 13 June 2025')
  expect(page.body).toContain('To endorse · Chief Nurse')
})

test('moving an item is one choice in the list; a choice made on an older version is refused', async () => {
  const { body, september, clerk, at } = await aPlan()
  const id = await add(body.id)
  const move = (version: string) =>
    clerk.post(`${at}/items/${id}/move`, { version, placing: `meeting ${september.id}` }, at)
  expect((await move('1')).status).toBe(303)
  expect((await entryOf(body.id, 'Green Plan')).comesTo?.id).toBe(september.id)
  const stale = await move('1')
  expect(stale.status).toBe(422)
  expect(stale.body).toContain('Somebody else saved this item')
})

test('two clerks changing an item: the second sees both texts', async () => {
  const { body, clerk, at } = await aPlan()
  const id = await add(body.id)
  const change = (title: string) =>
    clerk.post(`${at}/items/${id}/change`, { ...item, title, version: '1' })
  expect((await change('First')).status).toBe(303)
  const stale = await change('Second')
  expect(stale.status).toBe(422)
  expect(stale.body).toContain('What somebody else saved')
  expect(stale.body).toContain('First')
  expect(stale.body).toContain('value="Second"')
})

test('what recurs stands in the plan by itself, and dropping one occurrence leaves the others', async () => {
  const { body, clerk, at } = await aPlan()
  const recurring = {
    ...item,
    title: 'Attendance report',
    rhythm: 'months',
    'from-day': '1',
    'from-month': '4',
    'from-year': '2025',
  }
  const refused = await clerk.post(`${at}/recurring/new`, recurring)
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('Choose at least one month.')
  const done = await clerk.post(`${at}/recurring/new`, { ...recurring, months: ['6', '9'] })
  expect(done.status).toBe(303)
  const [june, september, ...more] = await entriesOf(body.id)
  expect(more).toEqual([])
  expect([june?.occurrence, september?.occurrence]).toEqual(['2025-06', '2025-09'])
  const drop = `${at}/items/${june?.key}/drop`
  expect((await clerk.post(drop, { version: '0', reason: '' })).body).toContain(
    'Enter why it is dropped.',
  )
  const dropped = await clerk.post(drop, { version: '0', reason: 'The figures come in July' })
  expect(dropped.status).toBe(303)
  expect((await clerk.get(dropped.location)).body).toContain('The figures come in July')
  expect((await entriesOf(body.id)).map(({ state }) => state)).toEqual(['dropped', 'expected'])
  // The address of the time when nothing was stored of it still leads there.
  expect((await clerk.get(`${at}/items/${june?.key}`)).status).toBe(200)
  const again = await clerk.post(drop, { version: '1', reason: 'They came early' })
  expect(again.status).toBe(303)
  expect((await entriesOf(body.id)).map(({ state }) => state)).toEqual(['expected', 'expected'])
  const { plan } = { plan: await readPlan(record.db, body.id, acting.today) }
  const rule = plan.recurring[0]
  const ended = await clerk.post(`${at}/recurring/${rule?.id}`, {
    ...recurring,
    months: ['6', '9'],
    version: '1',
    'until-day': '30',
    'until-month': '6',
    'until-year': '2025',
  })
  expect(ended.status).toBe(303)
  expect(await entriesOf(body.id)).toHaveLength(1)
})

test('an agenda begun from the standard one has what the plan expects, and the plan shows what became of it', async () => {
  const { body, june, september, clerk, at } = await aPlan()
  expectDone(
    await recurInPlan(acting, {
      body: body.id,
      title: 'Minutes of the last meeting',
      kind: 'minutes',
      purposes: ['approve'],
      rhythm: 'each meeting',
      months: [],
      from: day('2025-04-01'),
    }),
  )
  const id = await add(body.id, { placing: { at: 'month', month: day('2025-06-01') } })
  await add(body.id, { title: 'Later', placing: { at: 'meeting', meeting: september.id } })
  const agenda = `/work/meetings/${body.slug}/${june.slug}/agenda`
  expect((await clerk.post(`${agenda}/standard`, {}, agenda)).status).toBe(303)
  const items = await readAgenda(record.db, june.id, { private: true })
  expect(items.map(({ title }) => title)).toEqual([
    'Welcome, introductions and apologies',
    'Declarations of interest',
    'Minutes of the last meeting and matters arising',
    'Action tracker',
    'Green Plan',
    'Forward plan',
    'Any other business',
  ])
  expect((await clerk.get(agenda)).body).toContain('From the forward plan')
  expect((await entryOf(body.id, 'Green Plan')).state).toBe('on the agenda')
  expect((await entryOf(body.id, 'Green Plan', '2025-06-14')).state).toBe('taken')

  // Put off at the meeting: the plan wants the reason, and the agenda keeps its item.
  const { version } = await entryOf(body.id, 'Green Plan')
  const defer = (reason: string) =>
    clerk.post(`${at}/items/${id}`, {
      version: String(version),
      placing: `meeting ${september.id}`,
      reason,
    })
  const refused = await defer('')
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('Enter why Green Plan is put off')
  expect((await defer('The author is ill')).status).toBe(303)
  expect((await entryOf(body.id, 'Green Plan')).comesTo?.id).toBe(september.id)
  expect((await clerk.get(agenda)).body).toContain('Deferred on 1 May 2025: The author is ill')
})

test('an item taken off the agenda is expected there again, and can be put back from the agenda’s page', async () => {
  const { body, june, clerk, at } = await aPlan()
  const id = await add(body.id, { placing: { at: 'meeting', meeting: june.id } })
  expectDone(await startAgenda(acting, { meeting: june.id }))
  const on = (await listItems(record.db, june.id, { private: true })).find(
    ({ title }) => title === 'Green Plan',
  )
  expectDone(await removeAgendaItem(acting, { item: on?.id ?? '' }))
  const entry = await entryOf(body.id, 'Green Plan')
  expect(entry.state).toBe('expected')
  const agenda = `/work/meetings/${body.slug}/${june.slug}/agenda`
  expect((await clerk.get(agenda)).body).toContain('Expected by the forward plan')
  const put = () =>
    clerk.post(
      `${at}/items/${id}/agenda`,
      { version: String(entry.version), meeting: june.id },
      agenda,
    )
  expect((await put()).location).toBe(agenda)
  expect((await put()).status).toBe(422)
  const twice = await placeOnAgenda(acting, {
    body: body.id,
    entry: id,
    version: entry.version + 1,
    meeting: june.id,
  })
  expect(twice.ok).toBe(false)
})

test('an item on an agenda is not dropped from the plan, and a dropped one is not moved', async () => {
  const { body, june, clerk, at } = await aPlan()
  const id = await add(body.id, { placing: { at: 'meeting', meeting: june.id } })
  expectDone(
    await placeOnAgenda(acting, { body: body.id, entry: id, version: 1, meeting: june.id }),
  )
  const drop = await clerk.post(`${at}/items/${id}/drop`, { version: '2', reason: 'No' })
  expect(drop.body).toContain('Green Plan stands on an agenda')
  const other = await add(body.id, { title: 'Estates' })
  expect(
    (await clerk.post(`${at}/items/${other}/drop`, { version: '1', reason: 'No' })).status,
  ).toBe(303)
  const moved = await clerk.post(
    `${at}/items/${other}/move`,
    { version: '2', placing: 'month 2025-09' },
    at,
  )
  expect(moved.body).toContain('Estates was dropped. Take it up again first.')
})

test('private items are seen by those who may see private papers, and stand in no published plan', async () => {
  const { body, september, clerk, at } = await aPlan()
  const id = await add(body.id, {
    title: 'CANARY contract',
    audience: 'private',
    privateReason: 'CANARY price',
    placing: { at: 'meeting', meeting: september.id },
  })
  await add(body.id, { notes: 'CANARY note', placing: { at: 'meeting', meeting: september.id } })
  const lead = await aVisitor(house, record, 'executive lead', body.id)
  expect((await clerk.get(at)).body).toContain('CANARY contract')
  expect((await lead.get(at)).body).not.toContain('CANARY')
  expect((await lead.get(`${at}/items/${id}`)).status).toBe(404)
  const june = await aMeeting(record, body.id, { day: day('2025-06-20') })
  const printed = await readPlanForPack(record.db, june)
  expect(JSON.stringify(printed)).not.toContain('CANARY')
  // September's day is not public, so the pack says the month only.
  expect(printed.entries.map(({ when, title }) => [when, title])).toEqual([
    ['September 2025', 'Green Plan'],
  ])
})

test('the pack of a meeting long past gets no plan that was made after it', async () => {
  const { body } = await aPlan()
  const february = await aMeeting(record, body.id)
  await add(body.id)
  expect((await readPlanForPack(record.db, february)).entries).toEqual([])
})

test('a body keeps a standard agenda for each kind of meeting; a stale save is refused', async () => {
  const { body, june, clerk } = await aPlan()
  const path = `/work/bodies/${body.slug}/agendas/ordinary`
  expect((await clerk.get(path)).body).toContain('this is the usual one')
  const fields = {
    version: '0',
    place1: '2',
    title1: 'Any other business',
    kind1: 'other business',
    place2: '1',
    title2: 'Welcome',
    kind2: 'apologies',
    purposes2: 'note',
    minutes2: '5',
    title3: '',
  }
  const refused = await clerk.post(path, { ...fields, minutes2: '999' })
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('The time planned must be a whole number from 1 to 600.')
  expect((await clerk.post(path, fields)).status).toBe(303)
  expect((await clerk.post(path, fields)).body).toContain('What somebody else saved')
  expectDone(await startAgenda(acting, { meeting: june.id }))
  const items = await listItems(record.db, june.id, { private: true })
  expect(items.map(({ number, title }) => `${number} ${title}`)).toEqual([
    '1 Welcome',
    '2 Any other business',
  ])
  expect((await clerk.get(`/work/bodies/${body.slug}/agendas/picnic`)).status).toBe(404)
})

test('R-TOR-13: the agenda-setting group signs an agenda off; changed since, the agenda and the overview say so', async () => {
  const { body, june, clerk } = await aPlan()
  const group = `/work/bodies/${body.slug}/agenda-setting`
  const from = { 'from-day': '1', 'from-month': '4', 'from-year': '2025' }
  expect((await clerk.post(`${group}/new`, { office: '', ...from })).body).toContain(
    'Enter the office, such as Chair of the ICB.',
  )
  const chair = { office: 'Chair of the ICB', ...from }
  expect((await clerk.post(`${group}/new`, chair)).status).toBe(303)
  expect((await clerk.post(`${group}/new`, chair)).body).toContain('is in the group since')

  const meeting = `/work/meetings/${body.slug}/${june.slug}`
  await addItem(acting, june.id, { title: 'Green Plan' })
  const page = await clerk.get(`${meeting}/sign-off`)
  expect(page.body).toContain('Nobody of the agenda-setting group has signed')
  const seen = /name="seen" value="([0-9a-f]+)"/.exec(page.body)?.[1] ?? ''
  const setter = /<option value="([0-9a-f-]{36})">Chair of the ICB/.exec(page.body)?.[1] ?? ''
  const on = { 'on-day': '1', 'on-month': '5', 'on-year': '2025' }
  const signOff = (differences = {}) =>
    clerk.post(`${meeting}/sign-off`, { seen, setter, ...on, remark: 'Content', ...differences })
  expect((await signOff({ setter: '' })).body).toContain('Choose who of the agenda-setting group')
  expect((await signOff({ 'on-day': '2' })).body).toContain('recorded on its day or later')
  expect((await signOff({ 'on-month': '3' })).body).toContain(
    'was not in the group on 1 March 2025',
  )
  expect((await signOff()).status).toBe(303)
  expect((await clerk.get(`${meeting}/agenda`)).body).toContain('Signed off by Chair of the ICB')

  await addItem(acting, june.id, { title: 'Strategy' })
  const changed = await clerk.get(`${meeting}/agenda`)
  expect(changed.body).toContain('Changed since sign-off')
  expect((await clerk.get(meeting)).body).toContain('Changed since sign-off')
  expect((await clerk.get(`${meeting}/sign-off`)).body).toContain('Item 2, Strategy, was added.')
  const stale = await signOff()
  expect(stale.status).toBe(422)
  expect(stale.body).toContain('The agenda was changed since this page was opened.')

  // Named twice over, or ended before it began, the group refuses too.
  const end = await clerk.post(`${group}/${setter}/end`, {
    'until-day': '1',
    'until-month': '1',
    'until-year': '2025',
  })
  expect(end.body).toContain('is in the group since 1 April 2025')
  expect(
    (
      await clerk.post(`${group}/${setter}/end`, {
        'until-day': '30',
        'until-month': '4',
        'until-year': '2025',
      })
    ).status,
  ).toBe(303)
  expect((await clerk.get(group)).body).toContain('Nobody is recorded as setting the agendas')
})
