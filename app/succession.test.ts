import { expect, test } from 'vitest'
import { day, readPartialDay, time } from '../platform/day.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { actingOn, freshRecord } from '../platform/testing/record.ts'
import { onDay, raised, reported, reviewed } from '../rooms/actions/actions.samples.ts'
import { publishTracker } from '../rooms/actions/publish-tracker.ts'
import { readAction } from '../rooms/actions/read-action.ts'
import { appointToOffice } from '../rooms/bodies/appoint-to-office.ts'
import {
  aBody,
  anAppointment,
  anOrganisation,
  aPerson,
  aSeat,
  someTerms,
} from '../rooms/bodies/bodies.samples.ts'
import { dissolveBodyWith, previewEnding } from '../rooms/bodies/dissolve-body.ts'
import { readBody } from '../rooms/bodies/read-body.ts'
import { readBodyRecord } from '../rooms/bodies/read-body-record.ts'
import { readQuorumFacts } from '../rooms/bodies/read-quorum-facts.ts'
import { renameBody } from '../rooms/bodies/rename-body.ts'
import { renameOrganisation } from '../rooms/bodies/rename-organisation.ts'
import { succeedOrganisation } from '../rooms/bodies/succeed-organisation.ts'
import { giveNotice } from '../rooms/meetings/give-notice.ts'
import { readMeetingAt } from '../rooms/meetings/read-meeting.ts'
import { scheduleMeeting } from '../rooms/meetings/schedule-meeting.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { listGrants } from '../rooms/people/list-grants.ts'
import { askQuestion } from '../rooms/voices/ask-question.ts'
import { listLetters } from '../rooms/voices/read-letter.ts'
import { readQuestion } from '../rooms/voices/read-question.ts'
import { recordLetter } from '../rooms/voices/record-letter.ts'
import { aHouse, aVisitor } from './visitor.samples.ts'
import { partsAtEndOfBody } from './whole-record.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-04-01')
const on = day('2025-04-01')
const house = await aHouse(record, '2025-04-01')
const dissolveBody = dissolveBodyWith(partsAtEndOfBody)
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? [] : outcome.refusals?.map(({ code }) => code)
const publicly = (url: string) => house.server.inject({ url })

let serial = 0
const twoBodies = async () => {
  serial += 1
  const old = await aBody(acting, { slug: `old-${serial}`, name: `The Old Committee ${serial}` })
  const heir = await aBody(acting, { slug: `new-${serial}`, name: `The New Committee ${serial}` })
  return { old, heir, oldSlug: `old-${serial}`, newSlug: `new-${serial}` }
}

test('an open action goes to the successor’s tracker with its history and a new number, and its old address leads to it', async () => {
  const { old, heir, oldSlug, newSlug } = await twoBodies()
  const january = onDay(acting, '2025-01-10')
  await raised(january, heir, { raisedOn: day('2025-01-10'), number: 7 })
  const action = await raised(january, old, { raisedOn: day('2025-01-10') })
  await reported(onDay(acting, '2025-02-01'), action, { what: 'off track', position: 'Late.' })
  expectDone(await publishTracker(onDay(acting, '2025-02-02'), { body: old }))
  expectDone(
    await dissolveBody(acting, { body: old, on, successor: heir, reason: 'Joined into one' }),
  )
  const moved = await readAction(record.db, action)
  expect(moved).toMatchObject({ body: heir, number: 8 })
  expect(moved.reports[0]?.position).toBe('Late.')
  expect(moved.handOns).toMatchObject([
    { fromName: `The Old Committee ${serial}`, fromNumber: 1, on },
  ])
  const before = await publicly(`/actions/${oldSlug}/1?x=y`)
  expect([before.statusCode, before.headers.location]).toEqual([301, `/actions/${newSlug}/8?x=y`])
  const api = await publicly(`/api/v1/actions/${oldSlug}/1`)
  expect(api.headers.location).toBe(`/api/v1/actions/${newSlug}/8`)
  // Public it was, public it stays, though the new tracker was never published; the other is not.
  const page = await publicly(`/actions/${newSlug}/8`)
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Late.')
  expect(page.body).toContain(`From The Old Committee ${serial}, its action 1`)
  expect((await publicly(`/actions/${newSlug}/7`)).statusCode).toBe(404)
  const body = await publicly(`/bodies/${oldSlug}`)
  expect(body.body).toContain('Joined into one.')
  expect(body.body).toContain(`The New Committee ${serial}`)
  expect(body.body).toContain('One open action went to the body that took over')
})

test('what was not public of a handed-on action stays so until the successor publishes', async () => {
  const { old, heir, newSlug } = await twoBodies()
  const hidden = await raised(acting, old, { raisedOn: day('2025-03-01') })
  expectDone(await publishTracker(onDay(acting, '2025-03-31'), { body: heir }))
  expectDone(await dissolveBody(onDay(acting, '2025-04-01'), { body: old, on, successor: heir }))
  const { number } = await readAction(record.db, hidden)
  expect((await publicly(`/actions/${newSlug}/${number}`)).statusCode).toBe(404)
  expectDone(await publishTracker(onDay(acting, '2025-04-02'), { body: heir }))
  expect((await publicly(`/actions/${newSlug}/${number}`)).statusCode).toBe(200)
})

test('R-ACT-5: red meetings are counted by the tracker on which the action stood at the time', async () => {
  const { old, heir } = await twoBodies()
  const action = await raised(onDay(acting, '2024-09-01'), old, {
    raisedOn: day('2024-09-01'),
    deadline: { day: day('2024-09-02') },
  })
  for (const when of ['2024-10-01', '2024-11-01']) await reviewed(onDay(acting, when), old)
  // The successor met often; none of that was about this action.
  for (const when of ['2024-10-02', '2024-11-02', '2024-12-02', '2025-01-02'])
    await reviewed(onDay(acting, when), heir)
  expectDone(await dissolveBody(acting, { body: old, on, successor: heir }))
  expect((await readAction(record.db, action, on)).state.state).toBe('outstanding')
  await reviewed(onDay(acting, '2025-04-10'), heir)
  expect((await readAction(record.db, action, day('2025-04-10'))).state.state).toBe('escalated')
})

test('questions and letters that wait for an answer go to the successor; those answered stay', async () => {
  const { old, heir } = await twoBodies()
  const question = expectDone(
    await askQuestion(acting, { body: old, text: 'When?', name: 'A', email: 'a@example.org' }),
  )
  const letter = (replyWanted: boolean) =>
    recordLetter(acting, {
      body: old,
      direction: 'received',
      form: 'letter',
      datedOn: expectDone(readPartialDay('1 March 2025')),
      correspondent: 'Luton Council',
      subject: replyWanted ? 'Waiting' : 'For information',
      audience: 'members',
      replyWanted,
    })
  expectDone(await letter(true))
  expectDone(await letter(false))
  const preview = await previewEnding(
    record.db,
    partsAtEndOfBody,
    { body: await readBody(record.db, old), on, successor: await readBody(record.db, heir) },
    on,
  )
  expect(preview.lines.map(({ text }) => text)).toEqual([
    expect.stringContaining('One question waiting for an answer will go to The New Committee'),
    expect.stringContaining('One letter waiting for an answer will go to The New Committee'),
  ])
  expectDone(await dissolveBody(acting, { body: old, on, successor: heir }))
  expect(await readQuestion(record.db, question.id)).toMatchObject({
    body_id: heir,
    handed_on_from: old,
  })
  const subjects = async (body: string) =>
    (await listLetters(record.db, { today: on, bodies: [body] })).map(({ subject }) => subject)
  expect([await subjects(heir), await subjects(old)]).toEqual([['Waiting'], ['For information']])
})

test('a body whose meetings are still to come is not dissolved, and then nothing of it has changed', async () => {
  const { old, heir } = await twoBodies()
  const action = await raised(acting, old, { raisedOn: day('2025-03-01') })
  expectDone(
    await scheduleMeeting(acting, {
      body: old,
      day: day('2025-06-10'),
      startsAt: time('10:00'),
      kind: 'ordinary',
      mode: 'remote',
      venue: '',
      deadlinesToCheck: true,
    }),
  )
  const outcome = await dissolveBody(acting, { body: old, on, successor: heir })
  expect(codes(outcome)).toEqual(['meetings-to-come'])
  expect(outcome.ok ? '' : outcome.refusals[0]?.message).toContain('10 June 2025')
  expect((await readAction(record.db, action)).body).toBe(old)
})

test('work is handed on on the day itself and not before, and not to a body that is gone', async () => {
  const { old, heir } = await twoBodies()
  await raised(acting, old, { raisedOn: day('2025-03-01') })
  const later = day('2025-09-01')
  expect(codes(await dissolveBody(acting, { body: old, on: later, successor: heir }))).toEqual([
    'handed-on-before-the-day',
  ])
  expectDone(await dissolveBody(acting, { body: heir, on }))
  expect(codes(await dissolveBody(acting, { body: old, on, successor: heir }))).toEqual([
    'successor-dissolved',
  ])
  expect(codes(await dissolveBody(acting, { body: old, on, successor: old }))).toEqual([
    'body-unknown',
  ])
})

test('terms, deputies, participants, offices and every grant end with the body, and reporting lines pass on', async () => {
  const { old, heir, oldSlug } = await twoBodies()
  const below = await aBody(acting, { reportsTo: [old] })
  await someTerms(acting, old)
  const person = await aPerson(acting)
  const clerk = await aPerson(acting)
  await anAppointment(acting, await aSeat(acting, old), { person })
  expectDone(
    await appointToOffice(acting, {
      body: old,
      office: 'secretary',
      person: clerk,
      from: day('2024-01-01'),
    }),
  )
  const from = day('2025-01-01')
  expectDone(await grantRole(acting, { person, role: 'executive lead', scope: old, from }))
  expectDone(await dissolveBody(acting, { body: old, on, successor: heir }))
  expect(await listGrants(record.db, person, on)).toEqual([])
  expect(await listGrants(record.db, clerk, on)).toEqual([])
  const after = await readBodyRecord(record.db, oldSlug, on)
  expect([after.facts.terms, after.offices, after.facts.holdingRows]).toEqual([undefined, [], []])
  const { slug } = await readBody(record.db, below)
  expect((await readBodyRecord(record.db, slug, on)).reportsTo.map(line => line.name)).toEqual([
    `The New Committee ${serial}`,
  ])
})

test('a renamed body goes by its old name on the pages of its time, and its old address leads on', async () => {
  const { old, oldSlug } = await twoBodies()
  const meeting = (on: string) =>
    scheduleMeeting(onDay(acting, '2025-01-05'), {
      body: old,
      day: day(on),
      startsAt: time('10:00'),
      kind: 'ordinary',
      mode: 'remote',
      venue: '',
      deadlinesToCheck: true,
    })
  const first = expectDone(await meeting('2025-02-10'))
  const second = expectDone(await meeting('2025-03-10'))
  for (const { id } of [first, second])
    expectDone(
      await giveNotice(onDay(acting, '2025-01-06'), {
        meeting: id,
        kind: 'public notice',
        givenOn: day('2025-01-06'),
        manner: 'On the site',
        signedBy: 'Clerk',
        text: 'It meets.',
      }),
    )
  const before = `The Old Committee ${serial}`
  const from = day('2025-03-01')
  const rename = { body: old, name: 'Health Scrutiny', from, slug: 'health-scrutiny' }
  expectDone(await renameBody(acting, rename))
  expect((await readMeetingAt(record.db, 'health-scrutiny', first.slug)).body.name).toBe(before)
  expect((await readMeetingAt(record.db, 'health-scrutiny', second.slug)).body.name).toBe(
    'Health Scrutiny',
  )
  const moved = await publicly(`/meetings/${oldSlug}/${first.slug}`)
  expect([moved.statusCode, moved.headers.location]).toEqual([
    301,
    `/meetings/health-scrutiny/${first.slug}`,
  ])
  expect((await publicly(`/meetings/health-scrutiny/${first.slug}`)).body).toContain(before)
  expect((await publicly('/bodies/health-scrutiny')).body).toContain(
    `Called ${before} until 28 February 2025`,
  )
  expect(codes(await renameBody(acting, rename))).toEqual(['name-unchanged', 'name-not-later'])
  expect(
    codes(await renameBody(acting, { ...rename, name: 'X', from: day('2025-09-01') })),
  ).toEqual(['name-to-come'])
  const other = await aBody(acting)
  expect(codes(await renameBody(acting, { body: other, name: 'X', from, slug: oldSlug }))).toEqual([
    'slug-taken',
  ])
})

test('R-ID-2: the seats of an organisation that was taken over read under its name up to the day, and its successor is told from then', async () => {
  const body = await aBody(acting)
  const [old, heir] = [
    await anOrganisation(acting, { name: 'Cambridgeshire Community Services', shortName: 'CCS' }),
    await anOrganisation(acting, {
      name: 'East of England Community Health and Care',
      shortName: 'EECHC',
    }),
  ]
  await aSeat(acting, body, { organisation: old })
  const when = day('2026-04-01')
  expectDone(await succeedOrganisation(acting, { organisation: old, successor: heir, on: when }))
  const named = async (on: string) =>
    (await readQuorumFacts(record.db, body, day(on))).seatRows.map(
      ({ organisationName }) => organisationName,
    )
  expect(await named('2026-03-31')).toEqual(['Cambridgeshire Community Services'])
  expect(await named('2026-04-01')).toEqual(['East of England Community Health and Care'])
  // One that only changed its name is itself still.
  expectDone(
    await renameOrganisation(acting, {
      organisation: heir,
      name: 'EECHC Trust',
      shortName: 'E',
      from: day('2026-10-01'),
    }),
  )
  expect(await named('2026-10-01')).toEqual(['EECHC Trust'])
})

test('an administrator sees what will happen before it does, and dissolves from the screen', async () => {
  const { old, heir, oldSlug } = await twoBodies()
  await raised(acting, old, { raisedOn: day('2025-03-01') })
  const admin = await aVisitor(house, record, 'administrator')
  const at = `/work/bodies/${oldSlug}/dissolve`
  const preview = await admin.get(`${at}?on=2025-04-01&successor=${heir}`)
  expect(preview.body).toContain('One open action will go to the tracker of The New Committee')
  expect((await readBody(record.db, old)).dissolved_on).toBeNull()
  const wrong = await admin.post(at, { successor: heir })
  expect(wrong.status).toBe(422)
  const sent = await admin.post(at, { on: '2025-04-01', successor: heir, reason: 'Joined.' })
  expect(sent.status).toBe(303)
  expect((await readBody(record.db, old)).successor_id).toBe(heir)
  const clerk = await aVisitor(house, record, 'clerk', heir)
  expect((await clerk.get(at)).status).toBe(403)
})
