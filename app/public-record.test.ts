import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { day, time } from '../platform/day.rules.ts'
import { expectDone, type Outcome } from '../platform/outcome.ts'
import { readSettings } from '../platform/settings.ts'
import { actingOn, freshRecord } from '../platform/testing/record.ts'
import { theFourActions } from '../rooms/actions/actions.samples.ts'
import { listActionsFrom } from '../rooms/actions/list-actions-from.ts'
import { publishTracker } from '../rooms/actions/publish-tracker.ts'
import { raiseAction } from '../rooms/actions/raise-action.ts'
import { reportOnAction } from '../rooms/actions/report-on-action.ts'
import { aPerson, thePartnership } from '../rooms/bodies/bodies.samples.ts'
import { amendDeclaration } from '../rooms/interests/amend-declaration.ts'
import { declareGift } from '../rooms/interests/declare-gift.ts'
import { declareInterest } from '../rooms/interests/declare-interest.ts'
import { grantDispensation } from '../rooms/interests/grant-dispensation.ts'
import { thePrintedRegister } from '../rooms/interests/interests.samples.ts'
import { publishRegister } from '../rooms/interests/publish-register.ts'
import { giveNotice } from '../rooms/meetings/give-notice.ts'
import { listItems } from '../rooms/meetings/read-agenda.ts'
import { scheduleMeeting } from '../rooms/meetings/schedule-meeting.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { beginSession } from '../rooms/people/identify.ts'
import { visitorMay } from '../rooms/people/permissions.rules.ts'
import { answerQuestion } from '../rooms/voices/answer-question.ts'
import { askQuestion, type NewQuestion } from '../rooms/voices/ask-question.ts'
import { declineQuestion } from '../rooms/voices/decline-question.ts'
import { publishQuestion } from '../rooms/voices/publish-question.ts'
import { putQuestion } from '../rooms/voices/put-question.ts'
import { openHouse } from './house.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-02-05')
const visitor = { ...acting, may: visitorMay }
const { body: partnership } = await thePartnership(acting, 'canary@private.example')
const asked: string[] = []
const house = await openHouse(
  readSettings({ GOLDTHREAD_TODAY: '2025-02-14', LOG_LEVEL: 'silent' }),
  record.url,
  { onQuery: text => asked.push(text) },
)

const codesOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(refusal => refusal.code)

const aQuestion = (differences: Partial<NewQuestion> = {}): NewQuestion => ({
  body: partnership,
  text: 'When will the new surgery open?',
  name: 'CANARY NAME',
  email: 'canary-asker@example.org',
  ...differences,
})
let serial = 0
const anAskedQuestion = async (differences: Partial<NewQuestion> = {}) => {
  serial += 1
  return expectDone(
    await askQuestion(
      visitor,
      aQuestion({ email: `canary-asker-${serial}@example.org`, ...differences }),
    ),
  )
}

const aMeeting = async (on: string, announced = true) => {
  const meeting = expectDone(
    await scheduleMeeting(acting, {
      body: partnership,
      day: day(on),
      startsAt: time('10:00'),
      kind: 'ordinary',
      mode: 'in person',
      venue: 'Town hall',
    }),
  )
  if (announced)
    expectDone(
      await giveNotice(acting, {
        meeting: meeting.id,
        kind: 'public notice',
        givenOn: acting.today,
        manner: 'On the website',
        text: 'The partnership meets.',
      }),
    )
  return meeting
}

const get = async (path: string, cookie?: string) => {
  asked.length = 0
  const { statusCode, body } = await house.server.inject({
    url: path,
    ...(cookie ? { cookies: { goldthread: cookie } } : {}),
  })
  return { statusCode, body, queries: asked.length }
}

test('a visitor may ask a question, and nothing else', async () => {
  const question = await anAskedQuestion()
  await expect(answerQuestion(visitor, { question: question.id, answer: 'x' })).rejects.toThrow(
    /permission/,
  )
  await expect(publishQuestion(visitor, { question: question.id })).rejects.toThrow(/permission/)
})

test('a question to a body is answered within twenty working days, one to a meeting on its day', async () => {
  expect((await anAskedQuestion()).reply_due).toBe('2025-03-05')
  const meeting = await aMeeting('2025-02-20')
  expect((await anAskedQuestion({ meeting: meeting.id })).reply_due).toBe('2025-02-20')
})

test('a question without words, name, address or with an address in public is refused beside its field', async () => {
  const outcome = await askQuestion(
    visitor,
    aQuestion({ text: ' ', name: '', email: 'nowhere', shownAs: 'me@example.org' }),
  )
  expect(codesOf(outcome)).toEqual([
    'question-missing',
    'name-missing',
    'email-unreadable',
    'address-in-public',
  ])
  expect(codesOf(await askQuestion(visitor, aQuestion({ text: 'x'.repeat(2001) })))).toEqual([
    'too-long',
  ])
})

test('R-TOR-14: a question cannot be put to a meeting of which no notice was given, nor to one that is over', async () => {
  const unannounced = await aMeeting('2025-03-20', false)
  expect(codesOf(await askQuestion(visitor, aQuestion({ meeting: unannounced.id })))).toEqual([
    'meeting-not-public',
  ])
  const today = await aMeeting('2025-02-05')
  expect(codesOf(await askQuestion(visitor, aQuestion({ meeting: today.id })))).toEqual([
    'meeting-begun',
  ])
})

test('from one address a sixth question of a day is refused', async () => {
  const email = 'often@example.org'
  for (let count = 0; count < 5; count++) await anAskedQuestion({ email })
  expect(codesOf(await askQuestion(visitor, aQuestion({ email: 'Often@Example.org' })))).toEqual([
    'too-many-questions',
  ])
})

test('a question is declined only with a reason, and then neither put nor answered', async () => {
  const { id: question } = await anAskedQuestion()
  expect(codesOf(await declineQuestion(acting, { question, reason: ' ' }))).toEqual([
    'reason-missing',
  ])
  expectDone(await declineQuestion(acting, { question, reason: 'It was asked in January.' }))
  expect(codesOf(await answerQuestion(acting, { question, answer: 'Yes.' }))).toEqual([
    'already-declined',
  ])
  expect(codesOf(await publishQuestion(acting, { question }))).toEqual(['already-declined'])
  expect((await get(`/questions/${question}`)).statusCode).toBe(404)
})

test('an answer needs words and a day between question and today, and stands once given', async () => {
  const { id: question } = await anAskedQuestion()
  expect(codesOf(await answerQuestion(acting, { question, answer: ' ' }))).toEqual([
    'answer-missing',
  ])
  for (const answeredOn of ['2025-02-04', '2025-02-06'])
    expect(
      codesOf(
        await answerQuestion(acting, { question, answer: 'Soon.', answeredOn: day(answeredOn) }),
      ),
    ).toEqual(['answered-out-of-time'])
  expectDone(await answerQuestion(acting, { question, answer: 'Soon.' }))
  expect(codesOf(await answerQuestion(acting, { question, answer: 'Later.' }))).toEqual([
    'already-answered',
  ])
})

test('an answer whose action is refused is not given either', async () => {
  const { id: question } = await anAskedQuestion()
  const outcome = await answerQuestion(acting, {
    question,
    answer: 'We will write.',
    raises: { text: '', owners: [], deadline: {}, raisedOn: acting.today },
  })
  expect(outcome.ok ? [] : outcome.refusals.map(({ field }) => field)).toEqual([
    'action-text',
    'action-owners',
    'action-deadline',
  ])
  expect((await get(`/questions/${question}`)).statusCode).toBe(404)
})

test('a question walks to its meeting, its item and its action, and the action leads back to it', async () => {
  const meeting = await aMeeting('2025-02-13')
  const { id: question } = await anAskedQuestion({
    meeting: meeting.id,
    text: 'Who looks after the WALKED question?',
    shownAs: 'a resident of Luton',
  })
  const other = await aMeeting('2025-02-27')
  const [stranger] = await listItems(record.db, other.id, { private: true })
  expect(stranger).toBeUndefined()
  const put = expectDone(
    await putQuestion(acting, { question, itemTitle: 'Questions from the public' }),
  )
  const [item] = await listItems(record.db, meeting.id, { private: false })
  expect(item).toMatchObject({ id: put.item_id, kind: 'questions' })
  expect(
    codesOf(await putQuestion(acting, { question, meeting: other.id, item: item?.id })),
  ).toEqual(['item-of-another-meeting'])
  expect((await get(`/questions/${question}`)).body).toContain('Answer overdue')

  const answered = expectDone(
    await answerQuestion(acting, {
      question,
      answer: 'The Chief Nurse does, and will **write** to you.',
      raises: {
        text: 'Write to the resident',
        owners: [{ label: 'Chief Nurse' }],
        deadline: { day: day('2025-03-01') },
        raisedOn: acting.today,
      },
    }),
  )
  const [action] = await listActionsFrom(
    record.db,
    [{ kind: 'question', id: question }],
    acting.today,
  )
  expect(action?.id).toBe(answered.action?.id)
  // Before the tracker is published, the question does not betray its action.
  expect((await get(`/questions/${question}`)).body).not.toContain('Write to the resident')
  expectDone(await publishTracker(acting, { body: partnership }))

  const down = await get(`/questions/${question}`)
  const address = `/actions/health-and-care-partnership/${answered.action?.number}`
  expect(down.body).toContain(`href="${address}"`)
  expect(down.body).toContain('href="/meetings/health-and-care-partnership/2025-02-13"')
  expect(down.body).toContain('<strong>write</strong>')
  expect(down.body).toContain('a resident of Luton')
  expect(down.queries).toBeLessThanOrEqual(8)
  const up = await get(address)
  expect(up.body).toContain(`href="/questions/${question}"`)
  expect(up.queries).toBeLessThanOrEqual(8)
})

test('no public page, answer or file holds a private action, an unpublished report, an asker or a sensitive interest', async () => {
  const now = actingOn(record, '2025-02-06')
  await theFourActions(now, partnership)
  await thePrintedRegister(now, partnership)
  const hidden = { privateReason: 'CANARY REASON', audience: 'private' } as const
  const secret = expectDone(
    await raiseAction(now, {
      body: partnership,
      text: 'CANARY ACTION',
      raisedOn: now.today,
      owners: [{ label: 'CANARY OWNER' }],
      deadline: { text: 'ASAP' },
      ...hidden,
    }),
  )
  await declareInterest(now, {
    body: partnership,
    person: await aPerson(now, 'Trustee'),
    answer: 'yes',
    types: ['indirect'],
    description: 'CANARY INTEREST',
    declaredOn: now.today,
    sensitive: true,
    sensitiveReason: 'CANARY RISK',
    note: 'CANARY NOTE',
  })
  // Nor one that nobody has agreed yet, nor one that was public before it became sensitive.
  const trustee = await aPerson(now, 'Another trustee')
  const own = { ...now, person: trustee }
  const declaring = {
    body: partnership,
    person: trustee,
    answer: 'yes',
    declaredOn: now.today,
  } as const
  await declareInterest(own, {
    ...declaring,
    types: ['financial'],
    description: 'CANARY WAITS',
    organisationText: 'CANARY LTD',
    handling: 'CANARY HANDLING',
  })
  const once = expectDone(
    await declareInterest(now, {
      ...declaring,
      types: ['financial'],
      description: 'CANARY ONCE PUBLIC',
    }),
  )
  expectDone(
    await grantDispensation(now, {
      body: partnership,
      person: trustee,
      declaration: once,
      matter: 'CANARY MATTER',
      allows: 'speak',
      reason: 'CANARY WHY',
      grantedBy: 'Monitoring officer',
      grantedOn: now.today,
      from: now.today,
      until: now.today,
    }),
  )
  await publishTracker(now, { body: partnership })
  await publishRegister(now, { body: partnership })
  const declared = await get('/bodies/health-and-care-partnership/interests')
  expect(declared.body).toContain('CANARY ONCE PUBLIC')
  expectDone(
    await amendDeclaration(now, {
      declaration: once,
      types: ['financial'],
      description: 'CANARY NOW SENSITIVE',
      sensitive: true,
      sensitiveReason: 'CANARY RISK',
    }),
  )
  // Nor a gift that was declared since the register was published.
  const after = { ...now, now: new Date(now.now.getTime() + 60_000) }
  expectDone(
    await declareGift(after, {
      body: partnership,
      person: trustee,
      kind: 'gift',
      description: 'CANARY GIFT',
      giver: 'CANARY GIVER',
      giverIsSupplier: false,
      inCash: false,
      pence: 1000,
      offeredOn: now.today,
      outcome: 'declined',
      reason: 'CANARY DECLINED',
      approvedBy: '',
    }),
  )
  const [open] = await listActionsFrom(record.db, [], now.today)
  expect(open).toBeUndefined()
  const later = actingOn(record, '2025-02-14')
  const shown = await get('/api/v1/actions?search=Mount Vernon')
  expect(JSON.parse(shown.body).actions).toHaveLength(1)
  const { rows } = await sql<{ id: string }>`
    select id from actions.actions where text like '%Mount Vernon%'`.execute(record.db)
  expectDone(
    await reportOnAction(later, {
      action: rows[0]?.id ?? '',
      on: later.today,
      what: 'off track',
      position: 'CANARY REPORT',
    }),
  )
  const { id: question } = await anAskedQuestion({ text: 'CANARY QUESTION' })
  const slug = 'health-and-care-partnership'
  const paths = [
    '/actions',
    '/actions?state=closed',
    `/actions?body=${slug}&search=CANARY`,
    `/actions/${slug}/31`,
    `/actions/${slug}/${secret.number}`,
    `/bodies/${slug}/interests`,
    `/bodies/${slug}/interests?on=2025-02-06`,
    `/bodies/${slug}/gifts`,
    '/questions',
    '/questions?which=awaiting',
    `/questions/${question}`,
  ]
  const answers = await Promise.all([
    ...paths.map(path => get(path)),
    ...paths.map(path => get(`/api/v1${path}`)),
    get(`/bodies/${slug}/interests.csv`),
    get('/data/interests.csv'),
    get('/data/interests.json'),
  ])
  // The words that were searched for stand in their field; nothing else may.
  for (const { body } of answers)
    expect(
      body
        .replaceAll('“CANARY”', '')
        .replaceAll('value="CANARY"', '')
        .replaceAll('search=CANARY', ''),
    ).not.toMatch(/CANARY|canary/)
  expect((await get(`/actions/${slug}/${secret.number}`)).statusCode).toBe(404)
  expect((await get(`/questions/${question}`)).statusCode).toBe(404)
  const rowsOfPublic = await sql`select * from voices.questions`.execute(record.publicDb)
  expect(JSON.stringify(rowsOfPublic.rows)).not.toContain('CANARY')
  await expect(sql`select * from voices.askers`.execute(record.publicDb)).rejects.toThrow(
    /permission denied/,
  )
})

test('the tracker’s page says what its key means, and keeps to eight queries with five hundred actions', async () => {
  await record.db.transaction().execute(async tx => {
    for (let count = 0; count < 500; count++)
      expectDone(
        await raiseAction(
          { ...acting, db: tx },
          {
            body: partnership,
            text: `Task ${count}`,
            raisedOn: acting.today,
            owners: [{ label: 'All members' }],
            deadline: { text: 'ASAP' },
          },
        ),
      )
  })
  expectDone(await publishTracker(actingOn(record, '2025-02-13'), { body: partnership }))
  for (const path of ['/actions', '/actions?state=not-yet-due&page=3', '/api/v1/actions']) {
    const { statusCode, queries } = await get(path)
    expect(statusCode).toBe(200)
    expect(queries).toBeLessThanOrEqual(8)
  }
  const { body } = await get('/actions?state=complete')
  for (const label of [
    'Escalated',
    'Outstanding',
    'In Progress',
    'Not Yet Due',
    'COMPLETE',
    'CLOSED',
    'COMPLETE: Propose closure 14 Feb 2025',
  ])
    expect(body).toContain(label)
  const json = JSON.parse((await get('/api/v1/actions?search=agenda-setting')).body)
  expect(json.actions.map(({ label }: { label: string }) => label)).toContain(
    'COMPLETE: Propose closure 14 Feb 2025',
  )
})

test('R-COI-4: the register of interests as JSON on 14 February 2025, and as a file', async () => {
  const slug = 'health-and-care-partnership'
  const { body, queries } = await get(`/api/v1/bodies/${slug}/interests?on=2025-02-14`)
  expect(JSON.parse(body)).toMatchObject({
    on: '2025-02-14',
    people: 37,
    undated: 9,
    olderThan12Months: 22,
  })
  expect(queries).toBeLessThanOrEqual(8)
  const page = await get(`/bodies/${slug}/interests?on=2025-02-14`)
  expect(page.body).toContain('37')
  const csv = await get(`/bodies/${slug}/interests.csv?on=2025-02-14`)
  expect(csv.body.split('\r\n')).toHaveLength(1 + 67 + 1)
  expect((await get(`/bodies/${slug}/interests?on=31/2/2025`)).body).toContain('is not a day')
})

test('the pages of the workspace open for the clerk, and only for who may', async () => {
  const clerk = await aPerson(acting, 'Clerk')
  expectDone(
    await grantRole(acting, {
      person: clerk,
      role: 'clerk',
      scope: partnership,
      from: day('2024-01-01'),
    }),
  )
  const session = await beginSession(record.db, clerk, new Date())
  const { id: question } = await anAskedQuestion()
  const meeting = '/work/meetings/health-and-care-partnership/2025-02-13'
  for (const path of [
    '/work/actions',
    '/work/actions?body=health-and-care-partnership',
    '/work/actions/new',
    '/work/actions/health-and-care-partnership/31',
    '/work/actions/health-and-care-partnership/31/report',
    '/work/actions/health-and-care-partnership/31/deadline',
    `${meeting}/actions`,
    `${meeting}/actions/new`,
    `${meeting}/actions/30/close`,
    `${meeting}/questions`,
    '/work/interests',
    '/work/interests/declare',
    '/work/interests/health-and-care-partnership',
    '/work/interests/health-and-care-partnership/enter',
    '/work/questions',
    `/work/questions/${question}`,
    `/work/questions/${question}/answer`,
    `/work/questions/${question}/decline`,
    `/work/questions/${question}/put`,
  ]) {
    expect([path, (await get(path, session)).statusCode]).toEqual([path, 200])
    expect([path, (await get(path)).statusCode]).toEqual([path, 303])
  }
  const stranger = await beginSession(record.db, await aPerson(acting, 'Stranger'), new Date())
  for (const path of ['/work/actions', `${meeting}/actions`, `/work/questions/${question}`])
    expect((await get(path, stranger)).statusCode).toBe(403)
  expect((await get(`/work/questions/${question}`, session)).body).toContain('CANARY NAME')
})

test('the ask form offers meetings to come with their last day, and keeps what was typed when it refuses', async () => {
  await aMeeting('2025-03-27')
  const shown = await house.server.inject({ url: '/questions/ask' })
  expect(shown.body).toContain('27 March 2025')
  const token = /name="_csrf" value="([^"]+)"/.exec(shown.body)?.[1] ?? ''
  const cookies = Object.fromEntries(shown.cookies.map(({ name, value }) => [name, value]))
  const send = (payload: Record<string, string>) =>
    house.server.inject({
      method: 'POST',
      url: '/questions/ask',
      cookies,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: token, ...payload }).toString(),
    })
  const refusedOne = await send({ text: 'What I typed so far', to: '' })
  expect(refusedOne.statusCode).toBe(422)
  expect(refusedOne.body).toContain('<title>Error: ')
  expect(refusedOne.body).toContain('What I typed so far')
  expect(refusedOne.body).toContain('Choose the meeting or body that you ask.')
  const taken = await send({
    to: 'meeting health-and-care-partnership 2025-03-27',
    text: 'What is planned for Luton?',
    name: 'A',
    email: 'a@example.org',
  })
  expect(taken.statusCode).toBe(303)
  const thanks = await get(String(taken.headers.location))
  expect(thanks.body).toContain('27 March 2025')
})
