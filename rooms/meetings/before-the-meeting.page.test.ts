import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aHouse, aVisitor } from '../../app/visitor.samples.ts'
import { day } from '../../platform/day.rules.ts'
import {
  aDocx,
  anUntaggedPdf,
  anXlsx,
  aPng,
  aTaggedPdf,
} from '../../platform/documents/documents.samples.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { aBody, addItem, aMeeting, handIn } from './agenda.samples.ts'
import { attachFile } from './attach-file.ts'
import { readAgenda } from './read-agenda.ts'

const record = await freshRecord()
const house = await aHouse(record, '2025-02-05')
const partnership = await aBody(record, { slug: 'health-and-care-partnership' })
const clerk = await aVisitor(house, record, 'clerk', partnership.id)
const member = await aVisitor(house, record, 'member', partnership.id)
const lead = await aVisitor(house, record, 'executive lead', partnership.id)
const stranger = await aVisitor(house, record, 'clerk', (await aBody(record)).id)
const acting = actingOn(record, '2025-02-05')

const newMeeting = async (differences: Parameters<typeof aMeeting>[2] = {}) => {
  const meeting = await aMeeting(record, partnership.id, differences)
  return { meeting, at: `/work/meetings/${partnership.slug}/${meeting.slug}` }
}
const item = {
  number: '1',
  title: 'Strategy',
  kind: 'business',
  purposes: ['note', 'discuss'],
  audience: 'public',
}
const titlesOf = async (meeting: string) =>
  (await readAgenda(record.db, meeting, { private: true })).map(
    ({ number, title }) => `${number} ${title}`,
  )
const file = (name: string, bytes: Uint8Array) => new File([new Uint8Array(bytes)], name)

test('the calendar shows what is due for each meeting, and pages through more than it shows at once', async () => {
  const body = await aBody(record, { name: 'Busy Board' })
  for (let month = 3; month <= 9; month++)
    for (const date of ['03', '12', '19', '26'])
      await aMeeting(record, body.id, { day: day(`2025-0${month}-${date}`) })
  const busy = await aVisitor(house, record, 'clerk', body.id)
  const first = await busy.get('/work/meetings')
  expect(first.status).toBe(200)
  expect(first.body.match(/Meeting of/g)).toHaveLength(20)
  expect(first.body).toContain('Notice of the meeting')
  expect(first.body).toContain('page=2')
  expect((await busy.get('/work/meetings?page=2')).body.match(/Meeting of/g)).toHaveLength(8)
  expect((await busy.get('/work/meetings?when=past')).body).toContain(
    'No meeting has been held yet.',
  )
  expect(first.body).not.toContain('Health and Care Partnership')
})

test('the overview derives its tasks from the facts and shows how each day was counted', async () => {
  const { meeting, at } = await newMeeting()
  const before = await clerk.get(at)
  expect(before.body).toContain('Give public notice')
  expect(before.body).toContain('No items yet')
  expect(before.body).toContain('Due 6 February 2025')
  expect(before.body).toContain('How the day was counted')
  await clerk.post(`${at}/notice/give?kind=public%20notice`, {
    kind: 'public notice',
    'givenOn-day': '5',
    'givenOn-month': '2',
    'givenOn-year': '2025',
    manner: 'On the website',
    text: 'Notice is given.',
  })
  await addItem(acting, meeting.id)
  const after = await clerk.get(at)
  expect(after.body).toContain('In time: 7 clear days')
  expect(after.body).toContain('One item')
  expect(after.body).toContain('See the public page')
})

test('the form for notice is drafted from the facts; what was typed is kept when it is refused', async () => {
  const { meeting, at } = await newMeeting()
  const path = `${at}/notice/give?kind=summons`
  await addItem(acting, meeting.id, { title: 'Green Plan' })
  expect((await clerk.get(path)).body).toContain('1. Green Plan')
  const refused = await clerk.post(path, {
    kind: 'summons',
    'givenOn-day': '31',
    'givenOn-month': '2',
    'givenOn-year': '2025',
    manner: 'By e-mail',
    signedBy: '',
    text: 'My own words',
  })
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('<title>Error: ')
  expect(refused.body).toContain('February 2025 has 28 days.')
  expect(refused.body).toContain('My own words')
  expect((await clerk.get(`${at}/notice`)).body).toContain('No notice has been given yet')
})

test('notice given too late is kept, and the page says that it was too late', async () => {
  const { at } = await newMeeting({ day: day('2025-02-07') })
  const reply = await clerk.post(`${at}/notice/give`, {
    kind: 'public notice',
    'givenOn-day': '5',
    'givenOn-month': '2',
    'givenOn-year': '2025',
    manner: 'On the website',
    text: 'Notice is given.',
  })
  expect(reply.status).toBe(303)
  expect((await clerk.get(`${at}/notice`)).body).toContain('Too late: 1 of 3 clear days')
})

test('an agenda starts from the standard items, once', async () => {
  const { meeting, at } = await newMeeting()
  expect((await clerk.get(`${at}/agenda`)).body).toContain('Start from the standard agenda')
  const path = `${at}/agenda/standard`
  expect((await clerk.post(path, {}, `${at}/agenda`)).status).toBe(303)
  expect(await titlesOf(meeting.id)).toEqual([
    '1 Welcome, introductions and apologies',
    '2 Declarations of interest',
    '3 Minutes of the last meeting and matters arising',
    '4 Action tracker',
    '5 Forward plan',
    '6 Any other business',
  ])
  const again = await clerk.post(path, {}, `${at}/agenda`)
  expect(again.status).toBe(422)
  expect(again.body).toContain('The agenda has items already')
})

test('an item is added, changed, moved and taken off; numbers follow', async () => {
  const { meeting, at } = await newMeeting()
  expect((await clerk.get(`${at}/agenda/add`)).body).toContain('value="1"')
  expect((await clerk.post(`${at}/agenda/add`, item)).status).toBe(303)
  const second = await clerk.post(`${at}/agenda/add`, {
    ...item,
    number: '2',
    title: 'Green Plan',
    plannedMinutes: '30',
    next: 'paper',
  })
  expect(second.location).toMatch(/papers\/new$/)
  const twice = await clerk.post(`${at}/agenda/add`, { ...item, title: 'Typed twice' })
  expect(twice.status).toBe(422)
  expect(twice.body).toContain('Item 1 is on the agenda already')
  expect(twice.body).toContain('Typed twice')
  const [first, next] = await readAgenda(record.db, meeting.id, { private: true })
  const path = `${at}/agenda/items`
  expect(
    (await clerk.post(`${path}/${next?.id}/move`, { place: '1' }, `${at}/agenda`)).status,
  ).toBe(303)
  expect(await titlesOf(meeting.id)).toEqual(['1 Green Plan', '2 Strategy'])
  expect((await clerk.get(`${at}/agenda`)).body).toContain('About 10:30')
  await clerk.post(`${path}/${first?.id}/remove`, {}, `${path}/${first?.id}`)
  expect(await titlesOf(meeting.id)).toEqual(['1 Green Plan'])
})

test('two clerks changing the same item: the second sees both texts, and may then save', async () => {
  const { meeting, at } = await newMeeting()
  const { id } = await addItem(acting, meeting.id)
  const path = `${at}/agenda/items/${id}/change`
  expect((await clerk.post(path, { ...item, title: 'First', version: '1' })).status).toBe(303)
  const stale = await clerk.post(path, { ...item, title: 'Second', version: '1' })
  expect(stale.status).toBe(422)
  expect(stale.body).toContain('What somebody else saved')
  expect(stale.body).toContain('First')
  expect(stale.body).toContain('value="Second"')
  expect(stale.body).toContain('name="version" value="2"')
  expect((await clerk.post(path, { ...item, title: 'Second', version: '2' })).status).toBe(303)
})

test('two clerks changing the arrangements: the second sees both texts', async () => {
  const { meeting, at } = await newMeeting()
  const fields = {
    version: '1',
    day: meeting.day,
    startsAt: '10:00',
    endsAt: '12:00',
    kind: 'ordinary',
    mode: 'in person',
  }
  expect((await clerk.post(`${at}/change`, { ...fields, venue: 'Luton' })).status).toBe(303)
  const stale = await clerk.post(`${at}/change`, { ...fields, venue: 'Bedford' })
  expect(stale.status).toBe(422)
  expect(stale.body).toContain('Luton')
  expect(stale.body).toContain('value="Bedford"')
})

test('R-CAL-4: a day past the known bank holidays is refused beside the field, with a way to keep it', async () => {
  const { at } = await newMeeting()
  const fields = {
    version: '1',
    'day-day': '7',
    'day-month': '5',
    'day-year': '2031',
    startsAt: '10:00',
    kind: 'ordinary',
    mode: 'in person',
    venue: 'Bedford',
  }
  const refused = await clerk.post(`${at}/change`, fields)
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('Bank holidays are known only up to 31 December 2027')
  expect(refused.body).toContain('name="deadlinesToCheck"')
  const kept = await clerk.post(`${at}/change`, { ...fields, deadlinesToCheck: 'yes' })
  expect(kept.location).toBe(`/work/meetings/${partnership.slug}/2031-05-07`)
})

const paper = {
  title: 'Draft Green Plan',
  kind: 'paper',
  'submittedOn-day': '5',
  'submittedOn-month': '2',
  'submittedOn-year': '2025',
  executiveLead: 'Chief Finance Officer',
  authors: 'One officer\nAnother officer',
  itemNumber: '6',
  'verb-1': 'endorse',
  'recommendation-1': 'the three statements',
  bafRisk: 'yes',
  'bafRisk-text': 'Risk 7',
  report: '# Progress\n\nEmissions are down.',
}

test('R-TOR-17: a paper is submitted with its cover sheet, and what it lacks is shown beside it', async () => {
  const { meeting, at } = await newMeeting()
  const { id } = await addItem(acting, meeting.id, { number: '7' })
  const reply = await clerk.post(`${at}/agenda/items/${id}/papers/new`, paper)
  expect(reply.status).toBe(303)
  const page = await clerk.get(reply.location)
  expect(page.body).toContain('The paper says item 6, but the agenda has it as item 7.')
  expect(page.body).toContain('The cover sheet does not give a summary.')
  expect(page.body).toContain('Another officer')
  expect(page.body).toContain('Needs a quorum')
  expect(page.body).toContain('<h3 class="nhsuk-heading-s">Progress</h3>')
  const form = await clerk.get(`${reply.location}/change`)
  expect(form.body).toContain('value="the three statements"')
  const stale = await clerk.post(`${reply.location}/change`, { ...paper, version: '9' })
  expect(stale.status).toBe(422)
  expect(stale.body).toContain('What somebody else saved')
})

test('a refused paper keeps every word that was typed', async () => {
  const { meeting, at } = await newMeeting()
  const { id } = await addItem(acting, meeting.id)
  const reply = await clerk.post(`${at}/agenda/items/${id}/papers/new`, {
    ...paper,
    title: '',
    'submittedOn-month': '13',
  })
  expect(reply.status).toBe(422)
  for (const kept of ['the three statements', 'Emissions are down.', 'Risk 7', 'Another officer'])
    expect(reply.body).toContain(kept)
  expect(reply.body).toContain('There is no month 13.')
  expect(reply.body).toContain('Enter what the paper is called.')
})

test('a PDF, a Word, an Excel and a PNG file are attached, previewed and served', async () => {
  const { meeting, at } = await newMeeting()
  const { id } = await addItem(acting, meeting.id)
  const kept = await handIn(acting, id)
  const path = `${at}/papers/${kept.paper.id}`
  const uploads: [File, string][] = [
    [file('plan.pdf', await aTaggedPdf('Green Plan')), ''],
    [file('scan.pdf', await anUntaggedPdf(2)), ''],
    [file('report.docx', await aDocx()), ''],
    [file('figures.xlsx', await anXlsx()), ''],
    [file('wheel.png', aPng()), 'A wheel of six impacts, all green.'],
  ]
  for (const [upload, description] of uploads)
    expect((await clerk.upload(`${path}/attach`, { description }, upload)).status).toBe(303)
  const page = await clerk.get(path)
  for (const expected of ['Green Plan section 1', 'plan.pdf', 'figures.xlsx', 'About scan.pdf'])
    expect(page.body).toContain(expected)
  expect(page.body).toContain('alt="A wheel of six impacts, all green."')
  // The strict content policy lets no picture be written into the page.
  expect(page.body).not.toContain('src="data:')
  const picture = /src="([^"]*\/pictures\/[^"]*)"/.exec(page.body)?.[1] ?? ''
  const served = await house.server.inject({ url: picture })
  expect(served.statusCode).toBe(303)
  expect((await clerk.get(picture)).status).toBe(200)
  const [, first] = /href="([^"]*\/files\/[^"/]*)"/.exec(page.body) ?? []
  expect((await member.get(first ?? '')).body.startsWith('%PDF-')).toBe(true)
  expect((await stranger.get(first ?? '')).status).toBe(403)
})

test('a bad file gets a sentence beside the field, and what was typed is kept', async () => {
  const { meeting, at } = await newMeeting()
  const { id } = await addItem(acting, meeting.id)
  const kept = await handIn(acting, id)
  const path = `${at}/papers/${kept.paper.id}/attach`
  const pdf = await aTaggedPdf('Green Plan')
  const bad: [File, RegExp][] = [
    [file('empty.pdf', new Uint8Array()), /“empty.pdf” is empty/],
    [file('locked.pdf', await anUntaggedPdf(1, 'secret')), /locked with a password/],
    [file('broken.pdf', pdf.subarray(0, 900)), /“broken.pdf” is damaged/],
    [file('report.docx', pdf), /named as a Word document/],
    [file('notes.txt', Buffer.from('Notes')), /is plain text/],
    [file('huge.pdf', new Uint8Array(200 * 1024 * 1024)), /larger than 50 MB/],
  ]
  for (const [upload, sentence] of bad) {
    const reply = await clerk.upload(path, { description: 'What I typed' }, upload)
    expect(reply.status, upload.name).toBe(422)
    expect(reply.body).toMatch(sentence)
    expect(reply.body).toContain('What I typed')
    expect(reply.body).toContain('id="file--error-message"')
  }
  const picture = await clerk.upload(path, { description: '' }, file('wheel.png', aPng()))
  expect(picture.body).toContain('Say in a sentence or two what the picture shows')
  expect((await clerk.post(path, { description: 'No file' })).body).toContain('Choose a file.')
})

test('a withdrawn paper and a file taken away are gone for members', async () => {
  const { meeting, at } = await newMeeting()
  const { id } = await addItem(acting, meeting.id)
  const kept = await handIn(acting, id, { title: 'Old plan' })
  const path = `${at}/papers/${kept.paper.id}`
  const attached = expectDone(
    await attachFile(acting, {
      paper: kept.paper.id,
      name: 'a.png',
      bytes: aPng(),
      description: 'Grey.',
    }),
  )
  expect((await member.get(`${at}/files/${attached.id}`)).status).toBe(200)
  await clerk.post(`${at}/files/${attached.id}/remove`, {}, path)
  expect((await member.get(`${at}/files/${attached.id}`)).status).toBe(404)
  expect((await clerk.post(`${path}/withdraw`, { reason: '' })).body).toContain(
    'Enter why the paper is withdrawn.',
  )
  expect((await clerk.post(`${path}/withdraw`, { reason: 'Superseded' })).status).toBe(303)
  expect((await member.get(path)).status).toBe(404)
  expect((await member.get(`${at}/read/1`)).body).not.toContain('Old plan')
  expect((await clerk.get(path)).body).toContain('Superseded')
})

test('a member reads items and papers in full, goes on to the next, and changes nothing', async () => {
  const { meeting, at } = await newMeeting()
  const one = await addItem(acting, meeting.id, { title: 'Strategy', plannedMinutes: 15 })
  await addItem(acting, meeting.id, { title: 'Green Plan' })
  await addItem(acting, meeting.id, {
    title: 'Contract',
    audience: 'private',
    privateReason: 'Names a supplier.',
  })
  const kept = await handIn(acting, one.id)
  expectDone(
    await attachFile(acting, {
      paper: kept.paper.id,
      name: 'report.docx',
      bytes: await aDocx(),
    }),
  )
  const whole = await member.get(`${at}/read`)
  expect(whole.body).toContain('Private part.')
  expect(whole.body).toContain('About 10.15am')
  const page = await member.get(`${at}/read/1`)
  expect(page.body).toContain('Emissions are down.')
  expect(page.body).toContain('The meeting is asked to')
  expect(page.body).toContain('2. Green Plan')
  expect((await member.get(`${at}/read/3`)).body).toContain('Names a supplier.')
  expect((await member.get(`${at}/agenda`)).body).not.toContain('Add an item')
  for (const path of [`${at}/agenda/add`, `${at}/change`, `${at}/papers/${kept.paper.id}/change`])
    expect((await member.get(path)).status).toBe(403)
})

test('R-MEET-2: a private item is on no page of someone who may not see private papers', async () => {
  const { meeting, at } = await newMeeting()
  await addItem(acting, meeting.id, { title: 'Open item' })
  const secret = await addItem(acting, meeting.id, {
    title: 'CANARY title',
    summary: 'CANARY summary',
    audience: 'private',
    privateReason: 'CANARY reason',
  })
  const kept = await handIn(acting, secret.id, { title: 'CANARY paper' })
  const attached = expectDone(
    await attachFile(acting, {
      paper: kept.paper.id,
      name: 'canary.png',
      bytes: aPng(),
      description: 'CANARY picture',
    }),
  )
  await clerk.post(`${at}/notice/give?kind=summons`, {
    kind: 'summons',
    'givenOn-day': '4',
    'givenOn-month': '2',
    'givenOn-year': '2025',
    manner: 'By e-mail',
    signedBy: 'Clerk',
    text: 'CANARY summons',
  })
  for (const path of ['', '/agenda', '/read', '/read/1', '/notice']) {
    const page = await lead.get(`${at}${path}`)
    expect(page.status, path).toBe(200)
    expect(page.body, path).not.toContain('CANARY')
  }
  expect((await lead.get('/work/meetings')).body).not.toContain('CANARY')
  for (const path of [
    `/agenda/items/${secret.id}`,
    `/agenda/items/${secret.id}/papers/new`,
    `/papers/${kept.paper.id}`,
    `/papers/${kept.paper.id}/change`,
    `/papers/${kept.paper.id}/attach`,
    `/files/${attached.id}`,
    `/files/${attached.id}/pictures/picture.png`,
    '/read/2',
  ]) {
    expect((await lead.get(`${at}${path}`)).status, path).toBe(404)
    expect((await stranger.get(`${at}${path}`)).status, path).toBe(403)
  }
  expect((await member.get(`${at}/papers/${kept.paper.id}`)).body).toContain('CANARY paper')
  expect((await member.get(`${at}/files/${attached.id}/pictures/picture.png`)).status).toBe(200)
})

test('a paper or file of another meeting is not found under this one', async () => {
  const { meeting } = await newMeeting()
  const other = await newMeeting()
  const { id } = await addItem(acting, meeting.id)
  const kept = await handIn(acting, id)
  expect((await clerk.get(`${other.at}/papers/${kept.paper.id}`)).status).toBe(404)
  expect((await clerk.get(`${other.at}/agenda/items/${id}`)).status).toBe(404)
  expect((await clerk.get(`${other.at}/papers/none`)).status).toBe(404)
})

test('a meeting of a body that has since been dissolved says so beside the field', async () => {
  const body = await aBody(record, { slug: 'dissolved-group' })
  const meeting = await aMeeting(record, body.id)
  await sql`update bodies.bodies set dissolved_on = '2025-02-01' where id = ${body.id}`.execute(
    record.db,
  )
  const itsClerk = await aVisitor(house, record, 'clerk', body.id)
  const reply = await itsClerk.post(`/work/meetings/${body.slug}/${meeting.slug}/agenda/add`, item)
  expect(reply.status).toBe(422)
  expect(reply.body).toContain('was dissolved on 1 February 2025')
})
